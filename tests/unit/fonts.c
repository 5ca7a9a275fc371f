/* The choice of faces by file, on the fetched fonts and on fonts made here. */
#include "t.h"
#include "testfont.h"

#include "fonts.h"
#include "shape.h"

#include <unistd.h>

static struct arena *a;
static struct diag *d;
static struct err e;

static void begin(void)
{
    a = arena_new();
    d = diag_new();
    e = (struct err)ERR_INIT;
}

static void end(void)
{
    err_clear(&e);
    diag_free(d);
    arena_free(a);
}

static struct fonts *open_at(const char *dir, const char *own)
{
    struct fonts *f = fonts_open(dir, own, false, a, d, &e);
    T_STR(e.text, NULL);
    return f;
}

static const struct face *first(const struct fonts *f, const char *part)
{
    const struct font_part *p = fonts_part(f, part);
    return p ? p->face[0] : NULL;
}

/* count - findings with the id; *last is the last of them. */
static size_t count(const char *id, const struct finding **last)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_size(d); i++)
        if (strcmp(diag_get(d, i)->id, id) == 0) {
            n++;
            if (last)
                *last = diag_get(d, i);
        }
    return n;
}

static const char some_letters[] = "国家的政府信息公开年度报告，。“”（）0123456789abc——";

static void make_fangsong(const char *dir, const char *file, const char *chinese, const char *english)
{
    struct test_name name[] = {{3, 1, 0x409, 1, english},
                               {3, 1, 0x409, 2, "Regular"},
                               {3, 1, 0x409, 4, english},
                               {3, 1, 0x804, 1, chinese},
                               {3, 1, 0x804, 4, chinese}};
    tf_make("FandolFang-Regular.otf", &(struct test_font){.name = name, .nname = 5, .letters = some_letters},
            dir, file);
}

static void free_set(void)
{
    T_CASE("D3 the fetched fonts play all parts, each by its own file");
    begin();
    struct fonts *f = open_at(tf_fonts(), NULL);
    if (f) {
        static const char *const want[][4] = {
            {"title", "小标宋", "FandolSong-Bold.otf", "NotoSerifCJK-Bold.ttc"},
            {"h1", "黑体", "FandolHei-Regular.otf", "NotoSansCJK-Regular.ttc"},
            {"h2", "楷体", "FandolKai-Regular.otf", "NotoSerifCJK-Regular.ttc"},
            {"body", "仿宋", "FandolFang-Regular.otf", "NotoSerifCJK-Regular.ttc"},
            {"folio", "宋体", "FandolSong-Regular.otf", "NotoSerifCJK-Regular.ttc"},
            {"table", "宋体", "FandolSong-Regular.otf", "NotoSerifCJK-Regular.ttc"},
        };
        T_INT(f->npart, 6);
        for (size_t i = 0; i < f->npart && i < 6; i++) {
            const struct font_part *p = &f->part[i];
            T_STR(p->name, want[i][0]);
            T_STR(p->role, want[i][1]);
            if (T_INT(p->nface, 2)) {
                T_STR(p->face[0]->file, want[i][2]);
                T_STR(p->face[1]->file, want[i][3]);
                T_STR(p->face[0]->licence, "GPL-3.0 with font exception");
                T_STR(p->face[1]->licence, "OFL-1.1");
                T_TRUE(p->face[0]->sha256 && strlen(p->face[0]->sha256) == 64);
            }
            T_STR(p->missed, p->wanted[0]);
        }
        T_INT(f->nface, 8);
        for (size_t i = 0; i < f->nface; i++)
            T_INT(f->face[i]->id, i);
        T_STR(first(f, "title")->name, "FandolSong Bold");
        T_STR(first(f, "title")->family, "FandolSong");
        T_TRUE(fonts_part(f, "nothing") == NULL);
        T_INT(diag_size(d), 0);
    }
    end();

    T_CASE("D3 a face of a collection is chosen by its name: the Chinese one of Noto");
    begin();
    f = open_at(tf_fonts(), NULL);
    if (f) {
        T_STR(fonts_part(f, "body")->face[1]->name, "Noto Serif CJK SC");
        T_STR(fonts_part(f, "h1")->face[1]->name, "Noto Sans CJK SC");
        T_STR(fonts_part(f, "title")->face[1]->name, "Noto Serif CJK SC Bold");
        T_INT(fonts_part(f, "body")->face[1]->index, 2);
    }
    end();

    T_CASE("D2 every wanted list goes office, Fandol, Noto; body never falls back on a 黑");
    begin();
    f = open_at(tf_fonts(), NULL);
    for (size_t i = 0; f && i < f->npart; i++) {
        const struct font_part *p = &f->part[i];
        size_t fandol = 0, noto = 0;
        for (size_t k = 0; k < p->nwanted; k++) {
            fandol = g_str_has_prefix(p->wanted[k], "Fandol") ? k : fandol;
            noto = g_str_has_prefix(p->wanted[k], "Noto") ? k : noto;
            if (strcmp(p->name, "body") == 0)
                T_TRUE(!strstr(p->wanted[k], "黑") && !strstr(p->wanted[k], "Hei") &&
                       !strstr(p->wanted[k], "Sans"));
        }
        T_TRUE(fandol > 3 && noto > fandol);
        T_INT(noto, p->nwanted - 1);
    }
    end();
}

/* width_of - the width of a text in body type, and the file of its first character. */
static len_t width_of(const struct fonts *f, const char *text, const char **file)
{
    static const struct text_style body = {.name = "body", .part = "body", .size = 16384, .cell = 16172};
    struct shaper *s = shaper_new(f, a, &e);
    struct shaped *out = shape_spans(s, &(struct span){text, &body}, 1, "", false, a, d);
    len_t w = 0;
    for (size_t i = 0; i < out->ncluster; i++)
        w += out->cluster[i].advance;
    *file = out->cluster[0].face->file;
    return w;
}

static void moves_up(void)
{
    T_CASE("T-D3 the choice moves up the list: Noto, then Fandol, then 仿宋_GB2312; widths stay");
    begin();
    char *dir = tf_folder(), *own = tf_folder();
    const char text[] = "国家的政府信息公开，“2024”年——", *file;

    tf_link(dir, "Noto");
    struct fonts *f = open_at(dir, NULL);
    if (f) {
        len_t noto = width_of(f, text, &file);
        T_STR(file, "NotoSerifCJK-Regular.ttc");
        tf_link(dir, "Fandol");
        f = open_at(dir, NULL);
        len_t fandol = width_of(f, text, &file);
        T_STR(file, "FandolFang-Regular.otf");
        make_fangsong(own, "office.otf", "仿宋_GB2312", "FangSong_GB2312");
        f = open_at(dir, own);
        len_t office = width_of(f, text, &file);
        T_STR(file, "office.otf");
        T_INT(fandol, noto);
        T_INT(office, noto);
        T_INT(noto, 13 * 16172 + 4 * 8086 + 2 * 16172);
        T_STR(first(f, "body")->licence, "office");
        T_STR(first(f, "body")->sha256, NULL);
        T_STR(fonts_part(f, "body")->missed, NULL);
        T_INT(fonts_part(f, "body")->nface, 3);
    }
    tf_remove(dir);
    tf_remove(own);
    end();
}

static void names(void)
{
    T_CASE("C-23 a face is found under its Chinese name and under its English name, whatever the case");
    static const char *const name[][2] = {
        {"仿宋_GB2312", "Nobody"}, {"无名", "FANGSONG_gb2312"}, {"方正仿宋_GBK", "x"}};
    for (size_t i = 0; i < 3; i++) {
        begin();
        char *own = tf_folder();
        make_fangsong(own, "own.ttf", name[i][0], name[i][1]);
        struct fonts *f = open_at(tf_fonts(), own);
        if (f) {
            T_STR(first(f, "body")->file, "own.ttf");
            T_STR(first(f, "body")->name, name[i][1]);
            const struct font_part *p = fonts_part(f, "body");
            T_STR(p->wanted[p->rank[0]], i < 2 ? "仿宋_GB2312" : "方正仿宋_GBK");
        }
        tf_remove(own);
        end();
    }

    T_CASE("C-23 names of old tables, in GB 2312, are read");
    begin();
    char *own = tf_folder();
    struct test_name old[] = {{3, 3, 0x804, 1, "楷体_GB2312"}, {3, 3, 0x804, 2, "常规"}};
    tf_make("FandolKai-Regular.otf", &(struct test_font){.name = old, .nname = 2, .letters = some_letters},
            own, "k.otf");
    struct fonts *f = open_at(tf_fonts(), own);
    if (f)
        T_STR(first(f, "h2")->file, "k.otf");
    tf_remove(own);
    end();

    T_CASE("C-24 a bold face does not pass for the plain one of its family");
    begin();
    own = tf_folder();
    struct test_name bold[] = {
        {3, 1, 0x409, 1, "SimSun"}, {3, 1, 0x409, 2, "Bold"}, {3, 1, 0x409, 4, "SimSun Bold"}};
    tf_make("FandolSong-Bold.otf", &(struct test_font){.name = bold, .nname = 3, .letters = some_letters},
            own, "b.otf");
    f = open_at(tf_fonts(), own);
    if (f)
        T_STR(first(f, "table")->file, "FandolSong-Regular.otf");
    tf_remove(own);
    end();

    T_CASE("D3 a light face plays a part only for want of the regular one");
    begin();
    own = tf_folder();
    struct test_name light[] = {{3, 1, 0x409, 1, "FangSong_GB2312"}, {3, 1, 0x409, 2, "Light"}};
    tf_make("FandolFang-Regular.otf", &(struct test_font){.name = light, .nname = 2, .letters = some_letters},
            own, "a.otf");
    f = open_at(tf_fonts(), own);
    if (f)
        T_STR(first(f, "body")->file, "a.otf");
    make_fangsong(own, "b.otf", "无名", "FangSong_GB2312");
    f = open_at(tf_fonts(), own);
    if (f)
        T_STR(first(f, "body")->file, "b.otf");
    tf_remove(own);
    end();

    T_CASE("C-24 a bold face is found by family and style where it has no full name");
    begin();
    own = tf_folder();
    struct test_name half_named[] = {{3, 1, 0x409, 1, "FandolSong"}, {3, 1, 0x409, 2, "Bold"}};
    tf_make("FandolSong-Bold.otf",
            &(struct test_font){.name = half_named, .nname = 2, .letters = some_letters}, own, "b.otf");
    f = open_at(tf_fonts(), own);
    if (f)
        T_STR(first(f, "title")->file, "b.otf");
    tf_remove(own);
    end();

    T_CASE("D3 --fonts goes before the fetched files, and its files by name");
    begin();
    own = tf_folder();
    make_fangsong(own, "z.otf", "仿宋_GB2312", "FangSong_GB2312");
    make_fangsong(own, "a.otf", "仿宋_GB2312", "FangSong_GB2312");
    make_fangsong(own, "c.otf", "FandolFang", "FandolFang");
    f = open_at(tf_fonts(), own);
    if (f) {
        T_STR(first(f, "body")->file, "a.otf");
        T_STR(fonts_part(f, "body")->face[1]->file, "c.otf");
    }
    tf_remove(own);
    end();
}

static void refusals(void)
{
    const struct finding *last = NULL;
    T_CASE("D2 a font that may not be embedded is passed over, and told");
    static const unsigned forbidden[] = {0x0002, 0x0100, 0x0200},
                          allowed[] = {0x0000, 0x0004, 0x0008, 0x0006};
    for (size_t i = 0; i < 7; i++) {
        begin();
        char *own = tf_folder();
        struct test_name name[] = {{3, 1, 0x409, 1, "FangSong_GB2312"}};
        unsigned type = i < 3 ? forbidden[i] : allowed[i - 3];
        tf_make("FandolFang-Regular.otf",
                &(struct test_font){.name = name, .nname = 1, .letters = some_letters, .fstype = type}, own,
                "r.otf");
        struct fonts *f = open_at(tf_fonts(), own);
        T_INT(count("FONT-EMBED", &last), i < 3 ? 1 : 0);
        if (f)
            T_STR(first(f, "body")->file, i < 3 ? "FandolFang-Regular.otf" : "r.otf");
        tf_remove(own);
        end();
    }

    T_CASE("D3 a file that is no font is passed over, and told");
    begin();
    char *own = tf_folder();
    g_autofree char *broken = g_build_filename(own, "broken.otf", NULL),
                    *empty = g_build_filename(own, "empty.ttc", NULL);
    g_autofree char *text = g_build_filename(own, "notes.txt", NULL);
    g_file_set_contents(broken, "OTTO this is no font", -1, NULL);
    g_file_set_contents(empty, "", 0, NULL);
    g_file_set_contents(text, "text", -1, NULL);
    T_TRUE(open_at(tf_fonts(), own) != NULL);
    T_INT(count("FONT-FILE", &last), 2);
    T_TRUE(last && g_str_has_suffix(last->file, "empty.ttc"));
    T_INT(diag_count(d, GRADE_HARD), 0);

    T_CASE("D3 a font file that cannot be read ends the run: no page is set in another face instead");
    g_autofree char *loop = g_build_filename(own, "loop.otf", NULL);
    T_INT(symlink("loop.otf", loop), 0);
    T_TRUE(fonts_open(tf_fonts(), own, false, a, d, &e) == NULL);
    T_INT(e.kind, ERR_SYSTEM);
    T_TRUE(e.text && strstr(e.text, "loop.otf"));
    err_clear(&e);
    T_INT(unlink(loop), 0);

    T_CASE("D3 no font at all: an error that names the part and what to do");
    T_TRUE(fonts_open(own, NULL, false, a, d, &e) == NULL);
    T_INT(e.kind, ERR_FONT);
    T_TRUE(e.text && strstr(e.text, "小标宋") && strstr(e.text, "fetch") &&
           strstr(e.text, "FandolSong Bold"));
    tf_remove(own);
    end();

    T_CASE("D3 --strict-fonts: any substitution is an error");
    begin();
    T_TRUE(fonts_open(tf_fonts(), NULL, true, a, d, &e) == NULL);
    T_INT(e.kind, ERR_FONT);
    T_TRUE(e.text && strstr(e.text, "方正小标宋简体") && strstr(e.text, "FandolSong Bold"));
    end();

    T_CASE("D3 a folder given by --fonts that is not there is an error");
    begin();
    T_TRUE(fonts_open(tf_fonts(), "no/such/folder", false, a, d, &e) == NULL);
    T_INT(e.kind, ERR_FONT);
    end();

    T_CASE("D3 mistakes in fonts.yaml are findings with their lines");
    begin();
    own = tf_folder();
    g_autofree char *yaml = g_build_filename(own, "fonts.yaml", NULL);
    g_file_set_contents(
        yaml, "parts:\n  body:\n    role: 仿宋\n    wanted: []\n  title:\n    role: x\n    colour: red\n", -1,
        NULL);
    T_TRUE(fonts_open(own, NULL, false, a, d, &e) == NULL);
    T_INT(e.kind, ERR_LAYOUT);
    T_INT(diag_count(d, GRADE_HARD), 2);
    T_TRUE(diag_size(d) == 2 && diag_get(d, 0)->line == 4 && diag_get(d, 1)->line == 7);
    tf_remove(own);
    end();
}

static void metrics(void)
{
    T_CASE("A6 the ink of the dash of the folio");
    begin();
    struct fonts *f = open_at(tf_fonts(), NULL);
    const struct face *song = f ? first(f, "folio") : NULL;
    if (song) {
        len_t x0, y0, x1, y1;
        T_TRUE(face_glyph_ink(song, face_glyph(song, 0x2014), 14 * LEN_PT, &x0, &y0, &x1, &y1));
        T_INT(x0, 0);
        T_INT(x1, 14 * LEN_PT);
        T_INT(y1, len_scale(311, 14 * LEN_PT, 1000)); /* FandolSong: the dash from 289 to 311 of 1000 */
        T_INT(y0, len_scale(289, 14 * LEN_PT, 1000));
        T_TRUE(!face_glyph_ink(song, face_glyph(song, ' '), 14 * LEN_PT, &x0, &y0, &x1, &y1));
        T_INT(y1, 0);
        T_INT(song->upem, 1000);
    }

    T_CASE("D1 Fandol has 国 and not 鄠, Noto has both");
    if (song) {
        T_TRUE(face_covers(song, 0x56FD) && !face_covers(song, 0x9120));
        const struct face *noto = fonts_part(f, "folio")->face[1];
        T_TRUE(face_covers(noto, 0x56FD) && face_covers(noto, 0x9120));
    }
    end();
}

int main(void)
{
    free_set();
    moves_up();
    names();
    refusals();
    metrics();
    return t_done();
}
