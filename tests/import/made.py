"""Random reports: data as report.json has it, in canonical order, and their tables as cells on a grid.

Whatever a published report was seen to hold may come up: both editions and hybrids, blanks, placeholders, signs, amounts with
and without unit, remarks behind figures, rows the form lacks, rows that do not add up, notes, a signature, annexes.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli"), str(HERE.parent / "sheet")]
import forms

PLACES = [("涞源县", "county"), ("云岭县人民政府", "county"), ("青石镇", "township"), ("某某自治县", "county"), ("江口区", "county"),
          ("大通市", None), ("西河乡人民政府", "township"), ("清水县财政局", "department"), ("北山经济开发区", None),
          ("东湖街道办事处", "township")]
WORDS = ("全县 各乡镇 各部门 主动公开 政府信息 依申请公开 工作机制 门户网站 政务新媒体 平台 严格落实 持续推进 重点领域 政策解读 回应关切 规范 "
         "信息发布 审核制度 培训 考核 群众 监督 《条例》 “一网通办” 网站栏目 答复 办理 流程 法定时限 档案 公文 县政府办公室").split()
PARTS = ["主动公开政府信息", "依申请公开情况", "政府信息管理方面", "政府信息公开平台建设", "监督保障及培训情况"]
TITLES = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
          "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]
OTHER_TITLES = {0: ["一、工作基本情况"], 1: ["二、主动公开工作情况"], 2: ["三、政府信息公开申请情况", "三、行政机关收到和处理政府信息公开申请情况"],
                3: ["四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"], 4: ["五、存在问题及改进情况", "五、存在的主要问题和改进情况"],
                5: ["六、其他需要汇报事项"]}


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randint(4, 14))]
    text = ""
    for i, word in enumerate(words):
        text += word
        if i + 1 < len(words) and rng.random() < 0.25:
            text += rng.choice("，、；")
        if rng.random() < 0.1:
            text += str(rng.randint(1, 3000)) + rng.choice("件条次")
    return text + "。"


def paragraph(rng):
    return "".join(sentence(rng) for _ in range(rng.randint(1, 5)))


# --- figures -----------------------------------------------------------------

def count(rng):
    return rng.choice([0, 0, 0, 0, 1, 2, rng.randint(3, 40), rng.randint(41, 99999999)])


def odd(rng, plain, lines):
    """What may stand in place of a count; lines None: no remarks, True: on a second line of the cell."""
    pick = rng.random() * (0.8 if lines is None else 1)
    if pick < 0.5:
        return None
    if pick < 0.8:
        return rng.choice(["/", "-", "—"])
    return f"{plain}{chr(10) if lines else ''}（其中修订{rng.randint(1, 9)}件）"


def amount(rng, unit):
    text = str(rng.randint(0, 90000))
    places = rng.choice([0, 0, 2, 3, 4, 6])
    if places:
        text += "." + "".join(str(rng.randint(0, 9)) for _ in range(places))
    text += rng.choice(["", "", "元", "万元"]) if unit else ""
    return int(text) if text.isdigit() else text


def signed(rng):
    return rng.choice([0, f"+{rng.randint(1, 500)}", -rng.randint(1, 500), rng.randint(1, 500)])


def row_values(rng, columns, kind, oddness, lines):
    """The figures of a row by column path; half the rows with a total tie out."""
    values = {}
    for column in columns:
        of = kind if kind != "count" else column.kind
        if of == "amount":
            value = amount(rng, "fee" not in column.path)
        elif of == "signed":
            value = signed(rng)
        else:
            value = count(rng)
        values[tuple(column.path)] = value
    total = ("total",)
    if total in values and rng.random() < 0.5:
        values[total] = sum(v for k, v in values.items() if k != total)
    for path, value in values.items():
        if rng.random() < oddness:
            values[path] = odd(rng, value if isinstance(value, int) and value >= 0 else 7, lines)
    return values


def put(tree, path, value):
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree[path[-1]] = value


def table(rng, form, lines):
    """A table block; lines: a remark may stand on a second line of its cell."""
    definition = forms.load(form)
    block = {"table": form, "values": {}}
    oddness = rng.choice([0, 0, 0.03, 0.1, 0.5, 0.9])
    extra = []
    for band in definition.get("bands") or [definition]:
        columns = forms.leaves(forms.axis(band["columns"]))
        rows = forms.leaves(forms.axis(band.get("rows"))) or [None]
        for row in rows:
            values = row_values(rng, columns, row.kind if row else "count", oddness, lines)
            if row is None and oddness < 0.5 and rng.random() < 0.7:
                for group in ("review", "direct", "after_review"):
                    part = ["keep", "correct", "other", "pending"]
                    if all(isinstance(values[(group, p)], int) for p in part):
                        values[(group, "total")] = sum(values[(group, p)] for p in part)
            for path, value in values.items():
                put(block["values"], (row.path if row else []) + list(path), value)
        if rows != [None] and rng.random() < 0.06:
            row = rng.choice(rows)
            extra.append({"label": rng.choice(["其他主动公开文件", "其他情形（本县增加）", "补充统计项目"]),
                          "after": ".".join(row.path),
                          "values": [count(rng) for _ in columns]})
    if extra:
        block["extra"] = extra[:1]
    if rng.random() < 0.2:
        block["note"] = rng.choice(["注：数量含上年度结转数量。", "备注：以上数据统计至12月31日，不含乡镇。"])
    return block


# --- the report --------------------------------------------------------------

def report(rng, lines=True, end=True, two_lines=True):
    """A random report.  end: with a signature and annexes at times; two_lines: a title may be broken."""
    place, level = rng.choice(PLACES)
    year = rng.randint(2019, 2025)
    words = rng.choice(["{p}{y}年政府信息公开工作年度报告", "{p}{y}年度政府信息公开工作年度报告", "{p}{y}年政府信息公开年度报告",
                        "{y}年{p}政府信息公开工作年度报告"])
    title = words.format(p=place, y=year)
    if two_lines and title.startswith(place) and rng.random() < 0.3:
        title = [place, title[len(place):]]
    data = {"format": "nianbao/1", "authority": place}
    if level:
        data["level"] = level
    data.update(year=year, title=title)
    if rng.random() < 0.7:
        data["preamble"] = [paragraph(rng) for _ in range(rng.randint(1, 2))]
    old = 2019 if (year < 2021) != (rng.random() < 0.2) else 2021
    other = 2019 if (year < 2021) != (rng.random() < 0.2) else 2021
    tables = [f"disclosure-{old}", f"applications-{other}", "review"]
    data["sections"] = []
    for i, heading in enumerate(TITLES):
        body = []
        if i in OTHER_TITLES and rng.random() < 0.15:
            heading = rng.choice(OTHER_TITLES[i])
        if i == 0:
            body = [paragraph(rng)]
            if rng.random() < 0.7:
                for k, part in enumerate(PARTS):
                    body += [{"heading": f"（{'一二三四五'[k]}）{part}"}] + [paragraph(rng) for _ in range(rng.randint(1, 2))]
            else:
                body += [f"（{'一二三四五'[k]}）{part}。{paragraph(rng)}" for k, part in enumerate(PARTS)]
        elif i < 4:
            if rng.random() < 0.15:
                body.append(paragraph(rng))
            body.append(table(rng, tables[i - 1], lines))
            if rng.random() < 0.15:
                body.append(paragraph(rng))
        else:
            body = [paragraph(rng) for _ in range(rng.randint(1, 3))]
        data["sections"].append({"heading": heading, "body": body})
    if end and rng.random() < 0.3:
        data["annexes"] = rng.choice([["本县政府信息公开申请办理情况统计表"], ["重大行政决策事项目录", "名词和统计口径的说明"]])
    if end and rng.random() < 0.4:
        data["signature"] = {"authority": place, "date": f"{year + 1}-{rng.randint(1, 3):02d}-{rng.randint(1, 28):02d}"}
        if rng.random() < 0.3:
            data["remarks"] = "此件公开发布"
    return data


def tables_of(data):
    return [b for s in data["sections"] for b in s["body"] if isinstance(b, dict) and "table" in b]


# --- a table as cells --------------------------------------------------------

class Cell:
    def __init__(self, row, col, rows, cols, text, role, path):
        self.row, self.col, self.rows, self.cols, self.text, self.role, self.path = row, col, rows, cols, text, role, path


def text_of(value):
    return "" if value is None else str(value)


def cells(block):
    """(cells in reading order, rows, columns, label columns)."""
    _, made, (high, wide, labels, _) = forms.table(block)
    out = [Cell(c.row, c.col, c.rows, c.cols, text_of(c.value) if c.role == "figure" else c.text, c.role,
                None if c.path == ["extra"] else c.path) for c in made]
    return sorted(out, key=lambda c: (c.row, c.col)), high, wide, labels


# --- labels as they are published --------------------------------------------

def varied(rng, text):
    """The same label in other characters: width, quotes, blanks, comma for enumeration comma."""
    for old, new in (("（", "("), ("）", ")"), ("“", '"'), ("”", '"'), ("、", "，"), ("：", ":")):
        if rng.random() < 0.3:
            text = text[:2] + text[2:].replace(old, new)
    if rng.random() < 0.3:
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() else c for c in text)
    if rng.random() < 0.3:
        text = text.replace("1.", "1. ").replace("2.", "2．").replace("3.", "3、")
    return text


def misprinted(rng, text):
    """One character lost, doubled or exchanged, in a label long enough to be known all the same."""
    if len(text) < 7:
        return text
    at = rng.randint(3, len(text) - 2)
    return rng.choice([text[:at] + text[at + 1:], text[:at] + text[at] + text[at:], text[:at] + "口" + text[at + 1:],
                       text[:at] + text[at + 1] + text[at] + text[at + 2:]])


def spoil(rng, made):
    """Labels of a table's cells changed as published tables have them changed."""
    some, bad = rng.choice([0, 0, 0.3, 1]), rng.choice([0, 0, 0, 0.1])
    for c in made:
        if c.role != "figure" and c.path is not None and rng.random() < some:
            c.text = varied(rng, c.text)
        if c.role in ("label", "head") and c.path is not None and rng.random() < bad:
            c.text = misprinted(rng, c.text)
