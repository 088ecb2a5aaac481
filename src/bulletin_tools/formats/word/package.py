"""A Word file as a package of parts: what is asked for is read, and only what was changed is written anew."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.word import xml
from bulletin_tools.formats.word.archive import Archive
from bulletin_tools.formats.word.xml import Element

TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PR = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN_TYPES = frozenset(
    (
        f"{_WORD}document.main+xml",
        f"{_WORD}template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    )
)


class Relationship(NamedTuple):
    """What a part says of another."""

    id: str
    kind: str
    """The last word of its type: styles, header, hyperlink."""
    target: str
    """The name of a part; for external ones whatever the file says. Those are never fetched."""
    external: bool


class Package:
    """The parts of a Word file by name, without a slash before it: word/document.xml."""

    def __init__(self, data: bytes) -> None:
        """Errors: `BulletinError` in one sentence for what is no Word file, broken or hostile."""
        self._archive = Archive(data)
        self._names = {name.lower(): name for name in self._archive.names}
        self._trees: dict[str, Element] = {}
        self._strict: set[str] = set()
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._changed: dict[str, bytes] = {}
        self._touched: dict[str, None] = {}
        self.main = self._main()
        """The part that holds the body."""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names or name in self._changed

    def part(self, name: str) -> bytes:
        """The bytes of a part. Errors: `BulletinError` where it is missing."""
        if name in self._changed:
            return self._changed[name]
        stored = self._names.get(name.lower())
        if stored is None:
            raise BulletinError(f"Word文件已损坏：缺少{name}")
        return self._archive.read(stored)

    def xml(self, name: str) -> Element:
        """The root of a part, always the same one; whoever changes it says so by `touch`. Errors: `BulletinError`."""
        if name not in self._trees:
            data = self.part(name)
            self._trees[name] = xml.parsed(data, name)
            if xml.is_strict(data):
                self._strict.add(name)
        return self._trees[name]

    def touch(self, name: str) -> None:
        """Say that the tree of a part was changed, so that `save` writes it."""
        self.xml(name)
        self._touched[name] = None

    def replace(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        self._changed[name] = data
        self._trees.pop(name, None)
        self._touched.pop(name, None)

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Put in a part that wasn't there; it speaks the names that the main part does, once it is touched."""
        self.replace(name, data)
        self._speak_like_main(name)
        types = self.xml(TYPES)
        override = types.makeelement(f"{_CT}Override", {"PartName": f"/{name}", "ContentType": content_type})
        types.append(override)
        self.touch(TYPES)

    def content_type(self, name: str) -> str:
        """The type of a part; empty where the package doesn't say."""
        types = self.xml(TYPES)
        for override in types.iterfind(f"{_CT}Override"):
            if override.get("PartName", "").lower() == f"/{name}".lower():
                return override.get("ContentType", "")
        suffix = posixpath.splitext(name)[1][1:].lower()
        for default in types.iterfind(f"{_CT}Default"):
            if default.get("Extension", "").lower() == suffix:
                return default.get("ContentType", "")
        return ""

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The relationships of a part by id; those of the package itself for an empty name."""
        if name not in self._relationships:
            source = _relationships_of(name)
            found = self.xml(source).iterfind(f"{_PR}Relationship") if source in self else ()
            self._relationships[name] = {one.id: one for one in (_relationship(name, element) for element in found)}
        return self._relationships[name]

    def related(self, name: str, kind: str) -> list[str]:
        """The parts to which a part has a relationship of a kind. Errors: `BulletinError` where one is missing."""
        found = [one for one in self.relationships(name).values() if one.kind == kind and not one.external]
        for one in found:
            if one.target not in self:
                raise BulletinError(f"Word文件已损坏：{name or '文件'}指向的{one.target}不存在")
        return [self._names.get(one.target.lower(), one.target) for one in found]

    def target(self, name: str, identifier: str) -> str:
        """The part that an id in a part means. Errors: `BulletinError` where there is none."""
        one = self.relationships(name).get(identifier)
        if one is None or one.external or one.target not in self:
            raise BulletinError(f"Word文件已损坏：{name}指向的{one.target if one else identifier}不存在")
        return self._names.get(one.target.lower(), one.target)

    def relate(self, name: str, kind: str, target: str) -> str:
        """The id of a part's relationship to another part, made where there is none. `kind` is the full type."""
        known = self.relationships(name)
        short = kind.rpartition("/")[2]
        for one in known.values():
            if (one.kind, one.target.lower()) == (short, target.lower()) and not one.external:
                return one.id
        source = _relationships_of(name)
        if source not in self:
            self.replace(source, f'<Relationships xmlns="{_PR[1:-1]}"/>'.encode())
        root = self.xml(source)
        identifier = next(f"rId{count}" for count in range(1, len(known) + 2) if f"rId{count}" not in known)
        attributes = {"Id": identifier, "Type": kind, "Target": f"/{target}"}
        root.append(root.makeelement(f"{_PR}Relationship", attributes))
        self._speak_like_main(source)
        self.touch(source)
        known[identifier] = Relationship(identifier, short, target, external=False)
        return identifier

    def save(self) -> bytes:
        """The file with its changed parts; every other one keeps its bytes. The same changes give the same bytes."""
        for name in self._touched:
            self._changed[name] = xml.serialised(self._trees[name], strict=name in self._strict)
        return self._archive.save({self._names.get(name.lower(), name): part for name, part in self._changed.items()})

    def _speak_like_main(self, name: str) -> None:
        """Let a part be written in strict names if the main part is."""
        if xml.is_strict(self.part(self.main)):
            self._strict.add(name)

    def _main(self) -> str:
        if TYPES not in self:
            raise BulletinError("不是Word文件，是别的压缩文件")
        names = self.related("", "officeDocument")
        if not names or self.content_type(names[0]) not in _MAIN_TYPES:
            raise BulletinError("不是Word文件，是别的Office文件")
        return names[0]


def _relationships_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _relationship(source: str, element: Element) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    kind = element.get("Type", "").rpartition("/")[2]
    if not external:
        path = unquote(target.partition("#")[0])
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path)).lstrip("/")
    return Relationship(element.get("Id", ""), kind, target, external)
