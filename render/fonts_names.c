/* fonts_names.c - under which names a face is known.
 * Top-down: encodings, one name record, the table, what a style name says. */
#include "fonts_names.h"

#include <glib.h>
#include <hb.h>
#include <stdint.h>
#include <string.h>

/* Name ids and platforms of the OpenType specification, chapter name. */
enum {
    NAME_FAMILY = 1,
    NAME_STYLE = 2,
    NAME_FULL = 4,
    NAME_POSTSCRIPT = 6,
    NAME_TYPO_FAMILY = 16,
    NAME_TYPO_STYLE = 17
};
enum { PLATFORM_UNICODE = 0, PLATFORM_MAC = 1, PLATFORM_WINDOWS = 3 };
enum { WINDOWS_SYMBOL = 0, WINDOWS_BMP = 1, WINDOWS_PRC = 3, WINDOWS_FULL = 10, MAC_ROMAN = 0, MAC_GB = 25 };
enum { LANG_WINDOWS_ENGLISH = 0x409, LANG_MAC_ENGLISH = 0 };

struct record {
    unsigned platform, encoding, language, id;
    const uint8_t *text;
    size_t n;
};

static unsigned be16(const uint8_t *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

static char *from_utf16be(const uint8_t *s, size_t n)
{
    GString *out = g_string_sized_new(n);
    for (size_t i = 0; i + 1 < n; i += 2) {
        gunichar c = be16(s + i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
            unsigned low = be16(s + i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (!g_unichar_validate(c) || c == 0) {
            g_string_free(out, TRUE);
            return NULL;
        }
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* GB 2312 names of the Windows platform hold ASCII as two bytes, the first of them 0. */
static char *from_gb(const uint8_t *s, size_t n)
{
    g_autoptr(GString) packed = g_string_sized_new(n);
    for (size_t i = 0; i < n; i++)
        if (s[i])
            g_string_append_c(packed, (char)s[i]);
    return g_convert(packed->str, (gssize)packed->len, "UTF-8", "GB18030", NULL, NULL, NULL);
}

static char *from_ascii(const uint8_t *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < 0x20 || s[i] > 0x7E)
            return NULL;
    return g_strndup((const char *)s, n);
}

/* name_text - a record's name as UTF-8 in the arena, or NULL if its encoding is none that Chinese fonts use.
 */
static const char *name_text(const struct record *r, struct arena *a)
{
    char *s = NULL;
    switch (r->platform) {
    case PLATFORM_UNICODE:
        s = from_utf16be(r->text, r->n);
        break;
    case PLATFORM_WINDOWS:
        if (r->encoding == WINDOWS_BMP || r->encoding == WINDOWS_FULL || r->encoding == WINDOWS_SYMBOL)
            s = from_utf16be(r->text, r->n);
        else if (r->encoding == WINDOWS_PRC)
            s = from_gb(r->text, r->n);
        break;
    case PLATFORM_MAC:
        if (r->encoding == MAC_ROMAN)
            s = from_ascii(r->text, r->n);
        else if (r->encoding == MAC_GB)
            s = from_gb(r->text, r->n);
        break;
    default:
        break;
    }
    const char *kept = s && *s ? arena_strdup(a, s) : NULL;
    g_free(s);
    return kept;
}

static bool is_english(const struct record *r)
{
    return (r->platform == PLATFORM_WINDOWS && r->language == LANG_WINDOWS_ENGLISH) ||
           (r->platform == PLATFORM_MAC && r->encoding == MAC_ROMAN && r->language == LANG_MAC_ENGLISH) ||
           r->platform == PLATFORM_UNICODE;
}

/* names_face - whether such a record holds a name: copyright and licence, which are longer than all names, do
 * not. */
static bool names_face(unsigned id)
{
    return id == NAME_FAMILY || id == NAME_STYLE || id == NAME_FULL || id == NAME_POSTSCRIPT ||
           id == NAME_TYPO_FAMILY || id == NAME_TYPO_STYLE;
}

static bool record_at(const uint8_t *table, size_t n, size_t i, struct record *r)
{
    size_t strings = be16(table + 4), at = 6 + 12 * i;
    if (at + 12 > n)
        return false;
    const uint8_t *p = table + at;
    *r = (struct record){
        .platform = be16(p), .encoding = be16(p + 2), .language = be16(p + 4), .id = be16(p + 6)};
    r->n = be16(p + 8);
    size_t from = strings + be16(p + 10);
    if (from > n || r->n > n - from)
        return false;
    r->text = table + from;
    return true;
}

static void add_once(GPtrArray *list, const char *name)
{
    for (guint i = 0; i < list->len; i++)
        if (strcmp(list->pdata[i], name) == 0)
            return;
    g_ptr_array_add(list, (gpointer)name);
}

static bool style_in(const char *style, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (g_ascii_strcasecmp(style, words[i]) == 0)
            return true;
    return false;
}

static bool style_has(const char *style, const char *const *words)
{
    g_autofree char *low = g_ascii_strdown(style, -1);
    for (size_t i = 0; words[i]; i++)
        if (strstr(low, words[i]))
            return true;
    return false;
}

static const char *const regular_styles[] = {"Regular", "Normal",   "Roman", "Book",   "Plain",
                                             "R",       "Standard", "常规",  "标准体", NULL};
static const char *const other_styles[] = {"bold", "black", "heavy", "italic", "oblique", "粗", "斜", NULL};

const char *face_name_key(const char *name, struct arena *a)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    return arena_strdup(a, folded);
}

/* kept - the list as an array in the arena. */
static const char **kept(const GPtrArray *list, struct arena *a, size_t *n)
{
    const char **out = ARENA_ARRAY(a, list->len, const char *);
    for (guint i = 0; i < list->len; i++)
        out[i] = list->pdata[i];
    *n = list->len;
    return out;
}

struct face_names *face_names_read(hb_face_t *face, struct arena *a)
{
    struct face_names *names = ARENA_NEW(a, struct face_names);
    g_autoptr(GPtrArray) exact = g_ptr_array_new(), families = g_ptr_array_new();
    const char *style = NULL;
    bool english_family = false, english_full = false;

    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('n', 'a', 'm', 'e'));
    unsigned size;
    const uint8_t *table = (const uint8_t *)hb_blob_get_data(blob, &size);
    size_t count = size >= 6 ? be16(table + 2) : 0;
    for (size_t i = 0; i < count; i++) {
        struct record r;
        if (!record_at(table, size, i, &r))
            continue;
        const char *text = names_face(r.id) ? name_text(&r, a) : NULL;
        if (!text)
            continue;
        switch (r.id) {
        case NAME_FAMILY:
        case NAME_TYPO_FAMILY:
            add_once(families, text);
            if (!names->family || (is_english(&r) && !english_family))
                names->family = text;
            english_family = english_family || is_english(&r);
            break;
        case NAME_STYLE:
        case NAME_TYPO_STYLE: /* comes later in the sorted table and says more */
            if (is_english(&r) || !style)
                style = text;
            break;
        case NAME_FULL:
            if (!names->full || (is_english(&r) && !english_full))
                names->full = text;
            english_full = english_full || is_english(&r);
            add_once(exact, text);
            break;
        case NAME_POSTSCRIPT:
            add_once(exact, text);
            break;
        default:
            break;
        }
    }
    hb_blob_destroy(blob);

    names->regular = !style || style_in(style, regular_styles);
    names->upright = !style || !style_has(style, other_styles);
    if (style)
        for (guint i = 0; i < families->len; i++)
            add_once(exact, arena_printf(a, "%s %s", (const char *)families->pdata[i], style));
    names->exact = kept(exact, a, &names->nexact);
    names->families = kept(families, a, &names->nfamilies);
    if (!names->full)
        names->full = names->family;
    return names;
}
