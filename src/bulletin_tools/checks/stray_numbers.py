"""Numbers inside paragraphs that are out of shape, where their list shows what they are: （一）…；（二]…；三）…, 1.…；2，…."""

from collections.abc import Iterator
from functools import lru_cache

from bulletin_tools import regexes as regex
from bulletin_tools.checks.numbered_heads import Stray
from bulletin_tools.checks.numbering import Mark, bracketed, chinese
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.source import Span

_BEGINS = r"(?<=[。；：，\s])"
_ENDS = r"(?=[一-鿿“《])"
_BROKEN = "（{0}{1}(?![）)])|（{0}[（(]{1}|[）)]{0}）{1}|[（(［\\[【〔{{〈<《]{0}[］\\]】〕}}〉>》]{1}|［{0}）{1}|[\\[【〔{{]{0}[）)]{1}|(?<=[。；：\\s]){0}[）)］\\]】〕]{1}"
_SHAPES = {
    "（{}）": _BROKEN,
    "{}.": "(?<=[。；：\\s]){0}[，、．：,:；;·。]{1}",
    "{}、": "(?<=[。；：\\s]){0}[，．：,:；;·]{1}",
    "一、": "(?<=[。；：\\s]){0}[．.，,：:；;·]{1}",
}
_LONGEST_PART = 2000  # code points between two numbers of a list inside a paragraph


@of_draft
def stray_numbers(draft: Draft) -> tuple[Stray, ...]:
    """The numbers that lists inside paragraphs lack, in another shape."""
    found: dict[Span, Stray] = {}
    for group in bracketed(draft):
        form = group.lists[0][0].form
        for marks in group.lists if form in _SHAPES else ():
            found.update((stray.span, stray) for stray in _first(draft, marks))
            for index, mark in enumerate(marks):
                following = marks[index + 1] if index + 1 < len(marks) else None
                if following and following.number == mark.number + 1:
                    continue
                end = draft.source.paragraph_at(mark.span.start).end
                if following:
                    end = min(end, following.span.start)
                end = min(end, mark.span.end + _LONGEST_PART)
                found.update((stray.span, stray) for stray in _next(draft, mark, end))
    return tuple(found[span] for span in sorted(found))


def _first(draft: Draft, marks: list[Mark]) -> Iterator[Stray]:
    """The first number of a list that begins with its second: （1加强领导；（2）强化排查."""
    mark = marks[0]
    if mark.number == 2:
        begin = max(draft.source.paragraph_at(mark.span.start).start, mark.span.start - _LONGEST_PART)
        before = Mark(0, Span(begin, begin), mark.form, mark.item, mark.words)
        yield from _next(draft, before, mark.span.start)


def _next(draft: Draft, mark: Mark, end: int) -> Iterator[Stray]:
    """The numbers after a list's last one, up to a place."""
    han = not any(sign.isdecimal() for sign in mark.words)
    place = mark.span.end
    for number in range(mark.number + 1, mark.number + 20):
        figure = chinese(number) if han else str(number)
        if draft.text.find(figure, place, end) < 0:
            return
        match = _shape(mark.form, figure).search(draft.text, pos=place, endpos=end)
        if not match:
            return
        span, place = Span(*match.span()), match.end()
        right = f"（{figure}）" if mark.form == "（{}）" else figure + ("、" if mark.form == "一、" else ".")
        yield Stray(Mark(number, span, mark.form, mark.item, match[0]), span, right)


@lru_cache(100)  # of a few forms and small numbers
def _shape(form: str, figure: str) -> "regex.Pattern[str]":
    """A number of a list in another shape than its form's."""
    return regex.compile(f"{_BEGINS}(?:{_SHAPES[form].format(figure, _ENDS)})")
