#!/usr/bin/python3
"""--previous, --part and --all-parts: which reports are compared, and what is said where there are none."""
import json
import shutil

from tools import ROOT, SEED, case, contains, done, equal, folder, nianbao

work = folder("compare")


def table(report, slot):
    return next(block for section in report["sections"] for block in section["body"]
                if isinstance(block, dict) and block.get("table", "").startswith(slot))["values"]


def written(name, change=lambda report: None, **keys):
    """The seed report with other members, after `change`, as a file."""
    report = json.loads(SEED.read_text())
    report.update(keys)
    change(report)
    path = work / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return path


def carried(report):
    """One application of a natural person goes on; 3 papers were valid."""
    row = table(report, "applications")
    row["new"]["natural"] += 1
    row["new"]["total"] += 1
    row["carried_out"]["natural"] = row["carried_out"]["total"] = 1
    table(report, "disclosure")["normative"].update(made=0, repealed=0, valid=3)


def ids(run, *prefix):
    return [line.split(": ", 1)[1].split(" ")[0] for line in run.out.splitlines()
            if line.split(": ", 1)[1].startswith(prefix)]


now = written("now.json")
before = written("before.json", carried, year=2023)
same = written("same.json", lambda report: table(report, "disclosure")["normative"].update(made=0, valid=3, repealed=0),
               year=2023)


@case("X-CARRY with --previous FILE, hard, and with the place in last year's report")
def _():
    equal(ids(nianbao("check", now), "X-", "PREVIOUS"), [])
    run = nianbao("check", "--previous", before, now, status=1)
    equal(ids(run, "X-"), ["X-CARRY", "X-CARRY"])
    contains(run.out, "X-CARRY hard 表三 “二、上年结转政府信息公开申请数量” “总计”: 结转 0, last year·转下年 1 "
                      f"(difference 1) (see {before}:")
    equal(ids(nianbao("check", "--previous", same, now), "X-", "PREVIOUS"), [])


@case("X-CARRY with --previous DIR, searched by authority and year, in folders of folders")
def _():
    written("shelf/2023/a/other.json", year=2023, authority="某某县")
    written("shelf/2023/b/mine.json", carried, year=2023)
    written("shelf/2022/mine.json", year=2022)
    (work / "shelf/notes.json").write_text("[]")
    (work / "shelf/.hidden.json").write_text("{")
    run = nianbao("check", "--previous", work / "shelf", now, status=1)
    equal(ids(run, "X-", "PREVIOUS"), ["X-CARRY", "X-CARRY"])
    contains(run.out, "shelf/2023/b/mine.json:")


@case("X-CARRY: several reports each find their own")
def _():
    other = written("other.json", authority="某某县")
    run = nianbao("check", "--previous", work / "shelf", "--previous", before, now, other, status=1)
    equal(ids(run, "X-"), ["X-CARRY", "X-CARRY", "X-VALID"])
    equal([line.split(":")[0].split("/")[-1] for line in run.out.splitlines() if " X-" in line],
          ["now.json", "now.json", "other.json"])


@case("X-CARRY with --previous DIR: last year's report may call the authority 人民政府, or this year's")
def _():
    written("government/old.json", carried, year=2023, authority="涞源县人民政府")
    now = written("now.json")
    equal(ids(nianbao("check", "--previous", work / "government", now, status=1), "X-", "PREVIOUS"), ["X-CARRY", "X-CARRY"])
    written("short/old.json", carried, year=2023)
    now = written("government.json", authority="涞源县人民政府")
    equal(ids(nianbao("check", "--previous", work / "short", now, status=1), "X-", "PREVIOUS"), ["X-CARRY", "X-CARRY"])


@case("PREVIOUS-NONE where there is no report of the year before, PREVIOUS-TWICE where there are two")
def _():
    (work / "empty").mkdir()
    (work / "empty/notes.json").write_text("[]")
    run = nianbao("check", "--previous", work / "empty", now)
    equal(ids(run, "X-", "PREVIOUS"), ["PREVIOUS-NONE"])
    contains(run.out, "no report of 涞源县 for 2023 was found to compare with (files in the folders that cannot be read as reports: 1)")
    equal(ids(nianbao("check", "--previous", now, now), "X-", "PREVIOUS"), ["PREVIOUS-NONE"])
    run = nianbao("check", "--previous", same, "--previous", work / "shelf", now)
    equal(ids(run, "X-", "PREVIOUS"), ["PREVIOUS-TWICE"])
    contains(run.out, f"{same} is compared, not {work}/shelf/2023/b/mine.json")


@case("--previous: a single file need only be of the year before, one of several also of the authority")
def _():
    renamed = written("renamed.json", carried, year=2023, authority="某某县")
    equal(ids(nianbao("check", "--previous", renamed, now, status=1), "X-", "PREVIOUS"), ["X-CARRY", "X-CARRY"])
    equal(ids(nianbao("check", "--previous", renamed, "--previous", now, now), "X-", "PREVIOUS"), ["PREVIOUS-NONE"])


@case("--previous: a file that cannot be read or is no report is told, and nothing is checked")
def _():
    run = nianbao("check", "--previous", work / "absent.json", now, status=3)
    contains(run.err, "absent.json")
    broken = work / "broken.json"
    broken.write_text("{")
    run = nianbao("check", "--previous", broken, now, status=1)
    contains(run.out, f"{broken}:1:2: JSON-SYNTAX hard")
    nianbao("check", "--previous", "", now, status=2)
    nianbao("fonts", "--previous", before, status=2)


@case("X-CARRY: render refuses a report that contradicts last year's")
def _():
    out = folder("refused")
    nianbao("render", "--only", "list", "-o", out, "--previous", before, now, status=1)
    equal(list(out.iterdir()), [])


@case("H-PART with --part, H-SUM with --all-parts, each unit by its name")
def _():
    def unit(name, licences):
        def change(report):
            for slot in "disclosure", "applications", "review":
                blank(table(report, slot))
            table(report, "disclosure")["licences"]["decisions"] = licences
        return written(f"units/{name}.json", change, authority=name)

    def blank(values):
        for key, value in values.items():
            if isinstance(value, dict):
                blank(value)
            else:
                values[key] = None

    one, two = unit("甲局", 6770), unit("乙乡", 1)
    run = nianbao("check", "--format", "json", "--part", one, "--part", two, now)
    found = [json.loads(line) for line in run.out.splitlines() if '"H-' in line]
    equal([(f["id"], f["unit"], f["right"], f["difference"]) for f in found], [("H-PART", "甲局", "6770", "1")])
    equal(found[0]["key"], "H-PART@/sections/1/body/0/values/licences/decisions 甲局 6769 6770")
    equal(found[0]["cells"], ["/sections/1/body/0/values/licences/decisions"])
    unit("甲局", 6768)
    equal(ids(nianbao("check", "--part", one, "--part", two, now), "H-", "PART"), [])
    written("units/old.json", year=2022, authority="丙乡")
    run = nianbao("check", "--part", work / "units", "--all-parts", now)
    contains(run.out, "H-SUM info 表二 “行政处罚” “本年处理决定数量”: this report 1923, all units 0 (difference 1923)")
    equal([line for line in run.out.splitlines() if "行政许可" in line], [])
    nianbao("check", "--all-parts", now, status=2)


@case("PART-NONE where no unit has a report of the year; a report is no part of itself")
def _():
    equal(ids(nianbao("check", "--part", before, now), "H-", "PART"), ["PART-NONE"])
    equal(ids(nianbao("check", "--part", now, now), "H-", "PART"), ["PART-NONE"])


@case("H-SUM a unit whose report is there twice counts once: PART-TWICE")
def _():
    once = written("twice/a.json", authority="甲局")
    run = nianbao("check", "--part", work / "twice", "--all-parts", now)
    equal(ids(run, "H-", "PART"), [])
    again = written("twice/copy/a.json", authority="甲局")
    run = nianbao("check", "--part", work / "twice", "--all-parts", now)
    equal(ids(run, "H-", "PART"), ["PART-TWICE"])
    contains(run.out, f"two reports of 甲局 for 2024 were found: {once} is compared, not {again}")


@case("X-CARRY with --previous DIR of published reports: one file, or its parts, by whose they say they are")
def _():
    def text(of, prose="一、总体情况\n一切正常。\n"):
        path = work / of
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"涞源县2023年政府信息公开工作年度报告\n{prose}", encoding="utf-8")
    data = written("published/data/mine.json", carried, year=2023, title="涞源县2023年政府信息公开工作年度报告")
    books = folder("compare/published/books")
    nianbao("render", "-q", "--only", "xlsx", "-o", books, data)
    data.unlink()
    text("published/books/正文.txt")
    text("published/none.md", "一、总体情况\n没有表。\n")
    (work / "published/天气.txt").write_text("今天天气很好。\n", encoding="utf-8")
    run = nianbao("check", "--previous", books, now, status=1)
    equal(ids(run, "X-", "PREVIOUS"), ["X-CARRY", "X-CARRY"])
    # two reports of one year: which is compared is told
    equal(ids(nianbao("check", "--previous", work / "published", now), "X-", "PREVIOUS"), ["PREVIOUS-TWICE"])
    # report data comes first, and its outputs are not looked at
    kept = folder("compare/data-first")
    shutil.copy(before, kept / "mine.json")
    nianbao("render", "-q", "-o", kept, kept / "mine.json")
    (kept / "mine-more.txt").write_bytes(b"\xff")
    run = nianbao("check", "--previous", kept, now, status=1)
    equal(ids(run, "X-", "PREVIOUS"), ["X-CARRY", "X-CARRY"])
    contains(run.out, "mine.json:")


@case("PREVIOUS-NONE: a published report with figures that cannot be read is not compared")
def _():
    doubt = folder("compare/doubt")
    seed = (ROOT / "tests/reports/laiyuan-2024.txt").read_text(encoding="utf-8").replace("2024年", "2023年")
    (doubt / "a.txt").write_text(seed, encoding="utf-8")
    equal(ids(nianbao("check", "--previous", doubt, now), "X-CARRY", "PREVIOUS"), [])
    (doubt / "a.txt").write_text(seed.replace("\t四、结转下年度继续办理\n\t0\n", "\t四、结转下年度继续办理\n", 1), encoding="utf-8")
    run = nianbao("check", "--previous", doubt, now)
    equal(ids(run, "X-", "PREVIOUS"), ["PREVIOUS-NONE"])
    contains(run.out, "a.txt is not compared")
    equal(ids(nianbao("check", "--part", doubt, now), "H-", "PART"), ["PART-NONE"])


@case("H-PART with --part DIR of published reports; what cannot be read makes no sum wrong")
def _():
    units = folder("compare/published-units")
    seed = (ROOT / "tests/reports/laiyuan-2024.txt").read_text(encoding="utf-8")
    (units / "甲局.txt").write_text(seed.replace("涞源县2024年政府", "甲局2024年政府").replace("6769", "6770"), encoding="utf-8")
    run = nianbao("check", "--format", "json", "--part", units, now)
    equal([(f["id"], f["unit"]) for f in map(json.loads, run.out.splitlines()) if f["id"].startswith("H-")], [("H-PART", "甲局")])
    assert "H-SUM" in ids(nianbao("check", "--part", units, "--all-parts", now), "H-")
    (units / "乙局.txt").write_text(seed.replace("涞源县2024年政府", "乙局2024年政府").replace(
        "\t四、结转下年度继续办理\n\t0\n", "\t四、结转下年度继续办理\n", 1), encoding="utf-8")
    found = ids(nianbao("check", "--part", units, "--all-parts", now), "H-", "PART")
    assert "H-SUM" not in found and "PART-NONE" in found, found


done()
