"""`foyer`, which is `python -m app`: the first line of every start."""

from __future__ import annotations

import gc
import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs what was asked for and gives the exit code: 0 done, 1 failed, 2 misused. `arguments` are those of the
    command line without the program's name; None is this process's own."""
    gc.disable()  # all that a start makes stays, looking for garbage meanwhile costs time; ui/process/start.py collects
    asked = sys.argv[1:] if arguments is None else arguments
    if asked == ["--printing-process"]:  # how ui/printing/printers.py starts this program again; not for people
        from ui.printing.process import main as printing

        printing()
        return 0
    if asked == ["--screens-process"]:  # the same of app/doctor/screen.py
        from ui.process.screen_probe import main as screens

        screens()
        return 0
    from app.command_line import run

    return run(asked)


if __name__ == "__main__":
    sys.exit(main())
