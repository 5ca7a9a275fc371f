/* shelf.c - the other reports that reports are compared with.
 * Folders are looked through once, for authority and year only; a report is kept from when it is first
 * wanted.  Published files, which take longer to read, are looked at when report data does not do. */
#include "shelf.h"

#include "folder.h"
#include "intl.h"
#include "shelf_published.h"

#include <glib.h>
#include <string.h>

/* Folders within folders that are looked through. */
enum { MAX_DEPTH = 8 };

struct entry {
    const char *path;
    const char *authority; /* without 人民政府, which one year's report has behind it and the next has not */
    int year;
    const struct published *parts; /* NULL: report data, or a file given by itself */
    bool named;                    /* given by itself, not found in a folder */
    bool kept;
    const char *trouble; /* why it is not compared, once kept; NULL: it is */
    struct loaded in;    /* once kept */
};

struct list {
    GArray *entry;     /* struct entry */
    GPtrArray *folder; /* that were looked through for report data, until they are for published reports */
    size_t given;      /* paths on the command line */
    size_t bad;        /* files in folders that are no report */
};

struct shelf {
    const struct setup *setup;
    size_t ninput;
    struct arena *arena;
    struct list previous, part;
    bool all_parts;
};

/* --- looking through ------------------------------------------------------ */

static const char *bare(const struct shelf *s, const char *authority, int year)
{
    return edition_bare(editions_for_year(s->setup->editions, year), arena_strdup(s->arena, authority),
                        s->arena);
}

static bool is_of(const struct shelf *s, const struct entry *entry, const struct report *r)
{
    return strcmp(entry->authority, bare(s, r->authority, r->year)) == 0;
}

static bool add_report(struct shelf *s, struct list *to, const char *path, bool named, struct diag *d,
                       struct err *e)
{
    struct loaded in;
    bool ok = load_input(path, s->setup, &in, e);
    if (ok) {
        struct entry entry = {.path = arena_strdup(s->arena, path),
                              .authority = bare(s, in.report->authority, in.report->year),
                              .year = in.report->year,
                              .named = named};
        g_array_append_val(to->entry, entry);
    }
    for (size_t i = 0; i < diag_size(in.diag); i++)
        diag_add(d, diag_get(in.diag, i));
    loaded_free(&in);
    return ok;
}

static void look_through(struct shelf *s, struct list *to, const char *dir, int depth)
{
    struct err e = ERR_INIT;
    GPtrArray *names = depth < MAX_DEPTH ? folder_list(dir, &e) : NULL;
    g_ptr_array_add(to->folder, g_strdup(dir));
    for (guint i = 0; names && i < names->len; i++) {
        const char *path = names->pdata[i];
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK)) /* no circles */
                look_through(s, to, path, depth + 1);
        } else if (g_str_has_suffix(path, ".json") && !accepted_is(path)) {
            struct err one = ERR_INIT;
            struct diag *d = diag_new();
            to->bad += !add_report(s, to, path, false, d, &one);
            diag_free(d);
            err_clear(&one);
        }
    }
    if (names)
        g_ptr_array_free(names, TRUE);
    err_clear(&e); /* a folder that cannot be read holds nothing */
}

static struct entry *find(const struct list *l, const char *authority, int year)
{
    for (guint i = 0; i < l->entry->len; i++) {
        struct entry *entry = &g_array_index(l->entry, struct entry, i);
        if (entry->year == year && strcmp(entry->authority, authority) == 0)
            return entry;
    }
    return NULL;
}

/* Published reports, but those whose report data is there. */
static void look_at_published(struct shelf *s, struct list *to)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct published));
    for (guint i = 0; i < to->folder->len; i++)
        published_find(to->folder->pdata[i], s->setup, found, &to->bad, s->arena);
    const struct published *all = arena_dup(s->arena, found->data, found->len * sizeof *all);
    guint ndata = to->entry->len;
    for (guint i = 0; i < found->len; i++) {
        const char *authority = bare(s, all[i].authority, all[i].year);
        struct entry *data = find(to, authority, all[i].year);
        struct entry entry = {
            .path = all[i].path[0], .authority = authority, .year = all[i].year, .parts = &all[i]};
        if (!data || data >= &g_array_index(to->entry, struct entry, ndata))
            g_array_append_val(to->entry, entry);
    }
    g_ptr_array_set_size(to->folder, 0);
    g_array_free(found, TRUE);
}

static bool fill(struct shelf *s, struct list *to, const char *const *path, struct diag *d, struct err *e)
{
    to->entry = g_array_new(FALSE, FALSE, sizeof(struct entry));
    to->folder = g_ptr_array_new_with_free_func(g_free);
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
    if (l->folder)
        g_ptr_array_free(l->folder, TRUE);
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

static void tell(struct diag *d, const struct report *r, const char *id, const char *pointer, char *text)
{
    struct finding f = {.id = id, .grade = GRADE_INFO, .file = r->file, .pointer = pointer, .text = text};
    report_place(r, pointer, &f.line, &f.column);
    diag_add(d, &f);
    g_free(text);
}

/* keep - the whole report of an entry, for comparing with r; NULL, and a finding `id`, if it cannot be
 * loaded, or holds figures that could not be read: a blank in their place would be compared. */
static const struct report *keep(struct shelf *s, struct entry *entry, const struct report *r, const char *id,
                                 struct diag *d)
{
    struct err e = ERR_INIT;
    const struct published *p = entry->parts;
    if (!entry->kept && p)
        load_parts(p->path, p->npath, s->setup, &entry->in, &e);
    else if (!entry->kept)
        load_input(entry->path, s->setup, &entry->in, &e);
    entry->kept = true;
    size_t hard = diag_count(entry->in.diag, GRADE_HARD);
    if (hard)
        entry->trouble = arena_printf(s->arena,
                                      _("%s is not compared: in reading it %zu hard findings came up; import "
                                        "it, and compare with the report data"),
                                      entry->path, hard);
    else if (e.kind != ERR_NONE)
        entry->trouble = arena_printf(s->arena, _("not compared: %s"), e.text);
    err_clear(&e);
    if (entry->trouble)
        tell(d, r, id, "/year", g_strdup(entry->trouble));
    return entry->trouble ? NULL : entry->in.report;
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
    return entry->year == r->year - 1 && (only || is_of(s, entry, r));
}

static struct entry *look_for_last(const struct shelf *s, const struct report *r, struct entry **second)
{
    struct entry *found = NULL;
    for (guint i = 0; i < s->previous.entry->len; i++) {
        struct entry *entry = &g_array_index(s->previous.entry, struct entry, i);
        if (!is_last(s, entry, r))
            continue;
        if (!found)
            found = entry;
        else if (!*second)
            *second = entry;
    }
    return found;
}

static void tell_twice(struct diag *d, const struct report *r, const char *id, const char *authority,
                       const struct entry *used, const struct entry *not_used)
{
    tell(d, r, id, "/year",
         g_strdup_printf(_("two reports of %s for %d were found: %s is compared, not %s"), authority,
                         used->year, used->path, not_used->path));
}

static const struct report *find_last(struct shelf *s, const struct report *r, struct diag *d)
{
    struct entry *second = NULL, *found = look_for_last(s, r, &second);
    if (!found && s->previous.folder->len > 0) {
        look_at_published(s, &s->previous);
        found = look_for_last(s, r, &second);
    }
    if (!found && s->previous.given) {
        char *also = unread(&s->previous);
        tell(d, r, "PREVIOUS-NONE", "/year",
             g_strdup_printf(_("no report of %s for %d was found to compare with%s"), r->authority,
                             r->year - 1, also));
        g_free(also);
    }
    if (found && second)
        tell_twice(d, r, "PREVIOUS-TWICE", r->authority, found, second);
    return found ? keep(s, found, r, "PREVIOUS-NONE", d) : NULL;
}

static void find_parts(struct shelf *s, const struct report *r, struct others *out, struct diag *d)
{
    bool any = false;
    if (s->part.folder->len > 0)
        look_at_published(s, &s->part);
    const struct report **part = ARENA_ARRAY(s->arena, s->part.entry->len, const struct report *);
    for (guint i = 0; i < s->part.entry->len; i++) {
        struct entry *entry = &g_array_index(s->part.entry, struct entry, i);
        if (entry->year != r->year || is_of(s, entry, r))
            continue;
        const struct entry *first = find(&s->part, entry->authority, entry->year);
        if (first != entry) {
            tell_twice(d, r, "PART-TWICE", entry->authority, first, entry);
            continue; /* or a sum would have it twice */
        }
        const struct report *kept = keep(s, entry, r, "PART-NONE", d);
        if (kept)
            part[out->npart++] = kept;
        else
            out->all_parts = false; /* what others hold does not add up without it */
        any = true;
    }
    out->part = part;
    if (!any && s->part.given) {
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
