"""Findings as comments in the Word file: at their very characters, beside those that are there, never twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin_tools.formats import word
from bulletin_tools.formats.word import comments
from bulletin_tools.formats.word.comments import Remark, Stamp
from bulletin_tools.source import Document, Span
from tests.commandline import bulletin, linted, written
from tests.word.packages import REL, docx, level, numbered, packed, paragraph, parts, read, text, unpacked
from tests.word.settling import W, characters
from tests.word.test_editing import manuscripts

STAMP = Stamp("校对", "2026-03-27T09:00:00Z")
TIME = ("--comment-time", "2026-03-27T09:00")
BODY = paragraph("区教育局召开会议") + paragraph(
    "近日,区教育局", text("召开会议", "<w:b/>"), "，部署工作。（区教育局）"
)
THEIRS = '<w:comment w:id="4" w:author="bulletin" w:initials="校"><w:p w14:paraId="0A"><w:r><w:t>请核实</w:t></w:r></w:p></w:comment>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def annotated(folder: Path, data: bytes, *options: str) -> bytes:
    """What `bulletin lint --annotate` makes of a Word file."""
    written(folder / "稿件.docx", data)
    run = bulletin("lint", "--annotate", *TIME, *options, "稿件.docx", "-o", "批注.docx", "--overwrite", cwd=folder)
    assert run.code in (0, 1), run.err
    return (folder / "批注.docx").read_bytes()


def put(document: Document, remarks: list[Remark]) -> bytes:
    """A manuscript with comments, those that it had of ours taken out."""
    manuscript = word.opened(document)
    comments.clear(manuscript.package)
    comments.annotate(manuscript, remarks, STAMP)
    return manuscript.package.save()


def told(data: bytes) -> dict[str, str]:
    """The comments of a file by id, a line each."""
    root = etree.fromstring(unpacked(data)["word/comments.xml"])
    return {
        one.get(f"{W}id", ""): "\n".join(
            "".join(node.text or "" for node in line.iter(f"{W}t")) for line in one.iter(f"{W}p")
        )
        for one in root
    }


def marked(data: bytes) -> dict[str, str]:
    """What stands between the ends of each comment, paragraphs parted by line feeds; the reference must follow."""
    found: dict[str, str] = {}
    still_open: set[str] = set()
    closed: set[str] = set()
    for element in etree.fromstring(unpacked(data)["word/document.xml"]).iter():
        name, identifier = etree.QName(element).localname, element.get(f"{W}id", "")
        if name == "commentRangeStart":
            assert identifier not in found
            found[identifier] = ""
            still_open.add(identifier)
        elif name == "commentRangeEnd":
            still_open.remove(identifier)
            closed.add(identifier)
        elif name == "commentReference":
            closed.remove(identifier)
        else:
            said = {"t": element.text or "", "tab": "\t", "br": "\v", "sym": "✓", "p": "\n"}.get(name, "")
            found.update({one: found[one] + said for one in still_open})
    assert not still_open
    assert not closed
    return found


def test_each_finding_is_a_comment_on_its_characters_with_what_there_is_to_say(tmp_path: Path) -> None:
    data = docx(BODY)
    result = annotated(tmp_path, data, "--author", "王编辑")
    summary, finding = told(result).values()
    assert summary.startswith("发现1处：错误1处。\n检查了正文，共")
    kind, basis, mend, mark = finding.split("\n")
    assert kind.startswith("错误 P001：")
    assert basis.startswith("依据：GB/T 15834—2011")
    assert mend == "建议改为“，”"
    assert re.fullmatch("bulletin lint [0-9a-f]{8}", mark)
    assert list(marked(result).values()) == ["", ","]
    assert characters(result) == characters(data)
    assert 'w:author="王编辑" w:date="2026-03-27T09:00:00Z"' in unpacked(result)["word/comments.xml"].decode()
    assert annotated(tmp_path, data, "--author", "王编辑") == result


def test_what_is_clean_says_so(tmp_path: Path) -> None:
    (summary,) = told(annotated(tmp_path, docx(BODY.replace(",", "，")))).values()
    assert summary.startswith("没有发现问题。")


def test_parts_without_a_comment_keep_their_bytes(tmp_path: Path) -> None:
    data = docx(BODY, styles="", header1=paragraph("眉"))
    before, after = unpacked(data), unpacked(annotated(tmp_path, data))
    assert set(after) - set(before) == {"word/comments.xml"}
    changed = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    assert {name for name in before if before[name] != after[name]} == changed


def test_a_second_run_puts_the_comments_in_anew(tmp_path: Path) -> None:
    once = annotated(tmp_path, docx(BODY))
    assert annotated(tmp_path, once) == once
    mended = packed(
        {**unpacked(once), "word/document.xml": unpacked(once)["word/document.xml"].replace(b",", "，".encode())}
    )
    (summary,) = told(annotated(tmp_path, mended, "--author", "另一人")).values()
    assert summary.startswith("没有发现问题。")


def with_comments(body: str, inside: str, extended: str = "") -> bytes:
    """A file that has comments."""
    more = {"comments": inside} | ({"commentsExtended": ""} if extended else {})
    entries = parts(body, more=more)
    entries["word/comments.xml"] = entries["word/comments.xml"].replace("<w:comments ", f"<w:comments {W14} ")
    if extended:
        entries["word/commentsExtended.xml"] = f"<w15:commentsEx {W15}>{extended}</w15:commentsEx>"
    return packed(entries)


def anchored(identifier: int, words: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{identifier}"/>{text(words)}<w:commentRangeEnd w:id="{identifier}"/>'
        f'<w:r><w:commentReference w:id="{identifier}"/></w:r>'
    )


def test_comments_that_are_there_stay_even_of_an_author_of_that_name(tmp_path: Path) -> None:
    data = with_comments(BODY + paragraph(anchored(4, "另有,"), "两项。（区教育局）"), THEIRS)
    result = annotated(tmp_path, data)
    assert told(result)["4"] == "请核实"
    assert marked(result)["4"] == "另有,"
    assert len(told(result)) == 2 + len(linted("稿件.docx", cwd=tmp_path).rows)
    assert annotated(tmp_path, result) == result


def test_a_comment_that_someone_changed_is_theirs(tmp_path: Path) -> None:
    once = annotated(tmp_path, docx(BODY))
    entries = unpacked(once)
    changed = packed(
        {**entries, "word/comments.xml": entries["word/comments.xml"].replace("建议改为".encode(), "可不改为".encode())}
    )
    assert sum("可不改为" in one for one in told(annotated(tmp_path, changed)).values()) == 1


def test_a_comment_that_someone_answered_stays_with_its_answer(tmp_path: Path) -> None:
    ours = etree.fromstring(unpacked(put(read(docx(BODY)), [Remark(Span(0, 1), ["说明"])]))["word/comments.xml"])[0]
    ours.findall(f"{W}p")[-1].set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "0B")
    said = etree.tostring(ours).decode()
    links = '<w15:commentEx w15:paraId="0B" w15:done="0"/><w15:commentEx w15:paraId="0A" w15:paraIdParent="0B" w15:done="0"/>'
    body = BODY + paragraph(anchored(0, "甲"), anchored(4, "乙"))
    kept = told(annotated(tmp_path, with_comments(body, said + THEIRS, links)))
    assert (kept["0"].split("\n")[0], kept["4"]) == ("说明", "请核实")
    gone = with_comments(body, said + THEIRS, links.replace(' w15:paraIdParent="0B"', ""))
    result = annotated(tmp_path, gone)
    assert "说明" not in [one.split("\n")[0] for one in told(result).values()]
    assert b'"0B"' not in unpacked(result)["word/commentsExtended.xml"]
    assert b'"0A"' in unpacked(result)["word/commentsExtended.xml"]


def test_what_word_can_t_comment_on_stands_in_the_summary(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{paragraph("据统计,共3项。")}</w:footnote>'
    result = annotated(tmp_path, docx(BODY.replace(",", "，"), footnotes=notes))
    (summary,) = told(result).values()
    assert "检查了正文、脚注" in summary
    assert "以下各处Word不能加批注：\n脚注第1段第4字“据统计〖,〗共3项。" in summary
    assert "错误 P001" in summary
    assert unpacked(result)["word/footnotes.xml"] == unpacked(docx(BODY, footnotes=notes))["word/footnotes.xml"]


def test_personal_numbers_are_masked(tmp_path: Path) -> None:
    number = "13812345678"
    body = BODY + paragraph(f"联系人,电话{number}。（区教育局）")
    result = annotated(
        tmp_path, docx(body, footnotes=f'<w:footnote w:id="2">{paragraph(f"电话,{number}。")}</w:footnote>')
    )
    assert number not in "".join(told(result).values())
    assert number in read(result).text


def test_a_finding_on_an_automatic_number_stands_beside_it() -> None:
    numbers = (
        f'<w:abstractNum w:abstractNumId="0">{level("chineseCounting", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    document = read(docx(numbered("事项", 1), numbering=numbers))
    assert document.text == "一、事项"
    result = put(document, [Remark(Span(0, 2), ["说明"]), Remark(Span(1, 3), ["说明"])])
    assert marked(result) == {"0": "", "1": "事"}


@pytest.mark.parametrize("deep", [False, True])
def test_comments_on_what_word_fills_in_stand_outside_the_field(deep: bool) -> None:
    def field(code: str, result: str) -> str:
        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"

    simple = f'<w:fldSimple w:instr=" DATE ">{text("3月")}</w:fldSimple>'
    dated = field(" DATE ", field(" PAGE ", text("5")) if deep else text("5日"))
    data = docx(paragraph(field(" PAGE ", text("1")), "甲", dated, "乙", simple, "丙"))
    document = read(data)
    start = document.text.index("5") + (0 if deep else 1)
    result = put(document, [Remark(Span(start, start + 1), ["说明"]), Remark(Span(start + 2, start + 3), ["说明"])])
    part = unpacked(result)["word/document.xml"].decode()
    fields = '"begin"(?:(?!"end").)*<w:comment|<w:fldSimple(?:(?!</w:fldSimple>).)*<w:comment'
    assert not re.findall(fields, part)
    assert read(result).text == document.text


def test_comments_and_tracked_changes_together(tmp_path: Path) -> None:
    data = docx(BODY.replace("近日,", "4月31日,").replace("，部署", ",部署"))
    result = annotated(tmp_path, data, "--track-changes")
    assert read(result).text == read(data).text.replace(",", "，")
    said = list(told(result).values())
    assert sum("已用修订标出改法" in one for one in said) == 2
    assert sum(one.startswith("已用修订改正2处。\n还有1处：") for one in said) == 1
    places = list(marked(result).values())
    assert places.count("，") == 2
    assert "4月31日" in places


def test_names_of_parts_that_are_taken_are_not_used(tmp_path: Path) -> None:
    entries = parts(BODY)
    entries["word/comments.xml"] = "<x/>"
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(
        "</Types>", '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    result = unpacked(annotated(tmp_path, packed(entries)))
    assert result["word/comments.xml"] == b"<x/>"
    assert f'Type="{REL}/comments" Target="/word/comments1.xml"'.encode() in result["word/_rels/document.xml.rels"]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_comments_stand_around_exactly_their_characters(data: st.DataObject) -> None:
    document = data.draw(manuscripts())
    size = len(document.text)
    places = data.draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted), max_size=6))
    remarks = [Remark(Span(*place), [f"第{number}处", "说明"]) for number, place in enumerate(places)]
    result = put(document, remarks)
    assert read(result).text == document.text
    assert characters(result) == characters(document.data)
    numbers = re.compile(r"^[一二三四五六七八九十]+、", re.MULTILINE)
    whole = numbers.sub(lambda match: "\0" * len(match[0]), document.text)
    for number, remark in enumerate(remarks):
        words = whole[slice(*remark.span)].replace("\0", "")
        assert marked(result)[str(number)].replace("旧", "").strip("\n") == words.strip("\n")
    assert put(read(result), remarks) == result
    assert "word/comments.xml" in unpacked(put(read(result), []))
    assert not told(put(read(result), []))


@pytest.mark.parametrize("line", ["\x00", "\v"])
def test_a_comment_that_xml_has_no_place_for_is_refused(line: str) -> None:
    from bulletin_tools.errors import BulletinError

    with pytest.raises(BulletinError, match="不能有的字符"):
        put(read(docx(BODY)), [Remark(Span(0, 1), [line])])
