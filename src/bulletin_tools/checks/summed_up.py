"""What a number sums up: 围绕堤防、物资、值守三个方面; 任务、责任、问题“三张清单”; 三件实事：修泵站、清河道、备物资."""

from collections.abc import Iterator, Sequence

from bulletin_tools import regexes as regex
from bulletin_tools.checks.slogans import count, names
from bulletin_tools.draft import Draft
from bulletin_tools.patterns import plain
from bulletin_tools.source import Span

_NUMBER = "(?P<number>[两三四五六七八九])"
_VERBS = "围绕|聚焦|紧扣|抓住|抓好|把好|立足|突出|把握|涵盖|覆盖|涉及|设置|划分|安排|设立|建立|制定|制订|编制|健全|推行|落实|用好|从"
_FIRSTS = r"(?P<list>[一-鿿]{1,6}(?:、[一-鿿]{1,6})*?(?:、|和|与|及)[一-鿿]{1,6}?)"
_BEHIND = tuple(
    rf"(?:{_VERBS}){_FIRSTS}(?<![等的约近多前后第这])(?P<words>{_NUMBER}{unit}?)«{noun}»"
    for unit, noun in (
        *(("个", noun) for noun in ("方面", "环节", "领域", "维度", "层面", "步骤", "板块", "阶段")),
        ("类", "问题"),
        ("道", "关口"),
    )
)
_QUOTED_BEHIND = rf"(?:{_VERBS}){_FIRSTS}“(?P<words>{_NUMBER}[张本项个类份][一-鿿]{{1,4}})«”»"
_METHOD = rf"“(?P<list>[一-鿿]{{1,4}}(?:、[一-鿿]{{1,4}})+)«”»(?P<words>{_NUMBER}字[诀经法])"
_OFFICES = tuple(
    rf"(?P<list>(?:[一-鿿]{{2,12}}[局委办部院会镇乡道]、)+[一-鿿]{{2,8}}[局委办部院会镇乡道])(?P<words>{_NUMBER}[个家]?)«{noun}»"
    for noun in ("部门", "单位")
)
_TOLD = rf"(?<![第等余多近约的前后其\d一二三四五六七八九十百千万零〇.．])(?P<words>{_NUMBER}[个件项条张支本类种](?P<noun>[一-鿿]{{1,4}}))”?"
_BEFORE = tuple(rf"{_TOLD}«{mark}»(?P<list>[^。：:\n“”（(]{{4,200}})(?=[。\n])" for mark in ("：", ":"))
FINDS = (*_BEHIND, _QUOTED_BEHIND, _METHOD, *_OFFICES, *_BEFORE)
_JOINING = plain("会同|联合|协同|牵头|协调|邀请|组织|[和与]")
_LONGEST = 6  # code points of a name that is told only by being as long as the others
_SHORTEST = 4  # code points of a clause that is told by its first character


def summed_up(draft: Draft, fixed: Sequence[str]) -> Iterator[tuple[Span, int]]:
    """Where a number stands that isn't that of the parts beside it, and how many parts there are."""
    for find, match in ((one, place.match) for one in draft.held(FINDS) for place in draft.search(one)):
        told, numbers = count(match["number"]), _possible(match, of_offices=find in _OFFICES)
        end = match.end() if find in (*_BEHIND, *_OFFICES) else match.end("words")
        words = Span(match.start("words"), end)
        if numbers and min(numbers) > 1 and told not in numbers and draft.text[slice(*words)] not in fixed:
            yield words, max(numbers)


def _possible(match: "regex.Match[str]", *, of_offices: bool) -> set[int]:
    """How many parts there may be; nothing where what stands there is no list."""
    words = match["list"]
    if "noun" in match.re.groupindex:
        return _parallel(words)
    parts = words.split("、")
    if of_offices:
        return {len(parts), len(parts) + 1} if _JOINING.search(words) else {len(parts)}
    # 安全和发展 may be one part or two.
    return {len(parts), len(names(words))} if len(parts) > 1 else set()


def _parallel(words: str) -> set[int]:
    """How many short names of one length, or clauses with one beginning, make up a sentence."""
    if "等" in words:
        return set()
    parts = words.split("、")
    if len(parts) > 1 and len({len(part) for part in parts}) == 1 and len(parts[0]) <= _LONGEST:
        return {len(parts)} if all(map(str.isalpha, parts)) else set()
    clauses = regex.split("[；;]" if "；" in words else "[，,]", words)
    alike = len({clause[:1] for clause in clauses}) == 1 and min(map(len, clauses)) >= _SHORTEST
    return {len(clauses)} if alike and len(clauses) > 1 and "、" not in words else set()
