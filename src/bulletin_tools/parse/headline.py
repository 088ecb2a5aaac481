"""Where a headline that runs into the body ends."""

from __future__ import annotations

import re
from functools import cache

from bulletin_tools.lexicon import opens_body, starts_with_date
from bulletin_tools.parse.shapes import LONGEST_HEADLINE
from bulletin_tools.parse.sources import is_unit

_SHORTEST = 5
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "【": "】", "‘": "’", "「": "」", "『": "』", "〈": "〉", "«": "»"}
_LEAST = 0.0


def run_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the headline ends and the body starts, in a paragraph that holds both; None where it holds none."""
    best: tuple[float, int, int] | None = None
    limit = min(end, start + LONGEST_HEADLINE)
    for match in _blank().finditer(text, start + 1, limit):
        place, body = match.span()
        head, tail = text[start:place], text[body : min(end, body + 40)]
        if not tail or not _can_end(head):
            continue
        score = _score(head, tail)
        if best is None or score >= best[0]:
            best = score, place, body
    return (best[1], best[2]) if best and best[0] >= _LEAST else None


def _can_end(head: str) -> bool:
    """Whether a headline may end here: long enough, no sentence behind it, all its marks closed."""
    if len(head) < _SHORTEST or any(mark in head for mark in "。；？"):
        return False
    return all(head.count(opening) <= head.count(closing) for opening, closing in _PAIRS.items() if opening in head)


def _score(head: str, tail: str) -> float:
    score = -4.0 * _unquoted(head).count("，")
    if opens_body(tail):
        score += 4
    if starts_with_date(tail) and head[-1] in "年月日":
        score -= 9
    elif tail[0].isdigit() and not starts_with_date(tail):
        score -= 4
    if head[-1].isdigit():
        score -= 6
    score += _recurrence(head, tail)
    clause = re.split(r"[，。：；、,]", tail, maxsplit=1)[0]
    if " " in clause.strip():
        score -= 2
    if len(clause) < len(tail):
        score += 1
    length = len(head)
    if length < 9:
        score -= 3
    elif length < 12:
        score -= 1
    elif length > 45:
        score -= 3
    return score


def _recurrence(head: str, tail: str) -> float:
    """How much of the headline the body takes up again at once."""
    if tail.startswith(head):
        return 8
    shared = next((size for size in (8, 6, 4, 3, 2) if tail[:size] in head and len(tail) >= size), 0)
    unit = any(is_unit(tail[:size]) for size in range(3, 13))
    return shared * 0.7 + (1.5 if unit else 0)


def _unquoted(head: str) -> str:
    return re.sub(r"“[^”]*”|《[^》]*》|（[^）]*）", "", head)


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(r"\s+")
