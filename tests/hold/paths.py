#!/usr/bin/python3
"""What a report or a folder says never leads a run astray: outputs stay in their folder, links are not followed, inputs are
not overwritten, runs at once do not mix, words that look like formulas stay words."""
import copy
import json
import os
import pathlib
import subprocess
import sys

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from tools import NIANBAO, ROOT, SEED, case, contains, done, equal, folder, names, nianbao  # noqa: E402

seed = json.loads(SEED.read_text())
small = copy.deepcopy(seed)
small["sections"] = small["sections"][:2]
work = folder("paths")


def report(path, **changes):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dict(small, **changes), ensure_ascii=False))
    return path


def everything(top):
    """All files and folders below, with what they hold."""
    return {str(path.relative_to(top)): path.read_bytes() if path.is_file() else None for path in sorted(top.rglob("*"))}


TITLES = ["../年报", "../../../../tmp/年报", "/etc/年报", "..", ".", "年报/..", "-o", "年\\报", "a:b*c?d\"e<f>g|h", "。" * 130, "报" * 300,
          ".nianbao-1-1.tmp", " 年报 ", "CON", "%s%n", "$(touch x)", "年报; touch x"]


@case("paths: whatever the title, with --names title every output is a file in the folder of the outputs")
def _():
    for i, title in enumerate(TITLES):
        top = work / f"title-{i}"
        source = report(top / "in/r.json", title=title)
        before = everything(top)
        run = subprocess.run([NIANBAO, "render", "-q", "--as-published", "--names", "title", "--only", "list,xlsx", "-o", "out", source],
                             cwd=top, capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
        assert run.returncode in (0, 1, 2, 3), f"{title}: {run.returncode}, {run.stderr}"
        after = everything(top)
        for path in after.keys() - before.keys():
            assert path == "out" or path.startswith("out/") and "/" not in path[4:], f"{title}: {path}"
        equal({path: after[path] for path in before}, before, title)
        if run.returncode == 0:
            equal(len(names(top / "out")), 2, title)
            assert not any(name.endswith(".tmp") for name in names(top / "out")), names(top / "out")
        else:
            equal(after.get("out/x"), None)
            assert run.stdout.strip() or run.stderr.strip(), title


@case("paths: archive writes only below its folder; a name that leads elsewhere is refused")
def _():
    top = work / "archive"
    nianbao("archive", "-q", "--as-published", "-o", top / "out", report(top / "in/..r.json"), status=2)
    source = report(top / "in/r.json")
    original = top / "in/../in/published.txt"
    original.write_text("公布的原文")
    before = everything(top)
    nianbao("archive", "-q", "--as-published", "--original", original, "-o", "out", source, cwd=top)
    for path in everything(top).keys() - before.keys():
        assert path == "out" or path.startswith("out/"), path


@case("paths: a link in the place of an output is replaced, what it led to is untouched; a folder that is a link is used")
def _():
    top = work / "links"
    source = report(top / "r.json")
    (top / "real").mkdir()
    (top / "out").symlink_to("real")
    (top / "precious").write_text("precious")
    for name in "r.pdf", "r.list", "r-disclosure.xlsx":
        (top / "real" / name).symlink_to("../precious")
    (top / "real/r-01.png").symlink_to("/nonexistent/place")
    nianbao("render", "-q", "--as-published", "--only", "pdf,list,xlsx,png", "-o", top / "out", source)
    equal((top / "precious").read_text(), "precious")
    for name in names(top / "real"):
        assert not (top / "real" / name).is_symlink(), name
    assert (top / "real/r.pdf").read_bytes().startswith(b"%PDF")


@case("paths: an input is not overwritten, be it named, linked, or another report's output")
def _():
    for how in "same", "hard link", "symbolic link":
        top = work / how.replace(" ", "-")
        source = report(top / "r.json")
        text = source.read_text()
        victim = top / "out/r.list"
        victim.parent.mkdir()
        if how == "hard link":
            os.link(source, victim)
            given = source
        elif how == "symbolic link":
            victim.write_text(text)
            given = top / "link.json"
            given.symlink_to("out/r.list")
            (top / "r.list.json").symlink_to("out/r.list")
        else:
            victim.write_text(text)
            given = victim
        run = subprocess.run([NIANBAO, "render", "-q", "--as-published", "--only", "list", "-o", top / "out", given, source]
                             if how == "symbolic link" else
                             [NIANBAO, "render", "-q", "--as-published", "--only", "list", "-o", top / "out", given],
                             capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
        equal(victim.read_text(), text, how)
        equal(source.read_text(), text, how)
        if how != "same":  # whose output is r.list.list
            equal(run.returncode, 2, f"{how}: {run.stderr}")
            contains(run.stderr, "overwrite")


@case("paths: runs at once on one folder wait for each other: the files are all of one of them")
def _():
    top = work / "once"
    good = []
    for i in range(4):
        source = report(top / str(i) / "r.json", authority=f"第{'一二三四'[i]}县", title=f"第{'一二三四'[i]}县年报")
        nianbao("render", "-q", "--as-published", "--only", "list,xlsx", "-o", top / f"alone-{i}", source)
        good.append(everything(top / f"alone-{i}"))
    assert all(good[0] != other for other in good[1:])
    for _ in range(5):
        runs = [subprocess.Popen([NIANBAO, "render", "-q", "--as-published", "--only", "list,xlsx", "-o", top / "out", top / str(i) / "r.json"])
                for i in range(4)]
        equal([run.wait() for run in runs], [0] * 4)
        assert everything(top / "out") in good, "files of two runs"


@case("paths: labels, notes and figures that begin with = + - @ are text in the workbook, never a formula")
def _():
    data = copy.deepcopy(small)
    table = next(block for section in data["sections"] for block in section["body"] if isinstance(block, dict) and "table" in block)
    words = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://a\",\"b\")", "\u200b=1"[1:]]
    table["note"] = words[4]
    table["extra"] = [{"label": word, "after": "normative", "values": ["+19", "-3", "/"]} for word in words]
    path = work / "formula.json"
    path.write_text(json.dumps(data, ensure_ascii=False))
    nianbao("render", "-q", "--as-published", "--only", "xlsx", "-o", work / "formula", path)
    seen = set()
    for name in names(work / "formula"):
        for sheet in openpyxl.load_workbook(work / "formula" / name):
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value in words:
                        equal(cell.data_type, "s", cell.value)
                        seen.add(cell.value)
    equal(seen, set(words))


done()
