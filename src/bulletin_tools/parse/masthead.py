"""The head of an issue: name, number, issuer, date, and what stands above them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bulletin_tools.bulletin import Field, Masthead
from bulletin_tools.expressions import expression
from bulletin_tools.parse import dates, footer
from bulletin_tools.parse.shapes import compact, of
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.source import Paragraph, Source

_NAMES = ("信息", "简报", "快报", "专报", "动态", "参考", "要情", "通报", "摘报", "要闻", "通讯", "工作交流", "内参", "政务", "专刊", "月报", "周报", "日报", "情况", "参阅", "快讯", "增刊", "专辑", "要讯")  # fmt: skip
_LAST = frozenset(name[-1] for name in _NAMES) | frozenset("日号期0123456789")
_OFFICE_ENDS = frozenset("局委办部院厅处室科站所队会社府校馆心司组厂行镇乡协联团班")
_SURE_ISSUERS = ("局", "委", "部", "厅", "府", "办", "法院", "检察院", "办公室", "委员会", "联合会", "总工会")
_AREAS = frozenset("区县市镇乡街")
_ABOVE_NAME = frozenset(("classification", "copy_number"))
_LONGEST = 60  # code points, blanks apart, of a line in a masthead
_LONGEST_SPACED = 3 * _LONGEST  # blanks counted
LONGEST_LINE = 2 * _LONGEST
"""Code points, blanks counted, of a line that may start one."""

_MOST_LINES = 12
_LONGEST_NAME = 12  # code points of a name that only its place tells
_IDLE_STARTS = frozenset("2第（(总签审核责编主")
_SIGNER = r"(?:签发人?|审核|审签|核稿|(?:责任)?编辑|主编|总编)[：:][一-鿿]{2,3}(?![局委办部])"


def read(source: Source, index: int) -> tuple[Masthead | None, int]:
    """The masthead that starts at a paragraph, and the index of the paragraph behind it; None where there is none."""
    fields: dict[str, Field] = {}
    first = index
    if not _may_be_one(source, index):
        return None, first
    while index < len(source.paragraphs) and index - first < _MOST_LINES:
        paragraph = source.paragraphs[index]
        found = _fields(source, paragraph)
        if not found and fields.keys() <= _ABOVE_NAME:
            found = _name_above_number(source, index, topmost=first == 0)
        if _is_headline(source, index, found, fields):
            break
        if "issuer" in found and "issuer" in fields and fields.keys() <= {"issuer", "number", "total_number"}:
            fields["name"] = fields.pop("issuer")  # 泉河残联, whose own name stands by the date
        if not found and fields and _is_idle(of(source, paragraph)):
            index += 1
            continue
        if not found or not fields.keys().isdisjoint(found) or ("name" in found and "date" in fields):
            break
        fields |= found
        index += 1
    if not _is_enough(source, fields) and source.paragraphs[first].role != "front":
        return None, first
    if _is_name(fields):
        fields["name"] = fields.pop("issuer")
    span = Span(source.paragraphs[first].start, source.paragraphs[index - 1].end)
    return Masthead(span, **fields), index


def may_start(text: str) -> bool:
    """Whether a line of at most `LONGEST_LINE` is worth a closer look: cheap, and true of every one that starts a masthead."""
    return text[-1] in _LAST or (text[-1] in "）)〕]期" and "期" in text) or "密" in text[:6] or "内" in text[:2]


def _may_be_one(source: Source, index: int) -> bool:
    """Whether a line may hold a number or a date, or a short one below it: no masthead is without."""
    paragraph, *below = source.paragraphs[index : index + 2]
    words = of(source, paragraph)
    if paragraph.role == "front" or words[:1] == "第" or words[-1:] in "日号" or words[-1:].isdigit():
        return True
    if "期" in words or "月" in words:
        return True
    return any(line.role == "front" or _is_short(of(source, line)) for line in below)


def _is_short(words: str) -> bool:
    """Whether a line is short enough to be one of a masthead's."""
    return words[:1] in _IDLE_STARTS or (len(words) <= _LONGEST_SPACED and len(compact(words)) <= _LONGEST)


def _is_name(fields: dict[str, Field]) -> bool:
    """Whether what was taken for the issuer is the bulletin's name, by its place above the number: 泉河残联."""
    issuer, number = fields.get("issuer"), fields.get("number")
    above = issuer and number and issuer.span.end < number.span.start and "name" not in fields
    return bool(above and issuer and _AREAS.isdisjoint(issuer.value))


def _is_headline(source: Source, index: int, found: dict[str, Field], fields: dict[str, Field]) -> bool:
    """Whether a line below the date that ends like a body's name heads the first item: 青年认领闲置茶厂."""
    if "date" not in fields or found.keys() != {"issuer"} or index + 1 >= len(source.paragraphs):
        return False
    body = source.paragraphs[index + 1]
    return not found["issuer"].value.endswith(_SURE_ISSUERS) and source.text[body.start : body.end].find("。") >= 0


def _is_idle(words: str) -> bool:
    """Whether a line between others of a masthead has no place in the model."""
    return words[:1] in _IDLE_STARTS and _idle().fullmatch(compact(words)) is not None


def _is_enough(source: Source, fields: dict[str, Field]) -> bool:
    number = fields.get("number")
    if number and (len(fields) > 1 or source.text[: number.span.start].rstrip().endswith("第")):
        return True
    return "date" in fields and ("issuer" in fields or "name" in fields)


def _fields(source: Source, paragraph: Paragraph) -> dict[str, Field]:
    """The fields that a line of the masthead holds; empty where it is none."""
    if paragraph.role == "front":
        return {paragraph.key: _front(source, paragraph)}
    if paragraph.role != "text" or paragraph.end - paragraph.start > _LONGEST_SPACED:
        return {}
    words = of(source, paragraph)
    bare = compact(words)
    parts = _parts(bare) if len(bare) <= _LONGEST else []
    if not parts:
        return {}
    if len(words) == len(bare):
        begin = paragraph.start
        return {key: Field(value, Span(begin + start, begin + end)) for key, value, start, end in parts}
    places = [place for place, char in enumerate(words, paragraph.start) if not char.isspace()]
    return {key: Field(value, Span(places[start], places[end - 1] + 1)) for key, value, start, end in parts}


def _name_above_number(source: Source, index: int, *, topmost: bool) -> dict[str, Field]:
    """A name by its place alone: a short line above 第N期, such as 泉河审计; above issuer and date where a foot follows."""
    if index + 1 >= len(source.paragraphs):
        return {}
    paragraph, below = source.paragraphs[index : index + 2]
    bare = compact(of(source, paragraph)).strip("《》")
    wordy = bare[:1].isalpha() and "".join(char for char in bare if char not in "·+").isalnum()
    if paragraph.role != "text" or not 1 < len(bare) <= _LONGEST_NAME or not wordy:
        return {}
    follows = _fields(source, below)
    unnumbered = topmost and {"issuer", "date"} <= follows.keys() and footer.ends(source)
    if not ("number" in follows or unnumbered) or "name" in follows:
        return {}
    return {"name": Field(bare, Span(paragraph.start, paragraph.end))}


def _front(source: Source, paragraph: Paragraph) -> Field:
    value = of(source, paragraph)
    if paragraph.key == "date" and (match := dates.pattern().search(compact(value))):
        value = dates.iso(match)
    elif paragraph.key in ("number", "total_number") and (digits := re.search(r"\d+", value)):
        value = digits[0]
    return Field(value, Span(paragraph.start, paragraph.end))


@lru_cache(maxsize=1024)  # the same lines stand above every issue
def _parts(bare: str) -> Sequence[tuple[str, str, int, int]]:
    """Key, value, start and end of each field in a line without blanks; empty where the line is none of a masthead."""
    # Patterns are made only where they can match: most files need few of them.
    if ("密" in bare or "内部" in bare or "公开" in bare) and (match := _classification().fullmatch(bare)):
        return [("classification", match[1], *match.span(1))]
    if bare[-4:].isdigit() and (match := _copy_number().fullmatch(bare)):
        return [("copy_number", match[1], *match.span(1))]
    if _is_idle(bare):
        return []
    parts: list[tuple[str, str, int, int]] = []
    number = _number().search(bare) if "期" in bare or bare[-1] == "号" or bare[0] == "第" else None
    total = _total().search(bare) if "总" in bare else None
    date = (dates.slipped().search(bare) or dates.pattern().search(bare)) if _may_date(bare) else None
    if number:
        parts.append(("number", number[number.lastindex or 0], *number.span(number.lastindex or 0)))
    if total:
        parts.append(("total_number", total[1], *total.span(1)))
    if date:
        parts.append(("date", dates.iso(date), *date.span()))
    cut = _cut_date().search(bare) if "月" in bare and not date else None
    signers = _signer().finditer(bare) if "：" in bare or ":" in bare else ()
    taken = [match.span() for match in (number, total, date, cut, *signers) if match]
    rest = [(start, end) for start, end in _rest(bare, taken) if not _beside_date().fullmatch(bare, start, end)]
    for start, end in rest:
        word = bare[start:end]
        label = _edits().match(word)
        if _extra().sub("", word).endswith(_NAMES) or (number and end <= number.start() and not is_unit(word)):
            parts.append(("name", word, start, end))
        elif is_unit(issuer := _unedited(word[label.end() :] if label else word)) and (taken or _is_office(issuer)):
            place = start + (label.end() if label else 0)
            parts.append(("issuer", issuer, place, place + len(issuer)))
        else:
            return []
    keys = [part[0] for part in parts]
    return parts if len(keys) == len(set(keys)) else []


def _unedited(word: str) -> str:
    """A name without the 主办 or 编印 behind it."""
    return _edited().sub("", word) if "编" in word or "主办" in word or "印发" in word else word


def _is_office(name: str) -> bool:
    """Whether a line that holds nothing else is a body's name, and no headline that ends like one: …检查河道, …走进社区."""
    return name[-1] in _OFFICE_ENDS or name.endswith(("街道", "开发区", "园区", "高新区", "经开区", "新区"))


def _rest(bare: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a line between the fields that are taken, marks at its edges apart."""
    rest: list[tuple[int, int]] = []
    place = 0
    for start, end in [*sorted(taken), (len(bare), len(bare))]:
        while place < start and bare[place] in "（）()〔〕[]《》【】，,、：:·—-。":
            place += 1
        stop = start
        while stop > place and bare[stop - 1] in "（(〔[《【》】，,、：:·—-":
            stop -= 1
        if stop > place:
            rest.append((place, stop))
        place = max(place, end)
    return rest


@cache
def _number() -> re.Pattern[str]:
    year = r"(?:19|20)[\d×]{2}"
    return expression(
        rf"(?:[〔\[（(]?{year}年?[〕\]）)]?)?(?<!总)第([\d０-９一二三四五六七八九十百〇零×]{{1,5}})[期号]"
        rf"|[〔\[（(]{year}[〕\]）)](\d{{1,4}})期|^[〔\[（(]{year}[〕\]）)](\d{{1,4}})号$"
        rf"|^(?:{year}年)?(\d{{1,3}})期(?=$|[（(总签])|^第(\d{{1,3}})(?=$|[（(总签])"
    )


@cache
def _idle() -> re.Pattern[str]:
    """A number not filled in, who signs."""
    blank = r"第[_＿×xX?？○〇（）()/／—\-.…Ｘ*＊]*期"
    return expression(rf"(?:20\d\d年)?{blank}(?:[（(]?总{blank}[）)]?)?|[（(]?总{blank}[）)]?|(?:{_SIGNER})+")


@cache
def _signer() -> re.Pattern[str]:
    return expression(_SIGNER)


@cache
def _beside_date() -> re.Pattern[str]:
    return expression(r"印发|印|出版|出刊|编发|(?:星期|周)[一二三四五六日天][）)]?")


@cache
def _edits() -> re.Pattern[str]:
    """What stands before an issuer."""
    return expression(r"(?:主办|编印|编发|编辑|印发|承办)(?:单位|机关|部门)?[：:]")


@cache
def _extra() -> re.Pattern[str]:
    """What stands behind a name: （增刊）."""
    return expression(r"[（(][^（）()]{1,8}[）)]$")


def _may_date(bare: str) -> bool:
    return "月" in bare or bare[-1].isdigit() or (bare[-1] in "日号" and any(map(str.isdigit, bare)))


@cache
def _cut_date() -> re.Pattern[str]:
    """A date behind an issuer that lacks its year or its day."""
    return expression(r"(?<=.[局委办会室府厅部院社])(?:\d{2,4}年\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}月\d{1,2}[日号])$")


@cache
def _edited() -> re.Pattern[str]:
    return expression(r"[（(]?(?:主办|编印|编发|编辑|印发|编)[）)]?$")


@cache
def _total() -> re.Pattern[str]:
    return expression(r"[（(]?总(?:第)?([\d一二三四五六七八九十百〇零]{1,6})期[）)]?")


@cache
def _classification() -> re.Pattern[str]:
    return expression(
        r"[【\[（(]?((?:绝密|机密|秘密)(?:[★☆].{0,6}?)?|内部(?:资料|文件|参阅|刊物|材料|情况).{0,12}?|内部|不予公开|依申请公开)[】\]）)]?"
    )


@cache
def _copy_number() -> re.Pattern[str]:
    return expression(r"(?:份号|编号|No\.?|NO\.?|№)?[：:]?(\d{4,7})")
