#!/usr/bin/python3
"""`nianbao fonts`, and what render says about fonts: sections D1 to D3 of the typesetting rules."""
import json
import re
import shutil
import subprocess

from tools import ROOT, SEED, case, contains, done, equal, folder, names, nianbao

PARTS = ["title", "h1", "h2", "body", "folio", "table"]
FANDOL, NOTO = (6638, 6763), (8105, 6763)


def listed(*arguments):
    return [json.loads(line) for line in nianbao("fonts", "--format", "json", *arguments).out.splitlines()]


def report(name, block):
    """A copy of the seed report with one more block, and that block's place."""
    data = json.loads(SEED.read_text())
    data["preamble"].append(block)
    text = block if isinstance(block, str) else block["runs"][0]["text"]
    path = folder("reports") / f"{name}.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2))
    line = next(i for i, row in enumerate(path.read_text().splitlines(), 1) if text[:8] in row)
    return path, f"{path}:{line}:5"


@case("D3 fonts: part, wanted, got, licence and coverage of every part, then its fallbacks")
def _():
    out = nianbao("fonts", "--lang", "en").out
    equal([line.split()[0] for line in out.splitlines() if not line.startswith(" ")], PARTS)
    body = out.split("body ")[1].split("folio ")[0].splitlines()
    equal([re.sub(" +", " ", line.strip()) for line in body], [
        "仿宋", "wanted: 仿宋_GB2312", "got: FandolFang R (FandolFang-Regular.otf)", "licence: GPL-3.0 with font exception",
        "has: 6638 of 8105 in 通用规范汉字表, 6763 of 6763 in GB 2312",
        "then: Noto Serif CJK SC (NotoSerifCJK-Regular.ttc), OFL-1.1",
        "with it: 8105 of 8105 in 通用规范汉字表, 6763 of 6763 in GB 2312"])


@case("D3 fonts: the same as JSON lines")
def _():
    rows = listed()
    equal([(row["part"], row["rank"]) for row in rows], [(part, rank) for part in PARTS for rank in (1, 2)])
    for row in rows:
        own = (row["hanzi8105"], row["gb2312"])
        together = (row["hanzi8105_together"], row["gb2312_together"])
        equal((row["use"], own, together), ("main", FANDOL, FANDOL) if row["rank"] == 1 else ("fallback", NOTO, NOTO))
        assert row["sha256"] and row["licence"] and row["role"] and row["file"].startswith(str(ROOT)), row


@case("D3 fonts: a font of --fonts moves to the head of its part, with the licence of the office")
def _():
    own = folder("own")
    shutil.copy(ROOT / "fonts/files/FandolFang-Regular.otf", own / "office.otf")
    row = next(row for row in listed("--fonts", own) if row["part"] == "body")
    equal((row["file"], row["licence"], row.get("sha256")), (str(own / "office.otf"), "office", None))


@case("D1 fonts: --fonts with a list of its own needs no table of characters")
def _():
    whole = folder("whole")
    shutil.copy(ROOT / "fonts/fonts.yaml", whole)
    for font in (ROOT / "fonts/files").glob("Noto*.ttc"):
        (whole / font.name).symlink_to(font)
    equal({(row["hanzi8105"], row["gb2312"]) for row in listed("--fonts", whole)}, {NOTO})


@case("T-D1 a fallback is told with file, line, column, character and code point, and the report is made")
def _():
    path, place = report("rare", "鄠邑区昇祎到访。")
    out = nianbao("render", "--lang", "en", "--only", "pdf", "-o", folder("rare"), path).out
    told = [line for line in out.splitlines() if "FONT-FALLBACK" in line]
    equal(len(told), 3)
    for line, (nth, char, code) in zip(told, ((1, "鄠", "9120"), (4, "昇", "6607"), (5, "祎", "794E"))):
        assert line.startswith(place + ": FONT-FALLBACK soft: "), line
        contains(line, f"“{char}” (U+{code}, character {nth} of the text) is not in FandolFang R "
                       "and is taken from Noto Serif CJK SC")


@case("D3 a character in no font is an error that names it; nothing is written, not even --as-published")
def _():
    path, place = report("none", "一字无字体：\U00020000。")
    out = folder("none")
    run = nianbao("render", "--lang", "en", "--as-published", "-o", out, path, status=3)
    assert f"{place}: FONT-MISSING hard: “\U00020000” (U+20000, character 7 " in run.out, run.out
    equal(names(out), [])


@case("D3 --strict-fonts: another face than the first wanted, or a character from another face, and nothing is made")
def _():
    out = folder("strict")
    run = nianbao("render", "--lang", "en", "--strict-fonts", "-o", out, SEED, status=3)
    contains(run.err, "FandolSong Bold instead of 方正小标宋简体 (--strict-fonts)")
    fonts = folder("strictfonts")
    yaml = (ROOT / "fonts/fonts.yaml").read_text()
    (fonts / "fonts.yaml").write_text(re.sub(r"(?m)^      - \[(?!Fandol|Noto).*\n", "", yaml))
    for font in (ROOT / "fonts/files").glob("*.[ot]t[fc]"):
        (fonts / font.name).symlink_to(font)
    nianbao("render", "--strict-fonts", "--fonts", fonts, "--only", "pdf", "-o", out, SEED)
    path, place = report("strict", "鄠邑区的来访者。")
    out = folder("strict-none")
    run = nianbao("render", "--lang", "en", "--strict-fonts", "--fonts", fonts, "-o", out, path, status=3)
    contains(run.out, f"{place}: FONT-FALLBACK hard: “鄠”")
    contains(run.err, "--strict-fonts")
    equal(names(out), [])


@case("C-24 a run in bold is real 黑体 in the PDF: no CairoFont-*, no Type 3, and its text comes out whole")
def _():
    path, _ = report("bold", {"runs": [{"text": "依照"}, {"text": "“先审查、后公开”", "style": "bold"},
                                       {"text": "原则办理12件，", "style": "kai"}, {"text": "鄠邑", "style": "bold"},
                                       {"text": "——1.5%", "style": "song"}]})
    out = folder("bold")
    nianbao("render", "--only", "pdf", "-o", out, path)
    fonts = subprocess.run(["pdffonts", out / "bold.pdf"], check=True, capture_output=True, text=True).stdout
    assert "CairoFont" not in fonts and "Type 3" not in fonts, fonts
    for face in "FandolHei", "FandolKai", "FandolSong", "FandolFang", "NotoSansCJK":
        contains(fonts, face)
    text = subprocess.run(["pdftotext", "-raw", out / "bold.pdf", "-"], check=True, capture_output=True, text=True).stdout
    contains(re.sub(r"\s", "", text), "依照“先审查、后公开”原则办理12件，鄠邑——1.5%")


@case("B-17 a word wider than the line is told with file, line, column, and the report is made")
def _():
    path, place = report("long", "编号如下：" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4 + "。")
    out = folder("long")
    run = nianbao("render", "--lang", "en", "--only", "pdf", "-o", out, path)
    told = [line for line in run.out.splitlines() if "TYPE-FORCED" in line]
    assert told and all(line.startswith(place + ": TYPE-FORCED soft: ") for line in told), run.out
    equal(names(out), ["long.pdf"])


done()
