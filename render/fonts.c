/* fonts.c - which file plays which part.
 * Top-down: the pinned files of fonts.yaml, an index of the names found, opening a face, one part, all parts.
 */
#include "fonts.h"

#include "fonts_glyphs.h"
#include "fonts_scan.h"
#include "intl.h"
#include "yamlread.h"

#include <glib.h>
#include <hb-ot.h>
#include <hb.h>
#include <string.h>

static const char office_licence[] = "office";

/* What opening needs at hand. */
struct opening {
    struct arena *a;
    struct diag *d;
    struct err *e;
    struct ynode *list; /* fonts.yaml */
    GArray *found;      /* struct candidate */
    GHashTable *exact;  /* key -> index + 1 of the first candidate that has this very name */
    GHashTable
        *loose; /* key -> the same for the family of a face in no special style, for want of a better */
    struct face **made; /* by candidate; NULL until wanted */
    GPtrArray *face;    /* struct face, in the order they were wanted */
};

/* ---- pinned files ---- */

/* pin - give a face of a file that fonts/fetch brought the sum and the licence of fonts.yaml.  Name and size
 * have to agree; the sum itself is checked when the file is fetched and when a copy is archived. */
static void pin(const struct opening *o, const struct candidate *c, struct face *f)
{
    f->licence = office_licence;
    const struct ynode *files = yaml_get(o->list, "files");
    for (size_t i = 0; files && i < files->n; i++) {
        const struct ynode *file = yaml_get(files->item[i], "file"),
                           *bytes = yaml_get(files->item[i], "bytes");
        if (!file || !bytes || !file->text || strcmp(file->text, c->file) != 0 ||
            g_ascii_strtoll(bytes->text, NULL, 10) != c->bytes)
            continue;
        const struct ynode *sum = yaml_get(files->item[i], "sha256"),
                           *package = yaml_get(files->item[i], "package");
        const struct ynode *licence =
            yaml_get(yaml_get(yaml_get(o->list, "packages"), package->text), "licence");
        f->sha256 = sum->text;
        f->licence = licence->text;
        yaml_opt_str(yaml_get(yaml_get(o->list, "packages"), package->text), "wrong", &f->wrong, o->d);
        return;
    }
}

/* check_pins - every file and package of fonts.yaml has what pin and fonts/fetch need. */
static bool check_pins(struct opening *o)
{
    static const char *const file_keys[] = {"file", "package", "bytes", "sha256", NULL};
    static const char *const package_keys[] = {"folder", "licence", "doc", "wrong", NULL};
    const struct ynode *packages = yaml_get(o->list, "packages"), *files = yaml_get(o->list, "files");
    bool ok = true;
    const char *text;
    for (size_t i = 0; packages && packages->kind == Y_MAP && i < packages->n; i++)
        ok = yaml_known_keys(packages->item[i], package_keys, o->d) &&
             yaml_str(packages->item[i], "folder", &text, o->d) &&
             yaml_str(packages->item[i], "licence", &text, o->d) && ok;
    for (size_t i = 0; files && i < files->n; i++) {
        const struct ynode *f = files->item[i];
        long bytes;
        ok = yaml_known_keys(f, file_keys, o->d) && yaml_str(f, "file", &text, o->d) &&
             yaml_int(f, "bytes", 1, G_MAXINT, &bytes, o->d) && yaml_str(f, "sha256", &text, o->d) &&
             yaml_str(f, "package", &text, o->d) &&
             (yaml_get(packages, text) ||
              yaml_bad(f, o->d, _("the package %s is not among the packages"), text)) &&
             ok;
    }
    return ok;
}

/* ---- names ---- */

static void index_name(struct opening *o, GHashTable *table, const char *name, guint candidate)
{
    const char *key = face_name_key(name, o->a);
    if (!g_hash_table_contains(table, key))
        g_hash_table_insert(table, (gpointer)key, GUINT_TO_POINTER(candidate + 1));
}

/* index_names - so that each wanted name is one look-up; the first file that has a name wins. */
static void index_names(struct opening *o)
{
    o->exact = g_hash_table_new(g_str_hash, g_str_equal);
    o->loose = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < o->found->len; i++) {
        const struct face_names *n = g_array_index(o->found, struct candidate, i).names;
        for (size_t k = 0; k < n->nexact; k++)
            index_name(o, o->exact, n->exact[k], i);
        /* a family's name means its plain face: FandolSong Bold is no FandolSong */
        for (size_t k = 0; k < n->nfamilies && n->upright; k++)
            index_name(o, n->regular ? o->exact : o->loose, n->families[k], i);
    }
}

/* find - the candidate that has the name, or -1. */
static int find(struct opening *o, const char *name)
{
    const char *key = face_name_key(name, o->a);
    gpointer at = g_hash_table_lookup(o->exact, key);
    if (!at)
        at = g_hash_table_lookup(o->loose, key);
    return GPOINTER_TO_INT(at) - 1;
}

/* ---- faces ---- */

/* allows_embedding - OS/2 fsType: not "restricted licence", not "no subsetting", not "bitmaps only".  A face
 * without the table, or one that allows several of the levels, may be embedded (the least restrictive one
 * holds). */
static bool allows_embedding(hb_face_t *face)
{
    enum { RESTRICTED = 0x0002, LEVELS = 0x000E, NO_SUBSETTING = 0x0100, BITMAPS_ONLY = 0x0200 };
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned n;
    const uint8_t *p = (const uint8_t *)hb_blob_get_data(blob, &n);
    unsigned type = n >= 10 ? (unsigned)p[8] << 8 | p[9] : 0;
    hb_blob_destroy(blob);
    return (type & LEVELS) != RESTRICTED && !(type & (NO_SUBSETTING | BITMAPS_ONLY));
}

static void font_drop(void *font)
{
    hb_font_destroy(font);
}

/* open_face - the face of a candidate, made when it is first wanted; NULL and a finding if it may not be
 * embedded. */
static struct face *open_face(struct opening *o, int candidate)
{
    if (o->made[candidate])
        return o->made[candidate]->embed ? o->made[candidate] : NULL;
    const struct candidate *c = &g_array_index(o->found, struct candidate, candidate);
    struct face *f = o->made[candidate] = ARENA_NEW(o->a, struct face);
    *f = (struct face){.path = c->path,
                       .file = c->file,
                       .index = c->index,
                       .family = c->names->family,
                       .name = c->names->full,
                       .hb_face = c->face};
    f->embed = allows_embedding(c->face);
    if (!f->embed) {
        diag_printf(o->d, "FONT-EMBED", GRADE_SOFT, c->path, 0, 0,
                    _("the maker of %s does not allow it to be embedded in a PDF; it is passed over"),
                    f->name);
        return NULL;
    }
    pin(o, c, f);
    f->upem = hb_face_get_upem(c->face);
    f->hb_font = hb_font_create(c->face); /* scaled to upem unless told otherwise */
    arena_cleanup(o->a, font_drop, f->hb_font);
    f->seen = face_seen_new(o->a);
    f->id = (int)o->face->len;
    g_ptr_array_add(o->face, f);
    return f;
}

/* ---- parts ---- */

/* join_names - the wanted faces of a part as one text. */
static char *join_names(const struct font_part *p)
{
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < p->nwanted; i++)
        g_string_append_printf(s, "%s%s", i ? ", " : "", p->wanted[i]);
    return g_string_free(s, FALSE);
}

/* add_wanted - look one wanted face up under all its names. */
static bool add_wanted(struct opening *o, const struct ynode *node, struct font_part *p, GPtrArray *faces)
{
    struct ynode *single = (struct ynode *)node, **names = node->kind == Y_LIST ? node->item : &single;
    size_t n = node->kind == Y_LIST ? node->n : 1;
    if (n == 0)
        return yaml_bad(node, o->d, _("a wanted face needs a name"));
    for (size_t i = 0; i < n; i++)
        if (names[i]->kind != Y_SCALAR || !names[i]->text[0])
            return yaml_bad(names[i], o->d, _("the name of a face is expected"));
    p->wanted[p->nwanted++] = names[0]->text;
    for (size_t i = 0; i < n; i++) {
        int at = find(o, names[i]->text);
        struct face *f = at < 0 ? NULL : open_face(o, at);
        if (!f || g_ptr_array_find(faces, f, NULL))
            continue;
        p->rank[faces->len] = p->nwanted - 1;
        g_ptr_array_add(faces, f);
        break;
    }
    return true;
}

/* choose_main - which of the part's faces plays it, and what was wanted more. */
static void choose_main(struct font_part *p)
{
    while (p->main < p->nface && !face_has_han(p->face[p->main]))
        p->main++;
    if (p->main == p->nface)
        p->main = 0;
    size_t i = 0;
    while (i <= p->main && p->rank[i] == i)
        i++;
    p->missed = i <= p->main ? p->wanted[i] : NULL;
}

static bool open_part(struct opening *o, const char *name, const struct ynode *node, bool strict,
                      const char *dir, struct font_part *p)
{
    static const char *const keys[] = {"role", "wanted", NULL};
    const struct ynode *wanted = yaml_get(node, "wanted");
    p->name = name;
    if (!yaml_known_keys(node, keys, o->d) || !yaml_str(node, "role", &p->role, o->d))
        return false;
    if (!wanted || wanted->kind != Y_LIST || wanted->n == 0)
        return yaml_bad(wanted ? wanted : node, o->d, _("the list of the wanted faces is missing"));

    p->wanted = ARENA_ARRAY(o->a, wanted->n, const char *);
    p->rank = ARENA_ARRAY(o->a, wanted->n, size_t);
    g_autoptr(GPtrArray) faces = g_ptr_array_new();
    bool ok = true;
    for (size_t i = 0; i < wanted->n; i++)
        ok = add_wanted(o, wanted->item[i], p, faces) && ok;
    if (!ok)
        return false;
    p->nface = faces->len;
    p->face = arena_dup(o->a, faces->pdata, faces->len * sizeof faces->pdata[0]);

    if (p->nface == 0) {
        g_autofree char *all = join_names(p);
        return err_set(o->e, ERR_FONT,
                       _("there is no typeface for the part %s (%s): run %s/fetch, or put the file of one of "
                         "these into %s: %s"),
                       p->name, p->role, dir, dir, all);
    }
    choose_main(p);
    if (strict && p->missed)
        return err_set(o->e, ERR_FONT,
                       _("the part %s (%s) would be played by %s instead of %s (--strict-fonts)"), p->name,
                       p->role, p->face[p->main]->name, p->missed);
    return true;
}

static bool open_parts(struct opening *o, const char *dir, bool strict, struct fonts *f)
{
    static const char *const keys[] = {"parts", "packages", "files", NULL};
    const struct ynode *parts = yaml_get(o->list, "parts");
    bool ok = yaml_known_keys(o->list, keys, o->d) && check_pins(o);
    if (!parts || parts->kind != Y_MAP || parts->n == 0)
        ok = yaml_bad(parts ? parts : o->list, o->d, _("the parts are missing"));
    if (ok && parts) {
        f->npart = parts->n;
        f->part = ARENA_ARRAY(o->a, parts->n, struct font_part);
        for (size_t i = 0; i < parts->n; i++)
            ok = open_part(o, parts->key[i]->text, parts->item[i], strict, dir, &f->part[i]) && ok;
    }
    if (!ok)
        return err_set(o->e, ERR_LAYOUT, _("the list of fonts %s/fonts.yaml has mistakes"), dir);
    f->nface = o->face->len;
    f->face = arena_dup(o->a, o->face->pdata, o->face->len * sizeof o->face->pdata[0]);
    return true;
}

/* keep_only - forget the files that are not among these names. */
static void keep_only(GArray *found, const char *const *name)
{
    for (guint i = found->len; i-- > 0;)
        if (!g_strv_contains(name, g_array_index(found, struct candidate, i).file))
            g_array_remove_index(found, i);
}

static struct fonts *open_listed(struct ynode *list, const char *dir, const char *own_dir, bool strict,
                                 const char *const *only, struct arena *a, struct diag *d, struct err *e)
{
    struct opening o = {.a = a, .d = d, .e = e, .list = list};
    if (!o.list)
        return NULL;
    struct fonts *f = ARENA_NEW(a, struct fonts);
    f->strict = strict;
    o.found = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    o.face = g_ptr_array_new();
    bool ok = (!own_dir || scan_fonts(own_dir, false, o.found, a, d, e)) &&
              scan_fonts(dir, false, o.found, a, d, e) &&
              scan_fonts(arena_printf(a, "%s/files", dir), true, o.found, a, d, e);
    if (ok && only)
        keep_only(o.found, only);
    if (ok) {
        index_names(&o);
        o.made = ARENA_ARRAY(a, o.found->len, struct face *);
        ok = open_parts(&o, dir, strict, f);
        g_hash_table_unref(o.exact);
        g_hash_table_unref(o.loose);
    }
    g_array_unref(o.found);
    g_ptr_array_unref(o.face);
    return ok ? f : NULL;
}

struct fonts *fonts_open(const char *dir, const char *own_dir, bool strict, struct arena *a, struct diag *d,
                         struct err *e)
{
    struct ynode *list = yaml_read(arena_printf(a, "%s/fonts.yaml", dir), a, d, e);
    return open_listed(list, dir, own_dir, strict, NULL, a, d, e);
}

struct fonts *fonts_open_again(const char *dir, const char *own_dir, const struct fonts_list *list,
                               struct arena *a, struct diag *d, struct err *e)
{
    return open_listed(yaml_parse(list->path, list->bytes, list->n, a, d, e), dir, own_dir, list->strict,
                       list->only, a, d, e);
}

const struct font_part *fonts_part(const struct fonts *f, const char *name)
{
    for (size_t i = 0; i < f->npart; i++)
        if (strcmp(f->part[i].name, name) == 0)
            return &f->part[i];
    return NULL;
}
