"""The outline of a tagged PDF: what poppler shows of it, what the report asks for."""
import re
import subprocess


def struct_text(path):
    return subprocess.run(["pdfinfo", "-struct-text", str(path)], check=True, capture_output=True, text=True).stdout


def shown(path, text=None):
    """(H1 or H2, words) in the order of the structure tree, which begins with Document."""
    text = text or struct_text(path)
    assert text.startswith("Document"), text[:200]
    found, inside = [], False
    for line in text.splitlines():
        element = re.match(r"  (\w+)", line)
        if element:
            inside = element[1] in ("H1", "H2")
            found += [[element[1], ""]] if inside else []
        elif inside:
            found[-1][1] += re.sub(r'^ *"|"$|\s', "", line)
    return [tuple(heading) for heading in found]


def wanted(report):
    title = report["title"] if isinstance(report["title"], str) else "".join(report["title"])
    headings = [("H1", title), *(("H2", section["heading"]) for section in report["sections"])]
    return [(level, re.sub(r"\s", "", words)) for level, words in headings]
