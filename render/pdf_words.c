/* pdf_words.c - the words of a PDF with their places: the output of pdftotext -bbox. */
#include "pdf_words.h"
#include "intl.h"
#include "process.h"
#include "source.h"
#include "xmlread.h"

#include <string.h>

int pdf_hundredths(const char *s, const char **end)
{
    const char *at = s;
    bool negative = *at == '-';
    at += negative || *at == '+';
    int64_t whole = 0, part = 0;
    int digits = 0, places = 0;
    for (; g_ascii_isdigit(*at); at++, digits++)
        whole = MIN(whole * 10 + (*at - '0'), 1000000);
    if (*at == '.')
        for (at++; g_ascii_isdigit(*at); at++, digits++)
            if (places < 2) {
                part = part * 10 + (*at - '0');
                places++;
            }
    for (; places < 2; places++)
        part *= 10;
    *end = digits ? at : s;
    int v = (int)(whole * 100 + part);
    return negative ? -v : v;
}

static int attr(const struct xmlread *x, const char *name, struct arena *a)
{
    const char *v = xmlread_attr(x, name, a), *end;
    return v ? pdf_hundredths(v, &end) : 0;
}

struct pages_reading {
    struct arena *a;
    GArray *page, *word;
    size_t words; /* of all pages */
    GString *text;
    struct pdf_word now;
    bool in_word;
};

static bool end_word(struct pages_reading *r, struct err *e)
{
    r->in_word = false;
    if (!r->text->len || r->now.x1 <= r->now.x0 || r->now.y1 <= r->now.y0)
        return true;
    if (++r->words > PDF_MAX_WORDS)
        return err_set(e, ERR_LIMIT, _("the PDF has more than %d words"), PDF_MAX_WORDS);
    r->now.text = arena_strdup(r->a, r->text->str);
    g_array_append_val(r->word, r->now);
    return true;
}

static bool start_page(struct pages_reading *r, const struct xmlread *x, struct err *e)
{
    struct pdf_page p = {
        .number = (int)r->page->len + 1, .width = attr(x, "width", r->a), .height = attr(x, "height", r->a)};
    if (r->page->len >= PDF_MAX_PAGES)
        return err_set(e, ERR_LIMIT, _("the PDF has more than %d pages"), PDF_MAX_PAGES);
    g_array_append_val(r->page, p);
    g_array_set_size(r->word, 0);
    return true;
}

static void end_page(struct pages_reading *r)
{
    struct pdf_page *p = &g_array_index(r->page, struct pdf_page, r->page->len - 1);
    p->n = r->word->len;
    p->word = arena_dup(r->a, r->word->data, p->n * sizeof *p->word);
}

static bool read_event(struct pages_reading *r, enum xml_event ev, const struct xmlread *x, struct err *e)
{
    if (ev == XML_TEXT) {
        if (r->in_word)
            g_string_append(r->text, xmlread_text(x));
        return true;
    }
    if (xmlread_is(x, "page")) {
        if (ev == XML_START)
            return start_page(r, x, e);
        end_page(r);
    } else if (xmlread_is(x, "word") && r->page->len) {
        if (ev == XML_END)
            return end_word(r, e);
        r->in_word = true;
        g_string_truncate(r->text, 0);
        r->now = (struct pdf_word){attr(x, "xMin", r->a), attr(x, "yMin", r->a), attr(x, "xMax", r->a),
                                   attr(x, "yMax", r->a), NULL};
    }
    return true;
}

/* The <doc> of the output: what stands before it holds a document type and the title, which may be anything.
 * Control characters, which fonts without sense give, are no XML. */
static GBytes *xml_of(GBytes *output)
{
    gsize n;
    const char *data = g_bytes_get_data(output, &n);
    char *text = g_utf8_make_valid(data ? data : "", (gssize)n);
    char *doc = strstr(text, "<doc>"), *end = doc ? strstr(doc, "</doc>") : NULL;
    GBytes *xml = g_bytes_new(doc && end ? doc : "<doc/>",
                              doc && end ? (gsize)(end - doc) + strlen("</doc>") : strlen("<doc/>"));
    g_free(text);
    gsize size;
    char *s = (char *)g_bytes_unref_to_data(xml, &size);
    for (gsize i = 0; i < size; i++)
        if ((unsigned char)s[i] < 0x20 && s[i] != '\n')
            s[i] = ' ';
    return g_bytes_new_take(s, size);
}

struct pdf_pages *pdf_words(GBytes *pdf, struct arena *a, struct err *e)
{
    static const char *const argv[] = {"pdftotext", "-bbox", "-enc", "UTF-8", "-", "-", NULL};
    const struct process p = {argv, "poppler-utils", pdf, NULL, 60, SOURCE_MAX_UNPACKED, (size_t)2 << 30};
    struct err locked = ERR_INIT;
    GBytes *output = process_run(&p, &locked);
    if (!output) {
        bool password = locked.text && strstr(locked.text, "Incorrect password");
        err_set(e, locked.kind, "%s",
                password ? _("the file is locked with a password: save it without one") : locked.text);
        err_clear(&locked);
        return NULL;
    }
    struct pages_reading r = {a,
                              g_array_new(FALSE, FALSE, sizeof(struct pdf_page)),
                              g_array_new(FALSE, FALSE, sizeof(struct pdf_word)),
                              0,
                              g_string_new(NULL),
                              {0, 0, 0, 0, NULL},
                              false};
    GBytes *xml = xml_of(output);
    struct xmlread *x = xmlread_open(xml, "pdftotext", e);
    enum xml_event ev = XML_BAD;
    while (x && (ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD)
        if (!read_event(&r, ev, x, e)) {
            ev = XML_BAD;
            break;
        }
    struct pdf_pages *pages = ARENA_NEW(a, struct pdf_pages);
    pages->n = r.page->len;
    pages->page = arena_dup(a, r.page->data, pages->n * sizeof *pages->page);
    xmlread_close(x);
    g_bytes_unref(xml);
    g_bytes_unref(output);
    g_array_free(r.page, TRUE);
    g_array_free(r.word, TRUE);
    g_string_free(r.text, TRUE);
    return ev == XML_DONE ? pages : NULL;
}
