/* subset.c - each face cut to the glyphs that the pages use. */
#include "subset.h"

#include "intl.h"
#include "subset_font.h"

#include <glib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/* Glyphs used, by face. */
struct used {
    const struct face *face;
    hb_set_t *glyph;
    unsigned count; /* glyphs in the face */
};

static bool missing_glyph(const struct mark *m, size_t glyph, struct err *e)
{
    const char *at = m->text;
    size_t seen = 0;
    for (size_t c = 0; c < m->ncluster; c++) {
        seen += m->cluster[c].nglyph;
        if (seen > glyph)
            break;
        at += m->cluster[c].nbyte;
    }
    gunichar cp = g_utf8_get_char(at);
    return err_set(e, ERR_FONT, _("%s has no glyph for \"%.*s\" (U+%04X)"), m->face->file,
                   (int)(g_utf8_next_char(at) - at), at, cp);
}

static bool clusters_fit(const struct mark *m)
{
    size_t bytes = 0, glyphs = 0;
    for (size_t i = 0; i < m->ncluster; i++) {
        bytes += m->cluster[i].nbyte;
        glyphs += m->cluster[i].nglyph;
    }
    return bytes == strlen(m->text) && glyphs == m->nglyph;
}

static bool add_mark(struct used *used, const struct pages *p, const struct mark *m, struct err *e)
{
    const struct face *f = m->face;
    if (f->id < 0 || (size_t)f->id >= p->fonts->nface || !clusters_fit(m))
        return err_set(e, ERR_BUG, "a run of %s on the pages does not add up: \"%s\"", f->file, m->text);
    struct used *u = &used[f->id];
    if (!u->face) {
        if (!f->embed)
            return err_set(e, ERR_FONT, _("the licence of %s does not allow embedding it in a document"),
                           f->file);
        u->face = f;
        u->glyph = hb_set_create();
        u->count = hb_face_get_glyph_count(f->hb_face);
    }
    for (size_t i = 0; i < m->nglyph; i++) {
        if (!m->glyph[i].id || m->glyph[i].id >= u->count)
            return missing_glyph(m, i, e);
        hb_set_add(u->glyph, m->glyph[i].id);
    }
    return true;
}

static bool collect(struct used *used, const struct pages *p, struct err *e)
{
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++)
            if (p->page[i].mark[k].kind == MARK_GLYPHS && !add_mark(used, p, &p->page[i].mark[k], e))
                return false;
    return true;
}

/* The tables that an embedded font is made of, without the others: HarfBuzz would look through layout and
 * characters for further glyphs, but positions are decided. */
static hb_face_t *lean_face(hb_face_t *whole)
{
    static const char *const keep[] = {"CFF ", "OS/2", "glyf", "head", "hhea",
                                       "hmtx", "loca", "maxp", "name", "post"};
    hb_face_t *lean = hb_face_builder_create();
    for (size_t i = 0; i < G_N_ELEMENTS(keep); i++) {
        hb_tag_t tag = hb_tag_from_string(keep[i], 4);
        hb_blob_t *b = hb_face_reference_table(whole, tag);
        if (hb_blob_get_length(b))
            hb_face_builder_add_table(lean, tag, b);
        hb_blob_destroy(b);
    }
    return lean;
}

static hb_subset_input_t *make_input(const hb_set_t *glyph)
{
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    if (!in)
        return NULL;
    hb_set_union(hb_subset_input_glyph_set(in), glyph);
    /* Of the names only the PostScript name matters: without it Cairo calls the font CairoFont-0-0.  Chinese
     * fonts may give it in their own language only. */
    hb_set_t *names = hb_subset_input_set(in, HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(names);
    hb_set_add(names, HB_OT_NAME_ID_FONT_FAMILY);
    hb_set_add(names, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    hb_set_t *langs = hb_subset_input_set(in, HB_SUBSET_SETS_NAME_LANG_ID);
    hb_set_clear(langs);
    hb_set_invert(langs);
    /* Hints serve coarse screens only and would be 4 % of the file; the print has none of them. */
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NAME_LEGACY | HB_SUBSET_FLAGS_NO_HINTING |
                                      HB_SUBSET_FLAGS_DESUBROUTINIZE);
    return in;
}

static void subset_drop(struct subset *cut)
{
    hb_blob_destroy(cut->font);
    hb_set_destroy(cut->glyph);
    hb_map_destroy(cut->number);
    *cut = (struct subset){NULL, NULL, NULL, NULL};
}

/* next->font and its numbers, cut to next->glyph. */
static bool cut_face(struct subset *next, struct err *e)
{
    hb_subset_input_t *in = make_input(next->glyph);
    hb_face_t *lean = lean_face(next->face->hb_face);
    hb_subset_plan_t *plan = in ? hb_subset_plan_create_or_fail(lean, in) : NULL;
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (face && !font_has_table(face, "CFF ") && !font_has_table(face, "glyf")) {
        err_set(e, ERR_FONT, _("%s has no outlines that a PDF can embed"), next->face->file);
    } else if (face) {
        next->number = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
        next->font = subset_font(face);
    }
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    hb_face_destroy(lean);
    hb_subset_input_destroy(in);
    return next->font || err_set(e, ERR_FONT, /* the first error stays */
                                 _("%s cannot be cut to the characters used: the font file may be damaged"),
                                 next->face->file);
}

/* Cut the face for what the pages use and what the cut at hand was made for. */
static bool cut_again(struct subset *cut, const struct used *u, struct err *e)
{
    struct subset next = {.face = u->face, .glyph = hb_set_copy(u->glyph)};
    if (cut->glyph)
        hb_set_union(next.glyph, cut->glyph);
    bool ok = cut_face(&next, e);
    subset_drop(ok ? cut : &next);
    if (ok)
        *cut = next;
    return ok;
}

static bool holds(const struct subset *cut, const struct used *u)
{
    return cut->font && hb_set_is_subset(u->glyph, cut->glyph);
}

static void used_free(struct used *used, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hb_set_destroy(used[i].glyph);
    g_free(used);
}

bool subset_check(const struct pages *p, struct err *e)
{
    struct used *used = g_new0(struct used, p->fonts->nface + 1);
    bool ok = collect(used, p, e);
    used_free(used, p->fonts->nface);
    return ok;
}

bool subset_update(struct subset *cut, const struct pages *p, struct err *e)
{
    size_t n = p->fonts->nface;
    struct used *used = g_new0(struct used, n + 1);
    bool ok = collect(used, p, e);
    for (size_t i = 0; ok && i < n; i++)
        ok = !used[i].face || holds(&cut[i], &used[i]) || cut_again(&cut[i], &used[i], e);
    used_free(used, n);
    return ok;
}

void subset_clear(struct subset *cut, size_t n)
{
    for (size_t i = 0; i < n; i++)
        subset_drop(&cut[i]);
}
