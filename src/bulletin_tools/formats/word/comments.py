"""Comments: those of this program are put in and taken out again, everybody else's stay.

What tells ours apart is the last line of a comment: a word and a checksum of the lines above it. Word, WPS and LibreOffice
keep text whatever else they rewrite; and a comment that someone changed no longer bears its checksum, so it is theirs.
"""

import posixpath
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from itertools import count
from typing import NamedTuple

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.word import Manuscript
from bulletin_tools.formats.word.anchors import Anchors
from bulletin_tools.formats.word.mapping import TextParagraph
from bulletin_tools.formats.word.package import Package
from bulletin_tools.formats.word.runs import set_text
from bulletin_tools.formats.word.xml import REL, WML, Element, local, number, parsed, value, w
from bulletin_tools.source import Span

_SIGN = "bulletin lint"
_SIGNED = re.compile(rf"{_SIGN.replace(' ', '')}([0-9a-f]{{8}})$")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Parts that say more of comments, each by an id that it or the part before it gives."""
_INITIALS = "校"
_SMALL, _TINY = "18", "13"  # half points
_PARAGRAPH = (
    f'<w:p xmlns:w="{WML}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t/></w:r></w:p>'
)


class Stamp(NamedTuple):
    """Who says something, and when."""

    author: str
    time: str
    """As Word files write it: 2026-03-27T09:00:00Z."""

    def on(self, element: Element, identifier: int) -> Element:
        """An element with an id, marked as said by him."""
        for name, text in (("id", str(identifier)), ("author", self.author), ("date", self.time)):
            element.set(w(name), text)
        return element


class Remark(NamedTuple):
    """A comment to be put at a stretch of `Document.text` in paragraphs that can bear one."""

    span: Span
    lines: Sequence[str]


def can_bear(paragraph: TextParagraph) -> bool:
    """Whether Word allows a comment in a paragraph: in the body alone."""
    return paragraph.kind == "body"


def annotate(manuscript: Manuscript, remarks: Iterable[Remark], stamp: Stamp) -> None:
    """Put comments at stretches of text. Errors: `BulletinError` for what XML has no place for."""
    package = manuscript.package
    body = package.xml(package.main)
    name = _part(package)
    comments = package.xml(name)
    used = (number(one, "id") for one in (*comments, *body.iter(*_ANCHORS)))
    anchors = Anchors(manuscript.paragraphs)
    for identifier, remark in enumerate(remarks, max(used, default=-1) + 1):
        comments.append(_comment(comments, identifier, remark.lines, stamp))
        opening, closing, reference = (body.makeelement(tag, {w("id"): str(identifier)}) for tag in _ANCHORS)
        anchors.enclose(remark.span, opening, (closing, _mark(reference)))
    package.touch(name)
    package.touch(package.main)


def clear(package: Package) -> None:
    """Take out the comments that this program put in and nobody has changed or answered."""
    for name in package.related(package.main, "comments"):
        comments = package.xml(name)
        answered = _answered(package)
        ours = [one for one in comments if is_ours(one) and answered.isdisjoint(_paragraph_ids(one))]
        if ours:
            _forget(package, {identifier for one in ours for identifier in _paragraph_ids(one)})
            _unanchor(package.xml(package.main), {value(one, "id") for one in ours})
            for one in ours:
                comments.remove(one)
            package.touch(name)
            package.touch(package.main)


def is_ours(comment: Element) -> bool:
    """Whether a comment is this program's, word for word."""
    text = "".join("".join(node.text or "" for node in comment.iter(w("t"))).split())
    signed = _SIGNED.search(text)
    return signed is not None and signed[1] == _checksum(text[: signed.start()])


def _checksum(text: str) -> str:
    return f"{zlib.crc32(''.join(text.split()).encode()):08x}"


def _part(package: Package) -> str:
    """The name of the part that holds the comments, made where there is none."""
    found = package.related(package.main, "comments")
    if found:
        return found[0]
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{more or ''}.xml") for more in count())
    name = next(name for name in names if name not in package)
    package.add(name, f'<w:comments xmlns:w="{WML}"/>'.encode(), _TYPE)
    package.relate(package.main, f"{REL}/comments", name)
    return name


def _comment(comments: Element, identifier: int, lines: Sequence[str], stamp: Stamp) -> Element:
    comment = comments.makeelement(w("comment"))
    try:
        stamp.on(comment, identifier).set(w("initials"), _INITIALS)
        for line in lines:
            comment.append(_line(line, _SMALL))
    except ValueError:
        raise BulletinError("批注的作者或文字里有Word文件不能有的字符") from None
    comment.append(_line(f"{_SIGN} {_checksum(''.join(lines))}", _TINY))
    return comment


def _line(line: str, size: str) -> Element:
    """A paragraph of a comment."""
    paragraph = deepcopy(_model(size))
    set_text(next(paragraph.iter(w("t"))), line)
    return paragraph


def _mark(reference: Element) -> Element:
    """The run that holds a comment's reference."""
    run = deepcopy(next(_model(_SMALL).iter(w("r"))))
    run[-1] = reference
    return run


@cache
def _model(size: str) -> Element:
    """A paragraph that looks the same whatever the manuscript's own look like."""
    return parsed(_PARAGRAPH.format(size=size).encode(), "comments.xml")


def _paragraph_ids(comment: Element) -> Iterator[str]:
    """The ids of a comment's paragraphs, by which other parts speak of it."""
    for paragraph in comment.iter(w("p")):
        yield from _named(paragraph, "paraId")


def _named(element: Element, name: str) -> Iterator[str]:
    """An attribute of a name in whatever namespace."""
    return (str(text) for key, text in element.attrib.items() if str(key).endswith(f"}}{name}"))


def _answered(package: Package) -> set[str]:
    """The ids of paragraphs whose comments have an answer."""
    return {
        text
        for name in package.related(package.main, "commentsExtended")
        for element in package.xml(name)
        for text in _named(element, "paraIdParent")
    }


def _forget(package: Package, identifiers: set[str]) -> None:
    """Take out what other parts say of comments."""
    for kind in _BESIDE:
        for name in package.related(package.main, kind):
            root = package.xml(name)
            for element in list(root):
                if not identifiers.isdisjoint(map(str, element.attrib.values())):
                    identifiers.update(_named(element, "durableId"))
                    root.remove(element)
                    package.touch(name)


def _unanchor(body: Element, identifiers: set[str]) -> None:
    """Take the marks of comments out of the body."""
    for mark in list(body.iter(*_ANCHORS)):
        holder = mark.getparent()
        if value(mark, "id") in identifiers and holder is not None:
            holder.remove(mark)
            above = holder.getparent()
            if local(holder) == "r" and above is not None and all(local(one) == "rPr" for one in holder):
                above.remove(holder)
