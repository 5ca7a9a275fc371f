#!/usr/bin/python3
"""Workbooks, Word files and others that are cut, locked, hostile or of no kind that can be read: one clear sentence that names the file,
exit status 3, nothing written."""
import io
import pathlib
import sys
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import openpyxl

from layouts import RELS, TYPES, W
from tools import SEED, SLOWER, case, contains, done, equal, folder, names, nianbao

OUT = folder("out")
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(12)) + "]>"
SHEET = "xl/worksheets/sheet1.xml"


def workbook():
    book = openpyxl.Workbook()
    for row in range(30):
        for col in range(15):
            book.active.cell(row + 1, col + 1).value = row * col
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(text="一、总体情况"):
    return (f'<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>')


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for entry, text in parts.items():
            z.writestr(entry, text)
    return out.getvalue()


def word(text):
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": text}
    return packed({name: part for name, part in parts.items() if part is not None})


def sheet(change):
    """The workbook with its sheet changed, or without it."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as z:
        parts = {name: z.read(name).decode() for name in z.namelist()}
    parts[SHEET] = change(parts[SHEET].removeprefix('<?xml version="1.0"?>'))
    return packed({name: part for name, part in parts.items() if part is not None})


def locked_entries(data):
    """The same archive, its entries said to be encrypted."""
    data = bytearray(data)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


BOOK, WORD = workbook(), word(document())
COMPOUND = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(504)
LOCKED = COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(2000)

FILES = {  # name: (bytes, a part of the sentence)
    "cut.xlsx": (BOOK[:len(BOOK) // 2], "not a sound zip archive"),
    "tail-lost.xlsx": (BOOK[:-10], "not a sound zip archive"),
    "empty.xlsx": (b"", "the file is empty"),
    "zeros.xlsx": (bytes(4000), ""),
    "bomb.xlsx": (sheet(lambda x: x + " " * (80 << 20)), "more than 64 MiB"),
    "entity.xlsx": (sheet(lambda x: XXE + x.replace("<v>0</v>", "<v>&e;</v>")), "entities are not accepted"),
    "laughs.xlsx": (sheet(lambda x: LAUGHS + x.replace("<v>0</v>", "<v>&m;</v>")), SHEET),
    "sheet-lost.xlsx": (sheet(lambda x: None), SHEET),
    "sheet-broken.xlsx": (sheet(lambda x: x[:300]), SHEET),
    "nested.xlsx": (sheet(lambda x: "<a>" * 300000), "nested too deep"),
    "locked-entries.xlsx": (locked_entries(BOOK), "encrypted"),
    "locked.xlsx": (LOCKED, "locked with a password"),
    "cut.docx": (WORD[:len(WORD) // 2], "not a sound zip archive"),
    "bomb.docx": (word(document() + " " * (80 << 20)), "more than 64 MiB"),
    "entity.docx": (word(XXE + document("&e;")), "entities are not accepted"),
    "laughs.docx": (word(LAUGHS + document("&m;")), "word/document.xml"),
    "text-lost.docx": (word(None), "word/document.xml"),
    "text-broken.docx": (word(document()[:-20]), "word/document.xml"),
    "locked.docx": (LOCKED, "locked with a password"),
    "locked.wps": (LOCKED, "locked with a password"),
    "broken.pdf": (b"%PDF-1.4\n1 0 obj", "pdftotext cannot read this file"),
    "scan.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "this is a picture"),
    "report.ofd": (packed({"OFD.xml": "<ofd/>"}), "OFD"),
    "report.zip": (packed({"a.docx": "x"}), "this is an archive"),
    "report.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "web archive"),
}

for name, (data, words) in FILES.items():
    @case(f"damaged: {name}")
    def _():
        path = folder("in") / name
        path.write_bytes(data)
        begun = time.monotonic()
        run = nianbao("import", "--lang", "en", "-o", OUT / "report.json", path, status=3)
        assert time.monotonic() - begun < 60 * SLOWER
        contains(run.err, name)
        contains(run.err, words)
        equal(len(run.err.splitlines()), 1)
        equal((run.out, names(OUT)), ("", []))


@case("damaged: a workbook that cannot be read leaves the report it was to go into as it is")
def _():
    (path := folder("in") / "cut.xlsx").write_bytes(BOOK[:len(BOOK) // 2])
    nianbao("import", "--into", SEED, "-o", OUT / "report.json", path, status=3)
    equal(names(OUT), [])


@case("damaged: check and render say the same, and go on with the next report")
def _():
    (path := folder("in") / "cut.xlsx").write_bytes(BOOK[:len(BOOK) // 2])
    run = nianbao("check", "--lang", "en", path, SEED, status=3)
    contains(run.err, "cut.xlsx: this is not a sound zip archive")
    contains(run.out, "EDITION")
    run = nianbao("render", "--lang", "en", "-q", "--only", "list", "-o", OUT, path, SEED, status=3)
    equal(names(OUT), ["laiyuan-2024.list"])


@case("damaged: an end of very many annexes and a cell of very many letters take no time that grows with their square")
def _():
    report = ("某某县2024年政府信息公开工作年度报告\n\n一、总体情况\n\n2024年，全县公开工作有序。\n\n"
              "六、其他需要报告的事项\n\n无。\n\n")
    for text in (report + "附件：甲\n\n" * 15000 + "以上情况特此报告。\n", "|" + "甲" * 1000000 + "|乙|\n|丙|丁|\n\n" + report):
        (path := folder("in") / "long.txt").write_text(text)
        begun = time.monotonic()
        nianbao("import", "--lang", "en", "-o", OUT / "report.json", path, status=1)
        assert time.monotonic() - begun < 60 * SLOWER


done()
