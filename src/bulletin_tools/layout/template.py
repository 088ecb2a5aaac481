"""The template: every number of the layout, the clause it rests on and how binding it is.

`rules/layouts/gbt9704.toml` is both the default and the schema: an office's own file extends it and gives single
values, which must be of the same type and within the range that the base file states.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_toml
from bulletin_tools.layout.tables import (
    Body,
    Brief,
    Contents,
    Faces,
    Foot,
    Grid,
    Headline,
    Levels,
    Masthead,
    Page,
    PageNumber,
    Rule,
    Section,
    Signed,
    Source,
)
from bulletin_tools.rulefiles import compiled, rules_folder

BASE = "gbt9704"
_TWIPS_PER_MM = 1440 / 25.4
_TITLES = ("title", "standard", "extends")
_NAMES = {float: "数字", int: "整数", str: "文字", bool: "true或false"}


def twips(millimetres: float) -> int:
    """Millimetres as twips (1/20 pt), the unit of a Word file."""
    return round(millimetres * _TWIPS_PER_MM)


class Basis(NamedTuple):
    """Why a value is what it is."""

    clause: str
    """Clause of the template's standard; empty where the standard says nothing."""
    force: str
    """required | normal | recommended | custom"""


class Template(NamedTuple):
    """A whole layout, checked. Its tables are named as in the TOML file; lengths on itself are twips."""

    name: str
    title: str
    standard: str
    bases: Mapping[str, Basis]
    """By key, `page.top`."""
    fallback: Mapping[str, str]
    """Faces that cover only GB2312, and the face that a character outside of it is set in."""
    page: Page
    grid: Grid
    faces: Faces
    body: Body
    levels: Levels
    masthead: Masthead
    rule: Rule
    contents: Contents
    section: Section
    headline: Headline
    brief: Brief
    source: Source
    signed: Signed
    foot: Foot
    number: PageNumber

    def __hash__(self) -> int:
        return id(self)  # templates are few, live long, and are keys of caches

    @property
    def width(self) -> int:
        """Width of the type area."""
        return twips(self.page.width) - twips(self.page.left) - twips(self.page.right)

    @property
    def height(self) -> int:
        """Height of the type area."""
        return twips(self.page.height) - twips(self.page.top) - twips(self.page.bottom)

    @property
    def leading(self) -> int:
        """Distance of two base lines of the body."""
        return int(self.grid.leading * 20) or self.height // self.grid.lines

    @property
    def spacing(self) -> int:
        """What each character gives up (negative) or gains, so that a line holds its number of them."""
        return int(self.width // self.grid.characters - self.body.size * 20)

    def face(self, role: str) -> str:
        """The face of a role: fang, hei, kai, title, song."""
        return str(getattr(self.faces, role))


def names() -> list[str]:
    """The ready templates."""
    return sorted(path.stem for path in _ready().glob("*.toml"))


def load(name: str = BASE, folder: Path = Path()) -> Template:
    """Load a ready template by its name, or a file by its path from a folder.

    Errors: `BulletinError` with file, key and range.
    """
    return _load(str(_path(name, folder).resolve()))


@lru_cache(maxsize=32)
def _load(path: str) -> Template:
    schema, layers = _read(Path(path), ())
    tables = {name: {key: entry["value"] for key, entry in table.items()} for name, table in schema.items()}
    bases = {f"{name}.{key}": _basis(entry) for name, table in schema.items() for key, entry in table.items()}
    for file, content in layers:
        for name, table in _tables(file, content, schema):
            for key, given in table.items():
                value, basis = _entry(file, f"{name}.{key}", given)
                tables[name][key] = _checked(file, f"{name}.{key}", value, _specification(file, schema, name, key))
                bases[f"{name}.{key}"] = basis
    hints = get_type_hints(Template)
    parts: dict[str, Any] = {name: hints[name](**table) for name, table in tables.items() if name != "fallback"}
    about = [content for _, content in layers]
    template = Template(
        name=Path(path).stem,
        title=next((str(content["title"]) for content in reversed(about) if "title" in content), ""),
        standard=next((str(content["standard"]) for content in reversed(about) if "standard" in content), ""),
        bases=bases,
        fallback=tables["fallback"],
        **parts,
    )
    _fits(path, template)
    return template


def _ready() -> Path:
    return (rules_folder() / "layouts").resolve()


def _path(name: str, folder: Path) -> Path:
    ready = _ready() / f"{name}.toml"
    if ready.is_file():
        return ready
    path = folder / name
    if path.is_file():
        return path
    raise BulletinError(f"没有模板{name}：应是文件，或者是{'、'.join(names())}之一")


def _read(path: Path, seen: tuple[Path, ...]) -> tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]:
    """The base's tables, and what each file on the way to this one says."""
    if path in seen:
        raise BulletinError(f"{path.name}：extends转了一圈又回到自己")
    ready = path.parent == _ready()
    content: dict[str, Any] = compiled(_ready())[path.stem] if ready else read_toml(path)
    if ready and path.stem == BASE:
        return {name: table for name, table in content.items() if name not in _TITLES}, [(path.name, _about(content))]
    parent = content.get("extends", BASE)
    if not isinstance(parent, str):
        raise BulletinError(f"{path.name}：extends应是模板的名称或文件")
    schema, layers = _read(_path(parent, path.parent).resolve(), (*seen, path))
    return schema, [*layers, (path.name, content)]


def _about(content: dict[str, Any]) -> dict[str, Any]:
    return {key: content[key] for key in _TITLES if key in content}


def _tables(file: str, content: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    tables = [(name, table) for name, table in content.items() if name not in _TITLES]
    for name, table in tables:
        if name not in schema:
            raise BulletinError(f"{file}：没有[{name}]这个表，可用的有{'、'.join(schema)}")
        if not isinstance(table, dict):
            raise BulletinError(f"{file}：{name}应是一个表，写作[{name}]")
    return tables


def _entry(file: str, key: str, given: object) -> tuple[object, Basis]:
    """A value alone, or a value with its clause and force."""
    if not isinstance(given, dict):
        return given, Basis("", "custom")
    unknown = [name for name in given if name not in ("value", "clause", "force")]
    if unknown or "value" not in given:
        raise BulletinError(f"{file}：{key}应是一个值，或者写作{{ value = …, clause = …, force = … }}")
    return given["value"], _basis(given)


def _basis(entry: Mapping[str, Any]) -> Basis:
    return Basis(str(entry.get("clause", "")), str(entry.get("force", "custom")))


def _specification(file: str, schema: dict[str, Any], table: str, key: str) -> Mapping[str, Any]:
    known: dict[str, Mapping[str, Any]] = schema[table]
    if key in known:
        return known[key]
    if table == "fallback":
        return {"value": "仿宋", "length": (1, 31)}
    raise BulletinError(f"{file}：[{table}]里没有{key}这一项，可用的有{'、'.join(known)}")


def _checked(file: str, key: str, value: object, specification: Mapping[str, Any]) -> object:
    """The value, of the type and in the range of its specification."""
    kind = type(specification["value"])
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise BulletinError(f"{file}：{key}应是{_NAMES[kind]}{_allowed(specification)}，现为{value}")
    if not _within(value, specification):
        raise BulletinError(f"{file}：{key}应{_allowed(specification)[1:] or '写有文字'}，现为{value or '空'}")
    return value


def _within(value: Any, specification: Mapping[str, Any]) -> bool:
    low, high = specification.get("range", (value, value))
    shortest, longest = specification.get("length", (0, len(str(value))))
    return bool(
        low <= value <= high
        and shortest <= len(str(value)) <= longest
        and value in specification.get("choices", (value,))
        and re.fullmatch(specification.get("pattern", "(?s).*"), str(value))
        and specification.get("contains", "") in str(value)
        and (value != "" or specification["value"] == "")
    )


def _allowed(specification: Mapping[str, Any]) -> str:
    if "range" in specification:
        low, high = specification["range"]
        return f"，在{low}至{high}之间"
    if "length" in specification:
        shortest, longest = specification["length"]
        return f"，长{shortest}至{longest}个字"
    if "choices" in specification:
        return f"，是{'、'.join(specification['choices'])}之一"
    if "contains" in specification:
        return f"，含有{specification['contains']}"
    if "pattern" in specification:
        return f"，合乎{specification['pattern']}"
    return ""


def _fits(path: str, template: Template) -> None:
    """Refuse values that are each in range and impossible together."""
    file = Path(path).name
    grid, area = template.grid, template.height
    if template.width < twips(80) or area < twips(100):
        raise BulletinError(f"{file}：page的边距使版心小于80×100毫米")
    if template.leading * grid.lines > area:
        most = area // template.leading
        raise BulletinError(f"{file}：grid.leading为{grid.leading}磅时版心只容{most}行，grid.lines应在10至{most}之间")
    if template.leading < template.body.size * 20:
        raise BulletinError(f"{file}：行距{template.leading / 20}磅小于body.size的{template.body.size}磅，行会重叠")
    if not -40 <= template.spacing <= 200:
        width = template.width / _TWIPS_PER_MM
        raise BulletinError(f"{file}：版心宽{width:.0f}毫米，与每行{grid.characters}个{template.body.size}磅字不合")
    if twips(template.number.below) + template.number.size * 10 > twips(template.page.bottom):
        raise BulletinError(f"{file}：number.below应小于page.bottom，页码才在纸内")
