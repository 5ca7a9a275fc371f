/* report_accepted.c - the file of accepted findings. */
#include "accepted.h"
#include "report_parse.h"

#include "intl.h"

#include <string.h>

enum { MAX_ACCEPTED = 10000 };

static const char ENDING[] = ".accepted.json";

bool accepted_is(const char *path)
{
    return g_str_has_suffix(path, ENDING);
}

const char *accepted_path(const char *report, struct arena *a)
{
    if (strcmp(report, "-") == 0)
        return NULL;
    const char *slash = strrchr(report, '/'), *dot = strrchr(report, '.');
    const char *name = slash ? slash + 1 : report;
    size_t n = dot && dot > name ? (size_t)(dot - report) : strlen(report);
    return arena_printf(a, "%.*s%s", (int)n, report, ENDING);
}

static void read_item(struct reader *r, json_t *v, struct accepted_item *out)
{
    static const char *const known[] = {"key", "reason", "by", "date", NULL};
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, known);
    struct spot s = reader_key(r, "key");
    out->line = r->at->line;
    out->column = r->at->column;
    reader_back(r, s);
    out->key = reader_member_text(r, v, "key", TEXT_LONG, true);
    out->reason = reader_member_text(r, v, "reason", TEXT_LONG, true);
    out->by = reader_member_text(r, v, "by", TEXT_SHORT, true);
    out->date = reader_member_date(r, v, "date");
    if (!json_object_get(v, "date"))
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), "date");
}

struct accepted *accepted_load(const char *name, const char *json, size_t n, struct arena *a, struct diag *d)
{
    struct reader r = {.name = arena_strdup(a, name), .a = a, .d = d};
    struct accepted *acc = ARENA_NEW(a, struct accepted);
    acc->file = r.name;
    json_t *root = reader_open(&r, json, n);
    if (root) {
        acc->n = reader_list(&r, root, MAX_ACCEPTED);
        acc->item = ARENA_ARRAY(a, acc->n, struct accepted_item);
        for (size_t i = 0; i < acc->n; i++) {
            struct spot s = reader_item(&r, i);
            read_item(&r, json_array_get(root, i), &acc->item[i]);
            reader_back(&r, s);
        }
        reader_close(&r, root);
    }
    return r.bad ? NULL : acc;
}

static bool is_accepted(const struct finding *f, void *to)
{
    struct accepted *acc = to;
    bool found = false;
    char *key = diag_key(f);
    for (size_t i = 0; i < acc->n && !found; i++) {
        found = strcmp(acc->item[i].key, key) == 0;
        acc->item[i].fired = acc->item[i].fired || found;
    }
    g_free(key);
    return found;
}

size_t accepted_leave_out(struct accepted *acc, struct diag *d)
{
    return acc && acc->n ? diag_leave_out(d, is_accepted, acc) : 0;
}
