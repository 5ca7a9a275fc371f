/* source_html_field.c - what the fields of a form in a web page show. */
#include "source_html_field.h"

bool html_is_field(const struct tree_node *n)
{
    return tree_is(n, "input") || tree_is(n, "textarea") || tree_is(n, "select");
}

static const char *input_text(const struct tree_node *input)
{
    static const char *const other[] = {"hidden", "password", "checkbox", "radio",  "file",
                                        "image",  "range",    "color",    "submit", "reset",
                                        "button", "search",   NULL};
    const char *type = tree_get(input, "type"), *value = tree_get(input, "value");
    for (int i = 0; type && other[i]; i++)
        if (g_ascii_strcasecmp(type, other[i]) == 0)
            return "";
    return value ? value : "";
}

static void append_words(GString *out, const struct tree_node *n)
{
    for (const struct tree_node *k = n->first; k; k = tree_following(k, n, false))
        if (k->text)
            g_string_append(out, k->text);
}

static void append_option(GString *out, const struct tree_node *option)
{
    const char *label = tree_get(option, "label");
    if (out->len)
        g_string_append_c(out, ' ');
    if (label && *label)
        g_string_append(out, label);
    else
        append_words(out, option);
}

static void append_chosen(GString *out, const struct tree_node *select)
{
    bool many = tree_get(select, "multiple");
    const struct tree_node *shown = NULL;
    for (const struct tree_node *k = select->first; k; k = tree_following(k, select, false)) {
        bool chosen = tree_get(k, "selected");
        if (!tree_is(k, "option"))
            continue;
        if (many && chosen)
            append_option(out, k);
        else if (!many && (chosen || (!shown && !tree_get(k, "disabled"))))
            shown = k;
    }
    if (shown)
        append_option(out, shown);
}

const char *html_field_text(const struct tree_node *field, struct arena *a)
{
    if (tree_is(field, "input"))
        return input_text(field);
    GString *out = g_string_new(NULL);
    if (tree_is(field, "select"))
        append_chosen(out, field);
    else
        append_words(out, field);
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}
