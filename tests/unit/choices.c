/* choices.c - texts with choices in them. */
#include "choices.h"

#include "t.h"

#include <string.h>

/* The texts that the value of `words` stands for, with a blank between them, or what is wrong with it. */
static char *expanded(const char *value)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    char *file = g_strdup_printf("words: %s\n", value);
    struct ynode *root = yaml_parse("t.yaml", file, strlen(file), a, d, &e);
    GPtrArray *all = g_ptr_array_new();
    bool good = choices_add(yaml_get(root, "words"), all, a, d);
    g_ptr_array_add(all, NULL);
    char *out = good ? g_strjoinv(" ", (char **)all->pdata) : g_strdup(diag_get(d, 0)->text);
    T_INT(diag_size(d), good ? 0 : 1);
    T_INT(all->len > 1, good);
    g_ptr_array_unref(all);
    g_free(file);
    diag_free(d);
    arena_free(a);
    return out;
}

static void wants(const char *value, const char *want)
{
    char *got = expanded(value);
    T_STR(got, want);
    g_free(got);
}

int main(void)
{
    T_CASE("choices: a text without any stands for itself");
    wants("存在问题", "存在问题");
    wants("一|二", "一|二");

    T_CASE("choices: every way to choose, in order, nothing among them");
    wants("存在(的主要|的|)问题", "存在的主要问题 存在的问题 存在问题");
    wants("(甲|乙)和(丙|丁)", "甲和丙 甲和丁 乙和丙 乙和丁");
    wants("(|甲)乙", "乙 甲乙");
    wants("甲()乙", "甲乙");

    T_CASE("choices: brackets that are not closed or stand in others, too many texts, no text");
    static const char bad[] = "choices are written (one|other|), at most 256 texts in all";
    wants("甲(乙", bad);
    wants("(|甲)", bad);
    wants("甲(", bad);
    wants("甲)", bad);
    wants("((甲|乙)|丙)", bad);
    wants("(1|2|3|4|5|6|7|8)(1|2|3|4|5|6|7|8)(1|2|3|4|5)", bad);
    wants("[甲]", "a text is wanted here");
    return t_done();
}
