/* shelf.c - the other reports that reports are compared with.
 * Folders are looked through once, for authority and year only; a report is kept from when it is first
 * wanted. */
#include "shelf.h"

#include "intl.h"

#include <glib.h>
#include <string.h>

/* Folders within folders that are looked through. */
enum { MAX_DEPTH = 8 };

struct entry {
    const char *path, *authority;
    int year;
    bool named; /* given by itself, not found in a folder */
    bool kept;
    struct loaded in; /* once kept */
};

struct list {
    GArray *entry; /* struct entry */
    size_t given;  /* paths on the command line */
    size_t bad;    /* files in folders that are no report */
};

struct shelf {
    const struct setup *setup;
    size_t ninput;
    struct arena *arena;
    struct list previous, part;
    bool all_parts;
};

/* --- looking through ------------------------------------------------------ */

static bool add_report(struct shelf *s, struct list *to, const char *path, bool named, struct diag *d,
                       struct err *e)
{
    struct loaded in;
    bool ok = load_input(path, s->setup, &in, e);
    if (ok) {
        struct entry entry = {.path = arena_strdup(s->arena, path),
                              .authority = arena_strdup(s->arena, in.report->authority),
                              .year = in.report->year,
                              .named = named};
        g_array_append_val(to->entry, entry);
    }
    for (size_t i = 0; i < diag_size(in.diag); i++)
        diag_add(d, diag_get(in.diag, i));
    loaded_free(&in);
    return ok;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void look_through(struct shelf *s, struct list *to, const char *dir, int depth)
{
    GDir *folder = depth < MAX_DEPTH ? g_dir_open(dir, 0, NULL) : NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (folder && (name = g_dir_read_name(folder)))
        if (*name != '.')
            g_ptr_array_add(names, g_build_filename(dir, name, NULL));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        const char *path = names->pdata[i];
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK)) /* no circles */
                look_through(s, to, path, depth + 1);
        } else if (g_str_has_suffix(path, ".json") && !g_str_has_suffix(path, ".accepted.json")) {
            struct err e = ERR_INIT;
            struct diag *d = diag_new();
            to->bad += !add_report(s, to, path, false, d, &e);
            diag_free(d);
            err_clear(&e);
        }
    }
    if (folder)
        g_dir_close(folder);
    g_ptr_array_free(names, TRUE);
}

static bool fill(struct shelf *s, struct list *to, const char *const *path, struct diag *d, struct err *e)
{
    to->entry = g_array_new(FALSE, FALSE, sizeof(struct entry));
    for (; *path && e->kind == ERR_NONE; path++) {
        to->given++;
        if (g_file_test(*path, G_FILE_TEST_IS_DIR))
            look_through(s, to, *path, 0);
        else
            add_report(s, to, *path, true, d, e);
    }
    return e->kind == ERR_NONE;
}

struct shelf *shelf_open(const struct options *o, const struct setup *setup, int *status)
{
    struct err e = ERR_INIT;
    struct diag *d = diag_new();
    struct shelf *s = g_new0(struct shelf, 1);
    s->setup = setup;
    s->ninput = o->ninput;
    s->arena = arena_new();
    s->all_parts = o->all_parts;
    bool ok = fill(s, &s->previous, o->previous, d, &e) && fill(s, &s->part, o->part, d, &e);
    if (!ok) {
        tell_findings(o, d);
        *status = settle(&e, d);
        shelf_close(s);
        s = NULL;
    }
    diag_free(d);
    return s;
}

static void close_list(struct list *l)
{
    for (guint i = 0; l->entry && i < l->entry->len; i++)
        if (g_array_index(l->entry, struct entry, i).kept)
            loaded_free(&g_array_index(l->entry, struct entry, i).in);
    if (l->entry)
        g_array_free(l->entry, TRUE);
}

void shelf_close(struct shelf *s)
{
    if (!s)
        return;
    close_list(&s->previous);
    close_list(&s->part);
    arena_free(s->arena);
    g_free(s);
}

/* --- asking --------------------------------------------------------------- */

/* keep - the whole report of an entry; NULL if it can no longer be loaded. */
static const struct report *keep(struct shelf *s, struct entry *entry)
{
    struct err e = ERR_INIT;
    if (!entry->kept)
        load_input(entry->path, s->setup, &entry->in, &e);
    entry->kept = true;
    err_clear(&e);
    return entry->in.report;
}

static void tell(struct diag *d, const struct report *r, const char *id, const char *pointer, char *text)
{
    struct finding f = {.id = id, .grade = GRADE_INFO, .file = r->file, .pointer = pointer, .text = text};
    report_place(r, pointer, &f.line, &f.column);
    diag_add(d, &f);
    g_free(text);
}

/* What else is to be said where a report was not found. */
static char *unread(const struct list *l)
{
    return l->bad ? g_strdup_printf(_(" (files in the folders that cannot be read as reports: %zu)"), l->bad)
                  : g_strdup("");
}

static bool is_last(const struct shelf *s, const struct entry *entry, const struct report *r)
{
    bool only = entry->named && s->previous.given == 1 && s->ninput == 1;
    return entry->year == r->year - 1 && (only || strcmp(entry->authority, r->authority) == 0);
}

static const struct report *find_last(struct shelf *s, const struct report *r, struct diag *d)
{
    struct entry *found = NULL, *second = NULL;
    for (guint i = 0; i < s->previous.entry->len; i++) {
        struct entry *entry = &g_array_index(s->previous.entry, struct entry, i);
        if (!is_last(s, entry, r))
            continue;
        if (!found)
            found = entry;
        else if (!second)
            second = entry;
    }
    if (!found && s->previous.given) {
        char *also = unread(&s->previous);
        tell(d, r, "PREVIOUS-NONE", "/year",
             g_strdup_printf(_("no report of %s for %d was found to compare with%s"), r->authority,
                             r->year - 1, also));
        g_free(also);
    }
    if (second)
        tell(d, r, "PREVIOUS-TWICE", "/year",
             g_strdup_printf(_("two reports of %s for %d were found: %s is compared, not %s"), r->authority,
                             r->year - 1, found->path, second->path));
    return found ? keep(s, found) : NULL;
}

static void find_parts(struct shelf *s, const struct report *r, struct others *out, struct diag *d)
{
    const struct report **part = ARENA_ARRAY(s->arena, s->part.entry->len, const struct report *);
    for (guint i = 0; i < s->part.entry->len; i++) {
        struct entry *entry = &g_array_index(s->part.entry, struct entry, i);
        if (entry->year != r->year || strcmp(entry->authority, r->authority) == 0)
            continue;
        const struct report *kept = keep(s, entry);
        if (kept)
            part[out->npart++] = kept;
    }
    out->part = part;
    if (!out->npart && s->part.given) {
        char *also = unread(&s->part);
        tell(d, r, "PART-NONE", "/year",
             g_strdup_printf(_("no report of a unit below for %d was found to compare with%s"), r->year,
                             also));
        g_free(also);
    }
}

const struct others *shelf_others(struct shelf *s, const struct report *r, struct diag *d)
{
    static const struct others none = {NULL, NULL, 0, false};
    if (!s)
        return &none;
    struct others *out = ARENA_NEW(s->arena, struct others);
    out->last = find_last(s, r, d);
    out->all_parts = s->all_parts;
    find_parts(s, r, out, d);
    return out;
}
