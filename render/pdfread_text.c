/* pdfread_text.c - the words of a PDF that finish wrote, from its content streams alone.
 * Characters come from the fonts' ToUnicode maps, or from ActualText where a piece carries its own. */
#include "pdfread_private.h"

#include "intl.h"
#include "pdftoken.h"

#include <stdlib.h>
#include <string.h>

struct font {
    char *name;        /* as the content calls it */
    bool wide;         /* codes of two bytes */
    GHashTable *words; /* code -> char *, NULL: none known */
};

/* What the words of one character take besides themselves. */
enum { MAPPED_COST = 64 };

struct reader {
    GArray *font;    /* struct font, of the page at hand */
    GHashTable *map; /* number of a ToUnicode map -> its words: pages share their fonts */
    gsize mapped;    /* what the maps take */
    const struct font *now;
    GString *out;
    int depth;    /* of brackets */
    int artifact; /* depth of the outermost artifact, 0: none */
    int actual;   /* depth of the outermost bracket with words of its own, 0: none */
};

/* ---- strings ---- */

static void put_utf16(GString *out, const unsigned char *p, gsize n)
{
    if (n >= 2 && p[0] == 0xFE && p[1] == 0xFF) {
        p += 2;
        n -= 2;
    }
    char *text = g_convert((const char *)p, (gssize)(n & ~(gsize)1), "UTF-8", "UTF-16BE", NULL, NULL, NULL);
    if (text)
        g_string_append(out, text);
    g_free(text);
}

/* The bytes of a string <..> or (..) from p on; g_byte_array_unref them. */
static GByteArray *string_bytes(const unsigned char *p, const unsigned char *end)
{
    GByteArray *out = g_byte_array_new();
    if (p < end && *p == '<') {
        int high = -1;
        for (p++; p < end && *p != '>'; p++) {
            int digit = g_ascii_xdigit_value((char)*p);
            if (digit < 0)
                continue;
            if (high >= 0) {
                unsigned char byte = (unsigned char)(high << 4 | digit);
                g_byte_array_append(out, &byte, 1);
            }
            high = high < 0 ? digit : -1;
        }
        return out;
    }
    for (p++; p + 1 < end; p++) { /* between the outer parentheses */
        unsigned char byte = *p;
        if (byte == '\\' && p + 2 < end) {
            static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
            const char *known = strchr(from, *++p);
            byte = known && *p ? (unsigned char)to[known - from] : *p;
            if (*p >= '0' && *p <= '7') {
                unsigned value = 0;
                for (int k = 0; k < 3 && p + 1 < end && *p >= '0' && *p <= '7'; k++)
                    value = value * 8 + (unsigned)(*p++ - '0');
                p--;
                byte = (unsigned char)value;
            }
        }
        g_byte_array_append(out, &byte, 1);
    }
    return out;
}

/* ---- fonts ---- */

static unsigned code_of(const GByteArray *s)
{
    unsigned code = 0;
    for (guint i = 0; i < s->len && i < 4; i++)
        code = code << 8 | s->data[i];
    return code;
}

/* map_code - false if the maps take more than this program gives them. */
static bool map_code(struct reader *r, GHashTable *words, unsigned code, const GByteArray *utf16)
{
    if ((r->mapped += utf16->len + MAPPED_COST) > PDF_MAX_CONTENT)
        return false;
    GString *text = g_string_new(NULL);
    put_utf16(text, utf16->data, utf16->len);
    g_hash_table_insert(words, GUINT_TO_POINTER(code), g_string_free(text, FALSE));
    return true;
}

static bool map_range(struct reader *r, GHashTable *words, unsigned from, unsigned to, GByteArray *utf16)
{
    for (unsigned code = from; code <= to && code - from < 0x10000 && utf16->len >= 2; code++) {
        if (!map_code(r, words, code, utf16))
            return false;
        if (++utf16->data[utf16->len - 1] == 0)
            utf16->data[utf16->len - 2]++;
    }
    return true;
}

/* bfchar: <code> <words>; bfrange: <from> <to> <words of the first> (ISO 32000-1, 9.10.3). */
static void read_map(struct reader *r, GHashTable *words, const unsigned char *p, const unsigned char *end)
{
    GByteArray *operand[3] = {NULL, NULL, NULL};
    int n = 0, want = 0; /* strings of an entry; 0: outside of the lists */
    bool fits = true;
    while (p < end && fits) {
        if (pdf_is_space(*p)) {
            p++;
            continue;
        }
        const unsigned char *next = pdf_skip_object(p, end);
        gsize length = (gsize)(next - p);
        if (pdf_is_operator(p)) {
            want = length == 11 && memcmp(p, "beginbfchar", 11) == 0    ? 2
                   : length == 12 && memcmp(p, "beginbfrange", 12) == 0 ? 3
                                                                        : 0;
            while (n)
                g_byte_array_unref(operand[--n]);
        } else if (want && *p == '<') {
            operand[n++] = string_bytes(p, next);
            if (n == want) {
                fits = want == 2 ? map_code(r, words, code_of(operand[0]), operand[1])
                                 : map_range(r, words, code_of(operand[0]), code_of(operand[1]), operand[2]);
                while (n)
                    g_byte_array_unref(operand[--n]);
            }
        }
        p = next;
    }
    while (n)
        g_byte_array_unref(operand[--n]);
}

static void free_font(void *font)
{
    g_free(((struct font *)font)->name);
}

/* font_words - the words of a font's codes, NULL if it does not tell them. */
static GHashTable *font_words(struct pdfread *p, struct reader *r, qpdf_oh font)
{
    qpdf_oh stream = qpdf_oh_get_key_if_dict(p->q, font, "/ToUnicode");
    gpointer id = GINT_TO_POINTER(qpdf_oh_get_object_id(p->q, stream));
    GHashTable *words = g_hash_table_lookup(r->map, id);
    GBytes *map = words ? NULL : pdf_stream(p, stream, PDF_MAX_CONTENT);
    if (!map)
        return words;
    words = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_hash_table_insert(r->map, id, words);
    gsize n;
    const unsigned char *text = g_bytes_get_data(map, &n);
    read_map(r, words, text, text + n);
    g_bytes_unref(map);
    return words;
}

static void read_fonts(struct pdfread *p, struct reader *r, qpdf_oh page)
{
    qpdf_oh resources = qpdf_oh_get_key(p->q, page, "/Resources");
    qpdf_oh fonts = qpdf_oh_get_key_if_dict(p->q, resources, "/Font");
    g_array_set_size(r->font, 0);
    r->now = NULL;
    if (!qpdf_oh_is_dictionary(p->q, fonts))
        return;
    for (qpdf_oh_begin_dict_key_iter(p->q, fonts); qpdf_oh_dict_more_keys(p->q);) {
        struct font f = {.name = g_strdup(qpdf_oh_dict_next_key(p->q))};
        g_array_append_val(r->font, f);
    }
    for (guint i = 0; i < r->font->len; i++) {
        struct font *f = &g_array_index(r->font, struct font, i);
        qpdf_oh font = qpdf_oh_get_key(p->q, fonts, f->name);
        qpdf_oh type = qpdf_oh_get_key_if_dict(p->q, font, "/Subtype");
        f->wide = qpdf_oh_is_name_and_equals(p->q, type, "/Type0");
        f->words = font_words(p, r, font);
    }
}

/* ---- content ---- */

static void show(struct reader *r, const unsigned char *p, const unsigned char *end)
{
    if (r->artifact || r->actual || !r->now || r->out->len > PDF_MAX_CONTENT)
        return;
    GByteArray *codes = string_bytes(p, end);
    guint step = r->now->wide ? 2 : 1;
    GHashTable *known = r->now->words;
    for (guint i = 0; i + step <= codes->len; i += step) {
        unsigned code = step == 2 ? (unsigned)codes->data[i] << 8 | codes->data[i + 1] : codes->data[i];
        const char *words = known ? g_hash_table_lookup(known, GUINT_TO_POINTER(code)) : NULL;
        g_string_append(r->out, words ? words : "\xEF\xBF\xBD"); /* U+FFFD: a glyph without a character */
    }
    g_byte_array_unref(codes);
}

/* Tj and the strings of TJ. */
static void show_all(struct reader *r, const unsigned char *p, const unsigned char *end)
{
    if (p < end && *p != '[') {
        show(r, p, end);
        return;
    }
    for (p++; p < end;) {
        const unsigned char *next = pdf_is_space(*p) || *p == ']' ? p + 1 : pdf_skip_object(p, end);
        if (*p == '<' || *p == '(')
            show(r, p, next);
        p = next;
    }
}

static void select_font(struct reader *r, const unsigned char *p, gsize n)
{
    r->now = NULL;
    for (guint i = 0; i < r->font->len; i++) {
        const struct font *f = &g_array_index(r->font, struct font, i);
        if (strlen(f->name) == n && memcmp(f->name, p, n) == 0)
            r->now = f;
    }
}

static void begin_bracket(struct reader *r, const unsigned char *tag, gsize ntag, const unsigned char *dict,
                          gsize n)
{
    static const char artifact[] = "/Artifact", actual[] = "/ActualText";
    r->depth++;
    if (!r->artifact && ntag == strlen(artifact) && memcmp(tag, artifact, ntag) == 0)
        r->artifact = r->depth;
    const unsigned char *own = n ? memmem(dict, n, actual, strlen(actual)) : NULL;
    if (!own || r->actual || r->artifact)
        return;
    const unsigned char *end = dict + n;
    for (own += strlen(actual); own < end && pdf_is_space(*own);)
        own++;
    if (own == end)
        return;
    GByteArray *text = string_bytes(own, pdf_skip_object(own, end));
    put_utf16(r->out, text->data, text->len);
    g_byte_array_unref(text);
    r->actual = r->depth;
}

static void end_bracket(struct reader *r)
{
    if (r->artifact == r->depth)
        r->artifact = 0;
    if (r->actual == r->depth)
        r->actual = 0;
    r->depth -= r->depth > 0;
}

struct operand {
    const unsigned char *at;
    gsize n;
};

static void run(struct reader *r, const unsigned char *op, gsize n, const struct operand *last, int count)
{
    const struct operand *x = &last[MAX(count, 1) - 1];
    if (n == 2 && count >= 2 && memcmp(op, "Tf", 2) == 0)
        select_font(r, x[-1].at, x[-1].n);
    else if (count >= 1 && ((n == 2 && (memcmp(op, "Tj", 2) == 0 || memcmp(op, "TJ", 2) == 0)) ||
                            (n == 1 && (*op == '\'' || *op == '"'))))
        show_all(r, x->at, x->at + x->n);
    else if (n == 3 && count >= 2 && memcmp(op, "BDC", 3) == 0)
        begin_bracket(r, x[-1].at, x[-1].n, x->at, x->n);
    else if (n == 3 && (memcmp(op, "BDC", 3) == 0 || memcmp(op, "BMC", 3) == 0))
        begin_bracket(r, x->at, count ? x->n : 0, NULL, 0);
    else if (n == 3 && memcmp(op, "EMC", 3) == 0)
        end_bracket(r);
}

static void read_content(struct reader *r, const unsigned char *p, const unsigned char *end)
{
    enum { LAST = 8 };
    struct operand last[LAST] = {{p, 0}};
    int count = 0;
    while (p < end) {
        if (pdf_is_space(*p)) {
            p++;
            continue;
        }
        const unsigned char *next = pdf_skip_object(p, end);
        if (pdf_is_operator(p)) {
            run(r, p, (gsize)(next - p), last, count);
            count = 0;
        } else {
            if (count == LAST)
                memmove(last, last + 1, (LAST - 1) * sizeof *last);
            count = MIN(count + 1, LAST);
            last[count - 1] = (struct operand){p, (gsize)(next - p)};
        }
        p = next;
    }
}

char *pdfread_text(struct pdfread *p, struct err *e)
{
    struct reader r = {.font = g_array_new(FALSE, FALSE, sizeof(struct font)),
                       .map = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref),
                       .out = g_string_new(NULL)};
    g_array_set_clear_func(r.font, free_font);
    int pages = qpdf_get_num_pages(p->q);
    for (int i = 0; i < pages && e->kind == ERR_NONE; i++) {
        qpdf_oh page = qpdf_get_page_n(p->q, (size_t)i);
        GBytes *content = pdf_stream(p, qpdf_oh_get_key(p->q, page, "/Contents"), PDF_MAX_CONTENT);
        if (!content) {
            err_set(e, ERR_INPUT, _("page %d of the PDF cannot be read"), i + 1);
            break;
        }
        gsize n;
        const unsigned char *text = g_bytes_get_data(content, &n);
        read_fonts(p, &r, page);
        r.depth = r.artifact = r.actual = 0;
        read_content(&r, text, text + n);
        g_bytes_unref(content);
        if (r.out->len > PDF_MAX_CONTENT || r.mapped > PDF_MAX_CONTENT)
            err_set(e, ERR_LIMIT, _("the PDF has more words than this program takes"));
    }
    g_array_free(r.font, TRUE);
    g_hash_table_unref(r.map);
    pdf_failed(p);
    if (e->kind == ERR_NONE)
        return g_string_free(r.out, FALSE);
    g_string_free(r.out, TRUE);
    return NULL;
}
