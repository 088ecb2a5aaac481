"""What `bulletin init` asks and writes."""

import json
from pathlib import Path
from typing import NamedTuple

from bulletin_tools.cli.files import write_output
from bulletin_tools.files import refuse_overwriting
from bulletin_tools.layout import template as layouts

_NAME = "bulletin.toml"
_DEPARTMENTS = "departments.txt"
_CONFIG = """\
# bulletin-tools的设置。各项的意思：bulletin config
departments = "{departments}"

[bulletin]
name = {name}
issuer = {issuer}

[lint]
# 不用的规则，如["W001"]；每条规则的说明：bulletin rule W001
ignore = []

[files]
exclude = ["{departments}", "README*", "requirements*.txt"]

[export]
template = {template}
"""
_LIST = "# 来源单位名单：每行一个单位，先写全称，再写简称，用空格隔开。\n# 区教育局 区教委\n"
_HOOKS = """\
用git管理稿件的，可在.pre-commit-config.yaml里写：

repos:
- repo: <bulletin-tools的仓库地址>
  rev: v{version}
  hooks:
  - id: bulletin-lint        # 提交前检查；要自动改正，换成bulletin-fix
"""


class Answers(NamedTuple):
    """What an office says of itself; empty where it has not said."""

    name: str = ""
    issuer: str = ""
    template: str = ""


def ask(given: Answers) -> Answers:
    """Ask for what has not been given; an empty answer takes the default."""
    known = "、".join(layouts.names())
    return Answers(
        given.name or _answer("简报名称（如××信息，可留空）："),
        given.issuer or _answer("编发单位（如中共××区委办公室，可留空）："),
        given.template or _answer(f"公文模板（{known}；默认gbt9704）："),
    )


def start(folder: Path, answers: Answers, *, overwrite: bool) -> int:
    """Write the config, and an empty list of departments where there is none. Errors: `BulletinError`."""
    from bulletin_tools import __version__

    template = answers.template or layouts.BASE
    layouts.load(template, folder)
    path, departments = folder / _NAME, folder / _DEPARTMENTS
    refuse_overwriting(path, overwrite=overwrite)
    name, issuer, look = (json.dumps(word, ensure_ascii=False) for word in (answers.name, answers.issuer, template))
    config = _CONFIG.format(departments=_DEPARTMENTS, name=name, issuer=issuer, template=look)
    write_output(path, config.encode())
    if not departments.exists():
        write_output(departments, _LIST.encode())
    print(f"已写入{path}；来源单位名单在{departments}，请补全。")
    print("接下来：bulletin lint 检查稿件，bulletin config 查看设置。\n")
    print(_HOOKS.format(version=__version__), end="")
    return 0


def _answer(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        print()
        return ""
