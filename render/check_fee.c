/* check_fee.c - FEE: the fee for processing information is told where the form wants it, once, in 元. */
#include "prose_text.h"

#include "intl.h"

#include <glib.h>
#include <string.h>

/* What the report says of the fee. */
struct fee {
    const struct report *r;
    const struct prose *prose;
    const struct edition *ed;
    struct diag *d;
    struct arena *a;
    bool named, denied; /* in its section */
    bool charged;       /* an amount over 0, in its section */
    bool elsewhere;     /* the same in another section */
};

static void tell(const struct fee *fee, const char *pointer, enum grade grade, const char *text)
{
    struct finding f = {.id = "FEE", .grade = grade, .file = fee->r->file, .pointer = pointer, .text = text};
    report_place(fee->r, pointer, &f.line, &f.column);
    diag_add(fee->d, &f);
}

/* money_at - the amount that begins with figure f, in 元; *other where it is printed in another unit. */
static bool money_at(const struct passage *p, const struct passage_figure *f, struct decimal *out,
                     bool *other)
{
    size_t at = f->from;
    while (at < p->n && (passage_digit(p->cp[at]) >= 0 || (at < f->to && p->cp[at] < 0x80)))
        at++;
    char unit[16] = "";
    for (size_t n = 0; at < p->n && n < 8 && p->cp[at] != 0x5143; at++, n += 3) /* 元 */
        if (p->cp[at] != 0x4E07 && p->cp[at] != 0x4EBF)                         /* 万亿 */
            return false;
        else
            memcpy(unit + n, p->cp[at] == 0x4E07 ? "万" : "亿", 3);
    if (at >= p->n || p->cp[at] != 0x5143)
        return false;
    *other = *unit != '\0';
    char *digits = decimal_text(f->value);
    char *text = g_strdup_printf("%s%s元", digits, unit);
    const struct value v = {.state = VALUE_TEXT, .text = text};
    bool ok = decimal_of_value(&v, "元", out);
    g_free(digits);
    g_free(text);
    return ok;
}

/* same_as_table - whether the amount is that of table two's fees. */
static bool same_as_table(const struct fee *fee, struct decimal amount)
{
    const struct block *b = report_slot(fee->r, fee->prose->fee.slot);
    const struct prose_means *means =
        b ? prose_means_of(fee->prose->fee.not_that, fee->prose->fee.nnot_that, b->table->form) : NULL;
    for (size_t i = 0; means && i < means->n; i++) {
        size_t n;
        const size_t *cell = measure_cells(means->measure[i], fee->a, &n);
        for (size_t k = 0; k < n; k++) {
            struct cell_ref c = form_cell(means->form, cell[k]);
            const struct value *v = &b->table->value[cell[k]];
            const char *unit = form_cell_unit(&c);
            struct decimal own, money;
            if (!decimal_of_value(v, unit, &own) || own.digits == 0)
                continue;
            char *digits = decimal_text(own);
            char *text = g_strdup_printf("%s%s", digits, unit ? unit : "元");
            const struct value in_unit = {.state = VALUE_TEXT, .text = text};
            bool same = decimal_of_value(&in_unit, "元", &money) && decimal_cmp(money, amount) == 0;
            g_free(digits);
            g_free(text);
            if (same)
                return true;
        }
    }
    return false;
}

static void check_amount(struct fee *fee, const struct prose_text *t, const struct passage_figure *f,
                         size_t name)
{
    struct decimal amount;
    bool other;
    if (!money_at(t->passage, f, &amount, &other) || amount.digits <= 0 || !prose_this_year(t, f->from))
        return;
    if (t->section + 1 != fee->prose->fee.section) {
        fee->elsewhere = true;
        return;
    }
    fee->charged = true;
    struct finding found = {.id = "FEE", .grade = GRADE_SOFT};
    if (other)
        prose_tell(t, found, name, f->to + 1, _("the fee for processing information should be given in 元"));
    if (same_as_table(fee, amount))
        prose_tell(t, found, name, f->to,
                   _("this is the fee of table two; the fee for processing information is another"));
}

/* names_fee - whether the fee's name stands at i. */
static bool names_fee(const struct fee *fee, const struct passage *p, size_t i)
{
    for (size_t k = 0; k < fee->prose->fee.name.n; k++)
        if (passage_is(p, i, fee->prose->fee.name.word[k]))
            return true;
    return false;
}

/* The sentences that name the fee: the first amount behind its name, and whether they deny it. */
static void read_text(const struct prose_text *t, void *to)
{
    struct fee *fee = to;
    const struct passage *p = t->passage;
    bool own = t->section + 1 == fee->prose->fee.section, named = false;
    size_t name = 0, end = 0; /* the name that waits for its amount; the end of the sentence it stands in */
    for (size_t i = 0; i < p->n; i++) {
        if (names_fee(fee, p, i)) {
            size_t from;
            if (i >= end) {
                passage_sentence(p, i, &from, &end);
                fee->denied = fee->denied || (own && passage_has(p, from, end, &fee->prose->fee.none));
            }
            fee->named = fee->named || own;
            named = true;
            name = i;
        }
        if (!named || !passage_figure_at(p, i))
            continue;
        if (i < end)
            check_amount(fee, t, passage_figure_at(p, i), name);
        named = false;
    }
}

void check_fee(const struct report *r, const struct prose *prose, const struct editions *editions,
               struct diag *d, struct arena *a)
{
    const struct edition *ed = editions ? editions_for_year(editions, r->year) : NULL;
    struct fee fee = {.r = r, .prose = prose, .ed = ed, .d = d, .a = a};
    if (!ed || r->year < prose->fee.since)
        return;
    prose_walk(r, prose, editions, d, a, read_text, &fee);
    for (size_t i = 0; i < r->nsection; i++) {
        if (edition_section_of(ed, r->section[i].heading) + 1 != prose->fee.section)
            continue;
        const char *pointer = r->section[i].pointer;
        if (fee.elsewhere && !fee.charged)
            tell(&fee, pointer, GRADE_SOFT,
                 _("the report tells of a fee for processing information, this section does not"));
        else if (fee.charged && fee.denied)
            tell(&fee, pointer, GRADE_SOFT,
                 _("a fee for processing information stands here, and also that there was none"));
        else if (!fee.named)
            tell(&fee, pointer, GRADE_INFO,
                 _("this section does not say what was charged for processing information"));
        return;
    }
}
