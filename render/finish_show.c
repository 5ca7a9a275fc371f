/* finish_show.c - brackets around the text that a content stream shows. */
#include "finish_show.h"

#include "pdftoken.h"

#include <string.h>

enum { DIGITS = 4 }; /* hexadecimal, of a glyph's number */

struct show show_new(const struct pages *p, const struct tags *tags, size_t i, unsigned *pieces, GString *out)
{
    const struct tag_page *plan = &tags->page[i];
    memset(pieces, 0, plan->nrun * sizeof *pieces);
    return (struct show){
        .out = out, .tags = tags, .plan = plan, .pieces = pieces, .next = glyphs_of(p, i, plan)};
}

/* ---- brackets ---- */

static bool in_element(const struct show *s)
{
    return s->plan->run[s->next.run].tag >= 0;
}

static int next_piece(struct show *s)
{
    s->pieces[s->next.run]++;
    return s->mcid++;
}

static void close_run(struct show *s)
{
    if (s->open)
        g_string_append(s->out, "EMC\n");
    s->open = false;
}

static bool run_is_open(const struct show *s)
{
    return s->open && s->run == s->next.run;
}

/* The bracket of the run that the next glyph belongs to, at an offset. */
static void open_run(struct show *s, size_t at)
{
    if (run_is_open(s))
        return;
    const char *end = s->open ? "EMC\n" : "";
    char *begin = in_element(s)
                      ? g_strdup_printf("%s/%s <</MCID %d>> BDC\n", end,
                                        s->tags->tag[s->plan->run[s->next.run].tag].name, next_piece(s))
                      : g_strdup_printf("%s/Artifact <</Type/Pagination>> BDC\n", end);
    g_string_insert(s->out, (gssize)at, begin);
    g_free(begin);
    s->open = true;
    s->run = s->next.run;
}

/* /Span << /ActualText <..> >> BDC within an element.  Poppler takes the end of a bracket without a number
 * for that of the one around it and loses the rest of the element: so it ends the piece and gets a number
 * itself. */
static void open_span(struct show *s, const char *dict)
{
    if (in_element(s)) {
        close_run(s);
        g_string_append_printf(s->out, "/Span <</MCID %d%s BDC", next_piece(s), dict);
    } else {
        open_run(s, s->out->len);
        g_string_append_printf(s->out, "/Span <<%s BDC", dict);
    }
}

bool show_begin(struct show *s, size_t at)
{
    static const char begin[] = "/Span <<";
    if (s->span || s->swallowed || glyphs_end(&s->next) || !g_str_has_prefix(s->out->str + at, "/Span"))
        return false;
    char *dict = g_strdup(s->out->str + at + strlen(begin));
    g_string_truncate(s->out, at);
    if (s->next.joined)
        s->swallowed = true;
    else
        open_span(s, g_strchomp(dict));
    s->span = !s->swallowed;
    g_free(dict);
    return true;
}

bool show_end(struct show *s)
{
    if (s->span)
        g_string_append(s->out, "EMC");
    else if (!s->swallowed)
        return false;
    s->span = s->swallowed = false;
    return true;
}

bool show_pause(struct show *s)
{
    if (s->span || s->swallowed || s->joined)
        return false;
    close_run(s);
    return true;
}

bool show_done(const struct show *s)
{
    return glyphs_end(&s->next) && !s->open && !s->span && !s->swallowed && !s->joined;
}

/* The text of the cluster, in UTF-16BE. */
static void open_joined(struct show *s)
{
    const struct page_cluster *c = &s->next.page->mark[s->next.mark].cluster[s->next.cluster];
    GString *dict = g_string_new(" /ActualText <feff");
    glong n = 0;
    gunichar2 *unit = g_utf8_to_utf16(s->next.text, c->nbyte, NULL, &n, NULL);
    for (glong i = 0; i < n; i++)
        g_string_append_printf(dict, "%04x", unit[i]);
    g_free(unit);
    g_string_append(dict, "> >>");
    open_span(s, dict->str);
    g_string_append_c(s->out, '\n');
    g_string_free(dict, TRUE);
    s->joined = true;
}

/* ---- an array in parts ---- */

struct array {
    struct show *s;
    bool open, in_string;
    GString *space; /* before the next glyph */
};

static void close_string(struct array *a)
{
    if (a->in_string)
        g_string_append_c(a->s->out, '>');
    a->in_string = false;
}

static void close_array(struct array *a)
{
    close_string(a);
    if (a->open)
        g_string_append(a->s->out, "]TJ\n");
    a->open = false;
}

static void put_digits(struct array *a, const char digits[DIGITS])
{
    GString *out = a->s->out;
    if (!a->open)
        g_string_append_c(out, '[');
    if (a->space->len) {
        close_string(a);
        g_string_append_len(out, a->space->str, (gssize)a->space->len);
        g_string_truncate(a->space, 0);
    }
    if (!a->in_string)
        g_string_append_c(out, '<');
    g_string_append_len(out, digits, DIGITS);
    a->open = a->in_string = true;
}

/* One glyph, in the bracket where it belongs. */
static bool put_glyph(struct array *a, const char digits[DIGITS])
{
    struct show *s = a->s;
    if (glyphs_end(&s->next))
        return false;
    if (s->next.joined && s->next.glyph == 0) {
        close_array(a);
        open_joined(s);
    } else if (!s->next.joined && !run_is_open(s)) {
        close_array(a);
        open_run(s, s->out->len);
    }
    put_digits(a, digits);
    glyphs_step(&s->next);
    if (s->joined && s->next.glyph == 0) {
        close_array(a);
        g_string_append(s->out, "EMC\n");
        s->joined = false;
    }
    return true;
}

/* The glyphs of a hexadecimal string from p on; its end, NULL if it is not of whole glyphs. */
static const char *put_string(struct array *a, const char *p)
{
    char digits[DIGITS];
    size_t n = 0;
    for (; g_ascii_isxdigit(*p) || pdf_is_space(*p); p++) {
        if (pdf_is_space(*p)) /* Cairo's lines end anywhere */
            continue;
        digits[n++] = *p;
        if (n == DIGITS && !put_glyph(a, digits))
            return NULL;
        n %= DIGITS;
    }
    return *p == '>' && n == 0 ? p + 1 : NULL;
}

static bool show_parts(struct show *s, size_t at)
{
    char *shown = g_strdup(s->out->str + at);
    const char *p = shown;
    struct array a = {.s = s, .space = g_string_new(NULL)};
    g_string_truncate(s->out, at);
    while (p && *p) {
        if (*p == '<')
            p = put_string(&a, p + 1);
        else if (*p == '(')
            p = NULL;
        else if (*p == '[' || *p == ']' || pdf_is_space(*p))
            p++;
        else
            g_string_append_c(a.space, *p++);
    }
    close_array(&a);
    g_string_free(a.space, TRUE);
    g_free(shown);
    return p != NULL;
}

/* ---- an array as a whole ---- */

/* Whether all its glyphs belong to one run, without joined clusters: most do. */
static bool step_whole(struct glyphs *g, const char *shown)
{
    size_t run = g->run, digits = 0;
    bool in_string = false;
    for (const char *p = shown; *p; p++) {
        if (*p == '(')
            return false;
        if (*p == '<' || *p == '>')
            in_string = *p == '<';
        else if (in_string && !pdf_is_space(*p) && ++digits % DIGITS == 0) {
            if (glyphs_end(g) || g->joined || g->run != run)
                return false;
            glyphs_step(g);
        }
    }
    return digits % DIGITS == 0;
}

bool show_text(struct show *s, size_t at, bool array)
{
    struct glyphs behind = s->next;
    if (!step_whole(&behind, s->out->str + at))
        return !s->span && show_parts(s, at);
    if (!s->span)
        open_run(s, at);
    g_string_append(s->out, array ? "TJ" : "Tj");
    s->next = behind;
    return true;
}
