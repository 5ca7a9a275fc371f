/* lint.h - hints on the prose of a report: marks, dates, numbering, document numbers, characters.
 * Stage: report -> lint -> findings of grade info (LINT-...), beside check.  Pure: knows no rule of a table.
 *
 * A hint that is wrong costs a clerk more than one that is missing: each rule speaks only where no reader
 * would call the text right. */
#ifndef LINT_H
#define LINT_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "report.h"

/* The words and marks the rules look for (layouts/lint.yaml). */
struct lint;

/* lint_load - read them.  Mistakes in the file are findings with its lines; then NULL and e.  Lives as long
 * as a. */
struct lint *lint_load(const char *path, struct arena *a, struct diag *d, struct err *e);

/* lint_report - all texts of the report: title, paragraphs, headings, notes, labels, remarks in figures.
 * Findings carry pointer, line and column of the very character, and the words around it.
 *   LINT-ASCII      an ASCII mark beside Han
 *   LINT-DOUBLED    a stop beside a stop: 。。 ，、
 *   LINT-DATE       2025年01月09日, 25年1月, 2025.1.9, 二〇二五年 (GB/T 9704-2012, 7.3.5: Arabic
 *                   digits, the whole year, no leading zeros)
 *   LINT-NUMBERING  一 三, 1. 1., （二） first (7.3.3: 一、 （一） 1. （1）)
 *   LINT-BRACKET    [2021]30号, 〔2021〕第030号 (7.2.5)
 *   LINT-CHARACTER  a radical or compatibility character that only looks like a Han */
void lint_report(const struct lint *l, const struct report *r, struct diag *d);

#endif
