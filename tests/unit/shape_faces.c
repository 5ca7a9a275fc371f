/* Which face gives a character its glyph, and what is told about it: fallbacks, faces of letters,
 * --strict-fonts. */
#include "shape_fixture.h"

static void fallbacks(void)
{
    const struct finding *last = NULL;
    T_CASE("T-D1 鄠邑区昇祎 in 仿宋: every glyph is there, what 仿宋 lacks comes from a 宋, and is told");
    begin();
    struct shaped *s = shape("鄠邑区昇祎");
    T_INT(s->ncluster, 5);
    for (size_t i = 0; i < s->ncluster; i++) {
        const struct cluster *c = &s->cluster[i];
        bool lacks = c->cp == 0x9120 || c->cp == 0x6607 || c->cp == 0x794E;
        T_STR(c->face->file, lacks ? "NotoSerifCJK-Regular.ttc" : "FandolFang-Regular.otf");
        T_TRUE(s->glyph[c->glyph].id != 0);
        T_INT(c->advance, CELL);
    }
    T_INT(count("FONT-FALLBACK", &last), 3);
    T_INT(diag_size(d), 3);
    if (last) {
        T_INT(last->grade, GRADE_SOFT);
        T_STR(last->pointer, "/body/0");
        T_STR(last->left, "FandolFang R");
        T_STR(last->right, "Noto Serif CJK SC");
        T_TRUE(strstr(last->text, "祎") && strstr(last->text, "U+794E") &&
               strstr(last->text, "character 5 "));
    }
    end();

    T_CASE("D1 ￥, which every Fandol face draws as a dollar sign, comes from a face that draws it right");
    begin();
    s = shape("￥5");
    T_STR(s->cluster[0].face->file, "NotoSerifCJK-Regular.ttc");
    T_STR(s->cluster[1].face->file, "FandolFang-Regular.otf");
    end();

    T_CASE("T-D1 the first fallback of 仿宋 is another 仿宋");
    char *own = tf_folder();
    struct test_name name[] = {{3, 1, 0x409, 1, "FangSong"}};
    tf_make("NotoSerifCJK-Regular.ttc", &(struct test_font){.name = name, .nname = 1, .letters = "鄠"}, own,
            "fs.otf");
    struct test_name better[] = {{3, 1, 0x409, 1, "FangSong_GB2312"}};
    tf_make("FandolFang-Regular.otf", &(struct test_font){.name = better, .nname = 1, .letters = "国"}, own,
            "gb.otf");
    begin_at(tf_fonts(), own);
    s = shape("国鄠邑昇");
    T_STR(s->cluster[0].face->file, "gb.otf");
    T_STR(s->cluster[1].face->file, "fs.otf");
    T_STR(s->cluster[2].face->file, "FandolFang-Regular.otf");
    T_STR(s->cluster[3].face->file, "NotoSerifCJK-Regular.ttc");
    tf_remove(own);
    end();

    T_CASE("D1 one finding for a character of a text, not one for each time it occurs");
    begin();
    shape("鄠鄠，鄠邑区鄠");
    T_INT(count("FONT-FALLBACK", &last), 1);
    shape("又是鄠");
    T_INT(count("FONT-FALLBACK", &last), 2);
    end();

    T_CASE("D1 a character in no font is a hard finding that names it, and has no glyph");
    begin();
    s = shape("县\U00020000县\U0001F600\U00020000");
    T_INT(count("FONT-MISSING", &last), 2);
    T_INT(diag_count(d, GRADE_HARD), 2);
    T_TRUE(last && strstr(last->text, "U+1F600"));
    T_INT(s->glyph[s->cluster[1].glyph].id, 0);
    T_TRUE(covers_text(s));
    end();

    T_CASE("C-23 the face of every cluster is one of its part's list");
    begin();
    s = shape("2024年“鄠邑”——GB/T 1号、é①℃…《x》");
    for (size_t i = 0; i < s->ncluster; i++) {
        const struct font_part *p = fonts_part(fonts, "body");
        bool listed = false;
        for (size_t k = 0; k < p->nface; k++)
            listed = listed || p->face[k] == s->cluster[i].face;
        T_TRUE(listed);
        if (s->cluster[i].face != p->face[0])
            T_TRUE(count("FONT-FALLBACK", &last) > 0);
    }

    T_CASE("D3 spaces and invisible characters ask for no font");
    s = shape("国\u00A0家\u3000的\u2003政\u200B府\uFE00");
    T_INT(count("FONT-MISSING", &last), 0);
    T_TRUE(covers_text(s));
    T_INT(s->cluster[3].advance, CELL);

    T_CASE("layout: a part that the list of fonts does not have is told");
    struct text_style odd = {.name = "odd", .part = "nowhere", .size = SIZE, .cell = SIZE};
    shape_as("国", &odd, false);
    T_INT(count("LAYOUT-VALUE", &last), 1);
    end();
}

/* With a face of Latin letters put first in the list of the body's faces, as offices do with Times New Roman.
 */
static char *latin_first(void)
{
    char *dir = tf_folder(), *yaml = NULL;
    g_autofree char *path = g_build_filename(dir, "fonts.yaml", NULL);
    g_file_get_contents(path, &yaml, NULL, NULL);
    char *list = strstr(yaml, "role: 仿宋\n    wanted:\n");
    if (!list)
        g_error("the body's list was not found in fonts.yaml");
    list += strlen("role: 仿宋\n    wanted:\n");
    g_autofree char *changed =
        g_strdup_printf("%.*s      - [Times New Roman]\n%s", (int)(list - yaml), yaml, list);
    g_file_set_contents(path, changed, -1, NULL);
    g_free(yaml);
    struct test_name name[] = {{3, 1, 0x409, 1, "Times New Roman"}};
    tf_make("NotoSerifCJK-Regular.ttc",
            &(struct test_font){
                .name = name,
                .nname = 1,
                .letters = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,/%()“”‘’—…·–",
                .drop = "GSUB"},
            dir, "times.otf");
    tf_link(dir, "Fandol");
    tf_link(dir, "Noto");
    begin_at(dir, NULL);
    return dir;
}

static void latin(void)
{
    char *dir = latin_first();
    const struct font_part *p = fonts_part(fonts, "body");
    T_CASE("C-13 a Latin face first in the list: letters and digits come from it, the Chinese face plays the "
           "part");
    T_STR(p->face[0]->file, "times.otf");
    T_STR(p->face[p->main]->file, "FandolFang-Regular.otf");
    T_STR(p->missed, "仿宋_GB2312");
    static const char text[] = "共2024件GB/T，12.5%", times[] = "0111101111011111";
    struct shaped *s = shape(text);
    T_INT(s->ncluster, strlen(times));
    for (size_t i = 0; i < s->ncluster && i < strlen(times); i++)
        T_STR(s->cluster[i].face->file, times[i] == '1' ? "times.otf" : "FandolFang-Regular.otf");
    T_INT(diag_size(d), 0); /* neither of the two is a fallback */

    T_CASE("C-13 B5 a Latin face first: “ ” ‘ ’ — … · come from the Chinese face, a cell wide, half of the "
           "quotes blank");
    s = shape("“国”，‘2’、“GB”——2…A·B");
    size_t marks = 0;
    for (size_t i = 0; i < s->ncluster; i++) {
        const struct cluster *c = &s->cluster[i];
        if (c->cp < 0x80 || utf8_is_han(c->cp))
            continue;
        marks++;
        T_STR(c->face->file, "FandolFang-Regular.otf");
        T_INT(c->advance, c->cp == 0xB7 ? HALF : CELL);
        T_INT(c->trim_left, c->cp == 0x201C || c->cp == 0x2018 ? HALF : 0);
        T_INT(c->trim_right,
              c->cp == 0x201D || c->cp == 0x2019 || c->cp == 0xFF0C || c->cp == 0x3001 ? HALF : 0);
    }
    T_INT(marks, 12);

    T_CASE("B5 the ’ of a Latin word comes from the Latin face, half as wide");
    s = shape("it’s");
    T_STR(s->cluster[2].face->file, "times.otf");
    T_INT(s->cluster[2].advance, HALF);
    T_INT(diag_size(d), 0);

    T_CASE(
        "D3 a character that neither the Latin nor the Chinese face has is a fallback from the Chinese one");
    const struct finding *last = NULL;
    shape("鄠");
    T_INT(count("FONT-FALLBACK", &last), 1);
    T_STR(last ? last->left : NULL, "FandolFang R");
    tf_remove(dir);
    end();
}

static void strict(void)
{
    const struct finding *last = NULL;
    T_CASE("D3 --strict-fonts: a character from another font is a hard finding");
    begin();
    fonts->strict = true; /* as fonts_open leaves it */
    shape("国鄠");
    T_INT(count("FONT-FALLBACK", &last), 1);
    T_TRUE(last && last->grade == GRADE_HARD);
    end();
}

int main(void)
{
    fallbacks();
    latin();
    strict();
    return t_done();
}
