/* command_forms.c - `nianbao forms`: the statistical tables a report may use, and the schema they make. */
#include "command.h"

#include "input.h"
#include "intl.h"
#include "jsontext.h"
#include "rule.h"
#include "schema.h"

static void print_text(const struct form *f, struct arena *a)
{
    printf("%s\n  %s  %s\n", f->id, f->name, f->title);
    printf(_("  slot %s, edition %s, %zu figures, %zu rules\n"), f->slot, f->edition, f->ncell, f->nrule);
    for (size_t i = 0; i < f->nrule; i++)
        printf("    %-14s %s; %s: %s\n", rule_id(f->rule[i]), rule_grades(f->rule[i], a),
               rule_each(f->rule[i]), rule_formula(f->rule[i], a));
}

static void print_json(const struct form *f, struct arena *a)
{
    GString *line = g_string_new("{");
    json_member(line, "id", f->id);
    json_member(line, "slot", f->slot);
    json_member(line, "edition", f->edition);
    json_member(line, "name", f->name);
    json_member(line, "title", f->title);
    json_member_int(line, "figures", (long)f->ncell);
    json_member_int(line, "rules", (long)f->nrule);
    g_string_append(line, ", \"checks\": [");
    for (size_t i = 0; i < f->nrule; i++) {
        g_string_append(line, i ? ", {" : "{");
        json_member(line, "id", rule_id(f->rule[i]));
        json_member(line, "grade", rule_grades(f->rule[i], a));
        json_member(line, "each", rule_each(f->rule[i]));
        json_member(line, "formula", rule_formula(f->rule[i], a));
        g_string_append_c(line, '}');
    }
    puts(g_string_append(line, "]}")->str);
    g_string_free(line, TRUE);
}

/* The committed schema of the layouts folder with its table parts made of the forms that are there now. */
static int print_schema(const struct setup *s)
{
    struct err e = ERR_INIT;
    char *path = g_build_filename(s->layouts_dir, "report.schema.json", NULL);
    GBytes *base = input_read(path, &e);
    size_t n, nout = 0;
    const char *text = base ? g_bytes_get_data(base, &n) : NULL;
    const char *schema = text ? schema_generate(s->forms, text, n, s->arena, &nout, &e) : NULL;
    if (schema)
        fwrite(schema, 1, nout, stdout);
    if (base)
        g_bytes_unref(base);
    g_free(path);
    return e.kind == ERR_NONE ? 0 : tell_failure(&e);
}

int command_forms(const struct options *o)
{
    int status = 0;
    struct setup *s = setup_open(o, SETUP_FORMS, &status);
    if (!s)
        return status;
    if (o->schema)
        status = print_schema(s);
    for (size_t i = 0; i < s->forms->n && !o->schema; i++) {
        if (o->format == DIAG_JSON)
            print_json(s->forms->form[i], s->arena);
        else
            print_text(s->forms->form[i], s->arena);
    }
    setup_close(s);
    return status;
}
