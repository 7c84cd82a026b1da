"""Where everything that goes wrong is turned into one coded message and an exit code; nothing passes it unspoken."""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from appeal.errors import AppealError, MachineError

BUG = 70
INTERRUPTED = 130
# What writing to a full or closed screen raises.
_SCREEN_TROUBLES = frozenset({errno.EBADF, errno.EIO, errno.ENOSPC})


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return the exit code of the process."""
    import click

    from appeal.cli.japanese import install

    # Before the commands: click translates some of its words when they are made.
    install()
    _hasten_start()
    _prepare_streams()
    _treat_ending_as_interruption()
    from appeal.cli.commands import appeal

    try:
        code = appeal.main(args=list(arguments), prog_name="appeal", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return error.exit_code
    except AppealError as error:
        _say(f"[NG] {error.code} {error.text}", f"-> {error.hint}")
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say_message("M206")
        return INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except OSError as error:
        if error.errno in _SCREEN_TROUBLES and error.filename is None:
            _forget_stdout()
            return _report_screen()
        return _report_bug(error)
    except Exception as error:  # noqa: BLE001 - the one place where a bug of ours becomes a sentence
        return _report_bug(error)
    return code if isinstance(code, int) else 0


def leave(code: int) -> NoReturn:
    """End the process with an exit code, without taking its objects apart one by one.

    That would cost a tenth of a build and give nothing back that the system does not take back anyway. What was
    registered to be done at the end is done.
    """
    with suppress(Exception):
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _hasten_start() -> None:
    """Spare the short life of a command the searches that only long-lived programs need.

    Looking for garbage every 700 new objects costs a tenth of a build, and imports make no garbage; pydantic looks
    through all installed packages for plug-ins, of which this program wants none.
    """
    gc.set_threshold(200_000, 20, 100)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _prepare_streams() -> None:
    """Print what the console cannot show as an escape instead of failing (cp932, cp1252, ascii)."""
    # A stream that was closed before the start is none at all for Python.
    nowhere = os.devnull
    sys.stdout = sys.stdout or open(nowhere, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(nowhere, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _treat_ending_as_interruption() -> None:
    """Let a closed window or a stop from outside end the program as Ctrl-C does, so that nothing stays half done."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _say_message(code: str, *details: str) -> None:
    from appeal import messages

    message = messages.find(code)
    mark = "NG" if message.severity is messages.Severity.ERROR else "記録"
    _say(f"[{mark}] {code} {message.text}", *details, f"-> {message.hint}")


def _say(*lines: str) -> None:
    from appeal.cli.blocks import wrap
    from appeal.cli.report import width

    for line in lines:
        for part in wrap(line, width()):
            print(part, file=sys.stderr)  # noqa: T201


def _forget_stdout() -> None:
    """Keep the interpreter from complaining about the closed pipe once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_screen() -> int:
    with suppress(OSError):
        _say_message("M207")
    return MachineError.exit_code


def _report_bug(error: Exception) -> int:
    import traceback

    path = _write_report("".join(traceback.format_exception(error)))
    _say_message("M205", f"記録: {path}" if path else "記録のファイルは書けませんでした。")
    return BUG


def _write_report(report: str) -> Path | None:
    import tempfile

    for folder in (Path.cwd, lambda: Path(tempfile.gettempdir())):
        try:
            path = folder() / f"appeal-error-{os.getpid()}.txt"
            path.write_text(report, encoding="utf-8")
        except OSError:
            continue
        return path
    return None
