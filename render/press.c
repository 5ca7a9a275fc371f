/* press.c - the fonts for making copies, with the sums of their files. */
#include "press.h"

#include <glib.h>
#include <hb.h>
#include <string.h>

static struct record_font *find_font(struct record_font *font, size_t n, const char *file)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(font[i].file, file) == 0)
            return &font[i];
    return NULL;
}

/* The bytes that glyphs are taken from: what is mapped, whatever becomes of the file. */
static void add_file(struct press *p, const struct face *face)
{
    unsigned n;
    hb_blob_t *blob = hb_face_reference_blob(face->hb_face);
    const char *data = hb_blob_get_data(blob, &n);
    GBytes *bytes = g_bytes_new_static(data, n);
    char sum[DIGEST_TEXT];
    digest_text(DIGEST_SHA256, bytes, sum);
    p->font[p->nfont++] = (struct record_font){face->file, n, arena_strdup(p->a, sum), false};
    g_bytes_unref(bytes);
    hb_blob_destroy(blob);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct record_font *)a)->file, ((const struct record_font *)b)->file);
}

struct press *press_open(const char *dir, const char *own_dir, const struct fonts_list *list, struct diag *d,
                         struct err *e)
{
    struct press *p = g_new0(struct press, 1);
    p->a = arena_new();
    p->fonts = fonts_open_again(dir, own_dir, list, p->a, d, e);
    p->shaper = p->fonts ? shaper_new(p->fonts, p->a, e) : NULL;
    if (!p->shaper) {
        press_close(p);
        return NULL;
    }
    p->painter = painter_new(p->fonts, p->a);
    p->font = ARENA_ARRAY(p->a, p->fonts->nface, struct record_font);
    for (size_t i = 0; i < p->fonts->nface; i++)
        if (!find_font(p->font, p->nfont, p->fonts->face[i]->file))
            add_file(p, p->fonts->face[i]);
    qsort(p->font, p->nfont, sizeof *p->font, by_name);
    return p;
}

void press_close(struct press *p)
{
    if (!p)
        return;
    arena_free(p->a);
    g_free(p);
}

struct record_font *press_used(const struct press *p, const struct pages *pages, struct arena *a)
{
    struct record_font *font = arena_dup(a, p->font, p->nfont * sizeof *font);
    for (size_t i = 0; i < pages->npage; i++)
        for (size_t k = 0; k < pages->page[i].nmark; k++)
            if (pages->page[i].mark[k].kind == MARK_GLYPHS)
                find_font(font, p->nfont, pages->page[i].mark[k].face->file)->used = true;
    return font;
}
