"""`bulletin convert`, and what it must never do to a text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_tools import formats, parse, script
from bulletin_tools.convert import convert
from bulletin_tools.convert.scripts import rewritten
from bulletin_tools.convert.tidy import tidy
from bulletin_tools.lint import lint
from bulletin_tools.reports.model import issues_as_data
from bulletin_tools.source import Document
from bulletin_tools.unwrap import unwrap
from bulletin_tools.workspace import Overrides, Workspace
from tests.commandline import CLEAN, bulletin, linted, written
from tests.manuscripts import EXAMPLES, manuscripts
from tests.test_properties import read

EXAMPLE_FOLDER = Path(__file__).parent.parent / "examples"
UNTIDY = (EXAMPLE_FOLDER / "PDF稿.txt").read_text(encoding="utf-8")
TIDY = """中共泉河区委办公室　　　　　　　　　　2026年9月18日

泉河街道用“板凳会”解民忧
　　“有话坐下说，有事当场办。”8月以来，泉河街道党工委在15个社区开设“板凳会”，每周二晚由街道班子成员到场，面对面听取居民意见。截至目前，共召开68场，收集诉求213件，办结196件，其余17件明确了责任人和时限。（泉河街道）

区审计局推行“审前会商”提高审计质效
　　今年以来，区审计局把会商关口前移到审计进点之前，与被审计单位、主管部门逐项核对政策口径，已对11个项目开展会商，调整审计重点27项，现场审计时间平均缩短6天，审计报告征求意见的时间缩短三分之一。（区审计局）

△9月12日，区水利局完成22座小型水库汛后安全检查，发现的9处隐患全部整改。（区水利局）
"""
ALL_OF_SCRIPT = Workspace(Overrides(select=["C"]), isolated=True)
TRADITIONAL = Workspace(Overrides(select=["C"], script="traditional"), isolated=True)


def model(document: Document) -> object:
    return issues_as_data(parse.parse(unwrap(document)))


def han(text: str) -> str:
    """The Chinese characters of a text, radicals and compatibility characters as those that they stand for."""
    plain = text.translate({ord(char): new for char, new in script.likes("radicals").items()})
    return "".join(char for char in unicodedata.normalize("NFKC", plain) if script.is_han(char))


def test_an_untidy_manuscript_becomes_a_clean_one(tmp_path: Path) -> None:
    written(tmp_path / "抽取.txt", UNTIDY)
    run = bulletin("convert", "抽取.txt", "-o", "清稿.txt", cwd=tmp_path)
    assert run.code == 0
    assert (tmp_path / "清稿.txt").read_text(encoding="utf-8") == TIDY
    for change in ("折行接回9处", "标题与正文分开2处（第3行、第13行）", "报头字距收拢1处（第1行）"):
        assert change in run.err
    assert "第11行请核对：折行处两边都是数字" in run.err


def test_a_clean_manuscript_stays_byte_for_byte(tmp_path: Path) -> None:
    written(tmp_path / "清稿.txt", ("\ufeff" + TIDY).replace("\n", "\r\n"))
    run = bulletin("convert", "清稿.txt", cwd=tmp_path)
    assert run.stdout == (tmp_path / "清稿.txt").read_bytes()
    assert "没有要改的" in run.err


def test_page_numbers_are_dropped_and_named(tmp_path: Path) -> None:
    page = CLEAN.strip() + "\n\n- 1 -\n\f" + CLEAN.replace("教育局", "审计局")
    written(tmp_path / "页.txt", page)
    run = bulletin("convert", "页.txt", cwd=tmp_path)
    assert "- 1 -" not in run.out
    assert "页码、页眉删去1处（第4行）" in run.err


def test_what_is_unsure_can_be_marked_where_no_rule_minds_it(tmp_path: Path) -> None:
    written(tmp_path / "抽取.txt", UNTIDY)
    for target in ("清稿.txt", "清稿.md"):
        assert bulletin("convert", "抽取.txt", "--mark", "-o", target, cwd=tmp_path).code == 0
        text = (tmp_path / target).read_text(encoding="utf-8")
        assert text.count("bulletin: note 折行处两边都是数字") == 1
        assert not {"X003", "X004"} & set(linted(target, cwd=tmp_path).codes)
    again = bulletin("convert", "清稿.md", "-o", "再.txt", cwd=tmp_path)
    assert "%% bulletin: note" in (tmp_path / "再.txt").read_text(encoding="utf-8")
    assert again.code == 0


@pytest.mark.parametrize("name", ["第56期.txt", "PDF稿.txt", "来稿.txt"])
def test_markdown_and_back_is_the_same_issue(tmp_path: Path, name: str) -> None:
    plain, there, back = tmp_path / "清.txt", tmp_path / "清.md", tmp_path / "回.txt"
    for source, target in ((EXAMPLE_FOLDER / name, plain), (EXAMPLE_FOLDER / name, there), (there, back)):
        assert bulletin("convert", source, "-o", target, cwd=tmp_path).code == 0
    assert model(formats.read(there)) == model(formats.read(plain))
    assert model(formats.read(back)) == model(formats.read(plain))
    assert back.read_bytes() == plain.read_bytes()


def test_word_file_is_that_of_export(tmp_path: Path) -> None:
    source = EXAMPLE_FOLDER / "第56期.txt"
    assert bulletin("convert", source, "-o", tmp_path / "a.docx", cwd=tmp_path).code == 0
    assert bulletin("export", source, "-o", tmp_path / "b.docx", cwd=tmp_path).code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_word_file_gets_the_masthead_that_is_given(tmp_path: Path) -> None:
    source = written(tmp_path / "稿.txt", UNTIDY)
    assert "--number" in bulletin("convert", source, "-o", "无.docx", cwd=tmp_path).err
    given = ("--name", "泉河信息", "--number", "第9期", "--date", "2026年9月25日")
    run = bulletin("convert", source, "-o", "清稿.docx", *given, cwd=tmp_path)
    assert run.code == 0, run.err
    (issue,) = parse.parse(unwrap(formats.read(tmp_path / "清稿.docx")))
    head = issue.masthead
    assert head
    fields = (head.name, head.number, head.issuer, head.date)
    assert [field and field.value for field in fields] == ["泉河信息", "9", "中共泉河区委办公室", "2026-09-25"]


def test_a_masthead_is_given_to_word_files_and_a_number_to_one(tmp_path: Path) -> None:
    for name in ("稿/一.txt", "稿/二.txt"):
        written(tmp_path / name, UNTIDY)
    run = bulletin("convert", "稿/一.txt", "-o", "出.txt", "--name", "泉河信息", cwd=tmp_path)
    assert (run.code, "只用于写成Word文件" in run.err) == (2, True)
    run = bulletin("convert", "稿", "-o", "出", "--format", "docx", "--number", "9", cwd=tmp_path)
    assert (run.code, "有2份稿件" in run.err) == (2, True)
    assert {path.name for path in tmp_path.iterdir()} == {"稿"}


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    written(tmp_path / "稿.txt", UNTIDY)
    written(tmp_path / "有.txt", "原来的")
    refused = bulletin("convert", "稿.txt", "-o", "有.txt", cwd=tmp_path)
    assert refused.code == 2
    assert "--overwrite" in refused.err
    assert (tmp_path / "有.txt").read_text(encoding="utf-8") == "原来的"
    assert bulletin("convert", "稿.txt", "-o", "有.txt", "--overwrite", cwd=tmp_path).code == 0
    assert (tmp_path / "有.txt").read_text(encoding="utf-8") == TIDY


def test_a_folder_keeps_its_shape_and_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    written(tmp_path / "稿/一.txt", UNTIDY)
    written(tmp_path / "稿/里/二.txt", CLEAN)
    written(tmp_path / "稿/坏.txt", b"\xff\xff\xff")
    run = bulletin("convert", "稿", "-o", "出", "--format", "md", cwd=tmp_path)
    assert run.code == 2
    assert "坏.txt：" in run.err
    assert sorted(path.name for path in (tmp_path / "出").rglob("*.md")) == ["一.md", "二.md"]
    assert (tmp_path / "出/里/二.md").is_file()


def test_what_an_earlier_run_wrote_is_no_manuscript(tmp_path: Path) -> None:
    written(tmp_path / "一.txt", UNTIDY)
    for _ in range(2):
        run = bulletin("convert", ".", "-o", "出", "--overwrite", cwd=tmp_path)
        assert run.code == 0
    assert [path.name for path in tmp_path.rglob("*.txt")].count("一.txt") == 2


def test_two_manuscripts_never_go_to_one_file(tmp_path: Path) -> None:
    for name in ("甲/稿.txt", "乙/稿.txt"):
        written(tmp_path / name)
    run = bulletin("convert", "甲/稿.txt", "乙/稿.txt", "-o", "出", cwd=tmp_path)
    assert run.code == 2
    assert not (tmp_path / "出").exists()


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("皇后镇干部行走三十里程，扭转乾坤", "皇后鎮幹部行走三十里程，扭轉乾坤"),
        ("向家长发放通知，以后干燥", "向家長發放通知，以後乾燥"),
        ("于海同志由于工作范围", "于海同志由於工作範圍"),
        ("局长余明，80余人，余姚市", "局長余明，80餘人，余姚市"),
        ("区审计局干事范明同志", "區審計局幹事範明同志"),
        ("“有‘三个到位’要求”", "「有『三個到位』要求」"),
        ("It’s“一站式”服务", "It’s「一站式」服務"),
    ],
)
def test_words_names_and_quotes(simplified: str, traditional: str) -> None:
    if "范明" not in simplified:  # behind a common noun nothing tells the name
        assert rewritten(simplified, "s2t") == traditional
    assert rewritten(traditional, "t2s") == simplified


@pytest.mark.parametrize(
    ("local", "simplified"),
    [
        ("看著沿著圍繞著本著原則", "看着沿着围绕着本着原则"),
        ("著名學者的論著、原著和土著，成效顯著", "著名学者的论著、原著和土著，成效显著"),
        ("議論著執著的人", "议论着执着的人"),
        ("衞生局為了裡面", "卫生局为了里面"),
        ("桜花公佈一週", "樱花公布一周"),
    ],
)
def test_local_forms_become_the_standard_ones(local: str, simplified: str) -> None:
    assert rewritten(local, "t2s") == simplified


def test_quotes_follow_their_nesting() -> None:
    assert rewritten("“外“内”外”", "s2t") == "「外『內』外」"
    assert rewritten("『外「内」外』", "t2s") == "“外‘内’外”"
    assert rewritten("“一“和‘二”", "s2t") == "「一「和『二」"  # a fault stays the fault that it is


def test_a_wrapped_file_keeps_its_wraps_and_its_words(tmp_path: Path) -> None:
    """`--to` alone changes characters, and a word is one across a wrap."""
    body = (
        "　　近日，区教育局召开会议，部署今年以来各项工作，听取各方意见建议，说明皇后镇的情况，"
        + "强调各单位要压实责任，" * 12
    )
    rows = [body[start : start + 37] for start in range(0, len(body), 37)]
    text = "区教育局召开会议\n" + "\n".join(rows) + "做好工作。（区教育局）\n"
    written(tmp_path / "稿.txt", text.encode("gb18030"))
    run = bulletin("convert", "稿.txt", "--to", "s2t", cwd=tmp_path)
    new = run.stdout.decode("gb18030")
    assert "皇\n后鎮" in new
    assert [len(line) for line in new.split("\n")] == [len(line) for line in text.split("\n")]


def test_markdown_keeps_its_markup_and_its_code(tmp_path: Path) -> None:
    text = (
        "# 区科技局服务企业\n\n办理**15个工作日**，见`发展`。（区科技局）\n\n| 项目 | 数量 |\n|---|---|\n| 发展 | 1 |\n"
    )
    written(tmp_path / "稿.md", text)
    out = bulletin("convert", "稿.md", "--to", "s2t", cwd=tmp_path).out
    assert "辦理**15個工作日**" in out
    assert "| 發展 | 1 |" in out


def test_an_encoding_without_the_characters_gives_way_to_utf8(tmp_path: Path) -> None:
    text = "區政府召開會議\n　　近日，區政府召開會議，部署工作。（區政府）\n"
    written(tmp_path / "稿.txt", text.encode("big5"))
    run = bulletin("convert", "稿.txt", "--encoding", "big5", "--to", "t2s", "-o", "新.txt", cwd=tmp_path)
    assert run.code == 0
    assert "BIG5里没有" in run.err
    assert "UTF-8" in run.err
    assert (tmp_path / "新.txt").read_text(encoding="utf-8").startswith("区政府召开会议")


def test_lint_checks_the_other_direction(tmp_path: Path) -> None:
    traditional = rewritten((EXAMPLE_FOLDER / "第56期.txt").read_text(encoding="utf-8"), "s2t")
    written(tmp_path / "繁.txt", traditional)
    assert bulletin("lint", "--script", "traditional", "繁.txt", cwd=tmp_path).code == 0
    written(tmp_path / "雜.txt", traditional.replace("會同", "会同,"))
    run = linted("--script", "traditional", "雜.txt", cwd=tmp_path)
    assert run.codes == ["C014", "P001"]
    fixed = bulletin("lint", "--script", "traditional", "--fix", "--unsafe-fixes", "雜.txt", cwd=tmp_path)
    assert fixed.code == 0
    assert (tmp_path / "雜.txt").read_text(encoding="utf-8") == traditional.replace("會同", "會同，")
    written(tmp_path / "bulletin.toml", '[lint]\nscript = "traditional"\n')
    written(tmp_path / "简.txt", CLEAN)
    assert "C014" in linted("简.txt", cwd=tmp_path).codes
    assert "C014" not in linted("--script", "simplified", "简.txt", cwd=tmp_path).codes
    assert bulletin("lint", "--script", "繁", "简.txt", cwd=tmp_path).code == 2


@given(manuscripts(), st.sampled_from(["text", "markdown"]))
@settings(max_examples=150, deadline=None)
def test_converting_twice_is_converting_once(text: str, form: str) -> None:
    document = read(text, "稿件.txt", "utf-8")
    if document is None:
        return
    once = convert(document, form)
    again = tidy(formats.from_text(once.text, "清.md" if form == "markdown" else "清.txt"), form)
    assert again.text == once.text.replace("\r\n", "\n")


@given(manuscripts())
@settings(max_examples=150, deadline=None)
def test_no_character_is_lost_or_moved(text: str) -> None:
    document = read(text, "稿件.txt", "utf-8")
    if document is not None:
        assert han(convert(document).text) == han(document.text)


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3), st.sampled_from(["s2t", "s2tw", "s2hk"]))
@settings(max_examples=80, deadline=None)
def test_what_is_converted_is_clean_in_its_script(texts: list[str], way: str) -> None:
    simplified = rewritten("会" + "\n".join(texts), "t2s")
    odd = {"C001", "C002", "C003", "C006", "C007", "C008", "C009", "C010", "C012", "C013"}
    document = formats.from_text(simplified)
    there = convert(document, "text", way)
    assert {
        found.code for found in lint(formats.from_text(there.text), TRADITIONAL.office(Path("a.txt"))).findings
    } <= odd
    back = convert(formats.from_text(there.text), "text", "t2s")
    assert {
        found.code for found in lint(formats.from_text(back.text), ALL_OF_SCRIPT.office(Path("a.txt"))).findings
    } <= odd
