/* finish_pdfa.c - what PDF/A asks for beside metadata: output intent, glyph sets of subsets. */
#include "finish_qpdf.h"

#include "intl.h"

#include <string.h>

/* ICC.1:2001-04, 6.1: version in byte 8, colour space in bytes 16 to 19, "acsp" in 36 to 39. */
static bool is_profile(const unsigned char *p, gsize n)
{
    return n >= 128 && p[8] == 2 && memcmp(p + 16, "RGB ", 4) == 0 && memcmp(p + 36, "acsp", 4) == 0;
}

bool finish_intent(qpdf_data q, GBytes *srgb, struct err *e)
{
    gsize n = 0;
    const unsigned char *data = srgb ? g_bytes_get_data(srgb, &n) : NULL;
    if (!is_profile(data, n))
        return err_set(e, ERR_SYSTEM, _("the colour profile for PDF/A is not an RGB profile of version 2"));
    qpdf_oh profile = finish_stream(q, data, n);
    qpdf_oh_replace_key(q, qpdf_oh_get_dict(q, profile), "/N", qpdf_oh_new_integer(q, 3));
    qpdf_oh intent = qpdf_oh_parse(q, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier "
                                      "(sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) >>");
    qpdf_oh_replace_key(q, intent, "/DestOutputProfile", profile);
    qpdf_oh_replace_key(q, qpdf_get_root(q), "/OutputIntents", qpdf_oh_wrap_in_array(q, intent));
    return true;
}

/* Cairo numbers the glyphs of a CID font 0, 1, 2 ... and gives all their widths as /W [0 [w0 w1 ...]]. */
static void add_cidset(qpdf_data q, qpdf_oh font, qpdf_oh cid)
{
    (void)font;
    qpdf_oh widths = qpdf_oh_get_array_item(q, qpdf_oh_get_key(q, cid, "/W"), 1);
    int n = qpdf_oh_get_array_n_items(q, widths);
    unsigned char *bits = g_malloc0((gsize)n / 8 + 1);
    for (int i = 0; i < n; i++)
        bits[i / 8] |= (unsigned char)(0x80 >> i % 8);
    qpdf_oh_replace_key(q, qpdf_oh_get_key(q, cid, "/FontDescriptor"), "/CIDSet",
                        finish_stream(q, bits, ((gsize)n + 7) / 8));
    g_free(bits);
}

void finish_cidsets(qpdf_data q, size_t npage)
{
    finish_fonts(q, npage, add_cidset);
}
