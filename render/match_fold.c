/* match_fold.c - words of a published table compared with those of a form. */
#include "match_fold.h"

#include <glib.h>
#include <string.h>

/* The one character that stands for all of its kind; 0: left out. */
static uint32_t fold_char(gunichar c)
{
    static const struct {
        const char *all;
        char one;
    } kind[] = {{"〔【[［{", '('}, {"〕】]］}", ')'}, {"、,;·・•", ','}, {"。．", '.'}, {"—–‐‑‒―−─", '-'}};
    static const char quotes[] = "\"'“”‘’「」『』`´″′";
    char one[8] = {0};
    if (g_unichar_isspace(c) || g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
        return 0;
    g_unichar_to_utf8(c, one);
    if (strstr(quotes, one))
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS(kind); i++)
        if (strstr(kind[i].all, one))
            return (uint32_t)kind[i].one;
    return g_unichar_tolower(c);
}

struct fold fold_text(const char *text, struct arena *a)
{
    struct fold f = {0};
    if (!text || !*text)
        return f;
    /* at most a third of FOLD_MAX bytes are needed for what is kept, but blanks are not counted before */
    char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    uint32_t kept[FOLD_MAX];
    for (const char *s = plain ? plain : ""; *s && !f.cut; s = g_utf8_next_char(s)) {
        uint32_t c = fold_char(g_utf8_get_char(s));
        if (!c)
            continue;
        f.cut = f.n == FOLD_MAX;
        if (!f.cut)
            kept[f.n++] = c;
    }
    g_free(plain);
    f.c = arena_dup(a, kept, (size_t)f.n * sizeof *kept);
    return f;
}

struct fold fold_part(struct fold f, int from, int to)
{
    return (struct fold){f.c + from, to - from, false};
}

bool fold_same(struct fold x, struct fold y)
{
    return x.n == y.n && !x.cut && !y.cut && (x.n == 0 || memcmp(x.c, y.c, (size_t)x.n * sizeof *x.c) == 0);
}

char *fold_key(struct fold f)
{
    char *key = g_ucs4_to_utf8((const gunichar *)f.c, f.n, NULL, NULL, NULL);
    return key ? key : g_strdup("");
}

int fold_find(struct fold x, struct fold y, int from)
{
    for (int i = from; y.n > 0 && i + y.n <= x.n; i++)
        if (memcmp(x.c + i, y.c, (size_t)y.n * sizeof *y.c) == 0)
            return i;
    return -1;
}

bool fold_begins(struct fold x, struct fold y)
{
    return y.n > 0 && y.n <= x.n && memcmp(x.c, y.c, (size_t)y.n * sizeof *y.c) == 0;
}

bool fold_is_digits(struct fold f)
{
    for (int i = 0; i < f.n; i++)
        if (f.c[i] < '0' || f.c[i] > '9')
            return false;
    return f.n > 0;
}

bool fold_whole(struct fold f)
{
    int open = 0;
    for (int i = 0; i < f.n && open >= 0; i++)
        open += f.c[i] == '(' ? 1 : f.c[i] == ')' ? -1 : 0;
    return open == 0;
}

static bool is_numeral(uint32_t c, bool chinese)
{
    static const char numerals[] = "〇零一二三四五六七八九十百";
    char one[8] = {0};
    g_unichar_to_utf8(c, one);
    return chinese ? strstr(numerals, one) != NULL : c >= '0' && c <= '9';
}

int fold_number(struct fold f)
{
    bool bracket = f.n > 0 && f.c[0] == '(';
    int from = bracket ? 1 : 0, to = from;
    bool chinese = f.n > from && is_numeral(f.c[from], true);
    while (to < f.n && is_numeral(f.c[to], chinese))
        to++;
    if (to == from || to == f.n)
        return 0;
    bool mark = bracket ? f.c[to] == ')' : f.c[to] == ',' || f.c[to] == '.';
    if (mark && !chinese && !bracket && to + 1 < f.n && is_numeral(f.c[to + 1], false))
        return 0; /* 1.5 */
    return mark ? to + 1 : 0;
}

static int min3(int a, int b, int c)
{
    return MIN(a, MIN(b, c));
}

/* The number of edits, by rows of the usual table. */
static int edits(struct fold x, struct fold y)
{
    int row[3][FOLD_MAX + 1];
    for (int j = 0; j <= y.n; j++)
        row[0][j] = j;
    for (int i = 1; i <= x.n; i++) {
        int *now = row[i % 3], *one = row[(i + 2) % 3], *two = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= y.n; j++) {
            bool same = x.c[i - 1] == y.c[j - 1];
            now[j] = min3(one[j] + 1, now[j - 1] + 1, one[j - 1] + !same);
            if (i > 1 && j > 1 && x.c[i - 1] == y.c[j - 2] && x.c[i - 2] == y.c[j - 1])
                now[j] = MIN(now[j], two[j - 2] + 1);
        }
    }
    return row[x.n % 3][y.n];
}

int fold_like(struct fold x, struct fold y)
{
    int longer = MAX(x.n, y.n), shorter = MIN(x.n, y.n);
    if (longer == 0)
        return LIKE_SAME;
    if (x.cut || y.cut || shorter * 4 < longer) /* what is left could be a quarter at most */
        return 0;
    return LIKE_SAME - LIKE_SAME * edits(x, y) / longer;
}

/* Without an explanation in brackets at the end that is not all there is. */
static struct fold core(struct fold f)
{
    int from = fold_number(f);
    for (int i = from + 1; i < f.n; i++)
        if (f.c[i] == '(' && f.c[f.n - 1] == ')')
            return fold_part(f, 0, i);
    return f;
}

int label_like(struct fold published, struct fold official)
{
    enum { CORE = 950, UNNUMBERED = 980 }; /* what is left of the likeness where a part was passed over */
    int best = fold_like(published, official);
    struct fold p = core(published), o = core(official);
    if (best < LIKE_SAME && (p.n < published.n || o.n < official.n))
        best = MAX(best, CORE * fold_like(p, o) / LIKE_SAME);
    int np = fold_number(p), no = fold_number(o);
    if (best < LIKE_SAME && (np == 0) != (no == 0)) {
        int like = fold_like(fold_part(p, np, p.n), fold_part(o, no, o.n));
        best = MAX(best, UNNUMBERED * like / LIKE_SAME);
    }
    return best;
}
