/* choices.c - texts of a layout file with choices in them. */
#include "choices.h"

#include "intl.h"

#include <string.h>

/* Each text of `all` with the n bytes behind it, or with each of the words a|b|c that they are, in place of
 * itself. */
static GPtrArray *lengthen(GPtrArray *all, const char *bytes, size_t n, bool words, struct arena *a)
{
    GPtrArray *longer = g_ptr_array_new();
    char *copy = g_strndup(bytes, n);
    char **word = g_strsplit(copy, "|", words ? -1 : 1);
    for (guint i = 0; i < all->len; i++)
        for (guint k = 0; k < MAX(g_strv_length(word), 1); k++)
            g_ptr_array_add(longer, arena_printf(a, "%s%s", (char *)all->pdata[i], word[k] ? word[k] : ""));
    g_strfreev(word);
    g_free(copy);
    g_ptr_array_unref(all);
    return longer;
}

bool choices_add(const struct ynode *n, GPtrArray *all, struct arena *a, struct diag *d)
{
    if (n->kind != Y_SCALAR || !*n->text)
        return yaml_bad(n, d, _("a text is wanted here"));
    if (!strpbrk(n->text, "()")) { /* as nearly all */
        g_ptr_array_add(all, (char *)n->text);
        return true;
    }
    GPtrArray *text = g_ptr_array_new();
    g_ptr_array_add(text, (char *)"");
    bool inside = false, good = true;
    for (const char *s = n->text; good && *s;) {
        size_t length = strcspn(s, "()");
        text = lengthen(text, s, length, inside, a);
        s += length;
        good = text->len <= CHOICES_MAX && (!*s || *s == (inside ? ')' : '('));
        if (*s) {
            s++;
            inside = !inside;
        }
    }
    good = good && !inside;
    for (guint i = 0; good && i < text->len; i++)
        good = *(char *)text->pdata[i] != '\0';
    for (guint i = 0; good && i < text->len; i++)
        g_ptr_array_add(all, text->pdata[i]);
    g_ptr_array_unref(text);
    return good ||
           yaml_bad(n, d, _("choices are written (one|other|), at most %d texts in all"), CHOICES_MAX);
}
