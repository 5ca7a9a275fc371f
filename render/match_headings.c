/* match_headings.c - which lines are headings. */
#include "match_prose.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

enum {
    LIKE_TITLE = 850,   /* of a section's title to the edition's, or to one of its variants */
    LONGEST_TITLE = 60, /* characters of a section's heading, */
    LONGEST_SUB = 40,   /* of one inside a section */
    LEVELS = 5
};

/* --- numbers in front ------------------------------------------------------- */

/* How many folded characters a number in front takes and which level it tells, also where the mark behind it
 * is another than usual (一. 一 第一部分). */
static int numbering(struct fold f, int *level)
{
    static const uint32_t part[] = {0x90E8, 0x5206}; /* 部分 */
    static const char numerals[] = "一二三四五六七八九十";
    int n = fold_number(f), i = 0;
    *level = 0;
    if (n > 0) {
        bool bracket = f.c[0] == '(', digits = f.c[bracket] >= '0' && f.c[bracket] <= '9';
        *level = bracket ? (digits ? 4 : 2) : (digits ? 3 : 1);
        return n;
    }
    bool ordinal = f.n > 0 && f.c[0] == 0x7B2C; /* 第 */
    for (i = ordinal; i < f.n; i++) {
        char one[8] = {0};
        utf8_write(f.c[i], one);
        if (!strstr(numerals, one))
            break;
    }
    if (i == ordinal || i == f.n)
        return 0;
    if (ordinal && (i + 2 > f.n || f.c[i] != part[0] || f.c[i + 1] != part[1]))
        return 0;
    i += ordinal ? 2 : 0;
    i += i < f.n && (f.c[i] == ',' || f.c[i] == ':' || f.c[i] == '.');
    *level = 1;
    return i;
}

static bool ends_sentence(const char *text)
{
    static const char stops[] = "。；：，、！？…,;:!?.";
    const char *end = text + strlen(text);
    char one[8] = {0};
    if (end == text)
        return false;
    g_unichar_to_utf8(g_utf8_get_char(g_utf8_prev_char(end)), one);
    return strstr(stops, one) != NULL;
}

/* --- titles of the edition -------------------------------------------------- */

static int title_like(const struct edition_section *s, struct fold words, struct arena *a)
{
    int best = fold_like(words, fold_text(s->title, a));
    for (size_t i = 0; i < s->nalso; i++)
        best = MAX(best, fold_like(words, fold_text(s->also[i], a)));
    return best;
}

/* The section whose title these words are, -1: none. */
static int section_of(const struct edition *ed, struct fold words, struct arena *a)
{
    int best = LIKE_TITLE - 1, at = -1;
    for (size_t i = 0; i < ed->nsection; i++) {
        int like = title_like(&ed->section[i], words, a);
        if (like > best) {
            best = like;
            at = (int)i;
        }
    }
    return at;
}

bool names_section(const char *text, const struct editions *editions, struct arena *a)
{
    int level;
    struct fold f = fold_text(text, a);
    int n = f.n <= LONGEST_TITLE ? numbering(f, &level) : f.n;
    for (size_t i = 0; i < editions->n && n < f.n; i++)
        if (section_of(editions->edition[i], fold_part(f, n, f.n), a) >= 0)
            return true;
    return false;
}

/* Behind the title of a section that text goes on after (六、其他需要报告的事项：无。), or NULL. */
static const char *behind_title(const struct edition *ed, const char *text, int *known, struct arena *a)
{
    static const char *const mark[] = {"：", ":", "。", " ", "　"};
    for (size_t i = 0; i < G_N_ELEMENTS(mark); i++) {
        const char *at = strstr(text, mark[i]);
        for (int tries = 0; at && tries < 3; tries++, at = strstr(at + 1, mark[i])) {
            int level;
            struct fold f = fold_text(arena_strndup(a, text, (size_t)(at - text)), a);
            int n = numbering(f, &level);
            if (level != 1 || f.n > LONGEST_TITLE)
                continue;
            *known = section_of(ed, fold_part(f, n, f.n), a);
            const char *rest = at + strlen(mark[i]);
            if (*known >= 0 && fold_text(rest, a).n)
                return rest;
        }
    }
    return NULL;
}

/* The text up to `end`, without blanks before it. */
static const char *without_end(const char *text, const char *end, struct arena *a)
{
    while (end > text && g_unichar_isspace(g_utf8_get_char(g_utf8_find_prev_char(text, end))))
        end = g_utf8_find_prev_char(text, end);
    return arena_strndup(a, text, (size_t)(end - text));
}

/* --- one line --------------------------------------------------------------- */

/* What a line would be as a heading. */
struct look {
    int level; /* told by its number; 0: none */
    int known;
    bool plain; /* short, and no sentence */
};

static bool is_piece_below(const struct label *node, struct fold f, struct arena *a)
{
    for (size_t i = 0; i < node->nchild; i++)
        if (fold_find(fold_text(node->child[i]->text, a), f, 0) >= 0 || is_piece_below(node->child[i], f, a))
            return true;
    return false;
}

/* Whether these words begin a row of a table: 一、本年新收政府信息公开申请. */
static bool is_piece_of_label(const struct edition *ed, struct fold f, struct arena *a)
{
    for (size_t i = 0; i < ed->nsection; i++)
        for (size_t b = 0; ed->section[i].form && b < ed->section[i].form->nband; b++)
            if (is_piece_below(ed->section[i].form->band[b].rows.root, f, a))
                return true;
    return false;
}

/* Whether a line ends in dots or blanks and the number of a page: 一、总体情况……3. */
static bool has_leader(const char *text)
{
    static const char *const leader[] = {"…", "·", "⋯", ".", "．", " ", "　"};
    const char *end = text + strlen(text);
    while (end > text && g_ascii_isdigit(end[-1]))
        end--;
    if (!*end || strlen(end) > 3)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(leader); i++) {
        size_t n = strlen(leader[i]);
        if ((size_t)(end - text) > n && memcmp(end - n, leader[i], n) == 0)
            return true;
    }
    return false;
}

static const char *without_leader(const char *text, struct arena *a)
{
    static const char marks[] = "0123456789. …·⋯．　";
    const char *end = text + strlen(text);
    while (end > text) {
        const char *last = g_utf8_find_prev_char(text, end);
        char one[8] = {0};
        g_unichar_to_utf8(g_utf8_get_char(last), one);
        if (!strstr(marks, one))
            break;
        end = last;
    }
    return arena_strndup(a, text, (size_t)(end - text));
}

static struct look look_at(const struct entry *e, const struct edition *ed, struct arena *a)
{
    struct look k = {.known = -1};
    struct fold f = fold_text(has_leader(e->text) ? without_leader(e->text, a) : e->text, a);
    int n = numbering(f, &k.level), end = f.n;
    if (f.cut || f.n > LONGEST_TITLE || n >= f.n)
        return k;
    while (end > n && (f.c[end - 1] == ':' || f.c[end - 1] == '.' || f.c[end - 1] == ','))
        end--;
    k.known = section_of(ed, fold_part(f, n, end), a);
    k.plain =
        f.n - n <= LONGEST_SUB && !ends_sentence(e->text) && (k.known >= 0 || !is_piece_of_label(ed, f, a));
    if (k.known < 0 && k.level == 1 && !heading_level(e->text, NULL))
        k.level = 0; /* 一是……, 三个 …: only a known title makes a number of these */
    return k;
}

/* The level of numbers that the known sections have: the one that most of them have. */
static int main_level(const struct entries *e, const struct look *look, const struct edition *ed)
{
    static const int order[LEVELS] = {1, 3, 2, 0, 4};
    size_t most = 0;
    int level = 1;
    for (int i = 0; i < LEVELS; i++) {
        size_t count = 0;
        for (size_t s = 0; s < ed->nsection; s++)
            for (size_t k = 0; k < e->n; k++)
                if (e->entry[k].kind == ENTRY_TEXT && look[k].known == (int)s && look[k].level == order[i]) {
                    count++;
                    break;
                }
        if (count > most) {
            most = count;
            level = order[i];
        }
    }
    return level;
}

static bool is_found(const struct entries *e, const struct look *look, int known, int level)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->entry[i].kind == ENTRY_TEXT && look[i].known == known && look[i].level == level)
            return true;
    return false;
}

static bool comes_again(const struct entries *e, size_t i)
{
    for (size_t k = i + 1; k < e->n && e->entry[i].known >= 0; k++)
        if (e->entry[k].section && e->entry[k].known == e->entry[i].known)
            return true;
    return false;
}

/* A list of contents: headings one behind the other that come again further on, those below them, and the
 * word above.
 */
static void drop_contents(struct entries *e, struct matching *m)
{
    bool *drop = ARENA_ARRAY(m->a, e->n, bool);
    for (size_t i = 0; i < e->n; i++) {
        struct entry *x = &e->entry[i], *before = i ? x - 1 : NULL, *behind = i + 1 < e->n ? x + 1 : NULL;
        bool listed = (behind && (behind->section || has_leader(behind->text ? behind->text : ""))) ||
                      (i && drop[i - 1]) || has_leader(x->text ? x->text : "");
        drop[i] = x->section ? listed && comes_again(e, i)
                             : i && drop[i - 1] && x->kind == ENTRY_TEXT && has_leader(x->text);
        if (drop[i] && before && !before->done && before->text &&
            words_have(&m->words->contents, fold_text(before->text, m->a))) {
            before->section = before->subheading = false;
            before->done = true;
            leave_over(m, before->line, before->text);
        }
    }
    for (size_t i = 0; i < e->n; i++) {
        if (!drop[i])
            continue;
        e->entry[i].section = e->entry[i].subheading = false;
        e->entry[i].done = true;
        leave_over(m, e->entry[i].line, e->entry[i].text);
    }
}

static bool is_subheading(const struct entry *e, const struct look *k)
{
    const struct source_item *item = e->line->item;
    bool paragraph = item->kind == SOURCE_TEXT;
    bool bold = paragraph && item->bold_start && item->bold_bytes >= strlen(item->text);
    if (paragraph && item->heading > 0)
        return utf8_length(e->text) <= LONGEST_TITLE;
    return k->plain && (k->level > 0 || bold);
}

/* A title broken over two lines: put together it is more like the edition's than its first line alone. */
static void join_title(struct entries *e, size_t i, const struct edition *ed, struct arena *a)
{
    struct entry *x = &e->entry[i], *next = i + 1 < e->n ? &e->entry[i + 1] : NULL;
    if (!next || next->kind != ENTRY_TEXT || next->done || utf8_length(next->text) > LONGEST_SUB)
        return;
    int level;
    struct fold alone = fold_text(x->text, a),
                both = fold_text(arena_printf(a, "%s%s", x->text, next->text), a);
    int n = numbering(alone, &level);
    const struct edition_section *s = &ed->section[x->known];
    if (title_like(s, fold_part(both, n, both.n), a) <= title_like(s, fold_part(alone, n, alone.n), a))
        return;
    x->text = arena_printf(a, "%s%s", x->text, next->text);
    next->done = true;
}

bool runs_in(const char *text, struct arena *a)
{
    static const char *const stop[] = {"。", "；", "！", "？"};
    struct fold f = fold_text(text, a);
    for (size_t i = 0; i < G_N_ELEMENTS(stop); i++) {
        const char *at = strstr(text, stop[i]);
        if (at && at[strlen(stop[i])])
            return false;
    }
    return f.n > fold_number(f);
}

void mark_headings(struct entries *e, const struct edition *edition, struct matching *m)
{
    struct look *look = ARENA_ARRAY(m->a, e->n, struct look);
    for (size_t i = 0; i < e->n; i++)
        if (e->entry[i].kind == ENTRY_TEXT)
            look[i] = look_at(&e->entry[i], edition, m->a);
    int main = main_level(e, look, edition);
    for (size_t i = 0; i < e->n; i++) {
        struct entry *x = &e->entry[i];
        const struct look *k = &look[i];
        if (x->kind != ENTRY_TEXT || x->done)
            continue;
        x->known = k->known;
        x->section = k->known >= 0 ? k->level == main || (k->level == 0 && !is_found(e, look, k->known, main))
                                   : k->level == 1 && main == 1 && k->plain;
        if (x->section && x->known >= 0)
            join_title(e, i, edition, m->a);
        int known = -1;
        const char *rest = x->section ? NULL : behind_title(edition, x->text, &known, m->a);
        if (rest && main == 1) {
            x->section = true;
            x->known = known;
            x->rest = rest;
            x->text = without_end(x->text, rest, m->a);
        }
        x->subheading = !x->section && is_subheading(x, k);
    }
    drop_contents(e, m);
}
