"""Personal numbers and names: 《个人信息保护法》, with the check digits of GB 11643—1999 and of bank cards."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_tools.checks.calendar import exists
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

ELSEWHERE = {
    "vulnerable_name": "names",
}

_NINE = "«»[0-9０-９](?:[ ·－—)）-]*[0-9０-９]){4}(?:[ ·－—)）-]*[0-9０-９]){4}"
"""So many digits every number has that is somebody's, perhaps in groups."""
_LOCAL = (
    r"(?<=(?:电话|座机|固话|宅电|小灵通)(?:号码?)?[为是]?[：:]?\s?)«[2-8]»\d{6,7}(?![\d*.-]|[\p{Han}]{0,1}[次个元])"
)
_TWO_PHONES = r"(?<![\dA-Za-z/])1[3-9]\d{9}«/»(?:1[3-9]\d{9}|[2-8]\d{6,7})(?![\dA-Za-z/])"
_ACCOUNT_RUN = 12  # digits of the shortest account
_REGIONS = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)
_BORN = range(1880, 2100)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_ID_LENGTH = 18
_OLD_ID_LENGTH = 15
_SHORTEST = 10  # digits, the last of which may be a letter, of what may be somebody's number
_TO_HALF = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
_LOOK_BACK = 16  # code points before a number that may say what it is
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ON_PLATES = "[A-HJ-NP-Z0-9０-９Ａ-ＨＪ-ＮＰ-Ｚ]"
_PLATES = (
    (
        rf"[{_PROVINCES}]«[A-HJ-NP-ZＡ-Ｚ]»[-·•・.．﹒－\s]?(?:(?={_ON_PLATES}*[\d０-９]){_ON_PLATES}{{5,6}}|{_ON_PLATES}{{4}}[挂学警港澳领试超])"
        r"(?![A-Za-z0-9])"
    ),
    rf"[{_PROVINCES}]«[a-hj-np-z]»[-·\s]?(?=[a-z\d]*\d[a-z\d]*\d)[a-hj-np-z\d]{{5,6}}(?![A-Za-z0-9])",
    rf"(?<![A-Za-z])«WJ»[-·\s]?[{_PROVINCES}]?[-·\s]?[A-Z\d]{{5}}(?![A-Za-z0-9])",
)


class _Number(NamedTuple):
    """A long number of the text, its groups joined."""

    digits: str
    span: Span


def id_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V001: resident identity numbers, by region, date of birth and check digit."""
    for digits, span in _numbers(draft):
        if _is_identity(digits):
            right = _identity_check(digits) == digits[-1]
            if not right and _coded().search(_before(draft, span)):
                continue
            doubt = "" if right else "（校验码不符，请核对）"
            found = rule.finding(span, match=draft.text[slice(*span)], doubt=doubt)
            yield found if right else _doubtful(found)
        elif _is_old_identity(digits) and _identity().search(_before(draft, span)):
            found = rule.finding(span, match=draft.text[slice(*span)], doubt="（15位旧号）")
            yield _doubtful(found)


def _before(draft: Draft, span: Span) -> str:
    """What may say what kind of number it is."""
    return draft.text[max(0, span.start - _LOOK_BACK) : span.start]


def _doubtful(finding: Finding) -> Finding:
    """The same, no error: a wrong check digit may mean another kind of number."""
    return finding._replace(severity=min(Severity.WARNING, finding.severity))


def phone(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V002: mobile and landline numbers; those that are published for all are only mentioned."""
    feet = [bulletin.footer.span for bulletin in draft.bulletins if bulletin.footer]
    for span in _phones(draft):
        before = _before(draft, span)
        if _coded().search(before) or any(foot.start <= span.start < foot.end for foot in feet):
            continue
        found = rule.finding(span, match=draft.text[slice(*span)])
        yield found._replace(severity=min(Severity.INFO, found.severity)) if _public().search(before) else found


def _phones(draft: Draft) -> Iterator[Span]:
    for digits, span in _numbers(draft):
        text = _half_width(draft)[slice(*span)]
        mobile = re.fullmatch(r"(?:(?:00)?86)?1[3-9]\d{9}", digits) and not text.startswith("01")
        if (mobile and not _measure().match(text[-1:] + draft.text[span.end : span.end + 2])) or re.fullmatch(
            r"0\d{2,3}[-－— )）]{1,2}\d{7,8}", text
        ):
            yield span
        elif re.fullmatch(r"0[1-9]\d{8,10}", text):
            told = _telephone().search(draft.text, max(0, span.start - 6), span.start)
            if told or (draft.text[span.start - 1], draft.text[span.end : span.end + 1]) in (("（", "）"), ("(", ")")):
                yield span
    for span, _ in draft.search(_LOCAL):
        yield span
    for span, _ in draft.search(_TWO_PHONES):
        yield span


def bank_card(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V003: bank cards, by prefix, length and check digit."""
    for digits, span in _numbers(draft):
        before = _before(draft, span)
        own = digits.isdecimal() and len(digits) >= _ACCOUNT_RUN and _own_account().search(before)
        if not (own or _card().fullmatch(digits)) or _is_identity(digits) or _coded().search(before):
            continue
        shown = draft.text[slice(*span)]
        if _luhn(digits) and not own:
            yield rule.finding(span, match=shown)
        elif own or _account().search(before):
            yield _doubtful(rule.finding(span, message=f"银行卡号{shown}不应公开（校验位不符，请核对）"))


def license_plate(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V006: vehicle plates."""
    for find in _PLATES:
        for span, _ in draft.search(find):
            yield rule.finding(span, match=draft.text[slice(*span)])


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
    found: list[_Number] = []
    text = "" if draft.lacks(_NINE) else _half_width(draft)
    for stretch in draft.stretches(_NINE) if text else ():
        for run in _run().finditer(text, *stretch):
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


def _is_old_identity(digits: str) -> bool:
    """A number of before 1999: no century, no check digit."""
    old = len(digits) == _OLD_ID_LENGTH and digits.isdecimal() and digits[:2] in _REGIONS
    return old and exists(None, int(digits[8:10]), int(digits[10:12]))


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
    return expression(r"(?:订单|单号|编号|编码|代码|流水号|案号|户号|批号|条码|许可证|备案)[^，。；]{0,6}$")


@cache
def _measure() -> re.Pattern[str]:
    """What follows an amount of eleven digits."""
    return expression(r"\d(?:[元吨亩株斤度]|人次|公斤|千克|立方|平方|千瓦)")


@cache
def _public() -> re.Pattern[str]:
    return expression(
        "热线|举报|投诉|咨询|值班|监督|服务电话|报名电话|公开电话|办公电话|联系电话|联系方式|传真|客服|预约|救助|接待|(?:办|办公室|科室?|股|窗口|大厅|服务台|前台|服务站|服务中心|服务点)(?:电话)?[：:（(]$"
    )


@cache
def _card() -> re.Pattern[str]:
    return expression(r"62\d{14,17}|4\d{15}|5[1-5]\d{14}|9558\d{15}|35\d{14}")


@cache
def _account() -> re.Pattern[str]:
    return expression(r"(?:卡|卡号|账号|账户|帐号|帐户|[打汇转存]入)[^，。；、\d]{0,6}$")


@cache
def _own_account() -> re.Pattern[str]:
    """Accounts that only a person has."""
    return expression(r"(?:存折|一卡通|个人账户|工资卡|储蓄卡)(?:账号|帐号|账户|号码?)?[为是：:（(]{0,2}$")


@cache
def _identity() -> re.Pattern[str]:
    return expression("身份证|身份号码|证件号")


@cache
def _telephone() -> re.Pattern[str]:
    return expression("电话|手机|座机|联系方式")


@cache
def _run() -> re.Pattern[str]:
    """Digits and capitals that may be a number, its groups among them."""
    return expression(rf"[0-9A-Z][0-9A-Zx ·－—)）-]{{{_SHORTEST - 1},}}")


@cache
def _group() -> re.Pattern[str]:
    return expression("[0-9A-Zx]+")


SEARCHED = {
    "id_number": (_NINE,),
    "phone": (_NINE, _LOCAL, _TWO_PHONES),
    "bank_card": (_NINE,),
    "license_plate": _PLATES,
}
