/* record_read.c - the record of an archival copy, from XML that may come from anywhere. */
#include "record.h"

#include "intl.h"
#include "xmlfields.h"

#include <string.h>

struct reader {
    struct xmlfields f;
    struct record *r;
    GPtrArray *style;
    GArray *library, *font, *file, *page;
};

static void read_report(struct reader *t)
{
    t->r->title = field_text(&t->f, "title");
    t->r->authority = field_text(&t->f, "authority");
    t->r->year = (int)field_number(&t->f, "year", 9999);
    t->r->date = field_date(&t->f, "date");
    t->r->source = field_optional(&t->f, "source");
}

static void read_options(struct reader *t)
{
    t->r->pdfa = (int)field_number(&t->f, "pdfa", 3);
    t->r->as_published = field_flag(&t->f, "as-published");
    t->r->strict_fonts = field_flag(&t->f, "strict-fonts");
}

static void read_program(struct reader *t)
{
    t->r->version = field_text(&t->f, "version");
    t->r->sources = field_sum(&t->f, "sources");
}

static void read_library(struct reader *t)
{
    struct version v = {field_text(&t->f, "name"), field_text(&t->f, "version")};
    g_array_append_val(t->library, v);
}

static void read_font(struct reader *t)
{
    struct record_font f = {field_text(&t->f, "file"), field_number(&t->f, "bytes", G_MAXINT32),
                            field_sum(&t->f, "sha256"), field_flag(&t->f, "used")};
    g_array_append_val(t->font, f);
}

static void read_file(struct reader *t)
{
    struct record_file f = {.name = field_text(&t->f, "name"),
                            .bytes = field_number(&t->f, "bytes", COPY_MAX_FILE),
                            .sha256 = field_sum(&t->f, "sha256")};
    f.role = copy_role_of(f.name);
    if (f.role == ROLE_NONE || f.role == ROLE_RECORD ||
        g_strcmp0(copy_role_word(f.role), field_text(&t->f, "role")) != 0)
        fields_bad(&t->f, _("no file of a copy is called “%s”"), f.name);
    if (t->file->len == COPY_MAX_NAMED)
        fields_bad(&t->f, _("it names more than %d files; this is no archival copy"), COPY_MAX_NAMED);
    for (guint i = 0; i < t->file->len; i++)
        if (strcmp(g_array_index(t->file, struct record_file, i).name, f.name) == 0)
            fields_bad(&t->f, _("“%s” stands twice"), f.name);
    g_array_append_val(t->file, f);
}

static void read_page(struct reader *t)
{
    struct record_page p = {field_optional(&t->f, "folio"), field_sum(&t->f, "sha256")};
    g_array_append_val(t->page, p);
}

static void read_style(struct reader *t)
{
    g_ptr_array_add(t->style, (void *)field_text(&t->f, "set"));
}

static void read_profile(struct reader *t)
{
    t->r->profile_bytes = field_number(&t->f, "bytes", COPY_MAX_FILE);
    t->r->profile_sha256 = field_sum(&t->f, "sha256");
}

static void read_nothing(struct reader *t)
{
    (void)t;
}

static bool on_element(void *to, const char *section, const char *name)
{
    static const struct {
        const char *section, *name;
        void (*read)(struct reader *t);
    } known[] = {
        {NULL, "report", read_report},        {NULL, "options", read_options},
        {"options", "style", read_style},     {NULL, "program", read_program},
        {"program", "library", read_library}, {NULL, "fonts", read_nothing},
        {"fonts", "font", read_font},         {"fonts", "profile", read_profile},
        {NULL, "files", read_nothing},        {"files", "file", read_file},
        {NULL, "pages", read_nothing},        {"pages", "page", read_page},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_strcmp0(known[i].section, section) == 0 && strcmp(known[i].name, name) == 0) {
            known[i].read(to);
            return true;
        }
    return false;
}

static void *take(struct arena *a, GArray *list, size_t *n)
{
    *n = list->len;
    void *all = arena_dup(a, list->data, list->len * g_array_get_element_size(list));
    g_array_free(list, TRUE);
    return all;
}

struct record *record_read(GBytes *xml, struct arena *a, struct err *e)
{
    struct reader t = {.r = ARENA_NEW(a, struct record), .style = g_ptr_array_new()};
    t.library = g_array_new(FALSE, FALSE, sizeof(struct version));
    t.font = g_array_new(FALSE, FALSE, sizeof(struct record_font));
    t.file = g_array_new(FALSE, FALSE, sizeof(struct record_file));
    t.page = g_array_new(FALSE, FALSE, sizeof(struct record_page));
    bool ok = xmlfields_read(&t.f, xml, COPY_RECORD, "record", on_element, &t, a, e);
    g_ptr_array_add(t.style, NULL);
    t.r->style = arena_dup(a, t.style->pdata, t.style->len * sizeof t.style->pdata[0]);
    g_ptr_array_free(t.style, TRUE);
    t.r->library = take(a, t.library, &t.r->nlibrary);
    t.r->font = take(a, t.font, &t.r->nfont);
    t.r->file = take(a, t.file, &t.r->nfile);
    t.r->page = take(a, t.page, &t.r->npage);
    if (ok && (!t.r->title || !t.r->pdfa || !t.r->version || !t.r->profile_sha256 || !t.r->nfile))
        ok = err_set(e, ERR_INPUT, _("%s: a part of the record is missing"), COPY_RECORD);
    return ok ? t.r : NULL;
}
