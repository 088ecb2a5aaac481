"""Keeps the sessions in the README files true: runs their commands and compares, or with --write replaces, the output."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md", "docs/editing.zh-CN.md")
_SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "


def main() -> None:
    """Exit with 1 if a page isn't true."""
    stale = [page for page in PAGES if renewed(ROOT / page) != (ROOT / page).read_text("utf-8")]
    for page in stale:
        if "--write" in sys.argv:
            (ROOT / page).write_text(renewed(ROOT / page), "utf-8")
        else:
            print(f"{page}: a session isn't what the program prints (python tools/sessions.py --write)")
    sys.exit(bool(stale) and "--write" not in sys.argv)


def renewed(page: Path) -> str:
    """The page with what its commands print now."""
    return _SESSION.sub(lambda match: _run(match[0]), page.read_text("utf-8"))


def _run(session: str) -> str:
    commands = [line for line in session.splitlines() if line.startswith(_PROMPT)]
    return "".join(f"{command}\n{_output(command.removeprefix(_PROMPT))}" for command in commands)


def _output(command: str) -> str:
    words = command.split("#", maxsplit=1)[0].split()
    assert words[0] == "bulletin"
    done = subprocess.run(
        [sys.executable, "-m", "bulletin_tools", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return (done.stdout + done.stderr).rstrip("\n") + "\n"


if __name__ == "__main__":
    main()
