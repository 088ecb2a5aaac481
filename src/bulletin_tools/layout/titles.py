"""Headlines of several lines, broken by sense into a trapezium or a diamond (GB/T 9704—2012, 7.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from bulletin_tools.expressions import expression
from bulletin_tools.layout.widths import width
from bulletin_tools.rulefiles import compiled, rules_folder

_MOST_LINES = 4
_LONGEST_WORD = 24
_ROUGH = 3.0  # a break that no known word, quotation or bracket stands beside may split a word
_QUOTED = expression(
    "“[^“”]*”[法式型制版类]?|‘[^‘’]*’|《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉|（[^（）]*）|〔[^〔〕]*〕|【[^【】]*】|"
    r"\([^()]*\)"
)
_NUMBER = expression(  # with its unit; Latin words too
    "(?:第?[0-9A-Za-z０-９][0-9A-Za-z０-９.,:%％+＋/／·．-]*[多余]?[％万亿]*|第?[〇零一二三四五六七八九十百千万亿两]+)"
    "(?:平方公里|平方米|公里|千米|公顷|世纪|年代|年度|季度|中全会|[年月日时元个家户人次名项件条亩吨米期届号处所场批天周岁强])?"
)
_PAUSE = expression(r"[，、：；！？\s]+|—+")
_CLOSERS = frozenset("”’》〉）〕】)，。、；：！？…—的了和与及等之们性化\u3000 ")  # never at the start of a line
_OPENERS = frozenset("“‘《〈（〔【(—和与及暨为对向在以将被把从副")  # never at the end of a line


def break_title(title: str, limit: float, words: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """The lines of a headline, each at most `limit` full characters wide.

    Never breaks inside a quotation, a bracket, a number or one of `words` (departments, terms), and prefers to break
    beside them. A headline that can't be set so in four lines stays in one piece, for Word to wrap.
    """
    total = width(title)
    if total <= limit:
        return (title,)
    if total > limit * _MOST_LINES:
        return (title,)
    quoted = [match.span() for match in _QUOTED.finditer(title)] + list(_known(title, words))
    numbers = [match.span() for match in _NUMBER.finditer(title)]
    inside = {place for start, end in quoted + numbers for place in range(start + 1, end)}
    edges = {edge for span in quoted for edge in span} | {match.end() for match in _PAUSE.finditer(title)}
    places = [
        place
        for place in range(2, len(title) - 1)
        if place not in inside and title[place] not in _CLOSERS and title[place - 1] not in _OPENERS
    ]
    for count in range(2, _MOST_LINES + 1):
        lines = _best(title, limit, places, edges, count)
        if lines:
            return lines
    return (title,)


@cache
def common_words() -> frozenset[str]:
    """Words that headlines are made of; read once."""
    lists = compiled(rules_folder() / "words")["headline"]
    return frozenset(word for words in lists.values() for word in words.split())


def _known(title: str, words: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    for start in range(len(title)):
        for end in range(start + 2, min(start + _LONGEST_WORD, len(title)) + 1):
            if title[start:end] in words:
                yield start, end


def _best(title: str, limit: float, places: list[int], edges: set[int], count: int) -> tuple[str, ...]:
    """The cheapest way to set a title in so many lines; empty if there is none."""
    before = [0.0]
    for character in title:
        before.append(before[-1] + width(character))
    best: tuple[float, tuple[int, ...]] = (float("inf"), (0, 0))
    for ends in _splits(before, places, limit, (0,), count):
        lines = [before[end] - before[start] for start, end in pairwise(ends)]
        best = min(best, (_shape(lines) + sum(_ROUGH for place in ends[1:-1] if place not in edges), ends))
    return tuple(title[start:end] for start, end in pairwise(best[1]) if end)


def _splits(
    before: list[float], places: list[int], limit: float, ends: tuple[int, ...], count: int
) -> Iterator[tuple[int, ...]]:
    """Every way to go on after `ends` with `count` more lines that all fit."""
    if count == 1:
        if before[-1] - before[ends[-1]] <= limit:
            yield (*ends, len(before) - 1)
        return
    for place in places:
        fits = ends[-1] < place and before[place] - before[ends[-1]] <= limit
        if fits and before[-1] - before[place] <= limit * (count - 1):
            yield from _splits(before, places, limit, (*ends, place), count - 1)


def _shape(lines: list[float]) -> float:
    """How far lines are from a trapezium or a diamond, from equal width, and from a last line of two characters."""
    mean = sum(lines) / len(lines)
    spread = sum((line - mean) ** 2 for line in lines) / len(lines) * 0.1
    stub = 6.0 if min(lines) < 4 else 0.0
    return _outline(lines) + spread + stub


def _outline(lines: list[float]) -> float:
    steps = [second - first for first, second in pairwise(lines)]
    if all(step > 0 for step in steps):
        return 0.0  # trapezium, short line above
    if all(step < 0 for step in steps):
        return 0.3  # trapezium, long line above
    if len(lines) > 2 and steps[0] > 0 > steps[-1]:
        return 0.2  # diamond
    return 4.0  # rectangle or hourglass
