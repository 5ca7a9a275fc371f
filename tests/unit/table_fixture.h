/* table_fixture.h - grids for the table tests, made by hand: the three tables of the form with figures to
 * order. */
#ifndef TABLE_FIXTURE_H
#define TABLE_FIXTURE_H

#include "kinsoku.h"
#include "t.h"
#include "table.h"
#include "utf8.h"
#include "words.h"

#include <stdlib.h>

enum { FX_MAX = 512 };

struct fx {
    struct arena *a;
    struct words *words;
    struct grid g;
    struct grid_cell cell[FX_MAX];
    struct cell_text text[FX_MAX];
};

#define MEASURE ((len_t)452818) /* 156 mm */
#define PAGE    ((len_t)653102) /* 225 mm */
#define PT(x)   ((len_t)((x)*LEN_PT))

static inline struct table_options fx_options(double em)
{
    return (struct table_options){.width = MEASURE,
                                  .em = PT(em),
                                  .leading = PT(em * 4 / 3),
                                  .pad_x = PT(3),
                                  .pad_y = PT(2),
                                  .min_col = PT(24),
                                  .page = PAGE};
}

static inline struct fx *fx_new(int nrow, int ncol, int nhead, int nlabel)
{
    struct fx *f = calloc(1, sizeof *f);
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    f->a = arena_new();
    f->words = words_load("layouts/words.yaml", f->a, d, &e);
    if (!f->words)
        fprintf(stderr, "%s\n", e.text);
    err_clear(&e);
    diag_free(d);
    f->g = (struct grid){.nrow = nrow, .ncol = ncol, .nhead = nhead, .nlabel = nlabel, .cell = f->cell};
    return f;
}

static inline void fx_free(struct fx *f)
{
    arena_free(f->a);
    free(f);
}

static inline struct grid_cell *fx_add(struct fx *f, enum cell_role role, int row, int col, int rowspan,
                                       int colspan, const char *text)
{
    struct grid_cell *c = &f->cell[f->g.ncell++];
    *c = (struct grid_cell){.row = row,
                            .col = col,
                            .rowspan = rowspan,
                            .colspan = colspan,
                            .role = role,
                            .text = text,
                            .index = -1};
    return c;
}

static inline int fx_order(const void *a, const void *b)
{
    const struct grid_cell *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : x->col - y->col;
}

static inline bool fx_in(uint32_t cp, const char *set)
{
    for (uint32_t c = utf8_next(&set); c; c = utf8_next(&set))
        if (c == cp)
            return true;
    return false;
}

/* One paragraph: digits 0.5 em, Han and marks 1 em, the blank half of marks as in the fonts. */
static inline void fx_paragraph(struct fx *f, const char *text, len_t em, struct cell_text *out)
{
    size_t n, len = utf8_length(text);
    struct kchar *k = ARENA_ARRAY(f->a, len, struct kchar);
    const char *s = text;
    for (size_t i = 0; i < len; i++) {
        uint32_t cp = utf8_next(&s);
        k[i] = (struct kchar){.cp = cp, .advance = cp < 0x80 ? em / 2 : em, .cell = em};
        if (fx_in(cp, "“（《〔"))
            k[i].trim_left = em / 2;
        else if (fx_in(cp, "”）》〕，。、；："))
            k[i].trim_right = em / 2;
    }
    out->item = kinsoku_items(k, len, f->a);
    out->nitem = len;
    out->word = words_mark(f->words, text, f->a, &n);
}

static inline struct cell_text fx_text(struct fx *f, const char *text, len_t em)
{
    struct cell_text all = {NULL, 0, NULL};
    char *copy = arena_strdup(f->a, text);
    struct item *item = ARENA_ARRAY(f->a, strlen(text), struct item);
    uint8_t *word = ARENA_ARRAY(f->a, strlen(text), uint8_t);
    for (char *p = copy, *next; p && *p; p = next) {
        next = strchr(p, '\n');
        if (next)
            *next++ = '\0';
        struct cell_text one;
        fx_paragraph(f, p, em, &one);
        if (all.nitem)
            item[all.nitem - 1].penalty = PENALTY_MUST;
        for (size_t i = 0; i < one.nitem; i++) {
            item[all.nitem] = one.item[i];
            word[all.nitem++] = one.word[i];
        }
    }
    all.item = item;
    all.word = word;
    return all;
}

static inline struct table_fit *fx_fit(struct fx *f, const struct table_options *o, bool force)
{
    qsort(f->cell, f->g.ncell, sizeof *f->cell, fx_order);
    for (size_t i = 0; i < f->g.ncell; i++)
        f->text[i] = fx_text(f, f->cell[i].text, o->em);
    return table_fit(&f->g, f->text, o, force, f->a);
}

/* The text of cell i as it was broken, lines joined by '|'. */
static inline const char *fx_lines(struct fx *f, const struct table_fit *t, size_t i)
{
    char out[2048];
    size_t n = 0, at = 0;
    const char *s = f->cell[i].text;
    for (size_t j = 0; j < t->cell[i].nline; j++) {
        if (j)
            out[n++] = '|';
        for (; at < t->cell[i].line[j].to; at++) {
            uint32_t cp = utf8_next(&s);
            if (cp == '\n')
                cp = utf8_next(&s);
            n += utf8_write(cp, out + n);
        }
    }
    return arena_strndup(f->a, out, n);
}

/* The cell with this text, or the one at a place. */
static inline size_t fx_find(const struct fx *f, const char *text)
{
    for (size_t i = 0; i < f->g.ncell; i++)
        if (strcmp(f->cell[i].text, text) == 0)
            return i;
    fprintf(stderr, "no cell %s\n", text);
    abort();
}

static inline size_t fx_at(const struct fx *f, int row, int col)
{
    for (size_t i = 0; i < f->g.ncell; i++)
        if (f->cell[i].row == row && f->cell[i].col == col)
            return i;
    fprintf(stderr, "no cell at %d, %d\n", row, col);
    abort();
}

static inline len_t fx_width(const struct table_fit *t, int col)
{
    return t->x[col + 1] - t->x[col];
}

/* ---- table three, 2021: 3 + 25 rows, 3 + 7 columns ---- */

static inline struct fx *fx_applications(const char *natural, const char *bodies, const char *total)
{
    static struct label root, who, body, head[8];
    static const char *const leaf[] = {"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"};
    static const struct {
        const char *text;
        int rows;
        const char *part[8];
    } group[] = {
        {"（一）予以公开", 1, {NULL}},
        {"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, {NULL}},
        {"（三）不予公开",
         8,
         {"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
          "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"}},
        {"（四）无法提供",
         3,
         {"1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"}},
        {"（五）不予处理",
         5,
         {"1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
          "5.要求行政机关确认或重新出具已获取信息"}},
        {"（六）其他处理",
         3,
         {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
          "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"}},
        {"（七）总计", 1, {NULL}},
    };
    struct fx *f = fx_new(28, 10, 3, 3);
    who.parent = &root;
    body.parent = &who;
    fx_add(f, CELL_CORNER, 0, 0, 3, 3,
           "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
    fx_add(f, CELL_HEAD, 0, 3, 1, 7, "申请人情况")->label = &who;
    fx_add(f, CELL_HEAD, 1, 3, 2, 1, "自然人")->label = &head[0];
    fx_add(f, CELL_HEAD, 1, 4, 1, 5, "法人或其他组织")->label = &body;
    fx_add(f, CELL_HEAD, 1, 9, 2, 1, "总计")->label = &head[6];
    for (int i = 0; i < 5; i++)
        fx_add(f, CELL_HEAD, 2, 4 + i, 1, 1, leaf[i])->label = &head[1 + i];
    for (int i = 0; i < 7; i++)
        head[i].parent = i == 0 || i == 6 ? &who : &body;
    fx_add(f, CELL_LABEL, 3, 0, 1, 3, "一、本年新收政府信息公开申请数量");
    fx_add(f, CELL_LABEL, 4, 0, 1, 3, "二、上年结转政府信息公开申请数量");
    fx_add(f, CELL_LABEL, 5, 0, 22, 1, "三、本年度办理结果")->vertical = true;
    int row = 5;
    for (size_t i = 0; i < sizeof group / sizeof *group; i++) {
        fx_add(f, CELL_LABEL, row, 1, group[i].rows, group[i].part[0] ? 1 : 2, group[i].text);
        for (int k = 0; k < group[i].rows && group[i].part[0]; k++)
            fx_add(f, CELL_LABEL, row + k, 2, 1, 1, group[i].part[k]);
        row += group[i].rows;
    }
    fx_add(f, CELL_LABEL, 27, 0, 1, 3, "四、结转下年度继续办理");
    for (int r = 3; r < 28; r++)
        for (int c = 3; c < 10; c++)
            fx_add(f, CELL_FIGURE, r, c, 1, 1, c == 3 ? natural : c == 9 ? total : bodies);
    return f;
}

/* ---- table four: 3 + 1 rows, 15 columns ---- */

static inline struct fx *fx_review(const char *figure)
{
    static struct label root, group[4], head[15];
    static const char *const leaf[] = {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"};
    struct fx *f = fx_new(4, 15, 3, 0);
    group[0].parent = group[1].parent = &root;
    group[2].parent = group[3].parent = &group[1];
    fx_add(f, CELL_HEAD, 0, 0, 1, 5, "行政复议")->label = &group[0];
    fx_add(f, CELL_HEAD, 0, 5, 1, 10, "行政诉讼")->label = &group[1];
    fx_add(f, CELL_HEAD, 1, 5, 1, 5, "未经复议直接起诉")->label = &group[2];
    fx_add(f, CELL_HEAD, 1, 10, 1, 5, "复议后起诉")->label = &group[3];
    for (int i = 0; i < 15; i++) {
        head[i].parent = i < 5 ? &group[0] : i < 10 ? &group[2] : &group[3];
        fx_add(f, CELL_HEAD, i < 5 ? 1 : 2, i, i < 5 ? 2 : 1, 1, leaf[i % 5])->label = &head[i];
        fx_add(f, CELL_FIGURE, 3, i, 1, 1, figure);
    }
    return f;
}

/* ---- table two: bands of three and of two columns on one grid (2019), or of three and one (2021) ---- */

static inline void fx_band(struct fx *f, int band, int row, const char *title, int parts,
                           const char *const *head, const char *const *label, const char *figure)
{
    int each = (f->g.ncol - 1) / parts; /* 2021: three grid columns; 2019: four, halves only by two */
    fx_add(f, CELL_BAND, row, 0, 1, f->g.ncol, title);
    fx_add(f, CELL_CORNER, row + 1, 0, 1, 1, "信息内容");
    for (int r = 1; r == 1 || label[r - 2]; r++) {
        if (r > 1)
            fx_add(f, CELL_LABEL, row + r, 0, 1, 1, label[r - 2]);
        for (int k = 0, col = 1; k < parts; k++) {
            int span = f->g.ncol == 5 && parts == 3 ? (k == 1 ? 2 : 1) : each;
            fx_add(f, r == 1 ? CELL_HEAD : CELL_FIGURE, row + r, col, 1, span, r == 1 ? head[k] : figure);
            col += span;
        }
    }
    for (size_t i = 0; i < f->g.ncell; i++)
        if (f->cell[i].row >= row)
            f->cell[i].band = band;
}

static inline struct fx *fx_disclosure_2021(const char *figure)
{
    static int share[] = {0, 1, 1, 1};
    struct fx *f = fx_new(14, 4, 0, 1);
    f->g.share = share;
    fx_band(f, 0, 0, "第二十条第（一）项", 3,
            (const char *const[]){"本年制发件数", "本年废止件数", "现行有效件数"},
            (const char *const[]){"规章", "行政规范性文件", NULL}, figure);
    fx_band(f, 1, 4, "第二十条第（五）项", 1, (const char *const[]){"本年处理决定数量"},
            (const char *const[]){"行政许可", NULL}, figure);
    fx_band(f, 2, 7, "第二十条第（六）项", 1, (const char *const[]){"本年处理决定数量"},
            (const char *const[]){"行政处罚", "行政强制", NULL}, figure);
    fx_band(f, 3, 11, "第二十条第（八）项", 1, (const char *const[]){"本年收费金额（单位：万元）"},
            (const char *const[]){"行政事业性收费", NULL}, figure);
    return f;
}

static inline struct fx *fx_disclosure_2019(void)
{
    static int share[] = {0, 2, 1, 1, 2};
    struct fx *f = fx_new(7, 5, 0, 1);
    f->g.share = share;
    fx_band(f, 0, 0, "第二十条第（一）项", 3,
            (const char *const[]){"本年新制作数量", "本年新公开数量", "对外公开总数量"},
            (const char *const[]){"规章", "规范性文件", NULL}, "0");
    fx_band(f, 1, 4, "第二十条第（九）项", 2, (const char *const[]){"采购项目数量", "采购总金额"},
            (const char *const[]){"政府集中采购", NULL}, "0");
    return f;
}

#endif
