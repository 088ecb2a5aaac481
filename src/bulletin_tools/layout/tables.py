"""The tables of a template, as `rules/layouts/gbt9704.toml` names them."""

from typing import NamedTuple


class Page(NamedTuple):
    """Paper and margins, mm."""

    width: float
    height: float
    top: float
    left: float
    right: float
    bottom: float


class Grid(NamedTuple):
    """Lines a page and characters a line; leading in pt, 0 as the lines fill the type area."""

    lines: int
    characters: int
    leading: float
    kind: str


class Faces(NamedTuple):
    """The faces by role; `latin` for digits and Western text, empty to set them in the Chinese face."""

    fang: str
    hei: str
    kai: str
    title: str
    song: str
    latin: str


class Body(NamedTuple):
    """Face by role, size in pt, first-line indent in characters."""

    face: str
    size: float
    indent: float


class Levels(NamedTuple):
    """Faces of 一、（一）1.（1）, and the longest sentence (characters) that counts as a heading."""

    first: str
    second: str
    third: str
    fourth: str
    longest: int


class Masthead(NamedTuple):
    """The head of an issue: the name's size in pt, its top edge in mm below the type area's, its fill in percent."""

    preprinted: bool
    face: str
    size: float
    fill: int
    top: float
    colour: str
    number: str
    total_number: str
    indent: float
    mark_face: str


class Rule(NamedTuple):
    """The red rule: weight in pt, gap in mm."""

    colour: str
    style: str
    weight: float
    gap: float


class Contents(NamedTuple):
    """本期要目"""

    show: str
    heading: str
    heading_face: str
    bullet: str


class Section(NamedTuple):
    """【栏目】; `before` in lines."""

    form: str
    face: str
    before: float


class Headline(NamedTuple):
    """On its own line or run-in; size in pt, before and after in lines."""

    place: str
    face: str
    size: float
    before: float
    after: float


class Brief(NamedTuple):
    """An item without a headline."""

    mark: str


class Source(NamedTuple):
    """The department that gave an item: after its last sentence, or set right."""

    place: str
    face: str
    form: str


class Signed(NamedTuple):
    """落款; indent in characters, before in lines."""

    indent: float
    before: float


class Foot(NamedTuple):
    """报尾: size and leading in pt, indent in characters, rules in mm."""

    show: bool
    face: str
    size: float
    leading: float
    indent: float
    outer: float
    inner: float


class PageNumber(NamedTuple):
    """Size in pt, distance below the type area in mm, indent in characters."""

    face: str
    size: float
    form: str
    below: float
    indent: float
