/* command_versions.c - `nianbao --version`: with what this machine makes its reports. */
#include "command.h"

#include "intl.h"
#include "resources.h"
#include "versions.h"

#include <hb-ot.h>

static void libraries(void)
{
    size_t n;
    const struct version *v = versions_libraries(&n);
    for (size_t i = 0; i < n; i++)
        printf("  %s %s\n", v[i].name, v[i].text);
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
