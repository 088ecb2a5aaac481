"""How the numbers of a list are mended: those behind a gap counted on, those of another kind written like the others."""

import re
from functools import cache

from bulletin_tools.checks.numbering import NUMERAL, Gap, Mark, like, narrative, value
from bulletin_tools.checks.ordinal_words import SIDE, worded
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

_FAR = 2_000  # code points before a number in which its list is promised
_POINTS = "，,：:、．."


def counted_on(draft: Draft, gap: Gap) -> list[Edit]:
    """The number behind a gap and its followers, counted on; nothing where parts may be missing or out of order."""
    first = gap.before.number + 1 if gap.before else 1
    shift = first - gap.mark.number
    out_of_order = gap.next is not None and gap.next.number == first
    chapter = gap.mark.form[0] == "第" and gap.mark.form[-1] in "编篇章节条分"
    if out_of_order and _is_swapped(draft, gap):
        run = (*gap.run, gap.next) if gap.next else ()
        return [Edit(mark.span, numbered(mark, first + place)) for place, mark in enumerate(run)]
    if out_of_order or chapter or (shift < 0 and _is_promised(draft, gap)):
        return []
    return [Edit(mark.span, numbered(mark, mark.number + shift)) for mark in gap.run]


def _is_swapped(draft: Draft, gap: Gap) -> bool:
    """Whether the numbers of parts of one sentence or paragraph are out of order: there the parts stand as they are meant."""
    before, last = gap.before, gap.next
    if not before or not last or gap.mark.number != before.number + 2 or gap.mark.form == "word":
        return False
    return "\n" not in draft.text[before.span.start : last.span.start]


def numbered(mark: Mark, number: int) -> str:
    """Another number, written as this one is; a number above 3 has no word of its own."""
    return (worded(number) or mark.words) if mark.form == "word" else like(mark, number)


def _is_promised(draft: Draft, gap: Gap) -> bool:
    """Whether the text before a list says that it has as many parts as its last number tells: one is missing."""
    start = max(draft.items[gap.mark.item].span.start, gap.mark.span.start - _FAR)
    before = draft.text[start : gap.mark.span.start]
    last = gap.run[-1].number
    return any(value(match["number"].replace("两", "二")) == last for match in _promise().finditer(before))


def restyled(draft: Draft, before: Mark, mark: Mark) -> list[Edit]:
    """A number of another kind written like the one before it, or that one like those that go on with this."""
    first_is_odd = before.number == 1 and mark.span.start in _longer_lists(draft)
    edit = written_like(draft, mark, before) if first_is_odd else written_like(draft, before, mark)
    return [edit] if edit else []


@of_draft
def _longer_lists(draft: Draft) -> frozenset[int]:
    """Where the lists of two and more begin."""
    return frozenset(marks[0].span.start for group in narrative(draft) for marks in group.lists if len(marks) > 1)


def written_like(draft: Draft, model: Mark, mark: Mark) -> Edit | None:
    """A number, and the point behind it, written like another of its list."""
    words = worded(mark.number) if model.form == "word" else like(model, mark.number)
    if model.words == SIDE:
        words = "另一方面" if mark.number == 2 else ""
    if not words:
        return None
    end = mark.span.end
    if draft.text[end : end + 1] in _POINTS:
        end += 1
    point = draft.text[model.span.end]
    if model.form in ("{}是", "{}要") and draft.text.startswith(model.form[-1], end):
        end += 1
    if model.form[0] not in "{（①一":
        bare = model.form == "word" and point not in "、要是"
        words += point if point in "，,：:" else "" if bare else "，"
    elif model.form in ("{}、", "{}.") and words[-1] not in _POINTS:
        words += point if point in _POINTS else model.form[-1]
    return Edit(Span(mark.span.start, end), words)


@cache
def _promise() -> "re.Pattern[str]":
    return expression(
        rf"(?<![第\d])(?P<number>两|{NUMERAL}|\d{{1,2}})(?:个?方面|个?步骤|个?问题|个?环节|[项条大点步招件])"
    )
