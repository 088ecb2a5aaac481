"""Where the missing half of a pair of brackets or title marks belongs: a guess that follows the words around."""

import re
from functools import cache
from typing import NamedTuple

from bulletin_tools.checks.pairs import CLOSING, OPENING, Pairing, is_apostrophe
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression

_STOPS = "，。；：！？…\n"
_LONGEST = 60  # code points of a title
_LONGEST_NOTE = 24  # code points of a note in brackets, or of a department's name
_EDITIONS = r"试行|暂行|修订|修正|修订版|修正案|草案|修订草案|征求意见稿|送审稿|讨论稿|第?[\d一二三四五六七八九十]+(?:期|版|批|届|稿)|[\d—]+年(?:版|本|修订|修正)?"
"""What stands in brackets behind a title, or a name."""
_SIGN = r"[\u4e00-\u9fff]{2,10}[〔\[（(［]\d{4}[〕\])）］]\d{1,5}号"
_KINDS = (
    "通知|通报|意见|办法|条例|方案|规定|细则|规划|纲要|决定|决议|公报|公告|通告|报告|批复|纪要|法典|宪法|标准|规范|规程|规则|章程|制度|计划|预案|"
    "指南|手册|清单|目录|名录|协议书?|合同|责任书|承诺书|倡议书|公约|白皮书|要点|措施|任务书|一封信|明白纸|明白卡|台账|总表|登记表|汇编|读本|问答|讲话|"
    "(?<!办)(?<!方)(?<!立)(?<!执)(?<!司)(?<!依)(?<!普)(?<!守)(?<!合)(?<!无)法"
)
"""What the name of a document ends with."""
_GOES_ON = (
    r"(?:$|[，。；：、（》“”！？]|规定|要求|实施|施行|精神|宣传|宣讲|以来|第[一二三四五六七八九十百\d]+[条章款项]|印发|出台|等|和(?!谐)|及|与|中|有关|相关|"
    r"正式|明确|提出|执行|落实|学习|解读|培训|发布|颁布|修订|为|是|的(?!通知|意见|决定|公告|报告|方案|批复)|对|自|共|已|知识|条款|内容|文件|全文|单行本|\d)"
)
"""What follows the name of a document in its sentence."""
_HAPPENS = "展开|进行|开展|讨论|举行|上映|放映|首映|演出|获得|荣获|一书|一片|一文|中的|里的"
"""What follows the name of a book or film in its sentence."""
_LEADS = (
    "印发|下发|转发|制定|出台|发布|颁布|公布|修订|编制|编印|编写|起草|学习|宣传|宣讲|解读|贯彻|落实|执行|实施|依据|根据|按照|依照|遵照|参照|对照|违反|"
    "审议|通过|讨论|传达|签订|签署|填写|发放|赠送|播放|观看|演唱|合唱|朗诵|朗读|诵读|表演|排演|阅读|撰写|刊发|收入|开展|[、和及与了]"
)
"""What leads up to a title."""
_NOTED = "含|不含|其中|包括|以下简称|以下统称|简称|下同|原名|详见|附|截至|占"
"""How a note in brackets begins."""


class Mend(NamedTuple):
    """What to write at a place instead of the code points up to another."""

    start: int
    end: int
    text: str


def mismatched(draft: Draft, pairing: Pairing) -> list[tuple[int, int]]:
    """An opening and a closing mark side by side that aren't of one kind, both without a partner: 《…〉.

    〔2020） is P023's.
    """
    text = draft.text
    found: list[tuple[int, int]] = []
    for one, other in zip(pairing.loose, pairing.loose[1:], strict=False):
        taken = bool(found) and found[-1][1] == one
        if not taken and text[one] in CLOSING and text[other] in OPENING and OPENING[text[other]] != text[one]:
            near = other - one <= _LONGEST and not re.search("[。！？；\n]", text[one:other])
            if near and not is_apostrophe(text, other) and not re.fullmatch(r"〔\d{4}", text[one:other]):
                found.append((one, other))
    return found


def remarked(draft: Draft, one: int, other: int) -> list[Mend]:
    """What makes a pair of two marks of different kinds: the opening one tells, but 〈 outside 《》 should be 《."""
    text = draft.text
    if text[one] == "〈" and text[other] == "》":
        return [Mend(one, one + 1, "《")]
    return [Mend(other, other + 1, CLOSING[text[one]])]


def missing_half(draft: Draft, place: int) -> list[Mend]:
    """What gives a mark its partner, or takes away one that is too many; nothing where nothing tells."""
    text, mark = draft.text, draft.text[place]
    paragraph = draft.source.paragraph_at(place)
    if mark in (text[place - 1 : place] if mark in OPENING else text[place + 1 : place + 2]):
        return [Mend(place, place + 1, "")]
    if mark in CLOSING:
        found = _FIND_END.get(mark, _no_place)(draft, place, paragraph.end)
        return [Mend(found, found, CLOSING[mark])] if found is not None else []
    if mark == "）" and text[place + 1 : place + 2] == "》" and re.search(f"(?:{_KINDS})$", text[place - 4 : place]):
        return [Mend(place, place + 1, "")]
    found = _FIND_START.get(mark, _no_place)(draft, place, paragraph.start)
    return [Mend(found, found, OPENING[mark])] if found is not None else []


def _no_place(_draft: Draft, _place: int, _edge: int) -> int | None:
    return None


def _end_of_note(draft: Draft, place: int, end: int) -> int | None:
    """Where ） belongs."""
    text = draft.text
    known = _note().match(text, place + 1, end)
    if known:
        return known.end()
    last = text[place - 1] in "。！？”）" and not set(_STOPS) & set(text[place:end])
    if last and end - place <= _LONGEST_NOTE:  # the department at the end of an item
        return end
    words = re.compile(f"[^{_STOPS}（）《》〈〉]*").match(text, place + 1, min(end, place + _LONGEST))
    note = words[0] if words else ""
    stop = place + 1 + len(note)
    closed = text[stop : stop + 1] in ("，", "。", "；", "》") or (text[stop : stop + 1] == "〉")
    return stop if closed and 1 < len(note) <= _LONGEST_NOTE and "“" not in note else None


@cache
def _note() -> "re.Pattern[str]":
    return expression(rf"(?:{_EDITIONS})(?![、\d])|{_SIGN}|(?:以下)?[统简]+称(?:为|[:：])?“[^“”\n]+”")


def _start_of_note(draft: Draft, place: int, start: int) -> int | None:
    """Where （ belongs."""
    text = draft.text
    near = text[max(start, place - _LONGEST) : place]
    for find in (rf"(?:{_EDITIONS})$", rf"(?<=》){_SIGN}$", rf"(?<=通知|意见|办法|方案|规定|决定){_SIGN}$"):
        known = re.search(find, near)
        if known:
            return place - len(near) + known.start()
    named = re.search(r"(?:以下)?[统简]+称(?:为|[:：])?“[^“”\n]+”$", near)
    if named:
        return place - len(near) + named.start()
    department = re.search(rf"(?<=[。！？])[^{_STOPS}（）]{{2,{_LONGEST_NOTE}}}$", near)
    if department and text[place + 1 : place + 2] in ("", "\n"):
        return place - len(near) + department.start()
    noted = list(re.finditer(rf"(?:{_NOTED})(?=[^{_STOPS}（）]*$)", near[-_LONGEST_NOTE:]))
    return place - len(near[-_LONGEST_NOTE:]) + noted[0].start() if noted and noted[0].start() else None


def _end_of_title(draft: Draft, place: int, end: int) -> int | None:
    """Where 》 belongs."""
    text = draft.text
    term = max((title for title in _titles(draft) if text.startswith(title, place + 1)), key=len, default="")
    if term:
        return place + 1 + len(term)
    limit = min(end, place + _LONGEST)
    brackets = rf"(?:（(?:{_EDITIONS})）)?"
    if text.startswith("关于", place + 1):
        named = re.compile(rf"[^，。；《》\n]*?的(?:{_KINDS})(?!的)").match(text, place + 1, limit)
    else:
        named = re.compile(rf"[^，。；、：《》（）\n]+?(?:{_KINDS})(?={brackets}{_GOES_ON})").match(
            text, place + 1, limit
        )
    if named:
        edition = re.compile(brackets).match(text, named.end())
        return edition.end() if edition else named.end()
    before = re.compile(f"[^{_STOPS}、（）《》“”]{{2,}}?(?={_HAPPENS})").match(text, place + 1, limit)
    if before:
        return before.end()
    words = re.compile(f"[^{_STOPS}、（）《》“”]+").match(text, place + 1, limit)
    if (
        not words
        or text[words.end() : words.end() + 1] not in tuple("，。；、")
        or re.search("(?:后|时|中|前|等|以来|期间|一书|一文|一片)$", words[0])
    ):
        return None
    return words.end() if 1 < len(words[0]) <= _LONGEST_NOTE // 2 else None


def _start_of_title(draft: Draft, place: int, start: int) -> int | None:
    """Where 《 belongs."""
    text = draft.text
    term = max((title for title in _titles(draft) if text.endswith(title, start, place)), key=len, default="")
    if term:
        return place - len(term)
    words = re.search(f"[^{_STOPS}《》“”]*$", text[max(start, place - _LONGEST) : place])
    near = words[0] if words else ""
    about = near.find("关于")
    if about >= 0:
        return place - len(near) + about
    leads = [match for match in re.finditer(_LEADS, near) if match.end() <= len(near) - 2]
    return place - len(near) + leads[-1].end() if leads else None


@of_draft
def _titles(draft: Draft) -> frozenset[str]:
    """The titles that the text marks elsewhere."""
    return frozenset(re.findall(rf"《([^《》〈〉\n]{{2,{_LONGEST}}})》", draft.text))


def _end_of_inner_title(draft: Draft, place: int, end: int) -> int | None:
    """Where 〉 belongs: 《关于印发〈…的通知》."""
    inner = re.compile(r"[^《》〈〉\n]{2,}(?=的[^《》〈〉的\n]{2,4}》)").match(draft.text, place + 1, end)
    return inner.end() if inner else None


def _start_of_inner_title(draft: Draft, place: int, start: int) -> int | None:
    """Where 〈 belongs: 《关于印发…〉的通知》."""
    outer = re.search(
        r"《(?:[^《》〈〉\n]*?关于)?[^《》〈〉\n]*?(?:印发|转发|实施|贯彻|落实|修改|发布|公布|执行)",
        draft.text[start:place],
    )
    return start + outer.end() if outer else None


def _end_of_year(draft: Draft, place: int, end: int) -> int | None:
    """Where 〕 belongs: 〔20208号."""
    year = re.compile(r"(?:19|20)\d\d(?=\s?\d{1,4}号)").match(draft.text, place + 1, end)
    return year.end() if year else None


def _start_of_year(draft: Draft, place: int, start: int) -> int | None:
    """Where 〔 belongs: 2020〕8号."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d$", draft.text[max(start, place - 5) : place])
    return place - 4 if year else None


_FIND_END = {"（": _end_of_note, "《": _end_of_title, "〈": _end_of_inner_title, "〔": _end_of_year}
_FIND_START = {"）": _start_of_note, "》": _start_of_title, "〉": _start_of_inner_title, "〕": _start_of_year}
