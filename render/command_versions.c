/* command_versions.c - `nianbao --version`: with what this machine makes its reports.
 * The one file beside their own stages that includes every library, for nothing but its version number. */
#include "command.h"

#include "intl.h"
#include "resources.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <gcrypt.h>
#include <hb-ot.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <pango/pango.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <xlsxwriter.h>
#include <yaml.h>
#include <zip.h>

static void libraries(void)
{
    int major = 0, minor = 0, patch = 0;
    FT_Library ft;
    if (FT_Init_FreeType(&ft) == 0) {
        FT_Library_Version(ft, &major, &minor, &patch);
        FT_Done_FreeType(ft);
    }
    printf("  cairo %s\n", cairo_version_string());
    printf("  fontconfig %d.%d.%d\n", FcGetVersion() / 10000, FcGetVersion() / 100 % 100,
           FcGetVersion() % 100);
    printf("  freetype %d.%d.%d\n", major, minor, patch);
    printf("  glib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
    printf("  harfbuzz %s\n", hb_version_string());
    printf("  jansson %s\n", jansson_version_str());
    printf("  libgcrypt %s\n", gcry_check_version(NULL));
    long xml = strtol(xmlParserVersion, NULL, 10); /* 20914 is 2.9.14 */
    printf("  libxml2 %ld.%ld.%ld\n", xml / 10000, xml / 100 % 100, xml % 100);
    printf("  libxlsxwriter %s\n", lxw_version());
    printf("  libyaml %s\n", yaml_get_version_string());
    printf("  libzip %s\n", zip_libzip_version());
    printf("  pango %s\n", pango_version_string());
    printf("  qpdf %s\n", qpdf_get_qpdf_version());
}

/* Only the faces that are there; a machine without fonts has a version too. */
static void fonts(const struct options *o)
{
    struct err e = ERR_INIT;
    struct diag *d = diag_new();
    struct arena *a = arena_new();
    const char *own;
    const char *dir = resources_fonts(o->fonts, &own, a, &e);
    struct fonts *f = dir ? fonts_open(dir, own, false, a, d, &e) : NULL;
    for (size_t i = 0; f && i < f->nface; i++) {
        char version[128];
        unsigned n = sizeof version;
        hb_ot_name_get_utf8(f->face[i]->hb_face, HB_OT_NAME_ID_VERSION_STRING, HB_LANGUAGE_INVALID, &n,
                            version);
        printf("  %s (%s): %s\n", f->face[i]->family, f->face[i]->file, n ? version : "-");
    }
    if (!f)
        printf("  %s\n", e.text);
    arena_free(a);
    diag_free(d);
    err_clear(&e);
}

int command_versions(const struct options *o)
{
    printf("nianbao %s\n%s\n", VERSION, _("Libraries:"));
    libraries();
    puts(_("Fonts:"));
    fonts(o);
    return 0;
}
