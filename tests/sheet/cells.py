#!/usr/bin/python3
"""The workbooks hold the tables: each cell, merge and format, read by openpyxl, against the form files and the report."""
import json
import os
import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
import openpyxl
from openpyxl.utils import get_column_letter

import forms
import reports
from tools import ROOT, SEED, case, contains, done, equal, folder, nianbao

TOP = 2  # the table's title and the report's stand above it


def render(path, name):
    out = folder(name)
    nianbao("render", "--only", "xlsx", "--as-published", "-o", out, path)
    return out


def books(path, name):
    out = render(path, name)
    for block in forms.tables(path):
        form = forms.load(block["table"])
        yield block, out / f"{path.stem}-{form['slot']}.xlsx"


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return xml.etree.ElementTree.fromstring(archive.read(name))


def is_number(value):
    if isinstance(value, int):
        return len(str(abs(value))) <= 15
    text = value if isinstance(value, str) else ""
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    return bool(re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", text)) and len(digits) <= 15


def check_figure(cell, value, where):
    if value is None or value == "":
        assert cell.value in (None, ""), f"{where}: {cell.value!r}, want blank"
    elif is_number(value):
        equal(cell.data_type, "n", where)
        decimals = len(str(value).partition(".")[2])
        equal(f"{cell.value:.{decimals}f}", str(value), where)
        equal(cell.number_format, "0." + "0" * decimals if decimals else "0", where)
    else:
        equal(cell.data_type, "s", where)
        equal(cell.value, value, where)


def check_book(block, path):
    form, cells, (nrow, ncol, nlabel, nhead) = forms.table(block)
    book = openpyxl.load_workbook(path, data_only=True)
    equal(book.sheetnames, [form["name"]], "sheets")
    sheet = book.active
    equal(sheet.sheet_state, "visible")
    want = {(TOP + c.row + 1, c.col + 1, c.rows, c.cols) for c in cells if c.rows > 1 or c.cols > 1}
    got = {(m.min_row, m.min_col, m.max_row - m.min_row + 1, m.max_col - m.min_col + 1)
           for m in sheet.merged_cells.ranges}
    if block.get("note"):
        want.add((TOP + nrow + 1, 1, 1, ncol))
        equal(sheet.cell(TOP + nrow + 1, 1).value, block["note"], "note")
    equal({m for m in got if m[0] > TOP}, want, "merged cells")
    for c in cells:
        cell = sheet.cell(TOP + c.row + 1, c.col + 1)
        if c.role == "figure":
            check_figure(cell, c.value, f"{path.name} {cell.coordinate}")
        else:
            text = str(cell.value or "").replace("\n", "")  # a label in its lines
            equal(text, c.text.replace("\n", ""), f"{path.name} {cell.coordinate}")
    equal(sheet.cell(1, 1).value, form["title"], "title")
    return sheet, form, (nrow, ncol, nlabel, nhead)


@case("sheet: the seed report's 186 figures, labels and merges")
def seed():
    figures = 0
    for block, path in books(SEED, "seed"):
        check_book(block, path)
        figures += sum(c.role == "figure" for c in forms.table(block)[1])
    equal(figures, 186, "figures")


@case("sheet: 3a 14 x 4, 4 26 x 10, 5 4 x 15, with the vertical label 20 rows high")
def shapes():
    sizes = {}
    for block, path in books(SEED, "shapes"):
        sheet, form, (nrow, ncol, _, _) = check_book(block, path)
        sizes[form["name"]] = (nrow, ncol)
        if form["name"] == "表三":
            assert "A8:A27" in sheet.merged_cells, sheet.merged_cells
            equal(sheet["A8"].value, "三、本年度办理结果")
            equal(sheet["A8"].alignment.textRotation, 255)
            equal(sheet["C10"].value, "1.属于国家秘密")
            equal(sheet["D3"].value, "申请人情况")
    equal(sizes, {"表二": (14, 4), "表三": (26, 10), "表四": (4, 15)})


@case("sheet: every other sample and form")
def others():
    for path in sorted(ROOT.glob("samples/*.json")):
        for block, book in books(path, "samples"):
            check_book(block, book)
    path = reports.filled("old", ["disclosure-2019", "applications-2021", "review"],
                          lambda kind, row, col: len(row) * 7 + len(col))
    for block, book in books(path, "old"):
        check_book(block, book)


@case("sheet: all cells blank")
def blank():
    path = reports.filled("blank", ["disclosure-2021", "applications-2021", "review"], lambda *_: None)
    for block, book in books(path, "blank"):
        check_book(block, book)


REMARK = "12345678\n（其中修订3件，另有7件由部门联合制发，未计入）"


@case("sheet: eight digits with a remark on a second line, in every cell")
def largest():
    path = reports.filled("largest", ["disclosure-2019", "applications-2021", "review"], lambda *_: REMARK)
    for block, book in books(path, "largest"):
        sheet, _, (nrow, ncol, _, _) = check_book(block, book)
        for row in range(TOP + 1, TOP + nrow + 1):
            assert sheet.row_dimensions[row].height <= 409.5, row
        for row in openpyxl.load_workbook(book).active.iter_rows():
            for cell in row:  # Excel takes 8192 characters, and calls a workbook with more damaged
                assert cell.data_type != "f" or len(cell.value) - 1 <= 8192, (book.name, cell.coordinate, len(cell.value))


@case("sheet: a remark too high for a row at the printed type size is whole at a smaller one; rows end where Excel's do")
def high():
    remark = "12345678\n（" + "其中修订三件，另有七件由部门联合制发，" * 11 + "）"
    given = {"table": "review", "note": "注" * 3000,
             "values": reports.values("review", lambda kind, row, col: remark if col[-1] == "keep" else 0)}
    path = reports.report("high", [{"table": form, "values": reports.values(form, lambda *_: None)}
                                   for form in ("disclosure-2021", "applications-2021")] + [given])
    block, book = list(books(path, "high"))[2]
    sheet, _, (nrow, _, _, _) = check_book(block, book)
    cell, height = sheet.cell(TOP + nrow, 1), sheet.row_dimensions[TOP + nrow].height
    width = sheet.column_dimensions["A"].width * 8 * 0.75 * 11 / 12 - 6  # as the narrower programs show it
    lines = 1 + len(remark) / (width // cell.font.sz)
    assert lines * cell.font.sz * 1.3 < height, (cell.font.sz, width, lines, height)
    assert all(sheet.row_dimensions[row].height <= 409.5 for row in range(1, TOP + nrow + 2))


@case("sheet: labels are broken at words, as in print, and each of their lines has room in its row and column")
def label_lines():
    several = 0
    for path in sorted(ROOT.glob("samples/*.json")):
        for block, book in books(path, "lines"):
            sheet = openpyxl.load_workbook(book).active
            for c in forms.table(block)[1]:
                cell = sheet.cell(TOP + c.row + 1, c.col + 1)
                if c.role == "figure" or not cell.value or cell.alignment.textRotation == 255:
                    continue
                lines, size = str(cell.value).split("\n"), cell.font.sz
                high = sum(sheet.row_dimensions[TOP + c.row + 1 + k].height for k in range(c.rows))
                wide = sum(sheet.column_dimensions[openpyxl.utils.get_column_letter(c.col + 1 + k)].width
                           for k in range(c.cols)) * 8 * 0.75
                assert len(lines) * size * 1.3 <= high, (book.name, cell.coordinate, lines, high)
                ems = max(sum(1 if ord(ch) > 0x2000 else 0.5 for ch in line) for line in lines)
                assert ems * size <= wide, (book.name, cell.coordinate, lines, wide)
                assert cell.alignment.wrapText
                several += len(lines) > 1
    assert several > 40, several
    _, book = list(books(ROOT / "samples/yunling-2024.json", "lines"))[1]
    sheet = openpyxl.load_workbook(book).active
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    for text in ("（三）\n不予公开", "（四）\n无法提供", "3.补正后申请内容\n仍不明确", "社会公益\n组织"):
        assert text in texts, (text, texts)


@case("sheet: numbers are numbers with the published decimals, all else is text")
def kinds():
    odd = [0, 11398889, "1439.4967", "0.50", "1439.4960", "/", "-", "—", "+19", "-417", "251000元", "240万元",
           "=1+1", "@x", "1234567890123456.5", "0012", "12", None, "12\n（其中修订3件）", "_x0041_", "a&b<c>\"'"]
    turn = iter(range(10**6))
    path = reports.filled("odd", ["disclosure-2019", "applications-2021", "review"],
                          lambda *_: odd[next(turn) % len(odd)])
    for block, book in books(path, "odd"):
        check_book(block, book)


@case("sheet: A4, one page wide, centred, head rows repeated, print area, margins")
def page():
    for block, path in books(SEED, "page"):
        sheet, form, (nrow, ncol, _, nhead) = check_book(block, path)
        equal(sheet.page_setup.paperSize, 9, "paper")
        equal((sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight), (1, 0), "fit")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_options.horizontalCentered
        area = f"$A$1:${get_column_letter(ncol)}${TOP + nrow}"
        assert sheet.print_area in ([area], f"'{form['name']}'!{area}"), sheet.print_area  # openpyxl 3.0, 3.1
        equal(sheet.print_title_rows, f"${TOP + 1}:${TOP + nhead}" if nhead else None, "repeated rows")
        contains(sheet.oddFooter.center.text, "&P")


def borders(path):
    """The border of every cell, from the XML: openpyxl makes up those of covered cells."""
    styles, cells = part(path, "xl/styles.xml"), part(path, "xl/worksheets/sheet1.xml")
    kinds = [{side.tag.split("}")[1]: side.get("style") for side in b if side.get("style")}
             for b in styles.find("{*}borders")]
    formats = [kinds[int(x.get("borderId"))] for x in styles.find("{*}cellXfs")]
    return {c.get("r"): formats[int(c.get("s", 0))] for c in cells.iterfind(".//{*}c")}


@case("sheet: ruled cells, wrapped, in the office's typefaces; figures centred, labels left")
def looks():
    for block, path in books(SEED, "looks"):
        sheet, form, (nrow, ncol, nlabel, nhead) = check_book(block, path)
        ruled = borders(path)
        for c in forms.table(block)[1]:
            for row in range(c.row, c.row + c.rows):  # the covered cells too: their outer edges are the merged cell's
                for col in range(c.col, c.col + c.cols):
                    place = f"{get_column_letter(col + 1)}{TOP + row + 1}"
                    equal(ruled[place], {"left": "thin", "right": "thin", "top": "thin", "bottom": "thin"}, place)
            cell = sheet.cell(TOP + c.row + 1, c.col + 1)
            equal(cell.font.name, "宋体", cell.coordinate)
            assert not cell.font.bold, cell.coordinate
            assert cell.alignment.wrapText, cell.coordinate
            vertical = cell.alignment.textRotation == 255
            left = c.role == "label" and not vertical or c.role == "corner" and len(c.text) > 12  # a note, of two lines
            equal(cell.alignment.horizontal, "left" if left else "center", cell.coordinate)
        equal(sheet["A1"].font.name, "黑体")
        equal(sheet["A2"].font.name, "仿宋")


@case("sheet: 表三's sister columns are equal, and 商业企业 fits its own on one line at 9 pt")
def widths():
    block, path = list(books(SEED, "widths"))[1]
    sheet = openpyxl.load_workbook(path).active
    chars = [sheet.column_dimensions[c].width for c in "EFGHI"]
    # digits of 宋体 11 are 7 1/3 pixels wide in the programs that show least
    narrowest = [(c * 7 + 5) / 7 * 22 / 3 for c in chars]
    assert max(narrowest) - min(narrowest) < 2, chars
    assert min(narrowest) * 72 / 96 - 2 > 4 * 9, narrowest


@case("sheet: properties: title, authority, report, program, form; the report's date")
def properties():
    for block, path in books(SEED, "properties"):
        book = openpyxl.load_workbook(path)
        form = forms.load(block["table"])
        p = book.properties
        equal((p.title, p.creator), (f"{form['name']} {form['title']}", "涞源县"))
        equal(p.subject, "涞源县2024年政府信息公开工作年度报告")
        contains(p.description, "nianbao")
        equal(p.created.isoformat(), "2025-01-30T16:00:00", "created")  # 31 January, 00:00 +08:00
        custom = {c.get("name"): "".join(c.itertext()) for c in part(path, "docProps/custom.xml")}
        equal(custom["form"], block["table"])


@case("sheet: --book holds the same worksheets in one workbook: cells, formulas, merges, checks, names")
def book():
    for path in sorted(ROOT.glob("samples/*.json")):
        out = folder("book")
        nianbao("render", "--only", "xlsx", "--book", "--as-published", "-o", out, path)
        if not forms.tables(path):  # before the forms: no table, no workbook
            equal([name for name in os.listdir(out) if name.startswith(path.stem)], [])
            continue
        whole = openpyxl.load_workbook(out / f"{path.stem}.xlsx")
        blocks = forms.tables(path)
        loaded = [forms.load(block["table"]) for block in blocks]
        equal(whole.sheetnames, [form["name"] for form in loaded])
        title = json.loads(path.read_text(encoding="utf-8"))["title"]
        equal(whole.properties.title, "".join(title))  # a text, or its lines
        custom = {c.get("name"): "".join(c.itertext()) for c in part(out / f"{path.stem}.xlsx", "docProps/custom.xml")}
        equal(custom["form"], " ".join(block["table"] for block in blocks))
        names = []
        for form in loaded:
            single = openpyxl.load_workbook(out / f"{path.stem}-{form['slot']}.xlsx")
            one, same = single.active, whole[form["name"]]
            names += [(n.name, n.attr_text) for n in single.defined_names.definedName]
            equal((same.dimensions, same.print_area, same.print_title_rows, same.freeze_panes, same.sheet_state),
                  (one.dimensions, one.print_area, one.print_title_rows, one.freeze_panes, "visible"))
            equal(sorted(map(str, same.merged_cells.ranges)), sorted(map(str, one.merged_cells.ranges)))
            equal(len(same.conditional_formatting), len(one.conditional_formatting))
            equal(same.data_validations.count, one.data_validations.count)
            for row in one.iter_rows():
                for cell in row:
                    twin = same[cell.coordinate]
                    equal((twin.value, twin.number_format, twin.font.name, twin.font.sz, twin.protection.locked),
                          (cell.value, cell.number_format, cell.font.name, cell.font.sz, cell.protection.locked),
                          cell.coordinate)
        equal(sorted((n.name, n.attr_text) for n in whole.defined_names.definedName), sorted(names))


@case("sheet: the same bytes whatever clock, time zone, locale and folder")
def bytes_equal():
    first = {p.name: p.read_bytes() for _, p in books(SEED, "first")}
    out = folder("elsewhere/second")
    nianbao("render", "--only", "xlsx", "-o", out, SEED, cwd="/", env={"TZ": "Pacific/Kiritimati", "LC_ALL": "C"})
    equal({p: (out / p).read_bytes() == first[p] for p in first}, {p: True for p in first})


done()
