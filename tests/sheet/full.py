#!/usr/bin/python3
"""A folder for temporary files that is full: libxlsxwriter tells nothing, the program must.

The folder is a small file system of its own, mounted in a name space of its own, which needs root or user name spaces."""
import os
import pathlib
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
from tools import NIANBAO, ROOT, SEED, WORK, case, contains, done, equal, folder, names, nianbao

PAGES = [1, 2, 3, 4, 5, 6, 8, 12]  # sizes of the file system, of 4 KiB each


def render(pages, out):
    script = f'mount -t tmpfs -o size={pages * 4}k none "$1" && TMPDIR="$1" exec "$2" render --only xlsx -o "$3" "$4"'
    return subprocess.run(["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c", script, "sh",
                           folder("small"), NIANBAO, out, SEED], capture_output=True, cwd=ROOT,
                          env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))


@case("sheet: a temporary folder that is full is told, exit 3, and nothing is written")
def full():
    whole = folder("whole")
    nianbao("render", "--only", "xlsx", "-o", whole, SEED)
    refused = 0
    for pages in PAGES:
        out = WORK / f"out-{pages}"
        run = render(pages, out)
        err = run.stderr.decode()
        if run.returncode == 0:
            for name in names(whole):
                equal((out / name).read_bytes() == (whole / name).read_bytes(), True, f"{name} at {pages} pages")
        else:
            equal(run.returncode, 3, err)
            contains(err, "making the workbook of 表")
            contains(err, "temporary files full")
            equal([n for n in (names(out) if out.exists() else []) if n.endswith(".xlsx")], [], "files written")
            refused += 1
    assert refused >= 3, "the small file system was never full"


done()
