/* xmlwrite.c - an XML text, element by element. */
#include "xmlwrite.h"

static bool is_allowed(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* XML 1.0, 2.2 and 2.4; line breaks and tabs are kept from being taken for blanks. */
static void put_escaped(GString *out, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (c == '\t' || c == '\n' || c == '\r')
            g_string_append_printf(out, "&#%u;", c);
        else
            g_string_append_unichar(out, is_allowed(c) ? c : 0xFFFD);
    }
    g_free(valid);
}

static void end_tag(struct xmlwrite *w)
{
    if (w->in_tag)
        g_string_append_c(w->out, '>');
    w->in_tag = false;
}

static void indent(struct xmlwrite *w)
{
    g_string_append_c(w->out, '\n');
    for (guint i = 0; i < w->open->len; i++)
        g_string_append(w->out, "  ");
}

struct xmlwrite xmlwrite_begin(void)
{
    return (struct xmlwrite){.out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
                             .open = g_ptr_array_new()};
}

void xml_open(struct xmlwrite *w, const char *name)
{
    end_tag(w);
    indent(w);
    g_string_append_printf(w->out, "<%s", name);
    g_ptr_array_add(w->open, (void *)name);
    w->in_tag = true;
}

void xml_attr(struct xmlwrite *w, const char *name, const char *value)
{
    if (!value)
        return;
    g_string_append_printf(w->out, " %s=\"", name);
    put_escaped(w->out, value);
    g_string_append_c(w->out, '"');
}

void xml_attr_size(struct xmlwrite *w, const char *name, gsize value)
{
    g_string_append_printf(w->out, " %s=\"%zu\"", name, value);
}

void xml_close(struct xmlwrite *w)
{
    const char *name = g_ptr_array_steal_index(w->open, w->open->len - 1);
    if (w->in_tag) {
        g_string_append(w->out, "/>");
    } else {
        indent(w);
        g_string_append_printf(w->out, "</%s>", name);
    }
    w->in_tag = false;
}

GBytes *xmlwrite_end(struct xmlwrite *w)
{
    g_string_append_c(w->out, '\n');
    g_ptr_array_free(w->open, TRUE);
    return g_string_free_to_bytes(w->out);
}
