#!/usr/bin/python3
"""Runs that are killed: at random moments of a batch, and just before each system call of one report.

Whatever the moment, each file is the one before or the new one, whole, and the next run makes all of them and leaves nothing
else.  N is how many moments for each signal and number of processes; FAULTS=all takes more of them and every system call.
"""
import concurrent.futures
import fcntl
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from tools import NIANBAO, ROOT, case, done, folder  # noqa: E402

FAULT = ROOT / os.environ.get("BUILD", "build") / "tests/fault.so"
ALL = os.environ.get("FAULTS") == "all"
MOMENTS = int(os.environ.get("N", 100 if ALL else 25))
REPORTS = 4
chance = random.Random(7)  # the same moments in each run of the tests, as far as a machine is the same

work = folder("killed")
report = json.loads((ROOT / "samples/yunling-2024.json").read_text())
report["sections"] = report["sections"][:2]
for section in report["sections"]:
    section["body"] = section["body"][-2:]


def inputs(authority):
    """The batch, another one for each authority, under the same names."""
    for i in range(REPORTS):
        (work / f"{i}.json").write_text(json.dumps(dict(report, authority=f"{authority}{i}"), ensure_ascii=False))
    return [work / f"{i}.json" for i in range(REPORTS)]


def command(jobs, batch):
    return [NIANBAO, "render", "-q", "-j", str(jobs), "--as-published", "--only", "pdf,list", "-o", "out", *batch]


def environment(**more):
    """The same for all runs: another language would have calls of its own."""
    return dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", **more)


def start(where, jobs, batch, fault=None):
    preloaded = {"FAULT": fault, "LD_PRELOAD": str(FAULT)} if fault else {}
    return subprocess.Popen(command(jobs, batch), cwd=where, env=environment(**preloaded), stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(where, jobs, batch):
    run = start(where, jobs, batch)
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 0, said


def files(path):
    return {name: (path / name).read_bytes() for name in os.listdir(path)}


def place(name):
    where = work / name
    (where / "out").mkdir(parents=True, exist_ok=True)
    for file in os.listdir(where / "out"):
        (where / "out" / file).unlink()
    for file, data in old.items():
        (where / "out" / file).write_bytes(data)
    return where


def mixed(now, complete):
    """What in the folder is neither of the one nor of the other batch; temporaries may be there only after a kill."""
    return [name for name in now if not (name in good and now[name] in (old[name], good[name]))
            and (complete or not (name.startswith(".nianbao-") and name.endswith(".tmp")))] + sorted(good.keys() - now.keys())


def wait_for_workers(where):
    """The first process may be gone before its workers: they hold the folder's lock to their end."""
    folder = os.open(where / "out", os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    os.close(folder)


def check(where, jobs, what):
    wait_for_workers(where)
    wrong = mixed(files(where / "out"), False)
    assert not wrong, f"{what}: {wrong}"
    finish(where, jobs, new)
    assert files(where / "out") == good, f"{what}: the next run left {mixed(files(where / 'out'), True)}"


(work / "first").mkdir(parents=True)
finish(work / "first", 1, inputs("旧县"))
old = files(work / "first/out")
new = inputs("新县")
begun = time.perf_counter()
finish(work / "first", 1, new)
good = files(work / "first/out")
length = {1: time.perf_counter() - begun}
begun = time.perf_counter()
finish(work / "first", 2, new)
length[2] = time.perf_counter() - begun


def at_moments(how, jobs):
    """Kill so many runs before their end.  How long a run takes depends on who else uses the machine: the moments follow."""
    met = 0
    while met < MOMENTS:
        where = place(f"moment-{jobs}")
        run = start(where, jobs, new)
        moment = chance.uniform(0, length[jobs])
        time.sleep(moment)
        run.send_signal(how)
        run.communicate(timeout=120)
        assert run.returncode in (0, -how, 3), run.returncode
        check(where, jobs, f"{how.name} after {moment * 1000:.1f} ms")
        met += run.returncode != 0
        length[jobs] *= 0.8 if run.returncode == 0 else 1.05


for how in signal.SIGKILL, signal.SIGTERM:
    for jobs in 1, 2:
        @case(f"killed: {how.name} at {MOMENTS} random moments of a batch in {jobs} process{'es' if jobs > 1 else ''}")
        def _():
            at_moments(how, jobs)


def before_call(fault):
    """Kill the run of one report before this call: what is wrong then, or None."""
    where = place("call-" + fault.replace(" ", "-"))
    run = start(where, 1, new[:1], fault)
    run.communicate(timeout=120)
    if run.returncode >= 0:
        return f"{fault}: not killed, exit status {run.returncode}"
    try:
        check(where, 1, fault)
    except AssertionError as error:
        return str(error)
    return None


def calls(kind):
    counts = work / "counts"
    subprocess.run(command(1, new[:1]), cwd=place("count"), env=environment(LD_PRELOAD=str(FAULT), FAULT_COUNTS=str(counts)), check=True)
    count = {line.split()[0]: int(line.split()[1]) for line in counts.read_text().splitlines()}
    return count[kind] if kind != "any" else sum(count.values()) - count["malloc"]


if b"__asan_init" in pathlib.Path(NIANBAO).read_bytes():  # sanitizers have calls of their own
    done()

# A signal that is blocked while names change comes after them: those of TERM are met all the same.
for error in "KILL", "TERM":
    for kind in ("any",) if ALL else ("fsync", "rename", "unlink"):
        count = calls(kind)

        @case(f"killed: {error} before each of {count} calls ({kind}) of one report")
        def _():
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                wrong = [text for text in pool.map(before_call, [f"{kind} {n} {error}" for n in range(1, count + 1)]) if text]
            assert not wrong, "\n".join(wrong[:5])

done()
