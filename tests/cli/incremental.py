"""What others append to a PDF (ISO 32000-1, 7.5.6): objects anew behind the old bytes, with a cross-reference stream."""
import re
import subprocess


def show(path, which):
    return subprocess.run(["qpdf", f"--show-object={which}", path], check=True, capture_output=True).stdout.strip()


def number(reference):
    return int(re.match(rb"(\d+) 0 R", reference)[1])


def entry(dictionary, key):
    """The reference that follows a key."""
    return re.search(re.escape(key) + rb" (\d+ \d+ R)", dictionary)[1]


def append(path, objects):
    """The bytes of a PDF with objects appended; objects(next free number, trailer, root, first page) -> {number: bytes}."""
    data = path.read_bytes()
    trailer = show(path, "trailer")
    size = int(re.search(rb"/Size (\d+)", trailer)[1])
    root = number(entry(trailer, b"/Root"))
    pages = show(path, number(entry(show(path, root), b"/Pages")))
    page = number(re.search(rb"/Kids \[ (\d+ \d+ R)", pages)[1])
    out, places = bytearray(data), {}
    for n, text in objects(size, root, page).items():
        places[n] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, text)
    stream = max([size, *places]) + 1
    places[stream] = len(out)
    rows = b"".join(b"\x01" + places[n].to_bytes(4, "big") + b"\0" for n in sorted(places))
    index = b" ".join(b"%d 1" % n for n in sorted(places))
    keys = b" ".join(re.findall(rb"/(?:Root|Info) \d+ \d+ R", trailer)) + b" " + re.search(rb"/ID \[.*?\]", trailer)[0]
    before = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data)[1])
    out += (b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 1] /Index [%s] /Prev %d %s /Length %d >>\nstream\n" %
            (stream, stream + 1, index, before, keys, len(rows))) + rows
    out += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[stream]
    return bytes(out)


def with_key(dictionary, key, value):
    """A dictionary as qpdf shows it with one key more, or another value."""
    text = re.sub(re.escape(key) + rb" (\[.*?\]|<<.*?>>|\d+ 0 R|\S+)", b"", dictionary, count=1, flags=re.DOTALL)
    assert text.endswith(b">>")
    return text[:-2] + key + b" " + value + b" >>"


def signed(path, name="某县档案馆"):
    """With a signature field on the first page, as signing programs append it."""
    who = b"<" + (b"\xfe\xff" + name.encode("utf-16-be")).hex().encode() + b">"

    def objects(free, root, page):
        field = (b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /Rect [300 100 400 200] /F 132 /P %d 0 R /V %d 0 R >>"
                 % (page, free + 1))
        value = (b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name " + who +
                 b" /M (D:20260301120000+08'00') /ByteRange [0 %d %d 100] /Contents <00> >>" % (path.stat().st_size, path.stat().st_size + 10))
        return {root: with_key(show(path, root), b"/AcroForm", b"<< /Fields [%d 0 R] /SigFlags 3 >>" % free),
                page: with_key(show(path, page), b"/Annots", b"[%d 0 R]" % free), free: field, free + 1: value}
    return append(path, objects)
