#!/usr/bin/python3
"""Word files that LibreOffice printed, and other PDFs: bold letters that are drawn with their outline, narrow columns, page ends at every
row of a table, pages that are pictures, locked files.

N=60 in the environment prints that many random reports (12 if not given, 60 in make test-long); SEED= another series."""
import collections
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import known
import layouts
import made
import office  # of tests/sheet, which made finds
from tools import SEED, case, contains, done, equal, folder, nianbao

N = int(os.environ.get("N") or (60 if os.environ.get("LONG") else 12))
SERIES = os.environ.get("SEED") or "1"
FACE = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}"/>'
PAGE = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1600" w:bottom="1440" w:left="1600" w:header="851" '
        'w:footer="992" w:gutter="0"/></w:sectPr>')


def paragraph(text, face="仿宋", size=16, align="both", bold=False, indent=True):
    runs = (f'<w:r><w:rPr>{FACE.format(face)}{"<w:b/>" if bold else ""}<w:sz w:val="{size * 2}"/></w:rPr>'
            f'<w:t xml:space="preserve">{layouts.escape.escape(text)}</w:t></w:r>')
    first = f'<w:ind w:firstLine="{size * 40}"/>' if indent else ""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/>{first}<w:jc w:val="{align}"/></w:pPr>{runs if text else ""}</w:p>'


# Table three too narrow for its figures: width of a label's column and of a figure's (twentieths of a point), and height of its rows.
Narrow = collections.namedtuple("Narrow", "label figure height rule align")


def table(rng, cells_of, bold, narrow=None):
    """Columns of uneven widths, lines around all cells, rows that a page end may cut."""
    made_cells, high, wide, labels = cells_of
    width = [rng.uniform(1, 1.6) for _ in range(wide)]
    if labels == 3:
        width = [1, 1.7, 4] + [1.4] * 7
    width = [int(w / sum(width) * 8700) for w in width]
    row, align = "<w:tr>", "center"
    if labels == 3 and narrow:
        width = [500, 850, narrow.label] + [narrow.figure] * 7
        row, align = f'<w:tr><w:trPr><w:trHeight w:val="{narrow.height}" w:hRule="{narrow.rule}"/></w:trPr>', narrow.align
    sides = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                    for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    out = [f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
           '<w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>',
           *(f'<w:gridCol w:w="{w}"/>' for w in width), "</w:tblGrid>"]
    place = {(r, c.col): c for c in made_cells for r in range(c.row, c.row + c.rows)}
    for r in range(high):
        out.append(row)
        for c in (place[r, col] for col in range(wide) if (r, col) in place):
            merge = "" if c.rows == 1 else '<w:vMerge w:val="restart"/>' if r == c.row else "<w:vMerge/>"
            lines = c.text.split("\n") if r == c.row else [""]
            head = c.role != "figure"
            body = "".join(paragraph(t, "黑体" if head else "宋体", 10, "left" if c.role == "label" else "center", bold and head, False)
                           for t in lines)
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{sum(width[c.col:c.col + c.cols])}" w:type="dxa"/><w:gridSpan w:val="{c.cols}"/>{merge}'
                       f'<w:vAlign w:val="{align}"/></w:tcPr>{body}</w:tc>')
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl>" + paragraph("", indent=False)


def docx(path, rng, data, bold, narrow=None):
    body = []
    for kind, what in layouts.flow(rng, data):
        if kind == "table":
            body.append(table(rng, what, bold, narrow))
        elif kind == "title":
            body.append(paragraph(what, "黑体", 22, "center", bold, False))
        elif kind == "right":
            body.append(paragraph(what, align="right", indent=False))
        else:
            body.append(paragraph(what, "黑体" if kind == "section" else "仿宋", bold=bold and kind != "text"))
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {layouts.W}><w:body>{"".join(body)}{PAGE}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for entry, text in (("[Content_Types].xml", layouts.TYPES), ("_rels/.rels", layouts.RELS), ("word/document.xml", document)):
            z.writestr(entry, text)
    return path


def small(tree, rng, most=9999):
    """Counts of no more than four figures, as most counties have them: they fit their cells."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        if isinstance(value, (dict, list)):
            small(value, rng, most)
        elif isinstance(value, int) and value > most:
            tree[key] = rng.randint(100, most)


def figures(values, path=()):
    for key, value in values.items():
        if isinstance(value, dict):
            yield from figures(value, path + (key,))
        else:
            yield path + (key,), value


def unread(findings):
    """The tables of which a row was told as one that cannot be read."""
    return {f["table"] for f in findings if f["id"] == "IMPORT-ROW" and f["grade"] == "hard"}


def check(got, want, told=()):
    """Every figure is right; in a table of `told`, right or blank."""
    equal([t["table"] for t in made.tables_of(got)], [t["table"] for t in made.tables_of(want)])
    for have, need in zip(made.tables_of(got), made.tables_of(want)):
        right, found = dict(figures(need["values"])), dict(figures(have["values"]))
        if known.NAMES[need["table"].split("-")[0]] in told:
            right = {cell: value if found[cell] is not None else None for cell, value in right.items()}
        equal(found, right, need["table"])
        equal([x["values"] for x in have.get("extra", [])], [x["values"] for x in need.get("extra", [])], "extra")
    equal([s["heading"] for s in got["sections"]], [s["heading"] for s in want["sections"]], "headings")
    for g, w in zip(got["sections"][1:4], want["sections"][1:4]):
        # LibreOffice prints no mark that hangs over the end of a line
        texts = ["".join(b for b in s["body"] if isinstance(b, str)) for s in (g, w)]
        equal(*[t.translate(dict.fromkeys(map(ord, "。，、；"))) for t in texts], w["heading"])


def printed(name, several):
    """PDFs of (path of a Word file, data)."""
    paths = office.convert("pdf", [path for path, _ in several], folder(name))
    return list(zip(paths, (data for _, data in several)))


def with_small(rng):
    data = made.report(rng, None, False)
    for block in made.tables_of(data):
        most = 999 if block["table"] == "review" else 9999  # a column of 表四 is no wider
        for values in [block["values"], *(row["values"] for row in block.get("extra", []))]:
            small(values, rng, most)
    return data


def reports():
    for i in range(N):
        rng = random.Random(f"{SERIES} printed {i}")
        data = with_small(rng)
        yield docx(folder("words") / f"{i:03}.docx", rng, data, i % 2 == 0), data


NARROW = [("1", Narrow(2500, 350, 320, "exact", "center")), ("9", Narrow(2500, 350, 320, "exact", "top")),
          ("1", Narrow(1500, 350, 20, "atLeast", "center")), ("9", Narrow(2500, 400, 20, "atLeast", "top"))]


def narrow(several):
    for i, (seed, how) in enumerate(several):
        rng = random.Random(seed)
        data = with_small(rng)
        yield docx(folder("words") / f"narrow-{i}.docx", rng, data, False, how), data


def ends(form, blank):
    """Reports whose table two meets the page end a row later each time; every second row of it is blank."""
    rng = random.Random(f"ends {form} {blank}")
    data = made.report(rng, None, False, False)
    while made.tables_of(data)[0]["table"] != form:
        data = made.report(rng, None, False, False)
    block = made.tables_of(data)[0]
    block.pop("extra", None)
    block.pop("note", None)
    for i, row in enumerate(block["values"].values()):
        row.update({key: None if i % 2 == blank else 5 for key in row})
    data["preamble"] = []
    data["sections"] = data["sections"][:2]
    for n in range(11, 31):
        one = json.loads(json.dumps(data))
        one["sections"][0]["body"] = [f"第{k}段。" for k in range(n)]
        yield docx(folder("words") / f"{form}-{blank}-{n}.docx", random.Random(1), one, False), one


@case(f"printed: {N} random reports, half of them with bold labels and headings")
def _():
    told = 0
    for path, want in printed("random", list(reports())):
        got, findings, _ = known.imported(path)
        told += len(unread(findings))
        check(got, want, unread(findings))
    print(f"    tables of which a row was told as unread: {told} of {3 * N}")
    assert told * 50 <= 3 * N, "hardly one table in fifty may be told"


def check_told(got, findings, want):
    """Every figure is right, or blank in a table of which a row was told as unread."""
    for have, need in zip(made.tables_of(got), made.tables_of(want)):
        equal(have["table"], need["table"])
        told = known.NAMES[need["table"].split("-")[0]] in unread(findings)
        found = dict(figures(have["values"]))
        silent = {cell: found[cell] for cell, value in figures(need["values"]) if found[cell] != value and (found[cell] is not None or not told)}
        equal(silent, {}, need["table"])


@case("printed: columns too narrow for their figures, rows of a height of their own: each figure is right, or told, also in the text")
def _():
    for path, want in printed("narrow", list(narrow(NARROW))):
        got, findings, _ = known.imported(path)
        check_told(got, findings, want)
        text = path.with_suffix(".txt")
        subprocess.run(["pdftotext", "-layout", path, text], check=True)
        got, findings, _ = known.imported(text)
        check_told(got, findings, want)


@case("printed: a page end at each row of table two, with blank rows on either side")
def _():
    several = [x for form in ("disclosure-2019", "disclosure-2021") for blank in (0, 1) for x in ends(form, blank)]
    for path, want in printed("ends", several):
        check(known.imported(path)[0], want)


def picture_pages(pictures, path):
    """A PDF with a picture on each page, as scanners make them."""
    out, places = io.BytesIO(), []

    def put(text, stream=None):
        places.append(out.tell())
        out.write(f"{len(places)} 0 obj\n{text}\n".encode())
        if stream is not None:
            out.write(b"stream\n" + stream + b"\nendstream\n")
        out.write(b"endobj\n")
    out.write(b"%PDF-1.4\n")
    kids = " ".join(f"{3 + 3 * i} 0 R" for i in range(len(pictures)))
    put("<</Type/Catalog/Pages 2 0 R>>")
    put(f"<</Type/Pages/Count {len(pictures)}/Kids[{kids}]>>")
    for i, picture in enumerate(pictures):
        draw = b"q 595 0 0 842 0 0 cm /P Do Q"
        put(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 3 * i} 0 R/Resources<</XObject<</P {5 + 3 * i} 0 R>>>>>>")
        put(f"<</Length {len(draw)}>>", draw)
        data = picture.read_bytes()
        put(f"<</Type/XObject/Subtype/Image/Width 413/Height 585/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length {len(data)}>>",
            data)
    start = out.tell()
    table_of = "".join(f"{p:010} 00000 n \n" for p in places)
    out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table_of}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
              f"startxref\n{start}\n%%EOF\n".encode())
    path.write_bytes(out.getvalue())
    return path


@case("printed: pages that are pictures are told, those around them read; all pictures, or a lock, are refused")
def _():
    out = folder("pictures")
    nianbao("render", "-q", "--only", "pdf", "-o", out, SEED)
    whole = out / "laiyuan-2024.pdf"
    subprocess.run(["pdftocairo", "-jpeg", "-scale-to-x", "413", "-scale-to-y", "585", whole, out / "page"], check=True)
    pictures = picture_pages(sorted(out.glob("page-*.jpg")), out / "pictures.pdf")
    mixed = out / "mixed.pdf"
    subprocess.run(["qpdf", "--empty", "--pages", whole, "1-3", pictures, "4-5", whole, "6", "--", mixed], check=True)
    got, findings, status = known.imported(mixed)
    equal((status, [(f["id"], f["grade"]) for f in findings if f["id"] == "IMPORT-PICTURE"]), (0, [("IMPORT-PICTURE", "soft")]))
    contains(findings[0]["message"], "4, 5")
    contains(nianbao("check", mixed).out, "IMPORT-PICTURE")
    equal(known.imported(whole)[1], [])
    contains(nianbao("import", pictures, status=3).err, "only pictures of pages")
    subprocess.run(["qpdf", "--encrypt", "secret", "owner", "256", "--", whole, out / "locked.pdf"], check=True)
    contains(nianbao("import", out / "locked.pdf", status=3).err, "locked with a password")


done()
