"""What must stand in a text that holds a pattern, told by signs: characters, or two that follow each other.

A need is a set of signs of which the text must have one. What isn't understood of a pattern is left out, so that there are
fewer needs than there might be, and never one too many.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from bulletin_tools.loosen import Tokens, TooHardError, closing, has_branches, tokenized
from bulletin_tools.patterns import DIGIT, split

Need = frozenset[str]
"""Signs of which a text must hold one."""
Rank = Callable[[Need], Any]
"""By which the needs that fewest texts meet come first."""

_MOST = 2  # needs of a pattern that are kept: the rarest
_MANY = 60  # signs of a need that is worth keeping, and characters of a range
_FEW = 2  # digits of a class that are told apart
_MEMBER = re.compile(r"\\[pP]\{\w+\}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_OPERATIONS = ("[:", "&&", "||", "--", "~~")
_CONTROLS = {r"\n": "\n", r"\t": "\t"}
_WIDE = r"\D\s\S\w\W\p\P"
_NOWHERE = r"\b\B\A\Z\K"
"""Escapes that take no room."""


class _Part(NamedTuple):
    """What is known of a part of an expression."""

    needs: tuple[Need, ...] = ()
    first: Need | None = None
    """The characters of which one stands where it begins; None: unknown."""
    last: Need | None = None
    """Those of which one stands before where it ends."""
    takes_room: bool = True
    optional: bool = False
    """Whether it may be missing."""


_NOTHING = _Part(takes_room=False)


def needs(find: str, rate: Callable[[Need], float]) -> list[Need]:
    """The rarest of a pattern's needs, without those that another has in it; `rate`: how common it is that one is met."""

    def rank(need: Need) -> tuple[float, int, list[str]]:
        return rate(need), -min(map(len, need)), sorted(need)

    before, mark, after = (_as_one(part) for part in split(find))
    plain = mark if mark.startswith("[") else re.escape(mark)
    try:
        found = _whole(_understood(tokenized(before + plain + after)), rank).needs
    except TooHardError:
        return []
    chosen: list[Need] = []
    for need in sorted({*found}, key=rank):
        if not any(map(partial(_implies, need), chosen)):
            chosen.append(need)
    return chosen[:_MOST]


def _implies(other: Need, need: Need) -> bool:
    """Whether a text that meets a need meets another one: 甲乙 is there only with 甲."""
    return all(sign in other or not other.isdisjoint(sign) for sign in need)


def _understood(tokens: Tokens) -> Tokens:
    """The tokens, if none of them is a bracket of an unknown kind. Errors: `TooHardError`."""
    if any(kind == "other" and token[0] in "([{" for kind, token in tokens):
        raise TooHardError
    return tokens


def _as_one(part: str) -> str:
    return f"(?:{part})" if has_branches(tokenized(part)) else part


def _whole(tokens: Tokens, rank: Rank) -> _Part:
    """What several branches have in common; of the needs of each, the rarest are put together."""
    branches = [_in_sequence(_parts(branch, rank)) for branch in _branches(tokens)]
    if len(branches) == 1:
        return branches[0]
    rarest = [min(branch.needs, key=rank) for branch in branches if branch.needs]
    common = _any_of(rarest) if len(rarest) == len(branches) else None
    first, last = (_any_of([getattr(branch, side) for branch in branches]) for side in ("first", "last"))
    takes_room = any(branch.takes_room for branch in branches)
    return _Part((common,) if common else (), first, last, takes_room)


def _any_of(several: Iterable[Need | None]) -> Need | None:
    """One of several; None where one of them is unknown, or they are many."""
    known = [each for each in several if each]
    found: Need = frozenset().union(*known)
    return found if len(known) == len([*several]) and len(found) <= _MANY else None


def _branches(tokens: Tokens) -> Iterator[Tokens]:
    begun = place = 0
    while place < len(tokens):
        if tokens[place][1][0] == "|" and tokens[place][0] == "other":
            yield tokens[begun:place]
            begun = place + 1
        place = _end(tokens, place)
    yield tokens[begun:]


def _in_sequence(parts: Iterable[_Part]) -> _Part:
    """Parts that follow one another: where they meet, two characters are needed side by side."""
    needs: list[Need] = []
    first: Need | None = None
    last: Need | None = None
    begun = False
    for part in parts:
        needs += part.needs
        if last and part.first and not part.optional and len(last) * len(part.first) <= _MANY:
            needs.append(_pairs(last, part.first))
        if not begun and not part.optional:
            first = first or part.first
        begun = begun or part.takes_room
        if not part.takes_room:
            last = part.last or last
        elif part.optional:
            last = _any_of((last, part.last))
        else:
            last = part.last
    return _Part(tuple(needs), first, last, begun)


def _pairs(last: Need, first: Need) -> Need:
    """Two characters side by side; where one of them may be any digit, digits aren't told apart."""
    if DIGIT in last | first:
        last, first = (frozenset(DIGIT if char.isdecimal() else char for char in side) for side in (last, first))
    return frozenset(map("".join, product(last, first)))


def _parts(tokens: Tokens, rank: Rank) -> Iterator[_Part]:
    place = 0
    while place < len(tokens):
        end = _end(tokens, place)
        part = _part(tokens[place:end], rank)
        if end < len(tokens) and tokens[end][0] == "repeat":
            part = _repeated(part, tokens[end][1])
            end += 1
        yield part
        place = end


def _repeated(part: _Part, repeat: "re.Match[str]") -> _Part:
    if repeat[0].startswith("+") or (repeat["least"] or "0").strip("0"):
        return part
    return part._replace(needs=(), first=None, optional=True) if part.takes_room else _NOTHING


def _part(tokens: Tokens, rank: Rank) -> _Part:
    kind, token = tokens[0]
    if kind == "group":
        return _whole(tokens[1:-1], rank)
    if kind == "around":
        return _around(token[0], tokens[1:-1], rank)
    if token[0] == "^":
        return _Part(last=frozenset("\n"), takes_room=False)
    if token[0] == "$" or (kind == "escape" and token[0] in _NOWHERE):
        return _NOTHING
    if kind == "set":
        found = _members(token[0])
    else:
        char = DIGIT if token[0] == r"\d" else _character(kind, token[0])
        found = frozenset([char]) if char else None
    return _Part((found,), found, found) if found else _Part()


def _around(opening: str, inner: Tokens, rank: Rank) -> _Part:
    """What must stand beside a place."""
    if "!" in opening:
        return _NOTHING
    inside = _whole(inner, rank)
    if opening == "(?<=":
        return _Part(inside.needs, None, inside.last, takes_room=False)
    return _Part(inside.needs, inside.first, None, takes_room=False)


def _end(tokens: Tokens, place: int) -> int:
    """Where the part that begins at a place ends."""
    return closing(tokens, place) + 1 if tokens[place][0] in ("around", "group") else place + 1


def _character(kind: str, written: str) -> str:
    """The only character that a token fits; empty where there is none."""
    if kind == "escape":
        return _escaped(written)
    return written if kind == "other" and written != "." else ""


def _escaped(escape: str) -> str:
    """The character for which an escape stands; empty where it stands for several, or for a place."""
    if escape[1] == "u":
        return chr(int(escape[-4:], 16))
    if not escape[1].isalnum():
        return escape[1]
    if escape[:2] in _WIDE or escape in _NOWHERE:
        return ""
    if escape not in _CONTROLS:
        raise TooHardError
    return _CONTROLS[escape]


def _members(bracket: str) -> Need | None:
    """What a class holds; None where that is much, or not known."""
    if bracket.startswith("[^") or any(operation in bracket for operation in _OPERATIONS):
        return None
    members = _MEMBER.findall(bracket[1:-1])
    found: set[str] = set()
    place = 0
    while place < len(members):
        one = _member(members[place])
        if not one:
            return None
        if members[place + 1 : place + 2] == ["-"] and place + 2 < len(members):
            last = _member(members[place + 2])
            if len(one) != 1 or len(last) != 1 or ord(last) - ord(one) > _MANY:
                return None
            found.update(map(chr, range(ord(one), ord(last) + 1)))
            place += 3
        else:
            found.add(one)
            place += 1
    digits = {char for char in found if char.isdecimal()}
    if DIGIT in found or len(digits) > _FEW:
        found = found - digits | {DIGIT}
    return frozenset(found) if len(found) <= _MANY else None


def _member(member: str) -> str:
    """A character of a class, or the sign of a digit; empty for what holds more."""
    return DIGIT if member == r"\d" else member if len(member) == 1 else _escaped(member)
