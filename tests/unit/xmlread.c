/* XML texts as events, whatever block of libxml2's they fall into. */
#include "xmlread.h"
#include "t.h"

#include <string.h>

static struct arena *a;

/* One line for each event: depth, what it is, what it holds. */
static void tell_attr(void *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=[%s]", name, value);
}

static char *events(const char *text, size_t n, struct err *e)
{
    GBytes *bytes = g_bytes_new(text, n);
    GString *out = g_string_new(NULL);
    struct xmlread *x = xmlread_open(bytes, "file", e);
    enum xml_event ev;
    while ((ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        g_string_append_printf(out, "%d%c", xmlread_depth(x), "<>t"[ev]);
        g_string_append(out, ev == XML_TEXT ? xmlread_text(x) : xmlread_name(x));
        if (ev == XML_START)
            xmlread_attrs(x, tell_attr, out);
        g_string_append_c(out, '\n');
    }
    T_INT(xmlread_next(x, e), ev); /* and so it stays */
    xmlread_close(x);
    g_bytes_unref(bytes);
    return g_string_free(out, ev == XML_BAD);
}

static void shows(const char *text, const char *want)
{
    struct err e = ERR_INIT;
    char *got = events(text, strlen(text), &e);
    if (!T_STR(got, want))
        printf("    %s\n", e.text ? e.text : "");
    err_clear(&e);
    g_free(got);
}

static void refuses(const char *text, size_t n, const char *why)
{
    struct err e = ERR_INIT;
    char *got = events(text, n, &e);
    if (!T_TRUE(!got) || !T_INT(e.kind, ERR_INPUT) || !T_TRUE(strstr(e.text, why)))
        printf("    “%.*s”: %s\n", (int)n, text, e.text ? e.text : "read");
    err_clear(&e);
    g_free(got);
}

/* Words and attributes of every length around the size of a block, so that a block ends at each of their
 * bytes. */
static void lengths(void)
{
    T_CASE("xmlread: words, tags and attributes are whole wherever a block ends");
    for (int n = 8100; n < 8200; n++) {
        char *fill = g_strnfill((gsize)n, 'x');
        char *text =
            g_strdup_printf("<a k=\"%s\"><b>%s&amp;中<![CDATA[<]]></b>%s<c/></a>\n", fill, fill, fill);
        char *want =
            g_strdup_printf("0<a k=[%s]\n1<b\n2t%s&中<\n1>b\n1t%s\n1<c\n1>c\n0>a\n", fill, fill, fill);
        shows(text, want);
        g_free(fill);
        g_free(text);
        g_free(want);
    }
}

static void attributes(void)
{
    T_CASE("xmlread: an attribute by its local name");
    struct err e = ERR_INIT;
    GBytes *bytes = g_bytes_new_static("<a xmlns:r=\"u\" r:id=\"1\" id2=\"&lt;2\"/>", 38);
    struct xmlread *x = xmlread_open(bytes, "file", &e);
    T_STR(xmlread_name(x), "");
    T_TRUE(!xmlread_attr(x, "id", a));
    T_INT(xmlread_next(x, &e), XML_START);
    T_STR(xmlread_attr(x, "id", a), "1");
    T_STR(xmlread_attr(x, "id2", a), "<2");
    T_TRUE(!xmlread_attr(x, "r", a) && !xmlread_attr(x, "xmlns", a));
    T_TRUE(xmlread_is(x, "a") && !xmlread_is(x, "b"));
    T_INT(xmlread_next(x, &e), XML_END);
    T_TRUE(xmlread_is(x, "a") && !xmlread_attr(x, "id", a));
    xmlread_close(x);
    g_bytes_unref(bytes);
}

int main(void)
{
    a = arena_new();
    T_CASE("xmlread: names are local, prefixes nobody declared belong to them; comments are passed over");
    shows("<?xml version=\"1.0\"?>\n<p:a xmlns:p=\"u\" p:x=\"1\"><!-- c --><q:b q:y=\"2\"/><?pi?></p:a>",
          "0<a x=[1]\n1<q:b q:y=[2]\n1>q:b\n0>a\n");
    T_CASE("xmlread: entities of XML and characters by number, in words and attributes");
    shows("<a b=\"&amp;&lt;&quot;&#20013;\">&amp;amp;&gt;&#x41;</a>", "0<a b=[&<\"中]\n1t&amp;>A\n0>a\n");
    T_CASE("xmlread: words around a comment are one text, white space is told");
    shows("<a> x<!-- -->y <b/>\n</a>", "0<a\n1t xy \n1<b\n1>b\n1t\n\n0>a\n");
    T_CASE("xmlread: other encodings");
    shows("<?xml version=\"1.0\" encoding=\"GB18030\"?><a>\xd6\xd0</a>", "0<a\n1t中\n0>a\n");
    lengths();
    attributes();

    T_CASE("xmlread refuses every cut text");
    static const char whole[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"c\"><d>中</d><e/></a>";
    for (size_t n = 0; n < sizeof whole - 1; n++)
        refuses(whole, n, "line 1");
    T_CASE("xmlread refuses bytes behind the end, also such as are no characters");
    refuses("<a/>x", 5, "line 1");
    refuses("<?xml version=\"1.0\" encoding=\"GB18030\"?><a/>\xff", 45, "line 1");
    T_CASE("xmlread refuses document types and entities, with the line");
    refuses("\n<!DOCTYPE a><a/>", 17, "line 2: document types");
    refuses("<a>&x;</a>", 10, "line 1");
    refuses("<a b=\"&x;\"/>", 12, "line 1");
    arena_free(a);
    return t_done();
}
