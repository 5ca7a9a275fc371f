#!/usr/bin/python3
"""Accepted findings: STEM.accepted.json beside the report."""
import json

from tools import SEED, case, contains, done, equal, folder, names, nianbao

work = folder("accept")
EDITION = "EDITION@/sections/2/body/0/table"


def report(name, change=lambda report: None):
    data = json.loads(SEED.read_text())
    change(data)
    path = work / name
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return path


def accept(path, *keys):
    side = path.with_name(path.stem + ".accepted.json")
    side.write_text(json.dumps([{"key": key, "reason": "已核实", "by": "张三", "date": "2025-01-20"} for key in keys],
                               ensure_ascii=False, indent=1))
    return side


def found(*arguments, status=0):
    run = nianbao("check", "--format", "json", *arguments, status=status)
    return [json.loads(line) for line in run.out.splitlines()], run.err


def wrong_sum(data):
    data["sections"][2]["body"][0]["values"]["carried_out"]["natural"] += 1


@case("accepted: a finding whose key is in the file beside the report is left out, and counted")
def _():
    path = report("seed.json")
    before, err = found(path)
    equal([finding["id"] for finding in before], ["EDITION", "LINT-ASCII"])
    equal("left out" in err, False)
    accept(path, *(finding["key"] for finding in before))
    after, err = found(path)
    equal(after, [])
    contains(err, "Findings: 0 hard, 0 soft, 0 info.")
    contains(err, "Accepted findings left out: 2.")
    equal(nianbao("check", "-q", path).err, "")


@case("accepted: another finding, or the same in another place, is told")
def _():
    path = report("other.json")
    accept(path, EDITION.replace("/2/", "/1/"))
    ids = [finding["id"] for finding in found(path)[0]]
    equal(ids, ["EDITION", "ACCEPTED-STALE", "LINT-ASCII"])


@case("accepted: a hard finding refuses nothing any more; without the file it does")
def _():
    path = report("hard.json", wrong_sum)
    out = folder("accept-out")
    nianbao("render", "--only", "list", "-o", out, path, status=1)
    equal(names(out), [])
    keys = [finding["key"] for finding in found(path, status=1)[0] if finding["grade"] == "hard"]
    equal(len(keys), 2)
    side = accept(path, keys[0])
    nianbao("render", "--only", "list", "-o", out, path, status=1)
    accept(path, *keys)
    run = nianbao("render", "--only", "list", "-o", out, path)
    contains(run.err, "Accepted findings left out: 2.")
    equal(names(out), ["hard.list"])
    side.unlink()
    found(path, status=1)


@case("accepted: with another figure in the same place it is another finding")
def _():
    path = report("changed.json", wrong_sum)
    accept(path, *(finding["key"] for finding in found(path, status=1)[0]))
    equal(found(path)[0], [])
    report("changed.json", lambda data: (wrong_sum(data), wrong_sum(data)))
    findings, err = found(path, status=1)
    equal(sorted(finding["id"] for finding in findings if finding["grade"] == "hard"), ["T3-BAL", "T3-ROW"])
    equal([finding["id"] for finding in findings if finding["grade"] == "info"], ["ACCEPTED-STALE"] * 2)
    contains(err, "Accepted findings left out: 2.")


@case("accepted: nothing of the file is in an output")
def _():
    path, plain = report("public.json"), report("plain.json")
    accept(path, EDITION)
    for one in path, plain:
        nianbao("render", "--only", "pdf,list,xlsx", "-o", work / one.stem, one)
    for name in names(work / "public"):
        other = name.replace("public", "plain")
        equal((work / "public" / name).read_bytes(), (work / "plain" / other).read_bytes(), name)


@case("accepted: a key that no longer occurs is told, with its place in the file")
def _():
    path = report("stale.json")
    side = accept(path, EDITION, "T3-BAL@/sections/2/body/0/values/new/natural", "NO-SUCH@/x")
    findings = [finding for finding in found(path)[0] if finding["id"] == "ACCEPTED-STALE"]
    equal([(finding["file"], finding["line"], finding["grade"]) for finding in findings],
          [(str(side), 9, "info"), (str(side), 15, "info")])
    contains(findings[0]["message"], "T3-BAL@/sections/2/body/0/values/new/natural")


@case("accepted: what could not have been told without other reports or typesetting is not called gone")
def _():
    path = report("later.json")
    accept(path, EDITION, "X-CARRY@/sections/2/body/0/values/carried_in/total",
           "H-PART@/sections/1/body/0/values/licences/decisions 甲局", "FONT-FALLBACK@/sections/0/body/0")
    equal([finding["id"] for finding in found(path)[0]], ["LINT-ASCII"])
    before = report("before.json", lambda data: data.update(year=2023))
    ids = [finding["id"] for finding in found("--previous", before, path)[0]]
    equal(ids, ["X-VALID", "ACCEPTED-STALE", "LINT-ASCII"])


@case("accepted: reports/*.json may hold such files; they are no reports")
def _():
    path = report("glob.json")
    side = accept(path, EDITION)
    contains(found(path, side)[1], "Reports checked: 1;")
    listed = work / "list.txt"
    listed.write_text(f"{side}\n{path}\n")
    contains(found("--files-from", listed)[1], "Reports checked: 1;")


@case("accepted: a file that is wrong is told at its place, and accepts nothing")
def _():
    path = report("bad.json")
    side = path.with_name("bad.accepted.json")
    for text, finding in (("{}", "REPORT-TYPE"), ("[", "JSON-SYNTAX"), ('[{"key": "x"}]', "REPORT-MISSING"),
                          ('[{"key": "x", "reason": "", "by": "z", "date": "2025-01-01"}]', "REPORT-VALUE"),
                          ('[{"key": "x", "reason": "y", "by": "z", "date": "1.1.2025"}]', "REPORT-VALUE"),
                          ('[{"key": "x", "reason": "y", "by": "z", "date": "2025-01-01", "more": 1}]', "REPORT-KEY")):
        side.write_text(text)
        findings = found(path, status=1)[0]
        first = findings[0]
        equal((first["id"], first["grade"], first["file"]), (finding, "hard", str(side)), text)
        assert "EDITION" in [finding["id"] for finding in findings], text


done()
