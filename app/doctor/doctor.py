"""Looks at one thing after the other, all at a time, none for longer than it may take."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.doctor.finding import Finding
from app.doctor.in_force import InForce, in_force
from app.doctor.look_at_files import paths, settings
from app.doctor.look_at_program import program
from app.doctor.look_at_screen import printers, screen
from app.doctor.look_at_secrets import secrets
from app.doctor.look_at_server import server
from app.doctor.look_at_store import store
from app.doctor.report import Report
from app.settings import Settings
from app.system.credentials import Credentials
from app.system.timeout import in_time

SECONDS = 30.0
"""For each look; they have shorter ones of their own where they can, so this is for a disk or a system that is gone."""


class Installation(Struct, frozen=True):
    """What is looked at: as the command line and the environment say. `overrides` are settings."""

    data_folder: Path
    settings_file: Path
    system_settings: Path
    overrides: Mapping[str, Any]
    environment: Mapping[str, str]


def examined(desk: Installation, *, seconds: float = SECONDS) -> Report:
    """Looks at everything; what fails or takes longer than `seconds` becomes a sentence, and the rest goes on."""
    logging.getLogger().addHandler(logging.NullHandler())  # what is said on the way isn't for who reads the report
    return asyncio.run(_examined(desk, seconds))


async def _examined(desk: Installation, seconds: float) -> Report:
    looks: dict[str, Callable[[InForce], Finding]] = {
        "program": lambda told: program(),
        "paths": lambda told: paths(desk.data_folder, desk.settings_file, desk.system_settings),
        "settings": partial(settings, data_folder=desk.data_folder),
        "secrets": lambda told: secrets(told.settings, desk.data_folder, _credentials(desk)),
        "store": lambda told: store(desk.data_folder),
        "server": lambda told: server(told.settings, desk.data_folder, _credentials(desk)),
        "screen": lambda told: screen(),
        "printers": lambda told: printers(told.settings.badge_printer),
    }
    try:
        read = partial(in_force, desk.settings_file, desk.system_settings, desk.overrides, desk.environment)
        told = await in_time(read, seconds=seconds, name="doctor-settings")
    except TimeoutError:
        told = InForce(Settings(), (), ("The settings files can't be read: their disk does not answer.",))
    answers = await asyncio.gather(*(_looked(topic, partial(look, told), seconds) for topic, look in looks.items()))
    return Report(
        at=datetime.now().astimezone(),
        findings=tuple(finding for finding, _ in answers),
        hung=any(hung for _, hung in answers),
    )


async def _looked(topic: str, look: Callable[[], Finding], seconds: float) -> tuple[Finding, bool]:
    try:
        return await in_time(look, seconds=seconds, name=f"doctor-{topic}"), False
    except TimeoutError:
        return Finding(topic, wrong=(f"The look at this took more than {seconds:.0f} s and was given up.",)), True
    except Exception as error:  # whatever is broken on this PC, the rest is wanted all the more
        return Finding(topic, wrong=(f"The look at this failed: {type(error).__name__}.",)), False


def _credentials(desk: Installation) -> Credentials:
    return Credentials(desk.data_folder, desk.environment.get("FOYER_TOKEN", ""))
