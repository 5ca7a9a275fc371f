"""A report written the ways published reports come: each writer takes a random source and the data, and returns files (name, bytes).

LAYOUTS: name to (writer, what the layout can hold): `lines` a cell of two lines, `blanks` blank cells without loss, `prose` paragraphs as
they are, `title` a title over two lines, `end` a signature at the end.
"""
import html as escape
import io
import json
import zipfile

import openpyxl

from made import cells, spoil
from tools import WORK, nianbao

FIGURES = "0123456789/-—+"


def dated(rng, date):
    year, month, day = date.split("-")
    return rng.choice([f"{year}年{int(month)}月{int(day)}日", f"{year}年{int(month)}月{int(day)}日", f"{year}-{month}-{day}"])


def flow(rng, data):
    """The parts of a report in order: (kind, content)."""
    title = data["title"]
    out = [("title", line) for line in ([title] if isinstance(title, str) else title)]
    out += [("text", p) for p in data.get("preamble", [])]
    for section in data["sections"]:
        out.append(("section", section["heading"]))
        for block in section["body"]:
            if isinstance(block, str):
                out.append(("text", block))
            elif "heading" in block:
                out.append(("heading", block["heading"]))
            else:
                made, high, wide, labels = cells(block)
                spoil(rng, made)
                out.append(("table", (made, high, wide, labels)))
                if "note" in block:
                    out.append(("text", block["note"]))
    annexes = data.get("annexes", [])
    if len(annexes) == 1:
        out.append(("text", "附件：" + annexes[0]))
    for i, annex in enumerate(annexes if len(annexes) > 1 else []):
        out.append(("text", f"{'附件：' if i == 0 else ''}{i + 1}.{annex}"))
    if "signature" in data:
        out += [("right", data["signature"]["authority"]), ("right", dated(rng, data["signature"]["date"]))]
        if "remarks" in data:
            out.append(("text", f"（{data['remarks']}）"))
    return out


def rows_of(table, blank_columns, repeat=False):
    """The rows of a table as lists of texts.  A cell that spans rows leaves blanks below it; what it leaves beside it: nothing, blanks
    (blank_columns), or its text again (repeat)."""
    made, high, wide, _ = table
    rows = [[] for _ in range(high)]
    for c in made:
        for r in range(c.row, c.row + c.rows):
            for k in range(c.cols if blank_columns or repeat else 1):
                again = repeat and c.role != "figure"
                text = c.text if (r == c.row and k == 0) or again or (repeat and r == c.row) else ""
                rows[r].append((c.col + k, text))
    return [[text for _, text in sorted(row, key=lambda x: x[0])] for row in rows]


# --- text --------------------------------------------------------------------

def encoded(rng, name, text):
    return [(name, text.encode(rng.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030"])))]


def cell_lines(rng, data):
    """A cell a line behind a tab, a blank line behind each row: tables pasted from a web page."""
    out = []
    for kind, what in flow(rng, data):
        if kind != "table":
            out.append(what)
            continue
        for row in rows_of(what, False):
            out += ["\t" + text for text in row] + [""]
        out.append("")
    return encoded(rng, "report.txt", "\n".join(out) + "\n")


def bare_lines(rng, data):
    """A cell a line, and nothing that tells it from a paragraph; blank cells are lost."""
    out = []
    for kind, what in flow(rng, data):
        out += [text for row in rows_of(what, False) for text in row if text] if kind == "table" else [what]
    return encoded(rng, "report.txt", "\n".join(out) + "\n")


def pipes(rng, data):
    blanks = rng.random() < 0.5
    out = []
    for kind, what in flow(rng, data):
        if kind == "table":
            out += ["| " + " | ".join(row) + " |" for row in rows_of(what, blanks)]
        else:
            out.append(what)
        out += [""] if rng.random() < 0.5 else []
    return encoded(rng, "report.txt", "\n".join(out) + "\n")


def tabs(rng, data):
    """Rows of a spreadsheet copied as text."""
    out = []
    for kind, what in flow(rng, data):
        out += ["\t".join(row) for row in rows_of(what, True)] if kind == "table" else [what]
    return encoded(rng, "report.txt", "\n".join(out) + "\n")


def markdown(rng, data):
    repeat = rng.random() < 0.3
    out = []
    for kind, what in flow(rng, data):
        if kind == "title":
            out += ["# " + what, ""]
        elif kind == "section":
            out += ["## " + what, ""]
        elif kind == "heading":
            out += ["### " + what, ""]
        elif kind == "table":
            rows = rows_of(what, True, repeat)
            out += ["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])]
            out += ["| " + " | ".join(row) + " |" for row in rows[1:]] + [""]
        else:
            out += [what.replace("*", r"\*"), ""]
    return [("report.md", "\n".join(out).encode())]


# --- HTML --------------------------------------------------------------------

def html_cell(rng, c):
    text = escape.escape(c.text).replace("\n", "<br>")
    if c.role in ("label", "head") and len(text) > 6 and "&" not in text and rng.random() < 0.2:
        at = rng.randint(3, len(text) - 2)
        text = text[:at] + "<br/>" + text[at:]
    if not text:
        text = rng.choice(["", "&nbsp;", "<p>&nbsp;</p>", "<p><span></span></p>"])
    elif rng.random() < 0.5:
        text = f"<p class=MsoNormal><span lang=EN-US>{text}</span></p>"
    tag = "th" if c.role == "head" and rng.random() < 0.3 else "td"
    spans = (f" rowspan={c.rows}" if c.rows > 1 else "") + (f' colspan="{c.cols}"' if c.cols > 1 else "")
    return f"<{tag}{spans}>{text}</{tag}>"


def html_table(rng, table):
    made, high, _, _ = table
    out = ["<table border=1>"]
    for r in range(high):
        out.append("<tr>" + "".join(html_cell(rng, c) for c in made if c.row == r) + "</tr>")
    return "\n".join(out + ["</table>"])


def html(rng, data):
    out = ["<!DOCTYPE html><html><head><meta charset=utf-8><title>政府信息公开</title><style>p{margin:0}</style></head><body>"]
    for kind, what in flow(rng, data):
        if kind == "table":
            out.append(html_table(rng, what))
            continue
        text = escape.escape(what)
        if kind == "title":
            out.append(f"<p align=center><b>{text}</b></p>")
        elif kind == "right":
            out.append(f'<p style="text-align:right">{text}</p>')
        elif kind == "section" and rng.random() < 0.3:
            out.append(f"<h2>{text}</h2>")
        else:
            out.append(f"<p>{rng.choice(['', '　　', '&nbsp;&nbsp;'])}{text}</p>")
    return [("report.html", "\n".join(out + ["</body></html>"]).encode())]


# --- workbooks ---------------------------------------------------------------

def fill_sheet(rng, sheet, table, top, left, merged, as_text):
    made, high, _, _ = table
    for c in made:
        place = sheet.cell(top + c.row + 1, left + c.col + 1)
        if c.text:
            digits = c.role == "figure" and c.text.isdigit() and not as_text
            place.value = int(c.text) if digits else c.text
            if c.role == "figure" and as_text:
                place.number_format = "@"
        if merged and (c.rows > 1 or c.cols > 1):
            sheet.merge_cells(start_row=place.row, start_column=place.column, end_row=place.row + c.rows - 1,
                              end_column=place.column + c.cols - 1)
    return top + high


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def title_text(data):
    return data["title"] if isinstance(data["title"], str) else "".join(data["title"])


def one_sheet(rng, data):
    """The three tables one below the other on one sheet, each under its heading."""
    book = openpyxl.Workbook()
    sheet = book.active
    top, left, as_text = rng.randint(0, 3), rng.randint(0, 2), rng.random() < 0.3
    sheet.cell(top + 1, left + 1).value = title_text(data)
    top += 2
    for section in data["sections"]:
        for block in section["body"]:
            if isinstance(block, dict) and "table" in block:
                table = cells(block)
                spoil(rng, table[0])
                sheet.cell(top + 1, left + 1).value = section["heading"]
                top = fill_sheet(rng, sheet, table, top + 1, left, True, as_text)
                if "note" in block:
                    sheet.cell(top + 1, left + 1).value = block["note"]
                    top += 1
                top += rng.randint(0, 2)
    return [("report.xlsx", saved(book))]


def three_sheets(rng, data):
    book = openpyxl.Workbook()
    book.remove(book.active)
    as_text, merged = rng.random() < 0.3, rng.random() < 0.8
    for name, section in zip(("表二", "表三", "表四"), data["sections"][1:4]):
        block = next(b for b in section["body"] if isinstance(b, dict))
        sheet = book.create_sheet(name)
        top, left = rng.randint(0, 4), rng.randint(0, 3)
        if name == "表二" or rng.random() < 0.5:
            sheet.cell(top + 1, left + 1).value = title_text(data)
            top += 1
        table = cells(block)
        spoil(rng, table[0])
        top = fill_sheet(rng, sheet, table, top, left, merged, as_text)
        if "note" in block:
            sheet.cell(top + 1, left + 1).value = block["note"]
    return [("report.xlsx", saved(book))]


# --- Word --------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
         '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELS = ('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>')


def word_text(rng, text):
    """Text in one run or two, as Word leaves it."""
    at = rng.randint(1, len(text) - 1) if len(text) > 1 and rng.random() < 0.5 else len(text)
    return "".join(f'<w:r><w:t xml:space="preserve">{escape.escape(t)}</w:t></w:r>' for t in (text[:at], text[at:]) if t)


def word_paragraph(rng, text, align=""):
    style = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    return f"<w:p>{style}{word_text(rng, text)}</w:p>"


def word_table(rng, table):
    made, high, wide, _ = table
    place = {}
    for c in made:
        for r in range(c.row, c.row + c.rows):
            place[(r, c.col)] = c
    widths = rng.random() >= 0.3
    grid = '<w:gridCol w:w="600"/>' if widths else "<w:gridCol/>"
    out = ["<w:tbl>"]
    if widths:
        out.append(f'<w:tblPr><w:tblW w:w="{600 * wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>')
    out.append(f"<w:tblGrid>{grid * wide}</w:tblGrid>")
    for r in range(high):
        out.append("<w:tr>")
        for col in range(wide):
            c = place.get((r, col))
            if not c:
                continue
            span = f'<w:gridSpan w:val="{c.cols}"/>' if c.cols > 1 else ""
            width = f'<w:tcW w:w="{600 * c.cols}" w:type="dxa"/>' if widths else ""
            merge = ""
            if c.rows > 1:
                merge = '<w:vMerge w:val="restart"/>' if r == c.row else "<w:vMerge/>"
            text = c.text if r == c.row else ""
            body = "".join(f"<w:p>{word_text(rng, line)}</w:p>" for line in text.split("\n"))
            out.append(f'<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{body}</w:tc>')
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl>"


def docx(rng, data, name="report.docx"):
    body = []
    for kind, what in flow(rng, data):
        align = {"title": "center", "right": "right"}.get(kind, "")
        body.append(word_table(rng, what) + "<w:p/>" if kind == "table" else word_paragraph(rng, what, align))
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{"".join(body)}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for entry, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", document)):
            z.writestr(entry, text)
    return [(name, out.getvalue())]


def parts(rng, data):
    """A folder: the prose in a Word file, each table in a workbook of its own."""
    prose = dict(data, sections=[dict(s, body=[b for b in s["body"] if isinstance(b, str) or "heading" in b])
                                 for s in data["sections"]])
    out = [("0" + name, text) for name, text in docx(rng, prose, "正文.docx")]
    for name, section in zip(("表二", "表三", "表四"), data["sections"][1:4]):
        block = next(b for b in section["body"] if isinstance(b, dict) and "table" in b)
        book = openpyxl.Workbook()
        table = cells(block)
        spoil(rng, table[0])
        top = fill_sheet(rng, book.active, table, rng.randint(0, 2), rng.randint(0, 2), True, False)
        if "note" in block:
            book.active.cell(top + 1, 1).value = block["note"]
        out.append((name + ".xlsx", saved(book)))
    return out


# --- what the program itself makes --------------------------------------------

def rendered(rng, data):
    path = WORK / "rendered.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    nianbao("render", "-q", "--as-published", "--only", "pdf", "-o", WORK, path)
    return (WORK / "rendered.pdf").read_bytes()


def pdf(rng, data):
    return [("report.pdf", rendered(rng, data))]


def columns(rng, data):
    """pdftotext -layout of the printed report."""
    import subprocess
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=rendered(rng, data), capture_output=True, check=True)
    return [("report.txt", run.stdout)]


LAYOUTS = {
    "a cell a line": (cell_lines, {"blanks", "prose", "title", "end"}),
    "bare lines": (bare_lines, {"prose", "title", "end"}),
    "rows with |": (pipes, {"blanks", "prose", "title", "end"}),
    "tabs": (tabs, {"blanks", "prose", "title", "end"}),
    "Markdown": (markdown, {"blanks", "prose", "title", "end"}),
    "HTML": (html, {"lines", "blanks", "prose", "title", "end"}),
    "one sheet": (one_sheet, {"lines", "blanks"}),
    "three sheets": (three_sheets, {"lines", "blanks"}),
    "Word": (docx, {"lines", "blanks", "prose", "title", "end"}),
    "a folder": (parts, {"lines", "blanks", "prose", "title", "end", "tables last"}),
    "PDF": (pdf, {"lines", "blanks", "prose", "title", "end", "pages"}),
    "columns": (columns, {"prose", "title", "end", "pages", "flat", "no remarks"}),
}
