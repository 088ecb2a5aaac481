"""Plain texts one of which stands wherever a pattern fits.

Looking for texts costs Hyperscan next to nothing, however many they are; so a pattern is looked for by these, where they
are rare enough, and by a looser expression only where they aren't (`loosen`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import fsum, prod
from typing import NamedTuple

from bulletin_tools.loosen import Tokens, TooHardError, closing, tokenized
from bulletin_tools.patterns import split

_NEVER_SEEN = 0.5
_MANY = 1000
_REPEATS = {"*": (0, _MANY), "+": (1, _MANY), "?": (0, 1)}
_SET = 60  # characters of a class that are told one by one
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NOTHING = frozenset({""})
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_IN_SET = re.compile(
    r"(?P<kind>\\[pPwWsSD])|(?P<digits>\\d)|(?P<first>\\u\w{4}|\\x\w\w|\\.|[^\\])(?:-(?P<last>\\u\w{4}|\\x\w\w|\\.|[^\\]))?",
    re.DOTALL,
)
_FEED = re.compile(r"\\[snDW]|\n")
_UNKNOWN = frozenset("dDsSwWpPXR0123456789")
"""What escapes may be that stand for more than one character."""
_PLACES = frozenset("bBAZKG")
"""And those that stand for none."""


class Rarity:
    """How often texts are to be met with, judged by others."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self._counts = Counter(whole[start : start + size] for size in (1, 2, 3) for start in range(len(whole)))
        self._length = len(whole)
        self._known: dict[str, float] = {}

    def __call__(self, text: str) -> float:
        """Times in as much text as those others have: at most what the rarest three characters in it say."""
        if text not in self._known:
            count = min(self._counts[text[start : start + 3]] for start in range(max(1, len(text) - 2)))
            self._known[text] = count or min(_NEVER_SEEN, self._by_characters(text))
        return self._known[text]

    def _by_characters(self, text: str) -> float:
        return self._length * prod(max(1, self._counts[char]) / self._length for char in text)


class _Part(NamedTuple):
    """What stands at a place of an expression."""

    kind: str
    """text | any | group | ahead | behind"""
    texts: frozenset[str] = _NOTHING
    """What a text may be."""
    branches: Sequence[Sequence[_Part]] = ()
    """Of a group, or of what stands around."""
    least: int = 1
    most: int = 1


def literals(find: str, rarity: Rarity, most: int) -> frozenset[str]:
    """The texts of a pattern, `most` or fewer, chosen so that they are rarest together; empty where there are none."""
    before, mark, after = split(find)
    plain = mark if mark.startswith("[") else re.escape(mark)
    try:
        branches, _ = _parsed(tokenized(f"(?:{before}){plain}(?:{after})"), 0)
    except TooHardError:
        return frozenset()
    run = _Run(rarity, most)
    run.read(_Part("group", branches=branches))
    run.end()
    return _shortest(run.rarest(run.needed))


class _Run:
    """Reads an expression from left to right, and gathers what must stand there."""

    def __init__(self, rarity: Rarity, most: int, ends: frozenset[str] = _NOTHING) -> None:
        self._rarity, self._most = rarity, most
        self.ends = ends
        """What the plain text that was read last may be, as far back as it is known."""
        self.needed: list[frozenset[str]] = []
        """Sets of texts, one of each of which must stand there."""

    def read(self, part: _Part) -> None:
        """Go on by a part, repeated as often as it says."""
        if not part.least and part.most == 1:
            self._branch([[part._replace(least=1)], []])
            return
        for _ in range(min(part.least, 2)):
            self._once(part)
        if part.most > min(part.least, 2):
            self.end()
            if part.least:
                self._once(part)

    def end(self) -> None:
        """What comes next isn't known."""
        self._need(self.ends)
        self.ends = _NOTHING

    def _need(self, texts: frozenset[str]) -> None:
        """Note that one of some texts must stand there, where that tells anything and they are not too many."""
        if "" not in texts and len(texts) <= self._most:
            self.needed.append(texts)

    def rarest(self, sets: Sequence[frozenset[str]]) -> frozenset[str]:
        """The set of which the texts are to be met with least."""
        return min(sets, key=lambda texts: fsum(map(self._rarity, texts)), default=frozenset())

    def _once(self, part: _Part) -> None:
        if part.kind == "text":
            self._add(part.texts)
        elif part.kind == "any":
            self.end()
        elif part.kind == "group":
            self._branch(part.branches)
        else:
            self._look(part)

    def _add(self, texts: frozenset[str]) -> None:
        ends = self.ends
        for length in (3, 2, 1, 0):
            if len(ends) * len(texts) <= self._most:
                break
            ends = frozenset(end[len(end) - length :] if len(end) > length else end for end in self.ends)
        if ends != self.ends:
            self.end()
        self.ends = frozenset(end + text for end in ends for text in texts)

    def _branch(self, branches: Sequence[Sequence[_Part]]) -> None:
        before = self.ends
        runs = [_Run(self._rarity, self._most, before) for _ in branches]
        for run, branch in zip(runs, branches, strict=True):
            for part in branch:
                run.read(part)
        self.ends = frozenset().union(*(run.ends for run in runs))
        for run in runs:
            run.end()
        if all(run.needed for run in runs):
            self._need(frozenset().union(*(run.rarest(run.needed) for run in runs)))
        if len(self.ends) > self._most:
            self._need(before)
            self.ends = _NOTHING

    def _look(self, part: _Part) -> None:
        ahead = part.kind == "ahead"
        run = _Run(self._rarity, self._most, self.ends if ahead else _NOTHING)
        run._branch(part.branches)
        if not ahead and self.ends == _NOTHING:
            self.ends = run.ends
        run.end()
        self.needed += run.needed


def _shortest(texts: frozenset[str]) -> frozenset[str]:
    """Texts without those that hold another of them."""
    return frozenset(text for text in texts if not any(text[start:end] in texts for start, end in _inside(len(text))))


def _inside(length: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(length) for end in range(start + 1, length + 1) if end - start < length)


def _parsed(tokens: Tokens, place: int) -> tuple[list[list[_Part]], int]:
    """The branches up to the bracket that closes them, and its index."""
    branches: list[list[_Part]] = [[]]
    while place < len(tokens) and tokens[place][0] != "close":
        kind, token = tokens[place]
        if kind in ("group", "around"):
            inner, place = _parsed(tokens, place + 1)
            part = _Part({"(?=": "ahead", "(?<=": "behind"}.get(token[0], kind), branches=inner)
        else:
            part = _single(kind, token[0])
        place += 1
        if place < len(tokens) and tokens[place][0] == "repeat":
            part = _repeated(part, _repeat_of(tokens[place][1][0]))
            place += 1
        if token[0] == "|":
            branches.append([])
        elif part.kind != "around":
            branches[-1].append(part)
    return branches, place


def _repeated(part: _Part, repeat: str) -> _Part:
    """A part as often as `*`, `+`, `?` or `{2,3}` says."""
    if repeat in _REPEATS:
        least, most = _REPEATS[repeat]
    else:
        first, comma, last = repeat[1:-1].partition(",")
        least, most = int(first or 0), int(last or (_MANY if comma else first))
    return part._replace(least=least, most=most)


def _repeat_of(text: str) -> str:
    """Without the sign that says how eagerly."""
    return text[:-1] if len(text) > 1 and text[-1] in "?+" else text


def _single(kind: str, text: str) -> _Part:
    """A character, a class or an escape."""
    if kind == "set":
        chars = of_set(text)
        return _Part("text", chars) if chars else _Part("any")
    if kind == "same" or text == ".":
        return _Part("any")
    if text in ("^", "$") or (kind == "escape" and text[1] in _PLACES):
        return _Part("text")
    if text == r"\d":
        return _Part("text", _DIGITS)
    if kind == "escape" and text[1] in _UNKNOWN:
        return _Part("any")
    if text in ("(", ")"):
        raise TooHardError
    return _Part("text", frozenset({_character(text)}))


def of_set(text: str) -> frozenset[str]:
    """The characters of a class; none where they are too many, or it is none."""
    if not text.startswith("["):
        return frozenset()
    found: set[str] = set()
    if text.startswith("[^"):
        return frozenset()
    for one in _IN_SET.finditer(text[1:-1]):
        if one["kind"]:
            return frozenset()
        if one["digits"]:
            found |= _DIGITS
        else:
            first, last = ord(_character(one["first"])), ord(_character(one["last"] or one["first"]))
            if last - first > _SET:
                return frozenset()
            found |= set(map(chr, range(first, last + 1)))
    return frozenset(found if len(found) <= _SET else ())


def _character(text: str) -> str:
    if len(text) > 2:
        return chr(int(text[2:], 16))  # noqa: FURB166 - base 0 reads no \u
    return _ESCAPED.get(text[1:], text[1:]) if text.startswith("\\") and len(text) > 1 else text


def crosses(find: str, *, far: bool = False) -> bool:
    """Whether what a pattern finds, or looks for around that, may go over a line's end; `far`: not only by blanks."""
    tokens = tokenized(find)
    place = 0
    while place < len(tokens):
        kind, token = tokens[place]
        if token[0] in ("(?!", "(?<!"):
            place = closing(tokens, place)
        elif _may_be_any(kind, token[0]) or (not far and _may_be_feed(kind, token[0])):
            return True
        place += 1
    return False


def _may_be_any(kind: str, text: str) -> bool:
    """Whether a part may be a line feed and nearly any other character."""
    return text in (r"\D", r"\W") or (kind == "set" and text.startswith("[^") and not _FEED.search(text))


def _may_be_feed(kind: str, text: str) -> bool:
    return kind in ("set", "escape", "other") and not text.startswith("[^") and bool(_FEED.search(text))
