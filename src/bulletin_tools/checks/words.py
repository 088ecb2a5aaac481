"""Where plain words stand in a draft."""

from collections.abc import Iterator

from bulletin_tools.draft import Draft
from bulletin_tools.source import Span


def starts_of(draft: Draft, words: str) -> Iterator[int]:
    """Where words begin, from left to right; looked for only where the pass over the text has told that they may stand.

    A rule that asks for them names them in its SEARCHED, as «words».
    """
    find, text = f"«{words}»", draft.text
    if draft.lacks(find):
        return
    stretches = draft.stretches(find)
    for start, end in (Span(0, len(text)),) if stretches is None else stretches:
        last = end + len(words) - 1
        at = text.find(words, start, last)
        while at >= 0:
            yield at
            at = text.find(words, at + 1, last)
