"""Looks at one thing after the other, all at a time, none for longer than it may take."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.doctor.files import paths, settings
from app.doctor.finding import Finding
from app.doctor.in_force import InForce, in_force
from app.doctor.program import program
from app.doctor.report import Report
from app.doctor.screen import printers, screen
from app.doctor.secrets import secrets
from app.doctor.server import server
from app.doctor.store import store
from app.settings import Settings
from app.system.credentials import Credentials
from app.system.timeout import in_time

SECONDS = 30.0
"""For each look; they have shorter ones of their own where they can, so this is for a disk or a system that is gone."""


class Installation(Struct, frozen=True):
    """What is looked at: as the command line and the environment say. `overrides` are settings; `file_faults`
    gives a sentence for each thing that is wrong in the files that settings name."""

    data_folder: Path
    settings_file: Path
    system_settings: Path
    overrides: Mapping[str, Any]
    environment: Mapping[str, str]
    file_faults: Callable[[Settings], Iterable[str]]


def examined(desk: Installation, *, seconds: float = SECONDS) -> Report:
    """Looks at everything; what fails or takes longer than `seconds` becomes a sentence, and the rest goes on."""
    logging.getLogger().addHandler(logging.NullHandler())  # what is said on the way isn't for who reads the report
    return asyncio.run(_examined(desk, seconds))


async def _examined(desk: Installation, seconds: float) -> Report:
    examinations: dict[str, Callable[[InForce], Finding]] = {
        "program": lambda _: program(),
        "paths": lambda _: paths(desk.data_folder, desk.settings_file, desk.system_settings),
        "settings": partial(settings, data_folder=desk.data_folder, file_faults=desk.file_faults),
        "secrets": lambda settled: secrets(settled.settings, desk.data_folder, _credentials(desk)),
        "store": lambda _: store(desk.data_folder),
        "server": lambda settled: server(settled.settings, desk.data_folder, _credentials(desk)),
        "screen": lambda _: screen(),
        "printers": lambda settled: printers(settled.settings.badge_printer),
    }
    try:
        read = partial(in_force, desk.settings_file, desk.system_settings, desk.overrides, desk.environment)
        settled = await in_time(read, seconds=seconds, name="doctor-settings")
    except TimeoutError:
        settled = InForce(Settings(), (), ("The settings files can't be read: their disk does not answer.",))
    answers = await asyncio.gather(
        *(_finding(topic, partial(examine, settled), seconds) for topic, examine in examinations.items())
    )
    return Report(
        at=datetime.now().astimezone(),
        findings=tuple(finding for finding, _ in answers),
        hung=any(hung for _, hung in answers),
    )


async def _finding(topic: str, examine: Callable[[], Finding], seconds: float) -> tuple[Finding, bool]:
    try:
        return await in_time(examine, seconds=seconds, name=f"doctor-{topic}"), False
    except TimeoutError:
        return Finding(topic, wrong=(f"The look at this took more than {seconds:.0f} s and was given up.",)), True
    except Exception as error:  # whatever is broken on this PC, the rest is wanted all the more
        return Finding(topic, wrong=(f"The look at this failed: {type(error).__name__}.",)), False


def _credentials(desk: Installation) -> Credentials:
    return Credentials(desk.data_folder, desk.environment.get("FOYER_TOKEN", ""))
