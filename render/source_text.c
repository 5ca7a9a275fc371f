/* source_text.c - plain text and Markdown: which lines are tables of which kind, and which are paragraphs. */
#include "intl.h"
#include "source_build.h"
#include "source_encoding.h"
#include "source_html.h"
#include "source_lines.h"
#include "source_markdown.h"
#include "source_rows.h"
#include "source_words.h"
#include "utf8.h"

#include <string.h>

enum { MAX_LINES = 200000 };

struct text_reading {
    struct arena *a;
    struct source_builder *b;
    const char *text; /* all of it */
    struct text_line *line;
    size_t n;
    struct cell_run *run; /* see source_rows.h */
    bool markdown;
    bool unclosed;               /* a <table> without its end was met: no use looking for others */
    struct page_lines plain;     /* lines that are in no marked table, under way */
    struct line_margins margins; /* of all lines that may be prose */
};

/* ---- lines ---- */

static size_t count_lines(const char *text)
{
    size_t n = 1;
    for (const char *s = text; (s = strpbrk(s, "\n\r\f")); s++)
        n++;
    return n;
}

/* Takes the mark off a text that is quoted in a letter, where all its lines bear one. */
static void drop_quote_marks(struct text_reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (*r->line[i].trimmed && *r->line[i].text != '>')
            return;
    for (size_t i = 0; i < r->n; i++) {
        struct text_line *l = &r->line[i];
        l->text += *l->text == '>';
        l->text += *l->text == ' ';
        l->trimmed = source_clean(l->text, false, r->a);
    }
}

/* Splits the text at CR LF, LF, CR and form feeds (a new page). */
static bool split_lines(struct text_reading *r, struct err *e)
{
    size_t room = count_lines(r->text), n = 0;
    if (room > MAX_LINES)
        return err_set(e, ERR_LIMIT, _("the text has more than %d lines"), MAX_LINES);
    r->line = ARENA_ARRAY(r->a, room, struct text_line);
    int number = 1, page = strchr(r->text, '\f') ? 1 : 0;
    for (const char *s = r->text; *s;) {
        size_t len = strcspn(s, "\n\r\f");
        char *text = arena_strndup(r->a, s, len);
        if (len || *s != '\f') /* the end of a page is no empty line */
            r->line[n++] = (struct text_line){text, source_clean(text, false, r->a), number, page};
        s += len;
        if (*s == '\f') {
            page++;
        } else if (*s) {
            number++;
            s += *s == '\r' && s[1] == '\n';
        }
        s += *s != '\0';
    }
    r->n = n;
    drop_quote_marks(r);
    return true;
}

/* ---- prose ---- */

/* Pieces of a line are two spaces, a tab or an ideographic space apart; what stands before the first is its
 * indent. */
static void add_pieces(struct page_line *pl, const char *text, struct arena *a)
{
    GArray *piece = g_array_new(FALSE, FALSE, sizeof(struct line_piece));
    int x = 0, i = 0;
    const char *from = NULL, *end = NULL; /* the piece under way */
    struct line_piece p = {0, 0, 0, 0, NULL, 0};
    for (const char *s = text;; s = g_utf8_next_char(s)) {
        uint32_t cp = g_utf8_get_char(s);
        bool space = cp == ' ' || cp == '\t' || cp == 0x3000 || cp == 0xA0 || !cp;
        bool gap = space && (cp != ' ' || !s[1] || s[1] == ' ' || s[1] == '\t');
        if (from && gap) {
            p.text = source_clean(arena_strndup(a, from, (size_t)(end - from)), false, a);
            if (*p.text)
                g_array_append_val(piece, p);
            from = NULL;
        }
        if (!cp)
            break;
        size_t n = (size_t)(g_utf8_next_char(s) - s);
        int wide = cp == '\t' ? 8 - x / 100 % 8 : words_width(s, n);
        if (!space) {
            if (!from) {
                from = s;
                p = (struct line_piece){.x0 = x, .i0 = i, .column = i / 100 + 1};
            }
            end = s + n;
            p.x1 = x + 100 * wide;
            p.i1 = i + 100;
        }
        x += 100 * wide;
        i += 100;
    }
    pl->n = piece->len;
    pl->piece = arena_dup(a, piece->data, piece->len * sizeof(struct line_piece));
    g_array_free(piece, TRUE);
}

static struct page_line page_line_of(const struct text_line *l, struct arena *a)
{
    int y = l->line * 200;
    struct page_line pl = {.page = l->page,
                           .line = l->line,
                           .y0 = y,
                           .y1 = y + 200,
                           .em = 200,
                           .em_most = 200,
                           .whole = l->trimmed};
    add_pieces(&pl, l->text, a);
    return pl;
}

/* The margins, and away with page numbers and lines that come again on each page, among cells as well. */
static void measure(struct text_reading *r)
{
    struct page_lines all = {.line = ARENA_ARRAY(r->a, r->n, struct page_line)};
    bool *shown = ARENA_ARRAY(r->a, r->n, bool);
    for (size_t i = 0; i < r->n; i++)
        if (*r->line[i].trimmed) {
            all.line[all.n] = page_line_of(&r->line[i], r->a);
            shown[i] = all.line[all.n].n > 0;
            all.n += shown[i];
        }
    lines_drop_furniture(&all);
    size_t kept = 0, k = 0;
    for (size_t i = 0; i < r->n; i++) {
        bool here = k < all.n && all.line[k].line == r->line[i].line && all.line[k].page == r->line[i].page;
        k += shown[i] && here;
        if (!shown[i] || here)
            r->line[kept++] = r->line[i];
    }
    r->n = kept;
    r->margins = lines_margins(&all);
}

static void flush_plain(struct text_reading *r)
{
    lines_add_all(&r->plain, 0, r->plain.n, &r->margins, r->b, r->a);
    r->plain.n = 0;
}

/* A line of Markdown that its marks set apart; false: it is plain. */
static bool add_markdown(struct text_reading *r, const struct text_line *l)
{
    const char *words;
    struct source_item like = {.line = l->line, .page = l->page};
    if (markdown_is_furniture(l->trimmed))
        return true;
    like.heading = markdown_heading(l->text, &words, r->a);
    words = markdown_plain(like.heading ? words : l->trimmed, &like.bold_bytes, r->a);
    if (!like.heading && strcmp(words, l->trimmed) == 0)
        return false;
    flush_plain(r);
    source_add_text(r->b, words, &like);
    return true;
}

/* ---- all of it ---- */

/* The lines from i on that hold a <table> whole; i when they hold none. */
static size_t html_end(struct text_reading *r, size_t i)
{
    if (r->unclosed || (g_ascii_strncasecmp(r->line[i].trimmed, "<table", 6) != 0 &&
                        g_ascii_strncasecmp(r->line[i].trimmed, "<html", 5) != 0))
        return i;
    int open = 0;
    for (size_t k = i; k < r->n; k++) {
        for (const char *s = r->line[k].text; (s = strchr(s, '<')); s++) {
            open += g_ascii_strncasecmp(s, "<table", 6) == 0;
            open -= g_ascii_strncasecmp(s, "</table", 7) == 0;
        }
        if (open <= 0)
            return k + 1;
    }
    r->unclosed = true;
    return i;
}

static bool add_html(struct text_reading *r, size_t from, size_t to, struct err *e)
{
    GString *html = g_string_new(NULL);
    for (size_t i = from; i < to; i++)
        g_string_append_printf(html, "%s\n", r->line[i].text);
    bool ok = html_add(html->str, html->len, r->line[from].line, r->b, r->a, e);
    g_string_free(html, TRUE);
    return ok;
}

static bool read_lines(struct text_reading *r, struct err *e)
{
    for (size_t i = 0, end; i < r->n; i = end) {
        const struct text_line *l = &r->line[i];
        end = i + 1;
        if (!*l->text)
            continue;
        if ((end = html_end(r, i)) > i) {
            flush_plain(r);
            if (!add_html(r, i, end, e))
                return false;
        } else if ((end = rows_pipe_end(r->line, r->n, i)) > i) {
            flush_plain(r);
            rows_add_pipe(r->line, i, end, r->markdown, r->b, r->a);
        } else if ((end = rows_tab_end(r->line, r->n, i)) > i) {
            flush_plain(r);
            rows_add_separated(r->line, i, end, '\t', r->b, r->a);
        } else if ((end = rows_cell_end(r->line, r->run, i)) > i) {
            flush_plain(r);
            rows_add_cells(r->line, i, end, r->b);
        } else {
            end = i + 1;
            if (!*l->trimmed || (r->markdown && add_markdown(r, l)))
                continue;
            r->plain.line[r->plain.n] = page_line_of(l, r->a);
            r->plain.n += r->plain.line[r->plain.n].n > 0;
        }
    }
    flush_plain(r);
    return true;
}

static bool has_suffix(const char *name, const char *suffix)
{
    size_t n = strlen(name), k = strlen(suffix);
    return n >= k && g_ascii_strcasecmp(name + n - k, suffix) == 0;
}

/* By its name, or by headings with #. */
static bool is_markdown(const char *name, const struct text_reading *r)
{
    const char *words;
    if (has_suffix(name, ".md") || has_suffix(name, ".markdown"))
        return true;
    for (size_t i = 0; i < r->n; i++)
        if (markdown_heading(r->line[i].text, &words, r->a))
            return true;
    return false;
}

struct source *source_text(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    size_t n;
    struct text_reading r = {.a = a, .b = source_builder_new(name, a)};
    r.text = source_decode(bytes, NULL, a, &n, e);
    if (!r.text)
        return NULL;
    if (strlen(r.text) != n) {
        err_set(e, ERR_INPUT, _("this is no text: it holds zero bytes"));
        return NULL;
    }
    if (!split_lines(&r, e))
        return NULL;
    r.markdown = is_markdown(name, &r);
    r.plain.line = ARENA_ARRAY(a, r.n, struct page_line);
    measure(&r);
    r.run = rows_cell_runs(r.line, r.n, a);
    if (has_suffix(name, ".csv"))
        rows_add_separated(r.line, 0, r.n, ',', r.b, a);
    else if (!read_lines(&r, e))
        return NULL;
    return source_builder_done(r.b, e);
}
