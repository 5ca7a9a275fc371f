"""Reports made for a test: the seed report with its tables exchanged."""
import json

from forms import axis, leaves, load
from tools import SEED, WORK


def values(form, give):
    """A table's values, made by give(kind, row path, column path)."""
    definition = load(form)
    tree = {}
    for band in definition.get("bands") or [definition]:
        for row in leaves(axis(band.get("rows"))) or [None]:
            for col in leaves(axis(band["columns"])):
                at, path = tree, (row.path if row else []) + col.path
                for step in path[:-1]:
                    at = at.setdefault(step, {})
                kind = row.kind if row and row.kind != "count" else col.kind
                at[path[-1]] = give(kind, row.path if row else [], col.path)
    return tree


def report(name, blocks):
    """A report file that holds these table blocks, one to each of the sections 二, 三, 四."""
    data = json.loads(SEED.read_text(encoding="utf-8"))
    for section, block in zip(data["sections"][1:4], blocks):
        section["body"] = [block]
    path = WORK / f"{name}.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def filled(name, forms, give):
    return report(name, [{"table": f, "values": values(f, give)} for f in forms])
