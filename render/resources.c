/* resources.c - where the program's own files are. */
#include "resources.h"

#include "intl.h"

#include <glib.h>

/* The first of the folders that holds `file`. */
static const char *beside_executable(const char *const place[], const char *file, struct arena *a)
{
    char *exe = g_file_read_link("/proc/self/exe", NULL);
    if (!exe)
        return NULL;
    char *dir = g_path_get_dirname(exe);
    const char *found = NULL;
    for (; !found && *place; place++) {
        char *folder = g_canonicalize_filename(*place, dir);
        char *marker = g_build_filename(folder, file, NULL);
        if (g_file_test(marker, G_FILE_TEST_EXISTS))
            found = arena_strdup(a, folder);
        g_free(marker);
        g_free(folder);
    }
    g_free(dir);
    g_free(exe);
    return found;
}

static bool holds(const char *dir, const char *file)
{
    char *path = g_build_filename(dir, file, NULL);
    bool exists = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return exists;
}

const char *resources_layouts(const char *given, struct arena *a, struct err *e)
{
    static const char *const place[] = {"../layouts", "../../layouts", "../share/nianbao/layouts", NULL};
    if (given && holds(given, "gbt9704.yaml"))
        return arena_strdup(a, given);
    if (given) {
        err_set(e, ERR_USAGE, _("--layouts %s: there is no gbt9704.yaml in this folder"), given);
        return NULL;
    }
    const char *found = beside_executable(place, "gbt9704.yaml", a);
    if (!found)
        err_set(e, ERR_LAYOUT,
                _("the page style (gbt9704.yaml) is not installed; give its folder with --layouts"));
    return found;
}

const char *resources_fonts(const char *given, const char **own, struct arena *a, struct err *e)
{
    static const char *const place[] = {"../fonts", "../../fonts", "../share/nianbao/fonts", NULL};
    *own = NULL;
    if (given && !g_file_test(given, G_FILE_TEST_IS_DIR)) {
        err_set(e, ERR_USAGE, _("--fonts %s: there is no such folder"), given);
        return NULL;
    }
    if (given && holds(given, "fonts.yaml"))
        return arena_strdup(a, given);
    *own = arena_strdup(a, given);
    const char *found = beside_executable(place, "fonts.yaml", a);
    if (!found)
        err_set(e, ERR_FONT,
                _("the list of fonts (fonts.yaml) is not installed; give its folder with --fonts"));
    return found;
}

const char *resources_locale(struct arena *a)
{
    static const char *const place[] = {"locale", "../share/locale", NULL};
    return beside_executable(place, "zh_CN/LC_MESSAGES/nianbao.mo", a);
}
