/* jsontext.c - strings as JSON text. */
#include "jsontext.h"

void jsontext_string(GString *out, const char *s)
{
    char *valid = g_utf8_make_valid(s, -1);
    g_string_append_c(out, '"');
    for (const char *p = valid; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else if (c == '\n')
            g_string_append(out, "\\n");
        else if (c == '\t')
            g_string_append(out, "\\t");
        else if (c < 0x20 || c == 0x7f)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_c(out, (char)c);
    }
    g_string_append_c(out, '"');
    g_free(valid);
}

static void name_of(GString *out, const char *name)
{
    if (out->len > 0 && out->str[out->len - 1] != '{')
        g_string_append(out, ", ");
    jsontext_string(out, name);
    g_string_append(out, ": ");
}

void json_member(GString *out, const char *name, const char *value)
{
    if (!value)
        return;
    name_of(out, name);
    jsontext_string(out, value);
}

void json_list(GString *out, const char *name, const char *const *value, size_t n)
{
    name_of(out, name);
    g_string_append_c(out, '[');
    for (size_t i = 0; i < n; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        jsontext_string(out, value[i]);
    }
    g_string_append_c(out, ']');
}

void json_member_int(GString *out, const char *name, long value)
{
    name_of(out, name);
    g_string_append_printf(out, "%ld", value);
}
