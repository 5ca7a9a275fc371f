/* The sets of Han and what the fetched faces have of them: D1 of the typesetting rules. */
#include "t.h"
#include "testfont.h"

#include "hanzi.h"
#include "utf8.h"

static struct arena *a;
static struct err e;

static int by_value(const void *x, const void *y)
{
    uint32_t p = *(const uint32_t *)x, q = *(const uint32_t *)y;
    return (p > q) - (p < q);
}

/* The set sorted, with each character once. */
static uint32_t *sorted(const struct hanzi *set)
{
    uint32_t *cp = arena_dup(a, set->cp, set->n * sizeof *cp);
    qsort(cp, set->n, sizeof *cp, by_value);
    for (size_t i = 1; i < set->n; i++)
        T_TRUE(cp[i - 1] < cp[i]);
    return cp;
}

static void sets(void)
{
    const struct hanzi *table = hanzi_standard(tf_fonts(), a, &e), *gb = hanzi_gb2312(a, &e);
    T_CASE("D1 通用规范汉字表 has 8105 characters, 196 of them beyond the BMP, all Han");
    T_STR(e.text, NULL);
    if (!table || !gb)
        return;
    T_INT(table->n, 8105);
    uint32_t *all = sorted(table);
    size_t beyond = 0;
    for (size_t i = 0; i < table->n; i++) {
        T_TRUE(utf8_is_han(all[i]));
        beyond += all[i] > 0xFFFF;
    }
    T_INT(beyond, 196);

    T_CASE("D1 in its order: 一 is the first, 蠼 the last, level 2 begins with 乂, level 3 with 亍");
    T_INT(table->cp[0], 0x4E00);
    T_INT(table->cp[3500], 0x4E42);
    T_INT(table->cp[6500], 0x4E8D);
    T_INT(table->cp[8104], 0x883C);

    T_CASE("D1 GB 2312 has 6763 Han, from 啊 to 齄; 1467 of the table are not among them, 鄠 昇 祎 are such");
    T_INT(gb->n, 6763);
    T_INT(gb->cp[0], 0x554A);
    T_INT(gb->cp[6762], 0x9F44);
    uint32_t *old = sorted(gb);
    size_t outside = 0;
    for (size_t i = 0; i < table->n; i++)
        outside += !bsearch(&table->cp[i], old, gb->n, sizeof *old, by_value);
    T_INT(outside, 1467);
    for (const char *p = "鄠昇祎"; *p;) {
        uint32_t cp = utf8_next(&p);
        T_TRUE(bsearch(&cp, all, table->n, sizeof *all, by_value) &&
               !bsearch(&cp, old, gb->n, sizeof *old, by_value));
    }
}

static void coverage(void)
{
    struct diag *d = diag_new();
    struct fonts *f = fonts_open(tf_fonts(), NULL, false, a, d, &e);
    const struct hanzi *table = hanzi_standard(tf_fonts(), a, &e), *gb = hanzi_gb2312(a, &e);
    T_CASE("D1 Fandol has all of GB 2312 and 6638 of the table, Noto has both whole, in every part");
    if (T_TRUE(f && table && gb))
        for (size_t i = 0; i < f->npart; i++) {
            const struct font_part *p = &f->part[i];
            T_INT(hanzi_covered(gb, p->face, 1), 6763);
            T_INT(hanzi_covered(table, p->face, 1), 6638);
            T_INT(hanzi_covered(gb, p->face + 1, 1), 6763);
            T_INT(hanzi_covered(table, p->face + 1, 1), 8105);
            T_INT(hanzi_covered(table, p->face, 2), 8105);
            T_INT(hanzi_covered(table, p->face, 0), 0);
        }
    diag_free(d);
}

static void broken(void)
{
    static const char *const text[] = {"# nothing\n", "一二三\n", "一x二\n", "\xFF\n", NULL};
    T_CASE("D1 a table of characters that is not whole is a failure");
    for (size_t i = 0; text[i]; i++) {
        char *dir = tf_folder();
        g_autofree char *path = g_build_filename(dir, "hanzi8105.txt", NULL);
        g_file_set_contents(path, text[i], -1, NULL);
        T_TRUE(hanzi_standard(dir, a, &e) == NULL);
        T_INT(e.kind, ERR_SYSTEM);
        T_TRUE(e.text && strstr(e.text, "hanzi8105.txt"));
        err_clear(&e);
        tf_remove(dir);
    }
    T_CASE("D1 one that holds a character too many, too");
    char *dir = tf_folder(), *whole = NULL;
    g_autofree char *from = g_build_filename(tf_fonts(), "hanzi8105.txt", NULL);
    g_autofree char *to = g_build_filename(dir, "hanzi8105.txt", NULL);
    g_file_get_contents(from, &whole, NULL, NULL);
    g_autofree char *more = g_strconcat(whole, "国\n", NULL);
    g_free(whole);
    g_file_set_contents(to, more, -1, NULL);
    T_TRUE(hanzi_standard(dir, a, &e) == NULL);
    err_clear(&e);
    tf_remove(dir);
    T_CASE("D1 one that is not there");
    T_TRUE(hanzi_standard("no/such/folder", a, &e) == NULL);
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
}

int main(void)
{
    a = arena_new();
    e = (struct err)ERR_INIT;
    sets();
    coverage();
    broken();
    arena_free(a);
    return t_done();
}
