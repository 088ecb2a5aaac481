"""Blanks that split what belongs together: the subject of a headline and its verb, the name of a department."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.checks.pauses import is_name, parts_names, word
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.checks.gaps import Gap
    from bulletin_tools.draft import Draft

_ENDS = "局|委|办|办公室|院|公司|中心|大队|支队|站|所|协会|联合会|工会|残联|妇联|文联|侨联|科协|社|馆|厅|部|处|行"
_SUBJECT = re.compile(
    rf"[县区市省州镇乡][\u3400-\u9fff]{{0,10}}(?:{_ENDS})|[\u3400-\u9fff]{{2,4}}(?:镇|乡|街道|县|区|市|村|社区)"
)
_OFFICE = re.compile(
    f"(?:{_ENDS}|镇|(?<!城)乡|街道|政府|管委会|委员会|学校|中学|小学|医院|法院|检察院|妇联|残联|工商联)$"
)
_HALF = 4  # characters of the halves of a slogan


def splits_headline(draft: Draft, gap: Gap) -> bool:
    """Whether a gap in a headline is no pause: it parts the subject from its verb, or cuts a phrase of the text below."""
    text, (start, end) = draft.text, gap.region
    left, right = text[start : gap.span.start], text[gap.span.end : end]
    index = draft.item_at(start)
    if re.search(r"\s", left + right) or index is None or parts_names(text, gap.span):
        return False
    rest = text[end : draft.items[index].span.end]
    before, after = word(left[::-1])[::-1], word(right)
    if not before or not after:
        return False
    if (len(before) == 1) is not (len(after) == 1):
        return True
    if left == before and _SUBJECT.fullmatch(left) and re.search(rf"(?:\W|[日月年来期初底]){left}", rest):
        return True
    even = len(before) == len(after) >= _HALF
    return not even and (
        _always(before[-2:], before[-2:] + after[:1], rest) or _always(after[:2], before[-1:] + after[:2], rest)
    )


def _always(words: str, longer: str, text: str) -> bool:
    """Whether some characters stand in a text, and never without another beside them."""
    return len(words) > 1 and 0 < text.count(words) == text.count(longer)


def in_sources(draft: Draft) -> Iterator[Span]:
    """Blanks inside the name of a source; those between departments, or a department and a person, are right."""
    for start, end in draft.regions("source"):
        words = draft.text[start:end]
        match = re.fullmatch(r"[（(]([\u3400-\u9fff]+)( {1,3})([\u3400-\u9fff]+)[）)]", words)
        if match and _is_one_name(match[1], match[3]):
            yield Span(start + match.start(2), start + match.end(2))


def _is_one_name(left: str, right: str) -> bool:
    whole = _OFFICE.search(left) is not None
    return not whole and _OFFICE.search(left + right) is not None and not (len(left) > 1 and is_name(left))
