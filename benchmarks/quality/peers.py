"""Other linters over the same texts, each by its own settings that suit official Chinese best.

AutoCorrect, zhlint: everything that puts blanks between Chinese and other characters is off, everything that makes marks
full-width is on. textlint: the rule for Chinese brackets, and of the rules for Japanese and for any language those that
fit Chinese (no blanks, no unmatched pairs, no zero-width and control characters). The exact settings stand in
`peers.mjs`; they were tried one by one over the pairs, and those were kept that mend most.

So that nothing is held against them that isn't their business, they are given a line at a time, without its indent.
Vale isn't measured: it has no rules for Chinese, and neither npm's nor PyPI's package holds the program. textlint's
preset for Chinese technical writing is no longer on npm.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bulletin_tools import api
from bulletin_tools.fix import fix
from bulletin_tools.lint import lint
from bulletin_tools.source import Span
from quality.places import Answer, changes
from quality.score import document, grave, office

_HERE = Path(__file__).parent
_MODULES = _HERE.parent / "node_modules"
_OURS, _OURS_ALL = "bulletin", "bulletin, all rules"


def answers(texts: Sequence[str]) -> dict[str, list[Answer]]:
    """Tool → its answer to each text: ours first, then the others.

    Errors: `SystemExit` where the others aren't installed.
    """
    ours = {
        name: [_ours(text, everything=everything) for text in texts]
        for name, everything in ((_OURS, False), (_OURS_ALL, True))
    }
    return {**ours, **_theirs(texts)}


def versions() -> str:
    """The tools that were asked, with their versions."""
    told = [f"bulletin-tools {version('bulletin-tools')}"]
    for package, name in (("autocorrect-node", "AutoCorrect"), ("zhlint", "zhlint"), ("@textlint/kernel", "textlint")):
        manifest = json.loads((_MODULES / package / "package.json").read_text("utf-8"))
        told.append(f"{name} {manifest['version']}")
    return ", ".join(told)


def _ours(text: str, *, everything: bool) -> Answer:
    manuscript, held = document(text), office(everything=everything)
    found = lint(manuscript, held).findings
    fixed = api.write(manuscript, fix(manuscript, held, bool).edits).decode()
    return Answer(fixed, [finding.span for finding in found], bool(grave(found)))


def _theirs(texts: Sequence[str]) -> dict[str, list[Answer]]:
    node = shutil.which("node")
    if not node or not _MODULES.is_dir():
        raise SystemExit("The other tools aren't here: npm install --prefix benchmarks")
    run = subprocess.run(
        [node, str(_HERE / "peers.mjs")], input=json.dumps(texts).encode(), stdout=subprocess.PIPE, check=True
    )
    return {
        tool: [_answer(text, one) for text, one in zip(texts, told, strict=True)]
        for tool, told in json.loads(run.stdout).items()
    }


def _answer(text: str, told: dict[str, object]) -> Answer:
    """What a tool said; what it only rewrites counts as said, too. They fail on anything."""
    fixed, places = told["fixed"], told["places"]
    assert isinstance(fixed, str)
    assert isinstance(places, list)
    told_of = [*(Span(*place) for place in places), *changes(text, fixed)]
    return Answer(fixed, told_of, bool(told_of))
