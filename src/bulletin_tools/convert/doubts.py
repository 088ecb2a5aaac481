"""What tidying did to the lines of a manuscript, and where it may have gone wrong."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bulletin_tools import masking, script
from bulletin_tools.convert.blocks import Block
from bulletin_tools.lexicon import ends_sentence
from bulletin_tools.parse import headline
from bulletin_tools.source import Source, Span

_SURE = 3.0
"""Score of a headline's end from which it is not in doubt."""
_AROUND = 8  # code points shown on each side of a place

REJOINED, NUMBERS, SPLIT, HEADS, SPACES, CLOSED, FORMS = (
    "折行接回",
    "页码、页眉删去",
    "标题与正文分开",
    "标题接成一行",
    "空白和看不见的字符删去",
    "报头字距收拢",
    "部首、兼容字符换成汉字",
)
"""The kinds of change, in the order in which they are told."""
KINDS = (REJOINED, NUMBERS, SPLIT, HEADS, SPACES, CLOSED, FORMS)


class Note(NamedTuple):
    """A change, or a doubt about one."""

    kind: str
    """One of KINDS; of a doubt, the sentence that says what to look at."""
    place: int
    """Where, in the physical text."""


def wraps(source: Source) -> Iterator[tuple[int, int]]:
    """Every wrap that was rejoined: the logical and the physical offset behind it."""
    text = source.document.text
    for joint in source.joints(Span(0, len(source.text))):
        place = source.origin(Span(joint, joint + 1)).start
        start = source.origin(Span(joint - 1, joint)).start
        if source.text[joint - 1] != "\n" and ("\n" in text[start:place] or "\r" in text[start:place]):
            yield joint, place


def doubtful_wraps(source: Source) -> Iterator[Note]:
    """Wraps at which a paragraph may end, or that may part two numbers."""
    text = source.text
    for joint, place in wraps(source):
        left, right = text[joint - 1], text[joint]
        shown = f"“{_shown(text[max(0, joint - _AROUND) : joint])}｜{_shown(text[joint : joint + _AROUND])}”"
        if left.isdigit() and right.isdigit():
            yield Note(f"折行处两边都是数字，已连成一个：{shown}", place)
        elif ends_sentence(text, joint):
            yield Note(f"折行处正好是句末，已当作同一段：{shown}", place)


def doubtful_headlines(source: Source, blocks: list[Block]) -> Iterator[Note]:
    """Headlines that were parted from their body without a clear sign."""
    for block, following in pairwise(blocks):
        if block.kind == "headline" and follows_in_line(source, block, following):
            found = headline.run_in(source.text, block.span.start, following.span.end)
            if not found or found.score < _SURE:
                yield Note(f"标题到“{_shown(block.text[-_AROUND:])}”为止，已与正文分开", _place(source, block))


def follows_in_line(source: Source, block: Block, following: Block) -> bool:
    """Whether a headline and its body stood in one paragraph."""
    return following.kind == "body" and "\n" not in source.text[block.span.end : following.span.start]


def dropped(source: Source) -> Iterator[tuple[str, int]]:
    """The lines that unwrapping saw through: page numbers and running heads."""
    document = source.document
    kept = {
        document.position(source.origin(Span(start, start + 1)).start).row
        for start in (paragraph.start for paragraph in source.paragraphs)
    }
    kept |= {document.position(place).row for _, place in wraps(source)}
    for row, line in enumerate(document.lines, 1):
        words = document.text[line.start : line.end].strip()
        if words and line.role in ("text", "running") and row not in kept:
            yield words, line.start


def left_aside(source: Source) -> Iterator[Note]:
    """Footnotes, text boxes and the like of a Word file, which are no part of the bulletin."""
    document = source.document
    for line in document.lines:
        words = document.text[line.start : line.end].strip()
        if line.role == "aside" and any(map(script.is_han, words)):
            yield Note(f"正文以外的“{_shown(words[: 2 * _AROUND])}”没有收进来", line.start)


def _shown(words: str) -> str:
    return masking.discreet(words.replace("\n", ""))


def _place(source: Source, block: Block) -> int:
    return source.origin(Span(block.span.start, block.span.start + 1)).start
