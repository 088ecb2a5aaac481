"""Punctuation: GB/T 15834—2011."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.docnums import BRACKETED, CITED, before_titles
from bulletin_tools.checks.pairs import (
    CLOSING,
    PARTNER,
    QUOTES,
    Pairing,
    bridged,
    closes_a_list_number,
    is_apostrophe,
    nested,
    unpaired,
)
from bulletin_tools.checks.points import RUN, STACKABLE, dangles, is_ellipsis, kept, runs
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import ends_sentence
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.checks.straight import Quotation
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "mark_at_line_edge": "line_edges",
}

_LINE_PAUSE = "«\n、»"
_INNER = {"“": "‘’", "‘": "“”", "《": "〈〉", "〈": "《》"}
_STRAIGHT = frozenset("\"'＂″")
_CURLY = ("“”", "‘’")
_SWAPPED = dict(zip("“”‘’", "‘’“”", strict=True))
_KIND = {"《": "书名号", "〈": "书名号", "【": "方头括号"}
_MOST_STACKED = 3


def straight_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P002: straight quotation marks around Chinese words (clause 4.8.2)."""
    text = draft.text
    if not any(mark in text for mark in _STRAIGHT):
        return
    from bulletin_tools.checks.spotting import paragraphs_with
    from bulletin_tools.checks.straight import quotations

    for paragraph in paragraphs_with(draft, _STRAIGHT):
        for quotation in quotations(text, paragraph.start, paragraph.end):
            yield _straight(text, rule, quotation)


def _straight(text: str, rule: Rule, quotation: Quotation) -> Finding:
    start, end, level = quotation
    if end < 0:
        return rule.finding(Span(start, start + 1), match=text[start])
    marks = zip((start, end), _CURLY[level], strict=True)
    edits = [Edit(Span(place, place + 1), mark) for place, mark in marks if text[place] in _STRAIGHT]
    return rule.finding(Span(start, end + 1), *edits, match=text[start : end + 1])


def quote_direction(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P003: a quotation mark that looks the wrong way, or has no partner in its paragraph (clause 4.8)."""
    from bulletin_tools.checks.directions import JOINT, turned_pairs

    for (start, end), match in draft.search(JOINT):
        span = Span(match.start(), match.end())
        yield rule.finding(Span(start, end), Edit(span, "”“"), wanted="”“")
    for pairing in unpaired(draft):
        turned = turned_pairs(draft, pairing)
        yield from _unquoted(draft, rule, pairing, {place for pair in turned for place in pair})
        for one, other in turned:
            if draft.text[one] != draft.text[other]:
                marks = Span(one, one + 1), Span(other, other + 1)
                edits = [Edit(span, PARTNER[draft.text[span.start]]) for span in marks]
                yield rule.finding(Span(one, other + 1), *edits, wanted="前引号，末尾应是后引号")
                continue
            place = other if draft.text[one] in CLOSING else one
            wanted = PARTNER[draft.text[place]]
            span = Span(place, place + 1)
            yield rule.finding(span, Edit(span, wanted), wanted="前引号" if wanted in CLOSING else "后引号")


def _unquoted(draft: Draft, rule: Rule, pairing: Pairing, turned: set[int]) -> Iterator[Finding]:
    """The quotation marks without a partner."""
    from bulletin_tools.checks.directions import closed_by_a_double
    from bulletin_tools.checks.partners import mismatched, remarked
    from bulletin_tools.checks.quoting import end_of_quotation, start_of_quotation

    odd = {place: pair for pair in mismatched(draft, pairing) for place in pair}
    for place in _alone(draft, pairing):
        mark = draft.text[place]
        if mark not in QUOTES or place in turned:
            continue
        double = closed_by_a_double(draft.text, place)
        if double:
            yield rule.finding(Span(place, double + 1), Edit(Span(double, double + 1), "’"), wanted="’")
            continue
        if place in odd:
            edits = [Edit(Span(start, end), new) for start, end, new in remarked(draft, *odd[place])]
            yield rule.finding(Span(place, place + 1), *edits, message=f"“{mark}”没有配对的“{PARTNER[mark]}”")
            continue
        find = end_of_quotation if mark in CLOSING else start_of_quotation
        other = find(draft, place)
        edits = [] if other is None else [Edit(Span(other, other), PARTNER[mark])]
        yield rule.finding(Span(place, place + 1), *edits, message=f"“{mark}”没有配对的“{PARTNER[mark]}”")


def unpaired_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P004: a bracket or title mark whose partner is missing in its paragraph, or is of another kind (clauses 4.9, 4.15)."""
    from bulletin_tools.checks.partners import mismatched, missing_half, remarked

    for pairing in unpaired(draft):
        odd = [marks for marks in mismatched(draft, pairing) if not {draft.text[place] for place in marks} <= QUOTES]
        for one, other in odd:
            edits = [Edit(Span(start, end), new) for start, end, new in remarked(draft, one, other)]
            marks = draft.text[one], draft.text[other]
            yield rule.finding(Span(one, other + 1), *edits, message=f"“{marks[0]}”与“{marks[1]}”不是一对")
        paired = {place for marks in odd for place in marks}
        for place in _alone(draft, pairing):
            mark = draft.text[place]
            if mark not in QUOTES and place not in paired:
                edits = [Edit(Span(start, end), new) for start, end, new in missing_half(draft, place)]
                yield rule.finding(Span(place, place + 1), *edits, mark=mark, partner=PARTNER[mark])


def _alone(draft: Draft, pairing: Pairing) -> Iterator[int]:
    """The marks without a partner, in their paragraph or near it, that should have one."""
    for place in pairing.loose:
        if not _allowed_alone(draft, pairing, place) and place not in bridged(draft):
            yield place


def nested_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P005: quotation marks directly inside those of the same shape (clause 4.8.3.4)."""
    yield from _nested(draft, rule, "“‘")
    yield from _inverted(draft, rule)


def nested_titles(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P006: title marks directly inside those of the same shape (clause 4.15.3.5)."""
    yield from _nested(draft, rule, "《〈")


def nested_brackets(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P007: brackets inside those of the same shape (clause 4.9.3.6); a bare number as （1） may stand there, but not of a kind as 小（二）型."""
    for opening in "（［":
        for start, end, _ in nested(draft, opening, far=True):
            number = re.fullmatch(r"[\d一二三四五六七八九十]{1,3}", draft.text[start + 1 : end])
            graded = draft.text[end + 1 : end + 2] in ("型", "类", "级", "等") and draft.text[start - 1].isalpha()
            if not number or graded:
                yield rule.finding(Span(start, end + 1))


def repeated_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P008: the same point mark twice (clauses 4.1–4.7); three full stops are an ellipsis, P014's."""
    for run in runs(draft):
        span, written, marks = run
        twice = marks == marks[0] * len(marks) and (marks[0] in "，、；：" or marks == "。。")
        if twice and not is_ellipsis(draft, run):
            yield rule.finding(span, Edit(span, marks[0]), match=written, replacement=marks[0])


def conflicting_marks(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P009: different point marks side by side (appendix B.2); one stays."""
    for run in runs(draft):
        span, written, marks = run
        # A 顿号 at a sentence's end is P013's alone.
        ends = dangles(draft, run) and marks[-1] in "。；！？"
        if set(marks) != {marks[0]} and not set(marks) <= STACKABLE and not ends:
            mark = kept(draft, run)
            yield rule.finding(span, Edit(span, mark), match=written, replacement=mark)


def quoted_list(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P010: 顿号 between quoted terms or titles that stand side by side (clause 4.5.3.5), by the house's style."""
    style = rule.options["style"]
    if style == "keep":
        return
    from bulletin_tools.checks.series import out_of_style

    for series, places in out_of_style(draft, style):
        edits = [_toggled(draft.text, place) for place in places]
        kind = _KIND.get(draft.text[series.start], "引号")
        what = "通常不用顿号" if draft.text[places[0]] == "、" else "与本期别处不一致，别处用了顿号"
        yield rule.finding(series, *edits, kind=kind, what=what)


def _toggled(text: str, place: int) -> Edit:
    return Edit(Span(place, place + 1), "") if text[place] == "、" else Edit(Span(place, place), "、")


def dangling_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P013: a 顿号 with nothing behind it to list (clause 4.5)."""
    for run in runs(draft):
        if dangles(draft, run):
            yield rule.finding(run.span, Edit(run.span, run.written.lstrip("、 ")), match=run.written)
    for (start, end), _ in draft.search(_LINE_PAUSE):
        if ends_sentence(draft.text, start) or start + 1 in _first_paragraphs(draft):
            yield rule.finding(Span(start + 1, end), Edit(Span(start + 1, end), ""), match="、")


def _first_paragraphs(draft: Draft) -> set[int]:
    """Where the bodies of the items begin."""
    return {item.paragraphs[0].span.start for item in draft.items if item.paragraphs}


def docnum_order(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P025: the number of a document before its title; the title comes first, the number behind it in brackets."""
    for start, number, title in before_titles(draft):
        edits = []
        if start is not None:
            cited, bracket = draft.text[start : number.end], draft.text[number.end] == "）"
            edits = [Edit(Span(start - bracket, title.start), ""), Edit(Span(title.end, title.end), f"（{cited}）")]
        yield rule.finding(Span(number.start, title.start + 1), *edits)


def stacked_marks(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P029: more than three question or exclamation marks (clauses 4.2.3.3, 4.3.3.2); an official text needs one."""
    for span, written, marks in runs(draft):
        if len(marks) > _MOST_STACKED and set(marks) <= STACKABLE:
            yield rule.finding(span, Edit(span, "".join(dict.fromkeys(marks))), match=written)


def _nested(draft: Draft, rule: Rule, openings: str) -> Iterator[Finding]:
    for opening in openings:
        for start, end, parent in nested(draft, opening):
            span = Span(start, end + 1)
            if parent == start - 1 and draft.text[end + 1 : end + 2] == CLOSING[opening]:
                edits = [Edit(Span(start, start + 1), ""), Edit(Span(end, end + 1), "")]
            else:
                marks = zip((start, end), _INNER[opening], strict=True)
                edits = [Edit(Span(place, place + 1), mark) for place, mark in marks]
            yield rule.finding(span, *edits, inner=_INNER[opening])


def _inverted(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Single marks outside double ones, or alone, in a paragraph whose marks all have partners."""
    text = draft.text
    whole = "‘" in text and text.count("“") == text.count("”")  # else a quotation may go on through paragraphs
    for match in _single().finditer(text) if whole else ():
        paragraph = draft.source.paragraph_at(match.start())
        around, inner = text[paragraph.start : paragraph.end], match[0][1:-1]
        before = text[paragraph.start : match.start()]
        lone = before.count("“") == before.count("”") and around.count("“") == around.count("”") and '"' not in around
        lone &= not around.startswith("‘", match.start() - paragraph.start - 1) or match.start() == paragraph.start
        if lone and any("一" <= char <= "鿿" for char in inner):
            places = (place for place in range(*match.span()) if text[place] in QUOTES)
            edits = [Edit(Span(place, place + 1), _SWAPPED[text[place]]) for place in places]
            message = "外面一层引号应为“”" + ("，里面一层应为‘’" if "“" in inner else "")
            yield rule.finding(Span(*match.span()), *edits, message=message)


@cache
def _single() -> re.Pattern[str]:
    return expression("‘[^‘’“”\n]*(?:“[^‘’“”\n]*”[^‘’“”\n]*)*’")


def _allowed_alone(draft: Draft, pairing: Pairing, place: int) -> bool:
    text = draft.text
    paragraph = draft.source.texts[pairing.paragraph]
    if is_apostrophe(text, place) or closes_a_list_number(text, place, paragraph.start):
        return True
    if text[place] in QUOTES and pairing.straight:
        return True
    # A quotation of several paragraphs opens each of them and closes only the last (clause 4.8.3.5); it may break off.
    goes_on = text.startswith("“", paragraph.end + 1) or text.endswith("……", paragraph.start, paragraph.end)
    return text[place] == "“" and goes_on


SEARCHED = {
    "straight_quotes": ('«"»', "«'»", "«＂»", "«″»"),
    "quoted_list": ("«”、“»", "«》、《»", "«’、‘»", "«〉、〈»", "«】、【»"),
    "docnum_order": (BRACKETED, CITED),
    "repeated_mark": (RUN,),
    "conflicting_marks": (RUN,),
    "stacked_marks": (RUN,),
    "dangling_mark": (RUN, _LINE_PAUSE),
}
