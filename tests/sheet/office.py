"""LibreOffice without a screen, with a profile of its own that works every formula out again when it loads a workbook
(else stored results would be believed, and a test of formulas would prove nothing), and with the project's typefaces in
place of the office's."""
import os
import shutil
import subprocess

from tools import ROOT, WORK, folder

FACES = {"宋体": "FandolSong", "仿宋": "FandolFang", "黑体": "FandolHei"}


def profile():
    user = WORK / "office/profile/user"
    if not user.exists():
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
            'oor:op="fuse"><value>0</value></prop></item></oor:items>\n')
        alias = "".join(f'<alias binding="same"><family>{name}</family><prefer><family>{face}</family></prefer></alias>'
                        for name, face in FACES.items())
        (WORK / "office/fonts.conf").write_text(
            f'<?xml version="1.0"?><fontconfig><dir>{ROOT}/fonts/files</dir><cachedir>{WORK}/office/cache</cachedir>'
            f'{alias}</fontconfig>')
    return user.parent


def convert(kind, paths, into):
    """Open each workbook and save it as `kind` (pdf, xlsx, csv:...) in the folder `into`."""
    environment = dict(os.environ, FONTCONFIG_FILE=str(WORK / "office/fonts.conf"), HOME=str(WORK))
    run = subprocess.run(["soffice", f"-env:UserInstallation=file://{profile()}", "--headless", "--convert-to", kind,
                          "--outdir", str(into), *map(str, paths)], capture_output=True, env=environment, timeout=300)
    out = run.stdout.decode() + run.stderr.decode()
    assert run.returncode == 0, out
    made = [into / (p.stem + "." + kind.split(":")[0]) for p in paths]
    assert all(p.exists() for p in made), out
    return made


class Batch:
    """Workbooks that LibreOffice opens and saves, MOST in one call: it is slow to start.  Names need not differ."""
    MOST = 100

    def __init__(self, kind):
        self.kind = kind
        self.paths = []
        self.made = None

    def add(self, path):
        self.paths.append(path)
        return path

    def __getitem__(self, path):
        if self.made is None:
            number = {path: f"{i:04}" for i, path in enumerate(dict.fromkeys(self.paths))}
            given, into = folder(f"batch-{self.kind}-in"), folder(f"batch-{self.kind}")
            links = []
            for path_given, name in number.items():
                links.append(given / (name + path_given.suffix))
                shutil.copy(path_given, links[-1])
            made = [p for i in range(0, len(links), self.MOST) for p in convert(self.kind, links[i:i + self.MOST], into)]
            self.made = dict(zip(number, made))
        return self.made[path]
