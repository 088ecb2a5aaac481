"""News that an issue tells twice, or that an earlier one told."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from bulletin_tools import formats
from bulletin_tools.checks.duplicates import duplicate_item
from bulletin_tools.compose.past import Past
from bulletin_tools.draft import Draft
from bulletin_tools.parse import parse
from bulletin_tools.rulebook import Rulebook
from bulletin_tools.unwrap import unwrap

_RULE = "duplicate-item"


class Repeat(NamedTuple):
    """Two items that say the same."""

    item: int
    """Index of the item in the new issue."""
    title: str
    """Of the other one."""
    issue: Past | None
    """The earlier issue that has the other one; None where the new issue has it."""


def repeats(text: str, past: Sequence[Past], book: Rulebook) -> list[Repeat]:
    """The items of an issue's text that an earlier item, of the issue or of past ones, resembles."""
    rule = book.find(_RULE)
    assert rule
    texts = [*(issue.text for issue in past), text]
    starts = [0, *accumulate(len(part) + 1 for part in texts)]
    source = unwrap(formats.from_text("\n".join(texts)))
    draft = Draft(source, parse(source), book.masks)

    def home(index: int) -> int:
        return bisect_right(starts, source.origin(draft.items[index].span).start) - 1

    found: list[Repeat] = []
    first = next((index for index in range(len(draft.items)) if home(index) == len(past)), 0)
    for finding in duplicate_item(draft, rule._replace(message="{other} {title}")):
        index = draft.item_at(finding.span.start)
        other, _, title = finding.message.partition(" ")
        if index is not None and home(index) == len(past):
            issue = home(int(other) - 1)
            found.append(Repeat(index - first, title, past[issue] if issue < len(past) else None))
    return found
