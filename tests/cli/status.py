#!/usr/bin/python3
"""Exit statuses, and what is written or not in each case."""
import json
import subprocess

from tools import NIANBAO, SEED, case, contains, done, equal, folder, names, nianbao


def changed(path, change):
    """The seed report after `change`, as a file."""
    report = json.loads(SEED.read_text())
    change(report)
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return path


def wrong_sum(report):
    for section in report["sections"]:
        for block in section["body"]:
            if isinstance(block, dict) and block.get("table", "").startswith("applications"):
                block["values"]["carried_out"]["natural"] += 1


work = folder("work")
good = changed(work / "good.json", lambda report: None)
wrong = changed(work / "wrong.json", wrong_sum)
cut = work / "cut.json"
cut.write_text(SEED.read_text()[:2000])
PRODUCTS = ["applications.xlsx", "disclosure.xlsx", "review.xlsx"]


def products(stem):
    return [f"{stem}-{name}" for name in PRODUCTS] + [f"{stem}.pdf"]


@case("status 0: the seed report has no hard finding")
def _():
    run = nianbao("check", good)
    contains(run.err, "Reports checked: 1; with hard findings: 0, failed: 0. Findings: 0 hard")


@case("status 0: render makes the PDF and three workbooks, in a folder it makes")
def _():
    out = folder("made") / "a/b"
    nianbao("render", "-o", out, good)
    equal(names(out), products("good"))


@case("status 1: a broken tie-out is told with place, rule, names, both values and difference")
def _():
    run = nianbao("check", "--lang", "en", wrong, status=1)
    line = [line for line in run.out.splitlines() if " T3-BAL hard 表三 “一、本年新收政府信息公开申请数量” “自然人”: " in line][0]
    assert line.startswith(f"{wrong}:"), line
    contains(line, "[/sections/2/body/")
    run = nianbao("check", "--lang", "en", "--format", "json", wrong, status=1)
    found = [json.loads(line) for line in run.out.splitlines()]
    one = [finding for finding in found if finding["id"] == "T3-BAL" and finding["col"] == "自然人"][0]
    equal((one["grade"], one["file"], one["table"], one["difference"]), ("hard", str(wrong), "表三", "1"))
    text = wrong.read_text().splitlines()[one["line"] - 1]
    assert one["column"] <= len(text), one
    contains(one["key"], "T3-BAL@/sections/")


@case("status 1: a report with a hard finding writes nothing")
def _():
    out = folder("nothing")
    nianbao("render", "-o", out, wrong, status=1)
    equal(names(out), [])


@case("status 0: with --as-published it is made as it is, and the finding still told")
def _():
    out = folder("published")
    run = nianbao("render", "--as-published", "-o", out, wrong)
    contains(run.out, "T3-BAL")
    equal(names(out), products("wrong"))


@case("status 1: a report that is no whole JSON is told with its line, and writes nothing even --as-published")
def _():
    out = folder("cut")
    run = nianbao("render", "--as-published", "-o", out, cut, status=1)
    contains(run.out, f"{cut}:")
    contains(run.out, "JSON-SYNTAX hard")
    equal(names(out), [])


@case("status: one bad report never stops the others; the worst one counts")
def _():
    out = folder("several")
    last = changed(work / "last.json", lambda report: None)
    run = nianbao("render", "-o", out, wrong, good, work / "absent.json", cut, last, status=3)
    equal(names(out), sorted(products("good") + products("last")))
    contains(run.err, "absent.json")
    contains(run.err, "Reports made: 2 of 5; refused: 2, failed: 1.")
    nianbao("render", "-o", out, wrong, good, status=1)


@case("status 2: wrong use says what is wrong and where help is")
def _():
    for words in ([], ["publish"], ["render"], ["render", "--bogus", good], ["check", "--only", "pdf", good],
                  ["render", "--style", "no_such_key=1", good], ["check", "--layouts", work, good],
                  ["render", "--fonts", work / "absent", good]):
        run = nianbao(*words, status=2)
        assert run.err.startswith("nianbao: "), run.err
        equal(run.out, "")


@case("status 2: two inputs that would write one name are refused before anything is written")
def _():
    out = folder("twice")
    other = folder("other") / "good.json"
    other.write_bytes(good.read_bytes())
    run = nianbao("render", "-o", out, wrong, good, other, status=2)
    contains(run.err, "good.pdf")
    equal(names(out), [])
    nianbao("render", "-o", out, good, good, status=2)
    run = nianbao("render", "--names", "title", "-o", out, good, changed(work / "same-title.json", lambda r: None),
                  status=2)
    contains(run.err, "涞源县2024年政府信息公开工作年度报告.pdf")
    equal(names(out), [])


@case("status 2: an output that would overwrite an input is refused")
def _():
    here = folder("overwrite")
    first = here / "x.json"
    first.write_bytes(good.read_bytes())
    second = here / "x.pdf"
    second.write_bytes(good.read_bytes())
    nianbao("render", "-o", here, first, second, status=2)
    equal(second.read_bytes(), good.read_bytes())


@case("status 3: an output folder that cannot be made, a report that cannot be read, a full standard output")
def _():
    run = nianbao("render", "-o", good / "x", good, status=3)
    contains(run.err, "good.json/x")
    nianbao("check", work / "absent.json", status=3)
    nianbao("check", work, status=3)
    with open("/dev/full", "w") as full:
        run = subprocess.run([NIANBAO, "forms"], stdout=full, stderr=subprocess.PIPE)
    equal(run.returncode, 3)


@case("status 3: a report larger than the program takes")
def _():
    large = work / "large.json"
    large.write_bytes(b" " * (17 << 20))
    nianbao("check", large, status=3)
    large.unlink()


@case("status: - is one report on standard input, --files-from - a list")
def _():
    out = folder("stdin")
    nianbao("render", "-o", out, "-", stdin=good.read_bytes())
    equal(names(out), products("stdin"))
    run = nianbao("check", "-", stdin=wrong.read_bytes(), status=1)
    contains(run.out, "stdin:")
    run = nianbao("check", "--files-from", "-", stdin=f"{good}\n{wrong}\n".encode(), status=1)
    contains(run.err, "Reports checked: 2; with hard findings: 1, failed: 0.")


@case("status: --quiet tells hard findings and failures only, --verbose each file")
def _():
    out = folder("quiet")
    run = nianbao("render", "-q", "-o", out, good)
    equal(run.out + run.err, "")
    run = nianbao("check", "-q", wrong, status=1)
    assert all(" hard " in line for line in run.out.splitlines()), run.out
    equal(run.err, "")
    run = nianbao("render", "-v", "-o", out, good)
    equal(sorted(line.split("/")[-1] for line in run.err.splitlines() if line.startswith("wrote ")), products("good"))


@case("status: nothing but the outputs is in the folder, also after a failure")
def _():
    out = folder("clean")
    (out / "good-review.xlsx").mkdir()
    nianbao("render", "-o", out, good, status=3)
    equal(names(out), ["good-review.xlsx"])


done()
