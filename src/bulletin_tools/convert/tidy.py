"""An untidy manuscript becomes a clean one: a line a paragraph, headlines apart, no stray blanks; all words are kept."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bulletin_tools import formats, masking, rulebook, script
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.convert import doubts, forms, mastheads
from bulletin_tools.convert.blocks import Block, blocks
from bulletin_tools.convert.doubts import Note
from bulletin_tools.fix import fix
from bulletin_tools.office import Office
from bulletin_tools.parse import parse
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Document, Source, apply
from bulletin_tools.unwrap import unwrap

_MOST_ROUNDS = 4
_ALSO = ("C001", "C002")
"""Rules whose safe fixes are made beside those of white space: characters as PDF files give them."""


class Clean(NamedTuple):
    """A clean manuscript, and what was done for it."""

    text: str
    changes: Sequence[Note]
    doubts: Sequence[Note]


def tidy(document: Document, form: str = "text", *, mark: bool = False) -> Clean:
    """Tidy a manuscript into text or Markdown; `mark` puts a line above each paragraph that should be looked at.

    What comes out stays as it is when it is tidied again.
    """
    clean = _tidied(document, form, mark=mark)
    name = "清稿.md" if form == "markdown" else "清稿.txt"
    for _ in range(_MOST_ROUNDS):
        again = _tidied(formats.from_text(clean.text, name), form, mark=False).text
        if again == clean.text:
            break
        clean = clean._replace(text=again)
    return clean


def _tidied(document: Document, form: str, *, mark: bool) -> Clean:
    source = unwrap(document)
    bulletins = parse(_readable(source))
    found = list(_prepared(source, bulletins))
    changes, doubtful = list(_changes(source, found)), list(_doubts(source, found, bulletins, form))
    mended, more, left = _mended(source, found)
    noted = sorted({*doubtful, *left}, key=lambda note: note.place)
    told = [block._replace(text=forms.directive(block.text, form)) for block in mended]
    if mark:
        told = _marked(source, told, noted, form)
    if form == "markdown":
        lines = list(forms.markdown_lines(source, told, bulletins))
    else:
        lines = [line for line, _ in forms.text_lines(told)]
    return Clean("\n".join(lines).rstrip("\n") + "\n", sorted([*changes, *more], key=lambda note: note.place), noted)


def _readable(source: Source) -> Source:
    """The source in simplified characters, which parsing knows."""
    odd = any(map(script.is_han, script.rare(source.text)))
    return source.read_as(script.aligned(source.text, script.simplified)) if odd else source


def _prepared(source: Source, bulletins: Sequence[Bulletin]) -> Iterator[Block]:
    """The blocks with their mastheads set, front matter apart."""
    fences = 2 if source.paragraphs and source.paragraphs[0].role == "front" else 0
    for block in blocks(source, bulletins):
        head = bulletins[block.issue].masthead if bulletins else None
        if block.kind == "opaque" and fences:
            fences -= block.text.strip() in ("---", "...")
        elif block.kind == "opaque":
            yield block._replace(text=forms.directive(block.text, "text"))
        elif block.kind != "masthead" or not head:
            yield block
        elif source.paragraph_at(block.span.start).role != "front":
            yield block._replace(text=mastheads.closed(source, head, block.span))
        elif block.opens:
            yield from (
                block._replace(text=line, opens=not place) for place, line in enumerate(mastheads.lines(source, head))
            )


def _changes(source: Source, found: Sequence[Block]) -> Iterator[Note]:
    yield from (Note(doubts.REJOINED, place) for _, place in doubts.wraps(source))
    yield from (Note(doubts.NUMBERS, place) for _, place in doubts.dropped(source))
    for block, following in pairwise(found):
        if block.kind == "headline" and doubts.follows_in_line(source, block, following):
            yield Note(doubts.SPLIT, _place(source, block))
    for block in found:
        place = _place(source, block)
        if block.kind == "headline" and "\n" in source.text[slice(*block.span)]:
            yield Note(doubts.HEADS, place)
        if block.kind == "masthead" and _is_closed(source, block):
            yield Note(doubts.CLOSED, place)


def _is_closed(source: Source, block: Block) -> bool:
    """Whether a line of a masthead lost the blanks between its letters."""
    wide = source.text[slice(*block.span)].replace("\u3000", "")
    return block.text.replace("\u3000", "") != wide and source.paragraph_at(block.span.start).role != "front"


def _doubts(source: Source, found: Sequence[Block], bulletins: Sequence[Bulletin], form: str) -> Iterator[Note]:
    yield from doubts.doubtful_wraps(source)
    yield from doubts.doubtful_headlines(source, list(found))
    yield from doubts.left_aside(source)
    for words, place in doubts.dropped(source):
        if words.isdecimal():
            yield Note(f"单独成行的“{masking.discreet(words)}”已当作页码删去", place)
    for block in found:
        head = bulletins[block.issue].masthead if bulletins else None
        if block.kind == "masthead" and head and form == "markdown":
            words = mastheads.unnamed(source, head, block.span)
            if words or block.issue:
                yield Note(f"报头里的“{words or block.text}”没有对应的项目", _place(source, block))


def _mended(source: Source, found: Sequence[Block]) -> tuple[list[Block], list[Note], list[Note]]:
    """The blocks without stray blanks; what was changed for it, and what looks stray but may be meant."""
    lines = list(forms.text_lines(found))
    document = formats.from_text("\n".join(line for line, _ in lines))
    fixed = fix(document, _office(), lambda finding: finding.fix is not None and finding.fix.safe)
    new = apply(document.text, fixed.edits).split("\n")
    if len(new) != len(lines):
        return list(found), [], []
    kept = [block._replace(text=line.strip()) for line, (_, block) in zip(new, lines, strict=True) if block]
    homes = [_place(source, block) if block else 0 for _, block in lines]
    made = [
        Note(doubts.FORMS if edit.text.strip() else doubts.SPACES, homes[document.position(edit.span.start).row - 1])
        for edit in fixed.edits
    ]
    shown = fixed.report.document
    left = [
        Note(finding.message, homes[shown.position(finding.span.start).row - 1])
        for finding in fixed.report.findings
        if finding.fix
    ]
    return kept, made, left


@cache
def _office() -> Office:
    book = rulebook.load()
    return Office(book, [rule for rule in book.rules.values() if _is_wanted(rule)])


def _is_wanted(rule: Rule) -> bool:
    return rule.where != "lines" and (rule.family == "whitespace" or rule.code in _ALSO)


def _marked(source: Source, found: Sequence[Block], notes: Sequence[Note], form: str) -> list[Block]:
    """The blocks with a line above each that a note speaks of."""
    marked: list[Block] = []
    ahead = list(notes)[::-1]
    for block, following in zip(found, [*found[1:], None], strict=True):
        end = len(source.document.text) if following is None else _place(source, following)
        here: list[str] = []
        while ahead and ahead[-1].place < end:
            here.append(ahead.pop().kind)
        if here:
            line = f"%% bulletin: note {'；'.join(here)}"
            marked.append(Block("opaque", block.span, forms.directive(line, form), block.issue))
        marked.append(block)
    return marked


def _place(source: Source, block: Block) -> int:
    """Where a block starts in the physical text."""
    return block.span.start if block.kind == "opaque" else source.origin(block.span).start
