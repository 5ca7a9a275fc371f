/* source_html_style.c - what the attributes of an element say about how its words look.  HTML Living Standard
 * 15 (rendering). */
#include "source_html_style.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool is_any(const struct tree_node *n, const char *const *names)
{
    for (int i = 0; n->name && names[i]; i++)
        if (strcmp(n->name, names[i]) == 0)
            return true;
    return false;
}

/* The value of a property in a style attribute, in lower case without spaces at its ends; NULL when it is not
 * set. */
static const char *property(const char *style, const char *name, struct arena *a)
{
    const char *found = NULL;
    size_t len = strlen(name);
    for (const char *s = style; s && *s;) {
        s += strspn(s, " \t\r\n;");
        size_t n = strcspn(s, ";");
        if (g_ascii_strncasecmp(s, name, len) == 0) {
            const char *v = s + len + strspn(s + len, " \t\r\n");
            if (*v == ':') {
                char *value = arena_strndup(a, v + 1, (size_t)(s + n - v) - 1);
                for (char *c = g_strstrip(value); *c; c++)
                    *c = g_ascii_tolower(*c);
                found = value; /* the last one holds */
            }
        }
        s += n;
    }
    return found;
}

static void align(struct html_style *s, const char *value)
{
    if (!value)
        return;
    s->centred = g_str_has_prefix(value, "cent") || g_str_has_prefix(value, "-webkit-cent");
    s->right = g_str_has_prefix(value, "right") || strcmp(value, "end") == 0;
}

/* The first family of a list, without quotes. */
static const char *first_face(const char *families, struct arena *a)
{
    families += strspn(families, " \"'");
    size_t n = strcspn(families, ",\"';");
    return n ? arena_strndup(a, families, n) : NULL;
}

struct html_style html_style_of(const struct tree_node *node, const struct html_style *outer, struct arena *a)
{
    static const char *const bold[] = {"b", "strong", "th", NULL};
    struct html_style s = *outer;
    const char *value = tree_get(node, "align"), *style = tree_get(node, "style");
    if (tree_is(node, "center"))
        align(&s, "center");
    if (value && !tree_is(node, "table") && !tree_is(node, "img")) {
        char *low = g_ascii_strdown(value, -1);
        align(&s, low);
        g_free(low);
    }
    align(&s, property(style, "text-align", a));
    s.bold = s.bold || is_any(node, bold);
    s.raised = s.raised || tree_is(node, "sup");
    if (node->name[0] == 'h' && node->name[1] >= '1' && node->name[1] <= '6' && !node->name[2])
        s.heading = node->name[1] - '0';
    value = property(style, "font-weight", a);
    if (value)
        s.bold = g_str_has_prefix(value, "bold") || atoi(value) >= 600;
    value = property(style, "vertical-align", a);
    s.raised = s.raised || (value && g_str_has_prefix(value, "super"));
    value = tree_get(node, "face");
    if (value && tree_is(node, "font"))
        s.face = first_face(value, a);
    value = property(style, "font-family", a);
    if (value)
        s.face = first_face(value, a);
    value = property(style, "white-space", a);
    s.pre = value ? g_str_has_prefix(value, "pre") : s.pre || tree_is(node, "pre");
    return s;
}

bool html_is_hidden(const struct tree_node *node)
{
    static const char *const silent[] = {
        "script", "style", "noscript", "template", "iframe", "object", "embed",  "svg",   "math", "canvas",
        "audio",  "video", "option",   "button",   "head",   "nav",    "footer", "aside", "map",  "xml",
        "del",    "s",     "strike",   "rt",       "rp",     "title",  "meta",   "link",  NULL};
    if (is_any(node, silent) || tree_get(node, "hidden"))
        return true;
    const char *style = tree_get(node, "style");
    if (!style)
        return false;
    struct arena *a = arena_new();
    const char *display = property(style, "display", a), *visibility = property(style, "visibility", a),
               *hide = property(style, "mso-hide", a), *line = property(style, "text-decoration", a);
    bool hidden = (display && g_str_has_prefix(display, "none")) ||
                  (visibility && g_str_has_prefix(visibility, "hidden")) ||
                  (hide && g_str_has_prefix(hide, "all")) || (line && strstr(line, "line-through"));
    arena_free(a);
    return hidden;
}

bool html_is_block(const struct tree_node *node)
{
    static const char *const block[] = {
        "p",       "div",    "h1",      "h2",      "h3",      "h4",    "h5",      "h6",         "li",
        "ul",      "ol",     "section", "article", "center",  "main",  "address", "body",       "html",
        "dl",      "dt",     "dd",      "form",    "hr",      "table", "pre",     "header",     "fieldset",
        "caption", "figure", "tr",      "details", "summary", "td",    "th",      "figcaption", "blockquote",
        "legend",  "thead",  "tbody",   "tfoot",   NULL};
    return is_any(node, block);
}

int html_span(const struct tree_node *cell, const char *name)
{
    const char *value = tree_get(cell, name);
    if (!value)
        return 1;
    char *end;
    long n = strtol(value, &end, 10);
    if (end == value || n < 0)
        return 1;
    if (n == 0)
        return strcmp(name, "rowspan") == 0 ? INT_MAX : 1;
    return n > INT_MAX ? INT_MAX : (int)n;
}
