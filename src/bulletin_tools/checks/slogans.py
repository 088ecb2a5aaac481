"""What a slogan with a number in it promises, and what is spelled out behind it: “三个聚焦”：聚焦……，聚焦……."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bulletin_tools import regexes as regex
from bulletin_tools.checks.numbering import value
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.patterns import plain
from bulletin_tools.source import Span

_AFTER = 600  # code points in which a slogan is spelled out
_NUMBER = "(?P<number>[两二三四五六七八九])"
SLOGAN = (
    rf"(?<![第十百\d一二三四五六七八九]){_NUMBER}«个»(?P<what>[一-鿿]{{1,6}}?)"
    r"(?:”[一-鿿]{0,8}(?P<mark>[：:。，（(—])|(?P<mark>[：:。，])(?=(?P=what))|(?P<mark>[：:])(?=[一-鿿]{1,12}(?P=what)、))"
)

_ONE = plain("[一-鿿]{0,2}一")
"""How a part of 四个一 begins: 一次讲座, 结一门亲."""
_LONGEST_START = 3  # code points before a slogan's word, at the head of a clause
_FAR = 2_000  # code points in which a slogan's word is taken up again
_TWO = 2  # clauses that take it up make a list
SHORT_SLOGAN = rf"“{_NUMBER}(?P<what>(?!个)[一-鿿]{{1,4}})«”»[一-鿿]{{0,8}}(?P<mark>[：:。，（(—])"
IN_MARKS = rf"(?<![第十百\d一二三四五六七八九]){_NUMBER}«个“»(?P<what>[一-鿿]{{1,4}})”(?P<mark>[：:，。])"
QUOTED = rf"“{_NUMBER}个?(?P<what>(?!个)[一-鿿]{{2,4}})«”»"


def spelled_out(draft: Draft, fixed: Sequence[str]) -> Iterator[tuple[Span, int]]:
    """Where a slogan stands that tells another number, and how many parts are spelled out behind it."""
    for match in (place.match for find in (SLOGAN, SHORT_SLOGAN, IN_MARKS) for place in draft.search(find)):
        words = Span(match.start("number"), match.end("what"))
        if draft.text[slice(*words)] in fixed:
            continue
        told = count(match["number"])
        rest = draft.text[match.end("mark") : draft.source.paragraph_at(match.start()).end][:_AFTER]
        listed = _firsts(rest, match["mark"]) if match["what"] == "一" else _repeated(rest, match["what"], told)
        listed = listed or _ended(rest, match["what"])
        if listed > 1 and listed != told:
            yield words, listed


def echoed(draft: Draft, fixed: Sequence[str]) -> Iterator[tuple[Span, int]]:
    """A quoted slogan, and how many clauses of its item take its word up again, where that fits in no way."""
    text = draft.text
    for match in () if draft.lacks(QUOTED) else _quoted().finditer(text):
        what, start = match["what"], match.end()
        index = draft.item_at(start - 1)
        end = min(draft.items[index].span.end, start + _FAR) if index is not None else start
        if text.count(what, start, end) < _TWO:
            continue
        words = Span(match.start("number"), match.end("what"))
        if text[slice(*words)] in fixed:
            continue
        told, body = count(match["number"]), text[start:end]
        begun = len(
            regex.findall(
                f"(?:[。；：:\\n\u3000]|[一二三四五六七八九]是|[第其][一二三四五六七八九]，){regex.escape(what)}", body
            )
        )
        anywhere = {part.count(what) for part in (body, *body.split("\n"), *body.split("。"))}
        if begun >= _TWO and told != begun and told not in anywhere and begun in anywhere:
            yield words, begun


def names(words: str) -> list[str]:
    """The parts of a list that 、 divides, and perhaps 和 before the last one."""
    *others, last = words.split("、")
    return [*others, *_joint().split(last, 1)]


@cache
def _quoted() -> "re.Pattern[str]":
    """What QUOTED finds from its end."""
    return expression("“(?P<number>[两二三四五六七八九])个?(?P<what>(?!个)[一-鿿]{2,4})”")


@cache
def _joint() -> "regex.Pattern[str]":
    return regex.compile("(?<=[一-鿿]{2})(?:以及|和|与|及)(?=[一-鿿]{2})")


@cache
def _clause_end() -> "re.Pattern[str]":
    return expression("[，。；：\n（]")


def count(written: str) -> int:
    """What 两, 三 or 12 says."""
    return 2 if written in ("两", "双") else value(written)


def _repeated(rest: str, what: str, told: int) -> int:
    """How many clauses begin with the slogan's word: of the sentence, or of the paragraph where that fits."""
    if rest.find(what, 0, _LONGEST_START + len(what)) < 0:
        return 0
    clause = regex.compile(
        f"(?:^|[：；，、。])(?:即|就是|要|坚持|做到|始终|同时|并|还|[一二三四五六七八九]是?)?{regex.escape(what)}"
    )
    if not clause.match(rest):
        return 0
    whole = len(clause.findall(rest))
    return told if told in (whole, rest.count(what)) else len(clause.findall(rest.partition("。")[0]))


def _ended(rest: str, what: str) -> int:
    """How many parts of a list end with the slogan's word: 责任到位、措施到位."""
    words = _clause_end().split(rest.removeprefix("即"), 1)[0]
    what = what.removesuffix("制")  # 三长制: 河长、湖长、林长
    if what not in words:
        return 0
    parts = names(words)
    return len(parts) if all(part.endswith(what) and len(part) > len(what) for part in parts) else 0


def _firsts(rest: str, mark: str) -> int:
    """How many parts of 四个一 are spelled out, such as 一次讲座; none where other parts stand among them."""
    if mark not in "：:（(—":
        return 0
    sentence = rest.lstrip("—").partition("。")[0]
    if mark in "（(":
        sentence = regex.split("[）)]", sentence)[0]
    joint = next((joint for joint in "；、，" if joint in sentence), "；")
    parts = sentence.split(joint)
    alike = all(_ONE.match(part) for part in parts) and "等" not in parts[-1]
    return len(parts) if alike else 0
