"""Blanks inside headlines and paragraphs, and what stands beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.lexicon import opens_body
from bulletin_tools.source import Span

EXOTIC = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks that only look like a space, as a class of a regular expression holds them."""
INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f"
)
"""Characters that show nothing, as such a class."""
_STOP = re.compile("[。！？；…]")
_LAYOUT = 4  # columns
_SHORTEST_HEAD, _LONGEST_HEAD = 6, 60  # code points of a headline or subhead with which a paragraph may begin
_SHORTEST_BODY = 20
_UNEVEN = 2  # code points by which clauses of a headline may differ
_OFFICE = r".{1,8}(?:局|委|办|院|所|站|中心|公司|大队|联|会|厅|部|镇|乡|街道|街道办)"
"""What a sentence starts with, and a subhead below a headline doesn't: 区民政局……."""
_QUOTED = 40  # code points of a slogan or title with a pause in it
_LISTED = r"[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[.．、](?!\d)"


class Gap(NamedTuple):
    """A run of blanks inside a headline or a paragraph."""

    span: Span
    blank: str
    left: str
    right: str
    """The characters beside it."""
    region: Span
    """The headline or paragraph."""
    headline: bool
    """Whether it is a headline, no sentence that stands alone."""
    prose: bool
    """Whether the region has points as sentences have, and is no list of names, caption or row of a table."""

    @property
    def wide(self) -> bool:
        """Whether it is so wide that it was put there to set things apart."""
        return len(self.blank) + self.blank.count("\u3000") + 3 * self.blank.count("\t") >= _LAYOUT


@of_draft
def unseen(draft: Draft) -> tuple[Span, ...]:
    """Every run of blanks and invisible characters; looked for once for all rules of the family."""
    blank = f"[ \t\u3000{EXOTIC}{INVISIBLE}]"
    found = re.finditer(f"{blank}{blank}*", draft.text)  # a class at the start is searched for fast, a repeat is not
    return tuple(Span(*match.span()) for match in found)


@of_draft
def gaps(draft: Draft) -> tuple[Gap, ...]:
    """Every run of blanks inside a headline or paragraph, but for those that may part a headline from its body."""
    return tuple(gap for gap in _all(draft) if not _parts(draft, gap))


def _all(draft: Draft) -> Iterator[Gap]:
    text = draft.text
    last, prose, whole = None, False, False
    for start, end in unseen(draft):
        region, headline = _region(draft, start)
        if region is None or not region.start < start or not end < region.end or not text[start:end].isspace():
            continue
        if region is not last:
            words = text[region.start : region.end]
            last, prose, whole = region, _is_prose(words), "。" in words
        yield Gap(Span(start, end), text[start:end], text[start - 1], text[end], region, headline and not whole, prose)


def _region(draft: Draft, place: int) -> tuple[Span | None, bool]:
    """The paragraph or headline in which a place lies, and whether it is a headline."""
    for where in ("paragraph", "headline"):
        spans = draft.regions(where)
        index = bisect_right(spans, (place, len(draft.text))) - 1
        if index >= 0 and place < spans[index].end:
            return spans[index], where == "headline"
    return None, False


def _is_prose(words: str) -> bool:
    return "。" in words or "，" in words


def _parts(draft: Draft, gap: Gap) -> bool:
    """Whether a gap may part a headline or subhead from the body that runs on behind it."""
    (start, end), region = gap.span, gap.region
    if gap.headline or start - region.start > _LONGEST_HEAD or region.end - end < _SHORTEST_BODY:
        return False
    head = draft.text[region.start : start]
    if head.endswith("讯"):
        return True
    if len(head) < _SHORTEST_HEAD or _STOP.search(head) or opens_body(head):
        return False
    return _is_even(head) and not (_is_headed(draft, region) and re.match(_OFFICE, head))


def _is_even(head: str) -> bool:
    """Whether the clauses of a headline are of one length, as those of a slogan are: 加强领导，落实责任."""
    lengths = [len(clause) for clause in head.split("，")]
    return max(lengths) - min(lengths) <= _UNEVEN


def _is_headed(draft: Draft, region: Span) -> bool:
    """Whether the item of a paragraph has a headline on a line of its own."""
    index = draft.item_at(region.start)
    headline = None if index is None else draft.items[index].headline
    return headline is not None and headline.span.end < region.start


def is_lost_break(text: str, gap: Gap) -> bool:
    """Whether a gap stands where a line once ended: a wide blank or a numeral of a list behind the end of a sentence."""
    if gap.left not in "。！？；：）”":
        return False
    return gap.wide or bool(re.match(_LISTED, text[gap.span.end : gap.span.end + 6]))


def is_enclosed(text: str, span: Span) -> bool:
    """Whether a gap is a pause inside a short quotation, title or bracket."""
    before = text[max(0, span.start - _QUOTED) : span.start]
    after = text[span.end : span.end + _QUOTED]
    return any(
        before.rfind(opening) > before.rfind(closing)
        and closing in after
        and (opening in "（(" or _may_be_slogan(before[before.rfind(opening) + 1 :], after[: after.find(closing)]))
        for opening, closing in ("“”", "《》", "（）", "()")
    )


def _may_be_slogan(before: str, after: str) -> bool:
    """Whether the words beside a gap in quotation marks may be halves of a slogan: 慢游西 街 is none."""
    left, right = before.split(), after.split()
    if not left or not right:
        return True
    lengths = {len(left[-1]), len(right[0])}
    return lengths == {1} or 1 not in lengths


def parts_names(text: str, span: Span) -> bool:
    """Whether a gap stands in or between persons' names, behind the number of a chapter, or before a label (地点：)."""
    left, right = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    before, after = _word(left[::-1])[::-1], _word(right)
    if after.startswith(_TITLES) and before[-1:] in _SURNAMES and before[-2:-1] in ("", *_BEFORE_NAMES):
        return False
    if right[len(after) : len(after) + 1] in _COLONS or is_behind_chapter(text, span):
        return True
    if before.endswith(_CREDITS) or after.startswith(_CREDITS):
        return True
    if before.endswith(LONG_SURNAMES) or (before[-1:] in _SURNAMES and before[-2:-1] in ("", *_BEFORE_NAMES)):
        return True
    return _is_name(before) and _is_name(after)


def is_behind_chapter(text: str, span: Span) -> bool:
    """Whether a gap stands behind the number of a chapter (第一章 总则)."""
    return bool(re.search(_CHAPTER, text[max(0, span.start - _NEAR) : span.start]))


def _word(text: str) -> str:
    """The Chinese characters with which a text starts; a loop, since the classes that hold them are slow to compile."""
    end = 0
    while end < len(text) and "\u3400" <= text[end] <= "\u9fff":
        end += 1
    return text[:end]


_NEAR = 7  # code points beside a gap that tell what it parts
_COLONS = frozenset("：:")
_CHAPTER = r"第[一二三四五六七八九十百零\d]{1,4}[章节条编款项篇届期]$"
_CREDITS = ("记者", "通讯员", "作者", "摄影", "供稿", "编辑", "联系人", "主任", "局长", "书记")
_TITLES = ("医生", "老师", "局长", "书记", "主任", "科长", "师傅", "同志", "先生", "女士", "教授", "院长", "校长", "所长", "站长", "镇长", "乡长", "村长", "区长", "县长", "市长", "部长", "处长", "经理", "律师", "法官", "警官", "奶奶", "大爷", "阿姨", "大娘", "爷爷", "叔叔", "大妈", "大姐", "大哥", "护士", "总")  # fmt: skip
"""What a surname stands before without a blank."""
_BEFORE_NAMES = "和与及由对长记任席员者师志"
LONG_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "令狐", "慕容", "司徒", "夏侯", "公孙", "端木")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文葛"
)


def _is_name(word: str) -> bool:
    return len(word) == 1 or (len(word) in (2, 3) and word[0] in _SURNAMES)


def at_bracket_edges(draft: Draft) -> Iterator[Span]:
    """Blanks inside the brackets of a source, at their edges."""
    for start, end in draft.regions("source"):
        words = draft.text[start:end]
        if words[0] in "（(" and words[-1] in "）)":
            inner = words[1:-1]
            for blanks, at in (
                (len(inner) - len(inner.lstrip(" \u3000")), start + 1),
                (len(inner) - len(inner.rstrip(" \u3000")), 0),
            ):
                if blanks:
                    place = at or end - 1 - blanks
                    yield Span(place, place + blanks)
