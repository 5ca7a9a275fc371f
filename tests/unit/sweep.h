/* sweep.h - rules that hold in every line of a text set with the real fonts, told from its characters and
 * from where they stand, not from what the breaker thought of them. */
#ifndef SWEEP_H
#define SWEEP_H

#include "typeset.h"
#include "t.h"

#include "kinsoku.h"
#include "paragraph.h"
#include "utf8.h"

static const char SWEEP_NEVER_FIRST[] = "”’）》〉】〗〕］｝」』。，、；：？！．‼⁇⁈⁉–～·/／％%‰℃℉)],.;:!?①②③";
static const char SWEEP_NEVER_LAST[] = "“‘（《〈【〖〔［｛「『/／￥¥±([";

/* A paragraph that was set, its characters in step with its clusters. */
struct sweep {
    const struct paragraph *p;
    const struct cluster *c;
    size_t n;
    struct placed *at; /* [n], line by line */
    len_t *width;      /* [nline] */
    const char *wrong; /* what is out of order, NULL: nothing yet */
    size_t wrong_line;
};

static inline bool sweep_one_of(uint32_t cp, const char *list)
{
    while (cp && *list)
        if (utf8_next(&list) == cp)
            return true;
    return false;
}

static inline uint32_t sweep_cp(const struct sweep *s, size_t i)
{
    return i < s->n ? s->c[i].cp : 0;
}

static inline bool sweep_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static inline bool sweep_alnum(uint32_t cp)
{
    return sweep_digit(cp) || ((cp | 32) >= 'a' && (cp | 32) <= 'z');
}

/* Does the run of ASCII that character i stands in look like a web address? */
static inline bool sweep_in_url(const struct sweep *s, size_t i)
{
    size_t from = i;
    if (s->c[i].cp <= ' ' || s->c[i].cp >= 0x7F)
        return false;
    while (from > 0 && s->c[from - 1].cp > ' ' && s->c[from - 1].cp < 0x7F)
        from--;
    for (; from < s->n && s->c[from].cp > ' ' && s->c[from].cp < 0x7F; from++)
        if (s->c[from].cp == ':' && sweep_cp(s, from + 1) == '/' && sweep_cp(s, from + 2) == '/')
            return true;
    return false;
}

/* What is wrong with a line that ends before character i; NULL if nothing is. */
static inline const char *sweep_parted(const struct sweep *s, size_t i)
{
    size_t l = i - 1; /* a typed space that ends a line hangs over */
    while (l > 0 && s->c[l].cp == ' ')
        l--;
    uint32_t a = s->c[l].cp, b = s->c[i].cp;
    bool space = l + 1 < i,
         alone = b == 0x2014 && sweep_cp(s, i + 1) != 0x2014 && s->c[i].advance < s->c[i].style->cell * 3 / 2;
    if (sweep_in_url(s, l) && sweep_in_url(s, i))
        return a == '/' ? NULL : "an address is cut elsewhere than behind a /";
    if (sweep_one_of(b, SWEEP_NEVER_FIRST))
        return "a mark starts a line";
    if (sweep_one_of(a, SWEEP_NEVER_LAST))
        return "a mark ends a line";
    if (b == a && (b == 0x2014 || b == 0x2026))
        return "a long mark is cut";
    if (alone && a != 0x2014)
        return "a connector starts a line";
    if (space)
        return NULL;
    if (sweep_alnum(a) && sweep_alnum(b))
        return "a word or number is cut";
    if (sweep_digit(b) && (a == '.' || a == ',' || a == ':') && l > 0 && sweep_digit(s->c[l - 1].cp))
        return "a figure is cut at its point";
    if (sweep_digit(b) && (a == '+' || a == 0xFF0B || a == 0x7B2C))
        return "a number leaves its sign, or 第";
    return NULL;
}

/* The widest the gap behind character i may be before its line is loose (B4). */
static inline len_t sweep_limit(const struct sweep *s, size_t i, bool han)
{
    uint32_t a = s->c[i].cp, b = s->c[i + 1].cp;
    len_t cell = s->c[i].style->cell;
    if (a == ' ' || b == ' ')
        return cell / 2;
    if (sweep_alnum(a) && sweep_alnum(b))
        return 0;
    if ((sweep_alnum(a) && utf8_is_han(b)) || (utf8_is_han(a) && sweep_alnum(b)))
        return cell / (han ? 3 : 2);
    return cell / 4;
}

/* Is there a place between Han, or beside a mark, where the line can grow? */
static inline bool sweep_grows(const struct sweep *s, size_t line)
{
    const struct line *l = &s->p->line[line];
    bool han = false;
    for (size_t i = l->from; i + 1 < l->to; i++)
        han |= s->p->item[i].gap == GAP_HAN || s->p->item[i].gap == GAP_AVOID;
    return han;
}

static inline void sweep_gaps(struct sweep *s, size_t line)
{
    const struct line *l = &s->p->line[line];
    bool han = sweep_grows(s, line);
    for (size_t i = l->from; i + 1 < l->to; i++) {
        len_t gap = s->at[i + 1].x - s->at[i].x - s->at[i].width;
        if (gap > sweep_limit(s, i, han) + 2 && !l->loose && !l->forced)
            s->wrong = "a wide gap is not reported", s->wrong_line = line;
        if (gap < -s->c[i].style->cell / 100 - 2) /* a measure may be rounded by so much (C-12) */
            s->wrong = "characters overlap", s->wrong_line = line;
    }
}

/* A line of nothing but Han stands on the grid of its cells, the last line too. */
static inline bool sweep_plain(struct sweep *s, size_t line, len_t room)
{
    const struct line *l = &s->p->line[line];
    len_t cell = s->c[l->from].style->cell;
    for (size_t i = l->from; i < l->to; i++)
        if (!utf8_is_han(s->c[i].cp))
            return false;
    len_t full = (len_t)(l->to - l->from) * cell;
    if (!l->last && (room - full > cell / 100 || room - full < -cell / 100))
        return false;
    for (size_t i = l->from; i < l->to; i++) {
        len_t off = s->at[i].x - s->at[i].cut_left - (len_t)(i - l->from) * cell;
        if (off > cell / 100 || off < -cell / 100)
            s->wrong = "a line of plain Han is off the grid", s->wrong_line = line;
    }
    return true;
}

/* Look at every line; justify as the paragraph was set.  *plain counts lines of plain Han. */
static inline struct sweep sweep_paragraph(const struct paragraph *p, struct arena *a, int *plain)
{
    struct sweep s = {.p = p, .c = p->shaped->cluster, .n = p->shaped->ncluster};
    s.at = ARENA_ARRAY(a, s.n, struct placed);
    s.width = ARENA_ARRAY(a, p->nline, len_t);
    for (size_t k = 0; k < p->nline; k++) {
        const struct line *l = &p->line[k];
        len_t room = p->width - (k ? 0 : p->indent);
        s.width[k] = break_place(p->item, l, room, p->justify, s.at + l->from);
        if (l->from != (k ? p->line[k - 1].to : 0) || l->to <= l->from)
            s.wrong = "lines do not follow each other", s.wrong_line = k;
        if (l->forced)
            continue;
        if (k + 1 < p->nline && sweep_parted(&s, l->to))
            s.wrong = sweep_parted(&s, l->to), s.wrong_line = k;
        len_t over = s.width[k] - room, near = LEN_PT / 20;
        if (l->last || !sweep_grows(&s, k)) /* nowhere to take up what the measure is rounded by (C-12) */
            near = s.c[l->from].style->cell / 100;
        if (over > near || (p->justify && !l->last && over < -near && !(l->loose && !sweep_grows(&s, k))))
            s.wrong = "a right edge is out", s.wrong_line = k;
        if (p->justify)
            sweep_gaps(&s, k);
        *plain += sweep_plain(&s, k, room);
    }
    if (!s.wrong && (p->nline == 0) != (s.n == 0))
        s.wrong = "text without lines";
    if (!s.wrong && s.n && p->line[p->nline - 1].to != s.n)
        s.wrong = "text is left over";
    return s;
}

/* The words of the lines, with | between them; a loose line ends with ~, a forced one with !. */
static inline const char *sweep_text(const struct paragraph *p)
{
    static char out[65536];
    size_t n = 0;
    for (size_t k = 0; k < p->nline && n < sizeof out - 400; k++) {
        const struct cluster *first = &p->shaped->cluster[p->line[k].from],
                             *last = &p->shaped->cluster[p->line[k].to - 1];
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s%s%s", k ? "|" : "",
                              (int)(last->byte + last->nbyte - first->byte), p->shaped->text + first->byte,
                              p->line[k].loose ? "~" : "", p->line[k].forced ? "!" : "");
    }
    return out;
}

/* Set the spans and look; every loose and every forced line must be reported.  False, and the case failed,
 * when anything is wrong. */
static inline bool sweep_set(struct typeset *t, const struct span *span, size_t n, len_t width, len_t indent,
                             bool justify, int *plain, const struct paragraph **out)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct typesetter set = {t->layout, t->fonts, t->shaper, t->words, a, d};
    const struct paragraph *p = paragraph_set(&set, span, n, "/x", width, indent, justify);
    struct sweep s = sweep_paragraph(p, a, plain);
    size_t bad = 0;
    for (size_t k = 0; k < p->nline; k++)
        bad += p->line[k].loose || p->line[k].forced;
    size_t told = 0;
    for (size_t i = 0; i < diag_size(d); i++)
        told += g_str_has_prefix(diag_get(d, i)->id, "TYPE-");
    if (!s.wrong && bad != told)
        s.wrong = "loose or cut lines are not reported";
    if (s.wrong) {
        char said[2000];
        snprintf(said, sizeof said, "%s (line %zu), W %.3f em: %.1800s", s.wrong, s.wrong_line + 1,
                 (double)width / (double)(n ? span[0].style->cell : 1), sweep_text(p));
        t_fail(__FILE__, __LINE__, said);
    }
    if (out)
        *out = p;
    bool good = !s.wrong;
    if (out) { /* the caller looks on: keep it for the life of the set-up */
        arena_cleanup(t->a, (void (*)(void *))arena_free, a);
    } else {
        arena_free(a);
    }
    diag_free(d);
    return good;
}

#endif
