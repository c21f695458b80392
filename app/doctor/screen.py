"""Screens and printers, asked of processes of their own: both may end or hang the one that asks."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from app.doctor.finding import Finding
from app.errors import PrinterFault
from app.system.display import has_display
from app.system.relaunch import ITSELF

SECONDS = 20.0

FAULTS = {
    PrinterFault.GONE: "The printer for badges is no printer of this PC.",
    PrinterFault.STOPPED: "The printer for badges has stopped: see whether it is on and has paper.",
    PrinterFault.REFUSED: "The printer for badges takes nothing.",
    PrinterFault.SILENT: "The printer for badges does not answer.",
}


def screen() -> Finding:
    """Scripts are asked of Qt, which has the fonts in hand; without a display it can't be, and they aren't known."""
    if not has_display():
        return Finding("screen", {"display": False, "cannot_draw": None})
    ended, output, complaint = _asked("--screens-process", "")
    facts: dict[str, Any] = {"display": True, "cannot_draw": None}
    for line in output.splitlines():
        facts |= _read(line)
    if "screens" in facts:
        return Finding("screen", facts)
    facts["why"] = complaint or ("it never answered" if ended is None else f"it ended with {ended}")
    return Finding("screen", facts, ("Qt can't open a window on this display.",))


def printers(badge_printer: str) -> Finding:
    """`badge_printer` is asked how it is; one that isn't named is the system's own, and need not be there."""
    listed = _read(_asked("--printing-process", "{}")[1])
    facts: dict[str, Any] = {"printers": listed.get("printers"), "badge_printer": badge_printer or "the system's own"}
    wrong = [] if "printers" in listed else ["The system's printing does not answer."]
    if badge_printer:
        answer = _read(_asked("--printing-process", json.dumps({"printer": badge_printer}))[1])
        fault = answer.get("fault", PrinterFault.SILENT.value)
        facts["badge_printer_answer"] = fault or "ready"
        if fault:
            wrong.append(FAULTS[PrinterFault(fault)])
    return Finding("printers", facts, wrong)


def _asked(argument: str, question: str) -> tuple[int | None, str, str]:
    """The exit code (None when it had to be ended), what it said, and the first line of its complaint."""
    try:
        ended = subprocess.run(
            [*ITSELF, argument],
            input=question.encode(),
            capture_output=True,
            timeout=SECONDS,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return None, (error.stdout or b"").decode(errors="replace"), ""
    complaint = ended.stderr.decode(errors="replace").strip().splitlines()
    return ended.returncode, ended.stdout.decode(errors="replace"), complaint[0] if complaint else ""


def _read(line: str) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
