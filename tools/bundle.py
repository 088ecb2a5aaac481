"""Packs the program with all it needs, for machines without a network: python tools/bundle.py [--platform …] [--python …]

The archive holds the wheels, a script that installs them, icons that take dropped files (Windows), and a page that says
how. Batch files are written in GBK with CR LF, as a Chinese Windows reads them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parent.parent
PARTS = Path(__file__).with_name("bundle")
FOLDER = "bulletin-tools"
PLATFORMS = {
    "win_amd64": ["win_amd64"],
    "manylinux_x86_64": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    "manylinux_aarch64": ["manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"],
}
VERSIONS = ["3.11", "3.12", "3.13"]
WINDOWS_ONLY = ["colorama"]  # pip looks at the markers of the machine that it runs on


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--platform", choices=PLATFORMS, default="win_amd64")
    given.add_argument("--python", action="append", choices=VERSIONS, help="several times for several; default: all")
    given.add_argument("-o", "--output", type=Path)
    options = given.parse_args()
    versions = options.python or VERSIONS
    output = options.output or ROOT / "dist" / f"{FOLDER}-{options.platform}.zip"
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder)
        download(wheels, PLATFORMS[options.platform], versions)
        pack(output, wheels, versions, windows=options.platform.startswith("win"))
    print(f"{output} ({output.stat().st_size / 1e6:.1f} MB)")


def download(folder: Path, platforms: list[str], versions: list[str]) -> None:
    """The program's wheel, and for each version of Python those that it needs."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT)], check=True)
    (own,) = folder.glob("*.whl")
    more = WINDOWS_ONLY if platforms[0].startswith("win") else []
    for version in versions:
        places = [word for platform in platforms for word in ("--platform", platform)]
        options = ["--python-version", version, "--only-binary=:all:", "-d", str(folder), *places]
        subprocess.run([*pip, "download", *options, str(own), *more], check=True)


def pack(output: Path, wheels: Path, versions: list[str], *, windows: bool) -> None:
    """The archive; the same wheels give the same bytes."""
    words = {
        "{versions}": "、".join(versions),
        "{spaced}": " ".join(versions),
        "{commands}": " ".join(f"python{version}" for version in reversed(versions)),
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for wheel in sorted(wheels.glob("*.whl")):
            add(archive, f"wheels/{wheel.name}", wheel.read_bytes())
        for part in sorted(PARTS.iterdir()):
            if part.suffix == (".sh" if windows else ".bat"):
                continue
            text = part.read_text("utf-8")
            for mark, word in words.items():
                text = text.replace(mark, word)
            add(archive, part.name, encoded(part.suffix, text))


def encoded(suffix: str, text: str) -> bytes:
    """A part as its reader expects it."""
    if suffix == ".bat":
        return text.replace("\n", "\r\n").encode("gbk")
    return ("\ufeff" + text.replace("\n", "\r\n")).encode() if suffix == ".txt" else text.encode()


def add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(f"{FOLDER}/{name}")
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
    archive.writestr(entry, data)


if __name__ == "__main__":
    main()
