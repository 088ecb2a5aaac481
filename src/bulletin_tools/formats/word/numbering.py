"""Automatic numbers, counted and written as Word shows them."""

import re
from functools import cached_property
from typing import NamedTuple

from bulletin_tools.formats.word import symbols
from bulletin_tools.formats.word.numerals import rendered
from bulletin_tools.formats.word.package import Package
from bulletin_tools.formats.word.styles import Styles
from bulletin_tools.formats.word.xml import Element, child, is_on, number, value, w

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class Level(NamedTuple):
    """How one level of a list counts and looks."""

    start: int
    form: str
    pattern: str
    """For the form custom: 001, 002, …"""
    text: str
    """%1.%2、 where the counts go."""
    suffix: str
    """tab | space | nothing"""
    restart: int | None
    """The level (from 1) after which it starts again; 0 never; None after any higher one."""
    legal: bool
    """Whether all levels are written in digits."""
    face: str
    style: str
    """The paragraph style that is tied to it."""
    properties: Element | None
    """w:pPr"""


class _List(NamedTuple):
    """A w:num."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    """Levels whose count this list starts anew."""


class Numbering:
    """The lists of a Word file, and how far each has counted. Paragraphs are asked for in order."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._known: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def properties(self, paragraph: Element) -> Element | None:
        """The w:pPr that a list lays over the style of a paragraph; not where the style itself names the list."""
        found = self._place(paragraph) if child(paragraph, "pPr", "numPr") is not None else None
        level = found[0].levels.get(found[2]) if found else None
        return level.properties if level else None

    def label(self, paragraph: Element) -> str:
        """The number of a paragraph, which counts on its list; empty where it has none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        found, identifier, depth = place
        level = found.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(found, identifier, depth, counts)
        return _written(found, level, counts)

    def _count(self, found: _List, identifier: str, depth: int, counts: dict[int, int]) -> None:
        level = found.levels[depth]
        for higher in range(depth):  # one that is skipped counts as begun
            if higher in found.levels:
                counts.setdefault(higher, found.levels[higher].start)
        if depth in found.starts and (identifier, depth) not in self._begun:
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((identifier, depth))
        for deeper in range(depth + 1, _LEVELS):
            after = found.levels[deeper].restart if deeper in found.levels else None
            if after is None or (after and depth < after):
                counts.pop(deeper, None)

    def _place(self, paragraph: Element) -> tuple[_List, str, int] | None:
        """The list, its id and the level of a paragraph, by itself or by its style."""
        identifier, depth = self._named(paragraph)
        if identifier in ("", "0"):
            return None
        if identifier not in self._known:
            self._known[identifier] = self._read(identifier)
        found = self._known[identifier]
        return (found, identifier, depth) if found else None

    def _named(self, paragraph: Element) -> tuple[str, int]:
        own = child(paragraph, "pPr", "numPr")
        if own is not None and child(own, "numId") is not None:
            return value(child(own, "numId")), number(child(own, "ilvl"))
        depth = number(child(own, "ilvl"), default=-1) if own is not None else -1
        identifier = self._styles.style_of(paragraph)
        for style in reversed(self._styles.chain(identifier)):
            properties = child(style, "pPr", "numPr")
            if properties is not None and child(properties, "numId") is not None:
                named = value(child(properties, "numId"))
                tied = self._tied(named, value(style, "styleId"))
                usual = number(child(properties, "ilvl")) if tied is None else tied
                return named, usual if depth < 0 else depth
        return "", 0

    def _tied(self, identifier: str, style: str) -> int | None:
        """The level of a list that is tied to a style."""
        if identifier not in self._known:
            self._known[identifier] = self._read(identifier)
        found = self._known[identifier]
        levels = found.levels.items() if found else ()
        return next((depth for depth, level in levels if level.style == style), None)

    @cached_property
    def _root(self) -> Element | None:
        names = self._package.related(self._package.main, "numbering")
        return self._package.xml(names[0]) if names else None

    @cached_property
    def _abstracts(self) -> dict[str, Element]:
        found = self._root.iterfind(w("abstractNum")) if self._root is not None else ()
        return {value(one, "abstractNumId"): one for one in found}

    @cached_property
    def _lists(self) -> dict[str, Element]:
        found = self._root.iterfind(w("num")) if self._root is not None else ()
        return {value(one, "numId"): one for one in found}

    def _read(self, identifier: str) -> _List | None:
        one = self._lists.get(identifier)
        name = value(child(one, "abstractNumId"))
        abstract = self._linked(self._abstracts.get(name))
        if one is None or abstract is None:
            return None
        levels = {number(level, "ilvl"): _level(level) for level in abstract.iterfind(w("lvl"))}
        starts: dict[int, int] = {}
        for override in one.iterfind(w("lvlOverride")):
            depth = number(override, "ilvl")
            own = child(override, "lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = child(override, "startOverride")
            if start is not None:
                starts[depth] = number(start)
        return _List(value(abstract, "abstractNumId"), levels, starts)

    def _linked(self, abstract: Element | None) -> Element | None:
        """A list that only names a list style is that of the style."""
        link = value(child(abstract, "numStyleLink"))
        if not link:
            return abstract
        linked = (one for one in self._abstracts.values() if value(child(one, "styleLink")) == link)
        return next(linked, None)


def _level(element: Element) -> Level:
    form = child(element, "numFmt")
    if form is None:  # forms that came after 2010 stand in an alternate content
        form = element.find(f"{_MC}AlternateContent/{_MC}Choice/{w('numFmt')}")
    restart = child(element, "lvlRestart")
    fonts = child(element, "rPr", "rFonts")
    return Level(
        number(child(element, "start")),
        value(form, default="decimal"),
        value(form, "format"),
        value(child(element, "lvlText")),
        value(child(element, "suff"), default="tab"),
        None if restart is None else number(restart),
        is_on(child(element, "isLgl")),
        value(fonts, "ascii") or value(fonts, "hAnsi"),
        value(child(element, "pStyle")),
        child(element, "pPr"),
    )


def _written(found: _List, level: Level, counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return symbols.bullet(level.text, level.face)

    def counted(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = found.levels.get(depth)
        if other is None or other.form == "bullet":
            return ""
        form = "decimal" if level.legal and other.form != "decimalZero" else other.form
        return rendered(counts.get(depth, other.start), form, other.pattern)

    text = _PLACE.sub(counted, level.text)
    # What Word puts behind the number is no text, but two words must not run into one.
    return f"{text} " if level.suffix != "nothing" and text[-1:].isalnum() and text.isascii() else text
