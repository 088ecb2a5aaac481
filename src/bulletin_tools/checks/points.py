"""Point marks side by side: which of them a sentence needs."""

import re
from functools import cache
from typing import NamedTuple

from bulletin_tools import regexes as regex
from bulletin_tools.checks.spotting import fitting
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

POINTS = "？！。：；，、"
"""From the strongest to the weakest."""
STACKABLE = frozenset("？！")
RUN = (
    r"«»[？！。：；，、,;?!](?=[？！。：；，、,;?!. \u3000])(?:(?<=[？！。：；，、])|(?<=[\p{Han}”’》）].))"
    r"(?:(?:(?<!：)[ \u3000]+)?(?:[？！。：；，、,;?!]|\.(?![\d.A-Za-z])))+"
)
_FULL = str.maketrans(",;?!.", "，；？！。")
_ENDS = "。；！？"
_ADVERBIALS = (
    "(?:据\\w{1,4}|近日|日前|近期|目前|当前|截至目前|截至当前|下一步|接下来|今年以来|近年来|期间|其间|同时|此外|另外|据悉|据了解|据介绍|随后|之后|会上|会后|会前|其中|"
    "首先|其次|再次|最后|为此|因此|然后|与此同时|活动中|活动现场|现场|培训中|检查中|[今去本上下]?[年月日周]|\\d+[年月日]|[上下]半年|年底前?|来|以来|过程中|[^，。；]{2}[后时])$"
)
"""What opens a sentence, with a comma behind it."""
_UNIT = "[^，。；：]{2,12}(?:局|委|办|部|院|镇|乡|街道|社区|村|中心|大队|支队|公司|学校|医院|联|会)$"
_ITEM = "一是|二是|三是|一要|二要|（一）|1[.．、]|①|首先|第一[，、]|一、"
_ANNOUNCES = "(?:如下|包括|有|是|为|指出|强调|要求|表示|说|道|问|答|认为|提出|明确)$"


class Run(NamedTuple):
    """Point marks that stand side by side."""

    span: Span
    written: str
    marks: str
    """The same without blanks, in full width."""


@of_draft
def runs(draft: Draft) -> tuple[Run, ...]:
    """All of them, and those that blanks part."""
    return tuple(_run(match) for match in fitting(draft, RUN, _two()))


def _run(match: "regex.Match[str]") -> Run:
    return Run(Span(*match.span()), match[0], re.sub(r"\s", "", match[0]).translate(_FULL))


@cache
def _two() -> "re.Pattern[str]":
    """A mark before another, or before a blank."""
    return expression("[？！。：；，、,;?!](?=[？！。：；，、,;?!. \u3000])")


def is_ellipsis(draft: Draft, run: Run) -> bool:
    """Three or more commas that break off what is said: P014's."""
    alike = len(run.marks) > 2 and set(run.marks) in ({"、"}, {"，"})
    return alike and bool(_other_sentence().match(draft.text, run.span.end))


@cache
def _other_sentence() -> "re.Pattern[str]":
    """What ends a sentence, or begins one with its day."""
    return expression(r"[”’）。\n]|\Z|\d{4}年|\d{1,2}月\d")


def dangles(draft: Draft, run: Run) -> bool:
    """Whether a 顿号 has nothing behind it to list."""
    last = run.marks[-1]
    return run.marks[0] == "、" and (last in _ENDS or (last in "，：" and not lists_on(draft.text, run.span.end)))


def lists_on(text: str, place: int) -> bool:
    """Whether what follows is one more term of a list."""
    return bool(_term().match(text, place))


@cache
def _term() -> "re.Pattern[str]":
    return expression(
        r"(?!并|还|共|又|同时|已|累计|[一二三四五六七八九十]是)[^，。；：、？！\n]{1,10}?(?:、|等|联合|携手|共同|以及|和(?!谐|平)|及(?!时))"
    )


def strongest(marks: str) -> str:
    """The mark of the longest pause."""
    return min(marks, key=POINTS.index)


def kept(draft: Draft, run: Run) -> str:
    """The one mark that different ones should give way to."""
    text, (start, end), marks = draft.text, run.span, set(run.marks)
    paragraph = draft.source.paragraph_at(start)
    left = re.split("[，。；：？！、]", text[paragraph.start : start])[-1].strip()
    before = text[paragraph.start : start].removesuffix(left)
    if marks == set("，、"):
        last = before.endswith("、") and re.match(r"[^，。；：、\d]{1,8}\d+[个项类种大]", text[end : end + 12])
        return "、" if last or lists_on(text, end) else "，"
    if marks <= set("。；，") and "；" in marks:
        return _as_around(text, run, paragraph.start, paragraph.end)
    if marks == set("。，"):
        compares = re.match("较|比|同比|环比|占|高于|低于|居", text[end : end + 2])
        opens = re.search(_ADVERBIALS, left) or re.fullmatch(_UNIT, left) or compares
        return "，" if opens and end < paragraph.end else "。"
    if marks == set("，：") and re.search(_ADVERBIALS, left):
        return "，"
    if "：" in marks and marks <= set("。：，；、"):
        return (
            "：" if re.match(f"“|{_ITEM}", text[end : end + 5]) or re.search(_ANNOUNCES, left) else strongest(run.marks)
        )
    return strongest(run.marks)


def _as_around(text: str, run: Run, start: int, end: int) -> str:
    """。 or ；, as between the other parts of a list."""
    if run.span.end >= end or text[run.span.end] in "（”":
        return strongest(run.marks)
    after = re.search("[。；]", text[run.span.end : end])
    before = re.findall("[。；]", text[start : run.span.start])
    if after and after[0] == "；":
        return "；"
    goes_on = re.match(
        "[二三四五六七八九][是要]|（[二三四五六七八九]）|其[次二三四]|第[二三四五六]",
        text[run.span.end : run.span.end + 4],
    )
    if "。" not in run.marks or (before and before[-1] == "；" and goes_on):
        return "；"
    return "。"
