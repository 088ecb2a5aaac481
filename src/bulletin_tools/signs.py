"""Which patterns a short text can't hold, told by its signs: its characters, and those that follow each other.

For each pattern is kept what a text needs to hold it. To compare them takes a millisecond, where the pass over a long text
takes thirty to be made ready; and of what can't stand in the text neither pattern nor function is loaded.
"""

import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bulletin_tools import rulefiles
from bulletin_tools.expressions import expression
from bulletin_tools.patterns import DIGIT, RARE

STORE_NAME = "signs.bin"
_LONG = 20_000  # code points from which a text holds nearly all signs
_TEXTS = 40  # into which the rulebook's good examples are joined, each as long as a short manuscript

Searched = tuple[str, Sequence[str], bool]
"""The module of a rule's function, the patterns without one of which it finds nothing, and whether its options tell them."""


class _Store(NamedTuple):
    """What is kept."""

    needs: Mapping[str, Sequence[int]]
    """Pattern → the numbers of its needs."""
    meets: Mapping[str, Sequence[int]]
    """Sign → the needs that it meets."""
    functions: Mapping[str, Searched]
    """As in `functions`."""


class Told(NamedTuple):
    """What the signs of a text tell."""

    known: frozenset[str] = frozenset()
    """The patterns of which the needs are known, and that rare characters are."""
    held: frozenset[str] = frozenset()
    """Those that may stand in the text."""


def told(text: str) -> Told:
    """What the signs of a text tell; nothing where it is so long that it wouldn't be much."""
    found = of_short(text)
    if found is None:
        return Told()
    store = _store()
    met = {need for sign in store.meets.keys() & found for need in store.meets[sign]}
    return Told(_known(), frozenset([find for find, needs in store.needs.items() if met.issuperset(needs)]))


def functions() -> Mapping[str, Searched]:
    """What a wheel knows of the functions of rules, by family and name; nothing in a checkout, where they change."""
    return _store().functions


@lru_cache(maxsize=1)
def of_short(text: str) -> frozenset[str] | None:
    """The signs of a text; None for one so long that it has nearly all."""
    return frozenset(signs(text)) if len(text) < _LONG else None


def signs(text: str) -> set[str]:
    """Characters of a text and those that follow each other, also with one digit for all; it begins with a line feed."""
    found = {*text}
    for each in {text, _digits().sub(DIGIT, text)}:
        found.update(each, map(str.__add__, "\n" + each, each))
    return found


@cache
def _digits() -> re.Pattern[str]:
    return expression(r"\d")


def build_store() -> bytes:
    """The needs of the rulebook's patterns, for the cache."""
    return marshal.dumps(tables({}))


def tables(functions: Mapping[str, Searched]) -> tuple[Any, ...]:
    """The same as plain data, for a wheel's index, with the functions of rules."""
    from bulletin_tools.needs import Need, needs
    from bulletin_tools.patterns import scanned_finds

    texts = [signs(text) for text in _good_texts()]

    @cache
    def rate(need: Need) -> float:
        return sum(not need.isdisjoint(text) for text in texts) / len(texts)

    numbers: dict[Need, int] = {}
    known = {
        find: tuple([numbers.setdefault(need, len(numbers)) for need in needs(find, rate)]) for find in scanned_finds()
    }
    meets: dict[str, list[int]] = {}
    for need, number in numbers.items():
        for sign in sorted(need):
            meets.setdefault(sign, []).append(number)
    return known, {sign: tuple(several) for sign, several in meets.items()}, functions


def _good_texts() -> Iterator[str]:
    good = rulefiles.example_texts("good")
    return ("\n".join(good[first::_TEXTS]) for first in range(_TEXTS))


@cache
def _store() -> _Store:
    kept = rulefiles.beside(STORE_NAME)
    try:
        return _Store(*(kept or marshal.loads(rulefiles.kept(rulefiles.rules_folder(), STORE_NAME, build_store))))
    except (ValueError, EOFError, TypeError):
        return _Store({}, {}, {})


@cache
def _known() -> frozenset[str]:
    return frozenset((*_store().needs, RARE))
