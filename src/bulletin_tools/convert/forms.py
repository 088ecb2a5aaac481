"""Blocks as the lines of a text or Markdown file."""

import re
from collections.abc import Iterator, Sequence

from bulletin_tools.bulletin import Bulletin
from bulletin_tools.convert import mastheads
from bulletin_tools.convert.blocks import Block
from bulletin_tools.source import Source

_INDENT = "\u3000\u3000"
_APART = frozenset(("masthead", "foot", "other"))
_INDENTED = frozenset(("body", "source", "signed", "more"))
_MARKUP = re.compile(r"[\\`*_~\[<]")
_FIRST = re.compile(r"[#>+|=-]|%%")
_COMMENT = re.compile(r"\s*<!--\s*(?:%%\s*)?(bulletin\s*[:：].*?)\s*-->\s*$")
_PLAIN = re.compile(r"\s*%%\s*(bulletin\s*[:：].*?)\s*$")


def text_lines(blocks: Sequence[Block]) -> Iterator[tuple[str, Block | None]]:
    """The lines of a text file, each with its block; blank lines have none."""
    above: Block | None = None
    held: list[Block] = []  # directives speak of the paragraph below them
    for block in blocks:
        if block.kind == "opaque":
            held.append(block)
            continue
        if above and _parted(above, block):
            yield "", None
        yield from ((line.text, line) for line in held)
        yield (_INDENT if block.kind in _INDENTED else "") + block.text, block
        above, held = block, []
    yield from ((line.text, line) for line in held)


def markdown_lines(source: Source, blocks: Sequence[Block], bulletins: Sequence[Bulletin]) -> Iterator[str]:
    """The lines of a Markdown file; the first issue's masthead is its front matter."""
    head = bulletins[0].masthead if bulletins else None
    if head:
        yield from (*mastheads.front_matter(source, head), "")
    for block in blocks:
        if head and block.kind == "masthead" and block.issue == 0:
            continue
        if block.kind == "opaque":
            yield block.text
        else:
            yield ("# " if block.kind == "headline" else "") + escaped(block.text)
            yield ""


def escaped(text: str) -> str:
    """A line of text that Markdown shows as it is."""
    text = _MARKUP.sub(r"\\\g<0>", text)
    return "\\" + text if _FIRST.match(text) else text


def directive(line: str, form: str) -> str:
    """A line that speaks to the program, as the form writes it; another line as it is."""
    found = _COMMENT.match(line) or _PLAIN.match(line)
    if not found:
        return line
    return f"<!-- {found[1]} -->" if form == "markdown" else f"%% {found[1]}"


def _parted(above: Block, block: Block) -> bool:
    """Whether a blank line stands between two blocks."""
    if block.kind == "brief":
        return above.kind not in ("brief", "more")
    kinds = {above.kind, block.kind}
    return block.opens or block.kind in ("section", "contents") or bool(len(kinds) > 1 and kinds & _APART)
