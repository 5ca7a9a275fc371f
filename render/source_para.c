/* source_para.c - a paragraph put together from runs of letters, and where its run-in heading ends. */
#include "source_para.h"
#include "utf8.h"

#include <string.h>

void para_init(struct para *p)
{
    *p = (struct para){.text = g_string_new(NULL)};
}

void para_free(struct para *p)
{
    g_string_free(p->text, TRUE);
    g_free(p->face);
}

void para_clear(struct para *p)
{
    GString *text = p->text;
    g_string_truncate(text, 0);
    g_free(p->face);
    *p = (struct para){.text = text};
}

static void look(const char *text, size_t n, bool *words, bool *han)
{
    *words = *han = false;
    for (const char *s = text; s < text + n && *s;) {
        uint32_t cp = utf8_next(&s);
        *words = *words || !(g_unichar_isspace(cp) || cp == 0xA0);
        *han = *han || utf8_is_han(cp);
    }
}

void para_add(struct para *p, const char *text, size_t n, bool bold, const char *face)
{
    bool words, han;
    look(text, n, &words, &han);
    g_string_append_len(p->text, text, (gssize)n);
    if (!words)
        return;
    if (!p->told)
        p->bold = bold;
    p->told = true;
    p->bold_over = p->bold_over || bold != p->bold;
    if (!p->bold_over)
        p->bold_end = p->text->len;
    if (!han)
        return;
    if (!p->face)
        p->face = g_strdup(face ? face : "");
    p->face_over = p->face_over || strcmp(p->face, face ? face : "") != 0;
    if (!p->face_over)
        p->face_end = p->text->len;
}

/* Whether a stop ends the first n bytes: faces change within words, too, where people have typed and pasted.
 */
static bool is_stopped(const struct para *p, size_t n)
{
    static const char *const stop[] = {"。", "：", "；", "！", "？", "．", ".", ":", " "};
    for (size_t i = 0; i < G_N_ELEMENTS(stop); i++) {
        size_t len = strlen(stop[i]);
        if (n >= len && memcmp(p->text->str + n - len, stop[i], len) == 0)
            return true;
    }
    return false;
}

size_t para_lead(const struct para *p)
{
    if (p->bold)
        return p->bold_over ? p->bold_end : p->text->len;
    return !p->bold_over && p->face_over && is_stopped(p, p->face_end) ? p->face_end : 0;
}
