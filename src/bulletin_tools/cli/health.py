"""What `bulletin doctor` looks at."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bulletin_tools import __version__, libreoffice
from bulletin_tools.layout import fonts, proof, template
from bulletin_tools.layout.template import Template
from bulletin_tools.workspace import Workspace


def lines(config: Path | None) -> Iterator[str]:
    """One line for each thing, its state first: √ in order, × missing (with the way to get it), or a plain fact."""
    settings = Workspace(config=config).settings(Path.cwd())
    look = template.load(settings.export.template, settings.home)
    yield f"√ bulletin-tools {__version__}，Python {platform.python_version()}，{platform.system()}"
    yield f"√ 配置：{settings.path or '没有bulletin.toml，用默认设置'}"
    yield f"√ 模板：{look.name}（{look.title}），现有{'、'.join(template.names())}"
    yield f"√ 终端编码：{sys.stdout.encoding}"
    yield from _programs()
    yield from _faces(look)


def _programs() -> Iterator[str]:
    office = libreoffice.program()
    yield (
        f"√ LibreOffice：{office}"
        if office
        else f"× 没有LibreOffice，出不了PDF校样。安装：{proof.INSTALL['libreoffice']}"
    )
    pictures = shutil.which("pdftoppm")
    yield f"√ pdftoppm：{pictures}" if pictures else f"× 没有pdftoppm，出不了图片。安装：{proof.INSTALL['pdftoppm']}"


def _faces(look: Template) -> Iterator[str]:
    replaced = fonts.substitutions(look)
    for face, by in replaced:
        yield f"- 字体：没有{face}，校样用{by}代替" if by else f"× 字体：没有{face}，也没有可代替的"
    if any(by is None for _, by in replaced):
        yield f"  安装替代字体：{proof.INSTALL['fonts']}"
