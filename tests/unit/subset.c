/* Cut faces: what they hold, when they are made anew; faces of either kind of outlines. */
#include "t.h"

#include "finish.h"
#include "make_pages.h"
#include "subset.h"
#include "subset_font.h"

#include <hb-subset.h>

static struct subset cut[N_FACES];

static bool must_update(struct made *m)
{
    struct err e = ERR_INIT;
    bool ok = subset_update(cut, &m->pages, &e);
    T_STR(e.text, NULL);
    err_clear(&e);
    return ok;
}

/* Pages of one line. */
static struct made *page_of(struct made *m, int face, const char *text)
{
    m->pages.npage = 0;
    made_page(m, "1");
    m->page[0].nmark = 0;
    made_text(m, 0, face, BODY, PT(100), PT(100), text);
    return m;
}

/* Make the first n glyphs of the line one cluster. */
static void join(struct made *m, size_t n)
{
    struct mark *k = &m->page[0].mark[0];
    for (size_t i = 1; i < n; i++)
        k->cluster[0].nbyte = (uint16_t)(k->cluster[0].nbyte + k->cluster[i].nbyte);
    k->cluster[0].nglyph = (uint16_t)n;
    memmove(&k->cluster[1], &k->cluster[n], (k->ncluster - n) * sizeof *k->cluster);
    k->ncluster -= n - 1;
}

static bool has_table(const struct subset *s, const char *tag)
{
    hb_face_t *face = hb_face_create(s->font, 0);
    hb_blob_t *b = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
    bool has = hb_blob_get_length(b) > 0;
    hb_blob_destroy(b);
    hb_face_destroy(face);
    return has;
}

/* Advance and height of a glyph of the cut, in its own units. */
static void expect_box(const struct subset *s, const struct face *f, const char *letter)
{
    hb_face_t *face = hb_face_create(s->font, 0);
    hb_font_t *font = hb_font_create(face);
    hb_codepoint_t whole = face_glyph(f, g_utf8_get_char(letter)), glyph = hb_map_get(s->number, whole);
    hb_glyph_extents_t box;
    T_INT(hb_font_get_glyph_h_advance(font, glyph), hb_font_get_glyph_h_advance(f->hb_font, whole));
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    T_TRUE(hb_blob_get_length(cff) > 0);
    hb_blob_destroy(cff);
    T_TRUE(hb_font_get_glyph_extents(font, glyph, &box));
    T_INT(box.width, f->upem);
    T_INT(-box.height, f->upem);
    hb_font_destroy(font);
    hb_face_destroy(face);
}

/* `0 drop` before another 0 or the end stands in an emptied .notdef alone. */
static void expect_notdef(const struct subset *s)
{
    hb_face_t *face = hb_face_create(s->font, 0);
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned n, found = 0;
    const char *p = hb_blob_get_data(cff, &n);
    for (unsigned i = 0; i + 3 < n; i++)
        found += !memcmp(p + i, "\213\14\22\213", 4) || !memcmp(p + i, "\213\14\22\16", 4);
    T_TRUE(found > 0);
    hb_blob_destroy(cff);
    hb_face_destroy(face);
}

static void test_growth(struct made *m)
{
    T_CASE("subset: a cut serves all pages that use no glyph more, and grows when they do");
    T_TRUE(must_update(page_of(m, FANG, "甲乙丙")));
    T_TRUE(cut[FANG].font != NULL);
    T_TRUE(cut[SONG].font == NULL);
    hb_blob_t *first = hb_blob_reference(cut[FANG].font);
    T_TRUE(must_update(page_of(m, FANG, "丙乙")));
    T_TRUE(cut[FANG].font == first);
    T_TRUE(must_update(page_of(m, FANG, "丙丁")));
    T_TRUE(cut[FANG].font != first);
    T_TRUE(hb_blob_get_length(cut[FANG].font) > hb_blob_get_length(first));
    hb_blob_destroy(first);
    first = hb_blob_reference(cut[FANG].font);
    T_TRUE(must_update(page_of(m, FANG, "甲乙丙丁")));
    T_TRUE(cut[FANG].font == first);
    hb_blob_destroy(first);
    T_CASE("subset: glyphs are boxes of one em with their own advance, whatever is embedded");
    expect_box(&cut[FANG], &m->face[FANG], "甲");
    expect_box(&cut[FANG], &m->face[FANG], "丁");
    T_TRUE(must_update(page_of(m, NOTO, "鄠邑区")));
    expect_box(&cut[NOTO], &m->face[NOTO], "鄠");
    T_CASE("subset: Cairo need not follow the charstrings of what is embedded");
    expect_notdef(&cut[FANG]);
    expect_notdef(&cut[NOTO]);
    subset_clear(cut, N_FACES);
}

/* A face of TrueType outlines: the boxes of one, with its other tables. */
static hb_face_t *truetype(const struct face *f)
{
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    for (const char *p = "甲乙丙丁"; *p; p = g_utf8_next_char(p))
        hb_set_add(hb_subset_input_unicode_set(in), g_utf8_get_char(p));
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NAME_LEGACY);
    hb_face_t *some = hb_subset_or_fail(f->hb_face, in), *made = hb_face_builder_create();
    hb_blob_t *b = subset_font(some);
    hb_face_t *face = hb_face_create(b, 0);
    hb_blob_destroy(b);
    static const char *const keep[] = {"OS/2", "cmap", "glyf", "head", "hhea",
                                       "hmtx", "loca", "maxp", "name", "post"};
    for (size_t i = 0; i < G_N_ELEMENTS(keep); i++) {
        b = hb_face_reference_table(face, hb_tag_from_string(keep[i], 4));
        hb_face_builder_add_table(made, hb_tag_from_string(keep[i], 4), b);
        hb_blob_destroy(b);
    }
    hb_face_destroy(face);
    hb_face_destroy(some);
    hb_subset_input_destroy(in);
    b = hb_face_reference_blob(made);
    hb_face_destroy(made);
    face = hb_face_create(b, 0);
    hb_blob_destroy(b);
    return face;
}

static void test_truetype(struct made *m)
{
    struct face was = m->face[HEI];
    m->face[HEI].hb_face = truetype(&was);
    m->face[HEI].hb_font = hb_font_create(m->face[HEI].hb_face);
    T_CASE("subset: a TrueType face keeps its outlines, and no face its characters");
    must_update(page_of(m, HEI, "甲乙"));
    T_TRUE(!has_table(&cut[HEI], "CFF "));
    T_TRUE(has_table(&cut[HEI], "glyf"));
    T_TRUE(!has_table(&cut[HEI], "cmap"));
    T_INT(hb_map_get_population(cut[HEI].number), 3); /* with .notdef */
    hb_blob_t *first = hb_blob_reference(cut[HEI].font);
    must_update(page_of(m, HEI, "乙"));
    T_TRUE(cut[HEI].font == first);
    must_update(page_of(m, HEI, "乙丙"));
    T_TRUE(cut[HEI].font != first);
    T_INT(hb_map_get_population(cut[HEI].number), 4);
    hb_blob_destroy(first);
    T_CASE("pdf: a TrueType face is embedded with its characters");
    struct err e = ERR_INIT;
    GBytes *pdf = paint_pdf(m->painter, &page_of(m, HEI, "丁甲丁")->pages, &e);
    T_STR(e.text, NULL);
    if (pdf) {
        char *file = made_save("t.pdf", pdf), *out = made_shell("pdffonts %s | tail -n +3", file);
        T_TRUE(strstr(out, "CID TrueType") != NULL);
        T_TRUE(strstr(out, "yes yes yes") != NULL);
        g_free(out);
        out = made_shell("pdftotext -raw %s - | tr -d '\\n\\f'", file);
        T_STR(out, "丁甲丁");
        g_free(out);
        made_remove(file);
        g_bytes_unref(pdf);
    }
    subset_clear(cut, N_FACES);
    hb_font_destroy(m->face[HEI].hb_font);
    hb_face_destroy(m->face[HEI].hb_face);
    m->face[HEI] = was;
}

/* The first two glyphs stand close together. */
static GBytes *published(struct made *m, const char *text)
{
    struct err e = ERR_INIT;
    page_of(m, NOTO, text);
    join(m, 2);
    GBytes *painted = paint_pdf(m->painter, &m->pages, &e);
    GBytes *pdf = painted ? finish_pdf(painted, &m->pages, NULL, &e) : NULL;
    T_STR(e.text, NULL);
    err_clear(&e);
    g_clear_pointer(&painted, g_bytes_unref);
    return pdf ? pdf : g_bytes_new(NULL, 0);
}

static void expect_text(GBytes *pdf, const char *want)
{
    char *file = made_save("h.pdf", pdf), *out = made_shell("pdftotext -raw %s - | tr -d '\\n\\f'", file);
    T_STR(out, want);
    g_free(out);
    made_remove(file);
}

static void test_history(void)
{
    struct made *m = made_new(), *alone = made_new();
    static const char *const before[] = {"⼩山甲乙", "小山水木", "⼩⽔"};
    made_block(m, DOC_PARAGRAPH, 0);
    made_block(alone, DOC_PARAGRAPH, 0);
    T_CASE("C25 pdf: its bytes do not depend on what was painted before, spelt otherwise or not");
    GBytes *want = published(alone, "小水山");
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        GBytes *other = published(m, before[i]), *got = published(m, "小水山");
        T_TRUE(g_bytes_equal(got, want) && !g_bytes_equal(other, want));
        g_bytes_unref(other);
        g_bytes_unref(got);
    }
    T_CASE("pdf: characters that share a glyph come back each as it was, also where glyphs stand close");
    expect_text(want, "小水山");
    GBytes *both = published(alone, "小⼩⽔水⼩小");
    expect_text(both, "小⼩⽔水⼩小");
    g_bytes_unref(both);
    g_bytes_unref(want);
    made_free(m);
    made_free(alone);
}

int main(void)
{
    struct made *m = made_new();
    made_block(m, DOC_PARAGRAPH, 0);
    test_growth(m);
    test_truetype(m);
    made_free(m);
    test_history();
    return t_done();
}
