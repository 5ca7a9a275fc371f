/* make_pages.h - pages put together by hand, with real faces, for the tests of list, painters and finish. */
#ifndef MAKE_PAGES_H
#define MAKE_PAGES_H

#include "pages.h"
#include "paint.h"

#include "utf8.h"

#include <glib.h>
#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FANG, SONG, HEI, NOTO, N_FACES };
enum { BODY, TABLE, FOLIO, N_STYLES };
enum { MAX_PAGES = 16, MAX_MARKS = 1200, MAX_BLOCKS = 64, MAX_OUTLINES = 16 };

#define PT(x) ((len_t)((x)*LEN_PT + ((x) < 0 ? -0.5 : 0.5)))

struct made {
    struct arena *a;
    struct pages pages;
    struct page page[MAX_PAGES];
    struct doc doc;
    struct doc_block block[MAX_BLOCKS];
    struct outline outline[MAX_OUTLINES];
    struct fonts fonts;
    struct face face[N_FACES], *faces[N_FACES];
    struct text_style style[N_STYLES];
    struct painter *painter;
};

static inline void made_unref_face(void *p)
{
    hb_face_destroy(p);
}

static inline void made_unref_font(void *p)
{
    hb_font_destroy(p);
}

/* The fetched files lie in fonts/files; a missing one ends the test. */
static inline void made_face(struct made *m, int id, const char *file)
{
    struct face *f = &m->face[id];
    *f = (struct face){.id = id, .file = file, .embed = true};
    f->path = arena_printf(m->a, "fonts/files/%s", file);
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(f->path);
    if (!blob) {
        printf("not ok %s cannot be read (are the fonts fetched?)\n", f->path);
        exit(1);
    }
    f->hb_face = hb_face_create(blob, 0);
    f->hb_font = hb_font_create(f->hb_face);
    f->upem = hb_face_get_upem(f->hb_face);
    hb_blob_destroy(blob);
    arena_cleanup(m->a, made_unref_face, f->hb_face);
    arena_cleanup(m->a, made_unref_font, f->hb_font);
    m->faces[id] = f;
}

static inline struct made *made_new(void)
{
    struct arena *a = arena_new();
    struct made *m = ARENA_NEW(a, struct made);
    m->a = a;
    made_face(m, FANG, "FandolFang-Regular.otf");
    made_face(m, SONG, "FandolSong-Regular.otf");
    made_face(m, HEI, "FandolHei-Regular.otf");
    made_face(m, NOTO, "NotoSerifCJK-Regular.ttc");
    m->fonts = (struct fonts){.face = m->faces, .nface = N_FACES};
    m->painter = painter_new(&m->fonts, m->a);
    m->style[BODY] = (struct text_style){.name = "body", .part = "body", .size = PT(16), .cell = 16172};
    m->style[TABLE] = (struct text_style){.name = "table", .part = "table", .size = PT(9), .cell = PT(9)};
    m->style[FOLIO] = (struct text_style){.name = "folio", .part = "folio", .size = PT(14), .cell = PT(14)};
    m->doc = (struct doc){.title = "某某县2024年政府信息公开工作年度报告",
                          .author = "某某县人民政府 & <办公室>",
                          .date = "2025-01-24",
                          .year = 2024,
                          .block = m->block};
    m->pages = (struct pages){.doc = &m->doc,
                              .fonts = &m->fonts,
                              .width = PT(595.276),
                              .height = PT(841.890),
                              .page = m->page,
                              .outline = m->outline};
    return m;
}

static inline void made_free(struct made *m)
{
    if (m)
        arena_free(m->a);
}

static inline int made_block(struct made *m, enum doc_kind kind, int level)
{
    m->block[m->doc.nblock] = (struct doc_block){.kind = kind, .level = level};
    return (int)m->doc.nblock++;
}

static inline void made_page(struct made *m, const char *folio)
{
    struct page *p = &m->page[m->pages.npage++];
    p->folio = folio;
    p->mark = ARENA_ARRAY(m->a, MAX_MARKS, struct mark);
}

static inline struct mark *made_mark(struct made *m, enum mark_kind kind, enum item_kind item, int block,
                                     int row, int col)
{
    struct page *p = &m->page[m->pages.npage - 1];
    struct mark *k = &p->mark[p->nmark++];
    *k = (struct mark){.kind = kind, .item = item};
    k->element = (struct element){block, row, col, 1, 1, 1, 1};
    return k;
}

/* Text from x, y on; pitch is the distance of origins, 0 for the natural widths; down sets a vertical column.
 */
static inline struct mark *made_run(struct made *m, enum item_kind item, int block, int row, int col,
                                    int face, int style, len_t x, len_t y, len_t pitch, bool down,
                                    const char *text)
{
    struct mark *k = made_mark(m, MARK_GLYPHS, item, block, row, col);
    size_t n = strlen(text);
    k->face = &m->face[face];
    k->style = &m->style[style];
    k->text = arena_strdup(m->a, text);
    k->glyph = ARENA_ARRAY(m->a, n, struct page_glyph);
    k->cluster = ARENA_ARRAY(m->a, n, struct page_cluster);
    for (const char *s = text; *s;) {
        const char *from = s;
        hb_codepoint_t id = 0;
        hb_font_get_nominal_glyph(k->face->hb_font, utf8_next(&s), &id);
        k->glyph[k->nglyph++] = (struct page_glyph){id, x, y};
        k->cluster[k->ncluster++] = (struct page_cluster){(uint16_t)(s - from), 1};
        len_t natural =
            len_scale(hb_font_get_glyph_h_advance(k->face->hb_font, id), k->style->size, k->face->upem);
        *(down ? &y : &x) += pitch ? pitch : natural;
    }
    return k;
}

static inline struct mark *made_text(struct made *m, int block, int face, int style, len_t x, len_t y,
                                     const char *text)
{
    return made_run(m, ITEM_CONTENT, block, -1, -1, face, style, x, y, 0, false, text);
}

static inline struct mark *made_rule(struct made *m, int block, len_t width, len_t x0, len_t y0, len_t x1,
                                     len_t y1)
{
    struct mark *k = made_mark(m, MARK_RULE, ITEM_FURNITURE, block, -1, -1);
    k->width = width;
    k->x0 = x0;
    k->y0 = y0;
    k->x1 = x1;
    k->y1 = y1;
    return k;
}

static inline struct mark *made_fill(struct made *m, int block, uint8_t grey, len_t x0, len_t y0, len_t x1,
                                     len_t y1)
{
    struct mark *k = made_rule(m, block, 0, x0, y0, x1, y1);
    k->kind = MARK_FILL;
    k->grey = grey;
    return k;
}

static inline void made_folio(struct made *m)
{
    char *text = arena_printf(m->a, "— %s —", m->page[m->pages.npage - 1].folio);
    made_run(m, ITEM_FURNITURE, -1, -1, -1, SONG, FOLIO, PT(440), PT(770), 0, false, text);
}

static inline void made_outline(struct made *m, int level, size_t page, len_t y, const char *text)
{
    m->outline[m->pages.noutline++] = (struct outline){text, level, page, y};
}

/* A scratch file, and what a shell command prints (g_free it): %s stands for the file. */
static inline char *made_save(const char *name, GBytes *bytes)
{
    char dir[256];
    snprintf(dir, sizeof dir, "%s/nianbao-test-XXXXXX", g_get_tmp_dir());
    if (!mkdtemp(dir)) {
        printf("not ok %s cannot be made\n", dir);
        exit(1);
    }
    char *path = g_build_filename(dir, name, NULL);
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (!g_file_set_contents(path, data, (gssize)n, NULL)) {
        printf("not ok %s cannot be written\n", path);
        exit(1);
    }
    return path;
}

static inline void made_remove(char *path)
{
    char *dir = g_path_get_dirname(path);
    remove(path);
    rmdir(dir);
    g_free(dir);
    g_free(path);
}

static inline char *made_shell(const char *command, const char *file)
{
    char *quoted = g_shell_quote(file), **part = g_strsplit(command, "%s", -1);
    char *line = g_strjoinv(quoted, part), *out = NULL;
    char *argv[] = {"sh", "-c", line, NULL};
    if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL))
        out = g_strdup("");
    g_strfreev(part);
    g_free(quoted);
    g_free(line);
    return out;
}

/* Text without white space, which extraction adds and takes as it likes; g_free it. */
static inline char *made_squeeze(const char *text)
{
    GString *s = g_string_new(NULL);
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            g_string_append_unichar(s, g_utf8_get_char(p));
    return g_string_free(s, FALSE);
}

#endif
