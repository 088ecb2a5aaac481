"""Where the missing half of a pair of quotation marks belongs: a guess that follows the text's own usage."""

import re
from functools import cache

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression

_LONGEST_TERM = 20  # code points of a quoted term
_STOPS = "，。；：、！？…—（）()《》“”‘’\n"
_MEANS = (
    "活动|行动|工程|模式|机制|制度|改革|服务|品牌|专项|工作法|平台|计划|理念|精神|政策|主题|专区|系列|试点|项目|管理|监管|联动|课堂|(?<!大)讲堂|"
    "要求|方针|原则|战略|倡议|宗旨|思路|口号|体系|格局|经验|做法|新模式|标准|志愿|宣讲团|小分队|队伍|岗位|工作室|责任|台账|称号|荣誉|锦旗|奖牌|奖状|牌匾|证书|为(?:主?题|抓手|载体|重点|目标|契机|引领|核心|主线|导向|统领|基础|中心|内容|口号|标准|牵引)"
)
"""What follows a quoted name and is no part of it: “送清凉”活动."""
_LEADS = (
    "开展|推行|推进|推广|推动|实行|实施|推出|设立|设置|开设|开办|举办|组织|创建|创新|打造|构建|建立|建成|践行|落实|启动|"
    "坚持|弘扬|探索|采取|采用|评选|荣获|授予|获得|获评|完善|健全|深化|运用|依托|围绕|聚焦|配备|成立|发放|制定|称为|叫作|"
    "叫做|名为|题为|主题为|做到|实现"
)
"""What leads up to a quoted name."""
_SHORT_LEADS = frozenset("的为以和与及")


_SAYS = "[说道问]|表示|介绍|告诉|感慨|感叹|坦言"
"""What tells who speaks."""


def end_of_quotation(draft: Draft, place: int) -> int | None:
    """Where the closing mark belongs that the opening mark at a place lacks; None where nothing tells."""
    text = draft.text
    term = max((term for term in _terms(draft) if text.startswith(term, place + 1)), key=len, default="")
    if term:
        return place + 1 + len(term)
    end = draft.source.paragraph_at(place).end
    if text[place - 1] in "：:":
        return _end_of_speech(text, place + 1, end)
    said = re.compile(rf"[^“”\n]*?[。！？，](?=[^。！？，“”\n]{{1,16}}(?:{_SAYS})[，：。])").match(text, place + 1, end)
    if said and text[place - 1] in "\n\u3000。！？":
        return said.end()
    words = _words(text, place + 1, place + 1 + _LONGEST_TERM)
    if text.startswith("、“", place + 1 + len(words)):
        return place + 1 + len(words)
    named = re.compile(rf"[^，。；：！？…—（）《》“”‘’\n]{{2,{_LONGEST_TERM}}}?(?={_MEANS})").match(text, place + 1)
    if named:
        return named.end()
    return place + 1 + len(words) if 1 < len(words) < _LONGEST_TERM else None


def _end_of_speech(text: str, start: int, end: int) -> int | None:
    """Behind the only sentence that follows; of several, nothing tells which is the last one said."""
    sentences = re.findall(r"[^。！？“”（\n]+[。！？]", text[start:end])
    alone = len(sentences) == 1 and text.startswith(sentences[0], start)
    return start + len(sentences[0]) if alone else None


def start_of_quotation(draft: Draft, place: int) -> int | None:
    """Where the opening mark belongs that the closing mark at a place lacks; None where nothing tells."""
    text = draft.text
    begin = max(0, place - _LONGEST_TERM)
    term = max((term for term in _terms(draft) if text.endswith(term, begin, place)), key=len, default="")
    if term:
        return place - len(term)
    said = re.search(
        rf"(?:{_SAYS}|指出|强调|要求)：(?=[^：“”\n]*$)", text[draft.source.paragraph_at(place).start : place]
    )
    if said and text[place - 1] in "。！？":
        return draft.source.paragraph_at(place).start + said.end()
    words = _words(text[begin:place][::-1], 0, _LONGEST_TERM)[::-1]
    leads = list(_lead().finditer(words))
    if leads and len(words) - leads[-1].end() > 1:
        return place - len(words) + leads[-1].end()
    short = next((index for index in range(len(words) - 3, 0, -1) if words[index] in _SHORT_LEADS), None)
    if short is not None:
        return place - len(words) + short + 1
    return place - len(words) if 1 < len(words) < _LONGEST_TERM and text[place - len(words) - 1] == "、" else None


def _words(text: str, start: int, end: int) -> str:
    """The text up to the next mark."""
    words = text[start:end]
    return words[: next((index for index, char in enumerate(words) if char in _STOPS), len(words))]


@of_draft
def _terms(draft: Draft) -> frozenset[str]:
    """What the text has in quotation marks elsewhere."""
    return frozenset(
        term
        for pair in re.findall(f"“([^“”‘’\n]{{2,{_LONGEST_TERM}}})”|‘([^“”‘’\n]{{2,{_LONGEST_TERM}}})’", draft.text)
        for term in pair
        if term
    )


@cache
def _lead() -> "re.Pattern[str]":
    return expression(_LEADS)
