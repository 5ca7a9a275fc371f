/* finish_content.c - a page's content stream, as Cairo wrote it, made fit to publish.
 * The stream is copied token by token; only operators with their operands are exchanged (ISO 32000-1, 7.8.2).
 */
#include "finish_content.h"

#include "pdftoken.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_OPERANDS = 8 };

struct mend {
    const unsigned char *in, *end;
    GString *out;
    size_t operand[MAX_OPERANDS]; /* where the last operands begin in out */
    int noperand;
    const struct tag_page *plan;
    size_t bracket; /* outer brackets met: the last one is run bracket - 1 */
    int depth;      /* of brackets */
    bool open;      /* a bracket of the run stands open in out */
    GString *name;  /* of the run's element: /P */
    int mcid;       /* number of the next piece */
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
    m->depth--;
    if (m->depth || run_tag(m) < 0)
        g_string_append(m->out, "EMC");
    else
        close_piece(m);
    return true;
}

/* Before text of an element is shown. */
static void begin_piece(struct mend *m)
{
    if (m->depth != 1 || m->open)
        return;
    char *begin = g_strdup_printf("%s <</MCID %d>> BDC\n", m->name->str, next_piece(m));
    g_string_insert(m->out, (gssize)m->operand[0], begin);
    g_free(begin);
    m->open = true;
}

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
        if (in_element)
            begin_piece(m);
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

GString *content_mend(const unsigned char *data, size_t n, const struct tag_page *plan, unsigned *pieces,
                      struct err *e)
{
    struct mend m = {.in = data,
                     .end = data + n,
                     .out = g_string_sized_new(n + n / 4),
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
