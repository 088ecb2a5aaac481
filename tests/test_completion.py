"""Completion, in the shell that a technician has."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import bulletin

PROGRAM = Path(sys.executable).with_name("bulletin")


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [("bulletin li", "lint"), ("bulletin lint --output-fo", "--output-format"), ("bulletin export --res", "--resume")],
)
def test_bash_completes(tmp_path: Path, words: str, expected: str) -> None:
    script = bulletin("completion", "bash", cwd=tmp_path).out
    place = len(words.split()) - 1
    asked = f"COMP_WORDS=({words}); COMP_CWORD={place}; _bulletin_completion {PROGRAM}; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [expected]


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell", "pwsh"])
def test_other_shells_get_a_script(tmp_path: Path, shell: str) -> None:
    run = bulletin("completion", shell, cwd=tmp_path)
    assert run.code == 0
    assert "_BULLETIN_COMPLETE" in run.out


def test_an_unknown_shell_is_one_sentence(tmp_path: Path) -> None:
    run = bulletin("completion", "cmd", cwd=tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
