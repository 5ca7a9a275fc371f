/* finish_content.c - a page's content stream, as Cairo wrote it, made fit to publish.
 * The stream is copied token by token; only operators with their operands are exchanged (ISO 32000-1, 7.8.2).
 */
#include "finish_content.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_OPERANDS = 8 };

struct mend {
    const unsigned char *in, *end;
    GString *out;
    size_t operand[MAX_OPERANDS]; /* where the last operands begin in out */
    int noperand;
    const struct tag_page *plan;
    size_t bracket; /* brackets met */
    int mcid;       /* next number of an element's bracket */
};

static bool is_space(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}

static bool is_delimiter(int c)
{
    return c && strchr("()<>[]{}/%", c);
}

static const unsigned char *skip_literal(const unsigned char *p, const unsigned char *end)
{
    int depth = 0;
    do {
        if (*p == '\\')
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')')
            depth--;
        p++;
    } while (p < end && depth);
    return MIN(p, end);
}

/* Behind the object that begins at p: strings, arrays and dictionaries are one operand each. */
static const unsigned char *skip_object(const unsigned char *p, const unsigned char *end)
{
    int depth = 0;
    do {
        if (*p == '(') {
            p = skip_literal(p, end);
        } else if (*p == '[' || (*p == '<' && p + 1 < end && p[1] == '<')) {
            p += *p == '[' ? 1 : 2;
            depth++;
        } else if (*p == ']' || (*p == '>' && depth && p + 1 < end && p[1] == '>')) {
            p += *p == ']' ? 1 : 2;
            depth--;
        } else if (*p == '<') {
            while (p < end && *p != '>')
                p++;
            p += p < end;
        } else if (is_space(*p)) {
            p++;
        } else {
            p++; /* a name's slash, or the first character of anything else */
            while (p < end && !is_space(*p) && !is_delimiter(*p))
                p++;
        }
    } while (p < end && depth > 0);
    return p;
}

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

/* /P << /MCID 3 >> BDC: an element's bracket; others (/Span << /ActualText .. >>) stay as they are. */
static bool mend_bracket(struct mend *m)
{
    const char *id = m->noperand == 2 ? strstr(m->out->str + m->operand[1], "/MCID") : NULL;
    if (!id) {
        g_string_append(m->out, "BDC");
        return true;
    }
    if (m->bracket == m->plan->nrun || strtoul(id + strlen("/MCID"), NULL, 10) != m->bracket)
        return false;
    int tag = m->plan->run[m->bracket++].tag;
    g_string_truncate(m->out, m->operand[0] + (tag < 0 ? 0 : operand_length(m, 0)));
    if (tag == TAG_PAGINATION)
        g_string_append(m->out, "/Artifact <</Type/Pagination>> BDC");
    else if (tag == TAG_LAYOUT)
        g_string_append(m->out, "/Artifact <</Type/Layout>> BDC");
    else
        g_string_append_printf(m->out, " <</MCID %d>> BDC", m->mcid++);
    return true;
}

static bool mend_operator(struct mend *m, const unsigned char *op, size_t n)
{
    bool ok = true;
    if (n == 2 && memcmp(op, "rg", 2) == 0)
        mend_colour(m, "rg", "g");
    else if (n == 2 && memcmp(op, "RG", 2) == 0)
        mend_colour(m, "RG", "G");
    else if (n == 3 && memcmp(op, "BDC", 3) == 0)
        ok = mend_bracket(m);
    else
        g_string_append_len(m->out, (const char *)op, (gssize)n);
    m->noperand = 0;
    return ok && !(n == 2 && memcmp(op, "BI", 2) == 0); /* image data follows: the painters draw none */
}

static bool mend_token(struct mend *m)
{
    const unsigned char *p = m->in, *next = skip_object(p, m->end);
    m->in = next;
    if (g_ascii_isalpha(*p) || *p == '\'' || *p == '"')
        return mend_operator(m, p, (size_t)(next - p));
    if (m->noperand == MAX_OPERANDS)
        return false;
    m->operand[m->noperand++] = m->out->len;
    g_string_append_len(m->out, (const char *)p, next - p);
    return true;
}

GString *content_mend(const unsigned char *data, size_t n, const struct tag_page *plan, struct err *e)
{
    struct mend m = {.in = data, .end = data + n, .out = g_string_sized_new(n + 64), .plan = plan};
    bool ok = true;
    while (ok && m.in < m.end) {
        if (!is_space(*m.in)) {
            ok = mend_token(&m);
        } else {
            g_string_append_c(m.out, (char)*m.in);
            m.in++;
        }
    }
    if (ok && m.bracket == plan->nrun)
        return m.out;
    g_string_free(m.out, TRUE);
    err_set(e, ERR_BUG, "the content of a page is not what was painted: bracket %zu of %zu", m.bracket,
            plan->nrun);
    return NULL;
}
