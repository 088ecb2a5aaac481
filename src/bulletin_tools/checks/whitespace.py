"""White space and characters that can't be seen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bulletin_tools.checks.gaps import (
    EXOTIC,
    INVISIBLE,
    at_bracket_edges,
    gaps,
    is_behind_chapter,
    is_enclosed,
    is_lost_break,
    parts_names,
    unseen,
)
from bulletin_tools.checks.joining import broken_lines, joined, unwrapped
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.checks.gaps import Gap
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.source import Document

_BEFORE_MARK = frozenset("，。、；：！？）》】〕”’")
_AFTER_MARK = frozenset("，。、；：！？（《【〔“‘")
_MARKS = _BEFORE_MARK | _AFTER_MARK
_OPENING = frozenset("（《“‘【〔")
_MEASURED = frozenset("近约达超过共计至为增减降用设建投")
"""What stands before a number in a headline, where a pause may stand before one too."""
_UNITS = frozenset("年月日时分个名人次家户万亿元项件场条期处所间套台辆吨亩米座起%％")
"""What stands behind one."""
_LIST_NUMBER = r"\d{1,2}[.．、)）](?!\d)"
_TIGHT = frozenset("，。、；：！？…（）《》【】〔〕“”‘’")
"""Marks that have no blank beside them."""
_HALF = frozenset(",;:!?")
"""Half-width marks that P001 widens behind a Chinese character."""
_BLANKS = " \t\u3000\xa0"
_BESIDE = 8  # code points beside a blank that tell what it parts, other blanks among them
_FEW = 2
_MOST_REWRAPPED = 2000  # lines; a longer file is no draft
_MOST_STRAY = 0.3  # share of paragraphs; with more, the blank before them is the layout
_STRAY = (" ", "\t", "\u3000")
_LINE_ENDS = frozenset("\x0b\x85\u2028\u2029")
_NAMES = {
    "\u00ad": "软连字符", "\u200b": "零宽空格", "\u200c": "零宽不连字", "\u200d": "零宽连字", "\u200e": "左至右标记",
    "\u200f": "右至左标记", "\u2060": "词连接符", "\ufeff": "零宽不换行空格", "\u2028": "行分隔符", "\u2029": "段分隔符",
    "\x85": "下一行", "\x0b": "软换行",
}  # fmt: skip


def space_in_words(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W001: a blank between two Chinese characters of a sentence; a slogan, a name or a chapter may hold one."""
    for gap in gaps(draft):
        if _is_plain(gap) and _stands_between_words(draft.text, gap) and not gap.headline:
            yield rule.finding(gap.span, Edit(gap.span, ""))


def space_by_digit(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W002: a blank between a Chinese character and a digit or a Latin letter."""
    for gap in gaps(draft):
        if _is_plain(gap) and _stands_by_digit(draft.text, gap):
            yield rule.finding(gap.span, Edit(gap.span, ""))
        elif _is_plain(gap) and _stands_by_letter(gap):
            yield rule.finding(gap.span, Edit(gap.span, ""), message="外文字母旁边建议不空格")


def space_by_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W003: a blank beside a full-width mark."""
    for gap in gaps(draft):
        if _stands_by_mark(gap) and "\u3000" not in gap.blank and not gap.wide and not is_lost_break(draft.text, gap):
            yield rule.finding(gap.span, Edit(gap.span, ""))
    for span in at_bracket_edges(draft):
        yield rule.finding(span, Edit(span, ""))


def multiple_spaces(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W004: two or three spaces in a sentence, where none of the rules before would close them."""
    for gap in gaps(draft):
        repeated = len(gap.blank) > 1 and _is_plain(gap) and not _closes(draft.text, gap)
        if repeated and (gap.prose or gap.headline or is_behind_chapter(draft.text, gap.span)):
            yield rule.finding(gap.span, Edit(gap.span, " "))
    if "  " not in draft.text:
        return
    for start, end in draft.regions("source"):
        place = draft.text.find("  ", start, end)
        words = draft.text[place:end].lstrip(" ") if place > start else ""
        if words[:1].isalnum() and draft.text[place - 1].isalnum():
            span = Span(place, end - len(words))
            yield rule.finding(span, Edit(span, " "))


def ideographic_space(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W005: a full-width blank inside a paragraph; where a line once ended it is only told."""
    for gap in gaps(draft):
        if is_lost_break(draft.text, gap):
            yield rule.finding(gap.span, message="这里可能少了换行")
        elif "\u3000" in gap.blank and _stands_in_sentence(gap) and not _may_pause(draft.text, gap):
            yield rule.finding(gap.span, Edit(gap.span, ""))


def exotic_space(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W006: a blank that only looks like a space."""
    for match in _odd(draft, f"[{EXOTIC}]+"):
        span = Span(*match.span())
        idle = _is_idle(draft.text, span)
        plain = "" if idle else " " * len(match[0])
        wanted = "删去" if idle else "改为普通空格"
        yield rule.finding(span, Edit(span, plain), number=f"{ord(match[0][0]):04X}", wanted=wanted)


def _is_idle(text: str, span: Span) -> bool:
    """Whether a blank has no use: a lone one by a space, any by a mark that is or will be full-width, blanks between apart."""
    before, after = text[max(0, span.start - _BESIDE) : span.start], text[span.end : span.end + _BESIDE]
    if span.end == span.start + 1 and (before.endswith(" ") or after.startswith(" ")):
        return True
    left, right = before.rstrip(_BLANKS), after.lstrip(_BLANKS)
    widened = (left[-1:] in _HALF and _is_han(left[-2:-1])) or (right[:1] in _HALF and _is_han(left[-1:]))
    return left[-1:] in _TIGHT or right[:1] in _TIGHT or widened


def invisible_character(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W007: zero-width, bidirectional and control characters."""
    for match in _odd(draft, f"[{INVISIBLE}]+"):
        run, span = match[0], Span(*match.span())
        if _arabic_beside(draft.text, span):
            continue
        kept = "".join(char for char in run if char in _LINE_ENDS)
        edits = [Edit(span, kept)] if kept != run else []
        what = _NAMES.get(run[0]) or ("方向符" if unicodedata.category(run[0]) == "Cf" else "控制字符")
        yield rule.finding(span, *edits, number=f"{ord(run[0]):04X}", what=what)


def edge_whitespace(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W008: blanks at the end of a line, a stray one at its beginning; not where lines are joined with a blank."""
    lines = draft.source.document.lines
    text = draft.source.document.text
    firsts = {paragraph.line for paragraph in draft.source.texts}
    strays: list[Span] = []
    tabbed = draft.source.document.format == "word"  # tabs put a line of the masthead in its place
    begun = True
    for index in range(len(lines) - 1, -1, -1):
        start, end = lines[index].start, lines[index].end
        line = text[start:end]
        bare = line.rstrip(" \t\u3000")
        if lines[index].role == "opaque":
            continue
        if bare != line and begun and bare:
            span = Span(start + len(bare), end)
            yield rule.finding(span, Edit(span, ""), edge="行尾")
        stray = _stray(bare) if bare[:1] in _STRAY else None
        if stray and index in firsts and not (tabbed and "\t" in line[: stray.end]):
            strays.append(Span(start + stray.start, start + stray.end))
        if bare.strip():
            begun = index in firsts
    if len(strays) <= max(_FEW, _MOST_STRAY * len(firsts)):
        for span in strays:
            yield rule.finding(span, Edit(span, ""), edge="行首")


def _stray(line: str) -> Span | None:
    """A lone blank before a line or its indent, or blanks behind the indent."""
    start = len(line) - len(line.lstrip("\u3000"))
    blanks = len(line[start:]) - len(line[start:].lstrip(" \t"))
    if blanks and (start == 2 or (start == 0 and blanks == 1)) and line[start + blanks :]:
        return Span(start, start + blanks)
    return None


def hard_wrapped(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W009: a text whose paragraphs are broken into lines; told once."""
    source = draft.source
    lines = source.document.lines
    for paragraph, following in zip(source.paragraphs, [*source.paragraphs[1:], None], strict=True):
        below = paragraph.line + 1
        if following and (following.line == below or (following.line == below + 1 and _is_blank(draft, below))):
            continue
        joints = source.joints(Span(paragraph.start, paragraph.end))
        if joints and source.position(joints[-1]).row > below:
            spaced = _is_blank(draft, below)
            what = "逐行隔了空行" if spaced else "一段分成了几行"
            edits = unwrapped(draft, spaced=spaced) if _is_short(source.document) else ()
            yield rule.finding(Span(lines[below - 1].start, lines[below - 1].end), *edits, what=what)
            return
    broken = sorted(set(broken_lines(draft))) if _is_short(source.document) else []
    if broken:
        above = lines[broken[0] - 1]
        joins = [edit for line in broken for edit in joined(draft, line)]
        yield rule.finding(Span(above.start, above.end), *joins, what="一句话断成了几行")


def _is_short(document: Document) -> bool:
    return document.format == "text" and len(document.lines) <= _MOST_REWRAPPED


def _is_blank(draft: Draft, line: int) -> bool:
    document = draft.source.document
    return not document.text[document.lines[line].start : document.lines[line].end].strip()


def _is_plain(gap: Gap) -> bool:
    return gap.blank.strip(" ") == "" and not gap.wide


def _closes(text: str, gap: Gap) -> bool:
    """Whether another rule takes the whole gap away."""
    return (
        _stands_by_mark(gap)
        or _stands_by_digit(text, gap)
        or _stands_by_letter(gap)
        or (_stands_between_words(text, gap) and not gap.headline)
    )


def _stands_between_words(text: str, gap: Gap) -> bool:
    return gap.prose and _is_han(gap.left) and _is_han(gap.right) and not _may_pause(text, gap)


def _may_pause(text: str, gap: Gap) -> bool:
    return is_enclosed(text, gap.span) or parts_names(text, gap.span)


def _stands_by_digit(text: str, gap: Gap) -> bool:
    (start, end), before, after = gap.span, gap.left, gap.right
    if gap.headline or not gap.prose:
        return (_is_digit(before) and after in _UNITS) or (before in _MEASURED and _is_digit(after))
    if _is_digit(after):
        caption = before in "图表" and not re.match(r"\d+[幅张份个项套册本]", text[end : end + 6])
        if caption or re.match(_LIST_NUMBER, text[end : end + 4]):
            return False
        return (_is_han(before) or before in _MARKS) and not _is_telephone(text[end : end + 12])
    follows = _is_han(after) or after in "%％" or after in _OPENING
    return _is_digit(before) and follows and not _is_caption(text[max(0, start - 6) : start])


def _stands_in_sentence(gap: Gap) -> bool:
    return gap.prose and not gap.headline and not (gap.wide and _stands_by_mark(gap))


def _stands_by_letter(gap: Gap) -> bool:
    beside = (_is_han(gap.left) and _is_letter(gap.right)) or (_is_letter(gap.left) and _is_han(gap.right))
    return beside and gap.prose and not gap.headline


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _stands_by_mark(gap: Gap) -> bool:
    if gap.headline or not gap.prose or "\t" in gap.blank or gap.blank.strip(" \u3000"):
        return False
    if gap.right in _BEFORE_MARK:
        return True
    if gap.left in "”》" and _is_han(gap.right):
        return True
    return (gap.left in _AFTER_MARK and not _is_digit(gap.right)) or (_is_han(gap.left) and gap.right in _OPENING)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _is_telephone(words: str) -> bool:
    return bool(re.match(r"(?:1[3-9]\d{9}|\d{3,4}-?\d{7,8}|\d{7,8})(?!\d|[万亿元人])", words + " "))


def _is_caption(words: str) -> bool:
    return bool(re.search(r"[图表] ?\d+$", words))


def _odd(draft: Draft, find: str) -> Iterator[re.Match[str]]:
    compiled = re.compile(find)
    for start, end in unseen(draft):
        if draft.text[start:end].strip(" \u3000\t"):
            yield from compiled.finditer(draft.text, start, end)


def _arabic_beside(text: str, span: Span) -> bool:
    """Whether a direction mark stands by Arabic letters, as in Uyghur, where it has its use."""
    return bool(
        re.search(
            "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]",
            text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1],
        )
    )
