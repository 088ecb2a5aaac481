"""The head and the foot of an issue."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bulletin_tools.checks.context import is_issue
from bulletin_tools.expressions import expression
from bulletin_tools.parse import footer
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Field, Masthead
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_SPACED = expression(r"(?<=[\u4e00-\u9fff\d])[ \u3000\xa0\t]+(?=[\u4e00-\u9fff\d])")
_HAN = frozenset("一二三四五六七八九十〇零")
_ARABIC_SINCE = "2012-07-01"  # GB/T 9704—2012 came into force
_WIDEST = 4  # code points behind an issue's number in which 期 stands
_BLANKS = " \u3000\t"
_AREA = 2  # code points by which the names of one area's offices begin
_FOOT_FIELDS = ("report", "send", "issue")


def masthead_field(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S001, S003: a field that the masthead of a whole issue lacks, unless the office's config gives it."""
    field = rule.options["field"]
    for bulletin in draft.bulletins:
        head = bulletin.masthead
        if head and getattr(head, field) is None and field not in draft.given:
            yield rule.finding(head.span)


def masthead_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S002: no issue number, one filled up with zeros (7.3.5.4), or one without 第 or 期."""
    for bulletin in draft.bulletins:
        head = bulletin.masthead
        if head and not _is_numbered(draft, head):
            yield rule.finding(head.span)
        for field in filter(None, (head.number, head.total_number) if head else ()):
            yield from _unmarked_number(draft, rule, field)
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


def _is_numbered(draft: Draft, head: Masthead) -> bool:
    """Whether an issue bears a number that is filled in: not 第×期."""
    number = head.number or head.total_number
    return "number" in draft.given or bool(number and number.value.strip("×"))


def _unmarked_number(draft: Draft, rule: Rule, field: Field) -> Iterator[Finding]:
    """8期 or 第8 for 第8期, 总215期 for 总第215期."""
    if _is_front(draft, field):
        return
    text, (start, end) = draft.text, field.span
    edits = [Edit(Span(start, start), "第")] if not text[:start].rstrip(_BLANKS).endswith("第") else []
    if not text[end : end + _WIDEST].lstrip(_BLANKS).startswith(("期", "号")):
        edits.append(Edit(Span(end, end), "期"))
    bracketed = text[start - 1 : start] in ("〕", "]", "］", "）", ")")  # 〔2024〕8号
    if edits and not bracketed:
        new = f"第{field.value}期"
        yield rule.finding(field.span, *edits, message="期号应写作“{replacement}”", match=field.value, replacement=new)


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
        for number in filter(
            None, (bulletin.masthead.number, bulletin.masthead.total_number) if bulletin.masthead else ()
        ):
            yield from _number_spaced(draft, rule, number)
        for field in _letterspaced(bulletin.masthead):
            text = draft.text[field.span.start : field.span.end]
            gaps = [match.span() for match in _SPACED.finditer(text) if not _parts_offices(text, match.span())]
            if gaps:
                edits = [Edit(Span(field.span.start + start, field.span.start + end), "") for start, end in gaps]
                yield rule.finding(field.span, *edits, replacement=_SPACED.sub("", text))


def _parts_offices(text: str, gap: tuple[int, int]) -> bool:
    """Whether a blank parts two offices of one area: 泉河区水利局 泉河区财政局."""
    left, right = text[: gap[0]], text[gap[1] :]
    return len(left) > _AREA and left[:_AREA] == right[:_AREA]


def _number_spaced(draft: Draft, rule: Rule, number: Field) -> Iterator[Finding]:
    """第 11 期: blanks between an issue's number and the words around it."""
    start, end = number.span
    line = draft.text.rfind("\n", 0, start) + 1
    before, after = draft.text[line:start], draft.text[end : end + _WIDEST]
    left, right = before.rstrip(_BLANKS), after.lstrip(_BLANKS)
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
    source = draft.source
    for bulletin in draft.bulletins:
        if bulletin.footer and is_issue(bulletin):
            first = bisect_left(source.paragraphs, bulletin.footer.span.start, key=lambda paragraph: paragraph.start)
            for index in range(first, len(source.paragraphs)):
                if source.paragraphs[index].start >= bulletin.footer.span.end:
                    break
                for key, field in footer.keys(source, source.paragraphs[index]) or footer.slipped(source, index):
                    if key in _FOOT_FIELDS and field.value:
                        yield from _foot_marks(draft, rule, field)


def _foot_marks(draft: Draft, rule: Rule, field: Field) -> Iterator[Finding]:
    text, (start, end) = draft.text, field.span
    label = start
    while not text[label - 1].isalnum():
        label -= 1
    between = text[label:start]
    if between.strip() not in ("：", "：："):
        gap = Span(label, start)
        if between.strip():  # blanks around a mark stay
            gap = Span(label + len(between) - len(between.lstrip()), label + len(between.rstrip()))
        yield rule.finding(Span(label - 1, start), Edit(gap, "："), what="标签后", wanted="：")
    last = text[end - 1]
    if last not in "。！？":
        old = Span(end - 1, end) if last in "，；、：.,;:．" else Span(end, end)
        yield rule.finding(Span(end - 1, end), Edit(old, "。"), what="末一单位后", wanted="。")


def _is_front(draft: Draft, field: Field) -> bool:
    """Whether a field stands in the front matter of a Markdown file, where a date is written as data."""
    return draft.source.paragraph_at(field.span.start).role == "front"


def _letterspaced(head: Masthead | None) -> Iterator[Field]:
    if head:
        yield from (field for field in (head.name, head.number, head.issuer, head.date) if field)
