"""Stand-ins for official faces in proofs: which are installed, and a fontconfig file that puts them in their place."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools.files import read_toml
from bulletin_tools.layout.ooxml import escape
from bulletin_tools.layout.template import Template
from bulletin_tools.rulefiles import rules_folder

_HEADER = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
_SYSTEM = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
_TIMEOUT = 60  # seconds; a first run builds fontconfig's cache


class Substitution(NamedTuple):
    """A face that is not installed, and what a proof is set in instead."""

    face: str
    by: str | None
    """None where nothing fit is installed."""


class _StandIns(NamedTuple):
    faces: tuple[str, ...]
    bold: bool


def substitutions(template: Template, *, rare: bool = True) -> list[Substitution]:
    """The faces of a template that proofs replace; none where fontconfig is missing, as on Windows and macOS.

    Without `rare` characters its fallback faces don't matter.
    """
    installed = _installed()
    if not installed:
        return []
    fallback = template.fallback.values() if rare else ()
    wanted = dict.fromkeys(face for face in (*template.faces, *fallback) if face)
    return [Substitution(face, _stand_in(face, installed)) for face in wanted if face not in installed]


def configuration(folder: Path) -> Path:
    """Write the fontconfig file for LibreOffice into a folder."""
    installed = _installed()
    rules = "".join(
        _alias(face, stand_in, _stand_ins()[face].bold)
        for face in _stand_ins()
        if face not in installed and (stand_in := _stand_in(face, installed))
    )
    path = folder / "fonts.conf"
    path.write_text(_configuration(rules), "utf-8")
    return path


def _stand_in(face: str, installed: frozenset[str]) -> str | None:
    known = _stand_ins().get(face)
    return next((other for other in known.faces if other in installed), None) if known else None


@cache
def _data() -> dict[str, Any]:
    return read_toml(rules_folder() / "proof" / "fonts.toml")


@cache
def _stand_ins() -> dict[str, _StandIns]:
    faces = _data()["faces"].items()
    return {face: _StandIns(tuple(entry["stand_ins"]), entry.get("bold", False)) for face, entry in faces}


@cache
def _installed() -> frozenset[str]:
    """Every family name that fontconfig knows; empty without it."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        path = Path(folder) / "fonts.conf"
        path.write_text(_configuration(""), "utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(path)}
        try:
            listed = subprocess.run(
                [program, ":", "family"], env=environment, capture_output=True, timeout=_TIMEOUT, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return frozenset()
    return frozenset(_families(listed.stdout.decode("utf-8", "replace").splitlines()))


def _families(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (name.strip() for name in line.replace("\\-", "-").split(","))


def _configuration(rules: str) -> str:
    listed = "".join(f"<dir>{escape(folder)}</dir>" for folder in _data()["folders"])
    return f"{_HEADER}<fontconfig>{_SYSTEM}{listed}{rules}</fontconfig>\n"


def _alias(face: str, stand_in: str, bold: bool) -> str:
    weight = '<edit name="weight" mode="assign"><const>bold</const></edit>' if bold else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(face)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(stand_in)}</string></edit>{weight}</match>'
    )
