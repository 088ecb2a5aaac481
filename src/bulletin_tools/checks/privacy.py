"""Personal numbers and names: 《个人信息保护法》, with the check digits of GB 11643—1999 and of bank cards."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from bulletin_tools.checks.calendar import exists
from bulletin_tools.checks.names import vulnerable_name
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.matcher import places
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

__all__ = ["vulnerable_name"]

_RUN = "«»[0-9A-Z０-９][0-9A-Zx０-９ ·－—)）-]{5,}"
_REGIONS = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)
_BORN = range(1880, 2100)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_ID_LENGTH = 18
_SHORTEST = 10  # digits of what may be somebody's number
_TO_HALF = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
_LOOK_BACK = 16  # code points before a number that may say what it is
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


class _Number(NamedTuple):
    """A long number of the text, its groups joined."""

    digits: str
    span: Span


def id_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V001: resident identity numbers, by region, date of birth and check digit."""
    for digits, span in _numbers(draft):
        if _is_identity(digits):
            right = _identity_check(digits) == digits[-1]
            doubt = "" if right else "（校验码不符，请核对）"
            found = rule.finding(span, match=draft.text[slice(*span)], doubt=doubt)
            yield found if right else _doubtful(found)


def _doubtful(finding: Finding) -> Finding:
    """The same, no error: a wrong check digit may mean another kind of number."""
    return finding._replace(severity=min(Severity.WARNING, finding.severity))


def phone(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V002: mobile and landline numbers; those that are published for all are only mentioned."""
    feet = [bulletin.footer.span for bulletin in draft.bulletins if bulletin.footer]
    for digits, span in _numbers(draft):
        text = _half_width(draft)[slice(*span)]
        mobile = re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits) and not text.startswith("0")
        landline = re.fullmatch(r"0\d{2,3}[-－— )）]{1,2}\d{7,8}", text) or (
            re.fullmatch(r"0\d{9,11}", text) and _telephone().search(draft.text, max(0, span.start - 6), span.start)
        )
        if not mobile and not landline:
            continue
        before = draft.text[max(0, span.start - _LOOK_BACK) : span.start]
        if _coded().search(before) or any(foot.start <= span.start < foot.end for foot in feet):
            continue
        found = rule.finding(span, match=draft.text[slice(*span)])
        yield found._replace(severity=min(Severity.INFO, found.severity)) if _public().search(before) else found


def bank_card(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V003: bank cards, by prefix, length and check digit."""
    for digits, span in _numbers(draft):
        if not _card().fullmatch(digits) or _is_identity(digits):
            continue
        shown = draft.text[slice(*span)]
        if _luhn(digits):
            yield rule.finding(span, match=shown)
        elif _account().search(draft.text, max(0, span.start - _LOOK_BACK), span.start):
            yield _doubtful(rule.finding(span, message=f"银行卡号{shown}不应公开（校验位不符，请核对）"))


def license_plate(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V006: vehicle plates."""
    for match in _runs(draft):
        if draft.text[match.start() - 1 : match.start()] not in _PROVINCES or not match.start():
            continue
        plate = _plate().match(match[0])
        if plate:
            span = Span(match.start() - 1, match.start() + plate.end())
            yield rule.finding(span, match=draft.text[slice(*span)])


@of_draft
def _runs(draft: Draft) -> "list[regex.Match[str]]":
    """The runs of digits and capitals that may be a number or a plate; all rules share one search."""
    half = _half_width(draft)
    return [place.match for place in places(_RUN, half, draft.regions("text"), stretches=draft.stretches(_RUN))]


@of_draft
def _half_width(draft: Draft) -> str:
    """The text with digits of half width."""
    text = draft.text
    for wide in draft.rare.intersection(_TO_HALF):  # translating a long text takes ten times as long
        text = text.replace(wide, _TO_HALF[wide])
    return text


@of_draft
def _numbers(draft: Draft) -> list[_Number]:
    """Long numbers: a run with its groups joined, and each of its groups."""
    found = []
    text = _half_width(draft)
    for run in _runs(draft):
        if len(run[0]) >= _SHORTEST:
            groups = [Span(*group.span()) for group in _group().finditer(text, *run.span())]
            wholes = [Span(groups[0].start, groups[-1].end)] if len(groups) > 1 else []
            found += [number for span in (*wholes, *groups) if (number := _number(text, span))]
    return found


def _number(text: str, span: Span) -> _Number | None:
    digits = re.sub("[ ·－—)）-]", "", text[slice(*span)])
    long = len(digits) >= _SHORTEST and digits[:-1].isdecimal()
    return _Number(digits.upper(), span) if long and _stands_alone(text, span) else None


def _stands_alone(text: str, span: Span) -> bool:
    """Whether no letter, digit or decimal point belongs to the number."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    tail = after[:1]
    return not (
        (before.isascii() and (before.isalnum() or before in "._/*") and before)
        or (before == "+" and not text.startswith("86", span.start))
        or (tail.isascii() and (tail.isalnum() or tail in "_/*") and tail)
        or (tail == "." and after[1:].isdecimal())
    )


def _is_identity(digits: str) -> bool:
    if len(digits) != _ID_LENGTH or digits[:2] not in _REGIONS:
        return False
    year, month, day = int(digits[6:10]), int(digits[10:12]), int(digits[12:14])
    return year in _BORN and exists(year, month, day)


def _identity_check(digits: str) -> str:
    """GB 11643—1999: the last place that the first seventeen ask for."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


@cache
def _coded() -> re.Pattern[str]:
    return re.compile(r"(?:订单|单号|编号|编码|代码|流水号|案号|许可证|备案)[^，。；]{0,6}$")


@cache
def _public() -> re.Pattern[str]:
    return re.compile("热线|举报|投诉|咨询|值班|监督|服务电话|报名电话|公开电话|办公电话|联系电话|联系方式|传真|客服")


@cache
def _card() -> re.Pattern[str]:
    return re.compile(r"62\d{14,17}|4\d{15}|5[1-5]\d{14}")


@cache
def _account() -> re.Pattern[str]:
    return re.compile(r"(?:银行卡|卡号|账号|账户|帐号|帐户)[^，。；、\d]{0,6}$")


@cache
def _telephone() -> re.Pattern[str]:
    return re.compile("电话|手机|座机|联系方式")


@cache
def _group() -> re.Pattern[str]:
    return re.compile("[0-9A-Zx]+")


@cache
def _plate() -> re.Pattern[str]:
    return re.compile(r"[A-HJ-NP-Z][·\s]?(?=[A-Z0-9]*\d[A-Z0-9]*\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])")


SEARCHED = {
    "id_number": (_RUN,),
    "phone": (_RUN,),
    "bank_card": (_RUN,),
    "license_plate": (_RUN,),
}
