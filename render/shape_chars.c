/* shape_chars.c - the characters of a text, and how each is to be shaped.
 * Top-down: reading, scripts, faces. */
#include "shape_chars.h"

#include "intl.h"
#include "shape_faces.h"
#include "utf8.h"

#include <pango/pango.h>

static struct chr *chr_at(const GArray *chr, size_t i)
{
    return &g_array_index(chr, struct chr, i);
}

/* part_of - the part of a style; one that fonts.yaml does not have is a mistake of the layout file. */
static const struct font_part *part_of(const struct fonts *f, const struct text_style *style,
                                       const char *pointer, struct diag *d)
{
    const struct font_part *part = fonts_part(f, style->part);
    if (part)
        return part;
    g_autofree char *text = g_strdup_printf(
        _("the style %s names the part %s, which is not in the list of fonts"), style->name, style->part);
    diag_add(d,
             &(struct finding){.id = "LAYOUT-VALUE", .grade = GRADE_HARD, .pointer = pointer, .text = text});
    return &f->part[0];
}

/* read_chars - the characters of all spans with their style and part. */
static GArray *read_chars(const struct fonts *f, const struct span *span, size_t n, const char *pointer,
                          struct diag *d)
{
    size_t byte = 0, at = 0;
    for (size_t i = 0; i < n; i++)
        at += utf8_length(span[i].text);
    GArray *chr = g_array_sized_new(FALSE, FALSE, sizeof(struct chr), (guint)at + 1);
    g_array_set_size(chr, (guint)at + 1);
    at = 0;
    for (size_t i = 0; i < n; i++) {
        const struct font_part *part = part_of(f, span[i].style, pointer, d);
        for (const char *p = span[i].text; *p;) {
            const char *begin = p;
            struct chr *c = chr_at(chr, at++);
            *c = (struct chr){.style = span[i].style, .part = part, .byte = (uint32_t)byte};
            c->cp = utf8_next(&p);
            byte += (size_t)(p - begin);
        }
    }
    *chr_at(chr, at) = (struct chr){.byte = (uint32_t)byte};
    return chr;
}

static enum kind kind_of(uint32_t cp, GUnicodeScript script, bool vertical)
{
    if (cp >= '0' && cp <= '9')
        return vertical ? KIND_HAN : KIND_DIGITS;
    switch (script) {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_UNKNOWN:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
        return KIND_HAN;
    default:
        /* Pango counts “ — … behind a Latin word to it: here they are Chinese marks (typesetting.md B5) */
        return cp >= 0x80 && g_unichar_get_script(cp) == G_UNICODE_SCRIPT_COMMON ? KIND_HAN : KIND_WORD;
    }
}

/* of_no_word - Han, and marks and digits that have no script of their own. */
static bool of_no_word(uint32_t cp)
{
    return utf8_is_han(cp) || (cp >= 0x3000 && cp <= 0x3020) || (cp >= 0xFF00 && cp <= 0xFF20) ||
           (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x20 && cp < 'A');
}

/* itemize_plain - most texts have no words of other scripts: whether this is one. */
static bool itemize_plain(GArray *chr, bool vertical)
{
    size_t n = chr->len - 1;
    for (size_t i = 0; i < n; i++)
        if (!of_no_word(chr_at(chr, i)->cp))
            return false;
    for (size_t i = 0; i < n; i++) {
        struct chr *c = chr_at(chr, i);
        c->kind = kind_of(c->cp, G_UNICODE_SCRIPT_HAN, vertical);
        c->script = G_UNICODE_SCRIPT_HAN;
    }
    return true;
}

/* itemize - Pango's runs of one script. */
static void itemize(GArray *chr, const char *text, bool vertical)
{
    if (itemize_plain(chr, vertical))
        return;
    PangoScriptIter *it = pango_script_iter_new(text, -1);
    size_t i = 0, n = chr->len - 1;
    do {
        const char *end;
        PangoScript script;
        pango_script_iter_get_range(it, NULL, &end, &script);
        for (; i < n && text + chr_at(chr, i)->byte < end; i++) {
            struct chr *c = chr_at(chr, i);
            c->kind = kind_of(c->cp, (GUnicodeScript)script, vertical);
            c->script = c->kind == KIND_WORD ? (GUnicodeScript)script : G_UNICODE_SCRIPT_HAN;
        }
    } while (pango_script_iter_next(it));
    pango_script_iter_free(it);
}

/* extends - whether cp belongs to the character before it. */
static bool extends(uint32_t cp)
{
    if (cp < 0x300 || utf8_is_han(cp))
        return false;
    GUnicodeType t = g_unichar_type(cp);
    return t == G_UNICODE_NON_SPACING_MARK || t == G_UNICODE_ENCLOSING_MARK || t == G_UNICODE_SPACING_MARK ||
           cp == 0x200D || cp == 0x200C;
}

static bool is_latin_letter(uint32_t cp)
{
    return cp < 0x250 && g_unichar_isalpha(cp);
}

bool is_apostrophe(const GArray *chr, size_t i)
{
    return chr_at(chr, i)->cp == 0x2019 && i > 0 && i + 2 < chr->len &&
           is_latin_letter(chr_at(chr, i - 1)->cp) && is_latin_letter(chr_at(chr, i + 1)->cp);
}

/* choose_faces - a face for every grapheme, and the findings about it. */
static void choose_faces(const struct fonts *f, GArray *chr, const char *pointer, struct diag *d)
{
    enum { MAX_GRAPHEME = 16 }; /* longer ones are decided by their beginning */
    struct face_findings told = {.d = d, .pointer = pointer, .strict = f->strict};
    size_t n = chr->len - 1;
    for (size_t i = 0, next; i < n; i = next) {
        uint32_t cp[MAX_GRAPHEME] = {chr_at(chr, i)->cp};
        const struct chr *base = chr_at(chr, i);
        for (next = i + 1;
             next < n && extends(chr_at(chr, next)->cp) && chr_at(chr, next)->style == base->style; next++)
            if (next - i < MAX_GRAPHEME)
                cp[next - i] = chr_at(chr, next)->cp;
        const struct face *face =
            face_for(base->part, is_apostrophe(chr, i), cp, MIN(next - i, (size_t)MAX_GRAPHEME));
        for (size_t k = i; k < next; k++) {
            struct chr *c = chr_at(chr, k);
            c->face = face;
            c->kind = base->kind;
            c->script = base->script;
            tell_face(&told, c->part, face, c->cp, k);
        }
    }
    g_free(told.told);
}

GArray *shape_chars(const struct fonts *f, const char *text, const struct span *span, size_t n,
                    const char *pointer, bool vertical, struct diag *d)
{
    GArray *chr = read_chars(f, span, n, pointer, d);
    itemize(chr, text, vertical);
    choose_faces(f, chr, pointer, d);
    return chr;
}
