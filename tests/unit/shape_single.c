/* shape_single.c - characters shaped one by one are what HarfBuzz makes of the whole text, and texts without
 * other scripts what Pango makes of them. */
#include "shape_fixture.h"

#include "shape_single.h"

/* A text of all that can be shaped singly in a face: n characters. */
static char *all_of(const struct face *f, size_t *n)
{
    GString *s = g_string_new(NULL);
    *n = 0;
    for (uint32_t cp = 0x20; cp < 0x30000; cp++)
        if (single_character(f, cp) && ++*n)
            g_string_append_unichar(s, cp);
    return g_string_free(s, FALSE);
}

/* same_as_shaped - whether each character of the text has the glyph and the width it has in the whole text.
 */
static bool same_as_shaped(const struct face *f, const char *text)
{
    const hb_feature_t no_kern = {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START,
                                  HB_FEATURE_GLOBAL_END};
    hb_buffer_t *b = hb_buffer_create();
    hb_buffer_set_flags(b, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(b, HB_DIRECTION_LTR);
    hb_buffer_set_script(b, HB_SCRIPT_HAN);
    hb_buffer_set_language(b, hb_language_from_string("zh-cn", -1));
    hb_buffer_add_utf8(b, text, -1, 0, -1);
    hb_shape(f->hb_font, b, &no_kern, 1);
    unsigned n, k = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, NULL);
    bool same = true;
    for (const char *s = text; *s && same; k++) {
        uint32_t cluster = (uint32_t)(s - text);
        struct single one = single_of(f, utf8_next(&s));
        same = k < n && info[k].cluster == cluster && info[k].codepoint == one.glyph &&
               pos[k].x_advance == one.advance && !pos[k].x_offset && !pos[k].y_offset && !pos[k].y_advance;
    }
    same = same && k == n;
    hb_buffer_destroy(b);
    return same;
}

static void test_faces(void)
{
    hb_buffer_t *probe = hb_buffer_create();
    struct singles *s = singles_new(fonts, probe, hb_language_from_string("zh-cn", -1), a);
    T_CASE("single_of: every Han and mark of a face without rules is as HarfBuzz shapes it among all others");
    size_t found = 0;
    for (size_t i = 0; i < fonts->nface; i++) {
        if (!single_face(s, fonts->face[i]))
            continue;
        size_t n;
        char *text = all_of(fonts->face[i], &n);
        T_TRUE(n > 6000 && same_as_shaped(fonts->face[i], text));
        g_free(text);
        found++;
    }
    T_TRUE(found >= 4);

    T_CASE("single_face: no face with substitutions, such as Noto's, is one");
    for (size_t i = 0; i < fonts->nface; i++)
        T_TRUE(single_face(s, fonts->face[i]) == g_str_has_prefix(fonts->face[i]->file, "Fandol"));

    T_CASE("single_character: none that is composed, hidden or drawn by another face");
    const struct face *f = fonts_part(fonts, "body")->face[0];
    static const uint32_t none[] = {0x301,  0x200B, 0x200D,        0xFE00, 0xF900,
                                    0x2011, 0xA0,   'a' + 0x1D400, 0x9120};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        T_TRUE(!single_character(f, none[i]));
    hb_buffer_destroy(probe);
}

/* same_before - whether a text is shaped as it is before a word of Latin. */
static bool same_before(const char *text, bool vertical)
{
    g_autofree char *longer = g_strdup_printf("%s Abc", text);
    const struct shaped *s = shape_as(text, &body, vertical), *l = shape_as(longer, &body, vertical);
    for (size_t i = 0; i < s->ncluster; i++) {
        const struct cluster *c = &s->cluster[i], *k = &l->cluster[i];
        if (c->cp != k->cp || c->advance != k->advance || c->trim_left != k->trim_left ||
            c->trim_right != k->trim_right || c->face != k->face || c->nglyph != k->nglyph ||
            memcmp(&s->glyph[c->glyph], &l->glyph[k->glyph], c->nglyph * sizeof *s->glyph) != 0)
            return false;
    }
    return s->ncluster > 0 && l->ncluster == s->ncluster + 4;
}

static void test_scripts(void)
{
    T_CASE("shape: a text of Han, marks and digits is shaped as it is with a word of Latin behind it");
    static const char *const text[] = {"2024年，共收到12件（其中8件）。",
                                       "“一”——二……三·四／五",
                                       "(1) 3,456.7%",
                                       "〇々⺀豈　《甲》〔2021〕30号",
                                       "鄠邑",
                                       "？！；：、～"};
    for (size_t i = 0; i < G_N_ELEMENTS(text); i++)
        T_TRUE(same_before(text[i], false) && same_before(text[i], true));
}

int main(void)
{
    begin();
    test_faces();
    test_scripts();
    end();
    return t_done();
}
