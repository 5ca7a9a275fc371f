#!/usr/bin/python3
"""The tagged PDF of every sample against its display list: brackets, owners, artifacts, tables, headings.

Everything is read with qpdf alone; what the elements are is told by the list and the report.
"""
import base64
import itertools
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import outline  # noqa: E402
from tools import ROOT, case, done, equal, folder, nianbao  # noqa: E402

TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<.*?>>|<[0-9A-Fa-f\s]*>|[\[\]]|/?[^\s\[\]()<>/]+", re.S)
MARKING = {b"Tj", b"TJ", b"f", b"S", b"B", b"Do", b"sh"}


class Pdf:
    def __init__(self, path):
        text = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
                              check=True, capture_output=True).stdout
        self.objects = json.loads(text)["qpdf"][1]
        self.root = self.get(self.get(self.objects["trailer"]["value"])["/Root"])
        self.pages = [reference for reference in self.kids(self.root["/Pages"])]
        self.tree = self.get(self.root["/StructTreeRoot"])

    def get(self, value):
        """The object behind a reference, a stream's dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            held = self.objects["obj:" + value]
            value = held["value"] if "value" in held else held["stream"]["dict"]
        return value

    def kids(self, node):
        for kid in self.get(node)["/Kids"]:
            if self.get(kid)["/Type"] == "/Pages":
                yield from self.kids(kid)
            else:
                yield kid

    def content(self, page):
        return base64.b64decode(self.objects["obj:" + self.get(page)["/Contents"]]["stream"]["data"])

    def brackets(self, page):
        """(tag, number) of each outer bracket in order; of an artifact ("/Layout" or "/Pagination", None), and what
        paints outside of all is ("nothing", None)."""
        stack, operands = [], []
        for token in TOKEN.findall(self.content(page)):
            if token in (b"BDC", b"BMC"):
                number = re.search(rb"/MCID (\d+)", operands[-1])
                if not stack:
                    kind = re.search(rb"/Type ?(/\w+)", operands[-1]) if operands[0] == b"/Artifact" else None
                    yield (kind[1] if kind else operands[0]).decode(), number and int(number[1])
                stack.append(token)
            elif token == b"EMC":
                stack.pop()
            elif token in MARKING and not stack:
                yield "nothing", None
            operands = [] if re.fullmatch(rb"[A-Za-z'\"*]+", token) else operands + [token]
        assert not stack, "a bracket stays open"

    def elements(self, reference, depth=0):
        """(reference, element, depth) of an element and all below it, in reading order."""
        element = self.get(reference)
        yield reference, element, depth
        for kid in self.list_of(element.get("/K", [])):
            if isinstance(kid, str):
                yield from self.elements(kid, depth + 1)

    @staticmethod
    def list_of(value):
        return value if isinstance(value, list) else [value]

    def owned(self):
        """(page, number) -> the element whose content it is, by the tree."""
        owners = {}
        for reference, element, _ in self.elements(self.tree["/K"]):
            for kid in self.list_of(element.get("/K", [])):
                if isinstance(kid, int):
                    key = element["/Pg"], kid
                elif isinstance(kid, dict):
                    key = kid["/Pg"], kid["/MCID"]
                else:
                    continue
                assert key not in owners, f"content {key} has two owners"
                owners[key] = reference
        return owners

    def attribute(self, element, name, default):
        return self.get(element.get("/A", {})).get(name, default)


def wanted_brackets(lines):
    """What the marks of a page ask for: brackets for each stretch of one element or of one kind of artifact."""
    kinds = []
    for line in lines:
        what, kind, element = line.split(" ")[:3]
        if what != "text":
            kinds.append("layout")
        elif kind != "content":
            kinds.append("pagination")
        else:
            kinds.append(re.sub(r"\+.*", "", element))
    return [kind for kind, _ in itertools.groupby(kinds)]


def words(line):
    """The text of a line of the display list."""
    quoted = re.search(r'"((?:[^"\\]|\\.)*)"', line[line.index(" to "):])[1]
    return re.sub(r"\\(u....|.)", lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else m[1], quoted)


def solid(text):
    return re.sub(r"\s", "", text)


def cells_of(pdf, table):
    return [[(cell["/S"], pdf.attribute(cell, "/RowSpan", 1), pdf.attribute(cell, "/ColSpan", 1))
             for _, cell, _ in list(pdf.elements(row))[1:]]
            for row, element, _ in pdf.elements(table) if element["/S"] == "/TR"]


def widths(rows):
    """How many columns each row has, cells that reach into it from above included."""
    reach = {}
    for r, row in enumerate(rows):
        total = reach.get(r, 0)
        for _, down, across in row:
            total += across
            for below in range(r + 1, r + down):
                reach[below] = reach.get(below, 0) + across
        yield total


def figures(values):
    if isinstance(values, dict):
        return sum(figures(value) for value in values.values())
    return len(values) if isinstance(values, list) else 1


def figures_of(block):
    """A list has unit and value in each of its lines but a head; a table the figures of its form and of the rows it lacks."""
    if "list" in block:
        return 2 * (len(block["list"]) - (block["list"][0]["value"] == "统计数"))
    return figures(block["values"]) + sum(len(row["values"]) for row in block.get("extra", []))


def check(sample):
    out = folder("structure")
    nianbao("render", "-o", out, "--only", "pdf,list", sample)
    pdf = Pdf(out / f"{sample.stem}.pdf")
    pages = re.split(r"^page .*\n", (out / f"{sample.stem}.list").read_text(), flags=re.M)[1:]
    pages = [[line for line in page.splitlines() if re.match("text|rule|fill", line)] for page in pages]
    owners = pdf.owned()

    @case(f"structure {sample.stem}: every mark stands in the bracket of its element or artifact")
    def _():
        equal(len(pdf.pages), len(pages))
        element_of = {}
        for page, lines in zip(pdf.pages, pages):
            brackets, want = list(pdf.brackets(page)), wanted_brackets(lines)
            runs = [(owner, [tag for tag, _ in run]) for (owner, _), run in
                    itertools.groupby(brackets, lambda bracket: (owners.get((page, bracket[1])),
                                                                 bracket[1] is None and bracket[0]))]
            equal(len(runs), len(want), "elements and artifacts of a page")
            for (owner, tags), kind in zip(runs, want):
                if kind in ("layout", "pagination"):
                    equal((owner, set(tags)), (None, {"/" + kind.capitalize()}))
                else:
                    equal(set(tags) - {"/Span", pdf.get(owner)["/S"]}, set())
                    equal(element_of.setdefault(kind, owner), owner, f"element of {kind}")
        equal(len(set(element_of.values())), len(element_of), "elements")

    text = outline.struct_text(out / f"{sample.stem}.pdf")

    @case(f"structure {sample.stem}: poppler shows title and headings of the sections in order")
    def _():
        equal(outline.shown(None, text), outline.wanted(json.loads(sample.read_text())))

    @case(f"structure {sample.stem}: no bracket stands within another, so that readers lose no words")
    def _():
        got = "".join(re.findall(r'^ *"(.*)"$', text, re.M))
        want = "".join(words(line) for page in pages for line in page if line.startswith("text content "))
        equal(solid(got), solid(want))

    @case(f"structure {sample.stem}: the parent tree names the owner of every piece of content, and no other")
    def _():
        numbers = pdf.get(pdf.tree["/ParentTree"])["/Nums"]
        rows = {key: pdf.get(row) for key, row in zip(numbers[::2], numbers[1::2])}
        found = {(page, n): owner for page in pdf.pages
                 for n, owner in enumerate(rows[pdf.get(page)["/StructParents"]])}
        equal(found, owners)
        for page in pdf.pages:
            equal([n for _, n in pdf.brackets(page) if n is not None],
                  [n for p, n in sorted(owners, key=lambda key: key[1]) if p == page], "numbers of a page")

    @case(f"structure {sample.stem}: tables are regular, with a cell for every figure")
    def _():
        tables = [ref for ref, element, _ in pdf.elements(pdf.tree["/K"]) if element["/S"] == "/Table"]
        report = json.loads(sample.read_text())
        want = [block for section in report["sections"] for block in section["body"]
                if isinstance(block, dict) and ("table" in block or "list" in block)]
        equal(len(tables), len(want), "tables")
        for table, block in zip(tables, want):
            rows = cells_of(pdf, table)
            equal(len(set(widths(rows))), 1, f"different widths of rows in {block.get('table', 'a list')}")
            equal(sum(cell[0] == "/TD" for row in rows for cell in row), figures_of(block), "figures")
            for _, element, _ in pdf.elements(table):
                if element["/S"] == "/TH":
                    assert pdf.attribute(element, "/Scope", None) in ("/Row", "/Column")

    @case(f"structure {sample.stem}: headings begin with H1 and skip no level")
    def _():
        levels = [int(e["/S"][2:]) for _, e, _ in pdf.elements(pdf.tree["/K"]) if re.fullmatch("/H[1-6]", e["/S"])]
        equal(levels[0], 1)
        for one, next_ in zip(levels, levels[1:]):
            assert 1 < next_ <= one + 1, levels


for path in sorted((ROOT / "samples").glob("*.json")):
    check(path)
done()
