#!/usr/bin/python3
"""What trips up whoever fills in a report: help, options and findings say what to do."""
import re

import yaml

from tools import ROOT, case, contains, done, equal, folder, nianbao

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


@case("clerk: every line of the Chinese help is Chinese, but for names of commands, options and values")
def _():
    commands = re.findall(r"^  (\w+)  ", nianbao("--help").out.split("Options:")[0], re.MULTILINE)
    for command in ["", *commands]:
        for line in nianbao(*command.split(), "--help", "--lang", "zh").out.splitlines():
            assert not line or re.search("[\u4e00-\u9fff]", line), line
            assert not line.startswith("用法") or not re.search("[A-Z]{4}", line), line


done()
