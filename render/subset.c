/* subset.c - each face cut to the glyphs that the pages use. */
#include "subset.h"

#include "intl.h"
#include "subset_font.h"

#include <glib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

/* Glyphs used, by face.  A glyph that the cmap gives for the character it stands for is asked for by that
 * character: the cut cmap then holds no other character of the glyph.  Else Cairo, which asks the cmap before
 * the text it is given, would take the first: ⼩ (a Kangxi radical) for 小. */
struct used {
    const struct face *face;
    hb_set_t *glyph;       /* all */
    hb_set_t *unicode;     /* characters that bring their glyph */
    hb_set_t *alternative; /* glyphs that no character brings: vertical forms ... */
    unsigned count;        /* glyphs in the face */
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

static bool is_nominal(const struct used *u, gunichar cp, uint32_t glyph)
{
    hb_codepoint_t nominal;
    return hb_font_get_nominal_glyph(u->face->hb_font, cp, &nominal) && nominal == glyph;
}

/* A cluster may be several characters whose glyphs stand close together, one for each. */
static void add_characters(struct used *u, const struct mark *m)
{
    const char *at = m->text;
    const struct page_glyph *g = m->glyph;
    for (size_t i = 0; i < m->ncluster; i++) {
        const char *end = at + m->cluster[i].nbyte;
        bool in_step = g_utf8_strlen(at, end - at) == m->cluster[i].nglyph;
        for (size_t k = 0; k < m->cluster[i].nglyph; k++, g++) {
            if (in_step && is_nominal(u, g_utf8_get_char(at), g->id))
                hb_set_add(u->unicode, g_utf8_get_char(at));
            else
                hb_set_add(u->alternative, g->id);
            if (in_step)
                at = g_utf8_next_char(at);
        }
        at = end;
    }
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
        u->unicode = hb_set_create();
        u->alternative = hb_set_create();
        u->count = hb_face_get_glyph_count(f->hb_face);
    }
    for (size_t i = 0; i < m->nglyph; i++) {
        if (!m->glyph[i].id || m->glyph[i].id >= u->count)
            return missing_glyph(m, i, e);
        hb_set_add(u->glyph, m->glyph[i].id);
    }
    add_characters(u, m);
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

static hb_subset_input_t *make_input(const hb_set_t *unicode, const hb_set_t *alternative)
{
    /* Positions are decided: layout tables would only pull in more glyphs.  Vertical metrics and the like are
     * of no use to a PDF either. */
    static const char *const drop[] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF",
                                       "MATH", "vhea", "vmtx", "VORG", "DSIG"};
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    if (!in)
        return NULL;
    hb_set_union(hb_subset_input_unicode_set(in), unicode);
    hb_set_union(hb_subset_input_glyph_set(in), alternative);
    hb_set_t *dropped = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < G_N_ELEMENTS(drop); i++)
        hb_set_add(dropped, hb_tag_from_string(drop[i], 4));
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
                                      HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    return in;
}

static bool has_table(hb_face_t *f, const char *tag)
{
    hb_blob_t *b = hb_face_reference_table(f, hb_tag_from_string(tag, 4));
    bool has = hb_blob_get_length(b) > 0;
    hb_blob_destroy(b);
    return has;
}

/* Whether the cut gives the glyphs of these pages any character that the pages do not: one that another
 * report spelt differently (⼩ for 小). */
static bool spelt_otherwise(const struct subset *cut, const struct used *u)
{
    hb_codepoint_t cp = HB_SET_VALUE_INVALID, glyph;
    while (hb_set_next(cut->unicode, &cp))
        if (!hb_set_has(u->unicode, cp) && hb_font_get_nominal_glyph(u->face->hb_font, cp, &glyph) &&
            hb_set_has(u->glyph, glyph))
            return true;
    return false;
}

static bool holds(const struct subset *cut, const struct used *u)
{
    return cut->font && hb_set_is_subset(u->unicode, cut->unicode) &&
           hb_set_is_subset(u->alternative, cut->alternative) && !spelt_otherwise(cut, u);
}

static void subset_drop(struct subset *cut)
{
    hb_blob_destroy(cut->font);
    hb_set_destroy(cut->unicode);
    hb_set_destroy(cut->alternative);
    *cut = (struct subset){NULL, NULL, NULL, NULL};
}

/* The font file of f cut to what `in` asks for. */
static hb_blob_t *cut_face(const struct face *f, const hb_subset_input_t *in, struct err *e)
{
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->hb_face, in);
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    hb_blob_t *font = NULL;
    if (face && !has_table(face, "CFF ") && !has_table(face, "glyf"))
        err_set(e, ERR_FONT, _("%s has no outlines that a PDF can embed"), f->file);
    else if (face)
        font = subset_font(face, hb_subset_plan_old_to_new_glyph_mapping(plan));
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    return font;
}

/* Cut the face for what the pages use and what the cut at hand was made for. */
static bool cut_again(struct subset *cut, const struct used *u, struct err *e)
{
    struct subset next = {u->face, NULL, hb_set_copy(u->unicode), hb_set_copy(u->alternative)};
    if (cut->font && !spelt_otherwise(cut, u)) {
        hb_set_union(next.unicode, cut->unicode);
        hb_set_union(next.alternative, cut->alternative);
    }
    hb_subset_input_t *in = make_input(next.unicode, next.alternative);
    if (in)
        next.font = cut_face(u->face, in, e);
    if (!next.font) /* the first error stays */
        err_set(e, ERR_FONT, _("%s cannot be cut to the characters used: the font file may be damaged"),
                u->face->file);
    hb_subset_input_destroy(in);
    subset_drop(next.font ? cut : &next);
    if (next.font)
        *cut = next;
    return next.font != NULL;
}

static void used_free(struct used *used, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        hb_set_destroy(used[i].glyph);
        hb_set_destroy(used[i].unicode);
        hb_set_destroy(used[i].alternative);
    }
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
