/* edition.c - the outline of the report in one national form. */
#include "edition.h"

#include "choices.h"
#include "intl.h"
#include "report.h"
#include "utf8.h"
#include "yamlread.h"

#include <glib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const numeral[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

struct loader {
    const struct forms *forms;
    struct arena *a;
    struct diag *d;
    bool bad;
};

static bool note(struct loader *l, bool ok)
{
    l->bad = l->bad || !ok;
    return ok;
}

/* --- titles --------------------------------------------------------------- */

static bool starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* fill_title - a pattern with {authority} and {year} put in; NULL if it has other braces or lacks one of the
 * two. */
static const char *fill_title(const char *pattern, const char *authority, const char *year, struct arena *a)
{
    static const char *const mark[] = {"{authority}", "{year}"};
    bool used[] = {false, false};
    GString *out = g_string_new(NULL);
    bool ok = true;
    for (const char *s = pattern; *s && ok;) {
        size_t k = 0;
        while (k < G_N_ELEMENTS(mark) && !starts(s, mark[k]))
            k++;
        if (k < G_N_ELEMENTS(mark)) {
            g_string_append(out, k == 0 ? authority : year);
            used[k] = true;
            s += strlen(mark[k]);
        } else {
            ok = *s != '{' && *s != '}';
            g_string_append_c(out, *s++);
        }
    }
    const char *title = ok && used[0] && used[1] ? arena_strdup(a, out->str) : NULL;
    g_string_free(out, TRUE);
    return title;
}

static void read_titles(struct loader *l, struct edition *ed, const struct ynode *root)
{
    const struct ynode *list = yaml_get(root, "title");
    if (!list || list->kind != Y_LIST || !list->n) {
        note(l, yaml_bad(list ? list : root, l->d, _("“title” must be a list of patterns")));
        return;
    }
    ed->ntitle = list->n;
    ed->title = ARENA_ARRAY(l->a, list->n, const char *);
    for (size_t i = 0; i < list->n; i++) {
        const struct ynode *n = list->item[i];
        ed->title[i] = n->text;
        if (n->kind != Y_SCALAR || !fill_title(n->text, "", "", l->a))
            note(l, yaml_bad(n, l->d, _("a title is a text with {authority} and {year} in it")));
    }
}

/* match_title - the authority of a title after the pattern FIRST{mark}BETWEEN{mark}LAST, as [*from, *to). */
static bool match_title(const char *pattern, const char *title, size_t *from, size_t *to)
{
    static const char authority[] = "{authority}", year[] = "{year}";
    const char *who = strstr(pattern, authority), *when = strstr(pattern, year);
    bool who_first = who < when;
    const char *one = who_first ? who : when, *two = who_first ? when : who;
    const char *between = one + strlen(who_first ? authority : year);
    const char *last = two + strlen(who_first ? year : authority);
    size_t nfirst = (size_t)(one - pattern), nbetween = (size_t)(two - between), nlast = strlen(last);
    size_t n = strlen(title), digits = 4;
    if (n <= nfirst + nbetween + nlast + digits || strncmp(title, pattern, nfirst) != 0 ||
        strcmp(title + n - nlast, last) != 0)
        return false;
    size_t at = who_first ? n - nlast - digits : nfirst; /* of the year */
    *from = who_first ? nfirst : at + digits + nbetween;
    *to = who_first ? at - nbetween : n - nlast;
    return strspn(title + at, "0123456789") == digits && *from < *to &&
           strncmp(title + (who_first ? *to : at + digits), between, nbetween) == 0;
}

const char *edition_title_authority(const struct edition *ed, const char *title, struct arena *a)
{
    size_t from, to;
    for (size_t i = 0; i < ed->ntitle; i++)
        if (match_title(ed->title[i], title, &from, &to))
            return arena_strndup(a, title + from, to - from);
    return NULL;
}

const char *edition_bare(const struct edition *ed, const char *name, struct arena *a)
{
    for (size_t i = 0; ed && i < ed->ngovernment; i++)
        if (g_str_has_suffix(name, ed->government[i]) && strlen(name) > strlen(ed->government[i]))
            return arena_strndup(a, name, strlen(name) - strlen(ed->government[i]));
    return name;
}

/* --- the day it is due ---------------------------------------------------- */

static bool is_day(const char *s)
{
    return strlen(s) == 5 && s[2] == '-' && strspn(s, "0123456789") == 2 &&
           strspn(s + 3, "0123456789") == 2 &&
           g_date_valid_dmy((GDateDay)atoi(s + 3), (GDateMonth)atoi(s), 2024);
}

static void read_due(struct loader *l, struct edition *ed, const struct ynode *root)
{
    const struct ynode *map = yaml_get(root, "due");
    if (!map)
        return;
    if (map->kind != Y_MAP) {
        note(l, yaml_bad(map, l->d, _("keys and values are wanted here")));
        return;
    }
    ed->ndue = map->n;
    ed->due = ARENA_ARRAY(l->a, map->n, struct due);
    for (size_t i = 0; i < map->n; i++) {
        const char *level = map->key[i]->text;
        bool rest = strcmp(level, "else") == 0;
        if (!rest && !g_strv_contains(report_levels, level))
            note(l, yaml_bad(map->key[i], l->d, _("unknown key “%s”"), level));
        if (map->item[i]->kind != Y_SCALAR || !is_day(map->item[i]->text))
            note(l, yaml_bad(map->item[i], l->d, _("a day of the year is wanted here, written 03-31")));
        ed->due[i] = (struct due){rest ? NULL : level, map->item[i]->text};
    }
}

const char *edition_due(const struct edition *ed, const char *level)
{
    const char *rest = NULL;
    for (size_t i = 0; i < ed->ndue; i++) {
        if (!ed->due[i].level)
            rest = ed->due[i].day;
        else if (level && strcmp(ed->due[i].level, level) == 0)
            return ed->due[i].day;
    }
    return rest;
}

/* --- sections ------------------------------------------------------------- */

/* read_texts - the list of texts under a key, each with its choices made; none if it is missing. */
static void read_texts(struct loader *l, const struct ynode *map, const char *key, const char ***out,
                       size_t *n)
{
    const struct ynode *list = yaml_get(map, key);
    if (!list)
        return;
    if (list->kind != Y_LIST) {
        note(l, yaml_bad(list, l->d, _("“%s” must be a list of texts"), key));
        return;
    }
    GPtrArray *all = g_ptr_array_new();
    for (size_t i = 0; i < list->n; i++)
        note(l, choices_add(list->item[i], all, l->a, l->d));
    *n = all->len;
    *out = arena_dup(l->a, all->pdata, all->len * sizeof **out);
    g_ptr_array_unref(all);
}

static void read_section(struct loader *l, struct edition_section *s, const struct ynode *map)
{
    static const char *const known[] = {"title", "also", "form", "needed", NULL};
    if (!note(l, yaml_known_keys(map, known, l->d)) && map->kind != Y_MAP)
        return;
    note(l, yaml_str(map, "title", &s->title, l->d));
    read_texts(l, map, "also", &s->also, &s->nalso);
    note(l, yaml_opt_bool(map, "needed", &s->needed, l->d));
    const char *form = NULL;
    if (!note(l, yaml_opt_str(map, "form", &form, l->d)) || !form)
        return;
    s->form = forms_find(l->forms, form);
    if (!s->form)
        note(l, yaml_bad(yaml_get(map, "form"), l->d, _("there is no form “%s”"), form));
}

static void read_sections(struct loader *l, struct edition *ed, const struct ynode *root)
{
    const struct ynode *list = yaml_get(root, "sections");
    if (!list || list->kind != Y_LIST || !list->n || list->n > G_N_ELEMENTS(numeral)) {
        note(l, yaml_bad(list ? list : root, l->d, _("“sections” must be a list of 1 to 10 sections")));
        return;
    }
    ed->nsection = list->n;
    ed->section = ARENA_ARRAY(l->a, list->n, struct edition_section);
    for (size_t i = 0; i < list->n; i++)
        read_section(l, &ed->section[i], list->item[i]);
}

/* --- the file ------------------------------------------------------------- */

static void read_years(struct loader *l, struct edition *ed, const struct ynode *root)
{
    static const char *const known[] = {"first", "last", NULL};
    const struct ynode *years = yaml_get(root, "years");
    long first = 0, last = INT_MAX;
    if (!years) {
        note(l, yaml_bad(root, l->d, _("the key “%s” is missing"), "years"));
        return;
    }
    if (!note(l, yaml_known_keys(years, known, l->d)))
        return;
    if (note(l, yaml_int(years, "first", 2008, 9999, &first, l->d)))
        note(l, yaml_opt_int(years, "last", first, 9999, &last, l->d));
    ed->first = (int)first;
    ed->last = (int)last;
}

static struct edition *edition_load(struct loader *l, const char *path, struct err *e)
{
    static const char *const known[] = {"id",  "basis",   "years",    "title",    "government",
                                        "due", "nothing", "outdated", "sections", NULL};
    const struct ynode *root = yaml_read(path, l->a, l->d, e);
    if (!root)
        return NULL;
    struct edition *ed = ARENA_NEW(l->a, struct edition);
    ed->file = arena_strdup(l->a, path);
    l->bad = false;
    if (note(l, yaml_known_keys(root, known, l->d)) || root->kind == Y_MAP) {
        if (note(l, yaml_str(root, "id", &ed->id, l->d))) {
            char *base = g_path_get_basename(path);
            char *want = g_strconcat(ed->id, ".yaml", NULL);
            if (strcmp(base, want) != 0)
                note(l, yaml_bad(yaml_get(root, "id"), l->d,
                                 _("the file of the edition “%s” must be called %s"), ed->id, want));
            g_free(base);
            g_free(want);
        }
        note(l, yaml_str(root, "basis", &ed->basis, l->d));
        read_years(l, ed, root);
        read_titles(l, ed, root);
        read_texts(l, root, "government", &ed->government, &ed->ngovernment);
        read_due(l, ed, root);
        read_texts(l, root, "nothing", &ed->nothing, &ed->nnothing);
        read_texts(l, root, "outdated", &ed->outdated, &ed->noutdated);
        read_sections(l, ed, root);
    }
    if (!l->bad)
        return ed;
    err_set(e, ERR_LAYOUT, _("%s cannot be used as it is"), path);
    return NULL;
}

/* insert - put an edition into the list by its first year; false with a finding if one of its years is taken.
 */
static bool insert(struct editions *list, struct edition *ed, struct diag *d)
{
    size_t at = list->n;
    for (size_t i = 0; i < list->n; i++) {
        const struct edition *other = list->edition[i];
        if (ed->first <= other->last && other->first <= ed->last) {
            diag_printf(d, "LAYOUT-VALUE", GRADE_HARD, ed->file, 1, 1,
                        _("the editions “%s” and “%s” are for the same year"), other->id, ed->id);
            return false;
        }
        if (ed->first < other->first && i < at)
            at = i;
    }
    memmove(&list->edition[at + 1], &list->edition[at], (list->n - at) * sizeof(struct edition *));
    list->edition[at] = ed;
    list->n++;
    return true;
}

struct editions *editions_load(const char *dir, const struct forms *forms, struct arena *a, struct diag *d,
                               struct err *e)
{
    size_t n;
    const char **file = yaml_files(dir, &n, a, e);
    if (!file)
        return NULL;
    struct loader l = {.forms = forms, .a = a, .d = d};
    struct editions *list = ARENA_NEW(a, struct editions);
    list->edition = ARENA_ARRAY(a, n, struct edition *);
    for (size_t i = 0; i < n; i++) {
        struct edition *ed = edition_load(&l, file[i], e);
        if (ed && !insert(list, ed, d))
            err_set(e, ERR_LAYOUT, _("%s cannot be used as it is"), file[i]);
    }
    return e->kind == ERR_NONE ? list : NULL;
}

/* --- questions ------------------------------------------------------------ */

const struct edition *editions_find(const struct editions *l, const char *id)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->edition[i]->id, id) == 0)
            return l->edition[i];
    return NULL;
}

const struct edition *editions_for_year(const struct editions *l, int year)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->edition[i]->first <= year && year <= l->edition[i]->last)
            return l->edition[i];
    return NULL;
}

const char *edition_title(const struct edition *ed, const char *authority, int year, struct arena *a)
{
    return fill_title(ed->title[0], authority, arena_printf(a, "%d", year), a);
}

const char *edition_heading(const struct edition *ed, size_t i, struct arena *a)
{
    return arena_printf(a, "%s、%s", numeral[i], ed->section[i].title);
}

/* same_words - whether two texts are equal but for blanks. */
static bool same_words(const char *a, const char *b)
{
    for (;;) {
        uint32_t x, y;
        while ((x = utf8_next(&a)) == ' ' || x == 0x3000)
            continue;
        while ((y = utf8_next(&b)) == ' ' || y == 0x3000)
            continue;
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

long edition_section_of(const struct edition *ed, const char *heading)
{
    size_t behind = 0;
    if (heading_level(heading, &behind) > 0)
        heading += behind;
    for (size_t i = 0; i < ed->nsection; i++) {
        const struct edition_section *s = &ed->section[i];
        if (same_words(s->title, heading))
            return (long)i;
        for (size_t k = 0; k < s->nalso; k++)
            if (same_words(s->also[k], heading))
                return (long)i;
    }
    return -1;
}
