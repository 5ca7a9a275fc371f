/* yamlread.c - YAML files as trees with places, and what is refused in them. */
#include "yamlread.h"

#include "t.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static struct arena *a;
static struct diag *d;
static char *dir;

/* read_bytes - a file of these bytes as a tree; its findings are in d. */
static struct ynode *read_bytes(const char *bytes, gssize n)
{
    arena_free(a);
    diag_free(d);
    a = arena_new();
    d = diag_new();
    char *path = g_build_filename(dir, "t.yaml", NULL);
    T_TRUE(g_file_set_contents(path, bytes, n, NULL));
    struct err e = ERR_INIT;
    struct ynode *root = yaml_read(path, a, d, &e);
    T_INT(e.kind, root ? ERR_NONE : ERR_LAYOUT);
    err_clear(&e);
    g_unlink(path);
    g_free(path);
    return root;
}

static struct ynode *read_text(const char *text)
{
    return read_bytes(text, -1);
}

/* told - all findings as "line:column ID sentence", a line each; borrowed until the next call. */
static const char *told(void)
{
    static char *s;
    g_free(s);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        g_string_append_printf(out, "%s%d:%d %s %s", i ? "\n" : "", f->line, f->column, f->id, f->text);
    }
    return s = g_string_free(out, FALSE);
}

/* refused - the findings of a text that must not be taken. */
static const char *refused(const char *text)
{
    T_TRUE(!read_text(text));
    return told();
}

static void test_tree(void)
{
    T_CASE("yamlread: maps, lists and scalars with their places");
    struct ynode *r = read_text("# 表\nid: a\nrows:\n  - 新收: 1\n  - \"二\"\n");
    if (!T_TRUE(r != NULL))
        return;
    T_INT(r->kind, Y_MAP);
    T_INT(r->n, 2);
    T_STR(r->key[1]->text, "rows");
    T_INT(r->key[1]->line, 3);
    struct ynode *rows = yaml_get(r, "rows");
    T_INT(rows->kind, Y_LIST);
    T_INT(rows->n, 2);
    T_INT(rows->item[0]->line, 4);
    T_INT(rows->item[0]->column, 5);
    T_INT(rows->item[0]->item[0]->column, 9); /* characters, not bytes */
    T_TRUE(rows->item[0]->item[0]->plain);
    T_STR(rows->item[1]->text, "二");
    T_TRUE(!rows->item[1]->plain);
    T_TRUE(yaml_get(r, "row") == NULL);
    T_TRUE(yaml_get(NULL, "row") == NULL);
    T_TRUE(yaml_get(rows, "row") == NULL);

    T_CASE("yamlread: a scalar over several lines is known as such");
    r = read_text("a: one\n  two\nb: one\n");
    T_STR(yaml_get(r, "a")->text, "one two");
    T_TRUE(yaml_get(r, "a")->folded);
    T_TRUE(!yaml_get(r, "b")->folded);
}

static void test_refused(void)
{
    T_CASE("yamlread: a key that stands twice is told with both lines");
    T_STR(refused("a: 1\nb: 2\na: 3\n"), "3:1 LAYOUT-SYNTAX the key “a” stands twice, first on line 1");

    T_CASE("yamlread: so is one of many keys, and an empty one, but no list that was meant for a key");
    GString *many = g_string_new(NULL);
    for (int i = 0; i < 40; i++)
        g_string_append_printf(many, "k%d: 1\n", i);
    g_string_append(many, "k3: 1\nk39: 1\n");
    T_STR(refused(many->str), "41:1 LAYOUT-SYNTAX the key “k3” stands twice, first on line 4\n"
                              "42:1 LAYOUT-SYNTAX the key “k39” stands twice, first on line 40");
    g_string_free(many, TRUE);
    T_STR(refused("? []\n: 1\n\"\": 2\n\"\": 3\n"),
          "1:3 LAYOUT-SYNTAX a key must be a word, not a list or a map\n"
          "4:1 LAYOUT-SYNTAX the key “” stands twice, first on line 3");

    T_CASE("yamlread: a syntax error is told with its place");
    T_STR(refused("a: [1, 2\nb: 3\n"),
          "2:2 LAYOUT-SYNTAX not YAML: while parsing a flow sequence, did not find expected ',' or ']'");

    T_CASE("yamlread: tabs are told where they stand, and what else is wrong too");
    T_STR(refused("a: 年\tb\nc: 1\nc: 2\n"),
          "1:5 LAYOUT-SYNTAX a tab; use spaces\n3:1 LAYOUT-SYNTAX the key “c” stands twice, first on line 2");

    T_CASE("yamlread: anchors, aliases and tags are refused");
    T_STR(refused("a: &x 1\nb: *x\nc: !!int 3\n"),
          "1:4 LAYOUT-SYNTAX an anchor (&x) is not allowed here\n"
          "2:4 LAYOUT-SYNTAX an alias (*x) is not allowed here\n"
          "3:4 LAYOUT-SYNTAX a tag (tag:yaml.org,2002:int) is not allowed here");

    T_CASE("yamlread: a key must be a word");
    T_STR(refused("? [1]\n: 2\n"), "1:3 LAYOUT-SYNTAX a key must be a word, not a list or a map");

    T_CASE("yamlread: a file holds one document, and something in it");
    T_STR(refused("a: 1\n---\nb: 2\n"), "2:1 LAYOUT-SYNTAX a second document begins here; a file holds one");
    T_STR(refused("# nothing\n"), "1:1 LAYOUT-SYNTAX the file is empty");

    T_CASE("yamlread: bytes that are not UTF-8 are told with line and column");
    T_STR(refused("a: 1\nb: 年\xff\n"), "2:5 LAYOUT-SYNTAX this byte (FF) is not UTF-8");
    T_TRUE(!read_bytes("a: 1\nb\0: 2\n", 11));
    T_STR(told(), "2:2 LAYOUT-SYNTAX a NUL character");

    T_CASE("yamlread: nesting and size are limited");
    GString *deep = g_string_new(NULL);
    for (int i = 0; i < 100; i++)
        g_string_append_c(deep, '[');
    T_STR(refused(deep->str), "1:66 LAYOUT-SYNTAX nested more than 64 deep");
    g_string_assign(deep, "a: ");
    while (deep->len <= 1024 * 1024)
        g_string_append(deep, "xxxxxxxx");
    T_STR(refused(deep->str), "0:0 LAYOUT-SYNTAX the file is larger than 1 MiB");
    g_string_free(deep, TRUE);

    T_CASE("yamlread: a file that is not there is a failure of the system");
    struct err e = ERR_INIT;
    T_TRUE(!yaml_read("nowhere/t.yaml", a, d, &e));
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
}

static void test_values(void)
{
    static const char *const known[] = {"a", "b", NULL};
    T_CASE("yamlread: unknown keys are all told");
    struct ynode *r = read_text("a: 1\nc: 2\nd: 3\n");
    T_TRUE(!yaml_known_keys(r, known, d));
    T_STR(told(), "2:1 LAYOUT-VALUE unknown key “c”\n3:1 LAYOUT-VALUE unknown key “d”");

    T_CASE("yamlread: texts, numbers, truths");
    const char *s = NULL;
    long n = 7;
    bool yes = false;
    r = read_text("s: 年\nn: -12\nt: true\nq: \"5\"\nlist: [1]\nempty:\n");
    T_TRUE(yaml_str(r, "s", &s, d) && yaml_int(r, "n", -12, 0, &n, d) && yaml_opt_bool(r, "t", &yes, d));
    T_STR(s, "年");
    T_INT(n, -12);
    T_TRUE(yes);
    T_TRUE(yaml_opt_int(r, "missing", 0, 9, &n, d) && yaml_opt_str(r, "missing", &s, d));
    T_INT(n, -12);
    T_INT(diag_size(d), 0);
    T_TRUE(!yaml_int(r, "n", 0, 9, &n, d));
    T_TRUE(!yaml_int(r, "q", 0, 9, &n, d));
    T_TRUE(!yaml_int(r, "s", 0, 9, &n, d));
    T_TRUE(!yaml_str(r, "list", &s, d));
    T_TRUE(!yaml_str(r, "empty", &s, d));
    T_TRUE(!yaml_str(r, "missing", &s, d));
    T_TRUE(!yaml_opt_bool(r, "n", &yes, d));
    T_STR(told(), "2:4 LAYOUT-VALUE “n” must be a whole number from 0 to 9\n"
                  "4:4 LAYOUT-VALUE “q” must be a whole number from 0 to 9\n"
                  "1:4 LAYOUT-VALUE “s” must be a whole number from 0 to 9\n"
                  "5:7 LAYOUT-VALUE “list” must be a text\n"
                  "6:7 LAYOUT-VALUE “empty” must be a text\n"
                  "1:1 LAYOUT-VALUE the key “missing” is missing\n"
                  "2:4 LAYOUT-VALUE “n” must be true or false");

    T_CASE("yamlread: lengths are exact and rounded once");
    len_t v = 0;
    r = read_text("a: 16pt\nb: 37mm\nc: 0.35mm\nd: 25.4mm\ne: 10\nf: 1.pt\ng: 3em\n");
    T_TRUE(yaml_len(r, "a", &v, d));
    T_INT(v, 16 * 1024);
    T_TRUE(yaml_len(r, "b", &v, d));
    T_INT(v, 107399); /* 37 * 368640 / 127 = 107399.05 */
    T_TRUE(yaml_len(r, "c", &v, d));
    T_INT(v, 1016); /* 1015.94 */
    T_TRUE(yaml_len(r, "d", &v, d));
    T_INT(v, 72 * 1024);
    T_INT(diag_size(d), 0);
    T_TRUE(!yaml_len(r, "e", &v, d));
    T_TRUE(!yaml_len(r, "f", &v, d));
    T_TRUE(!yaml_len(r, "g", &v, d));
    T_STR(told(), "5:4 LAYOUT-VALUE “e” must be a length such as 16pt or 37mm\n"
                  "6:4 LAYOUT-VALUE “f” must be a length such as 16pt or 37mm\n"
                  "7:4 LAYOUT-VALUE “g” must be a length such as 16pt or 37mm");
}

int main(void)
{
    dir = g_dir_make_tmp("yamlread-XXXXXX", NULL);
    test_tree();
    test_refused();
    test_values();
    g_rmdir(dir);
    g_free(dir);
    arena_free(a);
    diag_free(d);
    return t_done();
}
