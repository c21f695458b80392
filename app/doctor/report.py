"""All findings as a person reads them, and as a program does.

The JSON is an object: `format` (1), `at` (when, with the zone), `well` (whether nothing needs a person), `wrong` (the
sentences), and an object for each topic. Their keys, which stay; more may come:

program         foyer, python, sqlite, system, desktop, locale, installed
paths           data_folder, data_folder_writable, free_mb, settings_file, system_settings_file, log, crash_log; the
                last four with path, there, bytes, changed
settings        in_force (of each setting that isn't the default: value, from), kiosk, staff_pin
secrets         keyring, private_file, token, client_secret, user_password, user_token, mail_password, mail_user,
                mail_sender: whether there is one, and what kind of keyring answers; notify_secrets (the names of other
                ways than mail of which one is kept)
store           file, condition, bytes, log_bytes, schema, set_aside (damaged files, put by), outbox (state: how many)
server          own (whether it is the desk's own); of that file, condition, bytes; of another one address, company,
                signs_in (with a user), proxy, answer, status, seconds, clock_ahead_seconds, why
screen          display, qt, pyside, platform, screens, cannot_draw (scripts that no font here has; null when it wasn't
                looked at), why
printers        printers, badge_printer, badge_printer_answer
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from app.doctor.finding import Finding

FORMAT = 1


class Report(Struct, frozen=True):
    """`hung` says that something never answered and may still be waited for by a thread."""

    at: datetime
    findings: tuple[Finding, ...]
    hung: bool = False

    @property
    def wrong(self) -> list[str]:
        return [sentence for finding in self.findings for sentence in finding.wrong]

    def as_json(self) -> str:
        """In ASCII, so that it is the same in every code page."""
        head = {"format": FORMAT, "at": self._moment(), "well": not self.wrong, "wrong": self.wrong}
        return json.dumps(head | {one.topic: one.facts for one in self.findings}, indent=2)

    def as_text(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"Foyer's doctor, {self._moment()}"
        for finding in self.findings:
            yield ""
            yield finding.topic.capitalize()
            width = max((len(key) for key in finding.facts), default=0) + 2
            for key, value in finding.facts.items():
                first, *others = _shown(value)
                yield f"  {key.replace('_', ' '):{width}}{first}"
                yield from (f"  {'':{width}}{other}" for other in others)
            yield from (f"  ! {sentence}" for sentence in finding.wrong)
        yield ""
        many = len(self.wrong)
        yield (
            "Nothing is wrong." if not many else f"{many} {'thing needs' if many == 1 else 'things need'} a person (!)."
        )

    def _moment(self) -> str:
        return self.at.isoformat(sep=" ", timespec="seconds")


def _shown(value: Any) -> list[str]:
    """The lines for a value, at least one."""
    if isinstance(value, Mapping):
        each = [f"{key}: {', '.join(_shown(inner))}" for key, inner in value.items()] or ["none"]
        return each if any(isinstance(inner, Mapping) for inner in value.values()) else [", ".join(each)]
    if isinstance(value, list):
        return [line for inner in value for line in _shown(inner)] or ["none"]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return ["unknown" if value is None else str(value) or "none"]
