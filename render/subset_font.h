/* subset_font.h - a cut face as a font file: a CFF table to embed, boxes to measure.
 * Private to subset.
 *
 * Cairo asks FreeType for every glyph three times in each document, and only to learn that it has an outline
 * and lies on the page; what it embeds it copies out of the CFF table itself.  Interpreting a Han glyph costs
 * FreeType 100,000 instructions.  So FreeType finds a TrueType font in which every glyph is a box of one em.
 */
#ifndef SUBSET_FONT_H
#define SUBSET_FONT_H

#include <hb.h>

/* subset_font - the font file of a face that HarfBuzz cut; with boxes if its outlines are CFF.
 *   cut      what hb-subset made; its tables may be replaced
 * The caller's reference; NULL if the face lacks `head` or memory is short. */
hb_blob_t *subset_font(hb_face_t *cut);

#endif
