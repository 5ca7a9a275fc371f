"""Workbooks for a test: made by the program, with a figure changed by hand, and what their check cells say."""
import re
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter

import forms
from tools import equal, folder, nianbao

TOP = 2  # the table's title and the report's stand above it


def render(path, name):
    """The workbooks of a report as (block, path)."""
    out = folder(name)
    nianbao("render", "--only", "xlsx", "--as-published", "-o", out, path)
    return [(b, out / f"{path.stem}-{forms.load(b['table'])['slot']}.xlsx") for b in forms.tables(path)]


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
