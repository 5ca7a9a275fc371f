/* title_pages.c - titles on pages, with the real fonts and words: A4 of the typesetting rules. */
#include "typeset.h"
#include "t.h"

#define PT(x) ((double)(x) / LEN_PT)

static struct typeset t;

/* The first page of a report with this title; title: JSON. */
static struct pages *titled(const char *authority, const char *title)
{
    return typeset_json(&t,
                        arena_printf(t.a,
                                     "{\"format\": \"nianbao/1\", \"authority\": \"%s\", \"year\": 2024, "
                                     "\"title\": %s, \"preamble\": [\"正文正文正文。\"], \"sections\": []}",
                                     authority, title));
}

/* The lines of the title, joined by '/'.  Each has to be centred. */
static const char *lines_of(const struct pages *p)
{
    GString *s = g_string_new(NULL);
    double middle = PT(layout_left(t.layout, 1)) + PT(t.layout->type_width) / 2, x0 = 0, x1 = 0;
    const struct mark *m, *last = NULL;
    for (size_t k = 0; (m = run_of(p, 0, k, NULL)); k++) {
        bool starts = !last || last->y0 != m->y0;
        if (starts && last)
            T_NEAR((x0 + x1) / 2, middle, 0.1);
        if (starts && last)
            g_string_append_c(s, '/');
        x0 = starts ? PT(m->x0) : x0;
        x1 = PT(m->x1);
        g_string_append(s, m->text);
        last = m;
    }
    T_NEAR((x0 + x1) / 2, middle, 0.1);
    const char *text = arena_strdup(t.a, s->str);
    g_string_free(s, TRUE);
    return text;
}

static const char *set(const char *authority, const char *title)
{
    return lines_of(titled(authority, arena_printf(t.a, "\"%s\"", title)));
}

static void check_lines(void)
{
    T_CASE("T-A4 two lines, broken behind the organ, both centred within 0.1 pt");
    T_STR(set("某某市某某区卫生健康局", "某某市某某区卫生健康局2024年政府信息公开工作年度报告"),
          "某某市某某区卫生健康局/2024年政府信息公开工作年度报告");

    T_CASE("A4 a county's title stays on one line");
    T_STR(set("涞源县", "涞源县2024年政府信息公开工作年度报告"), "涞源县2024年政府信息公开工作年度报告");

    T_CASE("A4 the year before the name, 年度, a name longer than the authority's, one that is not that of "
           "the data");
    static const char *const title[][3] = {
        {"某某县", "2024年某某县政府信息公开工作年度报告", "2024年某某县政府信息公开工作年度报告"},
        {"某某自治县", "2024年某某自治县政府信息公开工作年度报告",
         "2024年某某自治县/政府信息公开工作年度报告"},
        {"某某自治县", "某某自治县2024年度政府信息公开工作年度报告",
         "某某自治县2024年度/政府信息公开工作年度报告"},
        {"某某县", "某某县人民政府办公室2024年政府信息公开工作年度报告",
         "某某县人民政府办公室/2024年政府信息公开工作年度报告"},
        {"某某县人民政府", "中共某某县委2024年政务公开工作年度报告",
         "中共某某县委/2024年政务公开工作年度报告"},
        {"某某县", "保定市某某县2024年政府信息公开工作年度报告",
         "保定市某某县/2024年政府信息公开工作年度报告"},
        {"某某县", "某某县人民政府关于2024年政府信息公开工作情况的报告",
         "某某县人民政府/关于2024年政府信息公开工作情况的报告"},
        {"某某县", "某某县贯彻落实《中华人民共和国政府信息公开条例》情况的报告",
         "某某县贯彻落实/《中华人民共和国政府信息公开条例》/情况的报告"},
    };
    for (size_t i = 0; i < sizeof title / sizeof *title; i++)
        T_STR(set(title[i][0], title[i][1]), title[i][2]);

    T_CASE("A4 a name of a line and more: whole while it fits the page, else cut behind 区 州 县");
    T_STR(set("某某自治区某某自治州人力资源和社会保障局",
              "某某自治区某某自治州人力资源和社会保障局2024年政府信息公开工作年度报告"),
          "某某自治区某某自治州人力资源和社会保障局/2024年政府信息公开工作年度报告");
    T_STR(set("某某自治区某某自治州某某自治县人力资源和社会保障局",
              "某某自治区某某自治州某某自治县人力资源和社会保障局2024年政府信息公开工作年度报告"),
          "某某自治区某某自治州/某某自治县人力资源和社会保障局/2024年政府信息公开工作年度报告");

    T_CASE("A4 real names longer than a line: cut behind 省 市 区 县 州 盟 旗 or beside known words, in more "
           "lines rather than inside a word");
    static const char *const real[][2] = {
        {"新疆维吾尔自治区巴音郭楞蒙古自治州和静县人民政府",
         "新疆维吾尔自治区/巴音郭楞蒙古自治州和静县人民政府/"},
        {"巴音郭楞蒙古自治州和静县住房和城乡建设委员会办公室",
         "巴音郭楞蒙古自治州和静县/住房和城乡建设委员会办公室/"},
        {"湖北省荆州市公安县市容环境卫生管理委员会办公室",
         "湖北省荆州市公安县/市容环境卫生管理委员会办公室/"},
        {"内蒙古自治区锡林郭勒盟东乌珠穆沁旗人民政府办公室",
         "内蒙古自治区锡林郭勒盟/东乌珠穆沁旗人民政府办公室/"},
        {"黔西南布依族苗族自治州望谟县市场监督管理局行政许可科",
         "黔西南布依族苗族自治州/望谟县市场监督管理局行政许可科/"},
        {"新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县人力资源和社会保障局",
         "新疆维吾尔自治区/克孜勒苏柯尔克孜自治州/阿合奇县人力资源和社会保障局/"},
    };
    for (size_t i = 0; i < sizeof real / sizeof *real; i++)
        T_STR(set(real[i][0], arena_printf(t.a, "%s2024年政府信息公开工作年度报告", real[i][0])),
              arena_printf(t.a, "%s2024年政府信息公开工作年度报告", real[i][1]));

    T_CASE("A4 a manual break wins");
    T_STR(lines_of(titled("某某县", "[\"某某县2024年政府信息\", \"公开工作年度报告\"]")),
          "某某县2024年政府信息/公开工作年度报告");
    T_STR(lines_of(titled("某某县", "[\"某某自治区某某自治州某某自治县人民政府\", \"2024年\", \"报告\"]")),
          "某某自治区某某自治州某某自治县人民政府/2024年/报告");

    T_CASE("A4 a manual line wider than the page is broken as a title is, the others stay");
    T_STR(lines_of(titled("某某市某某区卫生健康局",
                          "[\"某某市某某区卫生健康局2024年政府信息公开工作\", \"年度报告\"]")),
          "某某市某某区卫生健康局2024年/政府信息公开工作/年度报告");

    T_CASE("A4 a title of one endless word is all there");
    const char *word = repeat(&t, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3), *lines = set("x", word);
    size_t letters = 0;
    for (; *lines; lines++)
        letters += *lines != '/';
    T_INT(letters, 78);
}

static void check_place(void)
{
    T_CASE("A3 a title of n lines takes n lines of the grid and a blank one, the text is on the grid below");
    for (int n = 1; n <= 4; n++) {
        GString *json = g_string_new("[");
        for (int i = 1; i < n; i++)
            g_string_append(json, "\"某县年度公开\", ");
        g_string_append(json, "\"工作报告\"]");
        struct pages *p = titled("某某县", json->str);
        g_string_free(json, TRUE);
        T_INT(run_of(p, 1, 0, NULL)->y0, layout_baseline(t.layout, n + 1));
        const struct mark *last = NULL, *m;
        for (size_t k = 0; (m = run_of(p, 0, k, NULL)); k++)
            last = m;
        T_NEAR(PT(last->y0 - run_of(p, 0, 0, NULL)->y0), PT(t.layout->line_pitch) * (n - 1), 0.01);
    }
    T_CASE("A3 the title's em box is flush with the top of the type area");
    struct pages *p = titled("某某县", "\"某某县年度报告\"");
    T_NEAR(PT(run_of(p, 0, 0, NULL)->y0) - 0.88 * 22, PT(t.layout->top), 0.01);
}

/* Every length of name: whole, centred, nothing lost. */
static void check_names(void)
{
    T_CASE("A4 no word of a title is lost, no line leaves the page, whatever the name's length");
    for (size_t n = 2; n <= 40; n++)
        for (int i = 0; i < 3; i++) {
            const char *name = arena_printf(t.a, "%s县", repeat(&t, "某", n - 1));
            const char *title = arena_printf(t.a,
                                             i == 0   ? "%s2024年政府信息公开工作年度报告"
                                             : i == 1 ? "2024年%s政府信息公开工作年度报告"
                                                      : "%s关于2024年度政府信息公开工作情况的报告",
                                             name);
            const char *lines = set(name, title);
            GString *joined = g_string_new(lines);
            g_string_replace(joined, "/", "", 0);
            T_STR(joined->str, title);
            g_string_free(joined, TRUE);
            if (n <= 20)
                T_TRUE(strstr(lines, name) != NULL);
        }
}

int main(void)
{
    t = typeset_open(NULL);
    check_lines();
    check_place();
    check_names();
    typeset_close(&t);
    return t_done();
}
