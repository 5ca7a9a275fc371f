/* pdfread_text.c - the words of a PDF that comes from anywhere. */
#include "pdfread.h"

#include "t.h"

#include <string.h>

static void add(GString *pdf, gsize *at, const char *object)
{
    *at = pdf->len;
    g_string_append_printf(pdf, "%s\nendobj\n", object);
}

static char *stream(int number, const char *data)
{
    return g_strdup_printf("%d 0 obj\n<</Length %zu>>\nstream\n%s\nendstream", number, strlen(data), data);
}

/* words - of a page that shows the codes 0001 and 0002 in a font of this map; what e says if there are none.
 */
static char *words(const char *map)
{
    GString *pdf = g_string_new("%PDF-1.7\n");
    gsize at[6];
    char *content = stream(4, "BT /F 9 Tf <00010002> Tj ET"), *unicode = stream(6, map);
    add(pdf, &at[0], "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>");
    add(pdf, &at[1], "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 9 9]>>");
    add(pdf, &at[2], "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
    add(pdf, &at[3], content);
    add(pdf, &at[4], "5 0 obj\n<</Type/Font/Subtype/Type0/ToUnicode 6 0 R>>");
    add(pdf, &at[5], unicode);
    gsize table = pdf->len;
    g_string_append(pdf, "xref\n0 7\n0000000000 65535 f \n");
    for (int i = 0; i < 6; i++)
        g_string_append_printf(pdf, "%010zu 00000 n \n", at[i]);
    g_string_append_printf(pdf, "trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
    struct err e = ERR_INIT;
    struct pdfread *p = pdfread_open(pdf->str, pdf->len, &e);
    char *text = p ? pdfread_text(p, &e) : NULL, *said = text ? text : g_strdup(e.text);
    pdfread_close(p);
    err_clear(&e);
    g_string_free(pdf, TRUE);
    g_free(content);
    g_free(unicode);
    return said;
}

static char *many(const char *entry, int n)
{
    GString *map = g_string_new("1 beginbfrange\n");
    for (int i = 0; i < n; i++)
        g_string_append(map, entry);
    g_string_append(map, "endbfrange\n");
    return g_string_free(map, FALSE);
}

int main(void)
{
    T_CASE("verify: a range of a font's map tells the words of all its codes");
    char *said = words("1 beginbfrange\n<0001> <0002> <7532>\nendbfrange\n");
    T_STR(said, "\u7532\u7533");
    g_free(said);

    T_CASE("verify: fonts that map more characters than there are are refused with the limit named");
    char *map = many("<0000> <ffff> <0041>\n", 20);
    said = words(map);
    T_STR(said, "the PDF has more words than this program takes");
    g_free(said);
    g_free(map);
    return t_done();
}
