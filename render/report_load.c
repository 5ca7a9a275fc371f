/* report_load.c - JSON text to report: the text itself, then the keys at the top. */
#include "intl.h"
#include "report_parse.h"
#include "utf8.h"

#include <string.h>

static void read_title(struct reader *r, struct report *rep, json_t *root)
{
    struct spot s = reader_key(r, "title");
    json_t *v = json_object_get(root, "title");
    if (!v) {
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), "title");
    } else if (json_is_array(v)) {
        rep->title_lines = true;
        rep->ntitle = reader_list(r, v, MAX_TITLE_LINES);
        if (json_array_size(v) == 0)
            reader_bad(r, "REPORT-VALUE", _("this list is empty; fill it, or take it out"));
    } else {
        rep->ntitle = 1;
    }
    rep->title = ARENA_ARRAY(r->a, rep->ntitle, const char *);
    for (size_t i = 0; v && i < rep->ntitle; i++) {
        struct spot line = rep->title_lines ? reader_item(r, i) : s;
        rep->title[i] = reader_text(r, rep->title_lines ? json_array_get(v, i) : v, TEXT_SHORT);
        if (rep->title_lines)
            reader_back(r, line);
    }
    reader_back(r, s);
}

static void read_format(struct reader *r, json_t *root)
{
    const char *format = reader_member_text(r, root, "format", TEXT_SHORT, true);
    if (!format || strcmp(format, "nianbao/1") == 0)
        return;
    struct spot s = reader_key(r, "format");
    reader_bad(r, "REPORT-VALUE", _("“%s” is no format this program reads; it reads “nianbao/1”"), format);
    reader_back(r, s);
}

static const char *read_level(struct reader *r, json_t *root)
{
    const char *level = reader_member_text(r, root, "level", TEXT_SHORT, false);
    if (!level || g_strv_contains(report_levels, level))
        return level;
    char *list = g_strjoinv(", ", (char **)report_levels);
    struct spot s = reader_key(r, "level");
    reader_bad(r, "REPORT-VALUE", _("“%s” is no level of an authority; levels are %s"), level, list);
    reader_back(r, s);
    g_free(list);
    return NULL;
}

static void read_meta(struct reader *r, struct report *rep, json_t *v)
{
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, report_meta_keys);
    rep->meta = ARENA_ARRAY(r->a, json_object_size(v), struct meta_item);
    for (const char *const *key = report_meta_keys; *key; key++) {
        if (json_object_get(v, *key))
            rep->meta[rep->nmeta++] =
                (struct meta_item){*key, reader_member_text(r, v, *key, TEXT_SHORT, true)};
    }
}

static void read_section(struct reader *r, struct section *sec, json_t *v)
{
    static const char *const known[] = {"heading", "body", NULL};
    sec->pointer = reader_pointer(r);
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, known);
    sec->heading = reader_member_text(r, v, "heading", TEXT_SHORT, true);
    struct spot s = reader_key(r, "body");
    json_t *body = json_object_get(v, "body");
    if (body)
        sec->block = read_blocks(r, body, &sec->nblock);
    else
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), "body");
    reader_back(r, s);
}

static void read_sections(struct reader *r, struct report *rep, json_t *v)
{
    rep->nsection = reader_list(r, v, MAX_SECTIONS);
    rep->section = ARENA_ARRAY(r->a, rep->nsection, struct section);
    for (size_t i = 0; i < rep->nsection; i++) {
        struct spot s = reader_item(r, i);
        read_section(r, &rep->section[i], json_array_get(v, i));
        reader_back(r, s);
    }
}

static void read_annexes(struct reader *r, struct report *rep, json_t *v)
{
    rep->nannex = reader_list(r, v, MAX_ANNEXES);
    rep->annex = ARENA_ARRAY(r->a, rep->nannex, const char *);
    for (size_t i = 0; i < rep->nannex; i++) {
        struct spot s = reader_item(r, i);
        rep->annex[i] = reader_text(r, json_array_get(v, i), TEXT_SHORT);
        reader_back(r, s);
    }
}

static void read_signature(struct reader *r, struct report *rep, json_t *v)
{
    static const char *const known[] = {"authority", "date", "sealed", NULL};
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, known);
    if (!json_object_get(v, "authority") && !json_object_get(v, "date"))
        reader_bad(r, "REPORT-MISSING", _("a signature has an authority, a date, or both"));
    struct signature *sig = ARENA_NEW(r->a, struct signature);
    sig->authority = reader_member_text(r, v, "authority", TEXT_SHORT, false);
    sig->date = reader_member_date(r, v, "date");
    reader_member_bool(r, v, "sealed", &sig->sealed);
    rep->signature = sig;
}

static void read_unplaced(struct reader *r, struct report *rep, json_t *v)
{
    static const char *const known[] = {"line", "text", NULL};
    rep->nunplaced = reader_list(r, v, MAX_UNPLACED);
    rep->unplaced = ARENA_ARRAY(r->a, rep->nunplaced, struct unplaced);
    for (size_t i = 0; i < rep->nunplaced; i++) {
        struct spot s = reader_item(r, i);
        json_t *item = json_array_get(v, i);
        if (reader_is(r, item, JSON_OBJECT)) {
            reader_known(r, item, known);
            int64_t line = 0;
            if (json_object_get(item, "line"))
                reader_member_int(r, item, "line", 1, G_MAXINT, false, &line);
            rep->unplaced[i].line = (int)line;
            rep->unplaced[i].text = reader_member_text(r, item, "text", TEXT_LONG, true);
        }
        reader_back(r, s);
    }
}

static void read_preamble(struct reader *r, struct report *rep, json_t *v)
{
    rep->preamble = read_blocks(r, v, &rep->npreamble);
}

/* The keys whose values are lists and objects, in schema order. */
static const struct {
    const char *key;
    bool required;
    void (*read)(struct reader *r, struct report *rep, json_t *v);
} part[] = {{"meta", false, read_meta},           {"preamble", false, read_preamble},
            {"sections", true, read_sections},    {"annexes", false, read_annexes},
            {"signature", false, read_signature}, {"unplaced", false, read_unplaced}};

static void read_report(struct reader *r, struct report *rep, json_t *root)
{
    static const char *const known[] = {"format",    "authority", "level",    "year",     "title",
                                        "published", "meta",      "preamble", "sections", "annexes",
                                        "signature", "remarks",   "unplaced", NULL};
    if (!reader_is(r, root, JSON_OBJECT))
        return;
    reader_known(r, root, known);
    read_format(r, root);
    rep->authority = reader_member_text(r, root, "authority", TEXT_SHORT, true);
    rep->level = read_level(r, root);
    int64_t year;
    if (reader_member_int(r, root, "year", REPORT_FIRST_YEAR, REPORT_LAST_YEAR, true, &year))
        rep->year = (int)year;
    read_title(r, rep, root);
    rep->published = reader_member_date(r, root, "published");
    for (size_t i = 0; i < G_N_ELEMENTS(part); i++) {
        struct spot s = reader_key(r, part[i].key);
        json_t *v = json_object_get(root, part[i].key);
        if (v)
            part[i].read(r, rep, v);
        else if (part[i].required)
            reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), part[i].key);
        reader_back(r, s);
    }
    rep->remarks = reader_member_text(r, root, "remarks", TEXT_LONG, false);
}

/* Line and column of byte `at`. */
static void place_of(const char *text, size_t at, int *line, int *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* Size and encoding; a byte order mark is told and passed over. */
static bool check_text(struct reader *r, const char **text, size_t *n)
{
    static const char bom[] = "\xEF\xBB\xBF";
    if (*n > REPORT_MAX_BYTES) {
        diag_printf(r->d, "JSON-LIMIT", GRADE_HARD, r->name, 0, 0,
                    _("the file has %zu bytes; a report has at most %d"), *n, REPORT_MAX_BYTES);
        r->bad++;
        return false;
    }
    if (*n >= 3 && memcmp(*text, bom, 3) == 0) {
        diag_printf(r->d, "JSON-ENCODING", GRADE_HARD, r->name, 1, 1,
                    _("the file begins with a byte order mark; save it as UTF-8 without one (BOM)"));
        r->bad++;
        *text += 3;
        *n -= 3;
    }
    size_t bad = utf8_check(*text, *n);
    if (bad == 0 && *n >= 2 && (memcmp(*text, "\xFF\xFE", 2) == 0 || memcmp(*text, "\xFE\xFF", 2) == 0)) {
        diag_printf(r->d, "JSON-ENCODING", GRADE_HARD, r->name, 1, 1,
                    _("the file is in UTF-16, which Notepad calls Unicode; save it as UTF-8"));
        r->bad++;
    } else if (bad < *n) {
        int line, column;
        place_of(*text, bad, &line, &column);
        diag_printf(r->d, "JSON-ENCODING", GRADE_HARD, r->name, line, column,
                    _("the byte 0x%02X is not UTF-8 here; the file may be in GBK: save it as UTF-8"),
                    (unsigned)(unsigned char)(*text)[bad]);
        r->bad++;
    }
    return bad == *n;
}

/* The library's own complaint about a text that our pass over it accepted: a difference between the two
 * readers. */
static void library_fault(struct reader *r, const json_error_t *error)
{
    diag_printf(r->d, "JSON-SYNTAX", GRADE_HARD, r->name, error->line, error->column, "%s", error->text);
    r->bad++;
}

/* The text as a tree; NULL after a finding.  Whole numbers are decoded as reals because they are read from
 * the text itself, where they can be told apart and have no limit (report_parse.c). */
static json_t *parse(struct reader *r, size_t n)
{
    struct json_fault fault;
    r->pos = jsonpos_read(r->json, n, r->a, &fault);
    if (!r->pos) {
        diag_add(r->d, &(struct finding){.id = fault.id,
                                         .grade = GRADE_HARD,
                                         .file = r->name,
                                         .line = fault.line,
                                         .column = fault.column,
                                         .pointer = fault.pointer,
                                         .text = fault.text});
        r->bad++;
        return NULL;
    }
    json_error_t error;
    json_t *root = json_loadb(
        r->json, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL,
        &error);
    if (!root)
        library_fault(r, &error);
    return root;
}

json_t *reader_open(struct reader *r, const char *json, size_t n)
{
    json_t *root = NULL;
    if (check_text(r, &json, &n)) {
        r->json = arena_strndup(r->a, json, n);
        r->njson = n;
        root = parse(r, n);
    }
    if (root) {
        r->pointer = g_string_new(NULL);
        r->at = jsonpos_root(r->pos);
    }
    return root;
}

void reader_close(struct reader *r, json_t *root)
{
    g_string_free(r->pointer, TRUE);
    json_decref(root);
}

struct report *report_load(const char *name, const char *json, size_t njson, const struct forms *forms,
                           struct arena *a, struct diag *d, struct err *e)
{
    struct report *rep = ARENA_NEW(a, struct report);
    struct reader r = {.name = name, .forms = forms, .a = a, .d = d};
    json_t *root = reader_open(&r, json, njson);
    if (root) {
        read_report(&r, rep, root);
        reader_close(&r, root);
    }
    if (r.bad) {
        err_set(e, ERR_INPUT, _("%s: the report cannot be read, for %zu findings"), name, r.bad);
        return NULL;
    }
    rep->file = arena_strdup(a, name);
    rep->json = r.json;
    rep->njson = r.njson;
    rep->pos = r.pos;
    return rep;
}
