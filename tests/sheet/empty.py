#!/usr/bin/python3
"""nianbao new --xlsx: empty workbooks of each form, and what they do when a clerk fills them in."""
import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
import openpyxl

import forms
import office
import reports
from books import TOP, checks, figures
from tools import case, contains, done, equal, folder, names, nianbao

EDITIONS = {"2021": ["disclosure-2021", "applications-2021", "review"],
            "2019": ["disclosure-2019", "applications-2019", "review"]}
LIBRE = office.Batch("xlsx")


def made(edition):
    """The empty workbooks of an edition with their blocks."""
    out = folder(f"new-{edition}")
    nianbao("new", "--edition", edition, "--authority", "某某县", "--year", "2025", "--xlsx", "-o", out)
    return [({"table": form, "values": reports.values(form, lambda *_: None)},
             out / f"某某县-2025-{forms.load(form)['slot']}.xlsx") for form in EDITIONS[edition]]


EMPTY = {edition: made(edition) for edition in EDITIONS}


def filled(book, values, name):
    """A copy of a workbook with these figures put in."""
    workbook = openpyxl.load_workbook(book)
    for place, value in values.items():
        workbook.active[place] = value
    path = folder(name) / book.name
    workbook.save(path)
    return LIBRE.add(path)


def ones(block, book):
    """1 for every figure that is no formula."""
    sheet = openpyxl.load_workbook(book).active
    return {place: 1 for place in figures(block) if sheet[place].data_type != "f"}


APPLICATIONS = {edition: books[1] for edition, books in EMPTY.items()}
REVIEW = EMPTY["2021"][2]
ALL_ONES = {edition: filled(book, ones(block, book), f"ones-{edition}") for edition, (block, book) in APPLICATIONS.items()}
REVIEWED = filled(REVIEW[1], {"A6": 2, "C6": 3, "F6": 1}, "reviewed")


@case("new: --xlsx writes the empty workbooks of an edition, labels whole, every figure blank, every check 0")
def empty():
    for edition, books in EMPTY.items():
        equal(names(books[0][1].parent), sorted(book.name for _, book in books))
        for block, book in books:
            sheet, stored = openpyxl.load_workbook(book).active, openpyxl.load_workbook(book, data_only=True).active
            form, cells, _ = forms.table(block)
            equal(sheet.title, form["name"])
            equal(sheet["A2"].value, "某某县2025年政府信息公开工作年度报告")
            for c in cells:
                cell = stored.cell(TOP + c.row + 1, c.col + 1)
                equal(str(cell.value or "").replace("\n", ""), "" if c.role == "figure" else c.text, f"{book.name} {cell.coordinate}")
                equal(cell.protection.locked, c.role != "figure", cell.coordinate)
            equal({value for _, value in checks(block, book).values()} - {0}, set())


@case("new: totals fill themselves, blank while nothing is summed, and the ties tell what is wrong")
def fills():
    for edition, (block, book) in APPLICATIONS.items():
        sheet = openpyxl.load_workbook(LIBRE[ALL_ONES[edition]], data_only=True).active
        results = 19 if edition == "2019" else 21
        last = TOP + forms.table(block)[2][0]
        total = last - 1  # （七）总计
        equal([sheet.cell(6, c).value for c in range(4, 11)], [1] * 6 + [6], "新收")
        equal([sheet.cell(total, c).value for c in range(4, 11)], [results] * 6 + [6 * results], "（七）总计")
        found = {at: value for at, value in checks(block, LIBRE[ALL_ONES[edition]], book).items() if value[1] != 0}
        equal(sorted(rule for rule, _ in found.values()), ["T3-BAL"] * 7)
        equal(sorted(value for _, value in found.values()), sorted([1 - results] * 6 + [6 - 6 * results]))
    sheet = openpyxl.load_workbook(LIBRE[REVIEWED], data_only=True).active
    equal([sheet[place].value or None for place in ("E6", "J6", "O6")], [5, 1, None])


@case("new: --xlsx with --book and --names title; a file that is there is never written over")
def named():
    out = folder("new-names")
    words = ["new", "--authority", "某某县", "--year", "2025", "--xlsx", "-o", out]
    title = "某某县2025年政府信息公开工作年度报告"
    nianbao(*words, "--book", "--names", "title")
    equal(names(out), sorted(f"{title}{end}.xlsx" for end in ("", "-表二", "-表三", "-表四")))
    (out / f"{title}-表三.xlsx").write_text("filled in")
    (out / f"{title}-表二.xlsx").unlink()
    contains(nianbao(*words, "--names", "title", status=2).err, f"{title}-表三.xlsx is there already")
    equal((out / f"{title}-表三.xlsx").read_text(), "filled in")
    assert not (out / f"{title}-表二.xlsx").exists()
    nianbao("new", "--authority", "某某县", "--year", "2025", "--book", status=2)
    nianbao("new", "--authority", "某/县", "--year", "2025", "--xlsx", "-o", out, status=2)


@case("new: the same empty workbooks each time")
def same():
    first = {book.name: book.read_bytes() for _, book in EMPTY["2021"]}
    out = folder("new-again")
    nianbao("new", "--authority", "某某县", "--year", "2025", "--xlsx", "-o", out,
            env={"TZ": "Pacific/Kiritimati", "LC_ALL": "C"})
    equal({name: (out / name).read_bytes() == data for name, data in first.items()}, {name: True for name in first})


done()
