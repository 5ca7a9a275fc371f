#!/usr/bin/python3
"""The PDF and the workbooks hold the report, whole and unchanged."""
import json
import re
import subprocess
from decimal import Decimal

import openpyxl

from tools import SEED, case, done, equal, folder, nianbao

SLOTS = ("disclosure", "applications", "review")
out = folder("out")
nianbao("render", "--only", "pdf,xlsx,list", "-o", out, SEED)
pdf = out / "laiyuan-2024.pdf"
report = json.loads(SEED.read_text())


def solid(text):
    return re.sub(r"\s", "", text)


def same(got, want, what):
    """Equality of long texts, with the place where they part."""
    at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    assert got == want, f"{what} part after {got[max(0, at - 20):at]!r}: {got[at:at + 40]!r}, want {want[at:at + 40]!r}"


def shell(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def marks():
    """(page, kind, text) of every text on the pages, from the display list."""
    page = 0
    for line in (out / "laiyuan-2024.list").read_text().splitlines():
        if line.startswith("page "):
            page = int(line.split()[1])
        found = re.match(r'text (content|repeated|furniture) .*? to \S+ "((?:[^"\\]|\\.)*)"', line)
        if found:
            yield page, found[1], found[2].replace('\\"', '"').replace("\\\\", "\\")


def sheet(slot):
    return openpyxl.load_workbook(out / f"laiyuan-2024-{slot}.xlsx", data_only=True).worksheets[0]


def cells(slot):
    """The cells of a workbook's print area that hold something, in reading order; the checks stand beside it."""
    page = sheet(slot)
    return [cell.value for row in page[page.print_area[0].replace("$", "")] for cell in row if cell.value is not None]


def words(slot):
    """The same without the two titles above the table."""
    found = cells(slot)
    equal(found[1], title_line())
    return found[2:]


def title_line():
    return report["title"] if isinstance(report["title"], str) else "".join(report["title"])


def leaves(value):
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    else:
        yield value


def tables():
    return [block for section in report["sections"] for block in section["body"]
            if isinstance(block, dict) and "table" in block]


def text_of_report():
    """All words of the report in order, tables as their workbooks have them."""
    slots = iter(SLOTS)
    yield title_line()
    for block in report.get("preamble", []):
        yield block
    for section in report["sections"]:
        yield section["heading"]
        for block in section["body"]:
            if isinstance(block, str):
                yield block
            elif "heading" in block:
                yield block["heading"] + block.get("text", "")
            else:
                yield from (str(value) for value in words(next(slots)))


@case("products: the words of the report are on the pages, in order, none lost and none added")
def _():
    same("".join(solid(text) for _, kind, text in marks() if kind == "content"), solid("".join(text_of_report())),
         "pages and report")


@case("products: text taken out of the PDF is what is on the pages, in the order of the text")
def _():
    same(solid(shell("pdftotext", "-raw", pdf, "-")), "".join(solid(text) for _, _, text in marks()),
         "pdftotext and pages")


@case("products: a second reader takes the same characters out of the PDF")
def _():
    text = shell("mutool", "draw", "-q", "-F", "text", pdf)
    want = sorted("".join(solid(text) for _, _, text in marks()))
    same("".join(sorted(solid(text))), "".join(want), "mutool and pages")


@case("C25 no Kangxi radicals or compatibility ideographs come out of the PDF")
def _():
    texts = shell("pdftotext", pdf, "-") + shell("mutool", "draw", "-q", "-F", "text", pdf)
    odd = [char for char in texts if 0x2E80 <= ord(char) <= 0x2FDF or 0xF900 <= ord(char) <= 0xFAFF]
    equal(odd, [])


@case("products: all figures are equal in data, workbooks and PDF")
def _():
    for slot, table in zip(SLOTS, tables()):
        want = [Decimal(str(value)) for value in leaves(table["values"])]
        assert len(want) > 5, slot
        figures = [value for value in cells(slot) if not isinstance(value, str)]
        equal([Decimal(str(value)) for value in figures], want, f"figures of {slot}")
    printed = [text for _, kind, text in marks() if kind == "content" and re.fullmatch(r"[0-9.]+", text)]
    equal([Decimal(text) for text in printed],
          [Decimal(str(value)) for table in tables() for value in leaves(table["values"])], "figures on the pages")


@case("C24 fonts of the PDF: embedded subsets of the wanted faces, no Type 3, no nameless ones")
def _():
    fonts = [line.split() for line in shell("pdffonts", pdf).splitlines()[2:]]
    assert len(fonts) >= 5, fonts
    for font in fonts:
        assert re.fullmatch(r"[A-Z]{6}\+(Fandol|Noto)\S+", font[0]), font
        line = " ".join(font)
        assert "Type 3" not in line and " CID Type 0C Identity-H yes yes yes " in f"{line} ", line


@case("products: qpdf finds the PDF sound")
def _():
    shell("qpdf", "--check", pdf)


@case("products: the PDF carries title, author, language and the report's date at +08:00")
def _():
    info = subprocess.run(["pdfinfo", "-isodates", pdf], check=True, capture_output=True, text=True,
                          env={"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}).stdout
    told = dict(re.findall(r"^([A-Za-z ]+): +(.*)", info, re.MULTILINE))
    date = report.get("published") or report.get("signature", {}).get("date") or f"{report['year'] + 1}-01-31"
    equal((told["Title"], told["Author"], told["Tagged"]), (title_line(), report["authority"], "yes"))
    equal((told["CreationDate"], told["ModDate"]), (f"{date}T00:00:00+08",) * 2)
    assert told["Page size"].endswith("(A4)"), told
    catalogue = json.loads(shell("qpdf", "--json=1", pdf))["objects"]
    assert any(isinstance(value, dict) and value.get("/Type") == "/Catalog" and value.get("/Lang") == "zh-CN"
               for value in catalogue.values()), "no language in the PDF"


@case("products: the PDF is PDF/A-2a and PDF/UA-1, or the part that --pdfa names")
def _():
    for part, level in {None: "A", 1: "B", 2: "A", 3: "A"}.items():
        here = folder(f"pdfa-{part}")
        nianbao("render", "--only", "pdf", *(["--pdfa", part] if part else []), "-o", here, SEED)
        meta = shell("pdfinfo", "-meta", here / pdf.name)
        equal(re.search(r"<pdfaid:part>(.)<", meta)[1], str(part or 2), "part")
        equal(re.search(r"<pdfaid:conformance>(.)<", meta)[1], level, "level")
        equal("pdfuaid:part" in meta, part != 1, "PDF/UA")
        equal(shell("pdftotext", here / pdf.name, "-"), shell("pdftotext", pdf, "-"), "text")


done()
