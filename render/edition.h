/* edition.h - the outline of the report in one national form: its six sections, and the table in each.
 * Stage: editions/<id>.yaml + forms -> edition -> new reports, checks of the outline.
 *
 * An edition file (layouts/editions/<id>.yaml; `government`, `due`, `also`, `form`, `needed` and `last` may
 * be missing):
 *
 *     id: "2021"
 *     basis: 国办公开办函〔2021〕30号
 *     years: {first: 2021, last: 2030}        without `last` it is in force
 *     title: ["{authority}{year}年…", …]      patterns of the report's title, the official one first
 *     government: [人民政府]                  words that an authority's name may have behind it or not
 *     due: {department: 01-31, else: 03-31}   last day in the next year to publish, by level
 *     nothing: [无]                           what a section says that says nothing
 *     outdated: [收费及减免]                  words of the outline before the first form
 *     sections:
 *       - title: 主动公开政府信息情况         the official one, without 二、
 *         also: [主动公开工作(的|)情况]       titles seen that mean the same section (choices.h)
 *         form: disclosure-2021               the table in it
 *         needed: true                        it has to say something */
#ifndef EDITION_H
#define EDITION_H

#include "form.h"

struct edition_section {
    const char *title;
    const char **also;
    size_t nalso;
    const struct form *form; /* NULL: text only */
    bool needed;             /* has to say something */
};

struct edition {
    const char *id;
    const char *basis;  /* document number of the notice */
    int first, last;    /* report years it was made for; last INT_MAX while in force */
    const char **title; /* patterns with {authority} and {year} */
    size_t ntitle;      /* >= 1 */
    const char **government;
    size_t ngovernment;
    struct due {
        const char *level; /* one of report_levels; NULL: all others */
        const char *day;   /* MM-DD */
    } * due;
    size_t ndue;
    const char **nothing;
    size_t nnothing;
    const char **outdated;
    size_t noutdated;
    struct edition_section *section;
    size_t nsection;
    const char *file;
};

struct editions {
    struct edition **edition; /* in order of first year */
    size_t n;
};

/* editions_load - all *.yaml of dir.  Mistakes (unknown keys, a form that does not exist, two editions for
 * one year …) are findings in d with file:line:column, all of all files.  NULL and e (ERR_LAYOUT, ERR_SYSTEM)
 * if there was any. */
struct editions *editions_load(const char *dir, const struct forms *forms, struct arena *a, struct diag *d,
                               struct err *e);

/* editions_find - the edition with this id; editions_for_year - the one made for reports of this year.  NULL
 * if none. */
const struct edition *editions_find(const struct editions *l, const char *id);
const struct edition *editions_for_year(const struct editions *l, int year);

/* edition_title - the official title of an authority's report: 涞源县2024年政府信息公开工作年度报告. */
const char *edition_title(const struct edition *ed, const char *authority, int year, struct arena *a);

/* edition_title_authority - whose report a title says it is, by the patterns; NULL where none fits. */
const char *edition_title_authority(const struct edition *ed, const char *title, struct arena *a);

/* edition_bare - an authority's name without 人民政府 behind it, unless that is all there is; the name itself
 * where ed is NULL. */
const char *edition_bare(const struct edition *ed, const char *name, struct arena *a);

/* edition_due - the last day, MM-DD, of the next year on which an authority of this level (NULL: unknown)
 * publishes its report; NULL if the edition does not say. */
const char *edition_due(const struct edition *ed, const char *level);

/* edition_heading - the heading of section i (from 0) as printed: 二、主动公开政府信息情况. */
const char *edition_heading(const struct edition *ed, size_t i, struct arena *a);

/* edition_section_of - the number of the section a heading means (with or without its numbering; official
 * title or variant, blanks do not count), or -1. */
long edition_section_of(const struct edition *ed, const char *heading);

#endif
