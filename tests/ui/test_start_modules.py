"""What the first painted Today of a start has imported by then: nothing that it can do without."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.models.lists import meetings_list
from app.services.desk_services import desk_services
from app.services.site import Site
from app.store.account import account_of
from app.store.database import FILE_NAME, Database
from app.store.lists.answers import Answer

LATER = ("pydantic", "pydantic_core", "httpx", "phonenumbers", "icalendar", "jinja2", "babel", "fastapi", "sqlalchemy")

PAINTED = """
import json, os, sys
from ui.widgets.table.visitor_table import VisitorTable

paint = VisitorTable.paintEvent

def painted(self, event):
    paint(self, event)
    if self.model().rowCount():
        print(json.dumps([self.model().index(0, 1).data(), [name for name in %r if name in sys.modules]]), flush=True)
        os._exit(0)

VisitorTable.paintEvent = painted
from app.__main__ import main
main(["--data-dir", sys.argv[1], "--page", "today"])
"""


async def test_today_is_painted_from_yesterdays_rows_before_the_large_libraries_are_imported(tmp_path: Path) -> None:
    await keep_a_visitor_of_today(tmp_path)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0", "FOYER_TIME_ZONE": "UTC"}
    process = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", PAINTED % (LATER,), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=600,
        env=environment,
        check=False,
    )
    assert process.stdout, process.stderr
    assert json.loads(process.stdout) == ["Ada Lovelace", []]


async def keep_a_visitor_of_today(folder: Path) -> None:
    """As an earlier run of the desk did it."""
    now = datetime.now(UTC)
    database = Database(folder / FILE_NAME)
    site = Site(name="", time_zone="UTC", pc_zone="")

    async def nowhere() -> None:
        raise AssertionError("nobody is asked")

    services = desk_services(database, account_of(database, "embedded", "CO-DESK"), site=site, opener=nowhere)  # type: ignore[arg-type]
    meeting = {
        "object": "meeting",
        "id": "M-1",
        "title": "Engine",
        "startAt": now.isoformat(),
        "endAt": now.replace(hour=23, minute=59).isoformat(),
        "visitors": [{"id": "V-1", "firstname": "Ada", "lastname": "Lovelace"}],
    }
    pieces = (json.dumps(meeting).encode(),)
    await services.lists.apply(Answer(meetings_list(now.date()), 1, pieces, b"", now, now.date()))
    await services.close()
    database.close()
