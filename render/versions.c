/* versions.c - with what this machine makes its reports.
 * The one file beside their own stages that includes every library, for nothing but its version number. */
#include "versions.h"

#include "deflate.h"
#include "digest.h"
#include "sources.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <glib.h>
#include <hb.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <pango/pango.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <yaml.h>
#include <zip.h>

static char *dotted(long major, long minor, long patch)
{
    return g_strdup_printf("%ld.%ld.%ld", major, minor, patch);
}

static char *freetype(void)
{
    int major = 0, minor = 0, patch = 0;
    FT_Library ft;
    if (FT_Init_FreeType(&ft) == 0) {
        FT_Library_Version(ft, &major, &minor, &patch);
        FT_Done_FreeType(ft);
    }
    return dotted(major, minor, patch);
}

enum { LIBRARIES = 15 };

static void fill(struct version *v)
{
    long fc = FcGetVersion(), xml = strtol(xmlParserVersion, NULL, 10); /* 20914 is 2.9.14 */
    const struct version all[] = {
        {"cairo", cairo_version_string()},
        {"fontconfig", dotted(fc / 10000, fc / 100 % 100, fc % 100)},
        {"freetype", freetype()},
        {"glib", dotted((long)glib_major_version, (long)glib_minor_version, (long)glib_micro_version)},
        {"harfbuzz", hb_version_string()},
        {"jansson", jansson_version_str()},
        {"libdeflate", deflate_version()},
        {"libgcrypt", digest_version()},
        {"libxlsxwriter", lxw_version()},
        {"libxml2", dotted(xml / 10000, xml / 100 % 100, xml % 100)},
        {"libyaml", yaml_get_version_string()},
        {"libzip", zip_libzip_version()},
        {"pango", pango_version_string()},
        {"qpdf", qpdf_get_qpdf_version()},
        {"zlib", deflate_zlib_version()},
    };
    _Static_assert(G_N_ELEMENTS(all) == LIBRARIES, "one entry for each");
    memcpy(v, all, sizeof all);
}

const struct version *versions_libraries(size_t *n)
{
    static struct version all[LIBRARIES];
    static gsize done;
    if (g_once_init_enter(&done)) {
        fill(all);
        g_once_init_leave(&done, 1);
    }
    *n = LIBRARIES;
    return all;
}

const char *versions_sources(void)
{
    return SOURCES_SHA256;
}
