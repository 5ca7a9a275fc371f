/* shape_faces.c - which face gives a character its glyph. */
#include "shape_faces.h"

#include "intl.h"
#include "shape_marks.h"
#include "utf8.h"

#include <glib.h>

/* needs_no_glyph - HarfBuzz makes spaces of any width itself and hides what is ignorable. */
static bool needs_no_glyph(uint32_t cp)
{
    if (utf8_is_han(cp))
        return false;
    GUnicodeType t = g_unichar_type(cp);
    return t == G_UNICODE_SPACE_SEPARATOR || t == G_UNICODE_FORMAT || (cp >= 0xFE00 && cp <= 0xFE0F) ||
           (cp >= 0xE0100 && cp <= 0xE01EF) || cp == 0x034F;
}

static bool face_has(const struct face *f, uint32_t cp)
{
    return face_covers(f, cp) || needs_no_glyph(cp);
}

/* of_han - marks that Latin faces have, too, but narrow: beside Han they come from a face of Han (B5). */
static bool of_han(uint32_t cp)
{
    switch (mark_class(cp)) {
    case MARK_FULL:
    case MARK_DOUBLE:
    case MARK_OPENS:
    case MARK_CLOSES:
        return true;
    case MARK_HALF: /* · of a name; the – of figures is theirs */
        return cp >= 0x80 && cp != 0x2013;
    default:
        return false;
    }
}

const struct face *face_for(const struct font_part *part, bool apostrophe, const uint32_t *cp, size_t n)
{
    const struct face *base = NULL;
    for (size_t i = !apostrophe && of_han(*cp) ? part->main : 0; i < part->nface; i++) {
        const struct face *f = part->face[i];
        size_t has = 0;
        while (has < n && face_has(f, cp[has]))
            has++;
        if (has == n)
            return f;
        if (!base && has > 0)
            base = f;
    }
    return base ? base : part->face[part->main];
}

/* plays - whether the face is the one that plays the part, or one of letters before it. */
static bool plays(const struct font_part *part, const struct face *f)
{
    for (size_t i = 0; i <= part->main; i++)
        if (part->face[i] == f)
            return true;
    return false;
}

/* told_before - notes the character as told. */
static bool told_before(struct face_findings *t, const struct font_part *part, uint32_t cp)
{
    for (size_t i = 0; i < t->ntold; i++)
        if (t->told[i].cp == cp && t->told[i].part == part)
            return true;
    t->told = g_renew(struct told, t->told, t->ntold + 1);
    t->told[t->ntold++] = (struct told){cp, part};
    return false;
}

void tell_face(struct face_findings *t, const struct font_part *part, const struct face *got, uint32_t cp,
               size_t nth)
{
    bool missing = !face_has(got, cp);
    if (!missing && (plays(part, got) || needs_no_glyph(cp)))
        return;
    if (told_before(t, part, cp))
        return;
    char utf8[5] = {0};
    utf8_write(cp, utf8);
    const char *wanted = part->face[part->main]->name;
    g_autofree char *text =
        missing
            ? g_strdup_printf(_("“%s” (U+%04X, character %zu of the text) is in no font of the part %s: put "
                                "a font that has it "
                                "into the folder of fonts"),
                              utf8, cp, nth + 1, part->role)
            : g_strdup_printf(_("“%s” (U+%04X, character %zu of the text) is not in %s and is taken from %s"),
                              utf8, cp, nth + 1, wanted, got->name);
    diag_add(t->d, &(struct finding){.id = missing ? "FONT-MISSING" : "FONT-FALLBACK",
                                     .grade = missing || t->strict ? GRADE_HARD : GRADE_SOFT,
                                     .pointer = t->pointer,
                                     .left = wanted,
                                     .right = missing ? NULL : got->name,
                                     .text = text});
}
