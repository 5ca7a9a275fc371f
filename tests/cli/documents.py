#!/usr/bin/python3
"""What is written about the program is so: manual page, completion, findings, translations, schema."""
import re
import subprocess

from tools import ROOT, case, done, equal, folder, nianbao

COMMANDS = re.findall(r"^  (\w+)  ", nianbao("--help").out.split("Options:")[0], re.MULTILINE)
OPTION = re.compile(r"^  (?:(-\w), |    )(--[a-z-]+)", re.MULTILINE)


def options(command):
    """The options --help tells of a command: long name to short name or ''."""
    return {long: short for short, long in OPTION.findall(nianbao(command, "--help").out)}


ALL = {long: short for command in COMMANDS for long, short in options(command).items()}


@case("documents: --help knows the commands and their options")
def _():
    assert {"check", "render", "fonts", "forms"} <= set(COMMANDS), COMMANDS
    assert {"--output", "--only", "--as-published", "--style", "--version"} <= set(ALL), ALL


@case("documents: the manual page has every command and option, and no other")
def _():
    page = (ROOT / "render/nianbao.1").read_text().replace("\\-", "-")
    equal(set(re.findall(r"^\.SS nianbao (\w+)", page, re.MULTILINE)), set(COMMANDS), "commands")
    told = {}
    for line in re.findall(r"^\.TP\n\.B[RI]* (.*)", page, re.MULTILINE):
        long = re.search(r"--[a-z-]+", line)
        if long:
            short = re.match(r"(-\w)\b", line)
            told[long[0]] = short[1] if short else ""
    equal(told, ALL, "options")


@case("documents: the manual page tells which of the commands above an option does not have it")
def _():
    page = (ROOT / "render/nianbao.1").read_text().replace("\\-", "-")
    for title, text in re.findall(r"^\.SS Options of (.*)\n((?:(?!\.S[HS]).*\n)*)", page, re.MULTILINE):
        commands = set(re.findall(r"\w+", title)) & set(COMMANDS)
        for entry in text.split("\n.TP\n.B")[1:]:
            option = re.search(r"^.*?(--[a-z-]+)", entry)
            having = {command for command in commands if option and option[1] in options(command)}
            if option and having != commands:
                assert all(command in entry.split("\n", 1)[1] for command in having), (title, option[1])


@case("documents: the manual page is sound roff")
def _():
    run = subprocess.run(["groff", "-ww", "-man", "-K", "utf8", "-T", "utf8", "-z", ROOT / "render/nianbao.1"],
                         capture_output=True, text=True)
    equal((run.returncode, run.stderr), (0, ""))


@case("documents: the completion offers every command and option, and no other")
def _():
    script = ROOT / "render/nianbao.bash"
    for command in COMMANDS:
        ask = (f"source {script}; COMP_WORDS=(nianbao {command} --); COMP_CWORD=2; _nianbao; "
               'printf "%s\\n" "${COMPREPLY[@]}"')
        offered = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.split()
        equal(set(offered), set(options(command)), command)
    ask = f'source {script}; COMP_WORDS=(nianbao ""); COMP_CWORD=1; _nianbao; printf "%s\\n" "${{COMPREPLY[@]}}"'
    offered = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    equal(set(offered), set(COMMANDS))


@case("documents: the completion of --only keeps the words before the last comma")
def _():
    ask = (f"source {ROOT / 'render/nianbao.bash'}; COMP_WORDS=(nianbao render --only pdf,x); COMP_CWORD=3; _nianbao; "
           'printf "%s\\n" "${COMPREPLY[@]}"')
    equal(subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True).stdout, "pdf,xlsx\n")


def sources():
    return {path: path.read_text() for path in sorted((ROOT / "render").glob("*.c"))}


@case("documents: the table of findings has every id the sources use, the manual page tells each")
def _():
    table = (ROOT / "render/diag_ids.c").read_text()
    known = set(re.findall(r'^ +\{"([A-Z0-9-]+)", GRADE_', table, re.MULTILINE))
    assert known, "no ids"
    used = set()
    for path, text in sources().items():
        if path.name != "diag_ids.c":
            used |= set(re.findall(r'"([A-Z]{4,}-[A-Z-]+)"', text)) | {word for word in known if f'"{word}"' in text}
    equal(used - known, set(), "ids that are not in the table")
    equal(known - used, set(), "ids of the table that nothing uses")
    page = (ROOT / "render/nianbao.1").read_text().replace("\\-", "-")
    told = set(re.findall(r"^\.TP\n\.B ([A-Z-]+) \((?:hard|soft|info)\)", page, re.MULTILINE))
    equal(told, known, "ids of the manual page")


@case("documents: every sentence of the sources is translated, none doubtful, none too many")
def _():
    work = folder("po")
    template = subprocess.run([ROOT / "tests/messages"], capture_output=True, check=True).stdout
    (work / "nianbao.pot").write_bytes(template)
    po = ROOT / "render/zh_CN.po"
    run = subprocess.run(["msgcmp", po, work / "nianbao.pot"], capture_output=True, text=True)
    bad = [line for line in run.stderr.splitlines() if "warning" not in line]
    assert not bad and run.returncode == 0, f"{len(bad)} sentences, the first: {bad[:3]} (make messages helps)"
    run = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null", po], capture_output=True, text=True)
    equal(re.findall(r"fuzzy|untranslated", run.stderr), [])
    wanted = set(re.findall(r"^msgid (.*)", subprocess.run(
        ["msgcat", "--no-wrap", work / "nianbao.pot"], capture_output=True, text=True).stdout, re.MULTILINE))
    have = set(re.findall(r"^msgid (.*)", subprocess.run(
        ["msgattrib", "--no-wrap", "--no-obsolete", po], capture_output=True, text=True).stdout, re.MULTILINE))
    equal(have - wanted, set(), "sentences that are no longer used")


@case("documents: the committed schema is the one the forms make")
def _():
    equal(nianbao("forms", "--schema").out, (ROOT / "layouts/report.schema.json").read_text())


@case("documents: README and CHANGES name the version")
def _():
    version = re.search(r"^VERSION := (.*)", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]
    equal(nianbao("--version").out.splitlines()[0], f"nianbao {version}")
    assert version in (ROOT / "CHANGES.md").read_text()


done()
