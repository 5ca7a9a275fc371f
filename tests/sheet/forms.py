"""What a worksheet must hold, worked out from the form files and the report anew: nothing here comes from the program.

A table is a list of Cell; a cell's row and column count from the table's own top left corner.
"""
import collections
import fractions
import functools
import json

import yaml

from tools import ROOT

Cell = collections.namedtuple("Cell", "row col rows cols text value role path")
KEYS = {"label", "of", "short", "kind", "unit", "vertical"}


class Node:
    def __init__(self, entry, parent=None):
        name = next((k for k in entry if k not in KEYS), None)
        self.id = name
        self.text = entry["label"] if name is None else entry[name]
        self.parent = parent
        self.kind = entry.get("kind", "count")
        self.depth = parent.depth + 1 if parent else 1
        above = parent.path if parent else []
        self.path = above + [name] if name else above
        self.children = [Node(e, self) for e in entry.get("of", [])]

    def leaves(self):
        return [l for c in self.children for l in c.leaves()] if self.children else [self]


def axis(entries):
    return [Node(e) for e in entries or []]


def leaves(nodes):
    return [l for n in nodes for l in n.leaves()]


def depth(nodes):
    return max((l.depth for l in leaves(nodes)), default=0)


@functools.lru_cache(None)
def load(form):
    return yaml.load((ROOT / f"layouts/forms/{form}.yaml").read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def figure(values, row, col):
    at = values
    for step in (row.path if row else []) + col.path:
        at = at[step]
    return at


def table(block):
    """The cells of one table block of a report, in reading order, and (rows, columns, label columns, head rows)."""
    form = load(block["table"])
    bands = form.get("bands") or [form]
    labels = max(depth(axis(b.get("rows"))) for b in bands)
    counts = [len(leaves(axis(b["columns"]))) for b in bands]
    edges = sorted({fractions.Fraction(k, n) for n in counts for k in range(n + 1)})
    cells, y, head = [], 0, 0
    published = block.get("labels", {})

    def text(kind, node):
        return published.get(".".join([kind, *node.path]), node.text) if node.id else node.text

    width = labels + len(edges) - 1
    for band in bands:
        columns, rows = axis(band["columns"]), axis(band.get("rows"))
        cols = leaves(columns)
        place = {id(c): (labels + edges.index(fractions.Fraction(i, len(cols))),
                         labels + edges.index(fractions.Fraction(i + 1, len(cols)))) for i, c in enumerate(cols)}
        values = block["values"]
        if "bands" in form:
            cells.append(Cell(y, 0, 1, width, band["title"], None, "band", []))
            y += 1
        high = depth(columns)
        if labels:
            cells.append(Cell(y, 0, high, labels, band.get("corner", ""), None, "corner", []))

        def heads(nodes):
            for n in nodes:
                left, right = place[id(n.leaves()[0])][0], place[id(n.leaves()[-1])][1]
                cells.append(Cell(y + n.depth - 1, left, 1 if n.children else high - n.depth + 1, right - left,
                                  text("columns", n), None, "head", n.path))
                heads(n.children)
        heads(columns)
        y += high
        head = head or y

        def line(row):
            nonlocal y
            for c in cols:
                left, right = place[id(c)]
                kind = row.kind if row and row.kind != "count" else c.kind
                cells.append(Cell(y, left, 1, right - left, kind, figure(values, row, c), "figure",
                                  [(row.path if row else []), c.path]))
            y += 1

        def extra(after, level):
            """Rows the form lacks, behind the row they name."""
            nonlocal y
            for x in block.get("extra", []):
                if x.get("after") != after:
                    continue
                for c, value in zip(cols, x["values"]):
                    left, right = place[id(c)]
                    cells.append(Cell(y, left, 1, right - left, c.kind, value, "figure", ["extra", c.path]))
                cells.append(Cell(y, level - 1, 1, labels - level + 1, x["label"], None, "label", ["extra"]))
                y += 1

        def body(nodes):
            nonlocal y
            for n in nodes:
                top = y
                if n.children:
                    body(n.children)
                else:
                    line(n)
                cells.append(Cell(top, n.depth - 1, y - top, 1 if n.children else labels - n.depth + 1,
                                  text("rows", n), None, "label", n.path))
                extra(".".join(n.path), n.depth)
        if rows:
            body(rows)
        else:
            line(None)
    if "bands" in form:
        head = 0
    return form, sorted(cells, key=lambda c: (c.row, c.col)), (y, width, labels, head)


def tables(path):
    """The table blocks of a report file, in order."""
    report = json.loads(path.read_text(encoding="utf-8"))
    return [b for s in report["sections"] for b in s["body"] if isinstance(b, dict) and "table" in b]
