"""Rules on layout: how a Word file is set, beside the template; and bringing it to the template."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bulletin_tools import formats, reports, rulebook
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.fix import Fixed, fix
from bulletin_tools.formats.word import Manuscript
from bulletin_tools.formats.word.restyle import restyle
from bulletin_tools.formats.word.xml import Element, w
from bulletin_tools.layout import template as layouts
from bulletin_tools.layout.writer import write
from bulletin_tools.lint import lint
from bulletin_tools.office import Office
from bulletin_tools.parse import parse
from bulletin_tools.source import Document, Restyle, Span
from bulletin_tools.unwrap import unwrap
from tests.commandline import bulletin, linted, written
from tests.word.packages import docx, level, numbered, paragraph, read, text, unpacked
from tests.word.printing import printed

BOOK = rulebook.load()
RULES = [rule for rule in BOOK.rules.values() if rule.where == "layout"]
EXAMPLES = Path(__file__).parents[2] / "examples"
MANUSCRIPTS = [path for path in sorted(EXAMPLES.iterdir()) if path.name[-4:] == ".txt" and path.stem != "departments"]
ISSUE = (
    "泉河信息\n第56期\n中共泉河区委办公室　　2026年9月18日\n区教育局守护学生上学路\n"
    "　　近日，区教育局会同有关单位检查校车。（区教育局）"
)
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
)
LETTER = (
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
)
BODY = (
    paragraph(text("区教育局守护学生上学路", '<w:b/><w:sz w:val="36"/>'), properties='<w:jc w:val="center"/>')
    + paragraph("近日，区教育局会同有关单位", "检查校车，共检查12辆。")
    + paragraph(text("一、逐车检查", '<w:rFonts w:eastAsia="宋体"/><w:b/>'))
    + paragraph("检查组走访了五所学校，", text("查出隐患三处", '<w:color w:val="FF0000"/>'), "。（区教育局）")
)
DRAFT = docx(BODY + LETTER, styles=DEFAULTS)


def office(template: str = "", folder: Path = Path()) -> Office:
    return Office(BOOK, RULES, template=(template, folder))


def found(document: Document, template: str = "") -> list[Finding]:
    return list(lint(document, office(template)).findings)


def codes(document: Document, template: str = "") -> list[str]:
    return [finding.code for finding in found(document, template)]


def mended(data: bytes) -> Fixed:
    return fix(read(data), office(), bool)


class Stamp:
    def on(self, element: Element, identifier: int) -> Element:
        element.set(w("id"), str(identifier))
        element.set(w("author"), "编者")
        element.set(w("date"), "2026-09-18T09:00:00Z")
        return element


@pytest.mark.parametrize("template", layouts.names())
@pytest.mark.parametrize("path", MANUSCRIPTS, ids=lambda path: path.stem)
def test_what_is_exported_has_the_layout_that_it_was_exported_in(path: Path, template: str) -> None:
    source = unwrap(formats.read(path))
    for bulletin_read in parse(source):
        data = write(bulletin_read, layouts.load(template), source.text).data
        assert found(read(data), template) == []


def test_another_template_is_another_verdict() -> None:
    document = printed(ISSUE, template="headline-line")
    assert codes(document, "headline-line") == []
    assert codes(document) == ["L009"]


def test_an_issue_goes_out_and_comes_back(tmp_path: Path) -> None:
    written(
        tmp_path / "我们的.toml",
        'extends = "gbt9704"\n[page]\ntop = 33\nbottom = 33\n[body]\nsize = 15\n[grid]\ncharacters = 29\n',
    )
    written(tmp_path / "bulletin.toml", '[export]\ntemplate = "我们的.toml"\n')
    written(tmp_path / "稿件.txt", (EXAMPLES / "第56期.txt").read_bytes())
    assert bulletin("export", "稿件.txt", "-o", "成品.docx", cwd=tmp_path).code == 0
    assert linted("--select", "L", "成品.docx", cwd=tmp_path).rows == []
    before, after = (
        bulletin("parse", name, "--output-format", "json", cwd=tmp_path) for name in ("稿件.txt", "成品.docx")
    )
    assert before.rows == after.rows
    told = linted("--isolated", "--select", "L", "成品.docx", cwd=tmp_path).rows
    assert {row["code"] for row in told} == {"L007", "L008"}
    assert any("上边距应为37毫米，现为33毫米" in row["message"] for row in told)


def test_a_template_s_fault_is_one_sentence(tmp_path: Path) -> None:
    written(tmp_path / "我们的.toml", "[page]\ntop = 900\n")
    written(tmp_path / "bulletin.toml", '[export]\ntemplate = "我们的.toml"\n')
    written(tmp_path / "稿件.docx", DRAFT)
    run = bulletin("lint", "稿件.docx", cwd=tmp_path)
    assert run.code == 2
    assert "page.top" in run.out + run.err
    written(tmp_path / "稿件.txt")
    assert bulletin("lint", "稿件.txt", cwd=tmp_path).code == 0


def test_a_changed_template_is_seen_in_a_folder_that_was_linted_before(tmp_path: Path) -> None:
    template = written(tmp_path / "我们的.toml", 'extends = "gbt9704"\n')
    written(tmp_path / "bulletin.toml", '[export]\ntemplate = "我们的.toml"\n[files]\ninclude = ["*.docx"]\n')
    written(tmp_path / "成品.docx", printed(ISSUE).data)
    assert linted("--select", "L", ".", cwd=tmp_path).codes == []
    written(template, 'extends = "gbt9704"\n[page]\ntop = 30\n')
    assert linted("--select", "L", ".", cwd=tmp_path).codes == ["L007"]


def test_a_draft_gets_hints_and_is_not_asked_for_what_only_an_issue_has() -> None:
    told = found(read(DRAFT))
    assert {finding.code for finding in told} == {"L006", "L007", "L008", "L009", "L010", "L011", "L012"}
    assert {finding.severity for finding in told} == {Severity.INFO}
    assert max(finding.severity for finding in found(printed(ISSUE, {"page": {"top": 25.4}}))) is Severity.WARNING


def test_a_file_that_says_nothing_of_its_type_is_not_judged() -> None:
    assert (
        found(read(docx(paragraph("区教育局召开会议") + paragraph("近日，区教育局召开会议，部署工作。（区教育局）"))))
        == []
    )


def test_text_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "load", None)
    assert found(formats.from_bytes(ISSUE.encode(), "稿件.txt")) == []


def test_one_fault_in_many_paragraphs_is_one_finding() -> None:
    items = "".join(
        f"区教育局第{n}次检查校车\n　　近日，区教育局会同有关单位检查校车。（区教育局）\n" for n in "一二三四"
    )
    (finding,) = found(printed(ISSUE + "\n" + items, {"body": {"face": "kai"}}))
    assert finding.message == "正文应为三号仿宋，现为三号楷体（共5段）"
    document = printed(ISSUE + "\n" + items)
    assert document.text[slice(*finding.span)].startswith("近日，区教育局会同有关单位检查校车。")


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ({"page": {"top": 25.4}}, "上边距应为37毫米，现为25.4毫米"),
        ({"page": {"width": 215.9, "height": 279.4}}, "纸张应为A4（210×297毫米），现为Letter（216×279毫米）"),
        ({"headline": {"face": "hei", "size": 16.0}}, "标题应为二号小标宋，现为三号黑体"),
        ({"number": {"size": 10.5}}, "页码应为四号宋体数字，现为五号宋体"),
        ({"number": {"form": "第{}页"}}, "页码应写作“— 1 —”，现为“第1页”"),
        ({"number": {"below": 15.0}}, "页码应在版心下边缘之下7毫米，现约15毫米"),
        ({"masthead": {"colour": "000000"}}, "报头名称应为红色"),
        ({"rule": {"colour": "000000"}}, "报头下的分隔线应为红色"),
    ],
)
def test_a_deviation_says_what_is_there_and_what_should_be(
    layout: Mapping[str, Mapping[str, object]], message: str
) -> None:
    assert [finding.message for finding in found(printed(ISSUE, layout))] == [message]


def test_page_numbers_stand_outside() -> None:
    document = printed(ISSUE)
    odd = next(line for line in document.lines if line.look and line.look.part == "footer")
    span = Span(odd.start, odd.end)
    moved = formats.restyled(document, [Restyle("paragraph", span, (("jc", "center"),))])
    assert [finding.message for finding in found(moved)] == ["单页的页码应居右"]
    assert found(formats.restyled(moved, mended(moved.data).restyles)) == []


@pytest.mark.parametrize("output_format", reports.FORMATS)
def test_every_report_tells_of_a_format(output_format: str, tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", DRAFT)
    run = bulletin("lint", "--select", "L", "--output-format", output_format, "稿件.docx", cwd=tmp_path)
    assert run.code == 0
    assert "L007" in run.out
    assert "程序内部出错" not in run.out


# How a file is set


def settings(body: str, **more: str) -> list[tuple[str, float, float]]:
    """Face, size and first line's indent of each paragraph."""
    typeset = formats.typeset(read(docx(body, **more)))
    assert typeset
    return [(one.stretches[0].face, one.stretches[0].size, one.indent) for one in typeset.settings]


def test_defaults_styles_numbering_and_direct_formats_are_laid_over_each_other() -> None:
    styles = (
        DEFAULTS
        + '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:ind w:firstLineChars="200"/></w:pPr>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/>'
        '<w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr></w:style>'
    )
    indented = level("decimal", "%1.").replace("</w:lvl>", '<w:pPr><w:ind w:left="640"/></w:pPr></w:lvl>')
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{indented}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        paragraph("甲")
        + paragraph("乙", properties='<w:pStyle w:val="b"/>')
        + paragraph("丙", properties='<w:pStyle w:val="c"/>')
        + paragraph(text("丁", '<w:sz w:val="28"/>'), properties='<w:pStyle w:val="c"/><w:ind w:firstLineChars="0"/>')
        + numbered("戊", 1)
    )
    assert settings(body, styles=styles, numbering=lists) == [
        ("宋体", 10.5, 0),
        ("宋体", 16, 2),
        ("仿宋", 16, 2),
        ("仿宋", 14, 0),
        ("宋体", 10.5, pytest.approx(640 / 20 / 10.5)),
    ]


def test_each_section_has_its_own_page() -> None:
    first = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1984" w:left="1304" w:gutter="283" w:right="1475"/>'
    body = paragraph("甲") + paragraph("乙", properties=f"<w:sectPr>{first}</w:sectPr>") + paragraph("丙") + LETTER
    typeset = formats.typeset(read(docx(body)))
    assert typeset
    assert [(page.line, round(page.width), round(page.left), page.grid) for page in typeset.pages] == [
        (0, 210, 28, "none"),
        (2, 216, 32, "lines"),
    ]
    assert [one.page for one in typeset.settings] == [0, 0, 1]


def test_lengths_may_bear_their_unit() -> None:
    units = '<w:sectPr><w:pgSz w:w="210mm" w:h="297mm"/><w:pgMar w:top="3.7cm" w:bottom="35mm" w:left="28mm" w:right="26mm"/></w:sectPr>'
    typeset = formats.typeset(read(docx(paragraph("甲") + units)))
    assert typeset
    assert typeset.pages[0][1:7] == pytest.approx((210, 297, 37, 35, 28, 26))


# Bringing it to the template


def test_a_draft_is_brought_to_the_template(tmp_path: Path) -> None:
    body = BODY.replace("近日，", "近日,").replace("一、逐车", "逐车")  # one heading alone would be a fault of its own
    path = written(tmp_path / "稿件.docx", docx(body + LETTER, styles=DEFAULTS, header1=paragraph("眉")))
    before = unpacked(path.read_bytes())
    assert bulletin("lint", "--fix", "稿件.docx", cwd=tmp_path).code == 0
    kept = read(path.read_bytes())
    assert "近日，" in kept.text
    assert "L008" in codes(kept)
    assert bulletin("lint", "--fix", "--unsafe-fixes", "稿件.docx", cwd=tmp_path).code == 0
    after = path.read_bytes()
    assert read(after).text == kept.text
    assert found(read(after)) == []
    assert [name for name, part in unpacked(after).items() if before[name] != part] == ["word/document.xml"]
    bulletin("lint", "--fix", "--unsafe-fixes", "稿件.docx", cwd=tmp_path)
    assert path.read_bytes() == after


def test_text_and_format_are_mended_in_one_go(tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.docx", docx(BODY.replace("近日，", "近日,") + LETTER, styles=DEFAULTS))
    run = bulletin("lint", "--fix", "--unsafe-fixes", "--show-fixes", "稿件.docx", cwd=tmp_path)
    assert "L008 正文的字体字号" in run.out
    after = read(path.read_bytes())
    assert "近日，区教育局" in after.text
    assert found(after) == []


def test_places_are_right_after_the_text_was_mended(tmp_path: Path) -> None:
    body = BODY.replace("12辆。", "12辆,共查出隐患( 含旧账 )3处.")
    written(tmp_path / "稿件.docx", docx(body + LETTER, styles=DEFAULTS))
    rows = linted("--fix", "--select", "L012,P001,W003", "稿件.docx", cwd=tmp_path).rows
    assert [(row["code"], row["location"]) for row in rows if row["code"] == "L012"] == [
        ("L012", {"row": 4, "column": 12})
    ]


def test_a_diff_tells_of_formats_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.docx", DRAFT)
    run = bulletin("lint", "--diff", "--unsafe-fixes", "稿件.docx", cwd=tmp_path)
    assert "改版式，正文应为三号仿宋，现为五号宋体（共2段）" in run.out
    assert path.read_bytes() == DRAFT


def test_only_the_rules_that_may_be_fixed_change_the_format(tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.docx", DRAFT)
    bulletin("lint", "--fix", "--unsafe-fixes", "--fixable", "L007", "稿件.docx", cwd=tmp_path)
    assert set(codes(read(DRAFT))) - set(codes(read(path.read_bytes()))) == {"L007"}


def test_words_in_another_face_keep_it() -> None:
    body = paragraph("近日，区教育局会同有关单位检查", text("校车", '<w:rFonts w:eastAsia="楷体"/>'), "。（区教育局）")
    data = docx(body + LETTER, styles=DEFAULTS)
    typeset = formats.typeset(formats.restyled(read(data), mended(data).restyles))
    assert typeset
    assert [(one.face, one.size) for one in typeset.settings[0].stretches] == [
        ("仿宋_GB2312", 16),
        ("楷体", 16),
        ("仿宋_GB2312", 16),
    ]


def test_old_files_are_judged_but_not_changed() -> None:
    document = read(DRAFT)._replace(converted=DRAFT)
    told = found(document)
    assert told
    assert not any(finding.fix for finding in told)


def tracked(data: bytes) -> Manuscript:
    manuscript = Manuscript(data)
    restyle(manuscript, mended(data).restyles, Stamp())
    return manuscript


def test_tracked_changes_of_format_accepted_are_the_template_and_rejected_the_original() -> None:
    manuscript = tracked(DRAFT)
    accepted = manuscript.package.save()
    assert found(read(accepted)) == []
    root = deepcopy(manuscript.package.xml("word/document.xml"))
    changes = list(root.iter(w("rPrChange"), w("pPrChange"), w("sectPrChange")))
    assert len({change.get(w("id")) for change in changes}) == len(changes) > 5
    for change in changes:
        properties = change.getparent()
        assert properties is not None
        kept = [one for one in properties if one.tag in (w("headerReference"), w("footerReference"))]
        properties[:] = [*kept, *change[0]]
    for empty in [one for one in root.iter(w("rPr"), w("pPr")) if not len(one)]:
        empty.getparent().remove(empty)  # type: ignore[union-attr]
    assert etree.tostring(root) == etree.tostring(etree.fromstring(unpacked(DRAFT)["word/document.xml"]))


def test_text_and_format_are_tracked_together(tmp_path: Path) -> None:
    unsaid = paragraph("会议要求，各校要在12月底前，12月底以前完成整改，做到举一反三举一反三。") * 2
    written(tmp_path / "稿件.docx", docx(BODY.replace("近日，", "近日,") + unsaid + LETTER, styles=DEFAULTS))
    said = ("--fix", "--unsafe-fixes", "--track-changes", "--annotate", "-o", "修订.docx")
    assert bulletin("lint", *said, "稿件.docx", cwd=tmp_path).code == 1  # a comment cuts a run whose format was changed
    data = (tmp_path / "修订.docx").read_bytes()
    assert "近日，区教育局" in read(data).text
    assert found(read(data)) == []
    root = Manuscript(data).package.xml("word/document.xml")
    for name in ("ins", "del", "rPrChange", "pPrChange", "sectPrChange"):
        assert next(root.iter(w(name)), None) is not None
    identifiers = [
        change.get(w("id")) for change in root.iter(*map(w, ("ins", "del", "rPrChange", "pPrChange", "sectPrChange")))
    ]
    assert len(identifiers) == len(set(identifiers))


def test_a_record_of_an_older_format_is_kept() -> None:
    old = '<w:sz w:val="28"/><w:rPrChange w:id="7" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:rPr><w:b/></w:rPr></w:rPrChange>'
    data = docx(paragraph(text("近日，区教育局会同有关单位检查校车。（区教育局）", old)) + LETTER, styles=DEFAULTS)
    (change,) = tracked(data).package.xml("word/document.xml").iter(w("rPrChange"))
    assert (change.get(w("id")), change.get(w("author"))) == ("7", "甲")


def test_properties_stand_in_the_order_of_the_schema() -> None:
    manuscript = tracked(DRAFT)
    root = manuscript.package.xml("word/document.xml")
    known = {
        "pPr": ["spacing", "ind", "jc", "pPrChange"],
        "rPr": ["rFonts", "b", "color", "spacing", "sz", "szCs", "rPrChange"],
    }
    for name, names in known.items():
        for properties in root.iter(w(name)):
            ranks = [names.index(str(one.tag).rpartition("}")[2]) for one in properties if one.tag != w("rPr")]
            assert ranks == sorted(ranks)


@pytest.mark.parametrize("how", ["plain", "tracked"])
def test_validators_find_nothing_that_was_not_there(how: str, tmp_path: Path) -> None:
    validator: Any = pytest.importorskip("openxml_audit").OpenXmlValidator()
    data = tracked(DRAFT).package.save() if how == "tracked" else formats.write(read(DRAFT), (), mended(DRAFT).restyles)
    before, after = written(tmp_path / "甲.docx", DRAFT), written(tmp_path / "乙.docx", data)
    old, new = ([str(one) for one in validator.validate(str(path)).errors] for path in (before, after))
    assert sorted(new) == sorted(old)
