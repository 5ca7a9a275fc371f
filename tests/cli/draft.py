#!/usr/bin/python3
"""render --draft: 草稿 on each page, the cells of findings marked, the findings as the last page."""
import json
import re
import subprocess

from tools import SEED, case, contains, done, equal, folder, names, nianbao

work = folder("draft")


def report(name, change=lambda report: None):
    data = json.loads(SEED.read_text())
    change(data)
    path = work / name
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return path


def wrong(data):
    """One application of a natural person more is carried over: T3-BAL and T3-ROW."""
    data["sections"][2]["body"][0]["values"]["carried_out"]["natural"] = 1


def pages(path, *arguments, **keys):
    """The marks of each page, as lines of the display list."""
    out = folder("list-" + path.stem)
    nianbao("render", "--only", "list", "-o", out, *arguments, path, **keys)
    return [[line for line in page.splitlines() if re.match("text|rule|fill", line)] for page in
            re.split(r"^page .*\n", (out / f"{path.stem}.list").read_text(), flags=re.M)[1:]]


def words(page):
    return "".join(re.findall(r'^text content .*?"(.*)" ', "\n".join(page), re.M))


broken = report("broken.json", wrong)


@case("draft: a report with hard findings is made, exit status 0, and its findings are told all the same")
def _():
    out = folder("made")
    nianbao("render", "-o", out, broken, status=1)
    equal(names(out), [])
    run = nianbao("render", "--draft", "-o", out, broken)
    contains(run.out, "T3-BAL")
    equal(names(out), ["broken-applications.xlsx", "broken-disclosure.xlsx", "broken-review.xlsx", "broken.pdf"])
    nianbao("render", "--draft", "--as-published", "-o", out, broken, status=2)
    nianbao("check", "--draft", broken, status=2)


@case("draft: 草稿 stands on each page, first and pale, as furniture")
def _():
    for page in pages(broken, "--draft"):
        assert re.match(r'text furniture - 1/1 draft \S+ 150.000 at .*"草稿" 150.000 grey 236$', page[0]), page[0]
        equal([line for line in page[1:] if "草稿" in line], [])


@case("draft: the four figures of T3-BAL and the seven of T3-ROW are marked, no others")
def _():
    fills = [line for page in pages(broken, "--draft") for line in page if line.startswith("fill ")]
    equal(len(fills), 4 + 7 - 1)  # one figure is in both; EDITION names none
    equal({re.search(r"grey (\d+)", line)[1] for line in fills}, {"214"})
    calm = report("calm.json")
    equal([line for page in pages(calm, "--draft") for line in page if line.startswith("fill ")], [])


@case("draft: the findings are the last page, hard first, those accepted are not on it")
def _():
    plain = pages(broken, "--as-published")
    draft = pages(broken, "--draft", "--lang", "zh")
    equal(len(draft), len(plain) + 1)
    for one, other in zip(plain, draft):
        equal([line for line in other[1:] if not line.startswith("fill ")], one)
    text = words(draft[-1])
    contains(text, "核对发现")
    places = [text.index(part) for part in ("硬性 2 条", "1.硬性 T3-BAL", "2.硬性 T3-ROW", "3.软性 EDITION", "4.提示 LINT-ASCII")]
    equal(places, sorted(places))
    side = work / "broken.accepted.json"
    side.write_text(json.dumps([{"key": "EDITION@/sections/2/body/0/table", "reason": "x", "by": "y",
                                 "date": "2025-01-01"}]))
    text = words(pages(broken, "--draft", "--lang", "zh")[-1])
    side.unlink()
    equal("EDITION" in text, False)
    contains(text, "3.提示 LINT-ASCII")


@case("draft: the same bytes whatever the environment's language")
def _():
    made = []
    for name, env in (("a", {"LC_ALL": "C", "LANGUAGE": None}), ("b", {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}),
                      ("c", {"LANG": "en_US.UTF-8", "LC_ALL": None})):
        nianbao("render", "--draft", "--only", "pdf", "-o", work / name, broken, env=env)
        made.append((work / name / "broken.pdf").read_bytes())
    equal(len(set(made)), 1)


@case("draft: the PDF paints 草稿 in grey, as an artifact, without transparency")
def _():
    nianbao("render", "--draft", "--only", "pdf", "-o", work / "pdf", broken)
    path = work / "pdf/broken.pdf"
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True).stdout
    equal(len(re.findall(rb" rg\b", plain)), 0)
    pale = re.search(rb"0?\.92\d* g\b((?:(?! g\b).)*?) BDC", plain, re.S)
    assert pale and pale[1].endswith(b"/Artifact <</Type/Pagination>>"), "no pale artifact"
    equal((b"/SMask" in plain, set(re.findall(rb"/ca ([\d.]+)", plain, re.I))), (False, {b"1"}))
    text = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True).stdout
    equal("草稿" in text, False)
    contains(re.sub(r"[\s\"]", "", text), "核对发现")


@case("draft: the picture of a page shows it, pale")
def _():
    from PIL import Image
    nianbao("render", "--draft", "--only", "png", "-o", work / "png", broken)
    image = Image.open(work / "png/broken-01.png").convert("L")
    wide, high = image.size
    band = image.crop((wide // 4, int(high * 0.42), wide * 3 // 4, int(high * 0.58)))
    assert band.tobytes().count(236) > 2000, band.tobytes().count(236)


done()
