/* folder.c - what a folder of the user holds. */
#include "folder.h"

#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *folder_list(const char *path, struct err *e)
{
    GError *error = NULL;
    GDir *dir = g_dir_open(path, 0, &error);
    if (!dir) {
        err_set(e, ERR_SYSTEM, "%s", error->message);
        g_error_free(error);
        return NULL;
    }
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        if (name[0] != '.' && !g_str_has_prefix(name, "~$"))
            g_ptr_array_add(list, g_build_filename(path, name, NULL));
    g_dir_close(dir);
    g_ptr_array_sort(list, by_name);
    return list;
}
