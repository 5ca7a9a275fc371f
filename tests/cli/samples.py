#!/usr/bin/python3
"""The samples: what check says of each, and the size of their tables in print."""
import json
import re

from tools import ROOT, case, done, equal, folder, nianbao

FINDINGS = {
    "laiyuan-2024": ["EDITION soft 表三", "LINT-ASCII info"],  # the published report as it is
    "linxi-2016": [],
    "linxi-2019": [],
    "qinglan-2021": ["EDITION soft 表二"],  # a hybrid: table two in the form of 2019
    "yunling-2023": [],
    "yunling-2024": [],
}


@case("samples: each has exactly the findings that are known, and none is hard")
def _():
    equal(sorted(path.stem for path in ROOT.glob("samples/*.json")), sorted(FINDINGS))
    for stem, want in FINDINGS.items():
        run = nianbao("check", "--format", "json", ROOT / f"samples/{stem}.json")
        found = [json.loads(line) for line in run.out.splitlines()]
        equal([" ".join(filter(None, (f["id"], f["grade"], f.get("table")))) for f in found], want, stem)


def grids(stem):
    """The tables in print: the number of rows and columns each has on its grid."""
    out = folder("lists")
    nianbao("render", "--only", "list", "-o", out, ROOT / f"samples/{stem}.json")
    size = {}
    for line in (out / f"{stem}.list").read_text().splitlines():
        cell = re.match(r"text (?:content|repeated) (\d+)\.(\d+)\.(\d+)(?:\+(\d+)\+(\d+))? ", line)
        if cell:
            block, row, col, rows, cols = (int(part or 1) for part in cell.groups())
            high, wide = size.get(block, (0, 0))
            size[block] = max(high, row + rows), max(wide, col + cols)
    return [size[block] for block in sorted(size)]


@case("samples: tables of 2019 have 18 rows, 26 x 10 and 15 columns; those of 2021 14 rows and 28 x 10")
def _():
    equal(grids("linxi-2019"), [(18, 5), (26, 10), (4, 15)])
    equal(grids("laiyuan-2024"), [(14, 4), (26, 10), (4, 15)])
    equal(grids("yunling-2024"), [(14, 4), (28, 10), (4, 15)])


@case("samples: a hybrid has a form for each table, a row the form lacks, and labels as published")
def _():
    equal(grids("qinglan-2021"), [(19, 5), (28, 10), (4, 15)])
    text = (folder("lists") / "qinglan-2021.list").read_text()
    for words in "其他主动公开文件", "行政许可（含备案）", "本年增／减":
        assert f"“{words}”" in text or f'"{words}"' in text, words


@case("samples: a report before 2019 is prose and a list of label, unit and value")
def _():
    (rows, columns), = grids("linxi-2016")
    listed = json.loads((ROOT / "samples/linxi-2016.json").read_text())["sections"][-1]["body"][0]["list"]
    equal((rows, columns), (len(listed), 3))


done()
