/* source_markdown.c - the marks of Markdown in a line of text. */
#include "source_markdown.h"
#include "htmlread.h"

#include <glib.h>
#include <string.h>

enum { MAX_LINK = 2000 }; /* bytes of a link: no search runs over more */

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

/* [words](target), ![words](target): the length of the whole, 0 if it is no link; *words and *n are what is
 * read of it. */
static size_t link_at(const char *s, const char **words, size_t *n)
{
    bool picture = *s == '!';
    const char *open = s + picture;
    if (*open != '[')
        return 0;
    size_t near = strnlen(open, MAX_LINK);
    const char *close = memmem(open, near, "](", 2);
    const char *end = close ? memchr(close, ')', near - (size_t)(close - open)) : NULL;
    if (!end || memchr(open, '\n', (size_t)(end - open)))
        return 0;
    *words = open + 1;
    *n = picture ? 0 : (size_t)(close - open) - 1;
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

static void plain(GString *out, const char *s, const char *end, bool in_link, size_t *bold, bool *is_bold)
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
        } else if (g_ascii_strncasecmp(s, "<br", 3) == 0 && strchr(" />", s[3]) && strchr(s, '>')) {
            g_string_append_c(out, '\n');
            s = strchr(s, '>') + 1;
        } else if (!in_link && (link = link_at(s, &words, &n))) {
            plain(out, words, words + n, true, bold, is_bold);
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
    plain(out, s, s + strlen(s), false, &at, &is_bold);
    if (is_bold && !at)
        at = out->len;
    if (bold)
        *bold = at == G_MAXSIZE ? 0 : at;
    const char *words = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return words;
}
