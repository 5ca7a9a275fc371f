/* words.c - tests of the word list and of the marks it gives labels. */
#include "words.h"

#include "t.h"
#include "utf8.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena *arena;
static struct words *words;

/* The text with '|' behind each word, '!' where a line may never end, '/' where one may even so; `unsure`
 * tells the word ends that the rule of two gives, and what stands inside such words. */
static const char *cut_with(const struct words *w, const char *text, const char *unsure)
{
    char out[1024];
    size_t n, at = 0, k = 0;
    uint8_t *mark = words_mark(w, text, arena, &n);
    const char *s = text;
    for (uint32_t cp = utf8_next(&s); cp; cp = utf8_next(&s), k++) {
        at += utf8_write(cp, out + at);
        char sign[] = {[WORD_INSIDE] = 0, [WORD_UNKNOWN] = unsure[0], [WORD_GUESS] = unsure[1],
                       [WORD_END] = '|',  [WORD_FREE] = '/',          [WORD_GLUE] = '!'};
        if (sign[mark[k]])
            out[at++] = sign[mark[k]];
    }
    T_INT(n, k);
    return arena_strndup(arena, out, at);
}

static const char *cut(const struct words *w, const char *text)
{
    return cut_with(w, text, "\0|");
}

static void load_text(const char *yaml, size_t hard, const char *what)
{
    char path[] = "/tmp/words-XXXXXX";
    int fd = mkstemp(path);
    size_t len = strlen(yaml);
    if (!T_TRUE(fd >= 0 && write(fd, yaml, len) == (ssize_t)len))
        return;
    close(fd);
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    struct words *w = words_load(path, arena, d, &e);
    T_TRUE((w == NULL) == (hard > 0));
    T_INT(e.kind, hard ? ERR_LAYOUT : ERR_NONE);
    T_INT(diag_count(d, GRADE_HARD), hard);
    if (hard && diag_size(d)) {
        T_STR(diag_get(d, 0)->id, "LAYOUT-VALUE");
        T_TRUE(diag_get(d, 0)->line > 0);
        T_TRUE(strstr(diag_get(d, 0)->text, what) != NULL);
    }
    err_clear(&e);
    diag_free(d);
    unlink(path);
}

int main(void)
{
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    arena = arena_new();

    T_CASE("words: the project's own list loads");
    words = words_load("layouts/words.yaml", arena, d, &e);
    if (!T_TRUE(words != NULL))
        return t_done();
    T_INT(diag_size(d), 0);

    T_CASE("B7 the heads of the forms fall into their words");
    T_STR(cut(words, "社会公益组织"), "社会公益|组织|");
    T_STR(cut(words, "法律服务机构"), "法律服务|机构|");
    T_STR(cut(words, "商业企业"), "商业|企业|");
    T_STR(cut(words, "自然人"), "自然人|");
    T_STR(cut(words, "法人或其他组织"), "法人|或|其他|组织|");
    T_STR(cut(words, "未经复议直接起诉"), "未经|复议|直接|起诉|");
    T_STR(cut(words, "本年新制作数量"), "本年新|制作|数量|");
    T_STR(cut(words, "尚未审结"), "尚未|审结|");

    T_CASE("B7 the longest word is taken");
    T_STR(cut(words, "一、本年新收政府信息公开申请数量"), "一、/本年新收|政府信息|公开|申请|数量|");
    T_STR(cut(words, "法律行政法规"), "法律|行政法规|");

    T_CASE("B7 1. is never parted from its text");
    T_STR(cut(words, "1.属于国家秘密"), "1!.!属于|国家|秘密|");
    T_STR(cut(words, "12.重复申请"), "1!2!.!重复|申请|");

    T_CASE("B7 三、 and （三） may stand on a line of their own");
    T_STR(cut(words, "三、本年度办理结果"), "三、/本年度|办理|结果|");
    T_STR(cut(words, "（三）不予公开"), "（三）/不予|公开|");
    T_STR(cut(words, "（十一）总计"), "（十一）/总计|");

    T_CASE("words: unknown Han stand in twos, the last in three");
    T_STR(cut(NULL, "乡镇街道"), "乡镇|街道|");
    T_STR(cut(NULL, "居委会"), "居委会|");
    T_STR(cut(NULL, "甲乙丙丁戊"), "甲乙|丙丁戊|");
    T_STR(cut(NULL, "甲"), "甲|");
    T_STR(cut(words, "乡镇街道办理"), "乡镇|街道|办理|");

    T_CASE("A4 words: what is known of a name - the ends of listed words - is told from what is guessed");
    T_STR(cut_with(words, "甲乙丙丁县人民政府", ".:"), "甲.乙:丙.丁.县|人民政府|");
    T_STR(cut_with(words, "和静县人民政府", ".:"), "和:静.县|人民政府|");
    T_STR(cut_with(words, "甲乙和丙丁", ".:"), "甲.乙:和:丙.丁|");
    T_STR(cut_with(words, "甲乙（丙丁）", ".:"), "甲.乙|（|丙.丁|）|");
    T_STR(cut_with(words, "住房和城乡建设委员会", ".:"), "住房|和|城乡|建设委员会|");

    T_CASE("words: numbers stay with what they count, letters together");
    T_STR(cut(words, "12（其中修订3件）"), "12|（|其中|修订|3件|）|");
    T_STR(cut(words, "GB公开"), "GB|公开|");
    T_STR(cut(words, ""), "");

    T_CASE("words: mistakes in the list are findings with their lines");
    load_text("words:\n  - 公开\n  - 申请\n", 0, "");
    load_text("words:\n  - 公开\n  - 公开\n", 1, "twice");
    load_text("words:\n  - 公开a\n", 1, "not Han");
    load_text("words:\n  - ''\n", 1, "1 to 16 characters");
    load_text("words: 公开\n", 1, "list");
    load_text("words: []\nword: []\n", 1, "word");

    arena_free(arena);
    diag_free(d);
    err_clear(&e);
    return t_done();
}
