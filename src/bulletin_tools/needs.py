"""What must stand in a text that holds a pattern, told by signs: characters, or two that follow each other.

A need is a set of signs of which the text must have one. What isn't understood of a pattern is left out, so that there are
fewer needs than there might be, and never one too many.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from bulletin_tools.loosen import Tokens, TooHardError, closing, has_branches, tokenized
from bulletin_tools.patterns import DIGIT, split

Need = frozenset[str]
"""Signs of which a text must hold one."""
Rate = Callable[[Need], float]
"""How common it is that a need is met."""

_MOST = 3  # needs of a pattern that are kept: the rarest
_MANY = 150  # signs of a need that is worth keeping, and characters of a range
_MEMBER = re.compile(r"\\[pP]\{\w+\}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_OPERATIONS = ("[:", "&&", "||", "--", "~~")
_CONTROLS = {r"\n": "\n", r"\t": "\t"}
_WIDE = r"\D\s\S\w\W\p\P"
_NOWHERE = r"\b\B\A\Z\K"
"""Escapes that take no room."""


def needs(find: str, rate: Rate) -> list[Need]:
    """The rarest of a pattern's needs."""
    before, mark, after = (_as_one(part) for part in split(find))
    plain = mark if mark.startswith("[") else re.escape(mark)
    try:
        found = _needs(_understood(tokenized(before + plain + after)), rate)
    except TooHardError:
        return []
    worthy = {need for need in found if len(need) <= _MANY}
    return sorted(worthy, key=lambda need: (rate(need), sorted(need)))[:_MOST]


def _understood(tokens: Tokens) -> Tokens:
    """The tokens, if none of them is a bracket of an unknown kind. Errors: `TooHardError`."""
    if any(kind == "other" and token[0] in "([{" for kind, token in tokens):
        raise TooHardError
    return tokens


def _as_one(part: str) -> str:
    return f"(?:{part})" if has_branches(tokenized(part)) else part


def _needs(tokens: Tokens, rate: Rate) -> list[Need]:
    """The needs of the whole: of branches each has its own, of which the rarest are put together."""
    several = [[*_of_sequence(branch, rate)] for branch in _branches(tokens)]
    if len(several) == 1:
        return several[0]
    return [frozenset().union(*(min(each, key=rate) for each in several))] if all(several) else []


def _branches(tokens: Tokens) -> Iterator[Tokens]:
    begun = place = 0
    while place < len(tokens):
        if tokens[place][1][0] == "|" and tokens[place][0] == "other":
            yield tokens[begun:place]
            begun = place + 1
        place = _end(tokens, place)
    yield tokens[begun:]


def _of_sequence(tokens: Tokens, rate: Rate) -> Iterator[Need]:
    """The needs of parts that follow one another; characters side by side are needed in pairs."""
    run, place = "", 0
    while place < len(tokens):
        end = _end(tokens, place)
        part = tokens[place:end]
        repeat = tokens[end][1] if end < len(tokens) and tokens[end][0] == "repeat" else None
        char = "" if repeat else _character(part)
        run += char
        if not char and not _takes_no_room(part):
            yield from _pairs(run)
            run = ""
        if not char and (not repeat or _least(repeat)):
            yield from _of_part(part, rate)
        place = end + bool(repeat)
    yield from _pairs(run)


def _of_part(part: Tokens, rate: Rate) -> list[Need]:
    kind, token = part[0]
    if kind in ("around", "group"):
        return [] if token[0] in ("(?!", "(?<!") else _needs(part[1:-1], rate)
    if kind == "set":
        return [need] if (need := _members(token[0])) else []
    if token[0] == DIGIT:
        return [frozenset([DIGIT])]
    char = _character(part)
    return [frozenset([char])] if char else []


def _pairs(run: str) -> list[Need]:
    """The needs of a stretch of plain text."""
    if len(run) == 1:
        return [frozenset([run])]
    return [frozenset([one + other]) for one, other in pairwise(run)]


def _end(tokens: Tokens, place: int) -> int:
    """Where the part that begins at a place ends."""
    return closing(tokens, place) + 1 if tokens[place][0] in ("around", "group") else place + 1


def _takes_no_room(part: Tokens) -> bool:
    kind, token = part[0]
    return kind == "around" or token[0] in ("^", "$") or (kind == "escape" and token[0] in _NOWHERE)


def _least(repeat: "re.Match[str]") -> bool:
    """Whether something must be there at least once."""
    return repeat[0].startswith("+") or (repeat["least"] or "0").strip("0") != ""


def _character(part: Tokens) -> str:
    """The only character that a part fits; empty where there is none."""
    kind, token = part[0]
    if kind == "set":
        members = _members(token[0])
        return "".join(members) if members and len(members) == 1 and DIGIT not in members else ""
    if kind == "escape":
        return _escaped(token[0])
    return token[0] if kind == "other" and token[0] not in "^$." else ""


def _escaped(escape: str) -> str:
    """The character for which an escape stands; empty where it stands for several, or for a place."""
    if escape[1] == "u":
        return chr(int(escape[-4:], 16))
    if not escape[1].isalnum():
        return escape[1]
    if escape == DIGIT or escape[:2] in _WIDE or escape in _NOWHERE:
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
    return frozenset(found)


def _member(member: str) -> str:
    """A character of a class, or the sign of a digit; empty for what holds more."""
    return member if len(member) == 1 or member == DIGIT else _escaped(member)
