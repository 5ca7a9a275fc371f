#!/usr/bin/python3
"""How large a report may be: what is within the limits is made within 256 MiB and in linear time, what is beyond is refused
with the limit named."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from tools import NIANBAO, ROOT, SEED, case, contains, done, equal, folder, names, nianbao  # noqa: E402

SANITIZED = b"__asan_init" in pathlib.Path(NIANBAO).read_bytes()  # which takes memory and time of its own
MEMORY = 256 << 20
seed = json.loads(SEED.read_text())
applications = next(block for section in seed["sections"] for block in section["body"]
                    if isinstance(block, dict) and block.get("table", "").startswith("applications"))
SENTENCE = "2024年，全县主动公开政府信息1286条，其中通过政府网站公开1011条；“双公示”平台归集行政许可（含变更）信息275条，办理及时。"
work = folder("limits")


def report(name, *body):
    """A report with this body, in sections of a length that is allowed."""
    sections = [{"heading": f"{'一二三四五六'[i // 2000]}、总体情况", "body": list(body[i:i + 2000])} for i in range(0, len(body), 2000)]
    return written(name, sections)


def written(name, sections):
    data = dict({key: seed[key] for key in ("format", "authority", "level", "year", "title", "signature") if key in seed},
                preamble=[], sections=sections)
    path = work / f"{name}.json"
    path.write_text(json.dumps(data, ensure_ascii=False))
    return path


def run(path, only="pdf,xlsx", *options):
    """Status, what it said, peak memory in bytes, seconds of the processor."""
    arguments = [NIANBAO, "render", "-q", "--as-published", "--only", only, "-o", work / "out", *options, path]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                                 env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=""))
        _, status, used = os.wait4(child.pid, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode(), used.ru_maxrss * 1024, used.ru_utime + used.ru_stime


def within(path, only="pdf,xlsx", *options):
    """It is made, in bounds; seconds."""
    status, said, memory, seconds = run(path, only, *options)
    assert status == 0, f"exit status {status}: {said[-2000:]}"
    assert SANITIZED or memory <= MEMORY, f"{memory >> 20} MiB"
    return seconds


def pages(name):
    out = subprocess.run(["qpdf", "--show-npages", work / f"out/{name}.pdf"], capture_output=True, text=True, check=True)
    return int(out.stdout)


@case("limits: a paragraph of 100,000 characters is set whole, within 256 MiB")
def _():
    text = (SENTENCE * (100000 // len(SENTENCE) + 1))[:99999] + "。"
    within(report("paragraph", text))
    assert pages("paragraph") >= 100000 * 3 // (22 * 28 * 4)  # figures take half a cell
    got = subprocess.run(["pdftotext", "-raw", work / "out/paragraph.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "".join(got.split()).count("双公示") >= text.count("双公示") * 0.95


@case("limits: more than 65,535 bytes of marks on one character are set")
def _():
    within(report("marks", "甲" + "\u0301" * 33000 + "乙。"), "pdf")
    assert pages("marks") >= 1


@case("limits: 10,000 paragraphs are set, within 256 MiB")
def _():
    within(report("paragraphs", *[f"第{i}段。{SENTENCE[:26]}。" for i in range(10000)]), "pdf")
    assert pages("paragraphs") >= 10000 // 22


def refused(path, *words):
    status, said, memory, _ = run(path)
    equal(status, 1)
    for word in words:
        contains(said, word)
    assert SANITIZED or memory <= MEMORY, f"{memory >> 20} MiB"


@case("limits: a list of more than 2000 blocks and more than 200 rows the form lacks are refused with the limit named")
def _():
    refused(written("list", [{"heading": "一、总体情况", "body": ["段。"] * 10000}]), "JSON-LIMIT", "10000", "2000")
    extra = [{"label": f"第{i}项", "after": "total", "values": [1] * 7} for i in range(1000)]
    refused(report("extra", dict(applications, extra=extra)), "JSON-LIMIT", "1000", "200")


@case("limits: tables with 200 rows the form lacks go over pages and into workbooks, within 256 MiB")
def _():
    extra = [{"label": f"另行统计的第{i}项", "after": "total", "values": [1] * 7} for i in range(200)]
    within(report("table", *[dict(applications, extra=extra)] * 5))
    assert pages("table") >= 5 * 200 // 40
    equal(len([name for name in names(work / "out") if name.startswith("table-")]), 5)


@case("limits: a form of a thousand rows is set over pages and written as a workbook, within 256 MiB")
def _():
    layouts = work / "layouts"
    shutil.copytree(ROOT / "layouts", layouts)
    rows = "".join(f"  - r{i}: 第{i}项\n" for i in range(1000))
    (layouts / "forms/long.yaml").write_text(
        'id: long\nslot: long\nedition: "2021"\nname: 表九\ntitle: 长表\ncorner: 项目\n'
        "columns:\n  - made: 制作数\n  - valid: 有效数\nrows:\n" + rows)
    values = {f"r{i}": {"made": i, "valid": i} for i in range(1000)}
    within(report("long", {"table": "long", "values": values}), "pdf,xlsx", "--layouts", layouts)
    assert pages("long") >= 1000 // 40


@case("limits: an input of 4 MiB is read and checked within 256 MiB; one byte more is refused with the limit named")
def _():
    path = report("large", *[SENTENCE] * 20)
    text = path.read_bytes()
    path.write_bytes(text + b" " * ((4 << 20) - len(text)))
    within(path, "pdf")
    path.write_bytes(path.read_bytes() + b" ")
    refused(path, "JSON-LIMIT", str(4 << 20))


@case("limits: 400,000 characters of prose are typeset within 256 MiB; of 4 MiB the limit is named")
def _():
    paragraph = (SENTENCE * 8)[:420]
    within(report("prose", *[paragraph] * (399500 // 420)), "pdf")
    refused(report("prose", *[paragraph] * ((4 << 20) // len((paragraph + '", "').encode()) - 1)), "JSON-LIMIT", "400000")


@case("limits: depth 32 is read, 33 refused with the limit named")
def _():
    for depth, word in (32, "REPORT-TYPE"), (33, "JSON-LIMIT"):
        path = work / "deep.json"
        path.write_text("[" * depth + "1" + "]" * depth)
        status, said, _, _ = run(path)
        equal(status, 1)
        contains(said, word)
        equal("32" in said, depth == 33)


@case("limits: time is linear: 100 times the prose takes at most 100 times what 10 times takes over one, and half more")
def _():
    prose = [block for section in seed["sections"] for block in section["body"] if isinstance(block, str)]
    spent = {}
    for times in 1, 10, 100:
        spent[times] = min(within(report(f"times-{times}", *prose * times), "pdf") for _ in range(3))
    start = spent[1] - (spent[10] - spent[1]) / 9
    assert spent[100] - start <= 1.5 * 10 * (spent[10] - start) + 0.2, spent


def checked(path):
    """Seconds of the processor that checking takes, whatever is found."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen([NIANBAO, "check", "-q", path], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 1), status
        return used.ru_utime + used.ru_stime


@case("limits: time to check is linear in a paragraph, also where every few characters of it are a finding, or marks left open")
def _():
    for words in "《", "，，甲", "甲,", "信息处理费", "行政复议8件，", "新收8件，办结7件。", "2023年公开8件。", "信息处理费5万元。":
        spent = []
        for n in 10_000, 99_000:
            text = words * (n // len(words))
            spent.append(checked(written("slow", [dict(section, body=[text]) for section in seed["sections"][:1] + seed["sections"][5:6]])))
        assert spent[1] <= 20 * spent[0] + 0.5, (words, spent)


def squeezed(mebibytes):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(mebibytes)) + packer.flush()


@case("limits: a PDF of three kilobytes that unpacks to more than a gibibyte is refused by verify")
def _():
    head = (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
            b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
    data = zlib.compress(squeezed(1200), 9)
    assert len(data) < 4000
    (work / "bomb.pdf").write_bytes(
        head + b"3 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n" % len(data) +
        data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head))
    if not SANITIZED:  # with which memory that cannot be had ends the program at once
        made = nianbao("verify", work / "bomb.pdf", status=3)
        contains(made.err, "damaged")


done()
