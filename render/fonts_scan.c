/* fonts_scan.c - the font files of some folders and the faces in them. */
#include "fonts_scan.h"

#include "intl.h"

#include <errno.h>
#include <hb.h>
#include <string.h>
#include <sys/stat.h>

/* Collections hold a dozen faces; a damaged one may claim any number. */
enum { MAX_FACES = 256 };

static bool is_font_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && name[0] != '.' &&
           (g_ascii_strcasecmp(dot, ".otf") == 0 || g_ascii_strcasecmp(dot, ".ttf") == 0 ||
            g_ascii_strcasecmp(dot, ".ttc") == 0);
}

static int by_name(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void face_drop(void *face)
{
    hb_face_destroy(face);
}

/* read_file - the whole of a font file; empty for what is no file.  NULL and e if it is one and cannot be
 * read: without it a page would silently be set in another face. */
static hb_blob_t *read_file(const char *path, goffset *size, struct err *e)
{
    struct stat st;
    *size = 0;
    int status = stat(path, &st);
    if (status != 0 ? errno == ENOENT : !S_ISREG(st.st_mode)) /* a link to nowhere; a folder */
        return hb_blob_get_empty();
    errno = status != 0 ? errno : 0;
    hb_blob_t *blob = status == 0 ? hb_blob_create_from_file(path) : hb_blob_get_empty();
    *size = status == 0 ? st.st_size : 0;
    if (status == 0 && hb_blob_get_length(blob) == *size)
        return blob;
    hb_blob_destroy(blob);
    err_set(e, ERR_SYSTEM, _("%s: cannot be read: %s"), path, g_strerror(errno ? errno : EIO));
    return NULL;
}

/* scan_file - append the faces of one file; a finding if it has none. */
static bool scan_file(const char *path, GArray *found, struct arena *a, struct diag *d, struct err *e)
{
    goffset size;
    hb_blob_t *blob = read_file(path, &size, e);
    if (!blob)
        return false;
    unsigned n = hb_blob_get_length(blob) ? hb_face_count(blob) : 0, had = found->len;
    for (unsigned i = 0; i < n && i < MAX_FACES; i++) {
        hb_face_t *face = hb_face_create(blob, i);
        const struct face_names *names = face_names_read(face, a);
        if (!names->family || hb_face_get_glyph_count(face) == 0) {
            hb_face_destroy(face);
            continue;
        }
        arena_cleanup(a, face_drop, face);
        struct candidate c = {.path = path, .bytes = size, .index = (int)i, .face = face, .names = names};
        c.file = strrchr(path, '/') + 1;
        g_array_append_val(found, c);
    }
    if (found->len == had)
        diag_printf(d, "FONT-FILE", GRADE_SOFT, path, 0, 0,
                    _("this file is no font that can be read; it is passed over"));
    hb_blob_destroy(blob);
    return true;
}

bool scan_fonts(const char *dir, bool optional, GArray *found, struct arena *a, struct diag *d, struct err *e)
{
    g_autoptr(GError) ge = NULL;
    GDir *g = g_dir_open(dir, 0, &ge);
    if (!g)
        return (optional && g_error_matches(ge, G_FILE_ERROR, G_FILE_ERROR_NOENT)) ||
               err_set(e, ERR_FONT, _("cannot read the folder of fonts: %s"), ge->message);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(g));)
        if (is_font_name(name))
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(g);
    if (names->len > 1)
        qsort(names->pdata, names->len, sizeof names->pdata[0], by_name);
    for (guint i = 0; i < names->len; i++)
        if (!scan_file(arena_printf(a, "%s/%s", dir, (const char *)names->pdata[i]), found, a, d, e))
            return false;
    return true;
}
