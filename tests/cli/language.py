#!/usr/bin/python3
"""Messages in Chinese or English."""
import json

from tools import SEED, case, contains, done, equal, folder, nianbao

ZH, EN = "用法", "Usage:"


def shown(env, *words):
    clean = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": None, "LANGUAGE": None}
    clean.update(env)
    return nianbao("--help", *words, env=clean).out.splitlines()[0]


@case("language: Chinese in a zh locale, English else")
def _():
    for env in ({"LANG": "zh_CN.UTF-8"}, {"LANG": "zh_CN"}, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"},
                {"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "C"}, {"LANG": "C.UTF-8", "LANGUAGE": "zh_CN:en"},
                {"LANG": "zh_XX.UTF-8"}, {"LANG": "zh_SG.GBK"}):
        contains(shown(env), ZH)
    for env in ({}, {"LANG": "C"}, {"LANG": "en_US.UTF-8"}, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"},
                {"LANG": "C", "LANGUAGE": "zh_CN"}, {"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"},
                {"LANG": "zha_XX.UTF-8"}):
        contains(shown(env), EN)


@case("language: --lang comes before the environment, also for wrong use")
def _():
    contains(shown({"LANG": "en_US.UTF-8"}, "--lang", "zh"), ZH)
    contains(shown({"LANG": "zh_CN.UTF-8"}, "--lang=en"), EN)
    contains(nianbao("render", "--lang", "zh", status=2).err, "报告")
    contains(nianbao("render", "--lang", "en", status=2).err, "report")


@case("language: findings in both, their JSON names the same")
def _():
    report = json.loads(SEED.read_text())
    report["yeer"] = 2024
    path = folder("language") / "x.json"
    path.write_text(json.dumps(report, ensure_ascii=False))
    contains(nianbao("check", "--lang", "zh", path, status=1).out, "REPORT-KEY 硬性")
    contains(nianbao("check", "--lang", "en", path, status=1).out, "REPORT-KEY hard")
    zh, en = (json.loads(nianbao("check", "--format", "json", "--lang", lang, path, status=1).out.splitlines()[0])
              for lang in ("zh", "en"))
    assert zh.pop("message") != en.pop("message")
    equal(zh, en)


done()
