"""The writing of single numbers: thousands, decimal points, 万 and 亿."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

_WAN, _YI = 10**4, 10**8
_MEASURES = (
    "[%％‰]|[万亿]元|[万亿]?[吨亩倍]|万[人户千平立]|公里|公顷|平方|立方|个百分点|公斤|千克|毫米|厘米|兆|千瓦|亿|米"
)
"""What stands behind a number with decimals; persons and things are counted without."""
DECIMALS = tuple(rf"(?<=\d)«{mark}»\d{{1,2}}(?={_MEASURES})" for mark in ",、")
THOUSANDS = r"«,»\d{3}(?!\d)"
MISPLACED = (
    r"«,»(?:\d{4,6}|\d{2,4}(?:,\d{2,4})+)(?=(?:\.\d+)?[万亿]?[元人名吨亩户件份个家次株册千平立公米条棵张头只羽盒箱袋])"
)
PAIRED = r"«,»\d{2}(?=\.\d+[万亿]?[元吨亩]|[余多]?(?:[人名户件份个家次株册条棵张头只羽盒箱袋辆台套篇](?![民])))"
"""Two digits behind a comma, where no decimals can stand."""
BARE_COMMA = r"(?<=[\u4e00-\u9fff])(?<![年月第至到])[1-9]\d{0,2}«，»\d{3}(?=[人名户件份次册卷条棵株张头只羽尾盒箱袋辆台套篇亩吨](?![民年级家]))"
"""12，345份: no number stands at the end of a clause without a measure word."""
_LISTED = ("分别", "各", "依次")
_LISTED_BESIDE = ("每", "第", "至", "～", "—")
"""What makes a list of the numbers of its own clause only."""
_NEAR = 12  # code points before a number that tell whether it is one of a list
_ONE = 2  # a mark and the only digit behind it
_OFTEN = 2  # numbers with marks for one without
_SHORT = 4  # digits of a number that needs no mark


class Misprint(NamedTuple):
    """A number written wrongly, and what mends it."""

    span: Span
    edit: Edit


def plain(value: Decimal) -> str:
    """A number without idle zeros: 1.5, 3600."""
    return f"{value.normalize():f}"


def by_ten_thousands(number: str) -> str:
    """A number with many zeros by 万 or 亿: 36000000 as 3600万, 150000000 as 1.5亿."""
    value = int(number)
    return f"{plain(Decimal(value) / _YI)}亿" if value >= _YI else f"{plain(Decimal(value) / _WAN)}万"


def commas_for_points(draft: Draft) -> Iterator[Span]:
    """Where a comma or a 顿号 stands for the decimal point: 12,8公里, 326、4万元."""
    text = draft.text
    for (place, _), match in (found for find in DECIMALS for found in draft.search(find)):
        head = re.search(r"(?<=[\u4e00-\u9fff])\d{1,4}$", text[max(0, place - 5) : place])
        paragraph = draft.source.paragraph_at(place)
        grouped = len(match[0]) > _ONE and _grouped().search(text, paragraph.start, paragraph.end)
        if head and not grouped and _is_decimal(text, match[0], head[0], place - len(head[0])):
            yield Span(place - len(head[0]), match.end())


def _is_decimal(text: str, tail: str, whole: str, start: int) -> bool:
    if _is_list(text, start) or re.fullmatch(r"(?:19|20)\d\d", whole):
        return False
    if tail[0] == ",":
        return True
    # Two numbers side by side are of one size: 12、15公里, 三四 as 3、4.
    return len(tail) == 2 and len(whole) > 2


def misgrouped(draft: Draft) -> Iterator[Misprint]:
    """Numbers whose thousands are marked in the wrong place, or not at all where others of the paragraph have marks."""
    text = draft.text
    yield from _bare_commas(draft)
    if "," not in text:
        return
    for _, match in (*draft.search(MISPLACED), *draft.search(PAIRED)):
        head = re.search(r"(?<![\d,.])[1-9]\d{0,2}$", text[max(0, match.start() - 4) : match.start()])
        if head and not _in_threes().fullmatch(match[0]) and not _is_list(text, match.start() - len(head[0])):
            span = Span(match.start() - len(head[0]), match.end())
            yield Misprint(span, Edit(span, f"{int(text[slice(*span)].replace(',', '')):,}"))
    for start, end in _with_thousands(draft):
        yield from _paired(text, start, end)
        for parted in _parted().finditer(text, start, end):
            whole = Span(*parted.span())
            yield Misprint(whole, _regrouped(text, whole))
        grouped = list(_grouped().finditer(text, start, end))
        bare = list(_ungrouped().finditer(text, start, end))
        for found in bare if len(bare) <= len(grouped) else ():
            others = [other["number"] for other in grouped if other["unit"] == found["unit"]]
            long = len(found["number"]) > _SHORT
            if (long and len(grouped) > 1) or (
                others and (long or any(len(number) == _SHORT + 1 for number in others))
            ):
                yield _grouped_too(found)
    yield from _few_ungrouped(draft)


def _bare_commas(draft: Draft) -> Iterator[Misprint]:
    """12，345份; a single digit before the comma (3，400人) must not be the only one of its paragraph."""
    found = [span for span, _ in draft.search(BARE_COMMA) if not _is_list(draft.text, span.start)]
    paragraphs = [draft.source.paragraph_at(span.start).start for span in found]
    for span, paragraph in zip(found, paragraphs, strict=True):
        if draft.text[span.start + 1] != "，" or paragraphs.count(paragraph) > 1:
            yield Misprint(span, _regrouped(draft.text, span))


def _paired(text: str, start: int, end: int) -> Iterator[Misprint]:
    """86,50吨 beside 5,230吨: a comma that marks thousands elsewhere is no decimal point."""
    for match in _pair().finditer(text, start, end):
        if not _is_list(text, match.start()):
            yield Misprint(Span(*match.span()), _regrouped(text, Span(*match.span())))


def _few_ungrouped(draft: Draft) -> Iterator[Misprint]:
    """The few numbers of a file without marks, where numbers as short have them all over it."""
    if sum(1 for _ in draft.search(THOUSANDS)) < _OFTEN:
        return
    grouped = [match["number"] for match in _grouped().finditer(draft.text)]
    bare = list(_counted().finditer(draft.text))
    if any(len(number) == _SHORT + 1 for number in grouped) and len(bare) * _OFTEN <= len(grouped):
        yield from map(_grouped_too, bare)


def _is_list(text: str, start: int) -> bool:
    near = text[max(0, start - _NEAR) : start]
    return any(word in near for word in _LISTED) or any(word in near.rpartition("，")[2] for word in _LISTED_BESIDE)


def _regrouped(text: str, span: Span) -> Edit:
    """1，2680 as 12,680."""
    return Edit(span, f"{int(re.sub('[^0-9]', '', text[slice(*span)])):,}")


def _grouped_too(match: "re.Match[str]") -> Misprint:
    span = Span(*match.span("number"))
    return Misprint(span, Edit(span, f"{int(match['number']):,}"))


def _with_thousands(draft: Draft) -> dict[Span, None]:
    """The paragraphs with numbers whose thousands are marked."""
    found = (draft.source.paragraph_at(span.start) for span, _ in draft.search(THOUSANDS))
    return dict.fromkeys(Span(paragraph.start, paragraph.end) for paragraph in found)


@cache
def _pair() -> "re.Pattern[str]":
    return expression(r"(?<![\d,.])[1-9]\d{1,2},\d{2}(?=[万亿]?[元吨亩]|万[人户平立])")


@cache
def _in_threes() -> "re.Pattern[str]":
    return expression(r"(?:,\d{3})+")


@cache
def _parted() -> "re.Pattern[str]":
    return expression(
        r"(?<=[\u4e00-\u9fff])(?<!第)[1-9]\d{0,2}[，、]\d{3,4}(?=[册人户亩吨件卷株棵份台套次页张公平立盏名头只羽条](?!民)|[万亿]?元|[万亿][吨亩])"
    )


@cache
def _grouped() -> "re.Pattern[str]":
    return expression(r"(?<![\d,.])(?P<number>\d{1,3}(?:,\d{3})+)(?P<unit>[万亿]?[\u4e00-\u9fff])")


@cache
def _counted() -> "re.Pattern[str]":
    """A number of four digits or more before a measure word; no year, and no number of a thing."""
    return expression(
        r"(?<![\dA-Za-z,.，〔第－—～~/-])(?<!电话)(?P<number>[1-9]\d{3,8})(?=(?:\.\d+)?[余多]?(?:[万亿]?(?:元|吨|亩|平方米|立方米|公里|公斤|千瓦)|[人名户件份个家次株册条棵张头只羽盒箱袋辆台套篇盏米](?!民|级|里)))"
    )


@cache
def _ungrouped() -> "re.Pattern[str]":
    return expression(r"(?<![\d,.])(?P<number>\d{4,9})(?P<unit>[万亿]?[\u4e00-\u9fff])")
