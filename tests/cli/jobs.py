#!/usr/bin/python3
"""Many reports at once: same bytes and same words whatever -j, order and neighbours; death, interrupts, two runs in one folder."""
import hashlib
import json
import os
import pathlib
import pty
import random
import re
import shutil
import signal
import subprocess
import time

from tools import NIANBAO, ROOT, SEED, SLOWER, case, contains, done, equal, folder, names, nianbao

COUNT, MANY = 10, 24  # generated reports: to compare, and for runs that are disturbed


def generate(name, count):
    path = folder(name)
    subprocess.run([ROOT / "tests/generate", str(count), path], check=True)
    return path


def changed(path, source, change):
    report = json.loads(source.read_text())
    change(report)
    path.write_text(json.dumps(report, ensure_ascii=False))
    return path


def unbalance(report):
    """One figure of table three, so that its total no longer ties out: a hard finding."""
    table = next(block for section in report["sections"] for block in section["body"]
                 if isinstance(block, dict) and block.get("table", "").startswith("applications"))
    table["values"]["new"]["total"] += 1


def tree(path):
    """All files below a folder with their sums."""
    return {str(file.relative_to(path)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(path.rglob("*")) if file.is_file()}


def temporaries(path):
    return [name for name in names(path) if name.startswith(".nianbao-")]


work = generate("in", COUNT)
good = sorted(work.glob("*.json"))
wrong = changed(work / "wrong.json", good[2], unbalance)
cut = work / "cut.json"
cut.write_bytes(SEED.read_bytes()[:3000])
mixed = good[:3] + [wrong, work / "absent.json"] + good[3:7] + [cut] + good[7:]


def render(out, reports, *more, status=3, **how):
    return nianbao("render", "--only", "pdf,xlsx,png,list", "-v", "-o", out, *more, *reports, status=status, **how)


def words(text, out):
    return text.replace(str(out), "OUT")


serial_out = folder("serial")
serial = render(serial_out, mixed, "-j1")


@case("jobs: -j 2, -j 7 and the default give the same bytes, the same words, in the same order, as -j 1")
def _():
    contains(serial.err, f"Reports made: {COUNT} of {COUNT + 3}; refused: 2, failed: 1.")
    for jobs in ("-j2", "-j7", None):
        out = folder(f"parallel{jobs}")
        run = render(out, mixed, *([jobs] if jobs else []))
        equal(tree(out), tree(serial_out), "files")
        equal(words(run.out, out), words(serial.out, serial_out), "stdout")
        equal(words(run.err, out), words(serial.err, serial_out), "stderr")


@case("jobs: findings and messages in one stream come in the same order")
def _():
    told = []
    for jobs in "-j1", "-j3":
        out = folder("stream" + jobs)
        run = subprocess.run([NIANBAO, "render", "-v", jobs, "-o", out, *mixed], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
        equal(run.returncode, 3)
        told.append(words(run.stdout.decode(), out))
    equal(told[1], told[0])
    before, after = told[0].index("0003-review.xlsx"), told[0].index("0004-disclosure.xlsx")
    assert before < told[0].index("T3-BAL") < told[0].index("absent.json: cannot be read") < after, told[0]


@case("jobs: another order gives the same files, and each report the same words")
def _():
    shuffled = mixed[:]
    random.Random(7).shuffle(shuffled)
    out = folder("shuffled")
    run = render(out, shuffled, "-j3")
    equal(tree(out), tree(serial_out), "files")
    for got, want in ((run.out, serial.out), (run.err, serial.err)):
        lines = words(got, out).splitlines()
        equal(sorted(lines), sorted(words(want, serial_out).splitlines()))
        places = [next((i for i, report in enumerate(shuffled) if re.search(rf"\b{report.stem}\b", line)), len(shuffled))
                  for line in lines]
        equal(places, sorted(places), "order")


@case("jobs: a report alone gives the same files as among others")
def _():
    for report in good[1], good[4]:
        out = folder("alone-" + report.stem)
        render(out, [report], status=0)
        equal(tree(out), {name: value for name, value in tree(serial_out).items() if name.startswith(report.stem)})


@case("jobs: check tells the same, as text and as JSON, from a list and a pipe")
def _():
    for form in "text", "json":
        told = {jobs: nianbao("check", "--format", form, jobs, *mixed, status=3) for jobs in ("-j1", "-j4")}
        equal((told["-j4"].out, told["-j4"].err), (told["-j1"].out, told["-j1"].err))
    listed = "".join(f"{path}\n" for path in mixed).encode()
    piped = nianbao("check", "--format", "json", "-j4", "--files-from", "-", stdin=listed, status=3)
    equal((piped.out, piped.err), (told["-j1"].out, told["-j1"].err))
    inside = nianbao("check", "-j3", good[0], "-", good[1], stdin=wrong.read_bytes(), status=1)
    contains(inside.out, "stdin:")


@case("jobs: archive and verify do and tell the same")
def _():
    told = {}
    for jobs in "-j1", "-j3":
        out = folder("archive" + jobs)
        made = nianbao("archive", "-v", jobs, "-o", out, *good[:4], wrong, status=1)
        broken = out / good[1].stem / "report.json"
        broken.write_bytes(broken.read_bytes() + b" ")
        seen = nianbao("verify", jobs, *[out / report.stem for report in good[:4]], status=1)
        told[jobs] = [words(text, out) for text in (made.out, made.err, seen.out, seen.err)]
        told[jobs].append(tree(out))
    equal(told["-j3"], told["-j1"])
    contains(told["-j1"][1], "Copies made: 4 of 5; refused: 1, failed: 0.")
    contains(told["-j1"][3], "Copies verified: 4. Identical: 3, equivalent: 0, different: 1, not verified: 0.")


@case("jobs: -j takes a number from 1 to 1024, apart or not")
def _():
    for bad in ("0", "-1", "x", "1025", "", "2x"):
        contains(nianbao("check", "-j", bad, good[0], status=2).err, "--jobs must be a number")
    for right in (["-j2"], ["-j", "2"], ["--jobs=2"], ["--jobs", "1024"], ["-qj2"]):
        nianbao("check", *right, good[0], good[1])
    contains(nianbao("fonts", "-j2", status=2).err, "--jobs")


# --- runs that are disturbed --------------------------------------------------

many = sorted(generate("many", MANY).glob("*.json"))
whole = folder("whole")
nianbao("render", "-q", "-o", whole, *many)
WHOLE = tree(whole)


def start(out, *more, reports=None):
    """A run in a process group of its own, whatever signals are ignored here."""
    return subprocess.Popen([NIANBAO, "render", "-o", out, *more, *(reports or many)], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, start_new_session=True,
                            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
                            env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))


def children(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def wait_until(true, run):
    """False when the run ended before."""
    while not true():
        if run.poll() is not None:
            return False
        time.sleep(0.002)
    return True


def some_made(out):
    return out.is_dir() and len([name for name in names(out) if name.endswith(".pdf")]) >= 3


def ended(pids):
    for _ in range(500):
        if not any(pathlib.Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.01)
    return False


def all_whole(out):
    """Every report has all its files or none, each as it has to be."""
    made = tree(out)
    for name, value in made.items():
        equal(value, WHOLE.get(name), name)
    stems = {name[:4] for name in made}
    equal(set(made), {name for name in WHOLE if name[:4] in stems})
    return stems


@case("jobs: a worker that is killed costs its report only; no temporary is left")
def _():
    out = folder("killed")
    run = start(out, "-j2")
    assert wait_until(lambda: some_made(out) and len(children(run.pid)) == 2, run), "it was over too soon"
    os.kill(children(run.pid)[0], signal.SIGKILL)
    err = run.communicate(timeout=300 * SLOWER)[1].decode()
    equal(run.returncode, 3)
    contains(err, "failed: 1.")
    lost = re.findall(r"^nianbao: \S*/(\d+)\.json: the process that worked on it was killed", err, re.MULTILINE)
    equal(len(lost), 1, err)
    equal(temporaries(out), [])
    assert {report.stem for report in many} - set(lost) <= {name[:4] for name in names(out)}
    for name, value in tree(out).items():
        equal(value, WHOLE[name], name)


for number in signal.SIGTERM, signal.SIGINT, signal.SIGHUP:
    @case(f"jobs: {number.name} ends all workers, leaves whole reports and no temporary, and is what the program dies of")
    def _():
        for jobs in 2, 5:
            out = folder(f"{number.name}-{jobs}")
            run = start(out, f"-j{jobs}")
            assert wait_until(lambda: some_made(out) and len(children(run.pid)) == jobs, run), "it was over too soon"
            pids = children(run.pid)
            if number == signal.SIGINT:
                os.killpg(run.pid, number)  # as a terminal does
            else:
                os.kill(run.pid, number)
            err = run.communicate(timeout=300 * SLOWER)[1].decode()
            equal(run.returncode, -number)
            assert ended(pids), "a worker lives on"
            equal(temporaries(out), [])
            count = int(re.search(rf"nianbao: stopped; done: (\d+) of {MANY}\n", err)[1])
            assert count <= len(all_whole(out)) < MANY, (count, names(out))


@case("jobs: when the program itself is killed its workers end, and the next run finds all in order")
def _():
    out = folder("orphans")
    run = start(out, "-j3")
    assert wait_until(lambda: some_made(out) and len(children(run.pid)) == 3, run), "it was over too soon"
    pids = children(run.pid)
    run.kill()
    run.communicate()
    assert ended(pids), "a worker lives on"
    nianbao("render", "-q", "-o", out, *many[:2])
    equal(temporaries(out), [])
    all_whole(out)


@case("jobs: two runs at once in one folder do not mix")
def _():
    other = folder("other")
    for report in many:
        changed(other / report.name, report, lambda data: data.update(published="2030-01-02", preamble=["另一份。"]))
    second = sorted(other.glob("*.json"))
    want = folder("other-whole")
    nianbao("render", "-q", "-o", want, *second)
    assert set(tree(want).values()).isdisjoint(WHOLE.values())
    out = folder("both")
    runs = [start(out, "-j2"), start(out, "-j2", reports=second)]
    for run in runs:
        run.communicate(timeout=600 * SLOWER)
        equal(run.returncode, 0)
    assert tree(out) in (WHOLE, tree(want)), "files of both runs"
    equal(temporaries(out), [])


# --- on a terminal, and over machines -----------------------------------------

def on_terminal(*arguments):
    """What the program writes on a terminal, both streams."""
    leader, follower = pty.openpty()
    run = subprocess.Popen([NIANBAO, *map(str, arguments)], stdout=follower, stderr=follower, stdin=subprocess.DEVNULL,
                           env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
    os.close(follower)
    text = b""
    while True:
        try:
            block = os.read(leader, 65536)
        except OSError:  # the terminal is closed
            break
        if not block:
            break
        text += block
    run.wait()
    os.close(leader)
    return text.decode()


@case("jobs: on a terminal a line tells count, rate and time left, and never stands in the way of other words")
def _():
    for jobs in "-j1", "-j2":
        out = folder("terminal" + jobs)
        text = on_terminal("render", jobs, "-o", out, *many[:10])
        assert re.search(r"\r\d+ of 10, \d+\.\d a second, \d+:\d\d left\x1b\[K", text), text
        shown = [line.split("\x1b[K")[-1] for line in text.replace("\r\n", "\n").split("\n")]
        plain = nianbao("render", "-j2", "-o", out, *many[:10])
        equal("\n".join(shown), plain.out + plain.err)
    equal(on_terminal("check", "-q", *many[:10]), "")
    assert "\r" not in serial.err and "\x1b" not in serial.err


@case("jobs: the README's line for GNU parallel")
def _():
    line = re.search(r"^parallel .*nianbao.*$", (ROOT / "README.md").read_text(), re.MULTILINE)[0].split(" #")[0]
    contains(line, "-N 100")
    here = folder("machines")
    (here / "build").mkdir()
    (here / "build/nianbao").symlink_to(NIANBAO)
    shutil.copytree(many[0].parent, here / "reports")
    (here / "list.txt").write_text("".join(f"reports/{report.name}\n" for report in many[:10]))
    run = subprocess.run(["bash", "-c", line.replace("-N 100", "-N 4")], cwd=here, capture_output=True, text=True)
    equal(run.returncode, 0, run.stderr)
    equal(names(here / "out"), ["1", "2", "3"])
    made = {}
    for part in names(here / "out"):
        made.update(tree(here / "out" / part))
    equal(made, {name: value for name, value in WHOLE.items() if int(name[:4]) <= 10})


done()
