#!/usr/bin/python3
"""nianbao new: empty reports of each form; nianbao forms: the forms and their rules."""
import json

from tools import ROOT, case, contains, done, equal, folder, names, nianbao

work = folder("new")


def empty(*arguments):
    return nianbao("new", "--authority", "某某县", "--year", *arguments)


def figures(values):
    return [figure for value in values.values()
            for figure in (figures(value) if isinstance(value, dict) else [value])]


for edition, year, forms, count in (("2021", 2025, ["disclosure-2021", "applications-2021", "review"], [10, 175, 15]),
                                    ("2019", 2020, ["disclosure-2019", "applications-2019", "review"], [22, 161, 15])):
    @case(f"new: an empty report of the form of {edition}: title, six headings, three tables, every figure blank")
    def _():
        text = empty(year).out
        equal(empty(year, "--edition", edition).out, text)
        report = json.loads(text)
        equal((report["authority"], report["year"], report["title"]),
              ("某某县", year, f"某某县{year}年政府信息公开工作年度报告"))
        equal([section["heading"][:2] for section in report["sections"]], ["一、", "二、", "三、", "四、", "五、", "六、"])
        tables = [block for section in report["sections"] for block in section["body"]]
        equal([table["table"] for table in tables], forms)
        equal([len(figures(table["values"])) for table in tables], count)
        equal({figure for table in tables for figure in figures(table["values"])}, {None})

    @case(f"new: the report of {edition} loads, is canonical, has no hard finding, and is typeset")
    def _():
        path = work / f"empty-{edition}.json"
        path.write_text(empty(year).out)
        run = nianbao("check", "--format", "json", path)
        found = sorted(json.loads(line)["id"] for line in run.out.splitlines())
        equal(found, ["ALL-BLANK"] * 3 + ["FEE"] * (year > 2020) + ["STRUCT"])
        nianbao("render", "-o", work / "made", path)
        assert f"empty-{edition}.pdf" in names(work / "made")


@case("new: another edition than that of the year is told by check")
def _():
    path = work / "other.json"
    path.write_text(empty(2025, "--edition", "2019").out)
    contains(nianbao("check", path).out, "EDITION soft 表二")


@case("new: with -o it is a file in that folder, and never written over another")
def _():
    out = work / "out/in"
    nianbao("new", "--authority", "某某县", "--year", 2025, "-o", out)
    equal(names(out), ["某某县-2025.json"])
    (out / "某某县-2025.json").write_text("filled in")
    run = nianbao("new", "--authority", "某某县", "--year", 2025, "-o", out, status=2)
    contains(run.err, "is there already")
    equal((out / "某某县-2025.json").read_text(), "filled in")
    nianbao("new", "--authority", "../县", "--year", 2025, "-o", out, status=2)


@case("new: wrong use")
def _():
    for words in ([], ["--year", 2025], ["--authority", "某某县"], ["--authority", "", "--year", 2025],
                  ["--authority", "　", "--year", 2025], ["--authority", "某\t县", "--year", 2025], ["--authority", "某\u200b县", "--year", 2025],
                  ["--authority", "某某县", "--year", "25"], ["--authority", "某某县", "--year", "2018"],
                  ["--authority", "某某县", "--year", "2025", "--edition", "2020"],
                  ["--authority", "某某县", "--year", "2025", "x.json"]):
        equal(nianbao("new", *words, status=2).out, "")


@case("forms: each form with all rules of its file: id, grade, what it is asked of, formula, where it applies")
def _():
    text = nianbao("forms", "--lang", "en").out
    for line in ("    T3-BAL         hard; column: new + carried_in = total + carried_out; unless T3-TOTAL-BLANK\n",
                 "    X-CARRY        total hard, else soft; column: carried_in = last.carried_out; unless T3-TOTAL-BLANK\n",
                 "never abs(items_before + change - decisions) <= 1; when items_before > 100\n",
                 "    T2-LEVEL       soft; table: sum(regulations) = 0; levels county, township, department\n",
                 "    H-PART         soft; cell: cell >= part.cell; kinds count, amount\n",
                 "    T4-TOTAL-BLANK soft; group: never blank(total) and max(keep, correct, other, pending) > 0\n"):
        contains(text, line)
    forms = [json.loads(line) for line in nianbao("forms", "--format", "json").out.splitlines()]
    for form in forms:
        source = (ROOT / f"layouts/forms/{form['id']}.yaml").read_text()
        ids = [line.split()[2] for line in source.split("checks:")[1].splitlines() if line.startswith("  - id:")]
        equal([check["id"] for check in form["checks"]], ids, form["id"])
        equal(form["rules"], len(ids))
        assert all(check["formula"] and check["each"] and check["grade"] for check in form["checks"]), form["id"]


done()
