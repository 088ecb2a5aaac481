"""PDF files with a text layer: what an exported issue says when it is read back."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from bulletin_tools import formats, libreoffice, parse
from bulletin_tools.errors import BulletinError
from bulletin_tools.formats import pdf
from bulletin_tools.reports.model import issues_as_data
from bulletin_tools.unwrap import unwrap
from tests.commandline import bulletin, written

EXAMPLES = Path(__file__).parent.parent / "examples"
needs_libreoffice = pytest.mark.skipif(
    not os.environ.get("CI") and libreoffice.program() is None, reason="LibreOffice is missing"
)
HEADLINES = (
    "推进重点工作落地见效",
    "“三个聚焦”推动基层治理提质增效、服务群众更加便捷高效",
    "扎实开展专项整治",
)
CLAUSES = (
    "围绕群众反映的突出问题，逐项列出清单、明确时限",
    "深入12个村（社区）走访，收集意见建议356条",
    "会同有关部门开展联合检查21次，整改隐患1085处",
    "推行“一件事一次办”，平均办理时间压缩35.5%",
)


def long_issue() -> str:
    """An issue of ten pages whose items and headlines cross them."""
    chance = random.Random(3)
    lines = ["泉河信息", "第58期（总第314期）", "中共泉河区委办公室　　　　　　　　　　2026年10月9日", ""]
    for number in range(18):
        unit = ("区教育局", "区审计局", "泉河街道")[number % 3]
        lines.append(unit + HEADLINES[number % 3])
        lines += [
            f"　　9月以来，{unit}{'，'.join(chance.sample(CLAUSES, chance.randint(2, 4)))}。"
            for _ in range(chance.randint(1, 3))
        ]
        lines[-1] += f"（{unit}）"
        lines.append("")
    return "\n".join([*lines, "报：市委办公室。", "（共印60份）", ""])


def model(path: Path) -> object:
    return issues_as_data(parse.parse(unwrap(formats.read(path))))


@needs_libreoffice
def test_an_exported_issue_reads_back_as_the_manuscript(tmp_path: Path) -> None:
    names = ["第56期.txt", "第57期.md", "长.txt"]
    written(tmp_path / "长.txt", long_issue())
    for name in names[:2]:
        written(tmp_path / name, (EXAMPLES / name).read_bytes())
    (tmp_path / "出").mkdir()
    done = bulletin("export", *names, "-o", "出", "--pdf", "--force", cwd=tmp_path)
    assert done.code == 0, done.err
    for name in names:
        stem = name.partition(".")[0]
        run = bulletin("convert", f"出/{stem}.pdf", "-o", f"{stem}-旧.txt", cwd=tmp_path)
        assert run.code == 0
        assert "页码、页眉删去" in run.err
        assert "第1页第" in run.err
        assert bulletin("convert", name, "-o", f"{stem}-清.txt", cwd=tmp_path).code == 0
        old, clean = tmp_path / f"{stem}-旧.txt", tmp_path / f"{stem}-清.txt"
        assert model(old) == model(clean)
        assert old.read_text(encoding="utf-8").splitlines()[:6] == clean.read_text(encoding="utf-8").splitlines()[:6]


def glyphs(text: str, x: float, y: float, size: float = 16) -> list[pdf._Glyph]:
    return [
        pdf._Glyph(char, x + place * size, x + (place + 1) * size, y, size)
        for place, char in enumerate(text)
        if char != "\u3000"
    ]


def page_of(*lines: str, head: str = "") -> list[pdf._Glyph]:
    found = glyphs(head, 80, 800) if head else []
    for place, line in enumerate(lines):
        found += glyphs(line, 80, 740 - 29 * place)
    return found


def read(pages: list[list[pdf._Glyph]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(pdf, "_pages", lambda _: iter(pages))
    document = formats.from_bytes(b"%PDF-1.7", "旧刊.pdf")
    source = unwrap(document)
    return [source.text[paragraph.start : paragraph.end] for paragraph in source.paragraphs]


def test_heads_of_left_and_right_pages_are_seen_through(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "　　近日区教育局召开会议部署今年各项重点工作任务并提出具"
    rest = "体要求各单位要认真贯彻落实好会议精神，切实抓好各项工作任"
    last = "务的落实。（区教育局）"
    pages = [page_of(body, rest, rest, head=("泉河信息第5期", "中共泉河区委办公室")[number % 2]) for number in range(6)]
    pages.append(page_of(rest, last))
    paragraphs = read(pages, monkeypatch)
    assert not any("泉河信息" in words or "办公室" in words for words in paragraphs)
    assert paragraphs[-1].endswith("务的落实。（区教育局）")


def test_words_are_parted_by_wide_gaps_only(monkeypatch: pytest.MonkeyPatch) -> None:
    row = [*glyphs("共", 80, 700), *glyphs("68", 100, 700, 8), *glyphs("场", 120, 700), *glyphs("日", 300, 700)]
    assert read([row], monkeypatch) == ["共68场　　　　　　　　　　日"]


def test_a_scanned_file_says_so(tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "扫描.pdf")
    run = bulletin("convert", "扫描.pdf", "-o", "旧.txt", cwd=tmp_path)
    assert run.code == 2
    assert run.err.startswith("扫描.pdf：PDF里没有文字，像是扫描件")
    assert not (tmp_path / "旧.txt").exists()


def test_a_broken_file_is_one_sentence(tmp_path: Path) -> None:
    written(tmp_path / "坏.pdf", b"%PDF-1.7\n%%EOF")
    run = bulletin("lint", "坏.pdf", cwd=tmp_path)
    assert run.code == 2
    assert "不是完好的PDF文件" in run.out + run.err


def test_without_the_library_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(BulletinError, match=r"pip install bulletin-tools\[pdf\]"):
        formats.from_bytes(b"%PDF-1.7", "旧刊.pdf")


def test_wraps_are_told_by_the_page_where_few_lines_tell_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two paragraphs of two rows, the first row indented; a brief that fills its row ends there."""
    full = "近日区教育局召开会议部署今年各项重点工作任务并提出要"
    brief = "△区水利局开展检查整改隐患工作全面完成到位。（水利局）"
    page = page_of("　　" + full[2:], "求。（区教育局）", "　　" + full[2:], "求。（区教育局）", brief, brief)
    paragraphs = read([page], monkeypatch)
    assert paragraphs == [full[2:] + "求。（区教育局）"] * 2 + [brief] * 2
