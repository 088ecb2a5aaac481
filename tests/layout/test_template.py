"""The template files, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin_tools.errors import BulletinError
from bulletin_tools.layout import template

FORCES = {"required", "normal", "recommended", "custom"}


def test_the_standard_gives_the_measured_numbers() -> None:
    look = template.load()
    assert (look.width, look.height) == (8845, 12756)
    assert look.leading == 579
    assert look.spacing == -5


@pytest.mark.parametrize("name", template.names())
def test_every_value_has_its_force_and_clause(name: str) -> None:
    look = template.load(name)
    assert look.title
    for key, basis in look.bases.items():
        assert basis.force in FORCES, key
        assert bool(basis.clause) == (basis.force != "custom"), key


def test_an_override_changes_one_value_and_is_custom(tmp_path: Path) -> None:
    file = tmp_path / "本单位.toml"
    file.write_text('extends = "margins-37-33"\n[body]\nface = "kai"\n[fallback]\n"某仿宋" = "仿宋"\n', "utf-8")
    look = template.load(str(file))
    assert (look.body.face, look.page.bottom, look.body.size) == ("kai", 33.0, 16.0)
    assert look.bases["body.face"].force == look.bases["page.bottom"].force == "custom"
    assert look.bases["page.top"] == template.Basis("5.2.1", "required")
    assert look.fallback["某仿宋"] == "仿宋"


def test_an_override_may_name_its_clause(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('[page]\nbottom = { value = 33, clause = "某办规定第3条", force = "required" }', "utf-8")
    assert template.load(str(file)).bases["page.bottom"] == template.Basis("某办规定第3条", "required")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[page]\ntop = 900", ("page.top", "10至80", "900")),
        ('[page]\ntop = "37"', ("page.top", "数字", "10至80")),
        ("[page]\nbotom = 33", ("[page]", "botom", "bottom")),
        ("[pag]\ntop = 33", ("[pag]", "page")),
        ("page = 3", ("page", "[page]")),
        ("[grid]\nlines = 22.5", ("grid.lines", "整数")),
        ("[grid]\nlines = true", ("grid.lines", "整数")),
        ('[headline]\nplace = "above"', ("headline.place", "line、run-in")),
        ('[masthead]\ncolour = "red"', ("masthead.colour", "0-9A-F")),
        ('[masthead]\nnumber = "第期"', ("masthead.number", "{}")),
        ('[faces]\nfang = ""', ("faces.fang", "1至31个字")),
        ('[fallback]\n"某体" = ""', ("fallback.某体", "1至31个字")),
        ('[contents]\nheading = ""', ("contents.heading", "文字")),
        ("[page]\ntop = { value = 37, range = [0, 900] }", ("page.top", "value")),
        ("[grid]\nleading = 40", ("grid.leading", "10至15")),
        ("[grid]\nlines = 60", ("行距", "body.size")),
        ("[page]\nwidth = 180\nleft = 60\nright = 60", ("80×100",)),
        ("[grid]\ncharacters = 50", ("每行50个",)),
        ("[number]\nbelow = 30\n[page]\nbottom = 30", ("number.below", "page.bottom")),
        ('extends = "没有"', ("没有模板没有", "gbt9704")),
        ('extends = "wrong.toml"', ("又回到自己",)),
        ("extends = 3", ("extends",)),
        ("[page", ("TOML",)),
    ],
)
def test_a_wrong_file_is_one_sentence_that_names_it(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BulletinError) as caught:
        template.load(str(file))
    message = str(caught.value)
    assert "\n" not in message
    assert "wrong.toml" in message or "没有模板" in message
    for word in words:
        assert word in message
