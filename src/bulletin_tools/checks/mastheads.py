"""The head and the foot of an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.patterns import compiled
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Field, Masthead
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_SPACED = r"(?<=[\u4e00-\u9fff\d])[ \u3000\xa0]+(?=[\u4e00-\u9fff\d])"
_HAN = frozenset("一二三四五六七八九十〇零")
_ARABIC_SINCE = "2012-07-01"  # GB/T 9704—2012 came into force
_WIDEST = 4  # code points behind an issue's number in which 期 stands
_FOOT_FIELDS = ("report", "send", "issue")


def masthead_field(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S001, S003: a field that the masthead of a whole issue lacks, unless the office's config gives it."""
    field = rule.options["field"]
    for bulletin in draft.bulletins:
        head = bulletin.masthead
        if head and getattr(head, field) is None and field not in draft.given:
            yield rule.finding(head.span)


def masthead_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S002: no issue number, or one filled up with zeros (7.3.5.4)."""
    yield from masthead_field(draft, rule)
    for bulletin in draft.bulletins:
        head = bulletin.masthead
        for field in filter(None, (head.number, head.total_number) if head else ()):
            bare = field.value.lstrip("0０")
            if bare and bare != field.value and not _is_front(draft, field):
                zeros = Span(field.span.start, field.span.start + len(field.value) - len(bare))
                yield rule.finding(
                    field.span,
                    Edit(zeros, ""),
                    message="期号不编虚位，“{match}”应为“{replacement}”",
                    match=field.value,
                    replacement=bare,
                )


def masthead_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S004: no full date, or one in another form than 2021年3月2日; older issues had Chinese numerals (7.3.5.4)."""
    yield from masthead_field(draft, rule)
    for bulletin in draft.bulletins:
        date = bulletin.masthead.date if bulletin.masthead else None
        if date and not _is_front(draft, date):
            year, month, day = map(int, date.value.split("-"))
            new, old = f"{year}年{month}月{day}日", "".join(draft.text[slice(*date.span)].split())
            customary = date.value < _ARABIC_SINCE and not _HAN.isdisjoint(old)
            if old != new and not customary:
                yield rule.finding(
                    date.span,
                    Edit(date.span, new),
                    message="印发日期“{match}”应写作“{replacement}”",
                    match=old,
                    replacement=new,
                )


def masthead_letterspacing(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S005: blanks between the characters of a masthead field."""
    for bulletin in draft.bulletins:
        yield from _number_spaced(draft, rule, bulletin.masthead)
        for field in _letterspaced(bulletin.masthead):
            text = draft.text[field.span.start : field.span.end]
            gaps = [match.span() for match in compiled(_SPACED).finditer(text)]
            if gaps:
                edits = [Edit(Span(field.span.start + start, field.span.start + end), "") for start, end in gaps]
                yield rule.finding(field.span, *edits, replacement=compiled(_SPACED).sub("", text))


def _number_spaced(draft: Draft, rule: Rule, head: Masthead | None) -> Iterator[Finding]:
    """第 11 期: blanks between an issue's number and the words around it."""
    if not head or not head.number:
        return
    start, end = head.number.span
    line = draft.text.rfind("\n", 0, start) + 1
    before, after = draft.text[line:start], draft.text[end : end + _WIDEST]
    left, right = before.rstrip(" "), after.lstrip(" ")
    gaps = (Span(line + len(left), start), Span(end, end + len(after) - len(right)))
    edits = [Edit(gap, "") for gap in gaps if gap.start < gap.end]
    if edits and left.endswith("第") and right.startswith("期"):
        yield rule.finding(Span(gaps[0].start - 1, gaps[1].end + 1), *edits, replacement=f"第{draft.text[start:end]}期")


def missing_footer(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S006: an issue with a head that doesn't tell whom it goes to, or how many copies there are."""
    for bulletin in draft.bulletins:
        if bulletin.masthead and bulletin.items:
            foot = bulletin.footer
            sent = foot and any(getattr(foot, name) for name in _FOOT_FIELDS)
            lacking = [word for word, there in (("报、送、发", sent), ("印数", foot and foot.copies)) if not there]
            if lacking:
                end = foot.span.end if foot else bulletin.items[-1].span.end
                yield rule.finding(Span(end - 1, end), what="和".join(lacking))


def footer_punctuation(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S007: a label of the foot without a full-width colon, a list of offices without a full stop (7.4.2)."""
    for bulletin in draft.bulletins:
        fields = (
            [getattr(bulletin.footer, name) for name in _FOOT_FIELDS] if bulletin.masthead and bulletin.footer else []
        )
        for field in filter(None, fields):
            yield from _foot_marks(draft, rule, field)


def _foot_marks(draft: Draft, rule: Rule, field: Field) -> Iterator[Finding]:
    text, (start, end) = draft.text, field.span
    colon = start - 1
    while colon > 0 and text[colon].isspace():
        colon -= 1
    if text[colon] in ":；;":
        yield rule.finding(Span(colon, colon + 1), Edit(Span(colon, colon + 1), "："), what="标签后", wanted="：")
    last = text[end - 1]
    if last not in "。！？":
        old = Span(end - 1, end) if last in "，；、.,;" else Span(end, end)
        yield rule.finding(Span(end - 1, end), Edit(old, "。"), what="末一单位后", wanted="。")


def _is_front(draft: Draft, field: Field) -> bool:
    """Whether a field stands in the front matter of a Markdown file, where a date is written as data."""
    return draft.source.paragraph_at(field.span.start).role == "front"


def _letterspaced(head: Masthead | None) -> Iterator[Field]:
    if head:
        yield from (field for field in (head.name, head.number, head.issuer, head.date) if field)
