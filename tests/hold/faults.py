#!/usr/bin/python3
"""One call of a whole run fails, then the next one: each kind of system call with each error, and memory.

What a run may come to: exit status 0 and the very files of a good run, where the failure does no harm; else exit status 3
with a message and all files as before, or all of the good run.  Nothing else is left in the folder of the outputs or that of temporary files
(by a removal that fails: by the next run).  tests/fault.c lets the calls fail.  A sample of all calls; with FAULTS=all every one.
"""
import concurrent.futures
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from tools import NIANBAO, ROOT, case, contains, done, equal, folder  # noqa: E402

FAULT = ROOT / os.environ.get("BUILD", "build") / "tests/fault.so"
ALL = os.environ.get("FAULTS") == "all"
MEMORY = 300  # calls for memory that fail, spread over the run, unless all do
# What each kind of call can fail with, and of how many calls of the run at most, unless all do.
ERRORS = {
    "write": ("ENOSPC", "ENOSPC+", "EIO", "EINTR", "SHORT"), "fsync": ("EIO", "ENOSPC"), "rename": ("EACCES", "ENOSPC", "EIO"),
    "open": ("EMFILE", "EACCES", "ENOSPC"), "close": ("EIO",), "read": ("EIO", "EINTR", "SHORT"), "mkdir": ("EACCES",),
    "link": ("EIO",), "unlink": ("EACCES",), "lock": ("EIO", "EINTR"), "seek": ("EIO",), "stat": ("EIO",),
    "list": ("EIO",), "map": ("ENOMEM",),
}
SAMPLE = 12
# The one library that ends the program by itself, with a message, where no file can be opened: before anything is
# written, and whatever it is told (libgcrypt 1.10.1 asks for this one even when FIPS mode is switched off).
LIBGCRYPT = "FATAL: error reading `/proc/sys/crypto/fips_enabled' in libgcrypt: "

if b"__asan_init" in pathlib.Path(NIANBAO).read_bytes():
    print("ok faults: left to the build without sanitizers, which have calls and memory of their own")
    done()

report = json.loads((ROOT / "samples/yunling-2024.json").read_text())
report["sections"] = report["sections"][:2]
for section in report["sections"]:
    section["body"] = section["body"][-2:]
del report["preamble"][1:]
work = folder("faults")
source = work / "small.json"
source.write_text(json.dumps(report, ensure_ascii=False))
COMMAND = [NIANBAO, "render", "-q", "--as-published", "--only", "pdf,xlsx,png,list", "-o", "out", source]


def run(where, fault=None, counts=None):
    """The program in a folder that has out/ and tmp/, preloaded with the object that lets calls fail."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", TMPDIR=str(where / "tmp"), LD_PRELOAD=str(FAULT))
    environment.update({"FAULT": fault} if fault else {})
    environment.update({"FAULT_COUNTS": str(counts)} if counts else {})
    return subprocess.run(COMMAND, cwd=where, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=1200)


def files(path):
    return {name: (path / name).read_bytes() for name in os.listdir(path)}


def place(name, old):
    """A folder with the files of a run before in out/."""
    where = work / name
    shutil.rmtree(where, ignore_errors=True)
    (where / "tmp").mkdir(parents=True)
    (where / "out").mkdir()
    for file, data in old.items():
        (where / "out" / file).write_bytes(data)
    return where


def complaint(fault):
    """What is wrong with the end of a run in which one call failed, or None."""
    where = place(fault.replace(" ", "-"), old)
    end = run(where, fault)
    now = files(where / "out")
    if fault.startswith("unlink"):
        run(where)
        now = {name: data for name, data in now.items() if name in os.listdir(where / "out")}
    left = os.listdir(where / "tmp")
    shutil.rmtree(where)
    said = end.stderr.decode("utf-8", "replace")
    status = end.returncode
    if left:
        return f"left {left} in the folder for temporary files"
    if status == 0:
        return None if now == good else f"exit status 0, and other than in a good run: {differing(now, good)}"
    if status != 3 and not (status == -signal.SIGABRT and LIBGCRYPT in said):
        return f"exit status {status}: {said[-2000:]}"
    if not said.strip():
        return f"exit status {status} without a message"
    if now != old and now != good:
        return f"exit status {status}, and other than before: {differing(now, old)}"
    return None


def differing(now, then):
    return sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))


def spread(count, most):
    """Which of so many calls: all, or so many from the first to the last."""
    if count <= most or ALL and most == SAMPLE:
        return range(1, count + 1)
    return sorted({1 + i * (count - 1) // (most - 1) for i in range(most)})


def sweep(call, error, which):
    """Let each of these calls fail with this error, and complain of the first that ends otherwise than it may."""
    onwards = "+" if error.endswith("+") else ""
    faults = [f"{call} {n}{onwards} {error.rstrip('+')}" for n in which]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        told = list(zip(faults, pool.map(complaint, faults)))
    bad = [f"{fault}: {text}" for fault, text in told if text]
    assert not bad, f"{len(bad)} of {len(told)} end wrong\n" + "\n".join(bad[:None if ALL else 5])


place("first", {})
report["title"] = "旧的一份"
source.write_text(json.dumps(report, ensure_ascii=False))
equal(run(work / "first").returncode, 0, "exit status")
old = files(work / "first/out")
report["title"] = "新的一份"
source.write_text(json.dumps(report, ensure_ascii=False))
place("second", old)
counts = work / "counts"
equal(run(work / "second", counts=counts).returncode, 0, "exit status")
good = files(work / "second/out")
count = {line.split()[0]: int(line.split()[1]) for line in counts.read_text().splitlines()}


@case("faults: the run writes every kind of file anew, and its calls are met")
def _():
    equal(len(good), len(old))
    for name in "small.pdf", "small.list", "small-01.png", "small-disclosure.xlsx":
        assert old[name] != good[name], name
    for call in "write", "fsync", "rename", "open", "malloc":
        assert count[call] > (100 if call == "malloc" else 2), count


@case("faults: a call that fails is felt, in the program and in its libraries")
def _():
    for fault, text in ("fsync 1 ENOSPC", "No space left on device"), ("malloc 1000 ENOMEM", "memory is exhausted"):
        end = run(place("felt", old), fault)
        equal(end.returncode, 3)
        contains(end.stderr.decode(), text)


for call, errors in ERRORS.items():
    for error in errors:
        which = spread(count[call], SAMPLE)
        if not which:
            continue

        @case(f"faults: {call} {error}, {len(which)} of {count[call]} calls")
        def _():
            sweep(call, error, which)

which = spread(count["malloc"], MEMORY)

@case(f"faults: memory is exhausted, {len(which)} of {count['malloc']} calls")
def _():
    sweep("malloc", "ENOMEM", which)

if ALL:
    @case(f"faults: memory is exhausted, each of {count['malloc']} calls, in a child forked for it")
    def _():
        where = place("each", old)
        end = run(where, "malloc EACH")
        told = end.stderr.decode().splitlines()
        equal(end.returncode, 0, told[-1:])
        assert all("memory is exhausted" in line for line in told), set(told)
        assert abs(len(told) - count["malloc"]) < 50, (len(told), count["malloc"])
        equal(files(where / "out") == good, True)

done()
