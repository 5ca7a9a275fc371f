#!/usr/bin/python3
"""The formulas of the workbooks, worked out by LibreOffice: totals are the published ones, and the check cells say of any
figures what `nianbao check` says of them."""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import zipfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
import openpyxl
from openpyxl.utils import get_column_letter

import forms
import office
import reports
from tools import ROOT, SEED, WORK, case, contains, done, equal, folder, nianbao

TOP = 2
N = int(os.environ.get("N", "4"))  # reports made at random; each has three tables


def render(path, name):
    """The workbooks of a report as (block, path)."""
    out = folder(name)
    nianbao("render", "--only", "xlsx", "--as-published", "-o", out, path)
    return [(b, out / f"{path.stem}-{forms.load(b['table'])['slot']}.xlsx") for b in forms.tables(path)]


def reckoned(books, name):
    """The same workbooks after LibreOffice worked their formulas out and saved them."""
    return office.convert("xlsx", books, folder(f"{name}-reckoned"))


def figures(block):
    """Place in the worksheet -> cell of the table."""
    return {f"{get_column_letter(c.col + 1)}{TOP + c.row + 1}": c for c in forms.table(block)[1] if c.role == "figure"}


def checks(block, path, formulas=None):
    """What the check cells hold: place -> (rule id, value)."""
    _, _, (nrow, ncol, _, nhead) = forms.table(block)
    sheet = openpyxl.load_workbook(path, data_only=True).active
    with_formulas = openpyxl.load_workbook(formulas or path).active
    found, ids = {}, {}
    for row in with_formulas.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.endswith(" 差额"):
                ids[cell.row, cell.column] = cell.value.split()[0]
    for row in with_formulas.iter_rows():
        for cell in row:
            if cell.data_type != "f" or (cell.row <= TOP + nrow and cell.column <= ncol):
                continue
            beside = cell.row <= TOP + nrow
            # the nearest name above in its column, or the one at the right of its row or of one above
            rule = [ids[at] for at in sorted(ids, reverse=True)
                    if at[0] <= cell.row and (at[1] == cell.column if beside else at[0] > TOP + nrow)][0]
            found[cell.coordinate] = (rule, sheet[cell.coordinate].value)
    return found


def edit(path, changes, into):
    """A copy of a workbook with other numbers stored in these cells."""
    copy = into / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = data.decode()
                for place, value in changes.items():
                    text, n = re.subn(rf'(<c r="{place}"[^>]*>(?:<f>[^<]*</f>)?)<v>[^<]*</v>', rf"\g<1><v>{value}</v>",
                                      text)
                    equal(n, 1, f"cells {place}")
                data = text.encode()
            target.writestr(name, data)
    return copy


@case("sheet: totals that agree are formulas with the published value")
def totals():
    want = {"表二": set(), "表三": {f"J{r}" for r in range(6, 29)} | {f"{c}27" for c in "DEFGHI"},
            "表四": {"E6", "J6", "O6"}}
    for block, path in render(SEED, "totals"):
        sheet = openpyxl.load_workbook(path).active
        got = {p for p in figures(block) if sheet[p].data_type == "f"}
        equal(got, want[sheet.title], sheet.title)
    equal(sheet["E6"].value, '=IF(COUNT(A6:D6)=0,"",SUM(A6:D6))')


@case("sheet: a total that differs stands as published, with a remark and its rule not zero")
def published():
    data = json.loads(SEED.read_text(encoding="utf-8"))
    data["sections"][2]["body"][0]["values"]["new"]["total"] = 9
    path = WORK / "differs.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    block, book = render(path, "differs")[1]
    sheet = openpyxl.load_workbook(book).active
    equal((sheet["J6"].data_type, sheet["J6"].value), ("n", 9))
    equal(sheet["J6"].comment.text.strip(), "T3-ROW 差额 1\nT3-BAL 差额 1")
    equal({p: v for p, v in checks(block, book).items() if v[1] != 0}, {"L6": ("T3-ROW", 1), "J30": ("T3-BAL", 1)})


@case("sheet: LibreOffice reckons every formula to the value stored")
def stored():
    books = [book for path in sorted(ROOT.glob("samples/*.json")) for _, book in render(path, "stored")]
    for book, again in zip(books, reckoned(books, "stored")):
        before, after = (openpyxl.load_workbook(p, data_only=True).active for p in (book, again))
        formulas = openpyxl.load_workbook(book).active
        n = 0
        for row in formulas.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    n += 1
                    equal(after[cell.coordinate].value, before[cell.coordinate].value, f"{book.name} {cell.coordinate}")
        assert n, book


@case("sheet: a wrong stored value does not survive: LibreOffice does reckon")
def planted():
    block, book = render(SEED, "planted")[1]
    wrong = edit(book, {"J6": 77, "L6": 5}, folder("planted-wrong"))
    equal(openpyxl.load_workbook(wrong, data_only=True).active["J6"].value, 77)
    sheet = openpyxl.load_workbook(reckoned([wrong], "planted")[0], data_only=True).active
    equal((sheet["J6"].value, sheet["L6"].value), (8, 0))


@case("sheet: one figure changed makes exactly the right check cells non-zero")
def changed():
    books = dict((forms.load(b["table"])["slot"], (b, p)) for b, p in render(SEED, "changed"))
    block, book = books["applications"]
    for place, to, want in [("D6", 7, {"D30": ("T3-BAL", 1), "J30": ("T3-BAL", 1)}),
                            ("D8", 6, {"D30": ("T3-BAL", -2), "J30": ("T3-BAL", -2)}),
                            ("H28", 3, {"H30": ("T3-BAL", -3), "J30": ("T3-BAL", -3)})]:
        after = reckoned([edit(book, {place: to}, folder(f"changed-{place}"))], f"changed-{place}")[0]
        equal({p: v for p, v in checks(block, after, book).items() if v[1] != 0}, want, place)
    block, book = books["disclosure"]
    after = reckoned([edit(book, {"B6": 9}, folder("changed-B6"))], "changed-B6")[0]
    equal({p: v for p, v in checks(block, after, book).items() if v[1] != 0}, {"F6": ("T2-VALID-MIN", 4)})


def some_value(draw, kind):
    """A figure of a published kind: mostly small, so that rules hold at times."""
    n = draw.choice([0, 0, 0, 1, 2, 3])
    if kind == "amount" and draw.random() < 0.5:
        return draw.choice(["0.25", "1.75", "251000元", "3万元", "0"])
    if kind == "signed" and draw.random() < 0.5:
        return draw.choice(["+2", "-1", "-3"])
    return draw.choice([n] * 24 + [None] * 4 + ["/", "-", f"{n}\n（其中修订3件）", "不详"])


def balanced(draw, values):
    """Most totals of a table put right, so that formulas come about."""
    def rows(tree, path=()):
        if "natural" in tree:
            yield path, tree
        else:
            for key, below in tree.items():
                yield from rows(below, path + (key,))
    for _, row in rows(values) if "new" in values else []:
        parts = [row["natural"], *row["bodies"].values()]
        if all(isinstance(p, int) or p is None for p in parts) and draw.random() < 0.8:
            row["total"] = sum(p or 0 for p in parts) if any(p is not None for p in parts) else None
    for group in values.values() if "review" in values else []:
        parts = [v for k, v in group.items() if k != "total"]
        if all(isinstance(p, int) for p in parts) and draw.random() < 0.5:
            group["total"] = sum(parts)
    return values


@case("sheet: check cells agree with the rules, on figures made at random")
def agrees():
    draw = random.Random(2024)
    broken, kept = 0, []
    for i in range(N):
        old = i % 2
        names = [f"disclosure-{2019 if old else 2021}", f"applications-{2021 if old else 2019}", "review"]
        blocks = [{"table": f, "values": balanced(draw, reports.values(f, lambda kind, *_: some_value(draw, kind)))}
                  for f in names]
        path = reports.report(f"random-{i}", blocks)
        kept.append((path, render(path, "random")))
    books = [book for _, tables in kept for _, book in tables]
    after = dict(zip(books, reckoned(books, "random")))
    for path, tables in kept:
        run = subprocess.run([os.environ.get("NIANBAO", str(ROOT / "build/nianbao")), "check", "--format", "json", path],
                             capture_output=True, cwd=ROOT)
        found = [json.loads(line) for line in (run.stdout or run.stderr).decode().splitlines() if line.startswith("{")]
        for block, book in tables:
            form = forms.load(block["table"])
            rules = {r["id"] for r in form["checks"] if "that" in r and "fits" not in r["that"] and "levels" not in r}
            want = sorted(f["id"] for f in found if f["id"] in rules and f["table"] == form["name"])
            cells = checks(block, after[book], book)
            equal(sorted(rule for rule, value in cells.values() if value != 0), want, f"{book.name} broken rules")
            equal({p: v for p, v in cells.items()}, checks(block, book), f"{book.name} stored and reckoned")
            broken += len(want)
    assert broken > 20, broken


@case("sheet: cells of a broken rule turn red, when LibreOffice shows them")
def red():
    from PIL import Image

    def reds(path, name):
        pdf = office.convert("pdf", [path], folder(name))[0]
        subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", pdf, pdf.with_suffix("")], check=True)
        pixels = Image.open(pdf.with_suffix(".png")).convert("RGB").getdata()
        return sum(p == (0xFF, 0xC7, 0xCE) for p in pixels)
    block, book = render(SEED, "red")[1]
    equal(reds(book, "red-none"), 0, "red pixels of a table that ties out")
    wrong = edit(book, {"D6": 7}, folder("red-wrong"))
    assert reds(wrong, "red-some") > 300, "no red cells"


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
