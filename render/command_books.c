/* command_books.c - the workbooks of a report, made and named. */
#include "command_books.h"

#include "command_names.h"
#include "sheet.h"

bool books_make(const struct options *o, const struct setup *s, const char *stem, const struct doc *doc,
                book_taker *take, void *to, struct arena *a, struct err *e)
{
    size_t n;
    const struct doc_block **table = doc_tables(doc, a, &n);
    for (size_t i = 0; i < n; i++)
        if (!take(to, names_workbook(o, stem, table[i]->grid->form, doc_nth_of_slot(table, i), a),
                  sheet_write(doc, &table[i], 1, s->words, e)))
            return false;
    return n == 0 || !o->book || take(to, names_book(stem, a), sheet_write(doc, table, n, s->words, e));
}
