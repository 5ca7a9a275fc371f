/* source_markdown.c - the marks of Markdown in a line of text. */
#include "source_markdown.h"
#include "htmlread.h"

#include <glib.h>
#include <string.h>

enum { MAX_LINK = 2000 }; /* bytes of a link or tag: no search runs over more */

int markdown_heading(const char *line, const char **text, struct arena *a)
{
    size_t indent = strspn(line, " "), level = strspn(line + indent, "#");
    const char *s = line + indent + level;
    if (indent > 3 || level < 1 || level > 6 || (*s != ' ' && *s != '\t'))
        return 0;
    s += strspn(s, " \t");
    size_t n = strlen(s);
    while (n && strchr(" \t#", s[n - 1]))
        n--;
    *text = arena_strndup(a, s, n);
    return (int)level;
}

bool markdown_is_furniture(const char *trimmed)
{
    static const char marks[] = "-*_=";
    if (g_str_has_prefix(trimmed, "```") || g_str_has_prefix(trimmed, "~~~"))
        return true;
    for (const char *m = marks; *m; m++) {
        const char set[] = {*m, ' ', '\0'};
        if (*trimmed == *m && strlen(trimmed) >= 3 && strspn(trimmed, set) == strlen(trimmed))
            return true;
    }
    return false;
}

/* What of a text is still to be read for links: the next "](" is looked for once, not from every "[". */
struct links {
    const char *end, *close; /* end of the text; the next "](", NULL: none */
};

/* The length of a <br>, <br/> or <br ...> at s; 0: none. */
static size_t line_end_at(const char *s, const char *end)
{
    if (g_ascii_strncasecmp(s, "<br", 3) != 0 || !strchr(" />", s[3]))
        return 0;
    const char *close = memchr(s, '>', MIN((size_t)(end - s), MAX_LINK));
    return close ? (size_t)(close - s) + 1 : 0;
}

/* [words](target), ![words](target): the length of the whole, 0 if it is no link; *words and *n are what is
 * read of it. */
static size_t link_at(struct links *l, const char *s, const char **words, size_t *n)
{
    bool picture = *s == '!';
    const char *open = s + picture;
    if (*open != '[')
        return 0;
    if (l->close && (l->close < open || *l->close != ']'))
        l->close = memmem(open, (size_t)(l->end - open), "](", 2);
    if (!l->close || l->close - open > MAX_LINK)
        return 0;
    const char *end = memchr(l->close, ')', MIN((size_t)(l->end - l->close), MAX_LINK));
    if (!end || memchr(open, '\n', (size_t)(end - open)))
        return 0;
    *words = open + 1;
    *n = picture ? 0 : (size_t)(l->close - open) - 1;
    return (size_t)(end - s) + 1;
}

static const char *skip_list_mark(const char *s)
{
    s += strspn(s, " \t");
    while (*s == '>')
        s += 1 + strspn(s + 1, " ");
    /* "- 19" is a figure, "-" a cell without one */
    if ((*s == '-' || *s == '*' || *s == '+') && s[1] == ' ' && s[2] != ' ' && !strchr("0123456789", s[2]))
        s += 2;
    return s;
}

static void plain(GString *out, const char *s, const char *end, struct links *links, size_t *bold,
                  bool *is_bold)
{
    while (s < end) {
        const char *words;
        size_t n, link;
        if (*s == '\\' && s + 1 < end && g_ascii_ispunct(s[1])) {
            g_string_append_c(out, s[1]);
            s += 2;
        } else if (s + 1 < end && s[0] == s[1] && (*s == '*' || *s == '_')) {
            *is_bold = !*is_bold;
            if (*is_bold && out->len && !*bold)
                *bold = G_MAXSIZE; /* bold begins later: none at the start */
            else if (!*is_bold && !*bold)
                *bold = out->len;
            s += 2;
        } else if ((link = line_end_at(s, end))) {
            g_string_append_c(out, '\n');
            s += link;
        } else if (links && (link = link_at(links, s, &words, &n))) {
            plain(out, words, words + n, NULL, bold, is_bold);
            s += link;
        } else if (*s == '&' && (link = html_entity(s, out))) {
            s += link;
        } else {
            g_string_append_c(out, *s++);
        }
    }
}

const char *markdown_plain(const char *text, size_t *bold, struct arena *a)
{
    const char *s = skip_list_mark(text);
    GString *out = g_string_new(NULL);
    size_t at = 0;
    bool is_bold = false;
    struct links links = {s + strlen(s), s};
    plain(out, s, links.end, &links, &at, &is_bold);
    if (is_bold && !at)
        at = out->len;
    if (bold)
        *bold = at == G_MAXSIZE ? 0 : at;
    const char *words = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return words;
}
