"""Where this desk keeps what, and which settings are in force."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from app.doctor.finding import Finding
from app.doctor.in_force import InForce
from app.settings import FIELDS, Declaration, Disclosure, Settings
from app.system.disk_room import LEAST_ROOM
from app.system.logs import FILE_NAME as LOG_NAME
from app.system.staff_pin import StaffPin


def paths(data_folder: Path, settings_file: Path, system_settings: Path) -> Finding:
    writable, wrong = _writable(data_folder)
    free = _free_mb(data_folder)
    if free is not None and free < LEAST_ROOM // 2**20:
        wrong.append(f"The disk of the data folder has only {free} MB left.")
    log = data_folder / LOG_NAME
    facts = {
        "data_folder": str(data_folder),
        "data_folder_writable": writable,
        "free_mb": free,
        "settings_file": _file(settings_file),
        "system_settings_file": _file(system_settings),
        "log": _file(log),
        "crash_log": _file(log.with_suffix(".crash")),
    }
    return Finding("paths", facts, wrong)


def settings(in_force: InForce, *, data_folder: Path, file_faults: Callable[[Settings], Iterable[str]]) -> Finding:
    """Each setting that isn't the default, and where it comes from; and what is wrong in the files that they name."""
    changed = {
        name: {"value": _shown(name, value), "from": in_force.source(name)}
        for name, value in asdict(in_force.settings).items()
        if value != FIELDS[name].default
    }
    pin = StaffPin(data_folder, lambda: datetime.now(UTC)).is_set
    wrong = list(in_force.wrong)
    if in_force.settings.kiosk and not pin:
        wrong.append("This is a kiosk, and no PIN for staff is set: nobody can leave it.")
    wrong += file_faults(in_force.settings)
    return Finding("settings", {"in_force": changed, "kiosk": in_force.settings.kiosk, "staff_pin": pin}, wrong)


def _shown(name: str, value: Any) -> str | float | bool:
    match value:
        case None | "":
            return "empty"
        case str():
            return _disclosed(FIELDS[name], value)
        case time():
            return f"{value:%H:%M}"
        case _:
            return value  # type: ignore[no-any-return]


def _disclosed(declared: Declaration, text: str) -> str:
    match declared.disclosure:
        case Disclosure.ADDRESS:
            return without_sign_in(text)
        case Disclosure.WHOLE:
            return text
        case Disclosure.PRESENCE:
            return "set"


def without_sign_in(address: str) -> str:
    """A server's address, or a path on it, without a name and a password, nor anything behind the path.

    It may be one that can't be used: without its https://, or with a / in the password.
    """
    start = re.match(r"\w*://", address)
    scheme = start[0] if start else ""
    return scheme + re.split("[?#]", address.removeprefix(scheme).rpartition("@")[2])[0]


def _writable(folder: Path) -> tuple[bool, list[str]]:
    there = _nearest(folder)
    if there != folder:  # the first start makes it
        makes = there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)
        return makes, [] if makes else [f"The data folder can't be made or looked into: look at {there or folder}."]
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True, []
    except OSError as error:
        return False, [f"The data folder can't be written to: {error.strerror}."]


def _free_mb(folder: Path) -> int | None:
    there = _nearest(folder)
    return shutil.disk_usage(there).free // 2**20 if there else None


def _nearest(folder: Path) -> Path | None:
    """The folder, or the nearest above it that can be seen."""
    return next((one for one in (folder, *folder.parents) if os.path.exists(one)), None)  # Path.exists may raise


def _file(file: Path) -> dict[str, Any]:
    try:
        known = os.stat(file)
    except OSError:
        return {"path": str(file), "there": False}
    changed = datetime.fromtimestamp(known.st_mtime).astimezone().isoformat(sep=" ", timespec="seconds")
    return {"path": str(file), "there": True, "bytes": known.st_size, "changed": changed}
