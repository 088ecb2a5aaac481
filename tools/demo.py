"""Shows the main job on the examples: lint a draft, mend a copy of it, export an issue, picture its pages."""

import shutil
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_OUT = _ROOT / "out"


def main() -> None:
    """Run each step as a user would type it; findings are no failure here."""
    _OUT.mkdir(exist_ok=True)
    for name in ("来稿.txt", "bulletin.toml", "departments.txt"):
        shutil.copy(_ROOT / "examples" / name, _OUT / name)
    bulletin("lint", "examples/来稿.txt")
    bulletin("lint", "--fix", "--show-fixes", "--output-format", "concise", "out/来稿.txt")
    bulletin("parse", "examples/第56期.txt")
    proof = ["--pdf", "--preview"] if shutil.which("soffice") and shutil.which("pdftoppm") else []
    code = bulletin("export", "examples/第56期.txt", "-o", "out/第56期.docx", "--overwrite", *proof)
    if not proof:
        print("（没有装LibreOffice，略去样张；bulletin doctor说明怎样安装）")
    print(f"成品在{_OUT.relative_to(_ROOT)}文件夹：{'、'.join(sorted(path.name for path in _OUT.iterdir()))}")
    sys.exit(code)


def bulletin(*words: str) -> int:
    """Run the command and return its exit code."""
    print(f"$ bulletin {' '.join(words)}", flush=True)
    code = subprocess.run([sys.executable, "-m", "bulletin_tools", *words], cwd=_ROOT, check=False).returncode
    print(flush=True)
    return code


if __name__ == "__main__":
    main()
