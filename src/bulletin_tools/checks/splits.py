"""Blanks that split what belongs together: the subject of a headline and its verb, the name of a department."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.gaps import spaced_sources
from bulletin_tools.checks.pauses import is_name, parts_names, word
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.checks.gaps import Gap
    from bulletin_tools.draft import Draft

_ENDS = "局|委|办|办公室|院|公司|中心|大队|支队|站|所|协会|联合会|工会|残联|妇联|文联|侨联|科协|社|馆|厅|部|处|行"
_TRANSITIVE = (
    "开通|召开|举办|举行|开展|组织|推出|建立|完善|加强|强化|推动|推进|实施|发放|设立|设置|增设|出台|印发|打造|清理|排查|整治|开设|破获|查处"
    "|查获|捐赠|引进|培训|慰问|走访|部署|通报|制定|修订|探索|推行|试行|评选|表彰|发布|征集|受理|审结|办结|化解|调解|安装|配备|购置|投放"
)
"""Verbs that want an object, so that no clause ends with them behind a subject."""
_WORDS = frozenset(
    f"{_TRANSITIVE}|收购|销售|采购|治理|管理|监管|监测|检测|检查|巡查|抽查|督查|调查|核查|审查|审批|审核|审计|登记|统计|评估|考核|验收|交付"
    "|启用|建设|改造|修缮|修复|更新|升级|扩建|维护|养护|保护|防护|救助|救援|帮扶|扶持|服务|宣传|宣讲|教育|指导|引导|辅导|演练|练习|学习|研讨"
    "|讨论|研究|座谈|签订|签署|签约|合作|对接|联合|协调|协商|联动|创建|创新|优化|提升|提高|促进|保障|支持|落实|贯彻|执行|执法|处置|处理|处罚"
    "|化解|解决|预防|防范|防控|防治|消除|拆除|清除|清淤|清运|回收|分类|种植|养殖|播种|收割|收获|抢收|灌溉|供水|供电|供热|通水|通电|通车|投运"
    "|投产|投用|开工|竣工|完工|复工|开放|开学|开班|开业|启动|完成|实现|增长|增加|减少|下降|突破|超过|惠及|覆盖|办理|发展|公布|公示|公开|困难|养老|产量|产业|企业|农业|项目|工程|设施|安全|环境|生态|隐患|河道|道路|学校|学生|群众|居民|村民|老人|儿童"
    "|残疾|医疗|医保|社保|就业|创业|住房|住户|物业|社区|网格|志愿|文化|旅游|体育|健康|卫生|食品|药品|市场|消费|价格|资金|贷款|税收|财政|粮食"
    "|蔬菜|水果|秸秆|垃圾|污水|水质|空气|森林|耕地|土地|房屋|车辆|交通|公交|消防|应急|防汛|抗旱|预警|平台|系统|数据|信息|技术|人才|干部|党员"
    "|喜获|荣获|斩获|喜迎|迎来|助力|赋能|护航|点亮|激活|走进|织密|筑牢|守护|丰收|见效|落地|上线|亮相|获评|获批|入选|开启|夯实|把脉|架起|搭建|拓宽|擦亮|解锁".split(
        "|"
    )
)
"""Words that a stray blank may cut."""
_SUFFIXES = frozenset("局委办院镇乡县区市村")
"""Characters that are no name by themselves."""
_HALF = 4  # characters of the halves of a slogan


def splits_headline(draft: Draft, gap: Gap) -> bool:
    """Whether a gap in a headline is no pause: it parts the subject from its verb, or cuts a phrase of the text below."""
    text, (start, end) = draft.text, gap.region
    left, right = text[start : gap.span.start], text[gap.span.end : end]
    index = draft.item_at(start)
    if re.search(r"\s", left + right) or index is None or parts_names(text, gap.span):
        return False
    rest = text[end : draft.items[index].span.end]
    before, after = word(left[::-1])[::-1], word(right)
    if not before or not after:
        return False
    if (len(before) == 1) is not (len(after) == 1):
        return True
    even = len(before) == len(after) >= _HALF
    cut = before[-1:] + after[:1] in _WORDS and (not even or ends_with_subject(left[:-1], rest))
    if cut and before[-2:] not in _WORDS and after[:2] not in _WORDS:
        return True
    if _founding().fullmatch(left) or ends_with_subject(left, rest):
        return True
    return not even and (
        _always(before[-2:], before[-2:] + after[:1], rest) or _always(after[:2], before[-1:] + after[:2], rest)
    )


def precedes_number(draft: Draft, gap: Gap) -> bool:
    """Whether a gap in a headline parts the subject, with or without its verb, from a number or a foreign word."""
    text, (start, end) = draft.text, gap.region
    index = draft.item_at(start)
    if not gap.headline or index is None or not (gap.right.isascii() and gap.right.isalnum()):
        return False
    return ends_with_subject(text[start : gap.span.start], text[end : draft.items[index].span.end])


def ends_with_subject(words: str, text: str) -> bool:
    """Whether the first words of a headline are its subject alone, one that the text names, or subject and verb."""
    if _clause().fullmatch(words):
        return True
    return bool(_subject().fullmatch(words)) and bool(re.search(rf"(?:\W|[日月年来期初底]){words}", text))


def _always(words: str, longer: str, text: str) -> bool:
    """Whether some characters stand in a text, and never without another beside them."""
    return len(words) > 1 and 0 < text.count(words) == text.count(longer)


def in_sources(draft: Draft) -> Iterator[Span]:
    """Blanks inside the name of a source; those between departments, or a department and a person, are right."""
    for start, end in spaced_sources(draft):
        words = draft.text[start:end]
        match = _divided().fullmatch(words) if " " in words else None
        if match and _is_one_name(match[1], match[3]):
            yield Span(start + match.start(2), start + match.end(2))


def _is_one_name(left: str, right: str) -> bool:
    if right in _SUFFIXES and _office().search(left + right):
        return True
    whole = _office().search(left) is not None
    return not whole and _office().search(left + right) is not None and not (len(left) > 1 and is_name(left))


@cache
def _divided() -> re.Pattern[str]:
    return expression(r"[（(]([\u3400-\u9fff]+)( {1,3})([\u3400-\u9fff]+)[）)]")


@cache
def _subject() -> re.Pattern[str]:
    return expression(
        rf"[县区市省州镇乡][\u3400-\u9fff]{{0,10}}(?:{_ENDS})|[\u3400-\u9fff]{{2,4}}(?:镇|乡|街道|县|区|市|村|社区)"
    )


@cache
def _founding() -> re.Pattern[str]:
    """全区首座水库: what follows says what became of it."""
    return expression(r"(?:全[县区市省国乡镇])?首[座个条家批台][\u3400-\u9fff]{1,5}")


@cache
def _clause() -> re.Pattern[str]:
    return expression(rf"(?:{_subject().pattern})(?:{_TRANSITIVE})")


@cache
def _office() -> re.Pattern[str]:
    return expression(
        f"(?:{_ENDS}|镇|(?<!城)乡|街道|政府|管委会|委员会|学校|中学|小学|医院|法院|检察院|妇联|残联|工商联)$"
    )
