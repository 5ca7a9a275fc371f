/* finish_content.c - a page's content stream, as Cairo wrote it, made fit to publish.
 * The stream is copied token by token; only operators with their operands are exchanged (ISO 32000-1, 7.8.2).
 */
#include "finish_content.h"

#include "finish_glyphs.h"
#include "pdftoken.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_OPERANDS = 8 };

struct mend {
    const unsigned char *in, *end;
    GString *out;
    size_t operand[MAX_OPERANDS]; /* where the last operands begin in out */
    int noperand;
    const struct page *page;
    const struct tag_page *plan;
    size_t bracket;       /* outer brackets met: the last one is run bracket - 1 */
    int depth;            /* of brackets */
    bool open;            /* a bracket of the run stands open in out */
    bool watched;         /* the run has joined clusters: its glyphs are counted */
    bool swallowed;       /* a bracket of Cairo's in a joined cluster, which has one of its own */
    struct glyphs glyphs; /* of a watched run: behind those shown */
    GString *name;        /* of the run's element: /P */
    int mcid;             /* number of the next piece */
    unsigned *pieces;
};

static size_t operand_length(const struct mend *m, int i)
{
    return strcspn(m->out->str + m->operand[i], " \n\r\t");
}

static bool same_operand(const struct mend *m, int i, int k)
{
    size_t n = operand_length(m, i);
    return n == operand_length(m, k) &&
           memcmp(m->out->str + m->operand[i], m->out->str + m->operand[k], n) == 0;
}

/* `r g b rg` becomes `r g` where the three are one text. */
static void mend_colour(struct mend *m, const char *rgb, const char *grey)
{
    if (m->noperand == 3 && same_operand(m, 0, 1) && same_operand(m, 0, 2)) {
        g_string_truncate(m->out, m->operand[0] + operand_length(m, 0));
        g_string_append_printf(m->out, " %s", grey);
    } else {
        g_string_append(m->out, rgb);
    }
}

static int run_tag(const struct mend *m)
{
    return m->plan->run[m->bracket - 1].tag;
}

static const struct mark *mark_end(const struct mend *m)
{
    return m->page->mark + m->plan->run[m->bracket - 1].to;
}

/* Most runs have no joined cluster. */
static void watch_run(struct mend *m)
{
    const struct mark *first = m->page->mark + m->plan->run[m->bracket - 1].from;
    m->watched = false;
    for (const struct mark *k = first; k < mark_end(m) && !m->watched; k++)
        m->watched = k->kind == MARK_GLYPHS && k->ncluster < k->nglyph;
    if (m->watched)
        m->glyphs = glyphs_of(first, mark_end(m));
}

/* An artifact keeps Cairo's bracket; an element's is written piece by piece, where its text is. */
static void begin_run(struct mend *m)
{
    g_string_truncate(m->out, m->operand[0] + operand_length(m, 0));
    g_string_assign(m->name, m->out->str + m->operand[0]);
    g_string_truncate(m->out, m->operand[0]);
    m->open = run_tag(m) < 0;
    if (m->open)
        g_string_append_printf(m->out, "/Artifact <</Type/%s>> BDC",
                               run_tag(m) == TAG_PAGINATION ? "Pagination" : "Layout");
    watch_run(m);
}

static int next_piece(struct mend *m)
{
    m->pieces[m->bracket - 1]++;
    return m->mcid++;
}

static void close_piece(struct mend *m)
{
    if (m->open)
        g_string_append(m->out, "EMC\n");
    m->open = false;
}

/* /Span << /ActualText <..> >> BDC within an element.  Poppler takes the end of a bracket without a number
 * for that of the one around it and loses the rest of the element: so it ends the piece and gets a number
 * itself. */
static void begin_span(struct mend *m)
{
    char *span = g_strdup(m->out->str + m->operand[0]), *dict = strstr(span, "<<");
    g_string_truncate(m->out, m->operand[0]);
    close_piece(m);
    g_string_append_printf(m->out, "/Span <</MCID %d%s", next_piece(m), dict + strlen("<<"));
    g_string_append(m->out, "BDC");
    g_free(span);
}

/* /P << /MCID 3 >> BDC: the bracket of a run; others stand within one. */
static bool begin_bracket(struct mend *m)
{
    const char *id = m->noperand == 2 ? strstr(m->out->str + m->operand[1], "/MCID") : NULL;
    if (m->depth == 0) {
        if (!id || m->bracket == m->plan->nrun || strtoul(id + strlen("/MCID"), NULL, 10) != m->bracket)
            return false;
        m->bracket++;
        begin_run(m);
    } else {
        if (id || m->noperand != 2 || m->depth > 1)
            return false;
        if (m->watched && glyphs_joined(&m->glyphs)) {
            g_string_truncate(m->out, m->operand[0]);
            m->swallowed = true;
            return true;
        }
        if (run_tag(m) < 0)
            g_string_append(m->out, "BDC");
        else
            begin_span(m);
    }
    m->depth++;
    return true;
}

static bool end_bracket(struct mend *m)
{
    if (m->depth == 0)
        return false;
    if (m->swallowed) {
        m->swallowed = false;
        return true;
    }
    if (--m->depth == 0 && m->watched && m->glyphs.mark < mark_end(m))
        return false;
    if (m->depth || run_tag(m) < 0)
        g_string_append(m->out, "EMC");
    else
        close_piece(m);
    return true;
}

/* Before text of an element is shown, at an offset. */
static void begin_piece(struct mend *m, size_t at)
{
    if (m->depth != 1 || m->open || run_tag(m) < 0)
        return;
    char *begin = g_strdup_printf("%s <</MCID %d>> BDC\n", m->name->str, next_piece(m));
    g_string_insert(m->out, (gssize)at, begin);
    g_free(begin);
    m->open = true;
}

/* ---- joined clusters ---- */

/* The text of the cluster, in UTF-16BE. */
static void begin_joined(struct mend *m)
{
    bool in_element = run_tag(m) >= 0;
    if (in_element) {
        close_piece(m);
        g_string_append_printf(m->out, "/Span <</MCID %d /ActualText <feff", next_piece(m));
    } else {
        g_string_append(m->out, "/Span <</ActualText <feff");
    }
    const char *text = m->glyphs.text, *end = text + m->glyphs.mark->cluster[m->glyphs.cluster].nbyte;
    for (; text < end; text = g_utf8_next_char(text)) {
        gunichar cp = g_utf8_get_char(text);
        if (cp > 0xFFFF)
            g_string_append_printf(m->out, "%04x", 0xD7C0 + (cp >> 10));
        g_string_append_printf(m->out, "%04x", cp > 0xFFFF ? 0xDC00 + (cp & 0x3FF) : cp);
    }
    g_string_append(m->out, ">>> BDC\n");
}

/* An array of TJ that is written anew: it ends where a joined cluster begins or does. */
struct array {
    bool open, in_string;
};

static void close_string(struct mend *m, struct array *a)
{
    if (a->in_string)
        g_string_append_c(m->out, '>');
    a->in_string = false;
}

static void close_array(struct mend *m, struct array *a)
{
    close_string(m, a);
    if (a->open)
        g_string_append(m->out, "]TJ\n");
    a->open = false;
}

static void open_array(struct mend *m, struct array *a)
{
    if (!a->open)
        g_string_append_c(m->out, '[');
    a->open = true;
}

/* One glyph, by the four digits of its number, and the space before it, if any. */
static bool put_glyph(struct mend *m, struct array *a, const char *digits, GString *space)
{
    bool joined = glyphs_joined(&m->glyphs), span = m->depth == 1;
    size_t cluster = m->glyphs.cluster;
    const struct mark *mark = m->glyphs.mark;
    if (span && joined && m->glyphs.glyph == 0) {
        close_array(m, a);
        begin_joined(m);
    } else if (span && !joined) {
        begin_piece(m, m->out->len);
    }
    open_array(m, a);
    if (space->len) {
        close_string(m, a);
        g_string_append_len(m->out, space->str, (gssize)space->len);
        g_string_truncate(space, 0);
    }
    if (!a->in_string)
        g_string_append_c(m->out, '<');
    a->in_string = true;
    g_string_append_len(m->out, digits, 4);
    if (!glyphs_step(&m->glyphs))
        return false;
    if (span && joined && (m->glyphs.mark != mark || m->glyphs.cluster != cluster)) {
        close_array(m, a);
        g_string_append(m->out, "EMC\n");
    }
    return true;
}

/* The glyphs of a hexadecimal string from p on; its end, NULL if it is not of whole glyphs. */
static const char *put_string(struct mend *m, struct array *a, const char *p, GString *space)
{
    char digits[4];
    size_t n = 0;
    for (; g_ascii_isxdigit(*p) || pdf_is_space(*p); p++) {
        if (pdf_is_space(*p)) /* Cairo's lines end anywhere */
            continue;
        digits[n++] = *p;
        if (n == sizeof digits && !put_glyph(m, a, digits, space))
            return NULL;
        n %= sizeof digits;
    }
    return *p == '>' && n == 0 ? p + 1 : NULL;
}

/* `[<0001>13<0002>]TJ` or `<0001>Tj` in a watched run. */
static bool show_watched(struct mend *m)
{
    struct array a = {false, false};
    char *shown = g_strdup(m->out->str + m->operand[0]);
    GString *space = g_string_new(NULL);
    const char *p = shown;
    g_string_truncate(m->out, m->operand[0]);
    while (p && *p) {
        if (*p == '<')
            p = put_string(m, &a, p + 1, space);
        else if (*p == '(')
            p = NULL;
        else if (*p == '[' || *p == ']' || pdf_is_space(*p))
            p++;
        else
            g_string_append_c(space, *p++);
    }
    close_array(m, &a);
    g_string_free(space, TRUE);
    g_free(shown);
    return p != NULL;
}

/* ---- operators ---- */

enum op { OP_OTHER, OP_BEGIN, OP_END, OP_SHOW, OP_PAINT, OP_IMAGE, OP_TEXT_END, OP_FILL, OP_STROKE };

static enum op operator_of(const unsigned char *op, size_t n)
{
    static const struct {
        const char *word;
        enum op op;
    } known[] = {
        {"BDC", OP_BEGIN}, {"BMC", OP_BEGIN}, {"EMC", OP_END},  {"TJ", OP_SHOW},  {"Tj", OP_SHOW},
        {"'", OP_SHOW},    {"\"", OP_SHOW},   {"S", OP_PAINT},  {"s", OP_PAINT},  {"f", OP_PAINT},
        {"F", OP_PAINT},   {"f*", OP_PAINT},  {"B", OP_PAINT},  {"B*", OP_PAINT}, {"b", OP_PAINT},
        {"b*", OP_PAINT},  {"sh", OP_PAINT},  {"Do", OP_PAINT}, {"BI", OP_IMAGE}, {"ET", OP_TEXT_END},
        {"rg", OP_FILL},   {"RG", OP_STROKE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strlen(known[i].word) == n && memcmp(known[i].word, op, n) == 0)
            return known[i].op;
    return OP_OTHER;
}

/* An operator with its operands; false for what the painters do not write. */
static bool mend_operator(struct mend *m, const unsigned char *word, size_t n)
{
    enum op op = operator_of(word, n);
    bool in_element = m->depth > 0 && run_tag(m) >= 0;
    switch (op) {
    case OP_BEGIN:
        return begin_bracket(m);
    case OP_END:
        return end_bracket(m);
    case OP_FILL:
        mend_colour(m, "rg", "g");
        return true;
    case OP_STROKE:
        mend_colour(m, "RG", "G");
        return true;
    case OP_IMAGE: /* its data would have to be passed over */
        return false;
    case OP_PAINT: /* in an element it would stand outside all pieces */
        if (m->depth == 0 || in_element)
            return false;
        break;
    case OP_SHOW:
        if (m->depth == 0 || m->noperand == 0)
            return false;
        if (m->watched)
            return m->noperand == 1 && show_watched(m);
        begin_piece(m, m->operand[0]);
        break;
    case OP_TEXT_END: /* brackets and BT .. ET must not cross */
        if (in_element && m->depth == 1)
            close_piece(m);
        break;
    case OP_OTHER:
        break;
    }
    g_string_append_len(m->out, (const char *)word, (gssize)n);
    return true;
}

static bool mend_token(struct mend *m)
{
    const unsigned char *p = m->in, *next = pdf_skip_object(p, m->end);
    m->in = next;
    if (pdf_is_operator(p)) {
        bool ok = mend_operator(m, p, (size_t)(next - p));
        m->noperand = 0;
        return ok;
    }
    if (m->noperand == MAX_OPERANDS)
        return false;
    m->operand[m->noperand++] = m->out->len;
    g_string_append_len(m->out, (const char *)p, next - p);
    return true;
}

GString *content_mend(const unsigned char *data, size_t n, const struct page *page,
                      const struct tag_page *plan, unsigned *pieces, struct err *e)
{
    struct mend m = {.in = data,
                     .end = data + n,
                     .out = g_string_sized_new(n + n / 4),
                     .page = page,
                     .plan = plan,
                     .name = g_string_new(NULL),
                     .pieces = pieces};
    memset(pieces, 0, plan->nrun * sizeof *pieces);
    bool ok = true;
    while (ok && m.in < m.end) {
        if (!pdf_is_space(*m.in)) {
            ok = mend_token(&m);
        } else {
            g_string_append_c(m.out, (char)*m.in);
            m.in++;
        }
    }
    g_string_free(m.name, TRUE);
    if (ok && m.bracket == plan->nrun && m.depth == 0)
        return m.out;
    g_string_free(m.out, TRUE);
    err_set(e, ERR_BUG, "the content of a page is not what was painted: bracket %zu of %zu", m.bracket,
            plan->nrun);
    return NULL;
}
