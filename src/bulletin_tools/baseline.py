"""A list of known findings that are not reported again. It keeps fingerprints, no text and no line numbers."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bulletin_tools.finding import Finding

_NEIGHBOURS = 12  # code points on either side that tell one place from another
_SENTENCE_END = re.compile("[。！？!?）)]")
_VERSION = 1

Baseline = dict[str, Counter[str]]
"""File name → how often each fingerprint is known."""


def fingerprint(finding: Finding, text: str) -> str:
    """What stays the same of a finding when lines move, are wrapped anew, or faults beside it are mended.

    So the neighbours are words only, and only those of the same sentence.
    """
    start, end = finding.span
    before = _words(_SENTENCE_END.split(text[max(0, start - 3 * _NEIGHBOURS) : start])[-1])
    after = _words(_SENTENCE_END.split(text[end : end + 3 * _NEIGHBOURS])[0])
    matched = "".join(text[start:end].split())
    content = "\0".join((finding.code, before[-_NEIGHBOURS:], matched, after[:_NEIGHBOURS]))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def marks(findings: Iterable[Finding], text: str) -> Counter[str]:
    """How often each fingerprint is found in a text."""
    return Counter(fingerprint(finding, text) for finding in findings)


def read(path: Path) -> Baseline:
    """Read a baseline file. Errors: `BulletinError` where it is none."""
    import json

    try:
        data = json.loads(read_text(path))
        if data["version"] != _VERSION:
            raise BulletinError(f"{path}：不认识的基线版本{data['version']}")
        return {
            name: Counter({str(mark): int(count) for mark, count in held.items()})
            for name, held in data["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BulletinError(f"{path}：不是基线文件") from None


def dump(baseline: Mapping[str, Counter[str]]) -> bytes:
    """The bytes of a baseline file; the same findings give the same bytes."""
    import json

    files = {name: dict(sorted(held.items())) for name, held in sorted(baseline.items()) if held}
    text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def unknown(findings: Iterable[Finding], text: str, known: Counter[str]) -> tuple[list[Finding], Counter[str]]:
    """The findings that are not known, and the marks of those that are."""
    left = Counter(known)
    new: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in findings:
        mark = fingerprint(finding, text)
        if left[mark] > 0:
            left[mark] -= 1
            seen[mark] += 1
        else:
            new.append(finding)
    return new, seen
