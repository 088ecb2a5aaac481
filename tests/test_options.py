"""A call that is read without typer means what it means to typer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools.cli import app
from bulletin_tools.cli.commands import COMMANDS, load
from bulletin_tools.cli.options import Parameter, declared, read

WORDS = st.sampled_from(["稿件.txt", "a b.md", "P001,W", "-", "", "归档/**:S", "x=y"])


@st.composite
def calls(draw: st.DrawFn, command: Callable[..., int]) -> list[str]:
    """Options in any order, with and without `=`, among arguments."""
    types = command.__annotations__
    words: list[str] = []
    for name, parameter in draw(st.lists(st.sampled_from(sorted(declared(command).items())), max_size=6)):
        if not parameter.flags:
            words.append(draw(WORDS.filter(bool)))
            continue
        flag, value = draw(st.sampled_from(parameter.flags)), draw(WORDS.filter(lambda word: word != "-"))
        if types[name] is bool:
            words.append(flag)
        elif flag.startswith("--") and draw(st.booleans()):
            words.append(f"{flag}={value}")
        else:
            words.extend([flag, value])
    return words


def by_typer(name: str, words: list[str]) -> dict[str, Any] | None:
    """What typer gives the command's parameters, or None for a call that it refuses."""
    try:
        context = app.command(name).make_context(name, list(words))
    except Exception:  # noqa: BLE001 ( typer keeps its errors' classes to itself)
        return None
    return {key: plain(value, load(name).__annotations__[key]) for key, value in context.params.items()}


def plain(value: Any, kind: Any) -> Any:
    """A value before typer has made paths of words."""
    if isinstance(value, list | tuple):
        return [plain(each, kind) for each in value] or None
    return str(Path(value)) if "Path" in str(kind) and value is not None else value


@pytest.mark.parametrize("name", COMMANDS)
@given(data=st.data())
def test_both_readers_agree(name: str, data: st.DataObject) -> None:
    command = load(name)
    words = data.draw(calls(command))
    known = read(command, words)
    if known is not None:
        types = command.__annotations__
        assert {key: plain(value, types[key]) for key, value in known.items()} == by_typer(name, words)


@pytest.mark.parametrize(
    "words",
    [["--nope"], ["--help"], ["-h"], ["--select"], ["--select", "--fix"], ["--fix=1"], ["-qx"], ["--", "a"]],
)
def test_what_is_out_of_the_ordinary_is_typers(words: list[str]) -> None:
    assert read(load("lint"), ["稿件.txt", *words]) is None


def test_the_ordinary_call_needs_no_typer() -> None:
    values = read(load("export"), ["第56期.txt", "-o", "第56期.docx", "--number=56", "--overwrite"])
    assert values is not None
    assert (values["paths"], values["output"]) == ([Path("第56期.txt")], Path("第56期.docx"))
    assert (values["number"], values["overwrite"], values["pdf"]) == ("56", True, False)


def test_a_missing_argument_is_typers() -> None:
    assert read(load("export"), []) is None


def test_a_parameter_is_declared_once() -> None:
    for name in COMMANDS:
        command = load(name)
        assert all(isinstance(parameter, Parameter) for parameter in declared(command).values())
        assert list(declared(command)) == [key for key in command.__annotations__ if key != "return"]
