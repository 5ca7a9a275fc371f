/* finish_content.c - a page's content stream, as Cairo wrote it, made fit to publish.
 * The stream is copied token by token; operators with their operands are exchanged, and brackets put around
 * what they show (ISO 32000-1, 7.8.2, 14.6). */
#include "finish_content.h"

#include "finish_show.h"
#include "pdftoken.h"

#include <string.h>

enum { MAX_OPERANDS = 8 };

struct mend {
    const unsigned char *in, *end;
    struct show show;
    GString *out;
    size_t operand[MAX_OPERANDS]; /* where the last operands begin in out */
    int noperand;
    bool in_path;
    size_t path; /* where it begins in out */
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

static void begin_path(struct mend *m)
{
    if (!m->in_path)
        m->path = m->operand[0];
    m->in_path = true;
}

/* Paths are rules and shading. */
static bool paint_path(struct mend *m, const unsigned char *word, size_t n)
{
    if (!m->in_path)
        return false;
    g_string_insert(m->out, (gssize)m->path, "/Artifact <</Type/Layout>> BDC ");
    g_string_append_len(m->out, (const char *)word, (gssize)n);
    g_string_append(m->out, " EMC");
    m->in_path = false;
    return true;
}

enum op {
    OP_OTHER,
    OP_BEGIN,
    OP_END,
    OP_SHOW,
    OP_PATH,
    OP_PATH_END,
    OP_PAINT,
    OP_TEXT_END,
    OP_FILL,
    OP_STROKE,
    OP_NEVER
};

static enum op operator_of(const unsigned char *word, size_t n)
{
    static const struct {
        const char word[4];
        enum op op;
    } known[] = {
        {"TJ", OP_SHOW},  {"BDC", OP_BEGIN}, {"EMC", OP_END},  {"Tj", OP_SHOW},  {"ET", OP_TEXT_END},
        {"rg", OP_FILL},  {"RG", OP_STROKE}, {"m", OP_PATH},   {"re", OP_PATH},  {"n", OP_PATH_END},
        {"S", OP_PAINT},  {"s", OP_PAINT},   {"f", OP_PAINT},  {"F", OP_PAINT},  {"f*", OP_PAINT},
        {"B", OP_PAINT},  {"B*", OP_PAINT},  {"b", OP_PAINT},  {"b*", OP_PAINT}, {"'", OP_NEVER},
        {"\"", OP_NEVER}, {"sh", OP_NEVER},  {"Do", OP_NEVER}, {"BI", OP_NEVER}, {"BMC", OP_NEVER},
    };
    char padded[4] = "";
    if (n >= sizeof padded)
        return OP_OTHER;
    memcpy(padded, word, n);
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (memcmp(known[i].word, padded, sizeof padded) == 0)
            return known[i].op;
    return OP_OTHER;
}

/* An operator with its operands; false for what the painter does not write. */
static bool mend_operator(struct mend *m, const unsigned char *word, size_t n)
{
    switch (operator_of(word, n)) {
    case OP_NEVER:
        return false;
    case OP_BEGIN:
        return m->noperand == 2 && show_begin(&m->show, m->operand[0]);
    case OP_END:
        return show_end(&m->show);
    case OP_SHOW:
        return m->noperand == 1 && show_text(&m->show, m->operand[0], *word == 'T' && word[1] == 'J');
    case OP_PAINT:
        return paint_path(m, word, n);
    case OP_FILL:
        mend_colour(m, "rg", "g");
        return true;
    case OP_STROKE:
        mend_colour(m, "RG", "G");
        return true;
    case OP_PATH:
        begin_path(m);
        break;
    case OP_PATH_END:
        m->in_path = false;
        break;
    case OP_TEXT_END: /* brackets and BT .. ET must not cross */
        if (!show_pause(&m->show))
            return false;
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

GString *content_mend(const unsigned char *data, size_t n, const struct pages *p, const struct tags *tags,
                      size_t i, unsigned *pieces, struct err *e)
{
    GString *out = g_string_sized_new(n + n / 4);
    struct mend m = {.in = data, .end = data + n, .out = out, .show = show_new(p, tags, i, pieces, out)};
    bool ok = true;
    while (ok && m.in < m.end) {
        if (!pdf_is_space(*m.in)) {
            ok = mend_token(&m);
        } else {
            g_string_append_c(m.out, (char)*m.in);
            m.in++;
        }
    }
    if (ok && show_done(&m.show))
        return m.out;
    err_set(e, ERR_BUG, "the content of page %zu is not what was painted: mark %zu of %zu", i + 1,
            m.show.next.mark, p->page[i].nmark);
    g_string_free(m.out, TRUE);
    return NULL;
}
