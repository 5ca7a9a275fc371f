#!/usr/bin/python3
"""Every flavour of every sample, and of reports whose tables fill two pages, before the validators.

veraPDF for PDF/A and PDF/UA (tests/validators fetches its library), PDFBox Preflight for PDF/A-1b, and qpdf.  Both Java programs run once for all files.  What passed is kept by its sum in build/tests/validated, so that
the same bytes made by another build, or again, need not be read again.

The levels U, which A includes, are asked of every sample with LONG=1 only.
"""
import copy
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import outline  # noqa: E402
from tools import ROOT, case, done, equal, folder, nianbao  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
JAVA = pathlib.Path("/usr/share/java")
JAXB = ["jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation"]
PDFBOX = ["pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "jaxb-api", "javax.activation"]
FLAVOURS = {1: ["1b"], 2: ["2a", "2u", "ua1"], 3: ["3a", "3u", "ua1"]}
IN_FULL = {"laiyuan-2024", "long"}  # reports of which all flavours are asked always
KEPT = ROOT / "build/tests/validated"
EXTRA = 40  # rows a form lacks: more than a page takes


def mark(program, flavour, path, jars):
    """The name under which it is kept that a file passed."""
    sum_ = hashlib.sha256((HERE / program).read_bytes() + str([(jar.name, jar.stat().st_size) for jar in jars]).encode())
    sum_.update(pathlib.Path(path).read_bytes())
    return KEPT / f"{flavour}-{sum_.hexdigest()}"


def java(program, jars, asked):
    """What a validator says of each (flavour, file): the text of its failures, "" if it passes."""
    marks = {key: mark(program, *key, jars) for key in asked}
    said = {key: "" for key in asked if marks[key].exists()}
    words = [str(word) for key in asked if key not in said for word in key]
    if not words:
        return said
    run = subprocess.run(["java", "-XX:+UseSerialGC", "-cp", ":".join(map(str, jars)), str(HERE / program), *words],
                         capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stdout[-2000:] + run.stderr[-2000:]
    key = None
    for line in run.stdout.splitlines():
        verdict = re.match(r"(PASS|FAIL) (\S+) (\S+)(?: checks=(\d+))?$", line)
        if verdict:
            key = verdict[2], verdict[3]
            assert verdict[4] is None or int(verdict[4]) > 1000, f"it hardly looked: {line}"
            said[key] = "" if verdict[1] == "PASS" else "failed"
        else:
            said[key] += "\n" + line
    KEPT.mkdir(parents=True, exist_ok=True)
    for key, text in said.items():
        if not text:
            marks[key].touch()
    return said


def verapdf(*asked):
    jar = HERE / "jar/verapdf.jar"
    assert jar.exists(), "veraPDF is not here: run tests/validators"
    return java("VeraPdf.java", [*(JAVA / f"{name}.jar" for name in JAXB), jar], asked)


def preflight(*asked):
    return java("Preflight.java", [JAVA / f"{name}.jar" for name in PDFBOX], asked)


def overflowing():
    """A report each of whose tables is longer than a page; and with a W, the width of which Cairo cuts off."""
    report = json.loads((ROOT / "samples/qinglan-2021.json").read_text())
    report["sections"][0]["body"].append("全县政务服务大厅实现WIFI全覆盖。")
    after = {"disclosure": "normative", "applications": "new", "review": None}
    for section in report["sections"]:
        for block in section["body"]:
            if isinstance(block, dict) and after.get(block.get("table", "").split("-")[0]):
                row = {"label": "其他情况", "after": after[block["table"].split("-")[0]],
                       "values": [0] * (3 if block["table"].startswith("disclosure") else 7)}
                block["extra"] = [copy.deepcopy(row) for _ in range(EXTRA)]
    path = folder("long") / "long.json"
    path.write_text(json.dumps(report, ensure_ascii=False))
    return path


LONG = overflowing()
REPORTS = [*sorted((ROOT / "samples").glob("*.json")), ROOT / "tests/golden/06-table-break.json", LONG]
PDF = {}  # (stem, part) -> file
for part in (1, 2):
    out = folder(f"part{part}")
    nianbao("render", "--as-published", "--pdfa", part, "--only", "pdf,list", "-o", out, *REPORTS)
    PDF.update({(report.stem, part): out / f"{report.stem}.pdf" for report in REPORTS})
nianbao("archive", "--as-published", "-o", folder("part3"), *REPORTS)
PDF.update({(report.stem, 3): folder("part3") / report.stem / f"{report.stem}.pdf" for report in REPORTS})


@case("pdfa: in the long report both tables go on over a page with their heads again")
def _():
    lines = (folder("part2") / "long.list").read_text()
    pages = [set(re.findall(r"^text repeated \S+ \S+ (table-\S+) ", page, re.MULTILINE))
             for page in re.split(r"^page ", lines, flags=re.MULTILINE)[1:]]
    tables = set().union(*pages)
    assert {name.split("-")[1] for name in tables} >= {"disclosure", "applications"}, tables


def wanted(report, part):
    everything = report.stem in IN_FULL or os.environ.get("LONG") == "1"
    return [(flavour, str(PDF[report.stem, part])) for flavour in FLAVOURS[part] if everything or not flavour.endswith("u")]


said = {}


@case("pdfa: veraPDF reads every file of every part")
def _():
    said.update(verapdf(*[key for report in REPORTS for part in FLAVOURS for key in wanted(report, part)]))


for report in REPORTS:
    for part in FLAVOURS:
        @case(f"pdfa: veraPDF passes {report.stem} as {', '.join(flavour for flavour, _ in wanted(report, part))}")
        def _():
            for key in wanted(report, part):
                equal(said.get(key), "", key[0])

judged = {}


@case("pdfa: Preflight reads every file of part 1")
def _():
    judged.update(preflight(*[("1b", str(PDF[report.stem, 1])) for report in REPORTS]))


for report in REPORTS:
    @case(f"pdfa: Preflight passes {report.stem} as 1b")
    def _():
        equal(judged.get(("1b", str(PDF[report.stem, 1]))), "")

    @case(f"pdfa: qpdf finds nothing in any part of {report.stem}")
    def _():
        for part in FLAVOURS:
            run = subprocess.run(["qpdf", "--check", PDF[report.stem, part]], capture_output=True, text=True)
            equal((run.returncode, run.stderr), (0, ""), f"part {part}")
            assert "No syntax or stream encoding errors" in run.stdout, run.stdout

for stem, part in ("laiyuan-2024", 3), ("06-table-break", 2):  # tests/pdf/structure.py asks it of part 2 of every sample
    @case(f"pdfa: pdfinfo shows the outline of {stem}, part {part}, in order")
    def _():
        report = json.loads(next(path for path in REPORTS if path.stem == stem).read_text())
        equal(outline.shown(PDF[stem, part]), outline.wanted(report))


@case("pdfa: the validators fail what is none: another part, another level, another UA")
def _():
    good = PDF["laiyuan-2024", 2]
    data = good.read_bytes()
    asked = []
    for name, old, new, flavour in (
            ("part", b"<pdfaid:part>2<", b"<pdfaid:part>3<", "2u"),
            ("level", b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<", "2a"),
            ("ua", b"<pdfuaid:part>1<", b"<pdfuaid:part>7<", "ua1")):
        equal(data.count(old), 1, name)
        bad = folder("bad") / f"{name}.pdf"
        bad.write_bytes(data.replace(old, new))
        asked.append((flavour, str(bad)))
    for key, text in verapdf(*asked).items():
        assert text.startswith("failed"), key
    assert preflight(("1b", str(good)))["1b", str(good)].startswith("failed"), "part 2 passes as part 1"


done()
