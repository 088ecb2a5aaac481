"""The short names of five-year plans and their quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_PLANS = ("十一五", "十二五", "十三五", "十四五", "十五五")
_NO_PLAN = (
    r"(?!中学|小学|中(?!期|叶)|[厂团师军班级]|医院|[个名岁人户亩天年次条位斤元里路号届周日月多余万几棵株米场处座页只间套台辆张把份家口栋层组对批支代幢村社英寸]"
    r"|[项件](?!目)|公[里斤顷亩]|头(?![一两三])|平方|立方|分钟|小时)"
)
_TIME = r"规划|计划|[时前后中][期叶]|期[间末初]|初期?(?!中)|末[期年]?|以来|前[两三四]年|头[一两三]年|最后[一两]年|第[一二三四五]年|的\d年|纲要"
_WORK = r"目标|任务|思路|重[大点]|发展|建设|投资|项目|开局|开好局|起步|良好开局|顺利|圆满|收官|\d+项|完成|谋划|衔接|增|实现|新增|累计|规划"
_ROUND = (
    r"\p{Han}{1,8}?(?:规划|工程|项目|任务|目标|指标|改造|治理|建设|行动|攻坚|成果|成就|蓝图|开局|收官)|(?<=(?:谋划|总结|展望|实施|编制|推进|收官|开局|完成|进入|步入|迎来|迈向|跨入|展望|面向|衔接|回顾).{3})[，。；、]"
    r"|、“?十[一二三四五]?五|(?<=[较比].{3})"
)
"""What a plan's name stands beside, and a number doesn't."""
_BARE = tuple(
    rf"(?<!“[^”\n]{{0,40}})(?<![一二三四五六七八九第])«{plan}»{_NO_PLAN}(?={_TIME}|{_WORK}|{_ROUND})" for plan in _PLANS
)
_TOO_WIDE = (
    r"“(?P<plan>十[一二三四五]?)«五»(?P<rest>规划纲要|规划|计划|时期|期间|期末|末|以来)”",
    r"“(?P<plan>[五六七八九])«五»(?P<rest>普法规划|普法)”(?!宣传员)",
)
_OTHER_MARKS = r"(?P<open>[‘『「])(?P<plan>十[一二三四五]?)«五»[’』」](?=规划|计划|时期|期[间末]|末|以来)"
_DOTTED = r"“?(?P<plan>十[一二三四五])«[·•.]»五”?(?=规划|计划|时期|期间|末|以来|重大|重点|发展)"
_LEGAL = r"(?<![“\d一二三四五六七八九十])(?P<plan>[七八九])«五»(?=普法)"


def plan_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D016: a plan's short name without quotation marks of its own."""
    for find in _BARE:
        for span, _ in draft.search(find):
            yield replaced(draft, rule, span, f"“{draft.text[slice(*span)]}”")
    for find in _TOO_WIDE:
        for span, match in draft.search(find):
            yield replaced(draft, rule, span, f"“{match['plan']}五”{match['rest']}")
    for find in (_OTHER_MARKS, _DOTTED, _LEGAL):
        for span, match in draft.search(find):
            yield replaced(draft, rule, span, f"“{match['plan']}五”")


SEARCHED = {
    "plan_quotes": (*_BARE, *_TOO_WIDE, _OTHER_MARKS, _DOTTED, _LEGAL),
}
