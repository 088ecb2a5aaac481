"""What a rule looks at: the logical text, its bulletins, and what the office has told of itself."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bulletin_tools import formats, script, signs
from bulletin_tools.matcher import Mask, places
from bulletin_tools.patterns import plain_mark
from bulletin_tools.scan import scanned
from bulletin_tools.signs import Told
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bulletin_tools.bulletin import Bulletin, Item
    from bulletin_tools.matcher import Place
    from bulletin_tools.scan import Scan
    from bulletin_tools.source import Source
    from bulletin_tools.terms import Term
    from bulletin_tools.typeset import Typeset

_Made = TypeVar("_Made")


class Draft:
    """A parsed manuscript as the rules see it."""

    def __init__(
        self,
        source: Source,
        bulletins: Sequence[Bulletin],
        masks: Mapping[str, str],
        departments: Sequence[Sequence[str]] = (),
        given: Sequence[str] = (),
        terms: Sequence[Term] = (),
        template: tuple[str, Path] = ("", Path()),
    ) -> None:
        self.source = source
        self.text = source.text
        self.bulletins = bulletins
        self.departments = departments
        """Known source departments, each with its full name first and its short names after it."""
        self.given = given
        """Masthead fields that the office's config gives, so that the manuscript needn't."""
        self._terms = terms
        self.template = template
        """The layout that the office prints by: a name or a file, and the folder from which to look for it."""
        self._masks = masks
        self._masked: dict[str, Mask] = {}
        self._regions: dict[str, tuple[Span, ...]] = {}
        self.kept: dict[Callable[..., object], Any] = {}
        """What `of_draft` keeps."""

    @cached_property
    def items(self) -> list[Item]:
        """The items of all issues in the file."""
        return [item for bulletin in self.bulletins for item in bulletin.items]

    @cached_property
    def typeset(self) -> Typeset | None:
        """How the manuscript is set; None for what isn't a Word file."""
        return formats.typeset(self.source.document)

    @cached_property
    def rare(self) -> frozenset[str]:
        """The distinct characters of the text that ordinary text doesn't have: a rule that minds some looks here first."""
        return script.rare(self.text)

    def search(self, find: str, where: str = "text", *, patience: float | None = None) -> Iterator[Place]:
        """Every place of a pattern in the parts of the logical text that `where` names.

        Errors: TimeoutError where that takes longer than `patience`, in seconds.
        """
        if self.lacks(find):
            return iter(())
        return places(find, self.text, self.regions(where), stretches=self._known(find), patience=patience)

    def held(self, finds: Iterable[str]) -> list[str]:
        """Those of some patterns that may stand in the text, as far as is known beforehand."""
        (known, held), text, finds = self.told, self.text, tuple(finds)
        some, unknown = held.intersection(finds), _unknown(finds, known)
        if unknown:
            some = some.union(find for find in unknown if plain_mark(find) in text)
        return [find for find in finds if find in some] if some else []

    def lacks(self, find: str) -> bool:
        """Whether it is known beforehand that a pattern stands nowhere."""
        known, held = self.told
        if find in known:
            return find not in held
        return plain_mark(find) not in self.text

    @cached_property
    def told(self) -> Told:
        """Of which patterns it is known whether they may stand in the text, and which of them may."""
        return Told(self.scan.known, self.scan.held) if self.scan else signs.told(self.text)

    def stretches(self, *finds: str) -> Sequence[Span]:
        """The parts of the text in which alone any of some patterns may begin: all of it where that isn't known."""
        known = self._known(*finds)
        return (Span(0, len(self.text)),) if known is None else known

    def _known(self, *finds: str) -> Sequence[Span] | None:
        return self.scan.spans(*finds) if self.scan else None

    @cached_property
    def scan(self) -> Scan | None:
        """One pass over the text for all that rules look for, where that pays."""
        [found] = scanned([self.text])
        return found

    @cached_property
    def wrong_words(self) -> Sequence[tuple[Span, Term]]:
        """Where the text has words of the program's list or the office's."""
        from bulletin_tools import terms, termsearch

        held, found = (self.scan.held, None) if self.scan else (None, signs.of_short(self.text))
        return list(termsearch.places(self.text, terms.merged(self._terms, held, found), self.scan))

    def item_at(self, offset: int) -> int | None:
        """Index of the item, counted through the file, in which a place lies."""
        index = bisect_right(self._item_starts, offset) - 1
        return index if index >= 0 and offset <= self.items[index].span.end else None

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.span.start for item in self.items]

    def masks(self, names: Sequence[str]) -> list[Mask]:
        """The stretches that the named masks cover."""
        for name in names:
            if name not in self._masked:
                self._masked[name] = Mask(self._masks[name], self.text)
        return [self._masked[name] for name in names]

    def regions(self, where: str) -> Sequence[Span]:
        """The parts of the logical text that `where` names."""
        if where not in self._regions:
            self._regions[where] = tuple(self._found(where))
        return self._regions[where]

    def _found(self, where: str) -> Iterator[Span]:
        if where == "text":
            yield Span(0, len(self.text))
        elif where == "body":
            yield from self._below_mastheads()
        elif where in ("masthead", "footer"):
            for bulletin in self.bulletins:
                part = getattr(bulletin, where)
                if part:
                    yield part.span
        else:
            for item in self.items:
                yield from _item_regions(item, where)

    def _below_mastheads(self) -> Iterator[Span]:
        start = 0
        for bulletin in self.bulletins:
            if bulletin.masthead:
                yield Span(start, bulletin.masthead.span.start)
                start = bulletin.masthead.span.end
        yield Span(start, len(self.text))


def scan_together(drafts: Sequence[Draft]) -> None:
    """Have the pass go over several manuscripts at once, which takes less than over one after the other."""
    for draft, found in zip(drafts, scanned([draft.text for draft in drafts]), strict=True):
        draft.scan = found


def of_draft(make: Callable[[Draft], _Made]) -> Callable[[Draft], _Made]:
    """What several rules ask of a draft: made once, and kept with it."""

    @wraps(make)
    def kept(draft: Draft) -> _Made:
        if make not in draft.kept:
            draft.kept[make] = make(draft)
        made: _Made = draft.kept[make]
        return made

    return kept


@lru_cache(maxsize=1_000)  # the same are asked for of each manuscript
def _unknown(finds: Sequence[str], known: frozenset[str]) -> Sequence[str]:
    """Those of some patterns of which nothing is known."""
    return tuple(find for find in finds if find not in known)


def _item_regions(item: Item, where: str) -> Iterator[Span]:
    if where in ("headline", "item") and item.headline:
        yield item.headline.span
    if where in ("paragraph", "item"):
        for paragraph in item.paragraphs:
            yield paragraph.span
    if where == "source" and item.source_span:
        yield item.source_span
