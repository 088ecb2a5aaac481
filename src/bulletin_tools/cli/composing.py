"""What `bulletin compose` does with its options."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import discovery, formats
from bulletin_tools.cli.files import check_output, write_output
from bulletin_tools.compose import issue, past, plan, repeats, returns
from bulletin_tools.compose.entries import Entry, Submission, entries, submission
from bulletin_tools.compose.issue import Heads
from bulletin_tools.compose.past import Past
from bulletin_tools.compose.plan import Plan
from bulletin_tools.compose.returns import Returned
from bulletin_tools.convert import FORMS
from bulletin_tools.convert.tidy import tidy
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import refuse_overwriting
from bulletin_tools.layout.export import Heads as GivenHeads
from bulletin_tools.lint import Report, lint
from bulletin_tools.settings import Foot, Settings
from bulletin_tools.workspace import Workspace

_WORD = ".docx"
_MOST_LEFT_OUT = 5


class Request(NamedTuple):
    """The options of `bulletin compose`."""

    items: Sequence[Path]
    output: Path | None
    plan: Path | None
    given: GivenHeads
    total_number: str
    against: Sequence[Path]
    faults: Path | None
    fix: bool
    overwrite: bool
    encoding: str | None
    config: Path | None


def run(request: Request) -> int:
    """Compose the issue, tell what speaks against it, and give the exit code."""
    target = _target(request)
    workspace = Workspace(config=request.config)
    settings = workspace.settings(target.parent)
    order = plan.read(request.plan) if request.plan else Plan()
    sent, failed = _submissions(request, order, workspace, target)
    taken = order.ordered([entry for one in sent for entry in entries(one)])
    if not taken:
        raise BulletinError("没有读出条目，无可编排")
    earlier = list(past.read(_past_files(request, settings, workspace, target)))
    last = past.latest(earlier)
    heads = _heads(request, settings, last)
    foot = settings.foot if any(settings.foot) else _foot(last)
    text = issue.composed(heads, taken, foot)
    report = _linted(text, target, workspace, fix=request.fix)
    returned = returns.by_department(sent, workspace.office)
    letters = _letters(returned, request)
    _write(report.document.text, target, settings, overwrite=request.overwrite)
    _send(returned, letters)
    _tell(target, heads, taken, last)
    repeated = list(_repeated(text, taken, earlier, workspace, target))
    for line in (*repeated, *_faults(returned, letters), *_left_out(sent)):
        print(line)
    code = _verdict(report, target, workspace)
    return 2 if failed else 1 if repeated else code


def _target(request: Request) -> Path:
    if request.output is None:
        raise BulletinError("请用-o给出编成的文件，如-o 第56期.txt")
    if request.output.suffix.lower() not in (*FORMS, _WORD):
        raise BulletinError(f"{request.output}：名称应以{'、'.join((*FORMS, _WORD))}之一结尾")
    if request.total_number and not request.total_number.isdecimal():
        raise BulletinError(f"--total-number应为数字，现为“{request.total_number}”")
    if not request.items and not request.plan:
        raise BulletinError("请给出各单位的稿件，或用--plan给出编排方案")
    check_output(request.output, overwrite=request.overwrite)
    return request.output


def _submissions(
    request: Request, order: Plan, workspace: Workspace, target: Path
) -> tuple[list[Submission], list[Path]]:
    """What can be read of what was sent in; what can't is named."""
    named = [*request.items, *(order.files() if order.path else ())]
    sent: list[Submission] = []
    failed: list[Path] = []
    for path in discovery.manuscripts(named, workspace.settings):
        if path.resolve() in (target.resolve(), request.plan and request.plan.resolve()) or _is_letter(path, request):
            continue
        try:
            sent.append(submission(path, request.encoding))
        except BulletinError as error:
            failed.append(path)
            print(f"{path}：{error}", file=sys.stderr)
    return sent, failed


def _is_letter(path: Path, request: Request) -> bool:
    """Whether an earlier run wrote a file for a department."""
    folder = request.faults
    return folder is not None and path.name.endswith(returns.ENDING) and path.resolve().parent == folder.resolve()


def _past_files(request: Request, settings: Settings, workspace: Workspace, target: Path) -> Iterator[Path]:
    """The files that may hold earlier issues: as given, as configured, or those beside the new one."""
    if request.against:
        found = discovery.manuscripts(request.against, workspace.settings)
    elif settings.compose.against:
        found = discovery.manuscripts([_near(settings.home / settings.compose.against)], workspace.settings)
    else:
        beside = sorted(path for path in target.parent.iterdir() if path.is_file() and not path.name.startswith("."))
        found = (path for path in beside if discovery.wanted(path, settings))
    skipped = {target.resolve(), *(path.resolve() for path in request.items)}
    return (path for path in found if path.resolve() not in skipped)


def _near(path: Path) -> Path:
    """The path from where the user is, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _heads(request: Request, settings: Settings, last: Past | None) -> Heads:
    given = request.given
    told = Heads(
        given.name or settings.bulletin.name,
        given.number,
        request.total_number,
        given.issuer or settings.bulletin.issuer,
        given.date or date.today().isoformat(),  # noqa: DTZ011 - the day on the editor's calendar
    )
    heads = past.next_heads(told, last)
    if not heads.name:
        raise BulletinError("缺少报头名称：请用--name给出，或在bulletin.toml的[bulletin]里写name")
    return heads


def _foot(last: Past | None) -> Foot:
    """The foot of the last issue."""
    foot = last.bulletin.footer if last else None
    return Foot(**{key: field.value for key in Foot._fields if foot and (field := getattr(foot, key))})


def _linted(text: str, target: Path, workspace: Workspace, *, fix: bool) -> Report:
    """The issue as it will be written, mended if asked, and what is left to find in it."""
    office = workspace.office(target)
    markdown = FORMS.get(target.suffix.lower()) == "markdown"
    words = tidy(formats.from_text(text), "markdown").text if markdown else text
    document = formats.from_text(words, "编成.md" if markdown else "编成.txt")
    if not fix:
        return lint(document, office)
    from bulletin_tools.fix import fix as mend

    can = workspace.fixable(target)
    return mend(document, office, lambda found: bool(found.fix and found.fix.safe and found.code in can)).report


def _write(text: str, target: Path, settings: Settings, *, overwrite: bool) -> None:
    if target.suffix.lower() == _WORD:
        from bulletin_tools.cli.converting import to_word

        to_word(text, target, settings, overwrite=overwrite)
        return
    write_output(target, text.encode())


def _tell(target: Path, heads: Heads, taken: Sequence[Entry], last: Past | None) -> None:
    briefs = sum(entry.kind == "brief" for entry in taken)
    count = f"{len(taken) - briefs}条" + (f"、简讯{briefs}条" if briefs else "")
    after = f"，接{last.name}" if last else ""
    print(f"编成{heads.name}第{heads.number}期：{target}（{count}{after}）")


def _repeated(
    text: str, taken: Sequence[Entry], earlier: Sequence[Past], workspace: Workspace, target: Path
) -> Iterator[str]:
    found = repeats.repeats(text, earlier, workspace.rulebook(target.parent))
    if found:
        yield f"重复{len(found)}条："
    for repeat in found:
        entry = taken[repeat.item] if repeat.item < len(taken) else None
        where = repeat.issue.name if repeat.issue else "本期"
        yield f"  “{entry.title if entry else ''}”（{entry.path if entry else ''}）与{where}“{repeat.title}”内容相近"


def _letters(returned: Mapping[str, Sequence[Returned]], request: Request) -> dict[str, Path]:
    """Where each department's letter goes, if letters are asked for. Errors: `BulletinError`."""
    folder = request.faults
    if folder is None:
        return {}
    if folder.exists() and not folder.is_dir():
        raise BulletinError(f"{folder}：不是文件夹")
    files = {department: folder / name for department, name in returns.file_names(returned).items()}
    for path in files.values():
        refuse_overwriting(path, overwrite=request.overwrite)
    return files


def _send(returned: Mapping[str, Sequence[Returned]], letters: Mapping[str, Path]) -> None:
    """Write the letters as the oldest Notepad reads them: it takes UTF-8 for GBK without a mark, and LF for no line end."""
    for department, path in letters.items():
        text = "\ufeff" + returns.letter(department, returned[department])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BulletinError(f"{path.parent}：无法建立文件夹（{reason(error)}）") from None
        write_output(path, text.replace("\n", "\r\n").encode("utf-8", "backslashreplace"))


def _faults(returned: Mapping[str, Sequence[Returned]], letters: Mapping[str, Path]) -> Iterator[str]:
    """The faults of what was sent in, by the department that has to mend them."""
    if returned:
        yield f"退改{sum(len(draft.findings) for drafts in returned.values() for draft in drafts)}处："
    for department, drafts in returned.items():
        yield f"{department}→{letters[department]}" if letters else department
        for draft in drafts:
            for finding in draft.findings:
                row, column = draft.report.document.position(finding.span.start)
                yield f"  {draft.path}:{row}:{column}: {finding.code} {finding.message}"


def _left_out(sent: Sequence[Submission]) -> Iterator[str]:
    for one in sent:
        words = one.left_out
        if words:
            shown = "、".join(f"“{word}”" for word in words[:_MOST_LEFT_OUT])
            yield f"{one.path}：没有编入{shown}{'等' if len(words) > _MOST_LEFT_OUT else ''}"


def _verdict(report: Report, target: Path, workspace: Workspace) -> int:
    if not report.findings:
        print("编成的一期没有发现问题。")
        return 0
    for finding in report.findings:
        row, column = report.document.position(finding.span.start)
        print(f"{target}:{row}:{column}: {finding.code} {finding.message}")
    print(f"编成的一期还有{len(report.findings)}处问题。")
    level = workspace.fail_level(target.parent)
    return 1 if any(finding.severity >= level for finding in report.findings) else 0
