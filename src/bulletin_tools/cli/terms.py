"""`bulletin terms check`: what is wrong with an office's list of words."""

from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools.cli.options import argument, option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bulletin_tools.termcheck import Misfire
    from bulletin_tools.terms import Term

_SHOWN = 3  # places shown of each entry


def terms(
    action: str = argument(..., metavar="check", help="check：检查词表"),
    file: Path = argument(..., metavar="词表", help="本单位的词表，格式见docs/terms.md"),
    on: Path | None = option(None, "--on", metavar="文件夹", help="没有错的稿件；词表在这里报的都是误报"),
) -> int:
    """检查词表：写法对不对，与程序的词表是否重复、矛盾，在没有错的稿件上会不会误报。退出码：0没有问题，1有问题，2没有检查成。"""
    from bulletin_tools import termcheck
    from bulletin_tools.errors import BulletinError
    from bulletin_tools.terms import read

    if action != "check":
        raise BulletinError(f"没有这个动作：terms {action}（可用terms check）")
    own = read(file)
    remarks = list(termcheck.remarks(own))
    for remark in remarks:
        print(f"{file}：[{remark.term.kind}]“{remark.term.word}”：{remark.words}")
    found = list(_misfires(on, own)) if on else []
    for line in _told(found):
        print(line)
    places = f"，在{on}里误报{len(found)}处" if on else ""
    print(f"词条{len(own)}个，有问题的说明{len(remarks)}条{places}。")
    return 1 if remarks or found else 0


def _misfires(folder: Path, own: "Sequence[Term]") -> "Iterator[Misfire]":
    from bulletin_tools import discovery, formats, termcheck
    from bulletin_tools.errors import BulletinError
    from bulletin_tools.workspace import Workspace

    if not folder.exists():
        raise BulletinError(f"{folder}：文件夹不存在")
    for path in discovery.manuscripts([folder], Workspace().settings):
        try:
            document = formats.read(path)
        except BulletinError as error:
            raise BulletinError(f"{path}：{error}") from None
        yield from termcheck.misfires(own, document)


def _told(found: "Iterable[Misfire]") -> "Iterator[str]":
    """Each entry with the number of its places, the most first, and some of them."""
    by_word: dict[str, list[Misfire]] = {}
    for misfire in found:
        by_word.setdefault(misfire.term.word, []).append(misfire)
    for word, misfires in sorted(by_word.items(), key=lambda entry: -len(entry[1])):
        yield f"“{word}”误报{len(misfires)}处："
        for misfire in misfires[:_SHOWN]:
            yield f"  {misfire.name}:{misfire.position.row}:{misfire.position.column}  {misfire.excerpt}"
