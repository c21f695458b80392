"""The desk's own file: whether it is sound, and what in it is still to be sent."""

from __future__ import annotations

import os
from pathlib import Path

from app.doctor.finding import Finding
from app.store.database import FILE_NAME
from app.store.rescue.inspection import Condition, inspected

SECONDS = 20.0

WRONG = {
    Condition.DAMAGED: "{file} is damaged: it has to come from a backup.",
    Condition.NEWER: "{file} was written by a newer Foyer: update this one.",
    Condition.UNREADABLE: "{file} can't be read: look at who may read it, and at the disk.",
}


def store(data_folder: Path) -> Finding:
    file = data_folder / FILE_NAME
    inspection = inspected(file, seconds=SECONDS)
    facts = {
        "file": file.name,
        "condition": inspection.condition.value,
        "bytes": size_of(file),
        "log_bytes": size_of(file.with_name(file.name + "-wal")),
        "schema": inspection.schema,
        "set_aside": _set_aside(file),
        "outbox": inspection.outbox,
    }
    wrong = wrong_with(file, inspection.condition)
    if inspection.condition is Condition.DAMAGED:
        wrong = [f"{file.name} is damaged: the next start sets it aside and carries over what can be read."]
    outbox = inspection.outbox or {}
    ask = outbox.get("rejected", 0) + outbox.get("unclear", 0)
    if ask:
        changes = "1 change was" if ask == 1 else f"{ask} changes were"
        wrong.append(f"{changes} not taken by the server as they stand: open Foyer, and click Connection.")
    return Finding("store", facts, wrong)


def _set_aside(file: Path) -> int:
    try:
        return len(list(file.parent.glob(f"{file.stem}-damaged-*{file.suffix}")))
    except OSError:
        return 0


def wrong_with(file: Path, condition: Condition) -> list[str]:
    return [WRONG[condition].format(file=file.name)] if condition in WRONG else []


def size_of(file: Path) -> int:
    return os.path.getsize(file) if os.path.isfile(file) else 0  # Path.is_file raises in a locked folder
