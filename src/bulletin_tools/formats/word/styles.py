"""The effective format of paragraphs and runs: what holds after defaults, styles, numbering and direct formatting.

Properties are merged as plain dictionaries, `name` or `name.attribute` → value as the file writes it, so that the rules
on layout can ask for any of them: `jc`, `sz`, `ind.firstLineChars`, `rFonts.eastAsia`, `spacing.line`, `vanish`.
"""

from functools import cached_property
from typing import TypeAlias

from bulletin_tools.formats.word import xml
from bulletin_tools.formats.word.package import Package
from bulletin_tools.formats.word.xml import Element, child, is_on, local, value, w

Properties: TypeAlias = dict[str, str]

_TOGGLES = frozenset("b bCs i iCs caps smallCaps strike dstrike vanish outline shadow emboss imprint".split())
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = {"zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}
_DEEPEST = 50  # styles based on one another


class Styles:
    """The styles of a Word file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        names = package.related(package.main, "styles")
        self._root = package.xml(names[0]) if names else None
        found = self._root.iterfind(w("style")) if self._root is not None else ()
        self._styles = {(value(style, "type"), value(style, "styleId")): style for style in found}
        self._defaults = {
            kind: name for (kind, name), style in self._styles.items() if value(style, "default") in ("1", "true", "on")
        }
        self._known: dict[str, tuple[Properties, Properties]] = {}
        self._characters: dict[str, Properties] = {}
        self._last: tuple[Element | None, str] = (None, "")
        self._runs: dict[tuple[str, bytes], Properties] = {}

    def name(self, identifier: str, kind: str = "paragraph") -> str:
        """The name of a style as Word shows it."""
        style = self._styles.get((kind, identifier or self._defaults.get(kind, "")))
        return value(child(style, "name"))

    def style_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style; that of the default style where it names none."""
        named = value(child(paragraph, "pPr", "pStyle"))
        return named if ("paragraph", named) in self._styles else self._defaults.get("paragraph", "")

    def paragraph(self, paragraph: Element, listed: Element | None = None) -> Properties:
        """The effective paragraph properties; `listed` is the w:pPr of its list."""
        known, _ = self._of_style(self.style_of(paragraph))
        found = dict(known)
        _merge(found, listed)
        _merge(found, child(paragraph, "pPr"))
        return found

    def run(self, run: Element, paragraph: Element) -> Properties:
        """The effective properties of a run in a paragraph, theme faces resolved: `rFonts.eastAsia` is a face."""
        if self._last[0] is not paragraph:
            self._last = paragraph, self.style_of(paragraph)
        style = self._last[1]
        _, known = self._of_style(style)
        own = child(run, "rPr")
        if own is None:
            return known
        key = style, xml.as_text(own)  # a file has few kinds of runs, and many of each
        if key not in self._runs:
            found = dict(known)
            self._add_character_style(found, value(child(own, "rStyle")))
            self._merge_run(found, own)
            self._runs[key] = found
        return self._runs[key]

    def chain(self, identifier: str, kind: str = "paragraph") -> list[Element]:
        """A style and what it is based on, the base first."""
        found: list[Element] = []
        while (style := self._styles.get((kind, identifier))) is not None and style not in found:
            found.append(style)
            identifier = value(child(style, "basedOn"))
            if len(found) > _DEEPEST:
                break
        return found[::-1]

    def _of_style(self, identifier: str) -> tuple[Properties, Properties]:
        if identifier not in self._known:
            paragraph: Properties = {}
            run: Properties = {}
            defaults = child(self._root, "docDefaults")
            _merge(paragraph, child(defaults, "pPrDefault", "pPr"))
            self._merge_run(run, child(defaults, "rPrDefault", "rPr"))
            for style in self.chain(identifier):
                _merge(paragraph, child(style, "pPr"))
                self._merge_run(run, child(style, "rPr"))
            self._known[identifier] = paragraph, run
        return self._known[identifier]

    def _add_character_style(self, found: Properties, identifier: str) -> None:
        """A toggle that paragraph and character style both turn on is off."""
        if not identifier:
            return
        if identifier not in self._characters:
            merged: Properties = {}
            for style in self.chain(identifier, "character"):
                self._merge_run(merged, child(style, "rPr"))
            self._characters[identifier] = merged
        for name, given in self._characters[identifier].items():
            both = name in _TOGGLES and given == "1" and found.get(name) == "1"
            found[name] = "0" if both else given

    def _merge_run(self, found: Properties, properties: Element | None) -> None:
        _merge(found, properties)
        fonts = child(properties, "rFonts")
        if fonts is None:
            return
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            theme = value(fonts, f"{slot}Theme" if slot != "cs" else "cstheme")
            if theme:
                found[f"rFonts.{slot}"] = self._theme_face(theme)

    def _theme_face(self, reference: str) -> str:
        major = reference.startswith("major")
        faces = self._theme.get("major" if major else "minor", {})
        if reference.endswith("EastAsia"):
            return faces.get(self._script) or faces.get("ea", "")
        return faces.get("cs" if reference.endswith("Bidi") else "latin", "")

    @cached_property
    def _script(self) -> str:
        """The script that the theme's East Asian face is looked up by."""
        names = self._package.related(self._package.main, "settings")
        language = child(self._package.xml(names[0]), "themeFontLang") if names else None
        return _SCRIPTS.get(value(language, "eastAsia"), "")

    @cached_property
    def _theme(self) -> dict[str, dict[str, str]]:
        names = self._package.related(self._package.main, "theme")
        if not names:
            return {}
        root = self._package.xml(names[0])
        return {kind: _faces(root.find(f".//{_DRAWING}{kind}Font")) for kind in ("major", "minor")}


def _faces(element: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for face in () if element is None else element:
        found[face.get("script") or local(face)] = face.get("typeface", "")
    return found


def _merge(found: Properties, properties: Element | None) -> None:
    """Lay properties over those that are known."""
    if properties is None:
        return
    for element in properties:
        name = xml.local(element)
        if name in _TOGGLES:
            found[name] = "1" if is_on(element) else "0"
        elif name in ("rPr", "sectPr", "rPrChange", "pPrChange", "ins", "del", "moveFrom", "moveTo", ""):
            continue
        elif name in ("pBdr", "tabs", "numPr"):
            for inner in element:
                _add(found, f"{name}.{xml.local(inner)}", inner)
        else:
            _add(found, name, element)


def _add(found: Properties, name: str, element: Element) -> None:
    given = element.attrib
    if not given:
        found[name] = "1"
    for key, text in given.items():
        short = str(key).rpartition("}")[2]
        found[name if short == "val" else f"{name}.{short}"] = str(text)
