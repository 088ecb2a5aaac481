"""Where a text may hold patterns and listed words: one pass over it for all of them, block by block.

Hyperscan looks for all at once, in loose forms, and tells for each block of whole paragraphs which may stand there. A rule
then searches only those blocks, with its own pattern. So the cost of a rule that finds nothing is next to nothing.
Where Hyperscan isn't to be had, every rule searches the whole text, and finds the same.
"""

import marshal
import re
from _thread import get_ident
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from bulletin_tools import rulefiles
from bulletin_tools.patterns import RARE, plain_mark
from bulletin_tools.source import Span

STORE_NAME = "scanner.bin"
_BLOCK = 8_000  # code points of a block, whole paragraphs apart
_MARGIN = 1  # lines before and behind a block that what stands in it may reach into
_ENOUGH = 12_000  # code points, of one text or many, from which loading Hyperscan pays
_OFTEN = 0.03  # of the rulebook's good examples may hold a pattern, or telling where costs more than it spares


class Scan:
    """Which blocks of a text may hold what."""

    def __init__(self, scanner: "Scanner", blocks: Sequence[Span], found: dict[int, list[int]], text: str) -> None:
        self._numbers, self._blocks, self._found = scanner.numbers, blocks, found
        self.known = scanner.known
        """All that was looked for, and that rare characters are."""
        by_mark = (finds for mark, finds in scanner.by_mark.items() if mark in text)
        self.held = frozenset(chain.from_iterable((*(scanner.sought[number] for number in found), *by_mark)))
        """All patterns and words that may stand somewhere."""

    def spans(self, *sought: str) -> Sequence[Span] | None:
        """Where some patterns or words may begin, blocks that touch in one; None if the pass didn't look for all of them."""
        numbers = [self._numbers.get(each) for each in sought]
        if None in numbers:
            return None
        found = [self._found.get(number, ()) for number in numbers if number is not None]
        blocks = found[0] if len(found) == 1 else sorted(set().union(*found))
        return _joined(self._blocks[block] for block in blocks)


def scanned(text: str) -> Scan | None:
    """A text after the pass; None where it doesn't pay, or Hyperscan isn't to be had."""
    work = WORK.setdefault(get_ident(), _Work())
    work.seen += len(text)
    return work.scanner.scan(text) if work.seen >= _ENOUGH and work.scanner else None


def expect() -> None:
    """Be told that many texts will come, to this process or to those that it forks."""
    WORK.setdefault(get_ident(), _Work()).seen = _ENOUGH
    scanned("")


class Scanner:
    """All patterns and words, ready for the pass; for one thread at a time."""

    def __init__(self, sought: Sequence[Sequence[str]], database: Any, marked: Iterable[str] = ()) -> None:
        """`sought` has for each expression of the database the patterns and words that may stand where it fits.

        `marked` are patterns that the pass doesn't look for: whether they may stand is told by their plain marks.
        """
        self.sought = sought
        self.numbers = {each: number for number, several in enumerate(sought) for each in several}
        self.by_mark: dict[str, list[str]] = {}
        for find in marked:
            self.by_mark.setdefault(plain_mark(find), []).append(find)
        self.known = frozenset((*self.numbers, *marked, RARE))
        self._database = database

    def scan(self, text: str) -> Scan:
        """One pass over a text."""
        found: defaultdict[int, list[int]] = defaultdict(list)

        def hold(number: int, _from: int, _to: int, _flags: int, block: int) -> None:
            found[number].append(block)

        blocks = [*_blocks(text)]
        scan = self._database.scan
        for number, block in enumerate(blocks):
            scan(_with_margins(text, block).encode("utf-8", "replace"), match_event_handler=hold, context=number)
        return Scan(self, blocks, found, text)


def build_store() -> bytes:
    """The rulebook's patterns and words in Hyperscan's form, for a wheel or the cache; empty without Hyperscan.

    Only its own version on a like machine can use it.
    """
    try:
        import hyperscan as hs
    except ImportError:
        return b""
    from bulletin_tools import patterns, terms
    from bulletin_tools.loosen import is_common, loosened

    finds = patterns.scanned_finds()
    loose = {find: form for find in finds if (form := loosened(find))}
    often = _often({form for find, form in loose.items() if is_common(find)})
    told: dict[str, list[str]] = {}
    for find, form in loose.items():
        if form not in often:
            told.setdefault(form, []).append(find)
    for word, *_ in terms.shipped():
        told.setdefault(re.escape(word), []).append(word)
    marked = set(finds).difference(*told.values())
    stored = hs.dumpb(_compiled([*told]))
    return marshal.dumps(([*told.values()], sorted(find for find in marked if plain_mark(find)), stored))


def _often(forms: Collection[str]) -> set[str]:
    """Those of some expressions that good text often holds, which aren't worth looking for."""
    rules = [table for family in rulefiles.shipped().values() for table in family.values()]
    good = [example["good"] for table in rules for example in rulefiles.examples_of(table) if "good" in example]
    scanner = Scanner([[form] for form in forms], _compiled([*forms]))
    counts = Counter(form for text in good for form in scanner.scan(text).held)
    return {form for form, count in counts.items() if count > _OFTEN * len(good)}


def _compiled(forms: Sequence[str]) -> Any:
    """A database of expressions."""
    import hyperscan as hs

    how = hs.HS_FLAG_UTF8 | hs.HS_FLAG_UCP | hs.HS_FLAG_PREFILTER | hs.HS_FLAG_MULTILINE | hs.HS_FLAG_ALLOWEMPTY
    database = hs.Database()
    database.compile(
        expressions=[form.encode() for form in forms],
        ids=list(range(len(forms))),
        flags=[how | hs.HS_FLAG_SINGLEMATCH] * len(forms),
    )
    return database


def _loaded() -> Scanner | None:
    try:
        import hyperscan as hs
    except ImportError:
        return None
    for name in (STORE_NAME, f"own-{STORE_NAME}"):  # the wheel's may be made on another kind of machine
        data = rulefiles.kept(rulefiles.rules_folder(), name, build_store, vars(hs)["__version__"])
        try:
            return _restored(data)
        except (hs.HyperscanError, ValueError, EOFError, TypeError):
            continue
    return None


def _restored(data: bytes | memoryview) -> Scanner:
    import hyperscan as hs

    sought, marked, stored = marshal.loads(data)
    database = hs.loadb(stored, hs.HS_MODE_BLOCK)
    database.scratch = hs.Scratch(database)
    return Scanner(sought, database, marked)


def _blocks(text: str) -> Iterator[Span]:
    """A text in stretches of whole lines."""
    start = 0
    while start < len(text):
        feed = text.find("\n", start + _BLOCK)
        end = feed + 1 if feed >= 0 else len(text)
        yield Span(start, end)
        start = end


def _with_margins(text: str, block: Span) -> str:
    start, end = block
    for _ in range(_MARGIN):
        start = text.rfind("\n", 0, max(0, start - 1)) + 1
        end = text.find("\n", end) + 1 or len(text)
    return text[start:end]


def _joined(blocks: Iterable[Span]) -> list[Span]:
    """Blocks in order, those that touch in one."""
    joined: list[Span] = []
    for block in blocks:
        if joined and joined[-1].end == block.start:
            joined[-1] = Span(joined[-1].start, block.end)
        else:
            joined.append(block)
    return joined


class _Work:
    """How much a thread has seen, and its scanner, which serves it alone."""

    def __init__(self) -> None:
        self.seen = 0

    @cached_property
    def scanner(self) -> Scanner | None:
        """None without Hyperscan."""
        return _loaded()


WORK: dict[int, _Work] = {}
"""By thread."""
