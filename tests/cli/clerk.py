#!/usr/bin/python3
"""What trips up whoever fills in a report: help, options and findings say what to do."""
import fnmatch
import json
import os
import re
import shutil
import subprocess

import yaml

from tools import NIANBAO, ROOT, case, contains, done, equal, folder, names, nianbao

SAMPLE = ROOT / "samples/yunling-2024.json"
STYLE = yaml.safe_load((ROOT / "layouts/gbt9704.yaml").read_text())


def settings(text):
    """Setting: its values, in their order, as a help text or manual page has them."""
    return {key: values.split("|") for key, values in re.findall(r"^(?:  |\.B )(\w+)=(\S+)", text, re.MULTILINE)}


@case("clerk: --help and the manual page tell every setting of the page style, the usual value first")
def _():
    told = settings(nianbao("render", "--help").out)
    equal(list(told), list(STYLE["settings"]), "settings of --help")
    for key, values in told.items():
        usual = STYLE["settings"][key]
        equal(values[0], {True: "on", False: "off"}.get(usual, usual), key)
        for value in values:
            nianbao("render", "--only", "list", "--style", f"{key}={value}", "-o", folder("style"), SAMPLE)
    page = settings((ROOT / "render/nianbao.1").read_text().replace("\\-", "-").replace("\\fR|\\fB", "|")
                    .replace("\\fR|\\fILENGTH", "|28.95pt"))
    equal(page, told, "settings of the manual page")
    contains(nianbao("new", "--help").out, "protect=on|off")


@case("clerk: a wrong value of --style is the option's mistake, and the message names the right ones")
def _():
    for given, part in (("folio=left", "outer, centre"), ("sizes=big", "office, type"), ("pitch=5pt", "smaller"),
                        ("pitch=x", "fill, word"), ("nix=1", "sizes, pitch, sides")):
        run = nianbao("render", "--style", given, "-o", folder("none"), SAMPLE, status=2)
        equal(run.out, "", given)
        contains(run.err, f"nianbao: --style {given}: ")
        contains(run.err, part)
        assert "gbt9704.yaml" not in run.err, run.err
        contains(nianbao("render", "--lang", "zh", "--style", given, SAMPLE, status=2).err, f"--style {given}")


@case("clerk: a misspelt option is told with the help that has the right one, a file that is missing without")
def _():
    contains(nianbao("render", "--as-publishd", SAMPLE, status=2).err, "`nianbao render --help` tells")
    contains(nianbao("chek", SAMPLE, status=2).err, "`nianbao --help` tells")
    assert "--help" not in nianbao("check", "--files-from", folder("none") / "list.txt", status=3).err


@case("clerk: every line of the Chinese help is Chinese, but for names of commands, options and values")
def _():
    commands = re.findall(r"^  (\w+)  ", nianbao("--help").out.split("Options:")[0], re.MULTILINE)
    for command in ["", *commands]:
        for line in nianbao(*command.split(), "--help", "--lang", "zh").out.splitlines():
            assert not line or re.search("[\u4e00-\u9fff]", line), line
            assert not line.startswith("用法") or not re.search("[A-Z]{4}", line), line


def broken(name, *changes):
    """The sample with passages replaced, each of which must be there once."""
    text = SAMPLE.read_text()
    for old, new in changes:
        equal(text.count(old), 1, old)
        text = text.replace(old, new)
    path = folder("broken") / f"{name}.json"
    path.write_text(text)
    return path


@case("clerk: a Chinese finding says what has to equal what, in Chinese marks")
def _():
    path = broken("sums", ('"new": {"natural": 1286', '"new": {"natural": 1285'), ('"other": 13}, "total": 678}', '"other": 13}, "total": null}'),
                  ("云岭县2024年政府信息公开工作年度报告", "青岚县2024年政府信息公开工作年度报告"))
    out = nianbao("check", "--lang", "zh", path, status=1).out
    contains(out, "T3-BAL 硬性 表三 “一、本年新收政府信息公开申请数量” “自然人”: "
                  "新收 1285 + 结转 41 = 1326，应等于 办结 1290 + 转下年 37 = 1327（差 1）")
    contains(out, "T3-TOTAL-BLANK 软性 表三 “（一）予以公开” “总计”: 总计为空，而各申请人有数字：总计 （空），自然人 522，")
    contains(out, "TITLE 软性: 标题中的机关是“青岚县”，报告的机关（authority）是“云岭县”")


@case("clerk: quotes inside a text and a forgotten comma are told where they are, in both languages")
def _():
    path = broken("quotes", ('坚持以人民为中心', '坚持"以人民为中心"'))
    contains(nianbao("check", "--lang", "zh", path, status=1).out, "后面却还有“以”；文字里的引号要写中文的“ ”")
    path = broken("comma", ('"level": "county",', '"level": "county"'))
    contains(nianbao("check", path, status=1).out, ":4:20: JSON-SYNTAX hard: a comma is missing here at the end of line 4; line 5 goes on with")
    contains(nianbao("check", "--lang", "zh", path, status=1).out, "第 4 行末尾此处缺少半角逗号，第 5 行接着是")


README = (ROOT / "README.md").read_text()


@case("clerk: the README's commands do what it says, as they stand there")
def _():
    here = folder("readme")
    (here / "build").mkdir()
    (here / "build/nianbao").symlink_to(NIANBAO)
    (here / "samples").symlink_to(ROOT / "samples")
    lines = re.search(r"```sh\n(build/nianbao.*?)```", README, re.S)[1].splitlines()
    assert len(lines) > 10, lines
    for line in lines:
        run = subprocess.run(["bash", "-c", line], cwd=here, capture_output=True, text=True,
                             env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
        equal(run.returncode, 0, f"{line}: {run.stdout[-500:]}{run.stderr[-500:]}: status")
    first, second, third = (re.split(" +#", line)[0].split()[1:] for line in lines[:3])
    equal(nianbao(*first).out, "", "findings of the first command")
    equal(len(nianbao(*second).out.splitlines()), 2, "findings of the second")
    equal(nianbao(*third).out, "", "findings of the third")
    have = names(here / "out")
    for name in ("yunling-2024.pdf", "yunling-2024-applications.xlsx", "yunling-2023-review.xlsx", "2023.json",
                 "yunling-2024-01.png", "yunling-2024.list", "draft", "archive", "new"):
        assert name in have, (name, have)
    equal(names(here / "out/new"), sorted(["某某县-2025.json"] + [f"某某县-2025-{slot}.xlsx" for slot in
                                                                 ("disclosure", "applications", "review")]))


@case("clerk: the README's accepted finding is one of the sample it was taken from")
def _():
    here = folder("accepted")
    shutil.copy(ROOT / "samples/laiyuan-2024.json", here / "mine.json")
    text = re.search(r"```json\n(.*?)```", README, re.S)[1]
    json.loads(text)
    (here / "mine.accepted.json").write_text(text)
    run = nianbao("check", here / "mine.json")
    assert "EDITION" not in run.out and "STALE" not in run.out, run.out


@case("clerk: the README tells in both languages how to come by make, which `make demo` cannot install")
def _():
    equal(README.count("`apt-get install make`"), 2)


@case("clerk: the README names every module of the program, and none that is not there")
def _():
    rows = re.search(r"\| stage \| modules.*?\n\n", README, re.S)[0].splitlines()[2:]
    told = [name for row in rows if row for name in re.findall("`([^`]+)`", row.split("|")[2])]
    have = {path.stem for end in ("c", "h") for path in (ROOT / "render").glob(f"*.{end}")}
    equal(sorted(m for m in have if not any(fnmatch.fnmatch(m, name) for name in told)), [], "modules not told")
    equal([name for name in told if not any(fnmatch.fnmatch(m, name) for m in have)], [], "modules not there")


done()
