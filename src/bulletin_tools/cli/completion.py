"""`bulletin completion`: what a shell needs to complete commands, options and values."""

from bulletin_tools.cli.options import argument, option

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def completion(
    shell: str = argument(..., metavar="命令行", help="bash、zsh、fish、powershell或pwsh"),
    install: bool = option(False, "--install", help="装好，而不是输出脚本"),
) -> int:
    """输出或装好命令行的自动补全。"""
    from bulletin_tools.errors import BulletinError

    if shell not in SHELLS:
        raise BulletinError(f"不认识的命令行{shell}，可用{'、'.join(SHELLS)}")
    import typer.completion as typers

    if install:
        _, path = typers.install(shell, "bulletin", "_BULLETIN_COMPLETE")  # type: ignore[attr-defined]
        print(f"已写入{path}，新开的命令行里按Tab补全。")
    else:
        script = typers.get_completion_script(  # type: ignore[attr-defined]
            prog_name="bulletin", complete_var="_BULLETIN_COMPLETE", shell=shell
        )
        print(script)
    return 0
