"""`bulletin lint`: check manuscripts, and mend them."""

from pathlib import Path

from bulletin_tools.cli.options import argument, count, option


def lint(
    paths: list[Path] | None = argument(None, metavar="[稿件…]", help="稿件或文件夹，-为标准输入；默认当前文件夹"),
    fix: bool = option(False, "--fix", help="改正有把握的问题"),
    unsafe_fixes: bool = option(False, "--unsafe-fixes", help="连要斟酌的也改（字词、日期、名称、数字）"),
    fix_only: bool = option(False, "--fix-only", help="只改正，不列出余下的问题"),
    diff: bool = option(False, "--diff", help="显示会怎样改，不写入"),
    show_fixes: bool = option(False, "--show-fixes", help="列出改正了哪些问题"),
    backup: bool = option(False, "--backup", help="改之前把原稿存为.bak"),
    select: list[str] | None = option(
        None, "--select", metavar="规则", help="只用这些规则（代号、代号开头、名称、ALL，逗号分隔）"
    ),
    extend_select: list[str] | None = option(None, "--extend-select", metavar="规则", help="另加这些规则"),
    ignore: list[str] | None = option(None, "--ignore", metavar="规则", help="不用这些规则"),
    per_file_ignores: list[str] | None = option(
        None, "--per-file-ignores", metavar="模式:规则", help="某些文件不用某些规则"
    ),
    fixable: list[str] | None = option(None, "--fixable", metavar="规则", help="只改这些规则的问题"),
    unfixable: list[str] | None = option(None, "--unfixable", metavar="规则", help="不改这些规则的问题"),
    baseline: Path | None = option(None, "--baseline", metavar="文件", help="不报基线里已有的问题"),
    write_baseline: bool = option(False, "--write-baseline", help="把现有的问题写进基线"),
    prune_baseline: bool = option(False, "--prune-baseline", help="从基线里删去已经没有的问题"),
    output_format: str = option("full", "--output-format", metavar="格式", help="full（默认）、concise、json"),
    annotate: bool = option(False, "--annotate", help="把问题写成Word批注，稿件另存为-o"),
    track_changes: bool = option(False, "--track-changes", help="改正写成Word修订，稿件另存为-o"),
    author: str = option("", "--author", metavar="姓名", help="批注和修订的作者，默认按配置"),
    comment_time: str = option("", "--comment-time", metavar="时间", help="批注和修订的时间，默认为现在"),
    output_file: Path | None = option(
        None, "--output-file", "-o", metavar="文件", help="把结果写进文件；有批注、修订时为Word文件或文件夹"
    ),
    overwrite: bool = option(False, "--overwrite", help="结果文件已有时覆盖"),
    include: list[str] | None = option(None, "--include", metavar="模式", help="文件夹里哪些是稿件"),
    exclude: list[str] | None = option(None, "--exclude", metavar="模式", help="文件夹里哪些不是稿件"),
    force_exclude: bool = option(False, "--force-exclude", help="点名的文件也按include、exclude取舍"),
    no_respect_gitignore: bool = option(False, "--no-respect-gitignore", help="git忽略的稿件也检查"),
    jobs: str = option("", "--jobs", "-j", metavar="数目", help="用几个进程，默认按需要"),
    no_cache: bool = option(False, "--no-cache", help="不用上次检查的结果，也不留下这次的"),
    stdin_filename: str = option("", "--stdin-filename", metavar="文件名", help="标准输入的文件名，由后缀定格式"),
    script: str = option(
        "", "--script", metavar="字体", help="稿件应当用的字：simplified（默认）或traditional（查出简体字）"
    ),
    encoding: str = option("", "--encoding", metavar="编码", help="稿件的编码，默认自动判断"),
    statistics: bool = option(False, "--statistics", help="按规则统计"),
    show_files: bool = option(False, "--show-files", help="列出会检查的稿件，不检查"),
    show_settings: bool = option(False, "--show-settings", help="列出生效的设置和规则，不检查"),
    fail_level: str = option(
        "", "--fail-level", metavar="级别", help="从哪一级起退出码为1：info、warning（默认）、error"
    ),
    exit_zero: bool = option(False, "--exit-zero", help="有问题时退出码也为0"),
    exit_non_zero_on_fix: bool = option(False, "--exit-non-zero-on-fix", help="改正了问题时退出码也为1"),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
    isolated: bool = option(False, "--isolated", help="不读配置文件"),
    color: str = option("auto", "--color", metavar="方式", help="auto（默认）、always、never"),
    quiet: bool = option(False, "--quiet", "-q", help="没有问题时什么也不说"),
) -> int:
    """检查稿件。退出码：0没有问题，1有问题，2没有检查成。"""
    from bulletin_tools.batch import Mending
    from bulletin_tools.cli.linting import Request, listed, pairs, run
    from bulletin_tools.workspace import Overrides, Workspace

    said = Overrides(
        select=listed(select) if select else None,
        extend_select=listed(extend_select),
        ignore=listed(ignore),
        per_file_ignores=pairs(per_file_ignores),
        fixable=listed(fixable) if fixable else None,
        unfixable=listed(unfixable),
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        fail_level=fail_level or None,
        script=script or None,
        respect_gitignore=not no_respect_gitignore,
    )
    mends = fix or fix_only or diff or track_changes
    reviewed = None
    if annotate or track_changes or author or comment_time:
        from bulletin_tools.cli.reviewing import review

        reviewed = review(
            annotate=annotate,
            track=track_changes,
            fix=fix or fix_only,
            dry=diff,
            output=output_file,
            author=author,
            time=comment_time,
            overwrite=overwrite,
        )
    request = Request(
        paths=paths or [Path()],
        workspace=Workspace(said, config, isolated=isolated),
        mending=Mending(unsafe=unsafe_fixes, dry=diff, keep=track_changes, backup=backup) if mends else None,
        fix_only=fix_only,
        show_fixes=show_fixes,
        baseline=baseline,
        write_baseline=write_baseline,
        prune_baseline=prune_baseline,
        output_format=output_format,
        output_file=None if reviewed else output_file,
        overwrite=overwrite,
        review=reviewed,
        force_exclude=force_exclude,
        stdin_filename=stdin_filename,
        encoding=encoding or None,
        statistics=statistics,
        show_files=show_files,
        show_settings=show_settings,
        exit_zero=exit_zero,
        exit_non_zero_on_fix=exit_non_zero_on_fix,
        jobs=count(jobs),
        no_cache=no_cache,
        color=color,
        quiet=quiet,
    )
    return run(request)
