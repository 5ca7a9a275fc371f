#!/usr/bin/python3
"""A folder for temporary files that is full is none of our business.  An output folder that is full or
cannot be written: nothing is left half-written.

The folder is a small file system of its own, mounted in a name space of its own, which needs root or user name spaces."""
import os
import pathlib
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
from tools import NIANBAO, ROOT, SEED, WORK, case, contains, done, equal, folder, names, nianbao


def run(script, *arguments):
    """A shell script in a name space of its own, where it may mount what it likes."""
    return subprocess.run(["unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c", script, "sh", *arguments],
                          capture_output=True, cwd=ROOT, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))


@case("sheet: a temporary folder that is full is no matter: parts of workbooks are kept in memory")
def full():
    whole = folder("whole")
    nianbao("render", "--only", "xlsx", "-o", whole, SEED)
    out = WORK / "out"
    made = run('mount -t tmpfs -o size=4k none "$1" && ! cat /dev/zero >"$1/full" 2>/dev/null && TMPDIR="$1" exec "$2" render '
               '--only xlsx -o "$3" "$4"', folder("small"), NIANBAO, out, SEED)
    equal(made.returncode, 0, made.stderr.decode())
    equal(names(out), names(whole))
    for name in names(whole):
        equal((out / name).read_bytes() == (whole / name).read_bytes(), True, name)


def into(mount, before=""):
    """Write workbooks into a folder mounted so, and tell what is in it afterwards."""
    made = run(f'mount {mount} "$1" && {before or ":"} && "$2" render --only xlsx --book -o "$1" "$3" >/dev/null; status=$?; '
               'ls -A "$1"; exit $status', folder("target"), NIANBAO, SEED)
    return made.returncode, made.stdout.decode().split(), made.stderr.decode()


@case("sheet: an output folder that is full is told, exit 3, no workbook and no temporary is left in it")
def full_target():
    refused = 0
    for pages in (1, 4, 8, 14, 20):
        status, left, err = into(f"-t tmpfs -o size={pages * 4}k none")
        if status == 0:
            equal(len([name for name in left if name.endswith(".xlsx")]), 4)
            continue
        equal(status, 3, err)
        contains(err, "No space left on device")
        equal([name for name in left if "xlsx" in name], [], f"files at {pages} pages")
        refused += 1
    assert refused >= 3, "the small file system was never full"


@case("sheet: workbooks of an earlier run stay as they are when the folder is full")
def full_again():
    old = 'echo old >"$1/laiyuan-2024-review.xlsx" && echo old >"$1/laiyuan-2024.xlsx"'
    status, left, err = into("-t tmpfs -o size=24k none", old)
    equal(status, 3, err)
    equal(sorted(name for name in left if "xlsx" in name), ["laiyuan-2024-review.xlsx", "laiyuan-2024.xlsx"])


@case("sheet: an output folder that cannot be written is told, exit 3, and nothing is in it")
def read_only():
    status, left, err = into("-t tmpfs -o ro none")
    equal(status, 3, err)
    contains(err, "Read-only file system")
    equal(left, [])


done()
