/* testfont.h - fonts made while the tests run: a subset of a fetched face under another name.
 * Used by the tests of fonts and shape. */
#ifndef TESTFONT_H
#define TESTFONT_H

#include "fonts.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One record of the new name table. */
struct test_name {
    unsigned platform, encoding, language, id;
    const char *text; /* UTF-8; written as UTF-16, or as GB 18030 where platform 3, encoding 3 says so */
};

/* tf_fonts - the folder with fonts.yaml and files/. */
static inline const char *tf_fonts(void)
{
    const char *dir = getenv("NIANBAO_FONTS");
    return dir && *dir ? dir : "fonts";
}

/* tf_folder - a fresh temporary folder holding fonts.yaml; tf_remove it. */
static inline char *tf_folder(void)
{
    char *dir = g_dir_make_tmp("nianbao-fonts-XXXXXX", NULL);
    g_autofree char *from = g_build_filename(tf_fonts(), "fonts.yaml", NULL);
    g_autofree char *to = g_build_filename(dir, "fonts.yaml", NULL);
    char *text = NULL;
    gsize n = 0;
    if (!g_file_get_contents(from, &text, &n, NULL) || !g_file_set_contents(to, text, (gssize)n, NULL))
        g_error("cannot copy %s: run fonts/fetch from the top of the checkout", from);
    g_free(text);
    return dir;
}

static inline void tf_remove(char *dir)
{
    GDir *g = g_dir_open(dir, 0, NULL);
    for (const char *name; (name = g_dir_read_name(g));) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        g_unlink(path);
    }
    g_dir_close(g);
    g_rmdir(dir);
    g_free(dir);
}

/* tf_link - let `dir` have the fetched files whose names begin with `prefix`. */
static inline void tf_link(const char *dir, const char *prefix)
{
    g_autofree char *files = g_build_filename(tf_fonts(), "files", NULL);
    GDir *g = g_dir_open(files, 0, NULL);
    if (!g)
        g_error("%s is missing: run fonts/fetch", files);
    for (const char *name; (name = g_dir_read_name(g));) {
        if (!g_str_has_prefix(name, prefix))
            continue;
        g_autofree char *from = g_build_filename(files, name, NULL);
        g_autofree char *absolute = g_canonicalize_filename(from, NULL);
        g_autofree char *to = g_build_filename(dir, name, NULL);
        if (symlink(absolute, to) != 0)
            g_error("cannot link %s", to);
    }
    g_dir_close(g);
}

static inline void tf_put16(GByteArray *b, unsigned v)
{
    g_byte_array_append(b, (const guint8[]){(guint8)(v >> 8), (guint8)v}, 2);
}

static inline hb_blob_t *tf_blob(GByteArray *b)
{
    hb_blob_t *blob = hb_blob_create((const char *)b->data, b->len, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    g_byte_array_unref(b);
    return blob;
}

static inline hb_blob_t *tf_name_table(const struct test_name *name, size_t n)
{
    GByteArray *table = g_byte_array_new(), *strings = g_byte_array_new();
    tf_put16(table, 0);
    tf_put16(table, (unsigned)n);
    tf_put16(table, (unsigned)(6 + 12 * n));
    for (size_t i = 0; i < n; i++) {
        bool gb = name[i].platform == 3 && name[i].encoding == 3;
        gsize size;
        char *text = g_convert(name[i].text, -1, gb ? "GB18030" : "UTF-16BE", "UTF-8", NULL, &size, NULL);
        const unsigned head[] = {name[i].platform, name[i].encoding, name[i].language,
                                 name[i].id,       (unsigned)size,   strings->len};
        for (size_t k = 0; k < 6; k++)
            tf_put16(table, head[k]);
        g_byte_array_append(strings, (guint8 *)text, (guint)size);
        g_free(text);
    }
    g_byte_array_append(table, strings->data, strings->len);
    g_byte_array_unref(strings);
    return tf_blob(table);
}

/* What is different in a made font. */
struct test_font {
    const struct test_name *name;
    size_t nname;
    const char *letters; /* characters kept, UTF-8 */
    unsigned fstype;     /* OS/2 fsType */
    const char *drop;    /* a table to leave out, "" for none */
};

static inline hb_blob_t *tf_changed(hb_face_t *face, hb_tag_t tag, const struct test_font *t)
{
    hb_blob_t *old = hb_face_reference_table(face, tag);
    unsigned n;
    const guint8 *data = (const guint8 *)hb_blob_get_data(old, &n);
    GByteArray *b = g_byte_array_new();
    g_byte_array_append(b, data, n);
    hb_blob_destroy(old);
    if (tag == HB_TAG('O', 'S', '/', '2')) {
        b->data[8] = (guint8)(t->fstype >> 8);
        b->data[9] = (guint8)t->fstype;
    }
    return tf_blob(b);
}

/* tf_make - write dir/file, a subset of the first face of the fetched file `from`. */
static inline void tf_make(const char *from, const struct test_font *t, const char *dir, const char *file)
{
    g_autofree char *source = g_build_filename(tf_fonts(), "files", from, NULL);
    hb_blob_t *blob = hb_blob_create_from_file(source);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    for (const char *p = t->letters; *p; p = g_utf8_next_char(p))
        hb_set_add(hb_subset_input_unicode_set(in), g_utf8_get_char(p));
    hb_set_clear(hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
    hb_set_invert(hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
    hb_face_t *subset = hb_subset_or_fail(face, in), *made = hb_face_builder_create();
    hb_blob_t *bytes = hb_face_reference_blob(subset); /* a face being built does not list its tables */
    hb_face_t *cut = hb_face_create(bytes, 0);
    hb_blob_destroy(bytes);
    hb_face_destroy(subset);
    hb_tag_t tag[64];
    unsigned n = 64;
    hb_face_get_table_tags(cut, 0, &n, tag);
    for (unsigned i = 0; i < n; i++) {
        char text[5] = {0};
        hb_tag_to_string(tag[i], text);
        if (tag[i] == HB_TAG('n', 'a', 'm', 'e') || (t->drop && strcmp(text, t->drop) == 0))
            continue;
        hb_blob_t *table = tf_changed(cut, tag[i], t);
        hb_face_builder_add_table(made, tag[i], table);
        hb_blob_destroy(table);
    }
    hb_blob_t *names = tf_name_table(t->name, t->nname);
    hb_face_builder_add_table(made, HB_TAG('n', 'a', 'm', 'e'), names);
    hb_blob_destroy(names);
    hb_blob_t *out = hb_face_reference_blob(made);
    unsigned size;
    const char *data = hb_blob_get_data(out, &size);
    g_autofree char *path = g_build_filename(dir, file, NULL);
    if (size == 0 || !g_file_set_contents(path, data, size, NULL))
        g_error("cannot make %s", path);
    hb_blob_destroy(out);
    hb_face_destroy(made);
    hb_face_destroy(cut);
    hb_subset_input_destroy(in);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

#endif
