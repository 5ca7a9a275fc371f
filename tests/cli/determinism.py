#!/usr/bin/python3
"""Same input, same bytes: no clock, zone, language, folder, order or neighbour in any output."""
import hashlib
import shutil
import time

from tools import SEED, case, done, equal, folder, names, nianbao

EVERYTHING = "pdf,xlsx,png,list"


def sums(path, stem=None):
    return {name.replace(stem, "x") if stem else name: hashlib.sha256((path / name).read_bytes()).hexdigest()
            for name in names(path)}


def render(name, *more, env=None, cwd=None, report=SEED):
    out = folder(name)
    nianbao("render", "--only", EVERYTHING, "-o", out, report, *more, env=env, cwd=cwd)
    return out


first = render("first", env={"TZ": "UTC", "LANG": "C", "LC_ALL": "C"})


@case("same bytes: under another zone, language, folder, umask and time")
def _():
    time.sleep(1.1)  # so that a clock would show
    elsewhere = folder("elsewhere/目录 2")
    shutil.copy(SEED, elsewhere)
    for name, env in {"zh": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"},
                      "fr": {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}}.items():
        second = render("second-" + name, env=env, cwd=elsewhere, report=SEED.name)
        equal(sums(second), sums(first))


@case("same bytes: the tenth report of a call as the first, in any order")
def _():
    work = folder("order")
    for name in ("a", "b", "c"):
        shutil.copy(SEED, work / f"{name}.json")
    want = sums(first, "laiyuan-2024")
    for turn, order in enumerate((["a", "b", "c"], ["c", "a", "b"])):
        out = folder(f"order-{turn}")
        nianbao("render", "--only", EVERYTHING, "-o", out, *[work / f"{name}.json" for name in order])
        for name in order:
            got = {file.replace(name, "x", 1): value for file, value in sums(out).items() if file[0] == name}
            equal(got, want, name)


@case("same bytes: a report between others, of other words and other spellings of the same glyphs")
def _():
    work = folder("neighbours")
    shutil.copy(SEED, work / "a.json")
    text = SEED.read_text()
    (work / "b.json").write_text(text.translate(dict(zip(map(ord, "人大小工文日"), "⼈⼤⼩⼯⽂⽇"))))
    shutil.copy(SEED.with_name("yunling-2024.json"), work / "c.json")
    want = sums(first, "laiyuan-2024")
    for turn, order in enumerate((["b", "a"], ["c", "a", "b"])):
        out = folder(f"neighbours-{turn}")
        nianbao("render", "--as-published", "--only", EVERYTHING, "-o", out, *[work / f"{name}.json" for name in order])
        got = {file.replace("a", "x", 1): value for file, value in sums(out).items() if file[0] == "a"}
        equal(got, want)
        equal("b.pdf" in names(out), True)


@case("same bytes: SOURCE_DATE_EPOCH sets the date, and only that")
def _():
    a = sums(render("epoch-a", env={"SOURCE_DATE_EPOCH": "1735689600"}))
    b = sums(render("epoch-b", env={"SOURCE_DATE_EPOCH": "1735689600", "TZ": "America/New_York"}))
    equal(a, b)
    changed = {name for name, value in sums(first).items() if a[name] != value}
    equal({name.split(".")[-1] for name in changed}, {"pdf", "xlsx"})


done()
