/* tests/unit/jsonpos.c - places of values in JSON text, and the first mistake of a text. */
#include "jsonpos.h"
#include "t.h"
#include "utf8.h"

#include <glib.h>
#include <jansson.h>
#include <stdlib.h>

static struct jsonpos *scan(const char *text, struct arena *a)
{
    struct json_fault fault;
    return jsonpos_read(text, strlen(text), a, &fault);
}

static void test_places(struct arena *a)
{
    static const char text[] = "{\n  \"年\": 2024, \"a/b\": {\"m~n\": [true,\n\t-1.5e3 , {\"\": null}]},\r\n "
                               " \"\\u5e74\\n\": \"末\"}";
    static const struct {
        const char *pointer;
        int line, column, key_column;
        const char *lexeme;
    } want[] = {
        {"/年", 2, 8, 3, "2024"},
        {"/a~1b/m~0n", 2, 29, 22, NULL},
        {"/a~1b/m~0n/0", 2, 30, 0, "true"},
        {"/a~1b/m~0n/1", 3, 2, 0, "-1.5e3"},
        {"/a~1b/m~0n/2/", 3, 16, 12, "null"},
        {"/年\n", 4, 15, 3, "\"末\""},
    };
    T_CASE("jsonpos: line and column of every value, columns in characters");
    struct jsonpos *p = scan(text, a);
    for (size_t i = 0; T_TRUE(p != NULL) && i < G_N_ELEMENTS(want); i++) {
        bool exact;
        const struct json_place *at = jsonpos_find(p, want[i].pointer, &exact);
        T_TRUE(exact);
        T_INT(at->line, want[i].line);
        T_INT(at->column, want[i].column);
        T_INT(at->key_column, want[i].key_column);
        if (want[i].lexeme)
            T_STR(arena_strndup(a, text + at->from, at->to - at->from), want[i].lexeme);
    }
    T_CASE("jsonpos: what is not there is found at the nearest thing above it");
    static const char *const absent[] = {"/a~1b/m~0n/3", "/a~1b/m~0n/01", "/a~1b/m~0n/x/0", "/a~1b/m~0n/-"};
    for (size_t i = 0; i < G_N_ELEMENTS(absent); i++) {
        bool exact = true;
        T_TRUE(jsonpos_find(p, absent[i], &exact) == jsonpos_find(p, "/a~1b/m~0n", NULL));
        T_TRUE(!exact);
    }
    bool exact = false;
    T_TRUE(jsonpos_find(p, "", &exact) == jsonpos_root(p) && exact);
    T_TRUE(jsonpos_find(p, "/", &exact) == jsonpos_root(p) && !exact);
    T_TRUE(jsonpos_find(p, "no pointer", &exact) == jsonpos_root(p) && !exact);
}

static void test_faults(struct arena *a)
{
    static const struct {
        const char *text, *id;
        int line, column;
    } bad[] = {
        {"", "JSON-SYNTAX", 1, 1},
        {" \n ", "JSON-SYNTAX", 2, 2},
        {"{\"a\": 1,}", "JSON-SYNTAX", 1, 8},
        {"[1 2]", "JSON-SYNTAX", 1, 3},
        {"[1,\n2\n\n3]", "JSON-SYNTAX", 2, 2},
        {"{\"a\": 1 \"b\": 2}", "JSON-SYNTAX", 1, 8},
        {"[\"全县\"政务\"公开\"\"]", "JSON-SYNTAX", 1, 5},
        {"[\"见\"2024\"\"]", "JSON-SYNTAX", 1, 4},
        {"[\"印发\"《办法》\"\"]", "JSON-SYNTAX", 1, 5},
        {"[\"a\" 《b》]", "JSON-SYNTAX", 1, 4},
        {"[\"a\"，\"b\"]", "JSON-SYNTAX", 1, 5},
        {"[\"a\"\"b\"]", "JSON-SYNTAX", 1, 5},
        {"[\"a”,\n\"b\"]", "JSON-SYNTAX", 1, 2},
        {"[年]", "JSON-SYNTAX", 1, 2},
        {"[1]]", "JSON-SYNTAX", 1, 4},
        {"[01]", "JSON-SYNTAX", 1, 2},
        {"[1.]", "JSON-SYNTAX", 1, 4},
        {"[.5]", "JSON-SYNTAX", 1, 2},
        {"[1e+]", "JSON-SYNTAX", 1, 5},
        {"[-]", "JSON-SYNTAX", 1, 3},
        {"[True]", "JSON-SYNTAX", 1, 2},
        {"[nul]", "JSON-SYNTAX", 1, 2},
        {"['a']", "JSON-SYNTAX", 1, 2},
        {"{a: 1}", "JSON-SYNTAX", 1, 2},
        {"{\"年\" 1}", "JSON-SYNTAX", 1, 6},
        {"[\"年\\x\"]", "JSON-SYNTAX", 1, 4},
        {"[\"\\u12\"]", "JSON-SYNTAX", 1, 3},
        {"[\"\\udc00\"]", "JSON-SYNTAX", 1, 3},
        {"[\"\\ud800\\u0041\"]", "JSON-SYNTAX", 1, 3},
        {"[\"a\nb\"]", "JSON-SYNTAX", 1, 2},
        {"[\"a\x01\"]", "JSON-SYNTAX", 1, 4},
        {"[\"a", "JSON-SYNTAX", 1, 2},
        {"{\"\\u0000\": 1}", "JSON-SYNTAX", 1, 3},
        {"{\"a\": {\"b\": 1,\n \"\\u0062\": 2}}", "JSON-DUPLICATE", 2, 2},
        {"[1e999]", "JSON-LIMIT", 1, 2},
    };
    T_CASE("JSON-SYNTAX JSON-DUPLICATE the first mistake, at its character");
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct json_fault f = {0};
        T_TRUE(jsonpos_read(bad[i].text, strlen(bad[i].text), a, &f) == NULL);
        T_STR(f.id, bad[i].id);
        T_INT(f.line * 1000 + f.column, bad[i].line * 1000 + bad[i].column);
        T_TRUE(f.text && *f.text);
    }
    static const struct {
        const char *text, *said;
    } told[] = {
        {"[1,\n2\n\n3]", "a comma is missing here at the end of line 2; line 4 goes on with “3”"},
        {"[1 {}]", "a comma is missing here, before “{”"},
        {"[\"a\",\n  \"全县\"政务\"\"]",
         "the text that begins in line 2, column 3 ends at this straight quote, but "
         "“政” follows; quotes inside a text are written “ ” (or \\\")"},
        {"[\"a”,\n\"b\"]",
         "the text that begins here ends with the Chinese “””; a straight double quote has to close it"},
        {"[\"a\nb\"]", "the text that begins here is not closed with a straight double quote on its line; a "
                       "paragraph stands on one line"},
        {"[\"\n]", "the text that begins here is not closed with a straight double quote on its line; a "
                   "paragraph stands on one line"},
        {"[年]", "a value is expected here, not “年”; a text stands in straight double quotes"},
        {"\n", "the file is empty: there is no report in it"},
        {"{\"a\": , \"b\": 1}", "a value is missing here, before “,”; a blank figure is written null"},
        {"[NULL]", "“NULL” is written in small letters: null"},
        {"[1286件]", "“件” stands behind a figure; a figure with anything but digits is written as a text in "
                     "quotes"},
        {"{\"a\": 1,286}", "a key in straight double quotes is expected here, not “2”; a figure is written "
                           "without commas between its digits"},
        {"[1，2]", "a comma or “]” is expected here, not “，” (U+FF0C, a Chinese mark; here the ASCII one is "
                   "needed)"},
    };
    T_CASE("JSON-SYNTAX what is told is the writer's mistake: quotes in a text, a comma forgotten, with both "
           "lines; no value, a unit or commas in a figure");
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
        struct json_fault f = {0};
        T_TRUE(jsonpos_read(told[i].text, strlen(told[i].text), a, &f) == NULL);
        T_STR(f.text, told[i].said);
    }
    T_CASE("JSON-DUPLICATE names the key");
    struct json_fault f = {0};
    jsonpos_read("{\"a\": {\"b/c\": 1, \"b/c\": 2}}", 28, a, &f);
    T_STR(f.pointer, "/a/b~1c");
    T_CASE("JSON-SYNTAX a NUL byte does not end the text");
    T_TRUE(jsonpos_read("[1]\0[2]", 7, a, &f) == NULL);
    T_INT(f.column, 4);
    T_TRUE(strstr(f.text, "U+0000") != NULL);
}

static void test_limits(struct arena *a)
{
    struct json_fault f = {0};
    GString *s = g_string_new(NULL);
    T_CASE("JSON-LIMIT depth, values, members, length of a key");
    for (int i = 0; i < JSON_MAX_DEPTH; i++)
        g_string_insert_c(s, 0, '['), g_string_append_c(s, ']');
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) != NULL);
    g_string_insert_c(s, 0, '['), g_string_append_c(s, ']');
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) == NULL);
    T_STR(f.id, "JSON-LIMIT");

    g_string_assign(s, "[0");
    for (int i = 2; i < JSON_MAX_VALUES; i++)
        g_string_append(s, ",0");
    g_string_append(s, "]");
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) != NULL);
    s->str[s->len - 1] = ',';
    g_string_append(s, "0]");
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) == NULL);
    T_STR(f.id, "JSON-LIMIT");

    g_string_assign(s, "{\"k0\":0");
    for (int i = 1; i < JSON_MAX_MEMBERS; i++)
        g_string_append_printf(s, ",\"k%d\":0", i);
    g_string_append(s, "}");
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) != NULL);
    s->str[s->len - 1] = ',';
    g_string_append(s, "\"k\":0}");
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) == NULL);
    T_STR(f.id, "JSON-LIMIT");

    char *key = g_strnfill(JSON_MAX_KEY, 'k');
    g_string_printf(s, "{\"%s\":0}", key);
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) != NULL);
    g_string_printf(s, "{\"%sk\":0}", key);
    T_TRUE(jsonpos_read(s->str, s->len, a, &f) == NULL);
    T_STR(f.id, "JSON-LIMIT");
    g_free(key);
    g_string_free(s, TRUE);
}

/* Both readers must agree on what is JSON: what ours takes, the library takes, and the reverse but for our
 * limits. */
static void test_agreement(void)
{
    static const char seed[] = "{\"a\": [1, -2.5, 1e3, \"\\u5e74\\ud842\\udfb7年\\n\\\\\"], \"b\": {\"c\": "
                               "null, \"d\": true}, \"e\": false}";
    static const char byte[] = "{}[]:,\"\\u019.eE+-/ntrfalsued \n\t\x01";
    enum { TIMES = 40000 };
    size_t accepted = 0;
    T_CASE("jsonpos: agrees with the JSON library on 40000 damaged texts");
    GRand *rand = g_rand_new_with_seed(20240131);
    for (int i = 0; i < TIMES; i++) {
        struct arena *a = arena_new();
        char *text = g_strdup(seed);
        size_t n = strlen(text);
        for (int k = g_rand_int_range(rand, 1, 4); k > 0; k--) {
            size_t at = (size_t)g_rand_int_range(rand, 0, (gint32)n);
            if (g_rand_boolean(rand)) {
                text[at] = byte[g_rand_int_range(rand, 0, sizeof byte - 1)];
            } else {
                memmove(text + at, text + at + 1, n - at);
                n--;
            }
        }
        if (utf8_check(text, n) == n) {
            struct json_fault f;
            bool ours = jsonpos_read(text, n, a, &f) != NULL;
            json_t *theirs = json_loadb(
                text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL,
                NULL);
            if (!T_INT(ours, theirs != NULL))
                printf("    %s\n", text);
            accepted += ours;
            json_decref(theirs);
        }
        g_free(text);
        arena_free(a);
    }
    T_TRUE(accepted > TIMES / 100 && accepted < TIMES / 2);
    g_rand_free(rand);
}

int main(void)
{
    struct arena *a = arena_new();
    test_places(a);
    test_faults(a);
    test_limits(a);
    test_agreement();
    arena_free(a);
    return t_done();
}
