/* yamlget.c - looking into the tree of a YAML file. */
#include "yamlread.h"

#include "intl.h"

#include <errno.h>
#include <glib.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* --- a folder ------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

const char **yaml_files(const char *dir, size_t *n, struct arena *a, struct err *e)
{
    GError *why = NULL;
    GDir *g = g_dir_open(dir, 0, &why);
    if (!g) {
        err_set(e, ERR_SYSTEM, _("cannot read the folder %s: %s"), dir, why->message);
        g_error_free(why);
        return NULL;
    }
    GPtrArray *found = g_ptr_array_new();
    for (const char *name; (name = g_dir_read_name(g)) != NULL;)
        if (*name != '.' && g_str_has_suffix(name, ".yaml"))
            g_ptr_array_add(found, arena_printf(a, "%s/%s", dir, name));
    g_dir_close(g);
    g_ptr_array_sort(found, by_name); /* the folder's own order differs from machine to machine */
    *n = found->len;
    const char **files = arena_dup(a, found->pdata, found->len * sizeof *files);
    g_ptr_array_free(found, TRUE);
    if (!*n)
        err_set(e, ERR_LAYOUT, _("there are no files *.yaml in %s"), dir);
    return *n ? files : NULL;
}

/* --- the tree ------------------------------------------------------------- */

struct ynode *yaml_get(const struct ynode *map, const char *key)
{
    if (!map || map->kind != Y_MAP)
        return NULL;
    for (size_t i = 0; i < map->n; i++)
        if (strcmp(map->key[i]->text, key) == 0)
            return map->item[i];
    return NULL;
}

bool yaml_bad(const struct ynode *at, struct diag *d, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    diag_printf(d, "LAYOUT-VALUE", GRADE_HARD, at->file, at->line, at->column, "%s", text);
    g_free(text);
    return false;
}

bool yaml_known_keys(const struct ynode *map, const char *const known[], struct diag *d)
{
    if (map->kind != Y_MAP)
        return yaml_bad(map, d, _("keys and values are wanted here"));
    bool ok = true;
    for (size_t i = 0; i < map->n; i++) {
        size_t k = 0;
        while (known[k] && strcmp(known[k], map->key[i]->text) != 0)
            k++;
        if (!known[k])
            ok = yaml_bad(map->key[i], d, _("unknown key “%s”"), map->key[i]->text);
    }
    return ok;
}

/* wanted - the value of a key that must be there. */
static struct ynode *wanted(const struct ynode *map, const char *key, struct diag *d)
{
    struct ynode *n = yaml_get(map, key);
    if (!n)
        yaml_bad(map, d, _("the key “%s” is missing"), key);
    return n;
}

static bool as_str(const struct ynode *n, const char *key, const char **out, struct diag *d)
{
    if (n->kind != Y_SCALAR || (n->plain && !*n->text))
        return yaml_bad(n, d, _("“%s” must be a text"), key);
    *out = n->text;
    return true;
}

static bool as_int(const struct ynode *n, const char *key, long min, long max, long *out, struct diag *d)
{
    if (n->kind == Y_SCALAR && n->plain && *n->text) {
        char *end;
        errno = 0;
        long v = strtol(n->text, &end, 10);
        if (!*end && !errno && strspn(n->text, "-0123456789") == strlen(n->text) && v >= min && v <= max) {
            *out = v;
            return true;
        }
    }
    return yaml_bad(n, d, _("“%s” must be a whole number from %ld to %ld"), key, min, max);
}

static bool as_bool(const struct ynode *n, const char *key, bool *out, struct diag *d)
{
    bool yes = n->kind == Y_SCALAR && n->plain && strcmp(n->text, "true") == 0;
    if (!yes && !(n->kind == Y_SCALAR && n->plain && strcmp(n->text, "false") == 0))
        return yaml_bad(n, d, _("“%s” must be true or false"), key);
    *out = yes;
    return true;
}

/* parse_len - "16pt", "0.5mm": digits with at most 4 decimals and a unit.  1 mm = 72 * 1024 / 25.4 =
 * 368640/127. */
static bool parse_len(const char *s, len_t *out)
{
    int64_t digits = 0, tens = 1;
    int nint = 0, nfrac = 0;
    for (; g_ascii_isdigit(*s); s++, nint++) {
        if (nint == 6)
            return false;
        digits = digits * 10 + (*s - '0');
    }
    if (*s == '.') {
        for (s++; g_ascii_isdigit(*s); s++, nfrac++) {
            if (nfrac == 4)
                return false;
            digits = digits * 10 + (*s - '0');
            tens *= 10;
        }
        if (!nfrac)
            return false;
    }
    if (!nint)
        return false;
    if (strcmp(s, "pt") == 0)
        *out = len_scale(digits, LEN_PT, tens);
    else if (strcmp(s, "mm") == 0)
        *out = len_scale(digits, 368640, 127 * tens);
    else
        return false;
    return true;
}

static bool as_len(const struct ynode *n, const char *key, len_t *out, struct diag *d)
{
    if (n->kind == Y_SCALAR && parse_len(n->text, out))
        return true;
    return yaml_bad(n, d, _("“%s” must be a length such as 16pt or 37mm"), key);
}

bool yaml_str(const struct ynode *map, const char *key, const char **out, struct diag *d)
{
    const struct ynode *n = wanted(map, key, d);
    return n && as_str(n, key, out, d);
}

bool yaml_opt_str(const struct ynode *map, const char *key, const char **out, struct diag *d)
{
    const struct ynode *n = yaml_get(map, key);
    return !n || as_str(n, key, out, d);
}

bool yaml_int(const struct ynode *map, const char *key, long min, long max, long *out, struct diag *d)
{
    const struct ynode *n = wanted(map, key, d);
    return n && as_int(n, key, min, max, out, d);
}

bool yaml_opt_int(const struct ynode *map, const char *key, long min, long max, long *out, struct diag *d)
{
    const struct ynode *n = yaml_get(map, key);
    return !n || as_int(n, key, min, max, out, d);
}

bool yaml_opt_bool(const struct ynode *map, const char *key, bool *out, struct diag *d)
{
    const struct ynode *n = yaml_get(map, key);
    return !n || as_bool(n, key, out, d);
}

bool yaml_len(const struct ynode *map, const char *key, len_t *out, struct diag *d)
{
    const struct ynode *n = wanted(map, key, d);
    return n && as_len(n, key, out, d);
}
