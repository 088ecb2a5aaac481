"""的 where an adverb and its verb want 地."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import regexes as regex
from bulletin_tools.expressions import expression
from bulletin_tools.matcher import places
from bulletin_tools.patterns import plain
from bulletin_tools.rulebook import Options, Rule
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding

_GOVERNED = (
    r"(?:听取|征求|收集|采纳|吸收|汲取|征集)[^，。；、：\n的]{0,8}(?:意见|建议|经验|教训|汇报)"
    r"|(?:发挥[^，。；、：\n的]{0,4}作用|(?:了解|掌握|排查|核实)[^，。；、：\n的]{0,6}情况|完善[^，。；、：\n的]{0,6}(?:设施|机制|制度|体系|功能)|(?:提高|提升)[^，。；、：\n的]{0,6}(?:水平|能力|质量|效率)"
    r"|(?:解答|回答|解释)[^，。；、：\n]{1,16}(?:问题|疑问|困惑|疑惑|提问|咨询)(?=[，。；、”]|$)"
    r"|遵守[^，。；、：\n的]{0,8}(?:规定|制度|纪律|要求|规则|秩序)|(?:解决|处理|化解)[^，。；、：\n的]{0,6}(?:问题|矛盾|纠纷|困难)|(?:履行|落实|承担)[^，。；、：\n的]{0,6}(?:责任|职责))(?=[，。；、”]|$)"
    r"|(?:讲解|宣传|宣讲|解读|学习|贯彻|落实|执行|领会|传达|介绍|了解|掌握|汇报|反映|通报)[^，。；、：\n的]{2,12}(?:政策|精神|要求|措施|情况|任务|部署|规定|标准|经验|知识)(?!的)"
)
"""Verbs with objects that also are things an adverb belongs to: 听取双方意见."""
_DONE = ("开展", "做好", "抓好", "完成", "推进", "落实")
_LED = "撤运送搬走跑赶涌流开驶发投拉抬扶背抱转移引带派拨落站坐挂装放写贴插游飘照倒排退扑冲奔围聚"
_TOWARDS = f"[{_LED}][到往进向入回出给上下至在成满](?!的)"
"""Verbs of one character with where they lead: 有序的撤到."""
_PLAIN = "将(?![军领士来])|把(?![手握关控戏柄])|向(?![心往上导阳])"
"""Prepositions: 及时的将群众转移."""
_WITH = "与(?!会)|为(?![人政官此])|对(?![策象手比话称口接应立])|到(?![来场位达])|从(?![业事容])|给(?![予养排水])"
"""Those that may begin another word."""


def adverb_with_de(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T008: 的 between an adverb and a verb that has an object, or a preposition."""
    text, options = draft.text, rule.options
    verb, noun = "|".join(options["verbs"]), "|".join([*options["nouns"], *options["heads"]])
    stretches = draft.stretches(_adverbs_and_verbs(options))
    for (_, end), match in places(_adverb(options), text, draft.regions("text"), stretches=stretches):
        start = match.start("adverb")
        free = _is_ungoverned().match(text, start)
        if _is_noun(verb).match(text, end):
            continue
        if (
            _is_done(verb).match(text, end)
            or _is_meant(text, start, end, verb, noun)
            or (free and (_is_sure(options).match(text, end) or _has_object(verb, noun).match(text, end)))
        ):
            yield rule.finding(Span(end - 1, end), Edit(Span(end - 1, end), "地"), message="动词前用“地”")


def _is_meant(text: str, start: int, end: int, verb: str, noun: str) -> bool:
    """Whether what leads up to the adverb asks for a verb: 要不折不扣的落实; 为更好的服务群众."""
    bare = _is_asked().search(text, max(0, start - 4), start) and _bare(verb).match(text, end)
    return bool(
        bare or (_is_purpose().search(text, max(0, start - 4), start) and _purpose(verb, noun).match(text, end))
    )


@cache
def _is_asked() -> re.Pattern[str]:
    return expression(r"(?:(?<![需主重只首])要|必须|务必|应当?|应该|能够?|将|得以|坚决|都在|正在)\Z")


@cache
def _bare(verb: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{verb})(?=[，。；！”])")


@cache
def _is_purpose() -> re.Pattern[str]:
    return expression(r"(?:为了?|以便|从而|以)(?:进一步|更加)?\Z")


@cache
def _purpose(verb: str, noun: str) -> re.Pattern[str]:
    served = "企业|群众|居民|村民|项目|干部|人才|基层|商户|学生|老[人年]|农户|学员"
    others = rf"(?!的|者|力|{noun})(?=[\u3400-\u9fff“《\d][^，。；、：\n]{{1,20}}，)(?![^，。；：\n]*的)"
    return re.compile(rf"(?:{verb})(?:(?=(?:{served})[^，。；、：\n的]{{0,12}}，)|{others})")


@cache
def _is_noun(verb: str) -> re.Pattern[str]:
    """A verb that names a thing which does something: 面对面的交流化解了误会."""
    return re.compile(
        rf"(?:交流|沟通|服务|讲解|宣传|引导|指导|讨论|协调|帮助|支持|配合|学习|监督|管理|训练|培训)(?:(?:{verb}|赢得|换来|打动|拉近|带来)了|让|使|不仅|是(?!否)|换来)"
    )


@cache
def _adverb(options: Options) -> str:
    """的 between both, first looked at from the side of the verb."""
    longest = "|".join(sorted(options["adverbs"], key=len, reverse=True))
    last = "".join(sorted({adverb[-1] for adverb in options["adverbs"]}))
    first = "".join(sorted({word[0] for word in _words_behind(options)}.union(_LED)))  # told much faster than the words
    return f"«的»(?=[{first}])(?<=[{last}].)(?={_followers(options)})(?<=(?P<adverb>{longest})的)"


@cache
def _adverbs_and_verbs(options: Options) -> str:
    return f"«»(?:{'|'.join(options['adverbs'])})的(?={_followers(options)})"


def _followers(options: Options) -> str:
    return "|".join([*_words_behind(options), _TOWARDS])


def _words_behind(options: Options) -> list[str]:
    return [*options["verbs"], *options["sure"], *_DONE, *"将把向与为对到从给"]


@cache
def _is_done(verb: str) -> re.Pattern[str]:
    """A verb with 了 behind it surely governs something; and so do some with their object."""
    return re.compile(
        rf"(?:{verb})[了着过完好出\d]|{_GOVERNED}|(?:{'|'.join(_DONE)})(?:工作|活动|各项)(?!的)|{_PLAIN}|{_TOWARDS}"
    )


@cache
def _is_sure(options: Options) -> re.Pattern[str]:
    """A verb that seldom stands before a noun which the adverb belongs to."""
    sure, heads = "|".join(options["sure"]), "|".join(options["heads"])
    return re.compile(rf"(?:{sure})(?!的|{heads})(?=[\u3400-\u9fff“《\d，])|{_WITH}")


@cache
def _is_ungoverned() -> regex.Pattern[str]:
    """No verb before governs the adverb, as in 起到积极的推动作用."""
    return plain(
        r"(?<!(?:起到|发挥|产生|具有|有|是|进行|予以|给予|作出|做出|取得|得到|形成|采取|提供|实行|营造|种|个|项|套|以|用|为|需要|应有)[^，。；、\n的]{0,6})"
    )


@cache
def _has_object(verb: str, noun: str) -> re.Pattern[str]:
    """A verb with something behind it, and no noun that the adverb belongs to, as in 有效的解决办法."""
    return re.compile(
        rf"(?:{verb})(?!的|者|力|{noun})(?=[\u3400-\u9fff々〇\U00020000-\U0003ffff“《\d][^，。；、：\n]{{1,20}})(?![^，。；、：\n]*的)(?![^，。；、：\n]*(?:{noun})(?:[，。；、：）\n]|$))",
        re.MULTILINE,
    )


SEARCHED = {
    "adverb_with_de": lambda options: [
        _adverbs_and_verbs(options if isinstance(options, Options) else Options(options))
    ]
}
