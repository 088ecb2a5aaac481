"""The program as a library: each stage alone, without a command line.

from bulletin_tools import api

document = api.read("第56期.txt")
for finding in api.lint(document).findings:
print(document.position(finding.span.start), finding.code, finding.message)
"""

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from bulletin_tools import formats
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.convert import convert
from bulletin_tools.finding import Finding
from bulletin_tools.fix import Fixed
from bulletin_tools.fix import fix as _fix
from bulletin_tools.lint import Report
from bulletin_tools.lint import lint as _lint
from bulletin_tools.parse import parse as _parse
from bulletin_tools.source import Document
from bulletin_tools.unwrap import unwrap
from bulletin_tools.workspace import Workspace

__all__ = ["Workspace", "convert", "fix", "lint", "parse", "read", "read_bytes", "write"]

write = formats.write


def read(path: str | PathLike[str], encoding: str | None = None) -> Document:
    """Read a manuscript. Errors: `BulletinError` with a Chinese sentence that says why it can't be read."""
    return formats.read(Path(path), encoding)


def read_bytes(data: bytes, name: str = "稿件.txt", encoding: str | None = None) -> Document:
    """Read a manuscript that is no file; the name's suffix tells its format. Errors: `BulletinError`."""
    return formats.from_bytes(data, name, encoding)


def parse(document: Document) -> list[Bulletin]:
    """The issues in a manuscript; their spans count in the logical text of `unwrap(document)`."""
    return _parse(unwrap(document))


def lint(document: Document, workspace: Workspace | None = None) -> Report:
    """Check a manuscript by the settings that hold where it lies; the findings' spans count in `document.text`."""
    return _lint(document, (workspace or Workspace()).office(Path(document.name)))


def fix(
    document: Document, workspace: Workspace | None = None, may_apply: Callable[[Finding], bool] | None = None
) -> Fixed:
    """Mend a manuscript: safe fixes, or those that `may_apply` allows. `write(document, fixed.edits, fixed.restyles)` is its bytes."""
    office = (workspace or Workspace()).office(Path(document.name))
    return _fix(document, office, may_apply or _is_safe)


def _is_safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe
