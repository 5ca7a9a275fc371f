/* blank.c - an empty report of one national form. */
#include "blank.h"

static struct block *blank_table(const struct form *f, const char *section, struct arena *a)
{
    struct block *b = ARENA_NEW(a, struct block);
    b->kind = BLOCK_TABLE;
    b->pointer = arena_printf(a, "%s/body/0", section);
    b->table = ARENA_NEW(a, struct table);
    b->table->form = f;
    b->table->value = ARENA_ARRAY(a, f->ncell, struct value); /* VALUE_NULL */
    return b;
}

struct report *report_blank(const struct edition *ed, const char *authority, int year, struct arena *a)
{
    struct report *r = ARENA_NEW(a, struct report);
    r->authority = authority;
    r->year = year;
    r->ntitle = 1;
    r->title = ARENA_NEW(a, const char *);
    r->title[0] = edition_title(ed, authority, year, a);
    r->nsection = ed->nsection;
    r->section = ARENA_ARRAY(a, ed->nsection, struct section);
    for (size_t i = 0; i < ed->nsection; i++) {
        struct section *s = &r->section[i];
        s->heading = edition_heading(ed, i, a);
        s->pointer = arena_printf(a, "/sections/%zu", i);
        if (ed->section[i].form) {
            s->block = blank_table(ed->section[i].form, s->pointer, a);
            s->nblock = 1;
        }
    }
    return r;
}
