/* pdf_pictures.c - pages of a PDF that are pictures: the list that pdfimages -list gives. */
#include "pdf_words.h"
#include "process.h"
#include "utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW_LETTERS = 40, /* of a page number, a running head, a line or two over a picture */
    LARGE = 30,       /* per cent of a page that its pictures cover at least */
    LIST_MAX = 4 << 20
};

#define WHOLE ((int64_t)1 << 50) /* more than any page has */

static bool has_few_letters(const struct pdf_page *p)
{
    size_t letters = 0;
    for (size_t i = 0; i < p->n && letters < FEW_LETTERS; i++)
        letters += utf8_length(p->word[i].text);
    return letters < FEW_LETTERS;
}

/* A length of `dots` at `ppi` to the inch, in hundredths of a point. */
static int64_t length_of(const char *dots, const char *ppi)
{
    return (int64_t)CLAMP(atoi(dots), 0, 1000000) * 7200 / atoi(ppi);
}

/* A line of the list: number of the page, and the area of a picture on it; false if it is none. */
static bool read_line(const char *line, int *page, int64_t *area)
{
    char **field = g_strsplit_set(line, " \t", -1), *word[16];
    guint n = 0;
    for (char **f = field; *f && n < G_N_ELEMENTS(word); f++)
        if (**f)
            word[n++] = *f;
    bool picture = n >= 14 && strcmp(word[2], "image") == 0 && atoi(word[12]) > 0 && atoi(word[13]) > 0;
    if (picture) {
        *page = atoi(word[0]);
        *area = length_of(word[3], word[12]) * length_of(word[4], word[13]);
    }
    g_strfreev(field);
    return picture;
}

/* The area of the pictures on each page; in a. */
static const int64_t *covered(GBytes *pdf, size_t pages, struct arena *a)
{
    static const char *const argv[] = {"pdfimages", "-list", "-", NULL};
    const struct process run = {argv, "poppler-utils", pdf, NULL, 30, LIST_MAX, (size_t)2 << 30};
    int64_t *area = ARENA_ARRAY(a, pages, int64_t), one;
    struct err ignored = ERR_INIT;
    GBytes *list = process_run(&run, &ignored);
    gsize n = 0;
    const char *data = list ? g_bytes_get_data(list, &n) : NULL;
    char *text = g_strndup(data ? data : "", n), **line = g_strsplit(text, "\n", -1);
    int page;
    for (char **l = line; *l; l++)
        if (read_line(*l, &page, &one) && page >= 1 && (size_t)page <= pages)
            area[page - 1] = MIN(area[page - 1] + one, WHOLE);
    g_strfreev(line);
    g_free(text);
    if (list)
        g_bytes_unref(list);
    err_clear(&ignored);
    return area;
}

const char *pdf_pictures(GBytes *pdf, const struct pdf_pages *pages, struct arena *a)
{
    const int64_t *area = NULL;
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < pages->n; i++) {
        const struct pdf_page *p = &pages->page[i];
        if (!has_few_letters(p))
            continue;
        area = area ? area : covered(pdf, pages->n, a);
        if (area[i] > 0 && area[i] / LARGE >= (int64_t)p->width * p->height / 100)
            g_string_append_printf(out, "%s%d", out->len ? ", " : "", p->number);
    }
    const char *text = out->len ? arena_strdup(a, out->str) : NULL;
    g_string_free(out, TRUE);
    return text;
}
