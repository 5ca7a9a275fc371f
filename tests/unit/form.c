/* form.c - the forms of layouts/forms, and what is told about broken ones (tests/layouts). */
#include "form.h"
#include "rule.h"

#include "t.h"

#include <glib.h>
#include <string.h>

static const char FORMS[] = "layouts/forms";
static const char BROKEN[] = "tests/layouts";

static const struct form *form(const struct forms *forms, const char *id)
{
    const struct form *f = forms_find(forms, id);
    T_TRUE(f != NULL);
    return f;
}

/* --- broken files --------------------------------------------------------- */

/* findings - what is told about a form file, a line each: line:column ID sentence.  g_free it. */
static char *findings(const char *path)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    T_TRUE(!form_load(path, a, d, &e));
    T_INT(e.kind, ERR_LAYOUT);
    GString *out = g_string_new(NULL);
    diag_sort(d);
    for (size_t i = 0; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        T_STR(f->file, path);
        T_INT(f->grade, GRADE_HARD);
        g_string_append_printf(out, "%d:%d %s %s\n", f->line, f->column, f->id, f->text);
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return g_string_free(out, FALSE);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void test_broken(void)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(BROKEN, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(name, ".yaml"))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".yaml")));
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(names, by_text);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        char *yaml = g_strdup_printf("%s/%s.yaml", BROKEN, name),
             *diag = g_strdup_printf("%s/%s.diag", BROKEN, name);
        char *title = g_strdup_printf("form: %s.yaml is refused with every mistake at its place", name),
             *want = NULL;
        T_CASE(title);
        T_TRUE(g_file_get_contents(diag, &want, NULL, NULL));
        char *got = findings(yaml);
        T_STR(got, want);
        g_free(got);
        g_free(want);
        g_free(title);
        g_free(yaml);
        g_free(diag);
    }
    T_CASE("form: the broken files are there");
    T_TRUE(names->len >= 10);
    g_ptr_array_free(names, TRUE);
}

/* --- the real ones -------------------------------------------------------- */

static void test_shapes(const struct forms *forms)
{
    T_CASE("form: 表三 has 3 head rows, 3 label columns and 7 figures a row; 23 rows in 2019, 25 in 2021");
    static const struct {
        const char *id;
        size_t rows;
    } table3[] = {{"applications-2019", 23}, {"applications-2021", 25}};
    for (size_t i = 0; i < 2; i++) {
        const struct band *b = form(forms, table3[i].id)->band;
        T_INT(b->columns.depth, 3);
        T_INT(b->rows.depth, 3);
        T_INT(b->columns.nleaf, 7);
        T_INT(b->rows.nleaf, table3[i].rows);
        const struct label *results = b->rows.root->child[2];
        T_STR(results->text, "三、本年度办理结果");
        T_TRUE(results->vertical && !results->id);
        T_STR(results->path, "");
        T_INT(results->leaf_to - results->leaf_from, table3[i].rows - 3);
        T_INT(axis_find(&b->rows, "refused")->nchild, 8);
        T_INT(axis_find(&b->columns, "bodies")->nchild, 5);
    }

    T_CASE("form: 表四 is one row of 15 figures without a label under 3 head rows");
    const struct form *review = form(forms, "review");
    T_INT(review->ncell, 15);
    T_INT(review->band->columns.depth, 3);
    T_INT(review->band->rows.depth, 0);
    T_INT(review->band->rows.nleaf, 1);
    T_TRUE(review->band->rows.leaf[0]->text == NULL);
    T_INT(form_index(review, "", "direct.total"), 9);

    T_CASE("form: 表二 is bands with their own columns");
    const struct form *t21 = form(forms, "disclosure-2021"), *t19 = form(forms, "disclosure-2019");
    static const size_t cols21[] = {3, 1, 1, 1}, cols19[] = {3, 3, 3, 2, 2};
    T_INT(t21->nband, 4);
    T_INT(t19->nband, 5);
    for (size_t i = 0; i < t21->nband; i++)
        T_INT(t21->band[i].columns.nleaf, cols21[i]);
    for (size_t i = 0; i < t19->nband; i++)
        T_INT(t19->band[i].columns.nleaf, cols19[i]);
    T_STR(t21->band[3].title, "第二十条第（八）项");
    T_STR(t21->band[3].corner, "信息内容");
}

static void test_figures(const struct forms *forms)
{
    T_CASE("form: figures are numbered through, and found by their paths");
    for (size_t k = 0; k < forms->n; k++) {
        const struct form *f = forms->form[k];
        for (size_t i = 0; i < f->ncell; i++) {
            struct cell_ref c = form_cell(f, i);
            T_INT(form_index(f, c.row->path, c.col->path), i);
            T_TRUE(c.row == c.band->rows.leaf[c.r] && c.col == c.band->columns.leaf[c.c]);
        }
    }
    const struct form *t3 = form(forms, "applications-2021");
    T_INT(form_index(t3, "refused.secret", "bodies.business"), 4 * 7 + 1);
    T_INT(form_index(t3, "refused", "total"), -1);
    T_INT(form_index(t3, "new", "bodies"), -1);

    T_CASE("form: kind and unit come from row or column");
    const struct form *t2 = form(forms, "disclosure-2021"), *t19 = form(forms, "disclosure-2019");
    struct cell_ref c = form_cell(t2, (size_t)form_index(t2, "fees", "fee"));
    T_INT(form_cell_kind(&c), KIND_AMOUNT);
    T_STR(form_cell_unit(&c), "万元");
    c = form_cell(t2, (size_t)form_index(t2, "normative", "made"));
    T_INT(form_cell_kind(&c), KIND_COUNT);
    T_TRUE(form_cell_unit(&c) == NULL);
    c = form_cell(t19, (size_t)form_index(t19, "penalties", "change"));
    T_INT(form_cell_kind(&c), KIND_SIGNED);

    T_CASE("form: a leaf's name has the labels above it where others are called the same");
    const struct form *t4 = form(forms, "review");
    T_STR(t4->band->columns.leaf[13]->name, "尚未审结（复议后起诉）");
    T_STR(t3->band->columns.leaf[1]->name, "商业企业");
    T_TRUE(t4->band->rows.leaf[0]->name == NULL);
}

/* each_label - call fn for the texts of all labels below l. */
static void each_label(const struct label *l, void (*fn)(const char *text, void *to), void *to)
{
    if (l->text)
        fn(l->text, to);
    for (size_t i = 0; i < l->nchild; i++)
        each_label(l->child[i], fn, to);
}

static void in_text(const char *text, void *to)
{
    char *line = g_strdup_printf("\t%s\n", text);
    if (!T_TRUE(strstr(to, line) != NULL))
        fprintf(stderr, "    not in the published report: %s\n", text);
    g_free(line);
}

static void same_label(const struct form *f, const struct form *g, const struct axis *x, const struct axis *y)
{
    for (size_t i = 0; i < x->nleaf; i++) {
        const struct label *other = axis_find(y, x->leaf[i]->path);
        if (other && !other->nchild)
            T_STR(other->text, x->leaf[i]->text);
    }
    T_STR(f->slot, g->slot);
}

static void test_labels(const struct forms *forms)
{
    T_CASE("form: every label is that of the published report, each character");
    char *text = NULL;
    if (T_TRUE(g_file_get_contents("tests/reports/laiyuan-2024.txt", &text, NULL, NULL))) {
        static const char *const used[] = {"disclosure-2021", "applications-2019", "review"};
        for (size_t i = 0; i < G_N_ELEMENTS(used); i++) {
            const struct form *f = form(forms, used[i]);
            for (size_t b = 0; b < f->nband; b++) {
                each_label(f->band[b].columns.root, in_text, text);
                each_label(f->band[b].rows.root, in_text, text);
                if (f->band[b].title)
                    in_text(f->band[b].title, text);
                if (f->band[b].corner)
                    in_text(f->band[b].corner, text);
            }
            T_TRUE(strstr(text, f->title) != NULL);
        }
    }
    g_free(text);

    T_CASE("form: 其他处理 is one row in 2019 and three in 2021");
    const struct form *t19 = form(forms, "applications-2019"), *t21 = form(forms, "applications-2021");
    T_INT(axis_find(&t19->band->rows, "other")->nchild, 0);
    const struct label *other = axis_find(&t21->band->rows, "other");
    if (T_INT(other->nchild, 3)) {
        T_STR(other->child[0]->text, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请");
        T_STR(other->child[1]->text,
              "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请");
        T_STR(other->child[2]->text, "3.其他");
    }

    T_CASE("form: what is called the same in 2019 and 2021 has the same label");
    same_label(t19, t21, &t19->band->rows, &t21->band->rows);
    same_label(t19, t21, &t19->band->columns, &t21->band->columns);
}

static bool has_rule(const struct form *f, const char *id)
{
    for (size_t i = 0; i < f->nrule; i++)
        if (strcmp(rule_id(f->rule[i]), id) == 0)
            return true;
    return false;
}

static void test_rules(const struct forms *forms)
{
    static const struct {
        const char *form, *rules;
    } want[] = {
        {"applications-2019", "T3-INT T3-TOTAL-BLANK T3-ROW T3-BAL T3-RES X-CARRY H-PART H-SUM"},
        {"applications-2021", "T3-INT T3-TOTAL-BLANK T3-ROW T3-BAL T3-RES X-CARRY H-PART H-SUM"},
        {"review", "T4-INT T4-TOTAL-BLANK T4-SUM X-PEND H-PART H-SUM"},
        {"disclosure-2021", "T2-INT T2-VALID-MIN T2-LEVEL T2-SAME X-VALID H-PART H-SUM"},
        {"disclosure-2019",
         "T2-INT T2-19-TOTAL T2-19-NEW T2-19-ITEMS T2-19-DELTA T2-19-PROC T2-LEVEL T2-SAME X-19-ITEMS "
         "H-PART H-SUM"},
    };
    T_CASE("form: each table has its rules");
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        const struct form *f = form(forms, want[i].form);
        char **id = g_strsplit(want[i].rules, " ", -1);
        T_INT(f->nrule, g_strv_length(id));
        for (size_t k = 0; id[k]; k++)
            T_TRUE(has_rule(f, id[k]));
        g_strfreev(id);
    }
}

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    T_CASE("form: the forms of both editions load without a finding");
    struct forms *forms = forms_load(FORMS, a, d, &e);
    T_INT(diag_size(d), 0);
    T_STR(e.text, NULL);
    if (T_TRUE(forms != NULL)) {
        T_INT(forms->n, 5);
        T_TRUE(forms_find(forms, "applications-2020") == NULL);
        test_shapes(forms);
        test_figures(forms);
        test_labels(forms);
        test_rules(forms);
    }
    test_broken();
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
