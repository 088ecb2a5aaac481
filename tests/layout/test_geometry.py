"""Measured on real pages: LibreOffice makes them, with stand-ins for faces that are not installed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bulletin_tools import libreoffice
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.layout import proof, template
from bulletin_tools.layout.writer import write
from tests.layout import layout_samples as samples
from tests.layout.geometry import Page, dash, pages, red

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and libreoffice.program() is None, reason="LibreOffice is missing"
)
_HAN_LINE = re.compile(r"[\u4e00-\u9fff，。、]+")
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262


def _endings() -> dict[str, Bulletin]:
    """Bodies that end on every line of a page."""
    return {
        f"gbt9704-end-{count}": samples.bulletin(samples.item(None, *["全区召开会议。"] * count), head=None)
        for count in range(14, 25)
    }


def _proofs(folder: Path) -> dict[str, Path]:
    """Every template with every shape, converted in one go."""
    draft, text = samples.draft()
    full = samples.bulletin(samples.item(None, samples.SENTENCE * 40), head=None, foot=None)
    pairs = []
    for name in template.names():
        shapes = {"issue": samples.issue(), "everything": samples.everything(), "draft": draft, "full": full}
        for shape, bulletin in shapes.items():
            pairs.append(_print(folder / f"{name}-{shape}.docx", bulletin, name, text))
    pairs += [_print(folder / f"{name}.docx", bulletin, "gbt9704", "") for name, bulletin in _endings().items()]
    proof.to_pdf(pairs)
    return {pdf.stem: pdf for _, pdf in pairs}


def _print(path: Path, bulletin: Bulletin, name: str, text: str) -> tuple[Path, Path]:
    path.write_bytes(write(bulletin, template.load(name), text).data)
    return path, path.with_suffix(".pdf")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _proofs(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def proofs(files: dict[str, Path]) -> dict[str, list[Page]]:
    return {name: pages(pdf) for name, pdf in files.items()}


@pytest.mark.parametrize("name", template.names())
def test_a_full_page_has_22_lines_of_28_characters(proofs: dict[str, list[Page]], name: str) -> None:
    first, *_ = proofs[f"{name}-full"]
    assert len(first.lines) == 22
    lines = [line.text for line in first.lines[1:]]
    counts = [len(line) for line in lines if _HAN_LINE.fullmatch(line)]
    assert max(counts) == 28
    # a line is shorter only where a mark that may not start the next one takes a character with it
    assert sum(count == 28 for count in counts) >= len(counts) * 0.6
    assert min(counts) >= 27


@pytest.mark.parametrize("name", template.names())
def test_margins(proofs: dict[str, list[Page]], name: str) -> None:
    look = template.load(name)
    lines = proofs[f"{name}-full"][0].lines[1:]
    assert min(line.left for line in lines) == pytest.approx(look.page.left, abs=1)
    assert max(line.right for line in lines) == pytest.approx(look.page.width - look.page.right, abs=1)
    leading = look.leading / 20 * 25.4 / 72
    first, last = proofs[f"{name}-full"][0].lines[0], lines[-1]
    # four fifths of an exact line stand above the base line
    assert first.baseline - leading * 0.8 == pytest.approx(look.page.top, abs=1)
    assert last.baseline + leading * 0.2 == pytest.approx(look.page.height - look.page.bottom, abs=1)


def test_page_numbers(proofs: dict[str, list[Page]], files: dict[str, Path]) -> None:
    for place, page in enumerate(proofs["gbt9704-issue"], 1):
        assert page.number.text == f"—{place}—"
        assert dash(files["gbt9704-issue"], place - 1) - BOTTOM == pytest.approx(7, abs=0.3)
        em = 14 * 25.4 / 72
        if place % 2:
            assert page.number.right == pytest.approx(RIGHT - em, abs=0.5)
        else:
            assert page.number.left == pytest.approx(LEFT + em, abs=0.5)


def test_the_name_and_the_red_rule(proofs: dict[str, list[Page]], files: dict[str, Path]) -> None:
    for shape in ("issue", "everything"):
        first = proofs[f"gbt9704-{shape}"][0]
        name, *_, rule = red(files[f"gbt9704-{shape}"])
        assert name.top - TOP == pytest.approx(35, abs=1)
        assert (name.left + name.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)
        assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.3)
        imprint = next(line for line in first.lines if "委办公室" in line.text)
        assert rule.top - (imprint.baseline + 16 * 25.4 / 72 * 0.12) == pytest.approx(4, abs=1)


def test_a_long_name_shrinks_and_stays_in_its_place(tmp_path: Path) -> None:
    head = samples.HEAD._replace(name=samples.field("某某市某某区教育系统政务信息"))
    pair = _print(
        tmp_path / "a.docx", samples.bulletin(samples.item("标题", "全区召开会议。"), head=head), "gbt9704", ""
    )
    proof.to_pdf([pair])
    name, *_ = red(pair[1])
    assert name.top - TOP == pytest.approx(35, abs=1)
    assert name.right - name.left <= 156 * 0.96


def test_preprinted_leaves_name_and_rule_blank(proofs: dict[str, list[Page]], files: dict[str, Path]) -> None:
    printed, blank = proofs["gbt9704-issue"][0], proofs["preprinted-issue"][0]
    assert not red(files["preprinted-issue"])
    assert blank.lines[0].text == "第56期"
    assert blank.lines[0].baseline == pytest.approx(printed.lines[1].baseline, abs=0.5)


@pytest.mark.parametrize("name", [*_endings(), "gbt9704-issue", "gbt9704-everything", "margins-37-33-issue"])
def test_the_foot_stands_on_the_bottom_of_the_last_page(proofs: dict[str, list[Page]], name: str) -> None:
    *before, last = proofs[name]
    look = template.load("margins-37-33" if name.startswith("margins") else "gbt9704")
    assert not any(page.bars for page in before)
    first, inner, final = last.bars
    assert final.bottom == pytest.approx(look.page.height - look.page.bottom, abs=0.3)
    for bar, weight in ((first, 0.35), (inner, 0.25), (final, 0.35)):
        assert (bar.left, bar.right) == pytest.approx((LEFT, look.page.width - look.page.right), abs=0.3)
        assert bar.bottom - bar.top == pytest.approx(weight, abs=0.05)
    body = [line for line in last.lines if line.text.startswith(("全区", "△"))]
    assert all(line.baseline < first.top for line in body)


def test_copies_stand_right(proofs: dict[str, list[Page]]) -> None:
    em = 14 * 25.4 / 72
    for shape in ("issue", "everything"):
        line = next(line for line in proofs[f"gbt9704-{shape}"][-1].lines if line.text.endswith("（共印60份）"))
        assert line.right == pytest.approx(RIGHT - em, abs=0.6)


def test_no_foot(proofs: dict[str, list[Page]]) -> None:
    assert not any(page.bars for page in proofs["no-foot-issue"])
