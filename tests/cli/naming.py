#!/usr/bin/python3
"""What is made, and what it is called."""
import json
import shutil

from tools import SEED, case, contains, done, equal, folder, names, nianbao

TITLE = "涞源县2024年政府信息公开工作年度报告"


@case("names: --only makes what it names")
def _():
    for product, count in {"pdf": 1, "xlsx": 3, "list": 1}.items():
        out = folder("only-" + product)
        nianbao("render", "--only", product, "-o", out, SEED)
        made = names(out)
        equal((len(made), {name.split(".")[-1] for name in made}), (count, {product}))


@case("names: pages are numbered from 01")
def _():
    out = folder("png")
    nianbao("render", "--only", "png,pdf", "-o", out, SEED)
    pages = [name for name in names(out) if name.endswith(".png")]
    assert len(pages) > 2, pages
    equal(pages, [f"laiyuan-2024-{number:02}.png" for number in range(1, len(pages) + 1)])


@case("names: --names title uses the title and 表二, 表三, 表四")
def _():
    out = folder("title")
    nianbao("render", "--names", "title", "-o", out, SEED)
    equal(names(out), sorted([f"{TITLE}.pdf", f"{TITLE}-表二.xlsx", f"{TITLE}-表三.xlsx", f"{TITLE}-表四.xlsx"]))


@case("names: a solidus in the title never leaves the folder")
def _():
    work = folder("solidus")
    report = json.loads(SEED.read_text())
    report["title"] = "../某县2024年报告"
    (work / "in.json").write_text(json.dumps(report, ensure_ascii=False))
    nianbao("render", "--only", "pdf", "--names", "title", "-o", work / "out", work / "in.json")
    equal(names(work), ["in.json", "out"])
    equal(names(work / "out"), ["..／某县2024年报告.pdf"])


@case("names: an input with another ending keeps it, spaces and a leading dash are no matter")
def _():
    work = folder("endings")
    for name in ("a.data", "b c.json", "-q.json"):
        shutil.copy(SEED, work / name)
    nianbao("render", "--only", "pdf", "-o", work / "out", "--", "a.data", "b c.json", "-q.json", cwd=work)
    equal(names(work / "out"), ["-q.pdf", "a.data.pdf", "b c.pdf"])


@case("names: a second table of one slot gets a name of its own")
def _():
    work = folder("slots")
    report = json.loads(SEED.read_text())
    tables = [block for section in report["sections"] for block in section["body"]
              if isinstance(block, dict) and block.get("table") == "review"]
    report["sections"][-1]["body"].append(tables[0])
    (work / "in.json").write_text(json.dumps(report, ensure_ascii=False))
    nianbao("render", "--only", "xlsx", "-o", work / "out", work / "in.json")
    equal(names(work / "out"),
          ["in-applications.xlsx", "in-disclosure.xlsx", "in-review-2.xlsx", "in-review.xlsx"])


@case("names: --book writes all tables as the sheets of STEM.xlsx as well")
def _():
    out = folder("book")
    nianbao("render", "--only", "xlsx", "--book", "-o", out, SEED)
    equal(names(out), sorted(f"{SEED.stem}{end}.xlsx" for end in ("", "-disclosure", "-applications", "-review")))
    out = folder("book-title")
    nianbao("render", "--only", "xlsx", "--book", "--names", "title", "-o", out, SEED)
    equal(names(out), sorted(f"{TITLE}{end}.xlsx" for end in ("", "-表二", "-表三", "-表四")))


@case("names: a book and a table's workbook of another report never share a name")
def _():
    work = folder("book-meets-table")
    for name in ("a.json", "a-review.json", "a-review-2.json", "b-review.json"):
        shutil.copy(SEED, work / name)
    for other in ("a-review.json", "a-review-2.json"):
        for inputs in (("a.json", other), (other, "a.json")):
            run = nianbao("render", "--book", "-o", work / "out", *inputs, cwd=work, status=2)
            contains(run.err, f"a.json and {other} would both write {other[:-5]}.xlsx")
            assert not (work / "out").exists()
    nianbao("render", "--only", "xlsx", "--book", "-o", work / "out", "a.json", "b-review.json", cwd=work)
    nianbao("render", "--only", "xlsx", "-o", work / "out", "a.json", "a-review.json", cwd=work)


done()
