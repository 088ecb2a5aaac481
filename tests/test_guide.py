"""`bulletin config` and `bulletin init`: what the settings are, where they come from, and a first config."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bulletin_tools import guide, settings
from bulletin_tools.errors import BulletinError
from tests.commandline import FAULTY, bulletin, linted, written

EXAMPLES = Path(__file__).parent.parent / "examples"


def schema() -> dict[str, Any]:
    made = guide.schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return made


def is_valid(text: str) -> bool:
    return jsonschema.Draft202012Validator(schema()).is_valid(tomllib.loads(text))


def loads(path: Path, text: str) -> bool:
    try:
        settings.load(written(path, text))
    except BulletinError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "",
        (EXAMPLES / "bulletin.toml").read_text("utf-8"),
        'extend = "base.toml"\n[lint.options.S016]\nlimit = 30\n',
        '[lint]\nseverity = { P001 = "info" }\nper-file-ignores = { "归档/**" = ["S"] }\n',
        "[files]\nrespect-gitignore = false\n",
    ],
)
def test_the_schema_takes_what_the_program_takes(tmp_path: Path, text: str) -> None:
    written(tmp_path / "base.toml", "")
    assert loads(tmp_path / "bulletin.toml", text)
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "nope = 1\n",
        "[lint]\nnope = []\n",
        '[lint]\nselect = "P"\n',
        '[lint]\nfail-level = "grave"\n',
        '[files]\nrespect-gitignore = "no"\n',
        "[export]\ntemplate = 1\n",
        "[lint]\nper-file-ignores = { a = 1 }\n",
    ],
)
def test_the_schema_refuses_what_the_program_refuses(tmp_path: Path, text: str) -> None:
    assert not loads(tmp_path / "bulletin.toml", text)
    assert not is_valid(text)


def test_every_setting_is_explained_and_nothing_else() -> None:
    keys = {entry.key for entry in guide.entries(settings.Settings())}
    assert keys | {"extend"} == set(guide.EXPLAINED)


def test_a_setting_names_the_file_that_sets_it(tmp_path: Path) -> None:
    written(tmp_path / "base.toml", '[lint]\nignore = ["W"]\nselect = ["P"]\n')
    written(tmp_path / "bulletin.toml", 'extend = "base.toml"\n[lint]\nselect = ["S"]\n')
    run = bulletin("config", "lint", "--output-format", "json", cwd=tmp_path)
    origins = {row["key"]: row["origin"] and Path(row["origin"]).name for row in json.loads(run.out)}
    assert origins["lint.select"] == "bulletin.toml"
    assert origins["lint.ignore"] == "base.toml"
    assert origins["lint.fixable"] is None


def test_an_unknown_setting_is_one_sentence(tmp_path: Path) -> None:
    run = bulletin("config", "lint.nope", cwd=tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)


def test_what_init_writes_holds(tmp_path: Path) -> None:
    answers = "泉河“信息”\n中共泉河区委办公室\n\n".encode()
    run = bulletin("init", cwd=tmp_path, stdin=answers)
    assert run.code == 0
    held = settings.load(tmp_path / "bulletin.toml")
    assert (held.bulletin.name, held.bulletin.issuer) == ("泉河“信息”", "中共泉河区委办公室")
    assert is_valid((tmp_path / "bulletin.toml").read_text("utf-8"))
    written(tmp_path / "稿.txt", FAULTY)
    assert linted(".", cwd=tmp_path).codes == ["P001"]


def test_init_without_questions(tmp_path: Path) -> None:
    assert bulletin("init", "--yes", "--name", "泉河信息", cwd=tmp_path).code == 0
    assert settings.load(tmp_path / "bulletin.toml").bulletin.name == "泉河信息"


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    written(tmp_path / "bulletin.toml", "# ours\n")
    written(tmp_path / "departments.txt", "区教育局\n")
    run = bulletin("init", "--yes", cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert (tmp_path / "bulletin.toml").read_text("utf-8") == "# ours\n"
    assert bulletin("init", "--yes", "--overwrite", cwd=tmp_path).code == 0
    assert (tmp_path / "departments.txt").read_text("utf-8") == "区教育局\n"


def test_init_refuses_a_template_that_is_none(tmp_path: Path) -> None:
    run = bulletin("init", "--yes", "--template", "nope", cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert not (tmp_path / "bulletin.toml").exists()
