#!/usr/bin/python3
"""LibreOffice opens the workbooks and prints them: one A4 page wide, everything on it."""
import pathlib
import re
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
from PIL import Image

import forms
import office
import reports
from books import edit
from tools import SEED, case, done, equal, folder, nianbao

REMARK = "12345678\n（其中修订3件，另有7件由部门联合制发）"
REPORTS = {
    "seed": SEED,
    "blank": reports.filled("blank", ["disclosure-2021", "applications-2021", "review"], lambda *_: None),
    "old": reports.filled("old", ["disclosure-2019", "applications-2021", "review"], lambda *_: 11398889),
    "largest": reports.filled("largest", ["disclosure-2019", "applications-2021", "review"], lambda *_: REMARK),
}


def squeeze(text):
    return re.sub(r"\s", "", text)


def words(pdf):
    """(page width, page height, [(x0, y0, x1, y1)]) of each page."""
    out = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    pages = []
    for page in re.split(r"<page ", out)[1:]:
        width, height = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        boxes = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', page)
        pages.append((width, height, [tuple(map(float, b)) for b in boxes]))
    return pages


def crossed(pdf, number, boxes):
    """Words that a rule runs through: their row is too low for them.  The middle half of a word's box counts, its top and
    foot are the typeface's; a rule is a dark line that goes on at both sides of the word."""
    scale = 3  # pixels to the point
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(72 * scale), "-gray", "-singlefile", "-f", str(number), pdf, stem], check=True)
    pixels = Image.open(stem.with_suffix(".pgm")).load()
    for x0, y0, x1, y1 in boxes:
        across = range(int(x0 * scale), int((x1 + 1) * scale), 2)
        for y in range(int((y0 + 0.2 * (y1 - y0)) * scale), int((y1 - 0.2 * (y1 - y0)) * scale)):
            if all(min(pixels[x, y - 1], pixels[x, y], pixels[x, y + 1]) < 160 for x in across):
                yield x0, y0


LIBRE = office.Batch("pdf")


def made(name):
    """The workbook of each table of a report with its block."""
    out = folder(f"{name}-xlsx")
    nianbao("render", "--only", "xlsx", "--as-published", "-o", out, REPORTS[name])
    for block in forms.tables(REPORTS[name]):
        yield block, LIBRE.add(out / f"{REPORTS[name].stem}-{forms.load(block['table'])['slot']}.xlsx")


BOOKS = {name: list(made(name)) for name in REPORTS}
RIGHT = BOOKS["seed"][1][1]
WRONG = LIBRE.add(edit(RIGHT, {"D6": 7}, folder("wrong")))


def check_page(name, most):
    for block, book in BOOKS[name]:
        pdf = LIBRE[book]
        pages = words(pdf)
        assert 1 <= len(pages) <= most, f"{book.name}: {len(pages)} pages"
        for number, (width, height, boxes) in enumerate(pages, 1):
            equal(sorted((round(width), round(height))), [595, 842], f"{book.name} A4")
            assert boxes, f"{book.name}: an empty page"
            for x0, _, x1, _ in boxes:
                assert 36 < x0 and x1 < width - 36, f"{book.name}: words at {x0:.0f} to {x1:.0f} of {width:.0f}"
            # on later pages pdftotext tells the hidden part of a group's label that began before, too
            for x, y in crossed(pdf, number, boxes) if number == 1 else []:
                raise AssertionError(f"{book.name} page {number}: a rule runs through the word at {x:.0f} {y:.0f}")
            middle = (min(b[0] for b in boxes) + max(b[2] for b in boxes)) / 2
            assert abs(middle - width / 2) < 12, f"{book.name}: off the middle of the page, {middle:.0f}"
        # each cell's words, in any order: pdftotext joins neighbours and stacked labels as it likes
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode()
        want = "".join(str(c.value) if c.role == "figure" else c.text for c in forms.table(block)[1]
                       if c.role != "figure" or c.value is not None)
        for letter in set(squeeze(want)):
            assert text.count(letter) >= want.count(letter), f"{book.name}: {letter} {text.count(letter)} times, " \
                f"want {want.count(letter)}"


@case("sheet: LibreOffice prints the seed report's tables on one A4 page each")
def seed():
    check_page("seed", 1)


@case("sheet: LibreOffice prints empty tables on one A4 page each")
def blank():
    check_page("blank", 1)


@case("sheet: LibreOffice prints eight-digit figures one A4 page wide")
def old():
    check_page("old", 2)


@case("sheet: LibreOffice prints a remark in every cell one A4 page wide")
def largest():
    check_page("largest", 8)


def reds(pdf):
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", pdf, stem], check=True)
    pixels = Image.open(stem.with_suffix(".png")).convert("RGB").getdata()
    return sum(p == (0xFF, 0xC7, 0xCE) for p in pixels)


@case("sheet: cells of a broken rule turn red, when LibreOffice shows them")
def red():
    equal(reds(LIBRE[RIGHT]), 0, "red pixels of a table that ties out")
    assert reds(LIBRE[WRONG]) > 300, "no red cells"


done()
