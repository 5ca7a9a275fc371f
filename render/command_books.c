/* command_books.c - the workbooks of a report, made and named. */
#include "command_books.h"

#include "command_names.h"
#include "sheet.h"

#include <string.h>

/* The nth table of its slot, counted from 1. */
static int nth_of_slot(const struct doc_block *const *table, size_t i)
{
    int nth = 1;
    for (size_t k = 0; k < i; k++)
        nth += strcmp(table[k]->grid->form->slot, table[i]->grid->form->slot) == 0;
    return nth;
}

bool books_make(const struct options *o, const struct setup *s, const char *stem, const struct doc *doc,
                book_taker *take, void *to, struct arena *a, struct err *e)
{
    const struct doc_block **table = ARENA_ARRAY(a, doc->nblock, const struct doc_block *);
    size_t n = 0;
    for (size_t i = 0; i < doc->nblock; i++)
        if (doc->block[i].kind == DOC_TABLE)
            table[n++] = &doc->block[i];
    for (size_t i = 0; i < n; i++)
        if (!take(to, names_workbook(o, stem, table[i]->grid->form, nth_of_slot(table, i), a),
                  sheet_write(doc, &table[i], 1, s->words, e)))
            return false;
    return n == 0 || !o->book || take(to, names_book(stem, a), sheet_write(doc, table, n, s->words, e));
}
