/* pdf_rules.c - the lines drawn on a page of a PDF: the paths of pdftocairo -svg.  SVG 1.1, 8.3 (path
 * data), 7.6 (transform).
 *
 * Borders of tables come as strokes, as rectangles, or as thin filled rectangles, in one path or in one for
 * each side of each cell.  All become straight lines here; shading and letters do not, though the outline of
 * a letter may be drawn to make it bold. */
#include "pdf_words.h"
#include "process.h"
#include "source.h"
#include "xmlread.h"

#include <stdint.h>
#include <string.h>

enum {
    THIN = 300, /* a filled rectangle no wider is a line: 3 pt */
    STRAIGHT = 50,
    BESIDE = 100 /* how far the outline of a letter may stand out at the sides of its word */
};

#define ONE    ((int64_t)1000000) /* fixed point of transforms */
#define FACTOR 100                /* the largest factor of a transform */
#define FAR    100000000          /* the largest coordinate */

/* x' = a x + c y + e, y' = b x + d y + f; a-d in 1/ONE, e and f in hundredths of a point. */
struct transform {
    int64_t a, b, c, d, e, f;
};

static const struct transform identity = {ONE, 0, 0, ONE, 0, 0};

struct rules_reading {
    const struct pdf_page *page;
    struct arena *arena;
    GArray *rule;
    int hidden; /* depth of elements whose paths are not drawn where they stand */
    struct transform stack[XML_MAX_DEPTH + 1];
};

static int64_t fixed(const char *s, const char **end)
{
    bool negative = *s == '-';
    const char *at = s + (negative || *s == '+');
    int64_t v = 0, unit = ONE;
    int digits = 0;
    for (; g_ascii_isdigit(*at); at++, digits++)
        v = MIN(v * 10 + (*at - '0') * ONE, FACTOR * ONE);
    if (*at == '.')
        for (at++; g_ascii_isdigit(*at); at++, digits++)
            v += (unit /= 10) * (*at - '0');
    *end = digits ? at : s;
    return negative ? -v : v;
}

/* matrix(a,b,c,d,e,f); identity when it is anything else. */
static struct transform parse_transform(const char *s)
{
    struct transform t = identity;
    if (!s || !g_str_has_prefix(s, "matrix("))
        return t;
    int64_t *coefficient[] = {&t.a, &t.b, &t.c, &t.d};
    const char *at = s + strlen("matrix("), *end;
    for (int i = 0; i < 6; i++) {
        at += strspn(at, ", ");
        if (i < 4)
            *coefficient[i] = fixed(at, &end);
        else
            *(i == 4 ? &t.e : &t.f) = pdf_hundredths(at, &end);
        if (end == at)
            return identity;
        at = end;
    }
    return t;
}

/* Keeps what a hostile file says within what can be multiplied. */
static int64_t within(int64_t v, int64_t most)
{
    return CLAMP(v, -most, most);
}

static struct transform inside(const struct transform *o, const struct transform *t)
{
    return (struct transform){within((o->a * t->a + o->c * t->b) / ONE, FACTOR * ONE),
                              within((o->b * t->a + o->d * t->b) / ONE, FACTOR * ONE),
                              within((o->a * t->c + o->c * t->d) / ONE, FACTOR * ONE),
                              within((o->b * t->c + o->d * t->d) / ONE, FACTOR * ONE),
                              within((o->a * t->e + o->c * t->f) / ONE + o->e, FAR),
                              within((o->b * t->e + o->d * t->f) / ONE + o->f, FAR)};
}

struct point {
    int x, y;
};

static struct point apply(const struct transform *t, int x, int y)
{
    return (struct point){(int)within((t->a * x + t->c * y) / ONE + t->e, FAR),
                          (int)within((t->b * x + t->d * y) / ONE + t->f, FAR)};
}

static void add_line(struct rules_reading *r, struct point p, struct point q)
{
    struct pdf_rule rule = {MIN(p.x, q.x), MIN(p.y, q.y), MAX(p.x, q.x), MAX(p.y, q.y)};
    int wide = rule.x1 - rule.x0, high = rule.y1 - rule.y0;
    if (r->rule->len >= PDF_MAX_RULES || MIN(wide, high) > STRAIGHT || MAX(wide, high) < 100)
        return;
    if (wide >= high)
        rule.y0 = rule.y1 = (rule.y0 + rule.y1) / 2;
    else
        rule.x0 = rule.x1 = (rule.x0 + rule.x1) / 2;
    g_array_append_val(r->rule, rule);
}

/* A filled shape: only a rectangle that is thin is a line. */
static void add_filled(struct rules_reading *r, const GArray *corner)
{
    int x0 = G_MAXINT, y0 = G_MAXINT, x1 = G_MININT, y1 = G_MININT;
    for (guint i = 0; i < corner->len; i++) {
        const struct point *p = &g_array_index(corner, struct point, i);
        x0 = MIN(x0, p->x);
        x1 = MAX(x1, p->x);
        y0 = MIN(y0, p->y);
        y1 = MAX(y1, p->y);
    }
    if (corner->len < 3 || corner->len > 5 || MIN(x1 - x0, y1 - y0) > THIN)
        return;
    if (x1 - x0 >= y1 - y0)
        add_line(r, (struct point){x0, (y0 + y1) / 2}, (struct point){x1, (y0 + y1) / 2});
    else
        add_line(r, (struct point){(x0 + x1) / 2, y0}, (struct point){(x0 + x1) / 2, y1});
}

static void end_shape(struct rules_reading *r, GArray *corner, bool stroke, bool fill, bool curved)
{
    if (fill && !curved)
        add_filled(r, corner);
    for (guint i = 1; stroke && i < corner->len; i++)
        add_line(r, g_array_index(corner, struct point, i - 1), g_array_index(corner, struct point, i));
    g_array_set_size(corner, 0);
}

/* One outline of a path. */
struct outline {
    guint mark; /* the lines before it */
    int x0, y0, x1, y1;
    bool closed;
};

static void grow(struct outline *o, struct point p)
{
    o->x0 = MIN(o->x0, p.x);
    o->y0 = MIN(o->y0, p.y);
    o->x1 = MAX(o->x1, p.x);
    o->y1 = MAX(o->y1, p.y);
}

/* Whether an outline lies where a word stands: a letter that is made bold by drawing its outline as well. */
static bool is_letter(const struct rules_reading *r, const struct outline *o)
{
    for (size_t i = 0; o->closed && i < r->page->n; i++) {
        const struct pdf_word *w = &r->page->word[i];
        int over = (w->y1 - w->y0) / 4; /* what a font says of its height may be too little */
        if (o->x0 >= w->x0 - BESIDE && o->x1 <= w->x1 + BESIDE && o->y0 >= w->y0 - over &&
            o->y1 <= w->y1 + over)
            return true;
    }
    return false;
}

static void begin_outline(const struct rules_reading *r, struct outline *o)
{
    *o = (struct outline){r->rule->len, G_MAXINT, G_MAXINT, G_MININT, G_MININT, false};
}

static void end_outline(struct rules_reading *r, struct outline *o)
{
    if (r->rule->len > o->mark && is_letter(r, o))
        g_array_set_size(r->rule, o->mark);
    begin_outline(r, o);
}

static void read_path(struct rules_reading *r, const char *d, const struct transform *t, bool stroke,
                      bool fill)
{
    GArray *corner = g_array_new(FALSE, FALSE, sizeof(struct point));
    struct point at = {0, 0}, start = at;
    struct outline outline;
    begin_outline(r, &outline);
    bool curved = false;
    int numbers = 0;
    char command = 0;
    for (const char *s = d;;) {
        s += strspn(s, " ,\n\t");
        if (!*s || *s == 'M') {
            end_shape(r, corner, stroke, fill, curved);
            if (stroke)
                end_outline(r, &outline);
            curved = false;
        }
        if (!*s)
            break;
        if (g_ascii_isalpha(*s)) {
            command = *s++;
            numbers = 0;
            if (command == 'Z' || command == 'z') {
                g_array_append_val(corner, start);
                outline.closed = true;
            }
            continue;
        }
        const char *end;
        int x = pdf_hundredths(s, &end);
        if (end == s)
            break;
        s = end;
        int y = at.y;
        if (command == 'M' || command == 'L' || command == 'C') {
            s += strspn(s, " ,\n\t");
            y = pdf_hundredths(s, &end);
            if (end == s)
                break;
            s = end;
        }
        numbers++;
        if (command == 'C' && numbers % 3 != 0)
            continue; /* control points */
        curved = curved || command == 'C';
        at = apply(t, x, y);
        if (command == 'C') { /* no line leads here */
            end_shape(r, corner, stroke, false, true);
        } else if (command != 'M' && command != 'L') {
            break; /* nothing else is written by cairo */
        }
        if (command == 'M')
            start = at;
        grow(&outline, at);
        g_array_append_val(corner, at);
    }
    g_array_free(corner, TRUE);
}

/* A property by attribute or in the style attribute; NULL when it is not set. */
static const char *property(const struct xmlread *x, const char *name, struct arena *a)
{
    const char *own = xmlread_attr(x, name, a);
    if (own)
        return own;
    const char *style = xmlread_attr(x, "style", a);
    size_t n = strlen(name);
    for (const char *s = style; s && *s; s += strcspn(s, ";"), s += *s == ';')
        if (strncmp(s, name, n) == 0 && s[n] == ':')
            return arena_strndup(a, s + n + 1, strcspn(s + n + 1, ";"));
    return NULL;
}

static bool is_drawn(const char *paint)
{
    return paint && strcmp(paint, "none") != 0 && strcmp(paint, "rgb(100%,100%,100%)") != 0;
}

/* Letters and clips are paths too, but not where they stand. */
static bool is_hidden(const struct xmlread *x, struct arena *a)
{
    const char *id = xmlread_is(x, "g") ? xmlread_attr(x, "id", a) : NULL;
    return xmlread_is(x, "symbol") || xmlread_is(x, "clipPath") || xmlread_is(x, "pattern") ||
           xmlread_is(x, "mask") || (id && g_str_has_prefix(id, "glyph"));
}

static void read_start(struct rules_reading *r, const struct xmlread *x, struct arena *scratch)
{
    int depth = xmlread_depth(x);
    struct transform own = parse_transform(xmlread_attr(x, "transform", scratch));
    r->stack[depth] = depth ? inside(&r->stack[depth - 1], &own) : identity;
    if (r->hidden || is_hidden(x, scratch)) {
        r->hidden++;
        return;
    }
    const char *d = xmlread_is(x, "path") ? xmlread_attr(x, "d", scratch) : NULL;
    const char *stroke = property(x, "stroke", scratch), *fill = property(x, "fill", scratch);
    bool filled = fill ? is_drawn(fill) : !stroke || strcmp(stroke, "none") == 0;
    if (d)
        read_path(r, d, &r->stack[depth], is_drawn(stroke), filled && !is_drawn(stroke));
}

struct pdf_rules pdf_rules(GBytes *pdf, const struct pdf_page *p, struct arena *a)
{
    char page[16];
    g_snprintf(page, sizeof page, "%d", p->number);
    const char *const argv[] = {"pdftocairo", "-svg", "-noshrink", "-nocenter", "-f", page,
                                "-l",         page,   "-",         "-",         NULL};
    const struct process run = {argv, "poppler-utils", pdf, NULL, 30, SOURCE_MAX_UNPACKED, (size_t)2 << 30};
    struct err ignored = ERR_INIT;
    GBytes *svg = process_run(&run, &ignored);
    struct xmlread *x = svg ? xmlread_open(svg, "pdftocairo", &ignored) : NULL;
    struct rules_reading r = {
        .page = p, .arena = a, .rule = g_array_new(FALSE, FALSE, sizeof(struct pdf_rule))};
    enum xml_event ev;
    while (x && (ev = xmlread_next(x, &ignored)) != XML_DONE && ev != XML_BAD) {
        struct arena *scratch = arena_new();
        if (ev == XML_START)
            read_start(&r, x, scratch);
        else if (ev == XML_END && r.hidden)
            r.hidden--;
        arena_free(scratch);
    }
    struct pdf_rules rules = {arena_dup(a, r.rule->data, r.rule->len * sizeof(struct pdf_rule)), r.rule->len};
    xmlread_close(x);
    if (svg)
        g_bytes_unref(svg);
    g_array_free(r.rule, TRUE);
    err_clear(&ignored);
    return rules;
}
