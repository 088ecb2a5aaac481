"""Quotation marks that look the wrong way."""

import re
from itertools import pairwise

from bulletin_tools.checks.pairs import PARTNER, QUOTES, Pairing, is_apostrophe
from bulletin_tools.draft import Draft

JOINT = "(?<=“[^“”\\n]{1,20})«“”»(?=[^“”\\n]{1,20}[“”])"
"""Between two quoted terms: “清河“”护岸”."""
_LONGEST_TURNED = 20  # code points between two marks that both look the wrong way


def turned_pairs(draft: Draft, pairing: Pairing) -> list[tuple[int, int]]:
    """Two quotation marks side by side, both without a partner: of one shape, or ”…“ around a few words."""
    text = draft.text
    found: list[tuple[int, int]] = []
    reversed_ = _all_reversed(draft, pairing)
    if reversed_:
        return reversed_
    quotes = [place for place in pairing.loose if text[place] in QUOTES and not is_apostrophe(text, place)]
    if not quotes or pairing.straight:
        return found
    for one, other in pairwise(quotes):
        if not (found and found[-1][1] == one) and (text[one] == text[other] or _is_inside_out(text, one, other)):
            found.append((one, other))
    return found


def _is_inside_out(text: str, one: int, other: int) -> bool:
    words = text[one + 1 : other]
    spoken = text[one - 1] in "：:" and words[-1:] in ("。", "！", "？") and "\n" not in words
    term = words.replace("、", "").isalnum() and len(words) <= _LONGEST_TURNED
    return text[one] in "”’" and text[other] == PARTNER[text[one]] and (spoken or term)


def closed_by_a_double(text: str, place: int) -> int | None:
    """Where a ‘ inside a quotation is followed by “ instead of ’."""
    match = re.compile("‘[^‘’“”\n]{1,20}“(?=[^“]*”)").match(text, place)
    return match.end() - 1 if match else None


def _all_reversed(draft: Draft, pairing: Pairing) -> list[tuple[int, int]]:
    """The marks of a paragraph in which every closing mark stands for an opening one: ”清河“、”护岸“."""
    text, (start, end) = draft.text, draft.source.texts[pairing.paragraph][:2]
    if not 0 <= text.find("”", start, end) < text.find("“", start, end):
        return []
    places = [start + match.start() for match in re.finditer("[“”]", text[start:end])]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    turned = (
        len(places) > 2
        and len(places) % 2 == 0
        and all(text[one] == "”" and text[other] == "“" for one, other in pairs)
    )
    whole = all(text[one - 1] in "：:" or not re.search("[。！？]", text[one:other]) for one, other in pairs)
    return pairs if turned and whole else []
