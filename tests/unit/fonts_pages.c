/* fonts_pages.c - whole pages with other fonts: T-D3, and what a missing face does (D1, D3, C-24). */
#include "typeset.h"
#include "t.h"
#include "testfont.h"

static const char *const sample[] = {"samples/laiyuan-2024.json", "samples/yunling-2024.json"};

/* What of a document does not depend on the widths of letters: pages, and lines of each block without any. */
struct measure {
    size_t pages;
    int lines[400];
};

static bool has_letters(const struct doc_block *b)
{
    for (size_t i = 0; i < b->nspan; i++)
        for (const char *s = b->span[i].text; *s; s++)
            if (g_ascii_isalpha(*s))
                return true;
    return false;
}

static struct measure measure(const char *fonts, const char *own, const char *path, const char **body)
{
    struct typeset t = typeset_open_with(NULL, fonts, own);
    struct pages *p = typeset_file(&t, path);
    struct measure m = {.pages = p->npage};
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct element *e = &p->page[i].mark[j].element;
            if (e->block >= 0 && e->block < 400 && p->page[i].mark[j].kind == MARK_GLYPHS && e->row < 0 &&
                !has_letters(&p->doc->block[e->block]))
                m.lines[e->block] = e->parts;
        }
    static char file[64];
    snprintf(file, sizeof file, "%s", fonts_part(t.fonts, "body")->face[0]->file);
    *body = file;
    typeset_close(&t);
    return m;
}

static bool equal(const struct measure *a, const struct measure *b)
{
    return a->pages == b->pages && memcmp(a->lines, b->lines, sizeof a->lines) == 0;
}

static void moving_up(void)
{
    for (size_t i = 0; i < 2; i++) {
        T_CASE(i == 0 ? "T-D3 Noto, then Fandol added, then a 仿宋_GB2312: the choice moves up, pages and "
                        "lines stay"
                      : "T-D3 the same with the second sample");
        char *dir = tf_folder(), *own = tf_folder();
        const char *body;
        tf_link(dir, "Noto");
        struct measure noto = measure(dir, NULL, sample[i], &body);
        T_STR(body, "NotoSerifCJK-Regular.ttc");
        tf_link(dir, "Fandol");
        struct measure fandol = measure(dir, NULL, sample[i], &body);
        T_STR(body, "FandolFang-Regular.otf");
        struct test_name name[] = {{3, 1, 0x804, 1, "仿宋_GB2312"}, {3, 1, 0x804, 4, "仿宋_GB2312"}};
        tf_make("FandolFang-Regular.otf",
                &(struct test_font){
                    .name = name,
                    .nname = 2,
                    .letters = "的一是在不了有和人这中大为上个国我以要他时来用们政府信息公开工作年度报告县"
                               "0123456789，。、；：“”（）《》"},
                own, "office.otf");
        struct measure office = measure(dir, own, sample[i], &body);
        T_STR(body, "office.otf");
        T_TRUE(noto.pages > 0 && equal(&noto, &fandol));
        T_TRUE(equal(&fandol, &office));
        tf_remove(dir);
        tf_remove(own);
    }
}

/* The failure of opening a folder that holds the files with these prefixes. */
static void refuses(const char *const *prefix, const char *part, const char *role)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    char *dir = tf_folder();
    for (; *prefix; prefix++)
        tf_link(dir, *prefix);
    T_TRUE(fonts_open(dir, NULL, false, a, d, &e) == NULL);
    T_INT(e.kind, ERR_FONT);
    T_TRUE(e.text && strstr(e.text, part) && strstr(e.text, role));
    tf_remove(dir);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
}

static void never_faked(void)
{
    T_CASE("C-24 no 黑体 and no bold 宋 among the fonts: an error that names the part, no made-up bold");
    refuses((const char *const[]){"FandolFang", "FandolKai", "FandolSong", NULL}, "h1", "黑体");
    refuses((const char *const[]){"FandolFang", "FandolKai", "FandolSong-Regular", "FandolHei", NULL},
            "title", "小标宋");

    T_CASE("C-24 a run in bold is set in the 黑体 file, in kai in the 楷体, in song in the 宋体");
    struct typeset t = typeset_open(NULL);
    struct pages *p = typeset_json(&t, "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, "
                                       "\"title\": \"甲\", \"preamble\": "
                                       "[{\"runs\": [{\"text\": \"常\"}, {\"text\": \"粗12\", \"style\": "
                                       "\"bold\"}, {\"text\": \"楷\", \"style\": \"kai\"}, "
                                       "{\"text\": \"宋\", \"style\": \"song\"}]}], \"sections\": []}");
    static const char *const part[] = {"body", "h1", "h2", "folio"};
    for (size_t k = 0; k < 4; k++)
        T_TRUE(run_of(p, 1, k, NULL)->face == fonts_part(t.fonts, part[k])->face[0]);
    T_TRUE(run_of(p, 1, 4, NULL) == NULL);
    typeset_close(&t);
}

static void strict(void)
{
    T_CASE("D3 --strict-fonts on pages: a character from another font is an error");
    struct typeset t = typeset_open(NULL);
    t.fonts->strict = true;
    struct report *r;
    const char *json = "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, \"title\": "
                       "\"甲\", \"preamble\": "
                       "[\"鄠邑区\"], \"sections\": []}";
    r = report_load("test", json, strlen(json), t.forms, t.a, t.d, &t.e);
    struct doc *doc = compose(r, t.layout, "2025-01-31", t.a, t.d);
    T_TRUE(paginate(doc, t.fonts, t.shaper, t.words, t.a, t.d, &t.e) == NULL);
    T_INT(t.e.kind, ERR_FONT);
    T_TRUE(t.e.text && strstr(t.e.text, "--strict-fonts"));
    typeset_close(&t);

    T_CASE("layout: a style whose part the list of fonts lacks is an error, no page is made");
    t = typeset_open(NULL);
    t.layout->style[layout_style(t.layout, "body")->index].part = "nowhere";
    r = report_load("test", json, strlen(json), t.forms, t.a, t.d, &t.e);
    doc = compose(r, t.layout, "2025-01-31", t.a, t.d);
    T_TRUE(paginate(doc, t.fonts, t.shaper, t.words, t.a, t.d, &t.e) == NULL);
    T_INT(t.e.kind, ERR_LAYOUT);
    typeset_close(&t);
}

int main(void)
{
    moving_up();
    never_faked();
    strict();
    return t_done();
}
