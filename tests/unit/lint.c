/* lint.c - the prose check: each rule on a text that breaks it and on texts that just do not. */
#include "lint.h"

#include "t.h"

#include <glib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct forms *forms;
static struct lint *words;

/* The findings of a report's JSON text: "ID c" for each, c being the character at its place; ", " between
 * them. With `say` the sentence follows. */
static const char *found(const char *json, bool say)
{
    static char out[8192];
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    size_t n = 0;
    out[0] = '\0';
    struct report *r = report_load("t.json", json, strlen(json), forms, a, d, &e);
    if (r)
        lint_report(words, r, d);
    else
        diag_print(d, stdout, DIAG_TEXT);
    diag_sort(d);
    for (size_t i = 0; T_TRUE(r != NULL) && i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        const char *line = json;
        for (int k = 1; k < f->line; k++)
            line = strchr(line, '\n') + 1;
        const char *at = g_utf8_offset_to_pointer(line, f->column - 1);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%s %.*s", i ? ", " : "", f->id,
                              (int)(g_utf8_next_char(at) - at), at);
        if (say)
            n += (size_t)snprintf(out + n, sizeof out - n, " %s [%s]", f->text, f->pointer);
        T_INT(f->grade, GRADE_INFO);
        T_STR(f->file, "t.json");
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return out;
}

/* A report with these blocks (JSON) in its first section. */
static const char *with_blocks(const char *blocks)
{
    static char json[8192];
    snprintf(
        json, sizeof json,
        "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, \"title\": \"甲县年度报告\",\n"
        "\"sections\": [{\"heading\": \"一、总体情况\", \"body\": [%s]}]}",
        blocks);
    return json;
}

/* One paragraph, as in a JSON string. */
static void wants(const char *text, const char *want)
{
    char blocks[4096];
    snprintf(blocks, sizeof blocks, "\"%s\"", text);
    const char *got = found(with_blocks(blocks), false);
    if (strcmp(got, want) != 0) {
        T_STR(text, "");
        T_STR(got, want);
    }
}

static void wants_blocks(const char *blocks, const char *want)
{
    T_STR(found(with_blocks(blocks), false), want);
}

static void none(const char *const text[])
{
    for (; *text; text++)
        wants(*text, "");
}

static void check_ascii(void)
{
    T_CASE("LINT-ASCII each mark beside Han");
    wants("积极改进,严格按照", "LINT-ASCII ,");
    wants("积极改进.严格按照", "LINT-ASCII .");
    wants("改进;严格:按照!是?", "LINT-ASCII ;, LINT-ASCII :, LINT-ASCII !, LINT-ASCII ?");
    wants("县(以下简称县)的", "LINT-ASCII (, LINT-ASCII )");
    wants("甲[乙]丙", "LINT-ASCII [, LINT-ASCII ]");
    wants("共12件,其中3件", "LINT-ASCII ,");
    wants("达到98.6,为", "LINT-ASCII ,");
    wants("支持IPv6,全覆盖", "LINT-ASCII ,");
    wants("推广APP.同时", "LINT-ASCII .");
    wants("工作（甲）,乙", "LINT-ASCII ,");
    wants("“条例”,IPv6", "LINT-ASCII ,");
    wants("在2024.我县", "LINT-ASCII .");
    wants("等...我县", "LINT-ASCII .");
    wants("落实--特别", "LINT-ASCII -");
    wants("见http://a.gov.cn/b.我县", "LINT-ASCII .");
    wants("（网址:http://a.gov.cn）", "LINT-ASCII :");
    wants("系统(IPv6)的", "LINT-ASCII (, LINT-ASCII )");
    T_CASE("LINT-ASCII marks that touch are one finding, quotes are told as opening and closing");
    T_STR(found(with_blocks("\"县(甲),乙\\\"丙\\\"丁\""), true),
          "LINT-ASCII ( half-width “(” beside Han; Chinese text has “（”: 县(甲),乙\"丙\"丁 "
          "[/sections/0/body/0], "
          "LINT-ASCII ) half-width “),” beside Han; Chinese text has “），”: 县(甲),乙\"丙\"丁 "
          "[/sections/0/body/0], "
          "LINT-ASCII \\ half-width “\"” beside Han; Chinese text has ““”: 县(甲),乙\"丙\"丁 "
          "[/sections/0/body/0], "
          "LINT-ASCII \\ half-width “\"” beside Han; Chinese text has “””: 县(甲),乙\"丙\"丁 "
          "[/sections/0/body/0]");
    T_CASE("LINT-ASCII none: numbering, figures, times, ratios");
    none((const char *const[]){"力度。1.明确目标", "作用。2.抓好", "1.明确", "1.1.明确", "。12.属于",
                               "A.甲B.乙", "金额1,280.50万元", "占12.5%，比为3:2，于10:30开始", "共1,000",
                               "增长1.5个", "为3.14", "1.“甲”", "（共1.）", NULL});
    T_CASE("LINT-ASCII none: addresses, files, abbreviations, Latin text, note marks");
    none((const char *const[]){"见http://www.a.gov.cn/b/c.html。",
                               "见https://a.cn/x_(y)的",
                               "信箱a.b@c.gov.cn是",
                               "为2001:db8:20:24::443）",
                               "为::1的",
                               "地址fe80::的",
                               "转为.docx和.PDF格式",
                               "域名.gov.cn下",
                               "Acme Co., Ltd.提供",
                               "U.S.的",
                               "No.3和No.的",
                               "It’s done. Well, yes!",
                               "“Hello”, he said.",
                               "well, 好",
                               "f(x)的",
                               "注[1]后",
                               "屏5\\\"的",
                               "互联网+督查",
                               "和/或",
                               "A&B的",
                               "增长5%左右",
                               "第1-3批",
                               "C#和",
                               "甲～乙",
                               NULL});
    T_CASE("LINT-ASCII a mark between runs, with the pointer and place of its own run");
    T_STR(found(with_blocks("{\"runs\": [{\"text\": \"改进\"}, {\"text\": \",严格\", \"style\": \"kai\"}]}"),
                true),
          "LINT-ASCII , half-width “,” beside Han; Chinese text has “，”: 改进,严格 "
          "[/sections/0/body/0/runs/1/text]");
}

static void check_places(void)
{
    T_CASE("LINT-ASCII the column is that of the character, escapes counted as they are written");
    wants("\\u4e2d\\\"\\u6587\\/甲,乙", "LINT-ASCII \\, LINT-ASCII ,");
    wants("\\ud842\\udfb7𠮷鄠甲,乙", "LINT-ASCII ,");
    T_CASE("LINT-ASCII in every text of a report");
    T_STR(
        found("{\"format\": \"nianbao/1\", \"authority\": \"甲,县\", \"year\": 2024,\n"
              " \"title\": [\"甲县,\", \"年度,报告\"],\n \"meta\": {\"document_number\": \"甲[2025]3号\"},\n"
              " \"preamble\": [\"前,言\"], \"sections\": [{\"heading\": \"一、总,体\",\n \"body\": "
              "[{\"heading\": "
              "\"（一）甲,乙\",\n \"text\": \"丙,丁\"},\n {\"list\": [{\"label\": \"收到,申请\", \"unit\": "
              "\"件,条\", "
              "\"value\": 1}]}]}],\n \"annexes\": [\"附,件\"], \"signature\": {\"authority\": \"甲,县\"},\n "
              "\"remarks\": \"附,注\"}",
              false),
        "LINT-ASCII ,, LINT-ASCII ,, LINT-ASCII ,, LINT-BRACKET [, LINT-ASCII ,, LINT-ASCII ,, LINT-ASCII ,, "
        "LINT-ASCII ,, LINT-ASCII ,, LINT-ASCII ,, LINT-ASCII ,, LINT-ASCII ,, LINT-ASCII ,");
    T_CASE("LINT-ASCII in the notes, labels and remarks of a table");
    char *json = NULL;
    if (T_TRUE(g_file_get_contents("samples/laiyuan-2024.json", &json, NULL, NULL))) {
        GString *s = g_string_new(json);
        T_INT(g_string_replace(s, "改进,严格", "改进，严格", 0), 1);
        T_INT(g_string_replace(s, "\"normative\": {\"made\": 2,",
                               "\"normative\": {\"made\": \"2\\n(其中修订1件）\",", 0),
              1);
        T_INT(g_string_replace(s, "\"table\": \"review\",", "\"table\": \"review\", \"note\": \"注:甲\",", 0),
              1);
        T_INT(g_string_replace(
                  s, "\"table\": \"applications-2019\",",
                  "\"table\": \"applications-2019\", \"labels\": {\"rows.new\": \"一、本年,新收\"},", 0),
              1);
        T_STR(found(s->str, false), "LINT-ASCII (, LINT-ASCII ,, LINT-ASCII :");
        g_string_free(s, TRUE);
    }
    g_free(json);
}

static void check_doubled(void)
{
    T_CASE("LINT-DOUBLED a stop beside a stop");
    wants("甲。。乙", "LINT-DOUBLED 。");
    wants("甲，，乙", "LINT-DOUBLED ，");
    wants("甲、、、乙", "LINT-DOUBLED 、");
    wants("甲，。乙", "LINT-DOUBLED ，");
    wants_blocks("{\"heading\": \"（一）甲。\", \"text\": \"。乙\"}", "LINT-DOUBLED 。");
    T_CASE("LINT-DOUBLED none");
    none((const char *const[]){"甲……乙——丙", "甲！！乙？！丙", "甲。”。乙", "（甲。），乙", "甲：“乙。”",
                               "《甲》、《乙》。", NULL});
}

static void check_dates(void)
{
    T_CASE("LINT-DATE A5 leading zeros");
    T_STR(found(with_blocks("\"于2025年01月09日印发\""), true),
          "LINT-DATE 2 this date should be written 2025年1月9日: 于2025年01月09日印发 [/sections/0/body/0]");
    wants("于2025年1月09日", "LINT-DATE 2");
    wants("截至03月底", "LINT-DATE 0");
    wants("于12月05号", "LINT-DATE 1");
    wants("于 2025 年 01 月", "LINT-DATE 2");
    T_CASE("LINT-DATE A5 the whole year");
    T_STR(found(with_blocks("\"自98年3月1日起\""), true),
          "LINT-DATE 9 this date should be written 1998年3月1日: 自98年3月1日起 [/sections/0/body/0]");
    wants("自25年1月起", "LINT-DATE 2");
    wants("《24年度要点》", "LINT-DATE 2");
    T_CASE("LINT-DATE A5 points, hyphens, slashes");
    wants("于2025.1.9印发", "LINT-DATE 2");
    wants("于2025-01-09印发", "LINT-DATE 2");
    wants("（2025/1/9）", "LINT-DATE 2");
    T_CASE("LINT-DATE A5 Arabic digits");
    T_STR(found(with_blocks("\"自二〇二五年起\""), true),
          "LINT-DATE 二 this date should be written 2025年, in Arabic digits: 自二〇二五年起 "
          "[/sections/0/body/0]");
    wants("二○二五年、二零二四年", "LINT-DATE 二, LINT-DATE 二");
    T_CASE("LINT-DATE none");
    none((const char *const[]){"于2025年1月9日",
                               "2000年10月30日",
                               "近10年度",
                               "20年来",
                               "每25年修订",
                               "共10个月",
                               "历时12年",
                               "2024.5万元",
                               "2024-2025年",
                               "10日内",
                               "3月5日",
                               "第001号楼",
                               "号楼01号",
                               "见http://a.cn/2024/01/09/b",
                               "文件2024-01-09.pdf",
                               "编号X001-2024-01-09",
                               "2024.13.1",
                               "版本1.2024.1.9",
                               "《二〇三五年远景目标》",
                               "十一月",
                               "二〇二五",
                               "1949年10月1日",
                               "010-12345678",
                               "2019—2023年",
                               NULL});
}

static void check_brackets(void)
{
    T_CASE("LINT-BRACKET 六角括号 around the year, no 第, no zeros");
    T_STR(found(with_blocks("\"（国办函[2021]030号）\""), true),
          "LINT-BRACKET [ this document number should be written 〔2021〕30号: （国办函[2021]030号） "
          "[/sections/0/body/0]");
    wants("国办函【2021】30号", "LINT-BRACKET 【");
    wants("国办函（2021）30号", "LINT-BRACKET （");
    wants("国办函(2021)第030号", "LINT-BRACKET (");
    wants("国办函〔2021〕第3号", "LINT-BRACKET 〔");
    wants("国办函〔2021〕03号", "LINT-BRACKET 〔");
    wants("国办函﹝2021﹞3号", "LINT-BRACKET ﹝");
    wants("国办函〔21〕3号", "LINT-BRACKET 〔");
    wants("国办函 [ 2021 ] 3号", "LINT-BRACKET [");
    T_CASE("LINT-BRACKET none");
    none((const char *const[]){"国办函〔2021〕30号", "第711号", "（2021）京01行初30号", "小区（2021）3号楼",
                               "（2021）", "注[1]后", "（一）3号", "〔2021〕", "乘（12）3号线", NULL});
}

static void check_characters(void)
{
    T_CASE("LINT-CHARACTER radicals and compatibility characters, with what they look like");
    T_STR(found(with_blocks("\"⾏政\""), true),
          "LINT-CHARACTER ⾏ “⾏” (U+2F8F) only looks like “行”: ⾏政 [/sections/0/body/0]");
    wants("⼀、⽂件", "LINT-CHARACTER ⼀, LINT-CHARACTER ⽂");
    T_STR(found(with_blocks("\"⺠众\""), true),
          "LINT-CHARACTER ⺠ “⺠” (U+2EA0) is a radical, no Han: ⺠众 [/sections/0/body/0]");
    wants("甲\xEF\xA4\x80乙", "LINT-CHARACTER \xEF\xA4\x80"); /* U+F900 */
    T_CASE("LINT-CHARACTER none: the twelve of the block that are Han, rare Han");
    none((const char *const[]){"\xEF\xA8\x8E\xEF\xA8\xA9", "鄠邑区昇祎", "𠮷", NULL}); /* U+FA0E, U+FA29 */
}

static void check_numbering(void)
{
    T_CASE("LINT-NUMBERING A5 sections");
    static const char sections[] =
        "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024,\n"
        " \"title\": \"甲县\", \"sections\": [\n{\"heading\": \"%s\", \"body\": []},\n"
        "{\"heading\": \"%s\", \"body\": []}, {\"heading\": \"%s\", \"body\": []}]}";
    char json[1024];
    snprintf(json, sizeof json, sections, "一、甲", "三、乙", "四、丙");
    T_STR(found(json, true),
          "LINT-NUMBERING 三 三、 follows 一、; 二、 should: 三、乙 [/sections/1/heading]");
    snprintf(json, sizeof json, sections, "一、甲", "一、乙", "二、丙");
    T_STR(found(json, true), "LINT-NUMBERING 一 一、 stands twice: 一、乙 [/sections/1/heading]");
    snprintf(json, sizeof json, sections, "二、甲", "三、乙", "四、丙");
    T_STR(found(json, true), "LINT-NUMBERING 二 the numbering begins with 二、, not with 一、: 二、甲 "
                             "[/sections/0/heading]");
    snprintf(json, sizeof json, sections, "一、甲", "二、乙", "三、丙");
    T_STR(found(json, true), "");
    snprintf(json, sizeof json, sections, "甲", "乙", "丙");
    T_STR(found(json, true), "");

    T_CASE("LINT-NUMBERING A5 （一） 1. （1）, as headings and at the start of paragraphs");
    wants_blocks("{\"heading\": \"（一）甲\"}, \"丙\", {\"heading\": \"（三）乙。\", \"text\": \"丁\"}",
                 "LINT-NUMBERING （");
    wants_blocks("{\"heading\": \"1.甲\"}, {\"heading\": \"3.乙\"}", "LINT-NUMBERING 3");
    wants_blocks("\"（1）甲\", \"（2）乙\", \"（2）丙\"", "LINT-NUMBERING （");
    wants_blocks("\"（一）甲\", \"（二）乙\", \"（十二）丙\", \"（十四）丁\"",
                 "LINT-NUMBERING （, LINT-NUMBERING （");
    wants_blocks("{\"heading\": \"（二）甲\"}", "LINT-NUMBERING （");
    wants_blocks("\"1、甲\", \"3、乙\"", "LINT-NUMBERING 3");
    wants_blocks("\"（一）甲\", \"（二）乙\", \"（四）丙\", \"（三）丁\"",
                 "LINT-NUMBERING （, LINT-NUMBERING （");
    T_CASE("LINT-NUMBERING A5 none: a level skipped, lists begun again, anew below each heading");
    wants_blocks(
        "{\"heading\": \"（一）甲\"}, \"1.乙\", \"2.丙\", {\"heading\": \"（二）丁\"}, \"1.戊\", \"2.己\"",
        "");
    wants_blocks("\"问题：\", \"（一）甲\", \"（二）乙\", \"改进：\", \"（一）甲\", \"（二）乙\"", "");
    wants_blocks(
        "{\"heading\": \"问题\", \"level\": 2}, \"1.甲\", {\"heading\": \"改进\", \"level\": 2}, \"1.甲\"",
        "");
    wants_blocks("\"一、二季度收到\", \"1.5万件\", \"2024.我\", \"12、13日\"", "LINT-ASCII .");
    wants_blocks("\"（九）甲\"", "LINT-NUMBERING （");
    wants_blocks("\"（一）甲\", \"（二）乙\", \"（三）丙\", \"（四）丁\", \"（五）甲\", \"（六）乙\", "
                 "\"（七）丙\", \"（八）丁\", "
                 "\"（九）甲\", \"（十）乙\", \"（十一）丙\"",
                 "");

    T_CASE("LINT-NUMBERING A5 within a paragraph: 1. 2. 3.");
    T_STR(found(with_blocks("\"提升质量。1.明确目标。2.抓好载体。4.加强宣传。\""), true),
          "LINT-NUMBERING 4 4. follows 2.; 3. should: …。2.抓好载体。4.加强宣传。 [/sections/0/body/0]");
    wants("一方面：1.甲2.乙2.丙", "LINT-NUMBERING 2");
    wants("如下：（1）甲；（3）乙", "LINT-NUMBERING （");
    wants("如下：（一）甲；（三）乙", "LINT-NUMBERING （");
    wants_blocks("{\"heading\": \"（一）甲。\", \"text\": \"1.甲。3.乙。\"}", "LINT-NUMBERING 3");
    wants_blocks("\"1.甲。2.乙。\", \"4.丙。\"", "LINT-NUMBERING 4");
    T_CASE("LINT-NUMBERING A5 within a paragraph: 一是 二是");
    T_STR(found(with_blocks("\"问题：一是甲；三是乙。\""), true),
          "LINT-NUMBERING 三 三是 follows 一是; 二是 should: 问题：一是甲；三是乙。 [/sections/0/body/0]");
    wants_blocks("\"一是甲。\", \"二是乙。\", \"四是丙。\"", "LINT-NUMBERING 四");
    wants("一要甲，二要乙，二要丙", "LINT-NUMBERING 二");
    T_CASE("LINT-NUMBERING A5 none within a paragraph");
    none((const char *const[]){"第二十条第（一）（五）（六）（八）项", "依照：（一）项；（三）项的",
                               "有1、3、5类", "共2.5万；4.6万", "第3.条", "统一是、二是",
                               "首先是甲；二是乙；三是丙", "一是甲。二是乙。一是丙。",
                               "1.甲2.乙。3.丙；1.丁2.戊", "于3.其中", "1.甲。12.其中", "一是一，二是二",
                               "为：1.甲；2.乙；3.丙", "分两步：（1）甲；（2）乙", "唯一是非", NULL});
    wants_blocks("\"共1.甲2.乙\", \"见2.丙\"", "");
}

static void check_samples(void)
{
    T_CASE("LINT the seed report has one finding, the comma of 积极改进,严格; the other sample has none");
    char *json = NULL;
    if (T_TRUE(g_file_get_contents("samples/laiyuan-2024.json", &json, NULL, NULL)))
        T_STR(found(json, true), "LINT-ASCII , half-width “,” beside Han; Chinese text has “，”: "
                                 "…有效措施积极改进,严格按照《条例》… [/sections/4/body/0]");
    g_free(json);
    if (T_TRUE(g_file_get_contents("samples/yunling-2024.json", &json, NULL, NULL)))
        T_STR(found(json, true), "");
    g_free(json);
}

/* Processor time of reading a paragraph of `length` bytes, the same words again and again. */
static clock_t time_of(const char *words_in_it, gsize length)
{
    GString *json =
        g_string_new("{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, \"title\": "
                     "\"甲县\", \"sections\": [{\"heading\": \"一、甲\", \"body\": [\"");
    for (gsize n = 0; n < length; n += strlen(words_in_it))
        g_string_append(json, words_in_it);
    g_string_append(json, "甲\"]}]}");
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    clock_t start = clock();
    struct report *r = report_load("t.json", json->str, json->len, forms, a, d, &e);
    if (T_TRUE(r != NULL))
        lint_report(words, r, d);
    clock_t taken = clock() - start;
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    g_string_free(json, TRUE);
    return taken;
}

/* By ratio, so that it holds on any machine and under valgrind: a square would be nine times as much. */
static void check_size(void)
{
    T_CASE("LINT long texts take time as they are long");
    static const char *const hard[] = {"1", ",", "(", "”,", "1.", "一", "2024.1.9.", "a@", "一是", "（1）"};
    for (size_t k = 0; k < sizeof hard / sizeof *hard; k++) {
        clock_t third = time_of(hard[k], 33000), whole = time_of(hard[k], 99000);
        if (whole > 6 * third + CLOCKS_PER_SEC / 5)
            T_STR(hard[k], "in no more than six times what a third of it takes");
    }
}

/* The list with one line changed or added is refused, at that line. */
static void refused(const char *yaml, const char *want)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    char *path = NULL;
    int fd = g_file_open_tmp("nianbao-lint-XXXXXX", &path, NULL);
    T_TRUE(fd >= 0 && close(fd) == 0 && g_file_set_contents(path, yaml, -1, NULL));
    T_TRUE(lint_load(path, a, d, &e) == NULL);
    T_INT(e.kind, ERR_LAYOUT);
    T_TRUE(diag_size(d) > 0);
    if (diag_size(d) > 0)
        T_STR(diag_get(d, 0)->text, want);
    remove(path);
    g_free(path);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
}

static void check_list(void)
{
    T_CASE("LINT mistakes in the list of words are told");
    refused("half: {\",\": ，}\n", "“abbreviations” must be a list");
    refused("half: [a]\n", "“half” must have keys and values");
    refused("half: {逗: ，}\n", "one to three ASCII marks are wanted here");
    refused("half: {\",\": ，。、}\n", "one or two full-width marks are wanted here");
    refused("other: 1\n", "unknown key “other”");
    refused("half: {}\nabbreviations: [公司]\n", "a Latin word is wanted here");
    refused("half: {}\nabbreviations: []\nonce: 。\nyear_brackets: {right: 〔〕, wrong: [〔]}\n",
            "a text of 2 characters is wanted here");
    refused("half: {}\nabbreviations: []\nonce: 。\nyear_brackets: {wrong: []}\n", "“right” is missing");
    refused(
        "half: {}\nabbreviations: []\nonce: 。\nyear_brackets: {right: 〔〕, wrong: []}\npoints: [是的]\n",
        "a text of 1 characters is wanted here");
}

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    words = lint_load("layouts/lint.yaml", a, d, &e);
    if (!T_TRUE(forms && words)) {
        diag_print(d, stdout, DIAG_TEXT);
        return 1;
    }
    check_ascii();
    check_places();
    check_doubled();
    check_dates();
    check_brackets();
    check_characters();
    check_numbering();
    check_samples();
    check_size();
    check_list();
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
