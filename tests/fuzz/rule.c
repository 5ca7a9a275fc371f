/* rule - the rule language: the text up to the first empty line is one entry of `checks:` behind its formula,
 * the words behind are the figures of two tables, this year's and last year's. */
#include "fuzz.h"

#include "rule.h"

static const struct table *table_of(const struct form *form, char **word, size_t *at, struct arena *a)
{
    struct table *t = ARENA_NEW(a, struct table);
    *t = (struct table){.form = form, .value = ARENA_ARRAY(a, form->ncell, struct value)};
    for (size_t i = 0; i < form->ncell; i++) {
        const char *text = word[*at] ? word[(*at)++] : "0";
        bool digits = *text && strlen(text) < 10 && !text[strspn(text, "0123456789")];
        t->value[i] = (struct value){.state = digits                   ? VALUE_INT
                                              : strcmp(text, "_") == 0 ? VALUE_NULL
                                                                       : VALUE_TEXT,
                                     .text = arena_strdup(a, text)};
        if (digits)
            t->value[i].number = g_ascii_strtoll(text, NULL, 10);
    }
    return t;
}

static struct report *report_of(const struct table *t, int year, struct arena *a)
{
    struct report *r = ARENA_NEW(a, struct report);
    struct section *s = ARENA_NEW(a, struct section);
    struct block *b = ARENA_NEW(a, struct block);
    *b = (struct block){.kind = BLOCK_TABLE, .pointer = "/sections/0/body/0", .table = (struct table *)t};
    *s = (struct section){.heading = "三、", .pointer = "/sections/0", .block = b, .nblock = 1};
    *r = (struct report){.file = "t.json", .authority = "某某县", .year = year, .section = s, .nsection = 1};
    return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const each[] = {"row", "column", "cell", "group", "table"};
    const struct fuzz_own *own = fuzz_own();
    if (n < 2 || !g_utf8_validate((const char *)data, (gssize)n, NULL))
        return 0;
    struct fuzz f = fuzz_begin();
    const struct form *form = own->forms->form[data[0] % own->forms->n];
    char *text = arena_strndup(f.a, (const char *)data + 1, n - 1), *figures = strstr(text, "\n\n");
    if (figures)
        *figures = '\0';
    char *yaml = arena_printf(f.a, "id: X-RULE\neach: %s\ngrade: hard\n%s\n", each[(data[0] >> 4) % 5], text);
    struct ynode *entry = yaml_parse("x.yaml", yaml, strlen(yaml), f.a, f.d, &f.e);
    struct rule *rule = entry ? rule_parse(entry, form, f.a, f.d) : NULL;
    if (rule) {
        size_t at = 0;
        char **word = g_strsplit_set(figures ? figures + 2 : "", " \n", -1);
        struct report *now = report_of(table_of(form, word, &at, f.a), 2024, f.a);
        struct report *then = report_of(table_of(form, word, &at, f.a), 2023, f.a);
        const struct report *parts[] = {then, now};
        struct others others = {.last = then, .part = parts, .npart = 2, .all_parts = true};
        rule_check(rule, now, now->section->block, &others, f.d);
        rule_check(rule, now, now->section->block, NULL, f.d);
        CLAIM(strlen(rule_formula(rule, f.a)) > 0 && strlen(rule_grades(rule, f.a)) > 0);
        g_strfreev(word);
    }
    fuzz_end(&f);
    return 0;
}
