"""A pattern in the terms of Hyperscan, which looks for many at once: looser, and never tighter.

What it can't say is left out or widened: what stands around, how often something is repeated, what a group held. A loose
expression therefore fits wherever its pattern does, and at some places besides.
"""

import re
from collections.abc import Iterator

from bulletin_tools.patterns import split

_TOKEN = re.compile(
    r"(?P<escape>\\(?:[pP]\{\w+\}|u[0-9a-fA-F]{4}|.))|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<around>\(\?<?[=!])"
    r"|(?P<same>\(\?P=\w+\))|(?P<group>\((?:\?:|\?P?<\w+>|(?!\?)))|(?P<close>\))"
    r"|(?P<repeat>\{(?P<least>\d*)(?:,\d*)?\}|[*+?])[?+]?|(?P<other>.)",
    re.DOTALL,
)
_HAN = "⺀-⿕々〇〡-〩〸-〻㐀-䶿一-鿿豈-龎𠀀-\U0003ffff"
_SURELY_HAN = "㐀-䶿一-鿿"
"""For what must not be Chinese: in no case more than what regex takes for it."""
_ANYTHING = r"[\s\S]*"


class _TooHardError(Exception):
    """A pattern has what this module doesn't know."""


def loosened(find: str) -> str:
    """The loose expression; empty where there is none."""
    before, mark, after = split(find)
    if not before and after.startswith("(?<="):  # it says what the mark stands in
        mark = ""
    plain = mark if mark.startswith("[") else re.escape(mark)
    tokens = [(str(token.lastgroup), token) for token in _TOKEN.finditer(before + plain + after)]
    try:
        return "".join(_loose(tokens, whole=True))
    except _TooHardError:
        return ""


def _loose(tokens: list[tuple[str, "re.Match[str]"]], *, whole: bool) -> Iterator[str]:
    """The tokens' like; what looks around is left out, but for what begins or ends the `whole`."""
    place = 0
    whole = whole and not _has_branches(tokens)
    while place < len(tokens):
        kind, token = tokens[place]
        if kind == "around":
            end = _closing(tokens, place)
            outer = (token[0] == "(?=" and end == len(tokens) - 1) or (token[0] == "(?<=" and place == 0)
            if whole and outer:
                yield f"(?:{''.join(_loose(tokens[place + 1 : end], whole=False))})"
            place = end + 1
        else:
            yield _like(kind, token)
            place += 1


def _like(kind: str, token: "re.Match[str]") -> str:
    text = token[0]
    if kind == "repeat":
        least = token["least"]
        return text[0] if least is None else "*" if least in ("", "0") else "+"
    if kind == "group":
        return "(?:"
    if kind == "same" or (kind == "escape" and text[1].isdigit()):
        return _ANYTHING
    if kind == "set":
        han = _SURELY_HAN if text.startswith("[^") else _HAN
        return re.sub(r"\\u(\w{4})", _character, text.replace(r"\p{Han}", han))
    if text == r"\p{Han}":
        return f"[{_HAN}]"
    if text.startswith(r"\u"):
        return re.sub(r"\\u(\w{4})", _character, text)
    if kind == "escape" and text[1] in "pPAZGKmMNRXL":
        raise _TooHardError
    return text


def _character(match: "re.Match[str]") -> str:
    return chr(int(match[1], 16))


def _closing(tokens: list[tuple[str, "re.Match[str]"]], place: int) -> int:
    """Index of the bracket that closes the one at a place."""
    depth = 0
    for index in range(place, len(tokens)):
        kind = tokens[index][0]
        depth += (kind in ("around", "group")) - (kind == "close")
        if depth == 0:
            return index
    raise _TooHardError


def _has_branches(tokens: list[tuple[str, "re.Match[str]"]]) -> bool:
    """Whether the whole is one of several, so that nothing begins or ends it."""
    depth = 0
    for kind, token in tokens:
        depth += (kind in ("around", "group")) - (kind == "close")
        if depth == 0 and token[0] == "|":
            return True
    return False
