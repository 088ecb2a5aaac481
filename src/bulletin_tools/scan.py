"""Where a text may hold patterns and listed words: one pass over it for all of them, block by block.

Hyperscan looks for all at once, in loose forms, and tells for each block of whole paragraphs which may stand there. A rule
then searches only those blocks, with its own pattern. So the cost of a rule that finds nothing is next to nothing.
Where Hyperscan isn't to be had, every rule searches the whole text, and finds the same.
"""

import marshal
from _thread import get_ident
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from bulletin_tools import rulefiles
from bulletin_tools.patterns import RARE, plain_mark, split
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from bulletin_tools.literals import Rarity

STORE_NAME = "scanner.bin"
_BLOCK = 1_600  # code points of a block, whole paragraphs apart
_MARGIN = 40  # code points before and behind it; what goes over a line's end by blanks is shorter
_RARE, _RARE_BY_MARK, _RARE_BY_CLASS = 100, 33, 260
"""Times in the rulebook's examples, up to which plain texts are worth looking for: fewer where a pattern's mark is common,
more where they are the characters of the class that marks it."""
_MANY, _MANY_BY_MARK = 400, 800
"""Plain texts of one pattern; more where its mark is common, for then a looser pattern costs most."""
_ENOUGH = 12_000  # code points, of one text or many, from which loading Hyperscan pays
_OFTEN = 0.03  # of the rulebook's good examples may hold a pattern, or telling where costs more than it spares


class Scan:
    """Which blocks of a text may hold what."""

    def __init__(
        self, scanner: "Scanner", blocks: Sequence[Span], found: Mapping[int, Sequence[int]], text: str
    ) -> None:
        self._scanner, self._text, self._blocks = scanner, text, blocks
        self._found = scanner.told(found)
        self.known = scanner.known
        """All that was looked for, and that rare characters are."""
        by_mark = (finds for mark, finds in scanner.by_mark.items() if mark in text)
        self.held = frozenset(chain(self._found, chain.from_iterable(by_mark)))
        """All patterns and words that may stand somewhere."""

    def spans(self, *sought: str) -> Sequence[Span] | None:
        """Where some patterns or words may begin, blocks that touch in one; None if the pass didn't look for all of them."""
        if not self._scanner.sought.issuperset(sought):
            return None
        if len(self._blocks) == 1:
            return [] if self._found.keys().isdisjoint(sought) else self._blocks
        found = [self._found[each] for each in sought if each in self._found]
        if not found:
            return []
        numbers = found[0] if len(found) == 1 else sorted(set().union(*found))
        spans = _stretches(self._blocks, numbers)
        return (
            spans if self._scanner.crossing.isdisjoint(sought) else _joined(_wider(self._text, span) for span in spans)
        )


def scanned(texts: Sequence[str]) -> Sequence[Scan | None]:
    """Texts after the pass; None where it doesn't pay, or Hyperscan isn't to be had."""
    work = WORK.setdefault(get_ident(), _Work())
    work.seen += sum(map(len, texts))
    return work.scanner.scan(texts) if work.seen >= _ENOUGH and work.scanner else [None] * len(texts)


def expect() -> None:
    """Be told that many texts will come, to this process or to those that it forks."""
    WORK.setdefault(get_ident(), _Work()).seen = _ENOUGH
    scanned([])


class Scanner:
    """All patterns and words, ready for the pass; for one thread at a time."""

    def __init__(
        self,
        databases: Iterable[Any],
        names: Sequence[str],
        owners: Sequence[int | Sequence[int]],
        crossing: Iterable[str] = (),
        marked: Iterable[str] = (),
    ) -> None:
        """`owners` tells for each text or expression of the databases which of the named patterns and words may stand there.

        Those that are `crossing` may go over a line's end. `marked` are patterns that the pass doesn't look for: whether they
        may stand is told by their plain marks.
        """
        self._names, self._owners = names, owners
        self.sought = frozenset(names)
        self.crossing = frozenset(crossing)
        self.by_mark: dict[str, list[str]] = {}
        for find in marked:
            self.by_mark.setdefault(plain_mark(find), []).append(find)
        self.known = self.sought.union(marked, (RARE,))
        self._databases = [*databases]

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        """One pass over each of some texts, for one database after the other: the processor then has what it needs at hand."""
        found: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in texts]

        def hold(
            number: int, _from: int, _to: int, _flags: int, place: tuple[defaultdict[int, list[int]], int]
        ) -> None:
            held, block = place
            held[number].append(block)

        blocks = [[*_blocks(text)] for text in texts]
        parts = [
            (text[max(0, start - _MARGIN) : end + _MARGIN].encode("utf-8", "replace"), (held, number))
            for text, own, held in zip(texts, blocks, found, strict=True)
            for number, (start, end) in enumerate(own)
        ]
        for database in self._databases:
            for part, place in parts:
                database.scan(part, match_event_handler=hold, context=place)
        return [Scan(self, *each) for each in zip(blocks, found, texts, strict=True)]

    def told(self, found: Mapping[int, Sequence[int]]) -> dict[str, Sequence[int]]:
        """In which blocks each pattern and word may stand, by those in which each expression fits."""
        blocks: dict[int, list[Sequence[int]]] = {}
        for number, held in found.items():
            owners = self._owners[number]
            for owner in (owners,) if isinstance(owners, int) else owners:
                blocks.setdefault(owner, []).append(held)
        return {
            self._names[owner]: held[0] if len(held) == 1 else sorted(set().union(*held))
            for owner, held in blocks.items()
        }


def build_store() -> bytes:
    """The rulebook's patterns and words in Hyperscan's form, for a wheel or the cache; empty without Hyperscan.

    Only its own version on a like machine can use it.
    """
    try:
        import hyperscan as hs
    except ImportError:
        return b""
    from bulletin_tools import patterns, terms
    from bulletin_tools.literals import Rarity, crosses
    from bulletin_tools.loosen import is_common

    finds = patterns.scanned_finds()
    words = {terms.sought(word, contexts): (word, contexts) for word, _, _, _, contexts, _ in terms.shipped()}
    rarity = Rarity(rulefiles.example_texts("good", "bad"))
    texts, forms = _sought(finds, rarity)
    marked = [find for find in finds if find not in texts and find not in forms and plain_mark(find)]
    texts |= {name: _texts_of_word(word, contexts, rarity) for name, (word, contexts) in words.items()}
    names = [*texts, *forms]
    by_text, by_form = _owners(texts.values()), _owners(([form] for form in forms.values()), len(texts))
    # What may stand anywhere is looked for apart: together they are slower by a fifth.
    common = {form: by_form.pop(form) for form in dict.fromkeys(forms[find] for find in forms if is_common(find))}
    owners = [
        several[0] if len(several) == 1 else tuple(several)
        for several in chain(by_text.values(), by_form.values(), common.values())
    ]
    crossing = [find for find in finds if crosses(find)]
    crossing += [name for name, (_, contexts) in words.items() if any(map(crosses, contexts))]
    first = len(by_text)
    databases = (
        _compiled_texts([*by_text]),
        _compiled([*by_form], first),
        _compiled([*common], first + len(by_form)),
    )
    return marshal.dumps((names, owners, crossing, sorted(marked), [*map(hs.dumpb, databases)]))


def _owners(sought: Iterable[Sequence[str]], first: int = 0) -> dict[str, list[int]]:
    """Text or expression → the numbers, from a first one on, of those that are looked for by it."""
    owners: dict[str, list[int]] = {}
    for owner, forms in enumerate(sought, first):
        for form in forms:
            owners.setdefault(form, []).append(owner)
    return owners


def _sought(finds: Sequence[str], rarity: "Rarity") -> tuple[dict[str, Sequence[str]], dict[str, str]]:
    """By what each pattern is looked for: the plain texts one of which it has, where they are rare, else a looser pattern."""
    from bulletin_tools.literals import crosses, literals, of_set
    from bulletin_tools.loosen import is_common, loosened

    texts: dict[str, Sequence[str]] = {}
    forms: dict[str, str] = {}
    for find in finds:
        mark, common = split(find)[1], is_common(find)
        had = literals(find, rarity, _MANY_BY_MARK if common else _MANY) if mark else frozenset()
        rare = _RARE_BY_CLASS if had == of_set(mark) else _RARE_BY_MARK if common else _RARE
        if had and sum(map(rarity, had)) <= rare:
            texts[find] = sorted(had)
        elif not crosses(find, far=True) and (form := loosened(find)):
            forms[find] = form
    often = _often({form for find, form in forms.items() if is_common(find)})
    tight = {find: loosened(find, tight=True) for find, form in forms.items() if form in often}
    often |= _often(set(tight.values()) - often)
    return texts, {find: form for find, form in (forms | tight).items() if form not in often}


def _texts_of_word(word: str, contexts: Sequence[str], rarity: "Rarity") -> Sequence[str]:
    """The plain texts of a listed word: with what must stand around it, where it is wrong only in some contexts."""
    from bulletin_tools.literals import literals

    texts = [literals(context, rarity, _MANY) for context in contexts]
    return sorted(frozenset().union(*texts)) if texts and all(texts) else (word,)


def _often(forms: Collection[str]) -> set[str]:
    """Those of some expressions that good text often holds, which aren't worth looking for."""
    good = rulefiles.example_texts("good")
    numbers = {form: str(number) for number, form in enumerate(forms)}
    scanner = Scanner([_compiled([*numbers])], [*numbers.values()], range(len(numbers)))
    counts = Counter(name for scan in scanner.scan(good) for name in scan.held)
    return {form for form, name in numbers.items() if counts[name] > _OFTEN * len(good)}


def _compiled_texts(texts: Sequence[str]) -> Any:
    """A database of plain texts: apart from the expressions they take less time and room than among them."""
    import hyperscan as hs

    database = hs.Database()
    database.compile(
        expressions=[text.encode() for text in texts],
        ids=list(range(len(texts))),
        flags=[hs.HS_FLAG_SINGLEMATCH] * len(texts),
        literal=True,
    )
    return database


def _compiled(forms: Sequence[str], first: int = 0) -> Any:
    """A database of expressions, numbered from a first one on."""
    import hyperscan as hs

    how = hs.HS_FLAG_UTF8 | hs.HS_FLAG_UCP | hs.HS_FLAG_PREFILTER | hs.HS_FLAG_MULTILINE | hs.HS_FLAG_ALLOWEMPTY
    database = hs.Database()
    database.compile(
        expressions=[form.encode() for form in forms],
        ids=list(range(first, first + len(forms))),
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

    names, owners, crossing, marked, stored = marshal.loads(data)
    databases = [hs.loadb(each, hs.HS_MODE_BLOCK) for each in stored]
    for database in databases:
        database.scratch = hs.Scratch(database)
    return Scanner(databases, names, owners, crossing, marked)


def _blocks(text: str) -> Iterator[Span]:
    """A text in stretches of whole lines."""
    start = 0
    while start < len(text):
        feed = text.find("\n", start + _BLOCK)
        end = feed + 1 if feed >= 0 else len(text)
        yield Span(start, end)
        start = end


def _wider(text: str, span: Span) -> Span:
    """A stretch of whole lines with those before and behind it."""
    start, end = span
    return Span(text.rfind("\n", 0, max(0, start - 1)) + 1, text.find("\n", end) + 1 or len(text))


def _stretches(blocks: Sequence[Span], numbers: Sequence[int]) -> list[Span]:
    """The blocks of some numbers, which are in order, those that touch in one."""
    whole = numbers[-1] - numbers[0] < len(numbers)  # quickly told, and true of what stands everywhere
    edges = [] if whole else [place for place in range(1, len(numbers)) if numbers[place] != numbers[place - 1] + 1]
    starts, ends = [0, *edges], [*edges, len(numbers)]
    return [
        Span(blocks[numbers[first]].start, blocks[numbers[end - 1]].end)
        for first, end in zip(starts, ends, strict=True)
    ]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch in one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end >= span.start:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
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
