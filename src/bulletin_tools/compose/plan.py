"""The plan of an issue: which items stand in which section, in which order.

[[section]]
name = "工作动态"
items = ["区教育局.docx", "街道/*.txt", "综合.txt#2"]
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools.compose.entries import Entry
from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_toml

_OTHERS = "其他"  # where a plan has sections, items that it doesn't name stand in this one
_NUMBERED = re.compile(r"(.+)#(\d+)")


class Place(NamedTuple):
    """One or several items of the plan."""

    section: str
    pattern: str
    """A file, or a pattern of files, from the plan's folder."""
    number: int
    """The 1-based item of the file; 0: all of them."""


class Plan(NamedTuple):
    """Where items go. Without places they stay in the order in which they were given."""

    path: Path | None = None
    places: Sequence[Place] = ()
    briefs_last: bool = True

    def files(self) -> Iterator[Path]:
        """The manuscripts that it names. Errors: `BulletinError` for a name without a file."""
        assert self.path
        for place in self.places:
            found = sorted(self.path.parent.glob(place.pattern))
            if not found:
                raise BulletinError(f"{self.path}：没有这样的稿件：{place.pattern}")
            yield from found

    def ordered(self, entries: Sequence[Entry]) -> list[Entry]:
        """The items section by section, briefs last in each; those that the plan doesn't name follow behind."""
        order: list[Entry] = []
        left = list(entries)
        rest = _OTHERS if any(place.section for place in self.places) else ""
        for place in self.places:
            for path in sorted(self.path.parent.glob(place.pattern)) if self.path else ():
                own = [entry for entry in entries if entry.path.resolve() == path.resolve()]
                for entry in own[place.number - 1 : place.number] if place.number else own:
                    if entry in left:
                        left.remove(entry)
                        order.append(entry._replace(section=place.section))
        order += [entry._replace(section=rest) if self.places else entry for entry in left]
        sections = list(dict.fromkeys(entry.section for entry in order))
        return sorted(order, key=lambda held: (sections.index(held.section), self.briefs_last and held.kind == "brief"))


def read(path: Path) -> Plan:
    """Read a plan. Errors: `BulletinError` that names file and key."""
    table = read_toml(path)
    unknown = table.keys() - {"section", "items", "briefs-last"}
    if unknown:
        raise BulletinError(f"{path}：不认识的设置{'、'.join(sorted(unknown))}（可用section、items、briefs-last）")
    sections = table.get("section", [])
    if not isinstance(sections, list) or not all(isinstance(section, dict) for section in sections):
        raise BulletinError(f"{path}：栏目应写作[[section]]")
    last = table.get("briefs-last", True)
    if not isinstance(last, bool):
        raise BulletinError(f"{path}：briefs-last应为true或false")
    places = list(_places("", table, path))
    for section in sections:
        name = section.get("name", "")
        if not isinstance(name, str) or section.keys() - {"name", "items"}:
            raise BulletinError(f"{path}：[[section]]里只写name（文字）和items")
        places += _places(name, section, path)
    return Plan(path, places, last)


def _places(section: str, table: dict[str, Any], path: Path) -> Iterator[Place]:
    names = table.get("items", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise BulletinError(f"{path}：items应为文字组成的数组")
    for name in names:
        numbered = _NUMBERED.fullmatch(name)
        yield Place(section, numbered[1] if numbered else name, int(numbered[2]) if numbered else 0)
