/* Cut faces: what they hold, when they are made anew, which characters they name; faces that HarfBuzz cuts.
 */
#include "t.h"

#include "make_pages.h"
#include "subset.h"

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

/* The characters that the cut's own cmap names. */
static char *named(const struct subset *s)
{
    GString *text = g_string_new(NULL);
    hb_face_t *face = hb_face_create(s->font, 0);
    hb_set_t *all = hb_set_create();
    hb_face_collect_unicodes(face, all);
    for (hb_codepoint_t cp = HB_SET_VALUE_INVALID; hb_set_next(all, &cp);)
        g_string_append_unichar(text, cp);
    hb_set_destroy(all);
    hb_face_destroy(face);
    return g_string_free(text, FALSE);
}

static void expect_named(const struct subset *s, const char *want)
{
    char *got = named(s);
    T_STR(got, want);
    g_free(got);
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
    hb_codepoint_t glyph = face_glyph(f, g_utf8_get_char(letter));
    hb_glyph_extents_t box;
    T_INT(hb_font_get_glyph_h_advance(font, glyph), hb_font_get_glyph_h_advance(f->hb_font, glyph));
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    T_TRUE(hb_blob_get_length(cff) > 0);
    hb_blob_destroy(cff);
    T_TRUE(hb_font_get_glyph_extents(font, glyph, &box));
    T_INT(box.width, f->upem);
    T_INT(-box.height, f->upem);
    hb_font_destroy(font);
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
    subset_clear(cut, N_FACES);
}

/* A face of TrueType outlines, of the boxes of a cut one. */
static hb_face_t *truetype(struct made *m)
{
    page_of(m, HEI, "甲乙丙丁");
    join(m, 4);
    must_update(m);
    hb_face_t *face = hb_face_create(cut[HEI].font, 0), *made = hb_face_builder_create();
    static const char *const keep[] = {"OS/2", "cmap", "glyf", "head", "hhea",
                                       "hmtx", "loca", "maxp", "name", "post"};
    for (size_t i = 0; i < G_N_ELEMENTS(keep); i++) {
        hb_blob_t *b = hb_face_reference_table(face, hb_tag_from_string(keep[i], 4));
        hb_face_builder_add_table(made, hb_tag_from_string(keep[i], 4), b);
        hb_blob_destroy(b);
    }
    hb_blob_t *b = hb_face_reference_blob(made);
    hb_face_destroy(made);
    hb_face_destroy(face);
    face = hb_face_create(b, 0);
    hb_blob_destroy(b);
    subset_clear(cut, N_FACES);
    return face;
}

static void test_truetype(struct made *m)
{
    struct face was = m->face[HEI];
    m->face[HEI].hb_face = truetype(m);
    m->face[HEI].hb_font = hb_font_create(m->face[HEI].hb_face);
    T_CASE("subset: a TrueType face keeps its outlines and names each character of the report");
    must_update(page_of(m, HEI, "甲乙"));
    T_TRUE(!has_table(&cut[HEI], "CFF "));
    T_TRUE(has_table(&cut[HEI], "glyf"));
    expect_named(&cut[HEI], "乙甲");
    hb_blob_t *first = hb_blob_reference(cut[HEI].font);
    must_update(page_of(m, HEI, "乙"));
    T_TRUE(cut[HEI].font == first);
    must_update(page_of(m, HEI, "乙丙"));
    T_TRUE(cut[HEI].font != first);
    expect_named(&cut[HEI], "丙乙甲");
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

static void test_history(void)
{
    T_CASE("C25 pdf: its bytes do not depend on what was painted before, spelt otherwise or not");
    struct made *m = made_new(), *alone = made_new();
    static const char *const before[] = {"⼩山甲乙", "小山水木", "⼩⽔"};
    made_block(m, DOC_PARAGRAPH, 0);
    made_block(alone, DOC_PARAGRAPH, 0);
    page_of(alone, NOTO, "小水山");
    join(alone, 2);
    struct err e = ERR_INIT;
    GBytes *want = paint_pdf(alone->painter, &alone->pages, &e);
    for (size_t i = 0; want && i < G_N_ELEMENTS(before); i++) {
        page_of(m, NOTO, before[i]);
        join(m, 2);
        GBytes *other = paint_pdf(m->painter, &m->pages, &e);
        page_of(m, NOTO, "小水山");
        join(m, 2);
        GBytes *got = paint_pdf(m->painter, &m->pages, &e);
        T_TRUE(other && got && g_bytes_equal(got, want) && !g_bytes_equal(other, want));
        g_clear_pointer(&other, g_bytes_unref);
        g_clear_pointer(&got, g_bytes_unref);
    }
    T_STR(e.text, NULL);
    T_TRUE(want != NULL);
    g_clear_pointer(&want, g_bytes_unref);
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
