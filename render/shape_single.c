/* shape_single.c - characters that are shaped one by one, whatever stands beside them. */
#include "shape_single.h"

#include <hb-ot.h>
#include <string.h>

enum rules { RULES_UNKNOWN, RULES_NONE, RULES_SOME };

struct of_face {
    enum rules rules;
    bool known; /* the digits */
    struct single digit[10];
};

struct singles {
    hb_buffer_t *probe;
    hb_language_t language;
    struct of_face *face; /* by id */
};

struct singles *singles_new(const struct fonts *f, hb_buffer_t *probe, hb_language_t language,
                            struct arena *a)
{
    struct singles *s = ARENA_NEW(a, struct singles);
    *s = (struct singles){probe, language, ARENA_ARRAY(a, f->nface, struct of_face)};
    return s;
}

/* ---- digits ---- */

static void probe_digits(const struct singles *s, const struct face *f, bool half_width, struct single *out)
{
    hb_feature_t on[] = {{HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
                         {HB_TAG('h', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    for (uint32_t i = 0; i < 10; i++) {
        hb_buffer_clear_contents(s->probe);
        hb_buffer_set_content_type(s->probe, HB_BUFFER_CONTENT_TYPE_UNICODE);
        hb_buffer_set_direction(s->probe, HB_DIRECTION_LTR);
        hb_buffer_set_script(s->probe, HB_SCRIPT_HAN);
        hb_buffer_set_language(s->probe, s->language);
        hb_buffer_add(s->probe, '0' + i, 0);
        hb_shape(f->hb_font, s->probe, on, half_width ? 2 : 1);
        out[i].glyph = hb_buffer_get_glyph_infos(s->probe, NULL)->codepoint;
        out[i].advance = hb_buffer_get_glyph_positions(s->probe, NULL)->x_advance;
    }
    hb_buffer_clear_contents(s->probe);
}

static bool all_half(const struct single *digit, const struct face *f)
{
    for (size_t i = 0; i < 10; i++)
        if (digit[i].advance * 2 != (int)f->upem)
            return false;
    return true;
}

const struct single *single_digits(struct singles *s, const struct face *f)
{
    struct of_face *of = &s->face[f->id];
    if (of->known)
        return of->digit;
    probe_digits(s, f, false, of->digit);
    if (!all_half(of->digit, f)) {
        struct single half[10];
        probe_digits(s, f, true, half);
        if (all_half(half, f))
            memcpy(of->digit, half, sizeof half);
    }
    of->known = true;
    return of->digit;
}

/* ---- Han ---- */

/* has_rules - by the plan that HarfBuzz makes for such a run, and the tables of other kinds of rules. */
static bool has_rules(const struct singles *s, const struct face *f)
{
    const hb_feature_t no_kern = {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START,
                                  HB_FEATURE_GLOBAL_END};
    const hb_segment_properties_t run = {
        .direction = HB_DIRECTION_LTR, .script = HB_SCRIPT_HAN, .language = s->language};
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(f->hb_face, &run, &no_kern, 1, NULL);
    hb_set_t *rules = hb_set_create();
    hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GSUB, rules);
    hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GPOS, rules);
    bool any = !hb_set_is_empty(rules) || !hb_set_allocation_successful(rules) ||
               font_has_table(f->hb_face, "morx") || font_has_table(f->hb_face, "mort") ||
               font_has_table(f->hb_face, "kerx") || font_has_table(f->hb_face, "trak");
    hb_set_destroy(rules);
    hb_shape_plan_destroy(plan);
    return any;
}

bool single_face(struct singles *s, const struct face *f)
{
    struct of_face *of = &s->face[f->id];
    if (of->rules == RULES_UNKNOWN)
        of->rules = has_rules(s, f) ? RULES_SOME : RULES_NONE;
    return of->rules == RULES_NONE;
}

bool single_character(const struct face *f, uint32_t cp)
{
    bool plain = (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || /* Han, not its twins */
                 (cp >= 0x20 && cp <= 0x7E) || (cp >= 0x2013 && cp <= 0x201D) || cp == 0x2026 ||
                 (cp >= 0x3001 && cp <= 0x3020) || (cp >= 0xFF01 && cp <= 0xFF5E);
    return plain && face_covers(f, cp);
}

struct single single_of(const struct face *f, uint32_t cp)
{
    uint32_t glyph = face_glyph(f, cp);
    return (struct single){glyph, face_advance(f, glyph)};
}
