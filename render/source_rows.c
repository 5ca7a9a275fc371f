/* source_rows.c - tables in plain text whose cells are told by marks.  RFC 4180 for quotes; GitHub Flavored
 * Markdown 4.10 for |. */
#include "source_rows.h"
#include "source_markdown.h"
#include "source_words.h"
#include "utf8.h"

#include <string.h>

enum {
    MAX_EMPTY = 4,  /* empty lines between two cells of one table */
    MAX_SINGLE = 20 /* rows of a single cell that a table with tabs may begin with */
};

/* column: of its first character in the line, counted from 0. */
static void add_cell(struct source_builder *b, int row, int *col, const char *text, const struct text_line *l,
                     glong column)
{
    struct source_cell c = {.row = row,
                            .col = (*col)++,
                            .rowspan = 1,
                            .colspan = 1,
                            .text = text,
                            .line = l->line,
                            .column = (int)column + 1,
                            .page = l->page};
    source_grid_cell(b, &c);
}

/* ---- | ---- */

/* The length of a stroke between cells at s: |, ｜, │ and the like; 0: none. */
static size_t stroke(const char *s)
{
    static const char *const strokes[] = {"|", "｜", "│", "┃", "║", "┆", "┊", NULL};
    for (int i = 0; strokes[i]; i++)
        if (g_str_has_prefix(s, strokes[i]))
            return strlen(strokes[i]);
    return 0;
}

/* A rule between rows: nothing but strokes, dashes, corners.  A row of cells that hold one dash each is none,
 * unless it is the second
 * (`second`) and set solid, as |-|-|. */
static bool is_rule(const char *text, bool second)
{
    bool dash = false, solid = second && !strchr(text, ' ');
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        uint32_t cp = g_utf8_get_char(s);
        bool box = cp >= 0x2500 && cp <= 0x257F;
        if (!box && !(cp < 0x80 && strchr("|+-=: ", (int)cp)))
            return false;
        dash = dash || (box && cp != 0x2502 && cp != 0x2503 && cp != 0x2551) ||
               ((*s == '-' || *s == '=') && (solid || s[1] == '-' || s[1] == '=' || s[1] == ':'));
    }
    return dash;
}

static size_t strokes_in(const char *s)
{
    size_t n = 0;
    for (; *s; s = g_utf8_next_char(s)) {
        if (*s == '\\' && s[1])
            s++;
        else
            n += stroke(s) > 0;
    }
    return n;
}

static bool is_rule_at(const struct text_line *line, size_t from, size_t i)
{
    return is_rule(line[i].trimmed, i == from + 1);
}

size_t rows_pipe_end(const struct text_line *line, size_t n, size_t from)
{
    size_t to = from, cells = 0, strokes = 0, rules = 0;
    for (; to < n; to++) {
        bool rule = is_rule_at(line, from, to) && strlen(line[to].trimmed) >= 3;
        size_t here = rule ? 0 : strokes_in(line[to].trimmed);
        rules = rule ? rules + 1 : 0;
        if ((!rule && !here) || rules > 3)
            break;
        cells += here > 0;
        strokes += here;
    }
    return cells >= 2 || strokes >= 3 ? to : from;
}

struct pipe_cell {
    const char *text;
    glong column; /* of its first character, counted from 0 */
};

/* The cells of a line: struct pipe_cell. */
static GArray *pipe_cells(const char *text, struct arena *a)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(struct pipe_cell));
    GString *out = g_string_new(NULL);
    const char *s = text + strspn(text, " \t"), *counted = text;
    glong column = 0;
    s += stroke(s);
    for (size_t n = 1; n; s += n) {
        column += g_utf8_strlen(counted, s - counted);
        counted = s;
        struct pipe_cell cell = {.column = column};
        g_string_truncate(out, 0);
        for (; !(n = stroke(s)) && *s; s++) {
            if (*s == '\\' && s[1] == '|')
                s++;
            g_string_append_c(out, *s);
        }
        cell.text = arena_strndup(a, out->str, out->len);
        if (n || !cells->len || *source_clean(cell.text, true, a)) /* nothing stands behind the last stroke */
            g_array_append_val(cells, cell);
    }
    g_string_free(out, TRUE);
    return cells;
}

static void free_cells(void *cells)
{
    g_array_free(cells, TRUE);
}

/* Adds the k-th cell of a row, put together from all its lines (GArray of struct pipe_cell for each); false:
 * it has no more. */
static bool add_pipe_cell(const struct text_line *line, const GPtrArray *cells, guint k, bool markdown,
                          int row, struct source_builder *b, struct arena *a)
{
    GString *text = g_string_new(NULL);
    const struct text_line *place = NULL;
    glong column = 0;
    for (guint j = 0; j < cells->len; j++) {
        const GArray *of_line = g_ptr_array_index(cells, j);
        if (k >= of_line->len)
            continue;
        const struct pipe_cell *c = &g_array_index(of_line, struct pipe_cell, k);
        if (!place) {
            place = &line[j];
            column = c->column + (glong)strspn(c->text, " \t");
        }
        g_string_append_printf(text, "%s%s", text->len ? "\n" : "", c->text);
    }
    int col = (int)k;
    if (place)
        add_cell(b, row, &col, markdown ? markdown_plain(text->str, NULL, a) : text->str, place, column);
    g_string_free(text, TRUE);
    return place != NULL;
}

/* Rules between every two rows tell which lines are of one row; a single rule under the head does not. */
static bool rules_part_rows(const struct text_line *line, size_t from, size_t to)
{
    size_t inner = 0;
    for (size_t i = from + 1; i + 1 < to; i++)
        inner += is_rule_at(line, from, i);
    return inner >= 2 ||
           (inner == 1 && is_rule(line[from].trimmed, false) && is_rule(line[to - 1].trimmed, false));
}

void rows_add_pipe(const struct text_line *line, size_t from, size_t to, bool markdown,
                   struct source_builder *b, struct arena *a)
{
    bool parted = rules_part_rows(line, from, to);
    int row = 0;
    source_grid_begin(b, false, NULL, line[from].line, line[from].page);
    for (size_t i = from; i < to && !source_builder_full(b);) {
        if (is_rule_at(line, from, i)) {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (parted && end < to && !is_rule_at(line, from, end))
            end++;
        GPtrArray *cells = g_ptr_array_new_with_free_func(free_cells);
        for (size_t j = i; j < end; j++)
            g_ptr_array_add(cells, pipe_cells(line[j].text, a));
        for (guint k = 0; !source_builder_full(b) && add_pipe_cell(&line[i], cells, k, markdown, row, b, a);)
            k++;
        g_ptr_array_free(cells, TRUE);
        row++;
        i = end;
    }
    source_grid_end(b);
}

/* ---- tabs, commas ---- */

/* A tab between cells, not only before the first. */
static bool has_inner_tab(const char *text)
{
    return strchr(text + strspn(text, "\t "), '\t') != NULL;
}

static bool is_short_line(const struct text_line *l)
{
    return *l->trimmed && utf8_length(l->trimmed) <= 40 && !words_ends_sentence(l->trimmed) &&
           words_numbering(l->trimmed) != 1;
}

size_t rows_tab_end(const struct text_line *line, size_t n, size_t from)
{
    size_t inner = 0, end = from, tabs = 0;
    for (size_t i = from; i < n && i < end + 3; i++) {
        if (!inner && i >= from + MAX_SINGLE)
            break;
        if (strchr(line[i].text, '\t') && (has_inner_tab(line[i].text) || i == end)) {
            inner += has_inner_tab(line[i].text);
            end = i + 1;
            for (const char *s = line[i].text; (s = strchr(s, '\t')); s++)
                tabs++;
        } else if (i == from || !is_short_line(&line[i])) {
            break; /* one or two rows of a single cell may stand between */
        }
    }
    return inner >= 2 || (inner && tabs >= 3) ? end : from;
}

/* Takes one field off *s, which moves behind its separator, to NULL at the end of the line; a field in quotes
 * may go on over the next lines, which *i then counts. */
static const char *take_field(const struct text_line *line, size_t *i, size_t to, const char **s,
                              char separator, struct arena *a)
{
    if (**s != '"') {
        const char *end = strchr(*s, separator), *from = *s;
        *s = end ? end + 1 : NULL;
        return end ? arena_strndup(a, from, (size_t)(end - from)) : from;
    }
    GString *out = g_string_new(NULL);
    const char *at = *s + 1;
    size_t k = *i;
    while (*at != '"' || at[1] == '"') {
        if (!*at) {
            if (k + 1 >= to || k - *i >= 50) { /* a quote without its end is a letter like others */
                g_string_free(out, TRUE);
                const char *end = strchr(*s, separator), *from = *s;
                *s = end ? end + 1 : NULL;
                return end ? arena_strndup(a, from, (size_t)(end - from)) : from;
            }
            g_string_append_c(out, '\n');
            at = line[++k].text;
            continue;
        }
        at += *at == '"';
        g_string_append_c(out, *at++);
    }
    *i = k;
    at++;
    *s = *at == separator ? at + 1 : *at ? at : NULL;
    const char *text = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}

void rows_add_separated(const struct text_line *line, size_t from, size_t to, char separator,
                        struct source_builder *b, struct arena *a)
{
    source_grid_begin(b, false, NULL, line[from].line, line[from].page);
    int row = 0;
    for (size_t i = from; i < to && !source_builder_full(b); i++, row++) {
        int col = 0;
        glong column = 0;
        for (const char *s = line[i].text; s && !source_builder_full(b);) {
            const struct text_line *here = &line[i];
            const char *begin = s, *text = take_field(line, &i, to, &s, separator, a);
            add_cell(b, row, &col, text, here, column);
            if (s)
                column = here == &line[i] ? column + g_utf8_strlen(begin, s - begin)
                                          : g_utf8_strlen(line[i].text, s - line[i].text);
        }
    }
    source_grid_end(b);
}

/* ---- one cell to a line ---- */

static bool is_indented(const struct text_line *l)
{
    return *l->text == '\t' || *l->text == ' ' || g_str_has_prefix(l->text, "\xE3\x80\x80");
}

/* A line that may be a cell: short, no sentence nor a part of one, and nothing set in columns.  A label may
 * hold a comma where it has a number or brackets. */
static bool is_cell(const struct text_line *l)
{
    const char *text = l->trimmed;
    size_t n = utf8_length(text);
    if (n > 60 || strchr(text, '\t') || strstr(text, "  ") || (n > 2 && words_ends_sentence(text)))
        return false;
    if (strstr(text, "。") || strstr(text, "；"))
        return false;
    return n <= 12 || !strstr(text, "，") || strstr(text, "（") || strchr(text, '(') ||
           words_numbering(text) > 1;
}

/* Whether line i is a chapter's heading between tables: a label of the same form has figures, or blanks, soon
 * behind it. */
static bool is_heading(const struct text_line *line, size_t i, size_t to)
{
    if (words_numbering(line[i].trimmed) != 1)
        return false;
    int labels = 0;
    for (size_t k = i + 1; k < to && labels < 3; k++) {
        if (!*line[k].text)
            continue;
        bool blank = !*line[k].trimmed; /* below a head of several rows, too */
        if (blank ? labels < 2 : words_is_figure(line[k].trimmed))
            return false;
        labels++;
    }
    return true;
}

struct cell_run *rows_cell_runs(const struct text_line *line, size_t n, struct arena *a)
{
    struct cell_run *run = ARENA_ARRAY(a, n, struct cell_run);
    for (size_t i = n; i-- > 0;) {
        if (!*line[i].text || !is_cell(&line[i]))
            continue;
        size_t next = i + 1;
        while (next < n && next <= i + MAX_EMPTY && !*line[next].text)
            next++;
        bool goes_on = next < n && run[next].cells && is_indented(&line[next]) == is_indented(&line[i]);
        bool heading = words_numbering(line[i].trimmed) == 1; /* at the end it belongs to what follows */
        run[i] = goes_on ? run[next] : (struct cell_run){i, 0, 0};
        run[i].end = goes_on && run[next].end > next ? run[next].end : i + !heading;
        run[i].cells++;
        run[i].figures += words_is_figure(line[i].trimmed);
    }
    return run;
}

size_t rows_cell_end(const struct text_line *line, const struct cell_run *run, size_t from)
{
    const struct cell_run *r = &run[from];
    bool enough = *line[from].text == '\t' ? r->cells >= 4 : r->cells >= 8 && r->figures * 5 >= r->cells;
    if (!enough)
        return from;
    return MAX(r->end, from);
}

/* Whether empty lines part rows, not every two cells. */
static bool empty_lines_part_rows(const struct text_line *line, size_t from, size_t to)
{
    size_t groups = 1, cells = 0;
    for (size_t i = from; i < to; i++) {
        cells += *line[i].text != '\0';
        groups += i > from && !*line[i].text && *line[i - 1].text;
    }
    return groups > 1 && cells * 2 >= groups * 3;
}

static void add_cell_grid(const struct text_line *line, size_t from, size_t to, struct source_builder *b)
{
    bool parted = empty_lines_part_rows(line, from, to), figure = false;
    int row = 0, col = 0;
    source_grid_begin(b, false, NULL, line[from].line, line[from].page);
    source_grid_guess(b);
    for (size_t i = from; i < to; i++) {
        if (!*line[i].text) {
            if (parted && col) {
                row++;
                col = 0;
            }
            continue;
        }
        bool now = words_is_figure(line[i].trimmed);
        if (!parted && figure && !now) {
            row++;
            col = 0;
        }
        figure = now;
        add_cell(b, row, &col, line[i].trimmed, &line[i], (glong)strspn(line[i].text, "\t "));
    }
    source_grid_end(b);
}

void rows_add_cells(const struct text_line *line, size_t from, size_t to, struct source_builder *b)
{
    size_t start = from;
    for (size_t i = from; i <= to; i++) {
        if (i < to && !is_heading(line, i, to))
            continue;
        if (i > start)
            add_cell_grid(line, start, i, b);
        if (i < to) {
            struct source_item like = {.line = line[i].line, .page = line[i].page};
            source_add_text(b, line[i].trimmed, &like);
        }
        start = i + 1;
    }
}
