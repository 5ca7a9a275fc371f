#!/usr/bin/python3
"""Workbooks that cannot be read, and folders that cannot be written: `nianbao import --into` says so, exit 3, and writes nothing."""
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import known
from tools import NIANBAO, ROOT, SEED, case, contains, done, equal, folder, names, nianbao

WHOLE = folder("whole")
nianbao("render", "-q", "--only", "xlsx", "--book", "-o", WHOLE, SEED)
BOOK = (WHOLE / "laiyuan-2024.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"


def repacked(change):
    """The workbook with change(name, bytes) in place of each of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def part(name, change):
    return repacked(lambda n, text: change(text) if n == name else text)


def flagged():
    """Every entry marked as encrypted."""
    text = bytearray(BOOK)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(mark), BOOK):
            text[found.start() + at] |= 1
    return bytes(text)


def spoilt():
    """Some bytes in the midst of the sheet's packed data turned."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        at = book.getinfo(SHEET).header_offset + 200
    return BOOK[:at] + bytes(byte ^ 0x55 for byte in BOOK[at:at + 40]) + BOOK[at + 40:]


def after_declaration(text, more):
    end = text.index(b"?>") + 2
    return text[:end] + more + text[end:]


LOCKED = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptedPackage".encode("utf-16le") + bytes(2000)
BILLION = (b'<!DOCTYPE x [<!ENTITY a "hahahahahaha">' +
           b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(9)) + b"]>")
BAD = {
    "cut in half": (BOOK[:len(BOOK) // 2], "not a sound zip archive"),
    "cut by a few bytes": (BOOK[:-9], "not a sound zip archive"),
    "empty": (b"", "empty"),
    "packed data damaged": (spoilt(), "not a sound zip archive"),
    "behind a password": (LOCKED, "locked with a password"),
    "an encrypted archive": (flagged(), "encrypted"),
    "a bomb": (part(SHEET, lambda text: text.replace(b"<sheetData", b" " * (200 << 20) + b"<sheetData")), "unpacks to more than"),
    "an external entity": (part(SHEET, lambda text: after_declaration(text, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')),
                           "entities are not accepted"),
    "a billion laughs": (part("xl/sharedStrings.xml", lambda text: after_declaration(text, BILLION)), "entities are not accepted"),
    "a sheet cut off": (part(SHEET, lambda text: text[:len(text) // 2]), SHEET),
    "no workbook in it": (part("xl/workbook.xml", lambda text: b"hello"), "xl/workbook.xml"),
    "words in place of a workbook": ("今天天气很好。\n".encode(), "no table"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
}


@case("import --into: the workbook the damaged ones are made of is sound")
def _():
    equal(nianbao("import", "--into", SEED, WHOLE / "laiyuan-2024.xlsx").stdout, SEED.read_bytes())


for what, (text, said) in BAD.items():
    @case(f"import --into: a workbook that cannot be read ({what}) is told by name, exit 3, nothing is written")
    def _():
        out = folder("bad")
        path, report = out / "表.xlsx", out / "report.json"
        path.write_bytes(text)
        shutil.copy(SEED, report)
        run = nianbao("import", "--into", report, "-o", report, path, status=3)
        contains(run.err, f"{path}: ")
        contains(run.err, said)
        equal((run.out, report.read_bytes(), names(out)), ("", SEED.read_bytes(), ["report.json", "表.xlsx"]))
        equal(nianbao("import", path, status=3).out, "")


@case("import: a damaged workbook in a folder of parts is a hard finding, a picture a soft one")
def _():
    out = folder("parts")
    shutil.copy(ROOT / "tests/reports/laiyuan-2024.txt", out / "正文.txt")
    (out / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    grades = lambda found: [(pathlib.Path(f["file"]).name, f["grade"]) for f in found if f["id"] == "IMPORT-FILE"]
    _, findings, status = known.imported(out)
    equal((grades(findings), status), ([("照片.png", "soft")], 0))
    (out / "表三.xlsx").write_bytes(BOOK[:3000])
    _, findings, status = known.imported(out)
    equal((sorted(grades(findings)), status), ([("照片.png", "soft"), ("表三.xlsx", "hard")], 1))


def mounted(options, target):
    """Import the workbook into a folder of its own file system; exit status, what is left there, what was said."""
    script = ('mount -t tmpfs -o "$1" none "$2" && "$3" import --into "$4" -o "$2/report.json" "$5"; status=$?; ls -A "$2"; exit $status')
    run = subprocess.run(["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c", script, "sh", options, target, NIANBAO,
                          SEED, WHOLE / "laiyuan-2024.xlsx"], capture_output=True, cwd=ROOT, env=dict(os.environ, LC_ALL="C.UTF-8"))
    return run.returncode, run.stdout.decode().splitlines()[-1:], run.stderr.decode()


@case("import -o: a folder that is full or cannot be written is told, exit 3, nothing half-written")
def _():
    status, left, err = mounted("size=64k", folder("target"))
    equal((status, left), (0, ["report.json"]), err)
    for options in ("size=8k", "ro"):
        status, left, err = mounted(options, folder("target"))
        equal((status, left), (3, []), err)
        contains(err, "nianbao: ")


done()
