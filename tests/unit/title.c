/* title.c - the breaking of titles, A4 of the typesetting rules. */
#include "title.h"
#include "utf8.h"
#include "t.h"

#define EM ((len_t)22 * LEN_PT)

/* Break a title whose organ is `name`; words end where `words` has a '|'.  Returns the lines joined by '/'.
 */
static const char *broken(const char *name, const char *words, double room)
{
    static char out[512];
    uint32_t cp[128];
    uint8_t word[128] = {0};
    struct title_char c[128];
    size_t n = 0, end[TITLE_LINES];
    for (const char *s = words; *s;) {
        uint32_t u = utf8_next(&s);
        if (u == '|' && n > 0)
            word[n - 1] = 1;
        else
            cp[n++] = u;
    }
    for (size_t i = 0; i < n; i++)
        c[i].width = cp[i] < 128 ? EM / 2 : EM;
    title_costs(cp, n, utf8_length(name), word, c);
    size_t lines = title_break(c, n, (len_t)(room * EM), EM, end);
    char *o = out;
    for (size_t k = 0, i = 0; k < lines; k++) {
        for (; i < end[k]; i++)
            o += utf8_write(cp[i], o);
        *o++ = '/';
    }
    if (o > out)
        o--;
    *o = '\0';
    return out;
}

int main(void)
{
    T_CASE("T-A4 the organ's name fills the first line, the year begins the second");
    T_STR(broken("某某市某某区卫生健康局", "某某市某某区卫生健康局|2024年|政府信息公开|工作|年度报告", 18.1),
          "某某市某某区卫生健康局/2024年政府信息公开工作年度报告");

    T_CASE("A4 a title that fits stays on one line");
    T_STR(broken("涞源县", "涞源县|2024年|政府信息公开|工作|年度报告", 18.1),
          "涞源县2024年政府信息公开工作年度报告");

    T_CASE("A4 three lines are a trapezium or a diamond, no hourglass");
    T_STR(
        broken("某某自治区某某自治州人力资源和社会保障局",
               "某某自治区某某自治州人力资源和社会保障局|关于|印发|2024年|政府信息公开|工作|年度报告|的|通知",
               20),
        "某某自治区某某自治州人力资源和社会保障局/关于印发2024年政府信息公开/工作年度报告的通知");

    T_CASE("A4 a name is never cut between its words, even when nothing else fits");
    T_STR(broken("某某自治区某某自治州人力资源和社会保障局",
                 "某某自治区|某某自治州|人力资源和|社会保障局|报告", 10),
          "");

    T_CASE("A4 no break inside 《》");
    T_STR(broken("甲局", "甲局|关于|贯彻|《政府|信息|公开|条例》|情况|的|报告", 12),
          "甲局关于贯彻/《政府信息公开条例》/情况的报告");
    return t_done();
}
