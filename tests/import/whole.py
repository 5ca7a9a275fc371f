#!/usr/bin/python3
"""`nianbao import -o` writes its file whole or not at all, and no part of a report is lost without a word."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import known
from tools import NIANBAO, ROOT, SEED, case, contains, done, equal, folder, names, nianbao

WHOLE = folder("whole")
nianbao("render", "-q", "--only", "xlsx", "--book", "-o", WHOLE, SEED)
BOOK = WHOLE / "laiyuan-2024.xlsx"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(99)


@case("import --into: a report that is read and written is left alone when its workbook cannot be read")
def _():
    out = folder("same")
    report, path = out / "report.json", out / "表.xlsx"
    shutil.copy(SEED, report)
    for text in (BOOK.read_bytes()[:5000], b"", PICTURE):
        path.write_bytes(text)
        run = nianbao("import", "--into", report, "-o", report, path, status=3)
        contains(run.err, f"{path}: ")
        equal((run.out, report.read_bytes(), names(out)), ("", SEED.read_bytes(), ["report.json", "表.xlsx"]))


@case("import: a damaged workbook in a folder of parts is a hard finding, a picture a soft one")
def _():
    def grades(findings):
        return sorted((pathlib.Path(f["file"]).name, f["grade"]) for f in findings if f["id"] == "IMPORT-FILE")
    out = folder("parts")
    shutil.copy(ROOT / "tests/reports/laiyuan-2024.txt", out / "正文.txt")
    (out / "照片.png").write_bytes(PICTURE)
    _, findings, status = known.imported(out)
    equal((grades(findings), status), ([("照片.png", "soft")], 0))
    (out / "表三.xlsx").write_bytes(BOOK.read_bytes()[:3000])
    _, findings, status = known.imported(out)
    equal((grades(findings), status), ([("照片.png", "soft"), ("表三.xlsx", "hard")], 1))


def mounted(options, target):
    """Import the workbook into a folder that is a file system of its own; exit status, what is left there, what was said."""
    script = 'mount -t tmpfs -o "$1" none "$2" && "$3" import --into "$4" -o "$2/report.json" "$5"; status=$?; ls -A "$2"; exit $status'
    run = subprocess.run(["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c", script, "sh", options, target, NIANBAO,
                          SEED, BOOK], capture_output=True, cwd=ROOT, env=dict(os.environ, LC_ALL="C.UTF-8"))
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
