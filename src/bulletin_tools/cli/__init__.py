"""The command line: arguments in, one call, a report out. A file per command."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run `bulletin`; exit with 0, 1 (findings) or 2 (the tool couldn't do its work).

    A short run is quicker without looking for cyclic garbage, and without taking every module down at its end.
    """
    gc.disable()
    from bulletin_tools.cli.console import prepare

    prepare()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        code = 2
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        code = 130
    except OSError as error:
        from bulletin_tools.errors import reason

        print(f"无法写出结果（{reason(error)}）", file=sys.stderr)
        code = 2
    sys.stderr.flush()
    os._exit(code)


def _run() -> int:
    from bulletin_tools.errors import BulletinError

    try:
        return _called(sys.argv[1:])
    except BulletinError as error:
        print(error, file=sys.stderr)
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:
        if os.environ.get("BULLETIN_DEBUG"):
            raise
        from bulletin_tools.cli.usage import explain

        print(explain(error), file=sys.stderr)
    return 2


def _called(words: list[str]) -> int:
    from bulletin_tools.cli import options
    from bulletin_tools.cli.commands import COMMANDS, load

    if words and words[0] in COMMANDS:
        command = load(words[0])
        values = options.read(command, words[1:])
        if values is not None:
            return command(**values)
    return _parsed()


def _parsed() -> int:
    import typer

    from bulletin_tools.cli.app import app

    if "_BULLETIN_COMPLETE" in os.environ:
        typer.completion.completion_init()  # type: ignore[attr-defined]
    return typer.main.get_command(app).main(prog_name="bulletin", standalone_mode=False) or 0
