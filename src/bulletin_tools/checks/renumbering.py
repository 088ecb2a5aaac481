"""How the numbers of a list are mended: those behind a gap counted on, those of another kind written like the others."""

import re
from functools import cache

from bulletin_tools.checks.numbering import NUMERAL, Gap, Mark, like, narrative, value
from bulletin_tools.checks.ordinal_words import worded
from bulletin_tools.draft import Draft
from bulletin_tools.source import Edit, Span

_POINTS = "，,：:、．."


def counted_on(draft: Draft, gap: Gap) -> list[Edit]:
    """The number behind a gap and its followers, counted on; nothing where parts may be missing or out of order."""
    first = gap.before.number + 1 if gap.before else 1
    shift = first - gap.mark.number
    out_of_order = gap.next is not None and gap.next.number == first
    chapter = gap.mark.form[0] == "第" and gap.mark.form[-1] in "编篇章节条分"
    if out_of_order or chapter or (shift < 0 and _is_promised(draft, gap)):
        return []
    return [Edit(mark.span, numbered(mark, mark.number + shift)) for mark in gap.run]


def numbered(mark: Mark, number: int) -> str:
    """Another number, written as this one is; a number above 3 has no word of its own."""
    return (worded(number) or mark.words) if mark.form == "word" else like(mark, number)


def _is_promised(draft: Draft, gap: Gap) -> bool:
    """Whether the text before a list says that it has as many parts as its last number tells: one is missing."""
    before = draft.text[draft.items[gap.mark.item].span.start : gap.mark.span.start]
    last = gap.run[-1].number
    return any(value(match["number"].replace("两", "二")) == last for match in _promise().finditer(before))


def restyled(draft: Draft, before: Mark, mark: Mark) -> list[Edit]:
    """A number of another kind written like the one before it, or that one like those that go on with this."""
    alike = [other for group in narrative(draft) for marks in group.lists for other in marks if mark in marks]
    first_is_odd = before.number == 1 and len(alike) > 2 and alike[0] == mark
    edit = written_like(draft, mark, before) if first_is_odd else written_like(draft, before, mark)
    return [edit] if edit else []


def written_like(draft: Draft, model: Mark, mark: Mark) -> Edit | None:
    """A number, and the point behind it, written like another of its list."""
    words = worded(mark.number) if model.form == "word" else like(model, mark.number)
    if not words:
        return None
    end = mark.span.end
    if draft.text[end : end + 1] in _POINTS:
        end += 1
    point = draft.text[model.span.end]
    if model.form in ("{}是", "{}要") and draft.text.startswith(model.form[-1], end):
        end += 1
    if model.form == "word" or model.form[0] in "第其":
        words += point if point in "，,：:" else "，"
    elif model.form in ("{}、", "{}.") and words[-1] not in _POINTS:
        words += point if point in _POINTS else model.form[-1]
    return Edit(Span(mark.span.start, end), words)


@cache
def _promise() -> "re.Pattern[str]":
    return re.compile(
        rf"(?<![第\d])(?P<number>两|{NUMERAL}|\d{{1,2}})(?:个?方面|个?步骤|个?问题|个?环节|[项条大点步招件])"
    )
