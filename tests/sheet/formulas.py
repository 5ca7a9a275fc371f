#!/usr/bin/python3
"""The formulas of the workbooks, worked out by LibreOffice: totals are the published ones, and the check cells say of any
figures what `nianbao check` says of them.  All workbooks go through LibreOffice in one call."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
import openpyxl
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries

import forms
import office
import reports
from books import TOP, checks, edit, figures, render
from tools import NIANBAO, ROOT, SEED, WORK, case, done, equal, folder

N = int(os.environ.get("N", "4"))  # reports made at random, and figures changed in each table
LIBRE = office.Batch("xlsx")


# ---- the workbooks ----

def old_forms():
    """A report in the forms of 2019, all rules kept."""
    def disclosure(kind, row, col):
        return 0 if row[-1] == "regulations" else {"amount": "251000.50", "signed": -3}.get(kind, 12)

    def applications(kind, row, col):
        one = {"new": 40, "carried_in": 3, "carried_out": 5, "total": 38}.get(row[0], 2)
        return one * 6 if col[-1] == "total" else one

    def review(kind, row, col):
        return 8 if col[-1] == "total" else 2
    given = {"disclosure-2019": disclosure, "applications-2019": applications, "review": review}
    return reports.report("old-forms", [{"table": f, "values": reports.values(f, give)} for f, give in given.items()])


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


def random_report(draw, i):
    old = i % 2
    names = [f"disclosure-{2019 if old else 2021}", f"applications-{2021 if old else 2019}", "review"]
    blocks = [{"table": f, "values": balanced(draw, reports.values(f, lambda kind, *_: some_value(draw, kind)))}
              for f in names]
    return reports.report(f"random-{i}", blocks)


def stored_numbers(block, book):
    """Figures that are numbers and no formulas: place -> number."""
    sheet = openpyxl.load_workbook(book).active
    return {p: sheet[p].value for p in figures(block) if sheet[p].data_type == "n" and sheet[p].value is not None}


def changes(draw, block, book, n):
    """Workbooks with one figure changed: (place, new figure, workbook)."""
    own = {place for place, cell in figures(block).items() if cell.path[0] != "extra"}  # of rows that rules know
    numbers = {place: number for place, number in stored_numbers(block, book).items() if place in own}
    for place in draw.sample(sorted(numbers), min(n, len(numbers))):
        value = max(0, int(numbers[place]) + draw.choice([-2, -1, 1, 3]))
        value = value if value != numbers[place] else value + 5
        yield place, value, edit(book, {place: value}, folder(f"changed-{book.stem}-{place}-{value}"))


DRAW = random.Random(2024)
STORED = [(block, LIBRE.add(book)) for path in [*sorted(ROOT.glob("samples/*.json")), old_forms()]
          for block, book in render(path, "stored")]
SEED_BOOKS = {forms.load(block["table"])["slot"]: (block, book) for block, book in STORED
              if book.stem.startswith(SEED.stem)}
PLANTED = LIBRE.add(edit(SEED_BOOKS["applications"][1], {"J6": 77, "L6": 5}, folder("planted")))
CHANGED = [(block, book, place, value, LIBRE.add(edited)) for block, book in STORED
           for place, value, edited in changes(DRAW, block, book, N if len(figures(block)) > 100 else N // 2)]
AMOUNTS = {"260000元": 0, "10400万元": 0, "0.5亿元": 0, "3万元\n（含税）": 0, 12.5: 0, "0万元": 1, "/": 1, 0: 1, None: 1}


def amounts():
    """The workbook with 采购总金额 in its table, other amounts written there by hand: (amount, block, book, edited)."""
    for block, book in STORED:
        for place, cell in figures(block).items():
            if cell.text == "amount" and block["table"] == "disclosure-2019":
                for i, amount in enumerate(AMOUNTS):
                    workbook = openpyxl.load_workbook(book)
                    workbook.active[place] = amount
                    edited = folder(f"amount-{book.stem}-{i}") / book.name
                    workbook.save(edited)
                    yield amount, block, book, LIBRE.add(edited)


AMOUNTED = list(amounts())
RANDOM = [(path, [(block, LIBRE.add(book)) for block, book in render(path, "random")])
          for path in (random_report(DRAW, i) for i in range(N))]


# ---- what they say ----

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


@case("sheet: LibreOffice opens each workbook and finds every figure and formula as it is stored")
def stored():
    for block, book in STORED:
        before, after = (openpyxl.load_workbook(p, data_only=True).active for p in (book, LIBRE[book]))
        formulas = openpyxl.load_workbook(book).active
        n = 0
        for row in formulas.iter_rows():
            for cell in row:
                n += cell.data_type == "f"
                if cell.value is not None:
                    equal(after[cell.coordinate].value, before[cell.coordinate].value, f"{book.name} {cell.coordinate}")
        assert n, book
        equal(sorted(map(str, after.merged_cells.ranges)), sorted(map(str, before.merged_cells.ranges)), "merges")


@case("sheet: a wrong stored value does not survive: LibreOffice does reckon")
def planted():
    equal(openpyxl.load_workbook(PLANTED, data_only=True).active["J6"].value, 77)
    sheet = openpyxl.load_workbook(LIBRE[PLANTED], data_only=True).active
    equal((sheet["J6"].value, sheet["L6"].value), (8, 0))


def findings(path):
    run = subprocess.run([NIANBAO, "check", "--format", "json", path], capture_output=True, cwd=ROOT)
    return [json.loads(line) for line in run.stdout.decode().splitlines() if line.startswith("{")]


def with_formulas(form):
    """The rules of a form that have check cells."""
    return {r["id"] for r in form["checks"] if "that" in r and not re.search(r"fits|\blast\.|\bparts?\.", r["that"]) and
            "levels" not in r}


def put(values, cell, value):
    """A figure into the values of a table."""
    path = cell.path[0] + cell.path[1]
    for step in path[:-1]:
        values = values[step]
    values[path[-1]] = value


def work_out(block, book):
    """The totals that are formulas, worked out anew from the values of the table, in those values."""
    sheet, places = openpyxl.load_workbook(book).active, figures(block)

    def number(place):
        return forms.figure(block["values"], *(_Path(p) for p in places[place].path))
    for _ in range(3):  # a total of totals
        for place, cell in places.items():
            found = sheet[place].data_type == "f" and re.fullmatch(r'=IF\(COUNT\((.*)\)=0,"",SUM\(.*\)\)', sheet[place].value)
            if not found:
                continue
            parts = []
            for area in found[1].split(","):
                left, top, right, bottom = range_boundaries(area)
                parts += [number(f"{get_column_letter(c)}{r}") for r in range(top, bottom + 1) for c in range(left, right + 1)]
            put(block["values"], cell, sum(p for p in parts if p is not None))


class _Path:
    """As a node of forms.py, for its path alone."""
    def __init__(self, path):
        self.path = path


def place_of(block, pointer):
    """Where the figure that a finding points to stands."""
    path = pointer.split("/values/")[1].split("/")
    return next(p for p, c in figures(block).items() if c.path[0] + c.path[1] == path)


@case("sheet: one figure changed makes exactly the right check cells non-zero, in every table and form")
def changed():
    broken = 0
    for block, book, place, value, edited in CHANGED:
        now = json.loads(json.dumps(block))
        put(now["values"], figures(block)[place], value)
        work_out(now, book)
        form, _, (nrow, *_) = forms.table(block)
        cells = checks(block, LIBRE[edited], book)
        got = {(rule, at) for at, (rule, difference) in cells.items() if difference != 0}
        want = set()
        for finding in findings(reports.report("changed", [now])):
            if finding["id"] not in with_formulas(form):
                continue
            row, col = coordinate_to_tuple(place_of(now, finding["pointer"]))
            at = [c for c, (rule, _) in cells.items() if rule == finding["id"] and
                  (coordinate_to_tuple(c)[0] == row or
                   coordinate_to_tuple(c)[0] > TOP + nrow and coordinate_to_tuple(c)[1] == col)]
            equal(len(at), 1, f"check cells of {finding['id']} for {place}")
            want.add((finding["id"], at[0]))
        equal(got, want, f"{book.name}: {place} = {value}")
        broken += len(want)
    assert broken >= N, broken


@case("sheet: T2-19-PROC an amount put in as a number or with a unit counts as what it is worth")
def amounts_in_units():
    assert any("元" in str(cell.value) for block, *_ in STORED for cell in figures(block).values()), "no amount with a unit"
    for amount, block, book, edited in AMOUNTED:
        found = [value for rule, value in checks(block, LIBRE[edited], book).values() if rule == "T2-19-PROC"]
        equal(found, [AMOUNTS[amount]], f"{book.name}: {amount}")
    assert len(AMOUNTED) >= 2 * len(AMOUNTS), len(AMOUNTED)


@case("sheet: check cells agree with the rules, on figures made at random")
def agrees():
    broken = 0
    for path, tables in RANDOM:
        found = findings(path)
        for block, book in tables:
            form = forms.load(block["table"])
            want = sorted(f["id"] for f in found if f["id"] in with_formulas(form) and f["table"] == form["name"])
            cells = checks(block, LIBRE[book], book)
            equal(sorted(rule for rule, value in cells.values() if value != 0), want, f"{book.name} broken rules")
            equal({p: v for p, v in cells.items()}, checks(block, book), f"{book.name} stored and reckoned")
            broken += len(want)
    assert broken > 5 * N, broken


done()
