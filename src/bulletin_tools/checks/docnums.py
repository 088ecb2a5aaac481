"""Numbers of official documents beside their titles: GB/T 9704—2012, 7.2.5."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

_LONGEST_ISSUER = 10  # code points before 〔
BRACKETED = (
    r"(?<![》”])（(?P<issuer>[\u4e00-\u9fff]{2,10})«[〔\[［]»(?:19|20)\d\d[〕\]］]\d{1,5}(?P<end>号)）"
    r"(?P<title>《[^《》\n]+(?:《[^《》\n]*》[^《》\n]*)?》)(?!（)"
)
CITED = r"«»(?P<number>[〔\[［（(【](?:19|20)\d\d[〕\]］）)】]\d{1,5}号)(?:文件?)?(?P<title>《[^《》\n]+(?:《[^《》\n]*》[^《》\n]*)?》)(?!（)"
_LEADS = (
    "根据|依据|按照|依照|遵照|参照|对照|执行|落实|贯彻|学习|传达|宣传|宣讲|印发|转发|批转|下发|制定|出台|发布|公布|颁布|收到|接到|关于|以及|结合|通过|"
    "解读|解答|重申|检查|督查|核查|修改|修订|废止|引用|适用|审议|讨论|研究|研读|研学|起草|报送|上报|报来|送达|签发|查阅|查看|翻阅|阅读|宣读|通读|领会|吃透|把握|"
    "围绕|聚焦|针对|讲解|讲授|张贴|刊登|发放|提到|提出|违反|对标|严格|认真|自(?!然)|[据照按以和与及由将对为的了过着从在到于经向是见把依凭并后前，。；：、（“\\s]"
)
"""What leads up to the sign of the issuer: 根据泉政〔2020〕8号."""


class Cited(NamedTuple):
    """A number before a title."""

    start: int | None
    """Where the sign of the issuer begins; None where nothing tells."""
    number: Span
    """From 〔 to 号."""
    title: Span


def before_titles(draft: Draft) -> Iterator[Cited]:
    """The numbers that stand before their titles, 文件 or 文 between them or not."""
    for _, match in draft.search(BRACKETED):
        issuer = match.start("issuer")
        yield Cited(issuer, Span(issuer, match.end("end")), Span(*match.span("title")))
    text = draft.text
    for _, match in draft.search(CITED):
        number, title = Span(*match.span("number")), Span(*match.span("title"))
        begin = max(0, number.start - _LONGEST_ISSUER)
        leads = list(_lead().finditer(text, begin, number.start))
        start = leads[-1].end() if leads else None
        yield Cited(start if start is None or start < number.start else None, number, title)


@cache
def _lead() -> "re.Pattern[str]":
    return expression(_LEADS)
