/* command_accept.c - the accepted findings of a report at work: left out, and told where they no longer
 * occur. */
#include "command.h"

#include "input.h"
#include "intl.h"
#include "rule.h"

#include <glib.h>
#include <string.h>

void load_accepted(const char *path, struct loaded *l)
{
    const char *side = accepted_path(path, l->arena);
    if (!side || !g_file_test(side, G_FILE_TEST_EXISTS))
        return;
    struct err e = ERR_INIT;
    GBytes *bytes = input_read(side, &e);
    if (!bytes) {
        diag_printf(l->diag, "ACCEPTED-FILE", GRADE_HARD, side, 0, 0, "%s", e.text);
        err_clear(&e);
        return;
    }
    size_t n;
    const char *json = g_bytes_get_data(bytes, &n);
    l->accepted = accepted_load(side, n ? json : "", n, l->arena, l->diag);
    g_bytes_unref(bytes);
}

/* rule_could_speak - whether some form has a rule of this id that could be asked with these other reports;
 * *known whether any form has one. */
static bool rule_could_speak(const struct setup *s, const char *id, const struct others *others, bool *known)
{
    *known = false;
    for (size_t i = 0; i < s->forms->n; i++)
        for (size_t k = 0; k < s->forms->form[i]->nrule; k++) {
            const struct rule *rule = s->forms->form[i]->rule[k];
            if (strcmp(rule_id(rule), id) != 0)
                continue;
            *known = true;
            if (rule_could_ask(rule, others))
                return true;
        }
    return false;
}

/* could_speak - whether a finding of this id would have been told by now, were there one. */
static bool could_speak(const struct setup *s, const char *id, const struct others *others)
{
    bool known;
    if (rule_could_speak(s, id, others, &known))
        return true;
    for (const struct diag_id *i = diag_ids; i->id; i++)
        if (strcmp(i->id, id) == 0)
            return !i->late;
    return !known; /* an id that nothing has */
}

void tell_left_out(const struct options *o, const struct tally *t)
{
    if (t->left_out && !o->quiet)
        fprintf(stderr, _("Accepted findings left out: %zu.\n"), t->left_out);
}

void tell_stale(const struct setup *s, const struct others *others, struct loaded *l)
{
    for (size_t i = 0; l->accepted && i < l->accepted->n; i++) {
        const struct accepted_item *item = &l->accepted->item[i];
        char *id = g_strndup(item->key, strcspn(item->key, "@"));
        if (!item->fired && could_speak(s, id, others))
            diag_printf(l->diag, "ACCEPTED-STALE", GRADE_INFO, l->accepted->file, item->line, item->column,
                        _("the accepted finding “%s” no longer occurs"), item->key);
        g_free(id);
    }
}
