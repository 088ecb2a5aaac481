"""Files made to do harm: each is one sentence, before much memory is taken."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.word.packages import NAMES, packed, paragraph, parts, read

_MOST = 300 << 20  # bytes
_PROBE = """
import json, re, resource, sys
from pathlib import Path
from bulletin_tools import formats
from bulletin_tools.errors import BulletinError
try:
    said = formats.read(Path(sys.argv[1])).text[:100]
except BulletinError as error:
    said = "refused: " + str(error)
status = Path("/proc/self/status")  # where there is none, the figure may be that of the process before this one
peak = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
print(json.dumps([said, int(peak[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""
BODY = {name: data.encode() for name, data in parts(paragraph("区教育局召开会议")).items()}
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_main(document: str | bytes) -> bytes:
    return packed({**BODY, "word/document.xml": document})


def root(inner: str, head: str = "") -> str:
    return f"{head}<w:document {NAMES}><w:body>{inner}</w:body></w:document>"


def related(kind: str, target: str, mode: str = "") -> bytes:
    """A file whose body has a relationship to some target."""
    link = f'<Relationship Id="bad" Type="{REL}/{kind}" Target="{target}"{mode}/>'
    return packed(parts(paragraph("区教育局召开会议"), relationships=link))


def inflating(name: str, size: int, kind: str = "styles") -> bytes:
    """A file with a part that is small packed and large unpacked; its header says so truly."""
    buffer = io.BytesIO(related(kind, name))
    entry = zipfile.ZipInfo(f"word/{name}")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "a") as archive, archive.open(entry, "w", force_zip64=True) as part:
        for _ in range(size >> 20):
            part.write(bytes(1 << 20))
    return buffer.getvalue()


def lying() -> bytes:
    """A file whose part unpacks to far more than its headers say."""
    size = 20 << 20
    data = with_main(root(paragraph("甲") + " " * size))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    return data.replace(true, (5000).to_bytes(4, "little"))


def crossing() -> bytes:
    """Two entries whose data is the same: the overlap that packs terabytes."""
    data = bytearray(packed({**BODY, "word/a.xml": bytes(5000), "word/b.xml": bytes(5000)}, zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        first, second = (archive.getinfo(f"word/{name}.xml").header_offset for name in "ab")
        start = archive.start_dir
    place = data.rindex(second.to_bytes(4, "little"), start)
    data[place : place + 4] = first.to_bytes(4, "little")
    return bytes(data)


def many_paragraphs(count: int) -> bytes:
    return with_main(f"<w:document {NAMES}><w:body>".encode() + b"<w:p/>" * count + b"</w:body></w:document>")


def padded_paragraphs() -> bytes:
    """As many paragraphs as fit, between noise that keeps the ratio of packing low."""
    noise = b"".join(b"<w:p/><w:p/><w:p/><!--%s-->" % os.urandom(6).hex().encode() for _ in range(900_000))
    return with_main(f"<w:document {NAMES}><w:body>".encode() + noise + b"</w:body></w:document>")


def encrypted() -> bytes:
    data = bytearray(packed(BODY))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 8] |= 1
    return bytes(data)


DEEP = 5_000
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "哈"}">' for n in range(10))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (lambda: with_main(root("<w:p><w:r><w:t>甲&a9;乙</w:t></w:r></w:p>", f"<!DOCTYPE x [{LAUGHS}]>")), "DTD"),
    "entity of a file": (
        lambda: with_main(root("<w:p/>", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
        "DTD",
    ),
    "doctype in utf-16": (
        lambda: with_main(f'<?xml version="1.0"?>{root("", "<!DOCTYPE x>")}'.encode("utf-16")),
        "DTD",
    ),
    "doctype in another encoding": (
        lambda: with_main(b'<?xml version="1.0" encoding="UTF-7"?>' + root("", "<!DOCTYPE x>").encode("utf-7")),
        "编码",
    ),
    "part of one gigabyte": (lambda: inflating("styles.xml", 1 << 30), "超过"),
    "part that packs a thousandfold": (lambda: inflating("styles.xml", 50 << 20), "压缩比"),
    "five million paragraphs": (lambda: many_paragraphs(5_000_000), "压缩比"),
    "paragraphs between noise": (padded_paragraphs, "过大"),
    "headers that lie": (lying, "无法解压"),
    "entries that overlap": (crossing, "重叠"),
    "too many entries": (lambda: packed({**BODY, **{f"a/{n}": b"" for n in range(5000)}}), "5004个部件"),
    "one name twice": (lambda: packed({**BODY, "WORD/document.xml": b"<a/>"}), "同名"),
    "deep nesting": (lambda: with_main(root("<w:p>" * DEEP + "</w:p>" * DEEP)), "嵌套太深"),
    "missing target": (lambda: related("styles", "nowhere.xml"), "nowhere.xml不存在"),
    "target above the package": (lambda: related("styles", "../../../../etc/passwd"), "etc/passwd不存在"),
    "missing header": (
        lambda: packed(parts(paragraph("甲") + '<w:sectPr><w:headerReference r:id="rId9"/></w:sectPr>')),
        "rId9不存在",
    ),
    "target that is no address": (lambda: related("styles", "http://[::bad"), "不存在"),
    "no main part": (
        lambda: packed({name: data for name, data in BODY.items() if name != "word/document.xml"}),
        "document.xml不存在",
    ),
    "no relationships": (
        lambda: packed({name: data for name, data in BODY.items() if name != "_rels/.rels"}),
        "不是Word文件",
    ),
    "a workbook": (
        lambda: packed({**BODY, "[Content_Types].xml": BODY["[Content_Types].xml"].replace(b"wordprocessingml.document", b"spreadsheetml.sheet")}),
        "不是Word文件",
    ),
    "another archive": (lambda: packed({"a.txt": "甲"}), "不是Word文件"),
    "empty archive": (lambda: packed({}), "Word"),
    "broken xml": (lambda: with_main(root("<w:p>")), "XML有误"),
    "no xml": (lambda: with_main(b""), "XML有误"),
    "wrong root": (lambda: with_main("<a/>"), "没有文字"),
    "cut short": (lambda: packed(BODY)[:-200], "损坏"),
    "embedded document": (lambda: packed(parts(paragraph("甲") + '<w:altChunk r:id="x"/>')), "嵌着"),
    "password": (encrypted, "密码"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def probed(path: Path) -> tuple[str, int]:
    """What reading a file in a process of its own says, and the most memory it took."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    said, memory = json.loads(done.stdout)
    return said, memory * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.skipif(os.name == "nt", reason="Windows doesn't tell the most memory that a process took")
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_one_sentence_and_little_memory(case: str, folder: Path) -> None:
    make, reason = HOSTILE[case]
    path = folder / "稿件.docx"
    path.write_bytes(make())
    said, memory = probed(path)
    assert said.startswith("refused: ")
    assert reason in said
    assert "\n" not in said
    assert memory < _MOST, f"{memory >> 20} MB"


@pytest.mark.skipif(os.name == "nt", reason="Windows doesn't tell the most memory that a process took")
def test_the_largest_file_that_is_read_takes_little_memory(folder: Path) -> None:
    path = folder / "大.docx"
    path.write_bytes(with_main(root("".join(paragraph(f"第{n:06}次会议召开") for n in range(40_000)))))
    said, memory = probed(path)
    assert said.startswith("第000000次会议召开")
    assert memory < _MOST, f"{memory >> 20} MB"


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "hyperlink", "oleObject", "styles", "settings"])
def test_external_targets_are_never_fetched(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    external = related(kind, "http://192.0.2.1/a.dotm", ' TargetMode="External"')
    assert read(external).text == "区教育局召开会议"
