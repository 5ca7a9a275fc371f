/* shape_marks.c - how wide marks are, and which half of their cell is blank. */
#include "shape_marks.h"

#include "utf8.h"

#include <glib.h>
#include <hb.h>

/* Ink may reach so far over the middle of its cell, as a fraction of the em, and still count as lying in one
 * half. */
enum { TOLERANCE = 25 };

enum mark_class mark_class(uint32_t cp)
{
    switch (cp) {
    case 0x00B7: /* · */
    case 0x2022: /* • */
    case 0x2027: /* ‧ */
    case 0x30FB: /* ・ */
    case '/':
    case 0xFF0F: /* ／ */
    case 0x2013: /* – */
        return MARK_HALF;
    case 0x2014: /* — */
    case 0x2026: /* … */
    case 0x22EF: /* ⋯ */
        return MARK_FULL;
    case 0x2E3A: /* ⸺ */
        return MARK_DOUBLE;
    case 0x2018: /* ‘ */
    case 0x201C: /* “ */
        return MARK_OPENS;
    case 0x2019: /* ’ */
    case 0x201D: /* ” */
        return MARK_CLOSES;
    default:
        break;
    }
    if (cp < 0x80 || utf8_is_han(cp))
        return MARK_NONE;
    switch (g_unichar_type(cp)) {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
        return MARK_OTHER;
    default:
        return MARK_NONE;
    }
}

/* A single shaped mark along its line: font units from the side where its cell begins. */
struct extent {
    hb_codepoint_t glyph;
    int advance;
    int origin;   /* where the glyph is put */
    int from, to; /* its ink, when the origin is that of the mark without features */
    bool ink;
};

static struct extent measure(const struct face *f, uint32_t cp, bool vertical, hb_tag_t feature,
                             hb_buffer_t *b)
{
    hb_feature_t on = {feature, 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    hb_buffer_clear_contents(b);
    hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(b, vertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(b, HB_SCRIPT_HAN);
    hb_buffer_set_language(b, hb_language_from_string("zh-cn", -1));
    hb_buffer_add(b, cp, 0);
    hb_shape(f->hb_font, b, &on, feature ? 1 : 0);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, NULL);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, NULL);

    struct extent x = {.glyph = info->codepoint};
    hb_glyph_extents_t box = {0};
    x.ink = hb_font_get_glyph_extents(f->hb_font, x.glyph, &box) && box.width && box.height;
    if (vertical) {
        x.advance = -pos->y_advance;
        x.origin = -pos->y_offset;
        /* the em box, not the face's own vertical origin: columns are set on the baseline of Han (A2), and
         * FandolSong states an origin that its glyphs are not drawn for */
        x.from = (int)f->upem * 88 / 100 - box.y_bearing;
        x.to = x.from - box.height;
    } else {
        x.advance = pos->x_advance;
        x.origin = pos->x_offset;
        x.from = x.origin + box.x_bearing;
        x.to = x.from + box.width;
    }
    hb_buffer_clear_contents(b);
    return x;
}

/* trims - what may be taken from a mark that fills its cell. */
static struct mark_box trims(const struct face *f, uint32_t cp, const struct extent *full, bool vertical,
                             hb_buffer_t *b)
{
    struct mark_box box = {0};
    int tolerance = (int)f->upem / TOLERANCE, half = full->advance / 2;
    struct extent cut =
        measure(f, cp, vertical, vertical ? HB_TAG('v', 'h', 'a', 'l') : HB_TAG('h', 'a', 'l', 't'), b);
    if (!full->ink)
        return box;
    if (cut.advance >= full->advance) { /* no such feature, or not for this mark */
        if (full->from >= full->advance - half - tolerance)
            box.left = full->advance - half;
        else if (full->to <= half + tolerance)
            box.right = full->advance - half;
        return box;
    }
    box.left = full->origin - cut.origin;
    box.right = full->advance - cut.advance - box.left;
    if (box.left > 0 && box.right > 0)
        return (struct mark_box){0};
    bool inside = full->from >= box.left - tolerance && full->to <= full->advance - box.right + tolerance;
    if (inside)
        return box;
    /* FandolFang's ？ is drawn in the middle of its cell, yet its `halt` keeps the left half; the same with
     * 、 and `vhal` */
    if (full->to - full->from > cut.advance)
        return (struct mark_box){0};
    box.shift = (box.left + full->advance - box.right) / 2 - (full->from + full->to) / 2;
    return box;
}

struct mark_box mark_measure(const struct face *f, uint32_t cp, bool vertical, hb_buffer_t *shaping)
{
    int em = (int)f->upem, nearly = em - em / TOLERANCE;
    struct extent x = measure(f, cp, vertical, 0, shaping);
    struct mark_box box = {0};
    switch (mark_class(cp)) {
    case MARK_HALF:
        if (vertical)
            return box;
        /* a full-width solidus is drawn over the whole cell: the slim one is its half-cell form */
        if (cp == 0xFF0F && x.to - x.from > em / 2)
            box.glyph = face_glyph(f, '/');
        box.halves = 1;
        box.centred = true;
        return box;
    case MARK_FULL:
        if (x.advance < nearly) {
            box.halves = 2;
            box.centred = true;
        }
        return box;
    case MARK_DOUBLE:
        if (x.advance < 2 * nearly) {
            box.halves = 4;
            box.centred = true;
        }
        return box;
    case MARK_OPENS:
    case MARK_CLOSES:
        if (x.advance >= nearly || vertical)
            return trims(f, cp, &x, vertical, shaping);
        /* a Latin one: into the half of a full cell where a Chinese one has its ink */
        box.halves = 2;
        if (mark_class(cp) == MARK_OPENS) {
            box.left = em / 2;
            box.shift = em * 3 / 4 - (x.from + x.to) / 2;
        } else {
            box.right = em / 2;
            box.shift = em / 4 - (x.from + x.to) / 2;
        }
        return box;
    case MARK_OTHER:
        return x.advance >= nearly ? trims(f, cp, &x, vertical, shaping) : box;
    case MARK_NONE:
        break;
    }
    return box;
}
