/* breaks_sweep.c - rules that hold wherever the line falls: each token of B2 behind 0, 1, 2 ... Han in every
 * measure, and prose of a report in measures from 5 to 40 em.  N=1..20 takes only every so manieth measure of
 * the prose less: N paragraphs, all 20 by default. */
#include "t.h"

#include "breaks_text.h"

#include <time.h>

static struct set_text t;

static const char *const NEVER_FIRST = "”’）》〉】〗〕］｝」』。，、；：？！．–～·/／％%℃‰)],.;:!?①②③";
static const char *const NEVER_LAST = "“‘（《〈【〖〔［｛「『/／￥¥＋±([";

/* Say what is wrong, with the text as it was set. */
static bool wrong(const char *what, len_t width)
{
    char said[4000];
    snprintf(said, sizeof said, "%s, W %.3f em: %.3900s", what, (double)width / (double)t.it[0].cell,
             text_lines(&t));
    return t_fail(__FILE__, __LINE__, said);
}

static bool is_digit(size_t i)
{
    return i < t.n && t.utf8[i][0] >= '0' && t.utf8[i][0] <= '9';
}

static bool is_letter(size_t i)
{
    return i < t.n && (t.utf8[i][0] | 32) >= 'a' && (t.utf8[i][0] | 32) <= 'z';
}

static bool is(size_t i, const char *s)
{
    return i < t.n && strcmp(t.utf8[i], s) == 0;
}

/* May the text be parted before item i?  Told from the characters alone. */
static const char *parted_badly(size_t i)
{
    if (strstr(NEVER_FIRST, t.utf8[i]))
        return "a mark starts a line";
    if (strstr(NEVER_LAST, t.utf8[i - 1]) && !is(i - 1, " "))
        return "a mark ends a line";
    if (is(i, "—") && !is(i - 1, "—") && !is(i + 1, "—"))
        return "a connector starts a line";
    if ((is(i, "—") && is(i - 1, "—")) || (is(i, "…") && is(i - 1, "…")))
        return "a long mark is cut";
    if ((is_digit(i) || is_letter(i)) && (is_digit(i - 1) || is_letter(i - 1)))
        return "a word or number is cut";
    if (is_digit(i) && is_digit(i - 2) && (is(i - 1, ".") || is(i - 1, ",")))
        return "a figure is cut at its point";
    if (is_digit(i) && (is(i - 1, "+") || is(i - 1, "第")))
        return "a number leaves its sign";
    return NULL;
}

static bool in_url(size_t i)
{
    while (i > 0 && t.utf8[i - 1][0] > ' ' && t.utf8[i - 1][0] < 0x7F)
        i--;
    return is(i, "h") && is(i + 1, "t") && is(i + 2, "t") && is(i + 3, "p");
}

/* The widest gap of a line beyond its natural one, Han gaps only; -1 when something is out of place. */
static len_t check_gaps(const struct line *l)
{
    len_t most = 0;
    bool han = false;
    for (size_t i = l->from; i + 1 < l->to; i++)
        han |= t.it[i].gap == GAP_HAN || t.it[i].gap == GAP_AVOID;
    for (size_t i = l->from; i + 1 < l->to; i++) {
        const struct item *it = &t.it[i];
        len_t gap = t.place[i + 1].x - t.place[i].x - t.place[i].width;
        if (it->gap == GAP_NONE && gap != it->gap_width && t.it[i + 1].width > 0)
            return -1;
        if (it->gap == GAP_LATIN &&
            ((gap > it->cell / (han ? 3 : 2) && !(l->loose && !han)) || gap < it->cell / 8))
            return -1;
        if (it->gap == GAP_SPACE && gap > it->cell / 2 && !l->loose)
            return -1;
        if ((it->gap == GAP_HAN || it->gap == GAP_AVOID) && gap > most)
            most = gap;
    }
    return most;
}

/* Everything that must hold for the lines in t, whatever the text. */
static bool check_lines(len_t width, len_t indent)
{
    for (size_t l = 0; l < t.nline; l++) {
        const struct line *line = &t.line[l];
        len_t room = width - (l ? 0 : indent);
        if (line->from != (l ? t.line[l - 1].to : 0) || (l + 1 == t.nline) != line->last)
            return wrong("lines do not follow each other", width);
        if (t.place[line->from].x != 0)
            return wrong("a line does not start at its left edge", width);
        if (line->forced)
            continue;
        const char *bad =
            line->last || (in_url(line->to) && is(line->to - 1, "/")) ? NULL : parted_badly(line->to);
        if (bad)
            return wrong(bad, width);
        if (line->last ? t.width[l] > room + EM / 100 : t.width[l] != room && !line->loose)
            return wrong("a right edge is out", width);
        len_t gap = check_gaps(line);
        if (gap < 0)
            return wrong("something grew that must not", width);
        if (gap > t.it[0].cell / 4 + 1 && !line->loose)
            return wrong("a wide gap is not reported", width);
    }
    return true;
}

/* `token` behind 0 to 16 Han and before some, in measures from..to em by halves.  With keep, no line may end
 * inside the token. */
static void sweep(const char *token, int from, int to, bool keep)
{
    for (int fill = 0; fill <= 16; fill++) {
        char s[400] = "";
        for (int i = 0; i < fill; i++)
            strcat(s, "国");
        strcat(s, token);
        strcat(s, "后文如此而已");
        size_t n = utf8_length(token);
        for (int w = 2 * from; w <= 2 * to; w++) {
            text_break(&t, s, w);
            if (!check_lines((len_t)w * HALF, 0))
                return;
            for (size_t l = 0; l + 1 < t.nline; l++)
                if (keep && t.line[l].to > (size_t)fill && t.line[l].to < (size_t)fill + n &&
                    !t.line[l].forced) {
                    wrong("the token is cut", (len_t)w * HALF);
                    return;
                }
        }
    }
}

/* Item i and the one before it: number and counter, parts of a document number.  Told from the characters. */
static bool belongs_together(size_t i)
{
    return (is_digit(i - 1) && strstr("年月日件号", t.utf8[i])) || (is(i - 1, "〕") && is_digit(i));
}

static int soft_paid; /* the case must occur, or B-14 shows nothing */

static int loose_lines(void)
{
    int n = 0;
    for (size_t l = 0; l < t.nline; l++)
        n += t.line[l].loose || t.line[l].forced;
    return n;
}

/* B-14: where a soft penalty was paid, keeping all such places together makes a line loose. */
static void sweep_soft(const char *token)
{

    for (int fill = 0; fill <= 16; fill++) {
        char s[400] = "";
        for (int i = 0; i < fill; i++)
            strcat(s, "国");
        strcat(s, token);
        strcat(s, "后文如此而已");
        for (int w = 16; w <= 28; w++) {
            text_break(&t, s, w);
            if (!check_lines((len_t)w * HALF, 0))
                return;
            bool soft = false;
            for (size_t l = 0; l + 1 < t.nline; l++)
                soft |= belongs_together(t.line[l].to);
            if (!soft)
                continue;
            soft_paid++;
            for (size_t i = 1; i < t.n; i++)
                if (belongs_together(i))
                    t.it[i - 1].penalty = PENALTY_NEVER;
            text_set(&t, (len_t)w * HALF, 0, true);
            if (loose_lines() == 0) {
                wrong("could have been kept together", (len_t)w * HALF);
                return;
            }
        }
    }
}

static void t_tokens(void)
{
    T_CASE("B-09 dates and their range");
    sweep("2024年1月1日—12月31日", 8, 14, false);
    T_CASE("B-10 no line starts with an interpunct (C-03)");
    sweep("比尔·盖茨", 6, 12, false);
    sweep("公开·透明", 6, 12, false);
    T_CASE("B-11 no line starts or ends with a solidus");
    sweep("和/或", 6, 12, true);
    sweep("GB/T", 6, 12, true);
    sweep("1/2", 6, 12, true);
    T_CASE("B-12 a connector never comes first");
    sweep("3～8页", 6, 12, false);
    sweep("5%～10%", 6, 12, false);
    sweep("1—3页", 6, 12, false);
    T_CASE("B-13 signs, currency, units");
    static const char *const kept[] = {"￥100", "¥1,280.50", "+5", "-5", "±2", "37℃", "50‰", "＋3℃", "第3条"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        sweep(kept[i], 6, 12, true);
    T_CASE("B-14 number and counter are kept together unless a line would be loose");
    static const char *const soft[] = {"2024年", "3件", "30号", "〔2021〕30号", "2024年1月12日"};
    for (size_t i = 0; i < sizeof soft / sizeof *soft; i++)
        sweep_soft(soft[i]);
    T_TRUE(soft_paid > 0);
    T_CASE("B-15 quotes");
    sweep("测试“引号”后文", 5, 9, false);
    for (int w = 10; w <= 18; w++) { /* both places are used somewhere */
        text_break(&t, "国国测试“引号”后文测试“引号”后文", w);
        check_lines((len_t)w * HALF, 0);
    }
    T_CASE("B-16 note marks");
    sweep("项目①项", 5, 12, false);
    sweep("注[1]后", 5, 12, false);
    T_CASE("C-01 break before “ and after ” are both used");
    text_break(&t, "测试“引号”后文", 10);
    T_STR(text_lines(&t), "测试“引号”|后文");
    text_break(&t, "一二三测试“引号”后", 10);
    T_STR(text_lines(&t), "一二三测试|“引号”后");
    T_CASE("C-02 stops behind brackets");
    sweep("（0000），", 5, 12, false);
    sweep("（abc）。", 5, 12, false);
    T_CASE("C-07 dashes beside quotes, stops and dots");
    sweep("“——甲”", 5, 12, false);
    sweep("——，", 5, 12, false);
    sweep("——……", 5, 12, false);
    T_CASE("C-11 a half-width stop behind a full-width bracket");
    sweep("（甲）.", 5, 12, false);
    T_CASE("B-11 an address longer than the line parts behind its slashes only");
    sweep("http://www.county.gov.cn/zwgk/2024/nb.html", 10, 24, false);
}

/* Prose such as a report has, of a county that does not exist. */
static const char *const prose[] = {
    "2024年，在市委、市政府的正确领导下，云岭县认真贯彻落实《中华人民共和国政府信息公开条例》（以下简称《条例"
    "》）和"
    "国家、省、市有关要求，坚持“以公开为常态、不公开为例外”，不断完善政务公开制度，建立健全政府信息公开保障机"
    "制，"
    "各项工作取得了一定成效。",
    "一、总体情况",
    "（一）主动公开政府信息。全年通过县政府门户网站公开各类信息1286条，其中：规范性文件7件，政策解读42篇，会"
    "议公开"
    "16次；通过“云岭发布”微信公众号推送信息3,460余条，阅读量达98.6万人次，同比增长12.5%。",
    "（二）依申请公开。全年共收到政府信息公开申请13件（自然人11件、商业企业2件），均在法定期限内答复；上年结"
    "转1件，"
    "结转下年度0件。因申请引发的行政复议1起，结果维持；行政诉讼0起。",
    "（三）政府信息管理。严格执行“先审查、后公开”“一事一审”制度，落实三审三校；对2019—2023年制发的文件开展集"
    "中"
    "清理，废止3件、修改5件，继续有效28件，清理结果于2024年11月30日前在网站公布。",
    "（四）平台建设。网站已实现IPV6全覆盖，设置“互联网+"
    "督查”“高效办成一件事”等专栏18个；信息更新、检索、下载等功能"
    "进一步优化，详见http://www.yunling.gov.cn/zwgk/zfxxgk/ndbg/2024.html（政府信息公开年报）。",
    "（五）监督保障。按照《云岭县2024年政务公开工作要点》（云政办发〔2024〕30号）有关要求，把政务公开纳入年度"
    "绩效考核，"
    "分值权重不低于4%；组织培训3次，参训人员260余人次，提醒约谈2人。",
    "1.属于国家秘密；2.其他法律行政法规禁止公开；3.危及“三安全一稳定”；4.保护第三方合法权益。对上述四类情形，"
    "均依法说明理由并告知救济渠道。",
    "收费金额合计1439.4967万元，其中行政事业性收费￥1,280."
    "50万元，较上年减少±2个百分点以内；气温＋3℃至37℃期间的"
    "应急信息24小时内发布，覆盖率达到99.5%～100%。",
    "五、存在的主要问题及改进情况。一是主动公开的内容还不够全面，部分乡镇（街道）更新不及时；二是政策解读形式"
    "单一，"
    "“文字解读多、图解少”的问题仍然存在；三是工作人员业务能力有待提高——特别是新任职人员。",
    "2025年，我县将采取有效措施积极改进,严格按照《条例》规定，不断提升公开质量。1."
    "明确目标任务，突出工作重点。"
    "2.抓好公开载体，创新公开形式。3.突破难点重点，深化公开内容。4.加强宣传培训，增强公开意识。",
    "对照GB/T "
    "9704-2012和和/或类表述，检查附件12份，发现问题①3处、问题②5处；整改率100%。联系电话：010-12345678"
    "（工作日8:30—17:30）。",
    "严格落实国务院办公厅《关于政府信息公开处理费管理有关事项的通知》（国办函〔2020〕109号）。2024年各单位未"
    "收取信息"
    "处理费。",
    "坚持全县政务公开工作“一盘棋”，协调解决工作中的各类问题，形成分工明确、统筹协作、共同推进的工作局面，对重"
    "视不够、"
    "工作不力、问题解决不彻底的单位和个人，提醒约谈、督察督办、严肃问责。",
    "什么是“应公开尽公开”？怎样做到“应公开尽公开”？！关键在落实……落实到每一个环节、每一个岗位。比尔·盖茨式的"
    "表述已经删除。",
    "第二十条第（一）项规定的规章0件、行政规范性文件2件；第（五）项规定的行政许可6769件；第（六）项规定的行政"
    "处罚"
    "1923件、行政强制0件；第3条、第12款不再适用。",
    "保证信息及时、准确、规范上传。",
    "无。",
    "Windows 10 and WPS Office 2019 were used on 18 of the 20 computers, it’s said, and Chinese input worked "
    "well.",
    "根据《云岭县政府信息公开指南（2024年版）》《云岭县政府信息公开目录》，全县23个乡镇、41个县直部门共编制目"
    "录64份，"
    "公开率100%，群众满意度96.8分，较2023年提高1.7分。",
};
enum { NPROSE = sizeof prose / sizeof *prose };

static void t_prose(void)
{
    const char *env = getenv("N");
    int n = env ? atoi(env) : NPROSE;
    int lines = 0, loose = 0, forced = 0, soft = 0;
    T_CASE("C-14 prose at 5 to 40 em: every rule holds, right edges are exact, wide gaps are reported");
    for (int k = 0; k < NPROSE && k < n; k++) {
        text_read(&t, prose[k], EM);
        for (int w = 10; w <= 80; w++) {
            text_set(&t, (len_t)w * HALF, w >= 20 ? 2 * EM : 0, true);
            check_lines((len_t)w * HALF, w >= 20 ? 2 * EM : 0);
        }
    }
    T_CASE("C-14 prose at 26, 27 and 28 cells of 16172: no line is loose, no unit leaves its number");
    for (int k = 0; k < NPROSE && k < n; k++)
        for (int cells = 26; cells <= 28; cells++) {
            text_read(&t, prose[k], 16172);
            text_set(&t, cells * 16172, 2 * 16172, true);
            check_lines(cells * 16172, 2 * 16172);
            for (size_t l = 0; l < t.nline; l++) {
                const struct line *line = &t.line[l];
                lines++;
                loose += line->loose;
                forced += line->forced;
                soft += !line->last && t.it[line->to - 1].penalty == KINSOKU_SOFT;
                if (line->last && l > 0) {
                    int han = 0;
                    for (size_t i = line->from; i < line->to; i++)
                        han += t.it[i].han;
                    if (han < 2 && !strstr(prose[k], "Windows"))
                        wrong("孤字", cells * 16172);
                }
            }
        }
    T_TRUE(lines > 3 * n);
    T_INT(forced, 0);
    T_INT(soft, 0);
    T_INT(loose, 0);
    printf("    %d lines, %d loose\n", lines, loose);
}

/* CPU time of breaking the first n characters, the shortest of three; all of them must stand in lines. */
static clock_t breaking_time(const struct kchar *c, size_t n)
{
    struct break_options o = {.width = 28 * EM, .indent = 2 * EM, .justify = true, .han_gap_max = QUARTER};
    clock_t best = 0;
    for (int run = 0; run < 3; run++) {
        struct arena *a = arena_new();
        size_t count;
        clock_t start = clock();
        struct item *it = kinsoku_items(c, n, a);
        struct line *line = break_lines(it, n, &o, a, &count);
        clock_t took = clock() - start;
        T_INT(line[count - 1].to, n);
        if (run == 0 || took < best)
            best = took;
        arena_free(a);
    }
    return best;
}

/* Ten times the characters take ten times as long, or little more: a hundredfold would be a square. */
static void check_growth(const struct kchar *c, size_t n)
{
    clock_t part = breaking_time(c, n / 10), whole = breaking_time(c, n);
    T_TRUE(whole < 40 * part + CLOCKS_PER_SEC / 50);
}

static void t_size(void)
{
    enum { LONG = 100000 };
    struct arena *a = arena_new();
    struct kchar *c = ARENA_ARRAY(a, LONG, struct kchar);
    T_CASE("breaks: time grows with the text, to 100 000 characters of prose");
    for (size_t i = 0, k = 0; i < LONG; k++) {
        const char *s = prose[k % NPROSE];
        while (*s && i < LONG)
            c[i++] = text_char(utf8_next(&s), EM);
    }
    check_growth(c, LONG);
    T_CASE("breaks: and so with 100 000 digits, or blanks, or dots");
    static const uint32_t hard[] = {'7', ' ', 0x2026, 0x300C};
    for (size_t k = 0; k < sizeof hard / sizeof *hard; k++) {
        for (size_t i = 0; i < LONG; i++)
            c[i] = text_char(hard[k], EM);
        check_growth(c, LONG);
    }
    arena_free(a);
}

int main(void)
{
    t_tokens();
    t_prose();
    t_size();
    arena_free(t.a);
    return t_done();
}
