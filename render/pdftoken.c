/* pdftoken.c - the tokens of a content stream. */
#include "pdftoken.h"

#include <glib.h>

static bool is_delimiter(int c)
{
    switch (c) {
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%':
        return true;
    default:
        return false;
    }
}

static const unsigned char *skip_literal(const unsigned char *p, const unsigned char *end)
{
    int depth = 0;
    do {
        if (*p == '\\')
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')')
            depth--;
        p++;
    } while (p < end && depth);
    return MIN(p, end);
}

/* Behind the object that begins at p: strings, arrays and dictionaries are one operand each. */
const unsigned char *pdf_skip_object(const unsigned char *p, const unsigned char *end)
{
    int depth = 0;
    do {
        if (*p == '(') {
            p = skip_literal(p, end);
        } else if (*p == '[' || (*p == '<' && p + 1 < end && p[1] == '<')) {
            p += *p == '[' ? 1 : 2;
            depth++;
        } else if (*p == ']' || (*p == '>' && depth && p + 1 < end && p[1] == '>')) {
            p += *p == ']' ? 1 : 2;
            depth--;
        } else if (*p == '<') {
            while (p < end && *p != '>')
                p++;
            p += p < end;
        } else if (pdf_is_space(*p)) {
            p++;
        } else {
            p++; /* a name's slash, or the first character of anything else */
            while (p < end && !pdf_is_space(*p) && !is_delimiter(*p))
                p++;
        }
    } while (p < end && depth > 0);
    return p;
}

bool pdf_is_operator(const unsigned char *p)
{
    return g_ascii_isalpha(*p) || *p == '\'' || *p == '"';
}
