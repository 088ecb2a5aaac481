"""A pattern in the terms of Hyperscan, which looks for many at once: looser, and never tighter.

What it can't say is left out or widened: what stands around, how often something is repeated, what a group held. A loose
expression therefore fits wherever its pattern does, and at some places besides.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bulletin_tools.patterns import split

_TOKEN = re.compile(
    r"(?P<escape>\\(?:[pP]\{\w+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.))|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<around>\(\?<?[=!])"
    r"|(?P<same>\(\?P=\w+\))|(?P<group>\((?:\?:|\?P?<\w+>|(?!\?)))|(?P<close>\))"
    r"|(?P<repeat>\{(?P<least>\d*)(?:,\d*)?\}|[*+?])[?+]?|(?P<other>.)",
    re.DOTALL,
)
_HAN = "⺀-⿕々〇〡-〩〸-〻㐀-䶿一-鿿豈-龎𠀀-\U0003ffff"
_DIGITS = "0-9０-９"
"""Those of other scripts are not looked for: they would double the size of what is kept."""
_CLASSES = {r"\p{Han}": _HAN, r"\d": _DIGITS}
_WIDE = (r"\p{Han}", r"\D", "[\u4e00-\u9fff]", r"[\u4e00-\u9fff]", "[一-鿿]")
"""Classes that hold nearly any character."""
_NEVER = ("(?!", "(?<!", "(?<=")
"""What looks around and may stand at the end without adding anything there."""
_SURELY_HAN = "㐀-䶿一-鿿"
"""For what must not be Chinese: in no case more than what regex takes for it."""
_SELDOM = 4  # times
_FEW = 5  # times that something must be repeated, which Hyperscan counts
_ANYTHING = r"[\s\S]*"
_COMMON = frozenset(
    " ./%0123456789“”‘’　、。，：；（）《》〔〕一二三四五六七八九十两个人中会位作关分务动区单发同和国家局工年建成改政有次生"
    "的行要责进项日月是号时以万亿元点期第在不上下其至到为"
)
"""Characters that stand all over a text, so that one of them tells little of what is marked by it."""
_OPENS = frozenset("“‘（《〈〔【(")
_SCARCE = frozenset(",:;()-~")
"""Marks that few Chinese texts have much of: a search of its own ends soon, and Hyperscan is slow with what surrounds them."""

Tokens = list[tuple[str, "re.Match[str]"]]
"""The parts of an expression and of what kind they are."""


class TooHardError(Exception):
    """A pattern has what this module doesn't know."""


def is_common(find: str) -> bool:
    """Whether a pattern's mark may stand all over a text."""
    mark = split(find)[1]
    return mark.startswith("[") or (len(mark) == 1 and mark in _COMMON)


def loosened(find: str, *, tight: bool = False) -> str:
    """The loose expression; empty where there is none, or where it wouldn't help.

    A `tight` one looks at what must not stand before, too, which takes longer.
    """
    before, mark, after = split(find)
    if mark in _SCARCE:
        return ""
    plain = mark if mark.startswith("[") else re.escape(mark)
    try:
        if not is_common(find):
            return "".join(_loose([*_nearest(tokenized(before)), *tokenized(plain + after)], tight=tight))
        if not before and after.startswith("(?<="):  # it says what the mark stands in
            plain = ""
        return "".join(_loose(tokenized(before + plain + after), tight=tight))
    except TooHardError:
        return ""


def tokenized(expression: str) -> Tokens:
    return [(str(token.lastgroup), token) for token in _TOKEN.finditer(expression)]


def _nearest(head: Tokens) -> Tokens:
    """The end of what stands before a mark that repeats nothing often: what begins with long repeats is found slowly."""
    if has_branches(head):
        return []
    place = start = 0
    while place < len(head):
        end = closing(head, place) + 1 if head[place][0] in ("around", "group") else place + 1
        repeated = end < len(head) and head[end][0] == "repeat"
        if any(kind == "repeat" and _is_often(token) for kind, token in head[place : end + repeated]):
            start = end + repeated
        place = end + repeated
    return head[start:]


def _is_often(repeat: "re.Match[str]") -> bool:
    """Whether something may be repeated more than a few times."""
    most = repeat[0].strip("{}?+").rpartition(",")[2]
    return repeat[0][0] != "?" and not (most.isdigit() and int(most) <= _SELDOM)


def _loose(tokens: Tokens, *, tight: bool) -> Iterator[str]:
    """The tokens' like, without what only looks around; but what the whole begins and ends with must stand there."""
    place = 0
    whole = not has_branches(tokens)
    tokens = _without_rest(tokens) if whole else tokens
    while place < len(tokens):
        kind, token = tokens[place]
        if kind == "around":
            end = closing(tokens, place)
            inner = tokens[place + 1 : end]
            first = token[0] == "(?<=" and place == 0 and (_begins_rarely(inner) or not _is_long(inner))
            last = token[0] == "(?=" and end == len(tokens) - 1
            if whole and (first or last):
                yield f"(?:{''.join(_plain(inner))})"
            elif whole and tight and token[0] == "(?<!" and [one[0] for one in inner] == ["set"]:
                yield f"(?:^|{_others(inner[0][1][0])})"
                tight = False
            tight = tight and not first
            place = end + 1
        else:
            yield _like(kind, token)
            tight = False
            place += 1


def _others(text: str) -> str:
    """The characters that a class doesn't hold, and perhaps some that it does."""
    return _class(f"[{text[2:]}" if text.startswith("[^") else f"[^{text[1:]}")


def _is_long(tokens: Tokens) -> bool:
    """Whether it may be long, and hold nearly any character: such a beginning is found slowly."""
    return any(
        kind == "repeat" and _is_often(repeat) and (one[0].startswith("[^") or one[0] in _WIDE)
        for (_, one), (kind, repeat) in pairwise(tokens)
    )


def _begins_rarely(tokens: Tokens) -> bool:
    """Whether it begins with an opening mark, and so is looked for behind few characters."""
    return bool(tokens) and set(tokens[0][1][0].strip("[]")) <= _OPENS


def _without_rest(tokens: Tokens) -> Tokens:
    """The tokens without what may be missing at their end, or stand there more than once: they are found without it."""
    while tokens[-1][0] == "close" and tokens[start := _opening(tokens, len(tokens) - 1)][1][0] in _NEVER:
        tokens = tokens[:start]
    while len(tokens) > 1 and tokens[-1][0] == "repeat":
        repeat = tokens[-1][1]
        if repeat[0].startswith("+"):
            return tokens[:-1]
        if repeat["least"] not in (None, "", "0"):
            return tokens
        tokens = tokens[: _opening(tokens, len(tokens) - 2)]
    return tokens


def _plain(tokens: Tokens) -> Iterator[str]:
    """The like of what looks around, without what looks around in it."""
    depth = 0
    for kind, token in tokens:
        opens = kind == "around" or (depth and kind == "group")
        depth += opens
        if not depth:
            yield _like(kind, token)
        depth -= bool(depth and kind == "close")


def _like(kind: str, token: "re.Match[str]") -> str:
    text = token[0]
    if kind == "repeat":
        least = token["least"]
        if least is None:
            return text[0]
        return "*" if least in ("", "0") else f"{{{least},}}" if int(least) <= _FEW else "+"
    if kind == "group":
        return "(?:"
    if kind == "same" or (kind == "escape" and text[1].isdigit()):
        return _ANYTHING
    if kind == "set":
        return _class(text)
    if text in _CLASSES:
        return f"[{_CLASSES[text]}]"
    if text == r"\K":
        return ""
    if kind == "escape" and text[1] in "pPAZGmMNRXL":
        raise TooHardError
    return re.sub(r"\\u(\w{4})", _character, text)


def _class(text: str) -> str:
    han = _SURELY_HAN if text.startswith("[^") else _HAN
    return re.sub(r"\\u(\w{4})", _character, text.replace(r"\p{Han}", han).replace(r"\d", _DIGITS))


def _character(match: "re.Match[str]") -> str:
    return chr(int(match[1], 16))


def closing(tokens: Tokens, place: int) -> int:
    """Index of the bracket that closes the one at a place."""
    depth = 0
    for index in range(place, len(tokens)):
        kind = tokens[index][0]
        depth += (kind in ("around", "group")) - (kind == "close")
        if depth == 0:
            return index
    raise TooHardError


def _opening(tokens: Tokens, place: int) -> int:
    """Index of the bracket that opens the one at a place; the place itself where none closes there."""
    depth = 0
    for index in range(place, -1, -1):
        kind = tokens[index][0]
        depth += (kind == "close") - (kind in ("around", "group"))
        if depth == 0:
            return index
    raise TooHardError


def has_branches(tokens: Tokens) -> bool:
    """Whether the whole is one of several, so that nothing begins or ends it."""
    depth = 0
    for kind, token in tokens:
        depth += (kind in ("around", "group")) - (kind == "close")
        if depth == 0 and token[0] == "|":
            return True
    return False
