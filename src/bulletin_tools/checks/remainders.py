"""What is done and what is left make the whole: 43件，化解32件，剩余12件 (N017)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from bulletin_tools.draft import Draft

_NUMBER = r"(?<![\d.])(?P<{}>\d+(?:\.\d+)?万?)"
_UNIT = r"(?P<{}>[件个户家名人处项条亩套批份吨株座辆台起宗场](?:次(?!日|年))?)"
_WORDS = r"(?:（[^（）\n]{1,8}）|[^，。；：、（）\d\n])"
_OTHER = r"新增|同比|较|比|占|投入|涉及|增加|净增|累计|平均|每|人均|户均|发放|惠及|辐射|带动|吸引|覆盖人口"
"""With which a clause speaks of something else than of a part."""
_LEFT = (
    "其余", "剩余", "余下", "剩下", "尚有", "还有", "仍有", "未", "正在", "请假", "缺席", "不合格", "不达标", "女",
)  # fmt: skip
_FOR_CERTAIN = ("其余", "剩余", "余下", "剩下", "女")
"""Words of what makes the whole together with the part before it; the others may leave something out."""
REMAINDERS = tuple(
    rf"{_NUMBER.format('total')}{_UNIT.format('whole')}{_WORDS}{{0,14}}，(?:其中，?)?(?!{_OTHER}){_WORDS}{{1,14}}{_NUMBER.format('part')}{_UNIT.format('done')}{_WORDS}{{0,8}}"
    rf"[，、；](?:目前|现|另|仅|有){{0,2}}«{word}»{_WORDS}{{0,10}}{_NUMBER.format('rest')}{_UNIT.format('left')}"
    for word in _LEFT
)


def uneven(draft: Draft) -> Iterator[Span]:
    """Where the part and the rest don't make the whole."""
    for word, find in zip(_LEFT, REMAINDERS, strict=True):
        for span, match in draft.search(find):
            if not match["whole"] == match["done"] == match["left"]:
                continue
            total, part, rest = (_value(match, name) for name in ("total", "part", "rest"))
            if part + rest != total and (part + rest > total or word in _FOR_CERTAIN):
                yield Span(*span)


def _value(match: regex.Match[str], name: str) -> Decimal:
    written = match[name]
    return Decimal(written[:-1]) * 10**4 if written.endswith("万") else Decimal(written)
