/* The writer of finished PDFs: what it takes, what it gives. */
#include "finish_pack.h"
#include "make_pages.h"
#include "t.h"

#define SIXTY "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"

/* As libqpdf writes: a catalog, pages, a stream, the root of the structure tree, an Info dictionary; streams
 * to compress and to leave. */
static char *make_plain(void)
{
    static const char *const object[] = {
        "<< /Pages 2 0 R /StructTreeRoot 4 0 R /Type /Catalog >>",
        "<< /Count 0 /Kids [ ] /Type /Pages >>",
        "<< /Length 4 >>\nstream\nabcd\nendstream",
        "<< /Type /StructTreeRoot >>",
        "<< /Title (x) >>",
        "<< /Note (/Length 9 >>\nstream\n) /Length 60 /Subtype /Any >>\nstream\n" SIXTY "\nendstream",
        "<< /Type /Metadata /Length 60 >>\nstream\n" SIXTY "\nendstream",
        "<< /Filter /FlateDecode /Length 60 >>\nstream\n" SIXTY "\nendstream"};
    GString *s = g_string_new("%PDF-1.5\n%\xbf\xf7\xa2\xfe\n"),
            *table = g_string_new("xref\n0 9\n0000000000 65535 f \n");
    for (size_t i = 0; i < G_N_ELEMENTS(object); i++) {
        g_string_append_printf(table, "%010zu 00000 n \n", s->len);
        g_string_append_printf(s, "%zu 0 obj\n%s\nendobj\n", i + 1, object[i]);
    }
    g_string_append_printf(
        table, "trailer << /Info 5 0 R /Root 1 0 R /Size 9 /ID [<31><31>] >>\nstartxref\n%zu\n%%%%EOF\n",
        s->len);
    g_string_append(s, table->str);
    g_string_free(table, TRUE);
    return g_string_free(s, FALSE);
}

static struct pdf_text more(int n)
{
    struct pdf_text t = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(gsize))};
    for (int i = 0; i < n; i++) {
        g_string_append_printf(t.text, "<</S/P/N %d>>", i);
        g_array_append_val(t.end, t.text->len);
    }
    return t;
}

static void more_free(struct pdf_text *t)
{
    g_string_free(t->text, TRUE);
    g_array_free(t->end, TRUE);
}

static bool opens(const char *data, size_t n)
{
    struct pack p;
    struct err e = ERR_INIT;
    bool ok = pack_open(&p, data, n, &e);
    T_TRUE(ok == (e.kind == ERR_NONE));
    pack_close(&p);
    err_clear(&e);
    return ok;
}

static GBytes *pack(const struct pack *p, const struct pdf_text *more, bool object_streams, bool beside)
{
    return pack_end(pack_begin(p, more, object_streams, beside));
}

static void written(const char *plain, bool object_streams)
{
    struct pack p;
    struct err e = ERR_INIT;
    struct pdf_text t = more(500); /* three object streams */
    T_TRUE(pack_open(&p, plain, strlen(plain), &e));
    pack_replace(&p, 4, "<</Type/StructTreeRoot/K 9 0 R>>");
    GBytes *pdf = pack(&p, &t, object_streams, false), *again = pack(&p, &t, object_streams, true);
    T_TRUE(g_bytes_equal(pdf, again));
    char *file = made_save("packed.pdf", pdf);
    char *out =
        made_shell("qpdf --check %s 2>&1; for i in 4 9 208 209 508; do qpdf --show-object=$i %s; done; "
                   "for i in 3 7 8; do qpdf --show-object=$i --raw-stream-data %s; echo; done; "
                   "qpdf --show-object=6 %s; qpdf --show-object=6 --filtered-stream-data %s",
                   file);
    made_remove(file);
    T_TRUE(strstr(out, "No syntax or stream encoding errors"));
    const char *tree = "<< /K 9 0 R /Type /StructTreeRoot >>\n<< /N 0 /S /P >>\n<< /N 199 /S /P >>\n"
                       "<< /N 200 /S /P >>\n<< /N 499 /S /P >>\n";
    T_TRUE(strstr(out, tree));
    const char *plain_streams = strstr(out, "abcd\n" SIXTY "\n" SIXTY "\nObject is stream.  Dictionary:\n");
    T_TRUE(plain_streams);
    T_TRUE(strstr(out, "<< /Filter /FlateDecode /Length 1"));
    T_TRUE(strstr(out, "/Note (/Length 9 >>\\nstream\\n) /Subtype /Any >>"));
    T_TRUE(g_str_has_suffix(out, SIXTY));
    if (!plain_streams)
        printf("%s\n", out);
    const char *text = g_bytes_get_data(pdf, NULL);
    gsize n = g_bytes_get_size(pdf);
    T_TRUE(!memmem(text, n, "/ObjStm", 7) == !object_streams);
    T_TRUE(memmem(text, n, "/ID[<31>", 8) == NULL);
    pack_replace(&p, 5, "<</Title(y)>>");
    GBytes *other = pack(&p, &t, object_streams, false);
    const char *id = memmem(text, n, "/ID[<", 5);
    T_TRUE(id && !memmem(g_bytes_get_data(other, NULL), g_bytes_get_size(other), id, 37));
    g_free(out);
    g_bytes_unref(pdf);
    g_bytes_unref(again);
    g_bytes_unref(other);
    more_free(&t);
    pack_close(&p);
    err_clear(&e);
}

int main(void)
{
    char *plain = make_plain();
    T_CASE("pack: cut anywhere, or not as libqpdf writes, it is refused");
    T_TRUE(opens(plain, strlen(plain)));
    for (size_t n = 0; n < strlen(plain); n++) {
        char *copy = g_memdup2(plain, n + 1);
        copy[n] = '\0';
        T_TRUE(!opens(copy, n));
        g_free(copy);
    }
    static const struct {
        const char *from, *to;
    } change[] = {{"3 0 obj", "9 0 obj"},      {"3 0 obj", "3 1 obj"}, {"endobj\nxref", "endobj xref"},
                  {"xref\n0 9", "xref\n0 10"}, {"/Root 1", "/Root 0"}, {"xref\n0 9", "xref\n0 0"},
                  {"/Info", "/Into"}};
    for (size_t i = 0; i < G_N_ELEMENTS(change); i++) {
        char **part = g_strsplit(plain, change[i].from, 2), *copy = g_strjoinv(change[i].to, part);
        T_TRUE(!opens(copy, strlen(copy)));
        g_strfreev(part);
        g_free(copy);
    }
    T_CASE("pack: object streams and a table that other programs read");
    written(plain, true);
    T_CASE("pack: without object streams for PDF 1.4");
    written(plain, false);
    g_free(plain);
    return t_done();
}
