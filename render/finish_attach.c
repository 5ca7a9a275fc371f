/* finish_attach.c - the files that an archival copy carries (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8). */
#include "finish_qpdf.h"

#include <string.h>

static void put(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(q, dict, key, value);
}

static qpdf_oh embedded(qpdf_data q, const struct finish_file *f, const char *date)
{
    gsize n;
    const void *data = g_bytes_get_data(f->bytes, &n);
    qpdf_oh stream = finish_stream(q, data ? data : "", n), dict = qpdf_oh_get_dict(q, stream);
    qpdf_oh params = qpdf_oh_new_dictionary(q);
    char *type = g_strconcat("/", f->type, NULL);
    put(q, dict, "/Type", qpdf_oh_new_name(q, "/EmbeddedFile"));
    put(q, dict, "/Subtype", qpdf_oh_new_name(q, type));
    put(q, params, "/ModDate", qpdf_oh_new_string(q, date));
    put(q, params, "/Size", qpdf_oh_new_integer(q, (long long)n));
    put(q, dict, "/Params", params);
    g_free(type);
    return stream;
}

static qpdf_oh specification(qpdf_data q, const struct finish_file *f, const char *date)
{
    qpdf_oh spec = qpdf_oh_new_dictionary(q), ef = qpdf_oh_new_dictionary(q), stream = embedded(q, f, date);
    char *relation = g_strconcat("/", f->relation, NULL);
    put(q, spec, "/Type", qpdf_oh_new_name(q, "/Filespec"));
    put(q, spec, "/F", qpdf_oh_new_unicode_string(q, f->name));
    put(q, spec, "/UF", qpdf_oh_new_unicode_string(q, f->name));
    put(q, spec, "/Desc", qpdf_oh_new_unicode_string(q, f->about));
    put(q, spec, "/AFRelationship", qpdf_oh_new_name(q, relation));
    put(q, ef, "/F", stream);
    put(q, ef, "/UF", stream);
    put(q, spec, "/EF", ef);
    g_free(relation);
    return qpdf_make_indirect_object(q, spec);
}

struct entry {
    const struct finish_file *file;
    char *key;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

/* The keys of a name tree stand in order (7.9.6), of their bytes to some programs and of their characters to
 * others: they are ASCII, with the rest as in URIs, so that both find them. */
static struct entry *sort_files(const struct finish_file *file, size_t n)
{
    struct entry *entry = g_new(struct entry, n);
    for (size_t i = 0; i < n; i++)
        entry[i] = (struct entry){&file[i],
                                  g_uri_escape_string(file[i].name, " !\"#$&'()*+,/:;<=>?@[]^`{|}", FALSE)};
    qsort(entry, n, sizeof *entry, by_key);
    return entry;
}

void finish_attach(qpdf_data q, const struct finish_file *file, size_t n, const char *date)
{
    struct entry *entry = sort_files(file, n);
    qpdf_oh names = qpdf_oh_new_array(q), associated = qpdf_oh_new_array(q);
    for (size_t i = 0; i < n; i++) {
        qpdf_oh spec = specification(q, entry[i].file, date);
        qpdf_oh_append_item(q, names, qpdf_oh_new_string(q, entry[i].key));
        qpdf_oh_append_item(q, names, spec);
        qpdf_oh_append_item(q, associated, spec);
        g_free(entry[i].key);
    }
    g_free(entry);
    qpdf_oh root = qpdf_get_root(q), tree = qpdf_oh_new_dictionary(q);
    qpdf_oh all = qpdf_oh_get_key(q, root, "/Names");
    if (!qpdf_oh_is_dictionary(q, all)) {
        all = qpdf_oh_new_dictionary(q);
        put(q, root, "/Names", all);
    }
    put(q, tree, "/Names", names);
    put(q, all, "/EmbeddedFiles", tree);
    put(q, root, "/AF", associated);
}
