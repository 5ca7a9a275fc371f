/* finish_fonts.c - the fonts of the pages, and the tags of their names. */
#include "finish_qpdf.h"

#include "digest.h"

#include <stdlib.h>
#include <string.h>

/* The fonts of a page that `met` does not hold yet. */
static void add_fonts(qpdf_data q, qpdf_oh page, GHashTable *met, GArray *font)
{
    qpdf_oh fonts = qpdf_oh_get_key(q, qpdf_oh_get_key(q, page, "/Resources"), "/Font");
    if (!qpdf_oh_is_dictionary(q, fonts))
        return;
    for (qpdf_oh_begin_dict_key_iter(q, fonts); qpdf_oh_dict_more_keys(q);) {
        qpdf_oh one = qpdf_oh_get_key(q, fonts, qpdf_oh_dict_next_key(q));
        if (g_hash_table_add(met, GINT_TO_POINTER(qpdf_oh_get_object_id(q, one))))
            g_array_append_val(font, one);
    }
}

void finish_fonts(qpdf_data q, size_t npage, void (*f)(qpdf_data q, qpdf_oh font, qpdf_oh cid))
{
    GHashTable *met = g_hash_table_new(NULL, NULL);
    GArray *font = g_array_new(FALSE, FALSE, sizeof(qpdf_oh));
    for (size_t i = 0; i < npage; i++)
        add_fonts(q, qpdf_get_page_n(q, i), met, font);
    for (guint i = 0; i < font->len; i++) {
        qpdf_oh one = g_array_index(font, qpdf_oh, i), cids = qpdf_oh_get_key(q, one, "/DescendantFonts");
        if (qpdf_oh_is_array(q, cids))
            f(q, one, qpdf_oh_get_array_item(q, cids, 0));
    }
    g_array_free(font, TRUE);
    g_hash_table_unref(met);
}

enum { TAG = 6 }; /* letters: /ABCDEF+FandolFang-Regular (ISO 32000-1, 9.6.4) */

static void set_tag(qpdf_data q, qpdf_oh dict, const char *key, const char tag[TAG])
{
    char *name = g_strdup(qpdf_oh_get_name(q, qpdf_oh_get_key(q, dict, key)));
    if (strlen(name) > 1 + TAG && name[1 + TAG] == '+') {
        memcpy(name + 1, tag, TAG);
        qpdf_oh_replace_key(q, dict, key, qpdf_oh_new_name(q, name));
    }
    g_free(name);
}

/* Cairo makes the tag of the numbers of the glyphs, which depend on what else a face was cut for; here it is
 * made of their characters. */
static void tag_font(qpdf_data q, qpdf_oh font, qpdf_oh cid)
{
    qpdf_oh characters = qpdf_oh_get_key(q, font, "/ToUnicode");
    unsigned char *data = NULL, sum[DIGEST_BYTES];
    size_t n = 0;
    if (qpdf_oh_is_stream(q, characters))
        qpdf_oh_get_stream_data(q, characters, qpdf_dl_generalized, NULL, &data, &n);
    digest_raw(DIGEST_BLAKE2B, data ? data : (const void *)"", n, sum);
    free(data);
    char tag[TAG];
    for (int i = 0; i < TAG; i++)
        tag[i] = (char)('A' + sum[i] % 26);
    set_tag(q, font, "/BaseFont", tag);
    set_tag(q, cid, "/BaseFont", tag);
    set_tag(q, qpdf_oh_get_key(q, cid, "/FontDescriptor"), "/FontName", tag);
}

void finish_font_tags(qpdf_data q, size_t npage)
{
    finish_fonts(q, npage, tag_font);
}
