"""Known faults as editors meet them: where clean text can take one, and what it looks like then.

`find` says where, in a line of body text; `clean` and `bad` are templates of what stands there without and with the
fault. Most leave the clean text as it is; some bring along what the fault needs (a date with its weekday).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import regex

from quality.making import calendar, lookalike, misspelt, swapped, total, traditional, widened

Maker = Callable[[regex.Match[str], Random], tuple[str, str] | None]
"""What stands at a place without the fault and with it; None where the place won't do."""


class Fault(NamedTuple):
    """One kind of fault."""

    name: str
    find: str
    make: Maker
    fixable: bool = True
    """Whether nothing but the clean text can be meant."""


def _to(bad: str, clean: str = r"\g<0>") -> Maker:
    """Templates as `regex` expands them."""
    return lambda match, _: (match.expand(clean), match.expand(bad))


_END = r"(?=（|$)"  # the source bracket follows, or nothing
_QUOTED = r"“(\p{Han}{2,12})”"

FAULTS = (
    Fault("half-width comma", r"(?<=\p{Han})，(?=\p{Han})", _to(",")),
    Fault("half-width comma and a blank", r"(?<=\p{Han})，(?=\p{Han})", _to(", ")),
    Fault("half-width full stop", rf"(?<=\p{{Han}})。{_END}", _to(".")),
    Fault("half-width semicolon", r"(?<=\p{Han})；(?=\p{Han})", _to(";")),
    Fault("half-width colon", r"(?<=\p{Han})：(?=[\p{Han}“])", _to(":")),
    Fault("half-width brackets", r"（(\p{Han}{2,12})）", _to(r"(\1)")),
    Fault("one bracket half-width", r"（(\p{Han}{2,12})）", _to(r"（\1)")),
    Fault("straight quotes", _QUOTED, _to(r'"\1"')),
    Fault("closing quote missing", _QUOTED, _to(r"“\1")),
    Fault("closing quote turned", _QUOTED, _to(r"“\1“")),
    Fault("closing title mark missing", r"《(\p{Han}{2,20})》", _to(r"《\1"), fixable=False),
    Fault("closing bracket missing", r"（(\p{Han}{2,12})）(?!$)", _to(r"（\1"), fixable=False),
    Fault("comma doubled", r"(?<=\p{Han})，(?=\p{Han})", _to("，，")),
    Fault("full stop doubled", rf"(?<=\p{{Han}})。{_END}", _to("。。")),
    Fault("pause between quotations", "(?<=”)(?=“)", _to("、")),
    Fault("pause between titles", "(?<=》)(?=《)", _to("、")),
    Fault("。。。 for ……", r"(?<=\p{Han}、\p{Han}{2,6})等(?=\p{Han})", _to("。。。", clean="……")),
    Fault("hyphen between days", r"(\d月\d{1,2}日)(?=\p{Han})", _to(r"\1-28日", clean=r"\1—28日")),
    Fault("blank between Chinese characters", r"(?<=\p{Han})(?=\p{Han})(?![^（）]*）$)", _to(" ")),
    Fault("blank between Chinese and digits", r"(?<=\p{Han})(?=\d)", _to(" ")),
    Fault("blank after a full stop", r"(?<=。)(?=\p{Han})", _to(" ")),
    Fault("zero-width space", r"(?<=\p{Han})(?=\p{Han})", _to("\u200b")),
    Fault("full-width digits", r"(?<=\p{Han})[0-9]{2,4}(?=\p{Han})", widened),
    Fault("号 for 日", r"(?<=\d月\d{1,2})日", _to("号")),
    Fault("month with a leading 0", r"(?<!\d)(?=[1-9]月\d{1,2}日)", _to("0")),
    Fault("impossible date", r"(?<!\d)([1-9]月)\d{1,2}日", _to(r"\g<1>32日"), fixable=False),
    Fault("wrong weekday", r"(?<=\p{Han}|，|。|^\s*)(?<!\d)([1-9])月(\d{1,2})日(?=，)", calendar, fixable=False),
    Fault("two-digit year", r"20([012]\d)年(?=\d)", _to(r"\1年"), fixable=False),
    Fault("square brackets in a document's number", r"(?<=发)?〔(20\d\d)〕(?=\d+号)", _to(r"[\1]")),
    Fault("enumerators swapped", r"一是(\p{Han}[^一二三四]{2,80})二是", swapped, fixable=False),
    Fault("enumerator skipped", r"(?<=二是[^一二三四]{2,80})三是", _to("四是"), fixable=False),
    Fault("unit of length for an area", r"平方米", _to("平方")),
    Fault("公分 for 厘米", r"厘米", _to("公分")),
    Fault("unit in wrong case", r"(?<=\d)公里", _to("KM", clean="km")),
    Fault("traditional character", r"\p{Han}", traditional),
    Fault("radical for a character", r"[一工人力口土大女子小山]", lookalike),
    Fault("similar-looking term", r"\p{Han}{2}", misspelt),
    Fault("particle doubled", r"(?<=\p{Han})的(?=\p{Han})", _to("的的")),
    Fault("parts that make no total", r"(?<=。)(?=\p{Han})", total, fixable=False),
    Fault(
        "identity number",
        r"(?<=\p{Han})(?=，\p{Han})",
        _to("（经办人身份证号11010519491231002X）", clean="（经办人身份证号略）"),
        fixable=False,
    ),
    Fault(
        "mobile number",
        r"(?<=\p{Han})(?=，\p{Han})",
        _to("（经办人手机13958214076）", clean="（经办人手机号略）"),
        fixable=False,
    ),
    Fault(
        "bank card's number",
        r"(?<=\p{Han})(?=，\p{Han})",
        _to("（收款卡号6222021200012345679）", clean="（收款卡号略）"),
        fixable=False,
    ),
    Fault("range with one percent sign", r"(?<!\d)([1-9]\d?)%(?=\p{Han}|，|。)", _to(r"\1—99%", clean=r"\1%—99%")),
    Fault("percentage told twice", r"(?<=\p{Han})\d+(?:\.\d+)?%", _to(r"百分之\g<0>")),
    Fault("decimal without its 0", r"(?<!\d)0(?=\.\d)", _to("")),
    Fault("about, and more than", r"(?<=\p{Han})\d{1,3}0(?=余)", _to(r"约\g<0>"), fixable=False),
    Fault("comma behind 一是", r"一是(?=\p{Han})(?!一)", _to("一是，")),
    Fault("pause behind 第一", "第一，", _to("第一、")),
    Fault("pause behind （一）", r"(?<=^\s*)（一）(?=\p{Han})", _to("（一）、")),
    Fault("sentence that doesn't end", r"(?<=\p{Han})。(?=（\p{Han}{2,10}[局委办]）$)", _to("")),
    Fault("source before the full stop", r"。（(\p{Han}{2,10}[局委办])）$", _to(r"（\1）。")),
    Fault("comma between sources", r"(?<=。（\p{Han}{2,12})、(?=\p{Han}{2,12}）$)", _to("，")),
    Fault("source missing", r"(?<=。)（\p{Han}{2,10}[局委办]）$", _to(""), fixable=False),
)
