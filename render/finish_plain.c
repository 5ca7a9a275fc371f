/* finish_plain.c - the objects of a plain PDF, found in the bytes that libqpdf wrote. */
#include "finish_pack.h"

#include <stdlib.h>
#include <string.h>

const char *pack_look(const char *from, const char *end, const char *what)
{
    return memmem(from, (size_t)(end - from), what, strlen(what));
}

/* The number behind a key of the trailer, 0 if there is none. */
static int trailer_number(const char *from, const char *end, const char *key)
{
    const char *at = pack_look(from, end, key);
    return at ? atoi(at + strlen(key)) : 0;
}

/* Find the bytes of a stream, which its own /Length puts behind a line `stream`. */
static bool find_stream(struct pack_object *o)
{
    static const char last[] = "\nendstream", key[] = "/Length ", begin[] = "stream\n";
    gsize room = o->n - strlen(last);
    if (o->n < strlen(last) || memcmp(o->text + room, last, strlen(last)) != 0)
        return true; /* no stream */
    for (const char *at = o->text; (at = pack_look(at, o->text + room, key)) != NULL; at += strlen(key)) {
        gsize length = strtoul(at + strlen(key), NULL, 10), data = room - length;
        if (length > room || data < (gsize)(at - o->text) + strlen(begin) ||
            memcmp(o->text + data - strlen(begin), begin, strlen(begin)) != 0)
            continue;
        o->length = (gsize)(at - o->text);
        o->data = data;
        return true;
    }
    return false;
}

/* Take `number 0 obj .. endobj` between two offsets of the table. */
static bool take_object(struct pack *p, int number, const char *from, const char *to)
{
    char begin[32];
    int n = snprintf(begin, sizeof begin, "%d 0 obj\n", number);
    static const char end[] = "\nendobj\n";
    if (to - from < n + (int)strlen(end) || memcmp(from, begin, (size_t)n) != 0)
        return false;
    from += n;
    const char *last = to - strlen(end);
    if (memcmp(last, end, strlen(end)) != 0)
        return false;
    p->object[number] = (struct pack_object){.text = from, .n = (gsize)(last - from)};
    return find_stream(&p->object[number]);
}

/* libqpdf writes the objects in the order of their numbers and the table right behind the last one. */
static bool take_objects(struct pack *p, const char *data, const char *table, int count)
{
    enum { ENTRY = 20 };
    const char *entry = strchr(strchr(table, '\n') + 1, '\n') + 1 + ENTRY; /* of object 1 */
    for (int i = 1; i < count; i++) {
        const char *from = data + atol(entry + (i - 1) * ENTRY);
        const char *to = i + 1 < count ? data + atol(entry + i * ENTRY) : table;
        if (i == 1) {
            p->head = data;
            p->nhead = (gsize)(from - data);
        }
        if (from < data || to > table || from > to || !take_object(p, i, from, to))
            return false;
    }
    return true;
}

bool pack_open(struct pack *p, const char *data, gsize n, struct err *e)
{
    static const char last[] = "startxref\n", first[] = "xref\n0 ";
    *p = (struct pack){0};
    static const char mark[] = "\n%%EOF\n";
    const char *end = data + n, *start = NULL;
    if (n > 64 && memcmp(end - strlen(mark), mark, strlen(mark)) == 0)
        start = pack_look(end - 64, end, last);
    gsize offset = start ? strtoul(start + strlen(last), NULL, 10) : n;
    const char *table = offset + strlen(first) < n ? data + offset : NULL;
    if (table && memcmp(table, first, strlen(first)) == 0) {
        int count = atoi(table + strlen(first));
        const char *trailer = pack_look(table, end, "trailer <<");
        p->object = g_new0(struct pack_object, (gsize)MAX(count, 1));
        p->n = count - 1;
        if (trailer && count > 1 && count < (trailer - table) / 20 + 1 &&
            take_objects(p, data, table, count)) {
            p->root = trailer_number(trailer, end, "/Root ");
            p->info = trailer_number(trailer, end, "/Info ");
            if (p->root && p->info)
                return true;
        }
    }
    pack_close(p);
    return err_set(e, ERR_BUG, "the mended PDF is not as libqpdf is known to write it");
}

void pack_close(struct pack *p)
{
    g_free(p->object);
    *p = (struct pack){0};
}

int pack_find(const struct pack *p, const char *text, int from)
{
    for (int i = from; i <= p->n; i++)
        if (!p->object[i].data && pack_look(p->object[i].text, p->object[i].text + p->object[i].n, text))
            return i;
    return 0;
}

void pack_replace(struct pack *p, int number, const char *text)
{
    p->object[number] = (struct pack_object){.text = text, .n = strlen(text)};
}
