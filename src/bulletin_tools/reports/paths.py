"""How reports for machines name a manuscript."""

from __future__ import annotations

import os
from urllib.parse import quote


def relative(name: str) -> str:
    """The path below the current folder, with `/` between its parts; a path elsewhere stays whole."""
    path = os.path.relpath(name) if os.path.isabs(name) and _is_below(name) else name
    path = path.replace(os.sep, "/")
    return path.removeprefix("./")


def uri(name: str) -> str:
    """The same as a URI reference, percent-encoded; an absolute path becomes a `file:` URI."""
    path = relative(name)
    if not os.path.isabs(name) or not (path.startswith("/") or path[1:2] == ":"):
        return quote(path)
    return "file://" + ("" if path.startswith("/") else "/") + quote(path, safe="/:")


def _is_below(name: str) -> bool:
    try:
        return os.path.commonpath((os.getcwd(), name)) == os.getcwd()
    except ValueError:  # another drive
        return False
