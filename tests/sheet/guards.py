#!/usr/bin/python3
"""What guards the figures of a worksheet: what may be put in, what is locked, what stays in view, what names it has."""
import pathlib
import re
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
import openpyxl
from openpyxl.utils import get_column_letter

import forms
import reports
from books import TOP, figures, render
from tools import SEED, case, done, equal, folder, nianbao


@case("sheet: what may be put in: whole numbers, amounts, signed numbers, with words in Chinese")
def inputs():
    path = reports.filled("inputs", ["disclosure-2019", "applications-2021", "review"], lambda *_: None)
    for block, book in render(path, "inputs"):
        sheet = openpyxl.load_workbook(book).active
        kinds = {}
        for rule in sheet.data_validations.dataValidation:
            kind = {("whole", "greaterThanOrEqual"): "count", ("decimal", "greaterThanOrEqual"): "amount",
                    ("whole", None): "signed", ("whole", "between"): "signed"}[rule.type, rule.operator]
            if kind != "signed":
                equal(float(rule.formula1), 0)
            assert rule.showErrorMessage and re.search(r"[一-鿿]", rule.error), rule.error
            for area in rule.sqref.ranges:
                for row, col in area.cells if hasattr(area, "cells") else []:
                    kinds[f"{get_column_letter(col)}{row}"] = kind
        for place, cell in figures(block).items():
            equal(kinds.get(place), cell.text, place)


@case("sheet: labels locked, figures open, no password; --style protect=off; names; frozen panes")
def guarded():
    for block, book in render(SEED, "guarded"):
        workbook = openpyxl.load_workbook(book)
        sheet = workbook.active
        form, cells, (nrow, ncol, nlabel, nhead) = forms.table(block)
        assert sheet.protection.sheet and not sheet.protection.password
        for c in cells:
            cell = sheet.cell(TOP + c.row + 1, c.col + 1)
            equal(cell.protection.locked, c.role != "figure", cell.coordinate)
        equal(sheet.freeze_panes, f"{get_column_letter(nlabel + 1)}{TOP + nhead + 1}")
        places = [c for c in cells if c.role == "figure"]
        names = {n.name: n.attr_text for n in workbook.defined_names.definedName} \
            if hasattr(workbook.defined_names, "definedName") else \
            {n: d.attr_text for n, d in workbook.defined_names.items()}
        if "bands" in form:
            equal(sorted(names), sorted(f"{form['slot']}_{b['id']}" for b in form["bands"]))
        else:
            equal(names, {form["slot"]: f"'{form['name']}'!${get_column_letter(nlabel + 1)}${TOP + nhead + 1}"
                          f":${get_column_letter(ncol)}${TOP + nrow}"})
    out = folder("open")
    nianbao("render", "--only", "xlsx", "--style", "protect=off", "-o", out, SEED)
    assert not openpyxl.load_workbook(out / f"{SEED.stem}-review.xlsx").active.protection.sheet


done()
