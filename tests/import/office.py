#!/usr/bin/python3
"""Workbooks, Word files, PDFs and folders through `nianbao import`, and the commands that take them in place of report data."""
import json
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import openpyxl

import known
import layouts
import made
import office  # of tests/sheet, which made finds
from tools import ROOT, SEED, case, contains, done, equal, folder, names, nianbao

TEXT = ROOT / "tests/reports/laiyuan-2024.txt"
OTHER = ROOT / "samples/yunling-2024.json"
DATA = json.loads(SEED.read_text(encoding="utf-8"))


class First:
    """In place of a random source: nothing out of the ordinary."""
    def random(self):
        return 0.99

    def choice(self, several):
        return several[0]

    def randint(self, low, high):
        return low


def tables(data):
    return [b for s in data["sections"] for b in s["body"] if isinstance(b, dict) and "table" in b]


def paragraphs(data):
    """The prose without what a page does not tell: run-in headings and other faces."""
    blocks = [*data.get("preamble", []), *(b for s in data["sections"] for b in s["body"])]
    return [b if isinstance(b, str) else b["heading"] + b.get("text", "") if "heading" in b else
            "".join(run["text"] for run in b["runs"]) for b in blocks if isinstance(b, str) or "heading" in b or "runs" in b]


def workbook(path, blocks, text=lambda value: value, place=(1, 1), title=DATA["title"]):
    """The tables, each on a sheet; text: what is put into the cell of a figure."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for block in blocks:
        sheet = book.create_sheet(block["table"])
        top, left = place
        if title:
            sheet.cell(top, left).value = title
        cells, _, _, _ = made.cells(block)
        for c in cells:
            cell = sheet.cell(top + 1 + c.row, left + c.col)
            cell.value = text(int(c.text) if c.text.isdigit() else c.text) if c.role == "figure" else c.text
            if c.rows > 1 or c.cols > 1:
                sheet.merge_cells(start_row=cell.row, start_column=cell.column, end_row=cell.row + c.rows - 1,
                                  end_column=cell.column + c.cols - 1)
    book.save(path)
    return path


# --- the seed ----------------------------------------------------------------

@case("import: the published text of the seed gives its sample byte for byte")
def _():
    equal(nianbao("import", TEXT).stdout, SEED.read_bytes())


@case("import: the same with -o, from standard input, and by check and render")
def _():
    out = folder("seed")
    nianbao("import", "-o", out / "seed.json", TEXT)
    equal((out / "seed.json").read_bytes(), SEED.read_bytes())
    equal(nianbao("import", "-", stdin=TEXT.read_bytes()).stdout, SEED.read_bytes())
    strip = [line.split(": ", 1)[1] for line in nianbao("check", SEED).out.splitlines()]
    equal([line.split(": ", 1)[1] for line in nianbao("check", TEXT).out.splitlines()], strip)
    for number, source in enumerate((TEXT, SEED)):
        nianbao("render", "-q", "-o", out / str(number), source)
    equal(names(out / "0"), names(out / "1"))
    for name in names(out / "0"):
        assert (out / "0" / name).read_bytes() == (out / "1" / name).read_bytes(), name


@case("import: both samples come back from their PDFs and from the text of these")
def _():
    out = folder("pages")
    for sample in (SEED, OTHER):
        want = json.loads(sample.read_text(encoding="utf-8"))
        nianbao("render", "-q", "--only", "pdf", "-o", out, sample)
        got, _, _ = known.imported(out / f"{sample.stem}.pdf")
        equal(tables(got), tables(want))
        equal([s["heading"] for s in got["sections"]], [s["heading"] for s in want["sections"]])


@case("import: no paragraph of our own PDFs is cut, narrow marks or not, and an annex of two lines is one")
def _():
    out = folder("prose")
    for sample in sorted((ROOT / "samples").glob("*.json")):
        want = json.loads(sample.read_text(encoding="utf-8"))
        nianbao("render", "-q", "--as-published", "--only", "pdf", "-o", out, sample)
        got, _, _ = known.imported(out / f"{sample.stem}.pdf")
        equal(paragraphs(got), paragraphs(want), sample.stem)
        equal(got.get("annexes"), want.get("annexes"), sample.stem)


# --- workbooks ---------------------------------------------------------------

@case("import: the workbooks that render makes, three of them or one, give the tables back")
def _():
    out = folder("books")
    nianbao("render", "-q", "--only", "xlsx", "--book", "-o", out, SEED)
    book = out / "laiyuan-2024.xlsx"
    parts = [out / n for n in names(out) if out / n != book]
    for files in ([book], parts):
        got, findings, status = known.imported(*files)
        equal(status, 0)
        equal(tables(got), tables(DATA))
        equal([s["heading"] for s in got["sections"]], [s["heading"] for s in DATA["sections"]])
        equal((got["authority"], got["year"], got["title"]), (DATA["authority"], DATA["year"], DATA["title"]))
        equal([f["id"] for f in findings], ["IMPORT-TITLE"])


@case("import: figures stored as text, moved sheets")
def _():
    path = workbook(folder("text") / "a.xlsx", tables(DATA), lambda value: str(value), (4, 3))
    equal(tables(known.imported(path)[0]), tables(DATA))


@case("import: 0件 and 251000元 are kept as published and told once for each table")
def _():
    path = workbook(folder("units") / "a.xlsx", tables(DATA)[1:2], lambda value: f"{value}件")
    got, findings, _ = known.imported(path)
    equal(tables(got)[0]["values"]["new"]["natural"], "6件")
    equal([f["id"] for f in findings if f["id"] == "IMPORT-FIGURE"], ["IMPORT-FIGURE"])
    path = workbook(folder("units") / "b.xlsx", tables(DATA)[:1], lambda value: f"{value}元" if value == "1439.4967" else value)
    got, findings, _ = known.imported(path)
    equal(tables(got)[0]["values"]["fees"]["fee"], "1439.4967元")
    equal([f["id"] for f in findings if f["id"] == "IMPORT-FIGURE"], [])


@case("import: an amount has the decimals that its cell shows, a count none")
def _():
    path = workbook(folder("places") / "a.xlsx", tables(DATA)[:1], lambda value: 12.5 if value == "1439.4967" else value)
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, (int, float)):
                cell.number_format = "#,##0.000"
    book.save(path)
    want = json.loads(json.dumps(tables(DATA)[:1]))
    want[0]["values"]["fees"]["fee"] = "12.500"
    equal(tables(known.imported(path)[0]), want)


@case("import: three tables side by side on one sheet")
def _():
    path, left = folder("beside") / "a.xlsx", 1
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.cell(1, 1).value = DATA["title"]
    for block in tables(DATA):
        cells, _, wide, _ = made.cells(block)
        for c in cells:
            cell = sheet.cell(3 + c.row, left + c.col)
            cell.value = int(c.text) if c.text.isdigit() else c.text
            if c.rows > 1 or c.cols > 1:
                sheet.merge_cells(start_row=cell.row, start_column=cell.column, end_row=cell.row + c.rows - 1,
                                  end_column=cell.column + c.cols - 1)
        left += wide + 1
    book.save(path)
    equal(tables(known.imported(path)[0]), tables(DATA))


@case("import: a column that somebody added beside the form's is kept under unplaced, the figures are read")
def _():
    for name, values in (("校验", ["正确"] * 40), ("上年数", range(1, 41))):
        path = workbook(folder("beside") / "b.xlsx", tables(DATA))
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[1]
        column = sheet.max_column + 1
        sheet.cell(4, column).value = name
        for row in range(5, sheet.max_row + 1):
            sheet.cell(row, column).value = values[row]
        book.save(path)
        got, findings, status = known.imported(path)
        equal((status, tables(got)), (0, tables(DATA)))
        equal([f["id"] for f in findings if f["id"] != "IMPORT-TITLE"], ["IMPORT-UNPLACED"])
        equal([x["text"] for x in got["unplaced"]], [name] + [str(values[row]) for row in range(5, sheet.max_row + 1)])


@case("import: a workbook that does not say whose it is asks, and takes the answer")
def _():
    path = workbook(folder("whose") / "a.xlsx", tables(DATA), title=None)
    got, findings, status = known.imported(path)
    equal((got, status, [f["id"] for f in findings if f["grade"] == "hard"]), (None, 1, ["IMPORT-TITLE"]))
    contains([f for f in findings if f["grade"] == "hard"][0]["message"], "--authority")
    got, _, status = known.imported("--authority", "涞源县", "--year", "2024", path)
    equal((status, got["title"], tables(got)), (0, DATA["title"], tables(DATA)))
    equal([len(s["body"]) for s in got["sections"]], [0, 1, 1, 1, 0, 0])


# --- into --------------------------------------------------------------------

@case("import --into: only figures change, each told, old and new")
def _():
    out = folder("into")
    block = json.loads(json.dumps(tables(DATA)[0]))
    block["values"]["licences"]["decisions"] = 7001
    block["values"]["normative"]["repealed"] = None
    path = workbook(out / "表二.xlsx", [block], title=None)
    got, findings, status = known.imported("--into", SEED, path)
    want = json.loads(json.dumps(DATA))
    tables(want)[0]["values"].update(block["values"])
    equal((status, got), (0, want))
    changes = [(f["row"], f["left"], f["right"]) for f in findings if f["id"] == "IMPORT-CHANGE"]
    equal(changes, [("行政规范性文件", "1", ""), ("行政许可", "6769", "7001")])
    equal(len(findings), 2)
    again = out / "report.json"
    shutil.copy(SEED, again)
    nianbao("import", "--into", again, "-o", again, path)
    equal(json.loads(again.read_text(encoding="utf-8")), want)


@case("import --into: a row that cannot be read leaves the report's figures")
def _():
    out = folder("into-doubt")
    text = TEXT.read_text(encoding="utf-8").replace("\t一、本年新收政府信息公开申请数量\n\t6\n\t0\n", "\t一、本年新收政府信息公开申请数量\n\t6\n", 1)
    (out / "a.txt").write_text(text, encoding="utf-8")
    got, findings, status = known.imported("--into", SEED, out / "a.txt")
    equal((status, got), (1, DATA))
    equal([f["id"] for f in findings if f["grade"] == "hard"], ["IMPORT-ROW"])


@case("import --into: rows that the form lacks are found by their label; one that the report lacks is left out and told")
def _():
    out = folder("into-extra")
    base = json.loads(json.dumps(DATA))
    tables(base)[0]["extra"] = [{"label": "其他文件", "after": "normative", "values": [1, 2, 3]},
                                {"label": "其他情形", "after": "normative", "values": [4, 5, 6]}]
    (out / "base.json").write_text(json.dumps(base), encoding="utf-8")
    block = json.loads(json.dumps(tables(base)[0]))
    block["extra"] = [{"label": "其他情形", "after": "normative", "values": [4, None, 60]},
                      {"label": "其他文件", "after": "normative", "values": [1, 2, 3]},
                      {"label": "别的项目", "after": "normative", "values": [7, 8, 9]}]
    got, findings, status = known.imported("--into", out / "base.json", workbook(out / "表二.xlsx", [block]))
    tables(base)[0]["extra"][1]["values"] = [4, None, 60]
    equal((status, got), (0, base))
    equal([(f["id"], f["grade"], f["row"], f.get("left"), f.get("right"), f.get("pointer")) for f in findings],
          [("IMPORT-ROW", "soft", "别的项目", None, None, None),
           ("IMPORT-CHANGE", "info", "其他情形", "5", "", "/sections/1/body/0/extra/1/values/1"),
           ("IMPORT-CHANGE", "info", "其他情形", "6", "60", "/sections/1/body/0/extra/1/values/2")])
    contains(findings[0]["message"], "7, 8, 9")


@case("import --into: workbooks of another year or another county are told")
def _():
    out = folder("into-other")
    for title, told in ((DATA["title"], []), ("涞源县人民政府2024年政府信息公开工作年度报告", []),
                        ("涞源县2023年政府信息公开工作年度报告", ["IMPORT-TITLE"]),
                        ("云岭县2024年政府信息公开工作年度报告", ["IMPORT-TITLE"])):
        got, findings, status = known.imported("--into", SEED, workbook(out / "a.xlsx", tables(DATA), title=title))
        equal((status, got, [f["id"] for f in findings]), (0, DATA, told), title)


@case("import --into: labels that the report itself publishes are not told again, others are")
def _():
    out = folder("into-labels")
    base = json.loads(json.dumps(DATA))
    tables(base)[1]["labels"] = {"rows.refused.forbidden_by_law": "2.其他法律行政止公开"}
    (out / "base.json").write_text(json.dumps(base), encoding="utf-8")
    path = workbook(out / "表三.xlsx", [tables(base)[1]])
    equal(known.imported("--into", out / "base.json", path), (base, [], 0))
    equal([f["id"] for f in known.imported("--into", SEED, path)[1]], ["IMPORT-LABEL"])


# --- labels ------------------------------------------------------------------

@case("import --labels: the form's label, or the published one, which is then printed")
def _():
    path = folder("labels") / "a.txt"
    path.write_text(TEXT.read_text(encoding="utf-8").replace("2.其他法律行政法规禁止公开", "2.其他法律行政止公开", 1), encoding="utf-8")
    got, findings, _ = known.imported(path)
    equal(got, DATA)
    equal([(f["id"], f["grade"], f["left"], f["right"]) for f in findings],
          [("IMPORT-LABEL", "info", "2.其他法律行政止公开", "2.其他法律行政法规禁止公开")])
    got, _, _ = known.imported("--labels", "published", path)
    equal(tables(got)[1]["labels"], {"rows.refused.forbidden_by_law": "2.其他法律行政止公开"})


# --- Word, folders -----------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/{}/2006/relationships"
FOOTNOTES = (f'<Relationships xmlns="{RELATED.format("package")}"><Relationship Id="r1" Target="footnotes.xml" Type='
             f'"{RELATED.format("officeDocument")}/footnotes"/></Relationships>')
BOLD = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>'


def word_with(runs, footnotes=None):
    """The import of a Word file of DATA with a paragraph of these runs before the last of its first section, and its findings."""
    import io
    import zipfile
    path = folder("word") / "a.docx"
    (_, made_file), = layouts.docx(First(), DATA)
    archive = zipfile.ZipFile(io.BytesIO(made_file))
    with zipfile.ZipFile(path, "w") as out:
        for name in archive.namelist():
            text = archive.read(name).decode()
            if name == "word/document.xml":
                before, after = text.split("坚持全县政务公开工作", 1)
                cut = before.rindex("<w:p>")
                text = before[:cut] + runs + before[cut:] + "坚持全县政务公开工作" + after
            out.writestr(name, text)
        if footnotes:
            out.writestr("word/_rels/document.xml.rels", FOOTNOTES)
            out.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}">{footnotes}</w:footnotes>')
    return known.imported(path)


@case("import: a bold heading with text behind it stays one line, and is a heading")
def _():
    body = word_with(BOLD.format("（六）其他。", "另有说明。"))[0]["sections"][0]["body"]
    assert {"heading": "（六）其他。", "text": "另有说明。"} in body, body[-3:]


@case("import: what a Word file strikes out is no text, and raised digits stay apart from a figure")
def _():
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    got, _, _ = word_with("<w:p>" + run.format("<w:strike/>", "9") + run.format('<w:strike w:val="0"/>', "12")
                     + run.format('<w:vertAlign w:val="superscript"/>', "1") + run.format("<w:dstrike/>", "8") + "</w:p>")
    assert "12¹" in got["sections"][0]["body"], got["sections"][0]["body"][-3:]


@case("import: a footnote of a Word file is kept under unplaced and told, IMPORT-UNPLACED")
def _():
    plain, _, _ = word_with("<w:p><w:r><w:t>收到12件。</w:t></w:r></w:p>")
    got, findings, status = word_with('<w:p><w:r><w:t>收到12</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
                                      "<w:r><w:t>件。</w:t></w:r></w:p>",
                                      '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>含乡镇，截至2024年12月31日</w:t></w:r></w:p>'
                                      "</w:footnote>")
    left = got.pop("unplaced")
    equal((got, [u["text"] for u in left], status), (plain, ["含乡镇，截至2024年12月31日"], 0))
    equal([(f["id"], f["line"]) for f in findings], [("IMPORT-UNPLACED", left[0]["line"])])


@case("import: older kinds of files, through LibreOffice")
def _():
    out = folder("older")
    (_, made_file), = layouts.docx(First(), DATA)
    (out / "a.docx").write_bytes(made_file)
    for kind in ("doc", "rtf"):
        path, = office.convert(kind, [out / "a.docx"], out)
        equal(known.imported(path), (DATA, [], 0), kind)
    for kind in ("xls", "ods"):
        path, = office.convert(kind, [workbook(out / "b.xlsx", tables(DATA))], out)
        equal(known.imported("--into", SEED, path), (DATA, [], 0), kind)
        equal(tables(known.imported(path)[0]), tables(DATA), kind)
    odd = folder("older/a b%20县")
    equal(json.loads(nianbao("import", "-q", out / "a.doc", env={"TMPDIR": str(odd)}).out), DATA)
    equal(names(odd), [])
    run = nianbao("import", out / "a.doc", status=3, env={"PATH": "/nowhere"})
    contains(run.err, "docx")


@case("import: a folder of parts; files of no use in it are told, report data is refused")
def _():
    out = folder("parts")
    for name, text in layouts.parts(First(), DATA):
        (out / name).write_bytes(text)
    got, _, status = known.imported(out)
    equal((status, got), (0, DATA))
    equal(nianbao("check", out).out.count("EDITION"), 1)
    (out / "封面.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    got, findings, _ = known.imported(out)
    equal((got, [f["id"] for f in findings]), (DATA, ["IMPORT-FILE"]))
    shutil.copy(SEED, out / "x.json")
    contains(nianbao("import", out, status=3).err, "x.json")


@case("import: a folder with the text, its PDF and its workbooks is one report, said once")
def _():
    out = folder("again")
    shutil.copy(TEXT, out / "正文.txt")
    nianbao("render", "-q", "-o", out, SEED)
    equal(known.imported(out), (DATA, [], 0))


@case("import: what another file says otherwise is told and kept under unplaced; another day of signing is told")
def _():
    out = folder("otherwise")
    text = TEXT.read_text(encoding="utf-8").rstrip() + "\n涞源县人民政府\n2025年1月24日\n"
    (out / "1.txt").write_text(text, encoding="utf-8")
    (out / "2.txt").write_text(text, encoding="utf-8")
    got, findings, _ = known.imported(out)
    equal((findings, [s["body"] for s in got["sections"]], got["signature"]["date"]),
          ([], [s["body"] for s in DATA["sections"]], "2025-01-24"))
    (out / "2.txt").write_text(text.replace("接到依申请公开事项8项", "接到依申请公开事项9项").replace("1月24日", "1月25日"), encoding="utf-8")
    again, findings, _ = known.imported(out)
    equal(sorted(f["id"] for f in findings), ["IMPORT-TWICE", "IMPORT-UNPLACED"])
    assert len(again["unplaced"]) == 1 and "9项" in again["unplaced"][0]["text"], again["unplaced"]
    del again["unplaced"]
    equal(again, got)


@case("import: archive carries the published files it was made from, and verify makes it again")
def _():
    out = folder("archive")
    for name, text in layouts.parts(First(), DATA):
        (folder("archive/某县年报") / name).write_bytes(text)
    for path, originals in ((TEXT, ["laiyuan-2024.txt"]), (out / "某县年报", names(out / "某县年报"))):
        nianbao("archive", "-q", "-o", out / "copies", path)
        copy = out / "copies" / path.stem
        equal((copy / "report.json").read_bytes(), SEED.read_bytes())
        equal(names(copy / "originals"), originals)
        contains(nianbao("verify", copy).out, "identical")
    nianbao("archive", "-q", "-o", out / "again", "--original", TEXT, TEXT)
    equal(names(out / "again/laiyuan-2024/originals"), ["laiyuan-2024.txt"])


@case("import: the same table twice is taken once; with other figures both are kept and told")
def _():
    out = folder("twice")
    same = workbook(out / "same.xlsx", tables(DATA)[2:])
    equal(known.imported(TEXT, same)[:2], (DATA, []))
    block = json.loads(json.dumps(tables(DATA)[2]))
    block["values"]["review"]["keep"] = 5
    got, findings, _ = known.imported(TEXT, workbook(out / "other.xlsx", [block]))
    equal([f["id"] for f in findings], ["IMPORT-TWICE"])
    equal(len(tables(got)), 4)


# --- nothing there -----------------------------------------------------------

@case("import: a text that is no report says so")
def _():
    path = folder("none") / "a.txt"
    path.write_text("今天天气很好。\n", encoding="utf-8")
    contains(nianbao("import", path, status=3).err, "nothing of a report")
    contains(nianbao("check", path, status=3).err, "nothing of a report")


@case("import: report data is refused, and an input is never written over")
def _():
    contains(nianbao("import", SEED, status=2).err, "--into")
    path = folder("over") / "a.txt"
    shutil.copy(TEXT, path)
    contains(nianbao("import", "-o", path, path, status=2).err, "overwrite")
    equal(path.read_bytes(), TEXT.read_bytes())


done()
