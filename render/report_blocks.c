/* report_blocks.c - read the blocks of a report's text: paragraphs, headings, runs, tables, lists. */
#include "intl.h"
#include "report_parse.h"

static void read_heading(struct reader *r, struct block *b, json_t *v)
{
    static const char *const known[] = {"heading", "level", "text", NULL};
    b->kind = BLOCK_HEADING;
    reader_known(r, v, known);
    b->text = reader_member_text(r, v, "heading", TEXT_SHORT, true);
    b->run_in = reader_member_text(r, v, "text", TEXT_LONG, false);
    b->level = b->text ? heading_level(b->text, NULL) : 0;
    int64_t level;
    if (json_object_get(v, "level") && reader_member_int(r, v, "level", 1, 4, false, &level)) {
        b->level = (int)level;
        b->level_given = true;
    }
}

static void read_run(struct reader *r, struct run *run, json_t *v)
{
    static const char *const known[] = {"text", "style", NULL};
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, known);
    run->text = reader_member_text(r, v, "text", TEXT_LONG, true);
    run->style = reader_member_text(r, v, "style", TEXT_SHORT, false);
}

static void read_runs(struct reader *r, struct block *b, json_t *v)
{
    static const char *const known[] = {"runs", NULL};
    b->kind = BLOCK_RUNS;
    reader_known(r, v, known);
    struct spot s = reader_key(r, "runs");
    json_t *list = json_object_get(v, "runs");
    b->nrun = reader_list(r, list, MAX_RUNS);
    b->run = ARENA_ARRAY(r->a, b->nrun, struct run);
    if (json_is_array(list) && json_array_size(list) == 0)
        reader_bad(r, "REPORT-VALUE", _("this list is empty; fill it, or take it out"));
    for (size_t i = 0; i < b->nrun; i++) {
        struct spot item = reader_item(r, i);
        read_run(r, &b->run[i], json_array_get(list, i));
        reader_back(r, item);
    }
    reader_back(r, s);
}

static void read_list_item(struct reader *r, struct list_item *it, json_t *v)
{
    static const char *const known[] = {"label", "unit", "value", NULL};
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, known);
    it->label = reader_member_text(r, v, "label", TEXT_SHORT, true);
    it->unit = reader_member_text(r, v, "unit", TEXT_SHORT, false);
    struct spot s = reader_key(r, "value");
    json_t *value = json_object_get(v, "value");
    if (value)
        it->value = reader_value(r, value);
    else
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), "value");
    reader_back(r, s);
}

static void read_list(struct reader *r, struct block *b, json_t *v)
{
    static const char *const known[] = {"list", NULL};
    b->kind = BLOCK_LIST;
    reader_known(r, v, known);
    struct spot s = reader_key(r, "list");
    json_t *list = json_object_get(v, "list");
    b->nitem = reader_list(r, list, MAX_LIST);
    b->item = ARENA_ARRAY(r->a, b->nitem, struct list_item);
    if (json_is_array(list) && json_array_size(list) == 0)
        reader_bad(r, "REPORT-VALUE", _("this list is empty; fill it, or take it out"));
    for (size_t i = 0; i < b->nitem; i++) {
        struct spot item = reader_item(r, i);
        read_list_item(r, &b->item[i], json_array_get(list, i));
        reader_back(r, item);
    }
    reader_back(r, s);
}

/* Its key tells what an object is. */
static void read_object(struct reader *r, struct block *b, json_t *v)
{
    if (json_object_get(v, "table")) {
        b->kind = BLOCK_TABLE;
        b->table = read_table(r, v);
    } else if (json_object_get(v, "heading")) {
        read_heading(r, b, v);
    } else if (json_object_get(v, "runs")) {
        read_runs(r, b, v);
    } else if (json_object_get(v, "list")) {
        read_list(r, b, v);
    } else {
        reader_bad(r, "REPORT-KEY",
                   _("this object has none of the keys that say what it is: heading, runs, table, list"));
    }
}

struct block *read_blocks(struct reader *r, json_t *v, size_t *n)
{
    *n = reader_list(r, v, MAX_BLOCKS);
    struct block *block = ARENA_ARRAY(r->a, *n, struct block);
    for (size_t i = 0; i < *n; i++) {
        struct spot s = reader_item(r, i);
        struct block *b = &block[i];
        json_t *item = json_array_get(v, i);
        b->pointer = reader_pointer(r);
        if (json_is_string(item))
            b->text = reader_text(r, item, TEXT_LONG);
        else if (json_is_object(item))
            read_object(r, b, item);
        else
            reader_bad(r, "REPORT-TYPE", _("a block of text is a text in quotes or an object {…}"));
        reader_back(r, s);
    }
    return block;
}
