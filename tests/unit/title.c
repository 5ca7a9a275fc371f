/* title.c - the breaking of titles, A4 of the typesetting rules.  Pages with titles: title_pages.c. */
#include "title.h"
#include "utf8.h"
#include "t.h"

#define EM ((len_t)22 * LEN_PT)

/* Break a title of the authority; listed words end where `words` has a '|', others seem to where it has a
 * ':'. measure: in em.  Returns the lines joined by
 * '/'. */
static const char *broken(const char *authority, const char *words, double measure)
{
    static char out[2048];
    uint32_t organ[128];
    struct title_char c[300] = {{0}};
    size_t n = 0, norgan = 0, end[TITLE_LINES];
    while (*authority)
        organ[norgan++] = utf8_next(&authority);
    for (const char *s = words; *s;) {
        uint32_t u = utf8_next(&s);
        if ((u == '|' || u == ':') && n > 0)
            c[n - 1].word = u == '|' ? WORD_END : WORD_GUESS;
        else
            c[n++] = (struct title_char){.cp = u, .word = WORD_UNKNOWN, .width = u < 128 ? EM / 2 : EM};
    }
    c[n - 1].word = WORD_END;
    struct title_name name = title_name_find(c, n, organ, norgan);
    size_t lines = title_break(c, n, name, (len_t)(measure * EM), EM, end);
    char *o = out;
    for (size_t k = 0, i = 0; k < lines; k++) {
        for (; i < end[k]; i++)
            o += utf8_write(c[i].cp, o);
        *o++ = '/';
    }
    if (o > out)
        o--;
    *o = '\0';
    return out;
}

#define TAIL "2024年|政府信息公开|工作|年度报告"

static void names(void)
{
    T_CASE("T-A4 the organ's name fills the first line, the year begins the second");
    T_STR(broken("某某市某某区卫生健康局", "某某市|某某区|卫生|健康局|" TAIL, 20.1),
          "某某市某某区卫生健康局/2024年政府信息公开工作年度报告");

    T_CASE("A4 the year before the name: the name still is one piece, and a line ends behind it");
    T_STR(
        broken("某某市某某区卫生健康局", "2024年|某某市|某某区|卫生|健康局|政府信息公开|工作|年度报告", 20.1),
        "2024年某某市某某区卫生健康局/政府信息公开工作年度报告");
    T_STR(broken("某某市某某区卫生健康局", "2024年度|某某市|某某区|卫生|健康局|政府信息公开|工作|年度报告",
                 20.1),
          "2024年度某某市某某区卫生健康局/政府信息公开工作年度报告");

    T_CASE("A4 what stands before the year and names the authority is the organ's name, longer or shorter "
           "than in the data");
    T_STR(broken("某某县", "某某县|人民|政府|办公室|" TAIL, 20.1),
          "某某县人民政府办公室/2024年政府信息公开工作年度报告");
    T_STR(broken("某某县人民政府", "某某市|某某县|" TAIL, 16), "某某市某某县2024年/政府信息公开工作年度报告");
    T_STR(broken("某某县人民政府", "2024年|某某县|政府信息公开|工作|年度报告", 14),
          "2024年某某县/政府信息公开工作年度报告");

    T_CASE("A4 a name is never cut while the title fits the measure without it");
    T_STR(broken("某某自治区某某自治州卫生健康局", "某某|自治区|某某|自治州|卫生|健康局|" TAIL, 15.1),
          "某某自治区某某自治州卫生健康局/2024年政府信息公开工作年度报告");

    T_CASE("A4 a name longer than a line is cut behind 省 市 县 only");
    T_STR(broken("某某自治区某某自治州某某自治县人力资源和社会保障局",
                 "某某|自治区|某某|自治州|某某|自治县|人力|资源|和|社会|保障局|" TAIL, 20.1),
          "某某自治区某某自治州/某某自治县人力资源和社会保障局/2024年政府信息公开工作年度报告");
}

static void places(void)
{
    T_CASE("A4 a title that fits stays on one line");
    T_STR(broken("涞源县", "涞源县|" TAIL, 20.1), "涞源县2024年政府信息公开工作年度报告");

    T_CASE("A4 one character stays free on either side: nineteen Han are two lines");
    T_STR(broken("某某县", "某某县|某某|某某|某某|政府信息公开|工作|年度报告", 20.1),
          "某某县某某某某某某/政府信息公开工作年度报告");

    T_CASE("A4 年度 stays with its year");
    T_STR(
        broken("某某市某某区卫生健康局", "某某市|某某区|卫生|健康局|2024年|度|政府信息公开|工作|报告", 20.1),
        "某某市某某区卫生健康局/2024年度政府信息公开工作报告");
    T_STR(broken("甲", "2024年|度|政府|信息|公开|工作", 6), "2024年度/政府信息/公开工作");

    T_CASE("A4 a year is never cut, whatever the measure");
    for (int em = 3; em <= 22; em++) {
        const char *s = broken("某某县", "某某县|" TAIL, em);
        T_TRUE(!*s || strstr(s, "2024年"));
    }

    T_CASE("A4 a line breaks before 关于");
    T_STR(broken("某某县人民政府", "某某县|人民|政府|关于|2024年|政府信息公开|工作|情况|的|报告", 20.1),
          "某某县人民政府/关于2024年政府信息公开工作情况的报告");

    T_CASE("A4 no break inside 《》 and （）, none before a mark");
    T_STR(broken("甲局", "甲局|关于|贯彻|《|政府|信息|公开|条例|》|情况|的|报告", 14),
          "甲局关于贯彻/《政府信息公开条例》/情况的报告");
    T_STR(broken("甲局", "甲局|年度|（|第一|第二|季度|）|公开|报告", 10),
          "甲局年度/（第一第二季度）/公开报告");

    T_CASE("A4 no line begins with 的 和 及 与 等 了");
    for (int em = 4; em <= 16; em++) {
        const char *s = broken("甲", "政府|信息|和|政务|公开|及|政务|服务|与|监督|等|工作|了|的|报告", em);
        static const char *const weak[] = {"/的", "/和", "/及", "/与", "/等", "/了"};
        for (size_t i = 0; i < 6; i++)
            T_TRUE(strstr(s, weak[i]) == NULL);
    }

    T_CASE("A4 报告 is no line by itself while there is another way");
    for (int em = 6; em <= 14; em++)
        T_TRUE(strstr(broken("甲", "某某|某某|某某|某某|某某|报告", em), "/报告") == NULL);
    T_STR(broken("甲", "某某|某某|某某|某某|某某|报告", 12.1), "某某某某某某某某/某某报告");
}

/* Widths of the lines in em. */
static size_t widths(const char *lines, double *w)
{
    size_t n = 0;
    w[0] = 0;
    while (*lines) {
        uint32_t u = utf8_next(&lines);
        if (u == '/')
            w[++n] = 0;
        else
            w[n] += u < 128 ? 0.5 : 1;
    }
    return n + 1;
}

static void shapes(void)
{
    T_CASE("A4 three lines are a trapezium or a diamond, no hourglass");
    T_STR(
        broken("某某自治区某某自治州人力资源和社会保障局",
               "某某自治区某某自治州人力资源和社会保障局|关于|印发|2024年|政府信息公开|工作|年度报告|的|通知",
               22),
        "某某自治区某某自治州人力资源和社会保障局/关于印发2024年政府信息公开/工作年度报告的通知");
    for (size_t name = 4; name <= 18; name++)
        for (int em = 14; em <= 22; em++) {
            char title[400] = "", authority[100] = "";
            for (size_t i = 0; i < name; i++)
                strcat(authority, "某");
            snprintf(title, sizeof title, "%s|关于|印发|" TAIL "|的|通知", authority);
            double w[TITLE_LINES + 1];
            size_t n = widths(broken(authority, title, em), w), i = 1;
            while (i < n && w[i] >= w[i - 1])
                i++;
            while (i < n && w[i] <= w[i - 1])
                i++;
            if (n > 2 && i != n)
                t_fail(__FILE__, __LINE__, broken(authority, title, em));
        }

    T_CASE("A4 two lines differ by two characters where a place for that is found behind the year");
    for (size_t name = 8; name <= 15; name++) {
        char title[400] = "", authority[100] = "";
        for (size_t i = 0; i < name; i++)
            strcat(authority, "某");
        snprintf(title, sizeof title, "%s|" TAIL, authority);
        double w[TITLE_LINES + 1];
        T_INT(widths(broken(authority, title, 20.1), w), 2);
        if (w[0] - w[1] < 2 && w[1] - w[0] < 2)
            t_fail(__FILE__, __LINE__, broken(authority, title, 20.1));
    }

    T_CASE("A4 of two ways as good the longer line comes on top");
    T_STR(broken("甲", "某某某某|某某某某|某某某某", 11), "某某某某某某某某/某某某某");

    T_CASE("A4 a title that no word ends in cannot be broken");
    T_STR(broken("甲", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", 20), "");
}

int main(void)
{
    names();
    places();
    shapes();
    return t_done();
}
