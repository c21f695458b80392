"""Tomorrow's lists of an older Foyer, which had a table of their own, are notices after it was moved on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.post_office import PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import MailingServer
from tests.server.older import move_on, write_database, write_file

FIRST = 17
"""The schema that both databases are moved on from."""

NOW = datetime(2026, 3, 12, 16, 30, tzinfo=UTC)
AT = int(NOW.timestamp())
OF_BEFORE = (
    ("2026-03-12", "old@x.example", "refused", 1, 0, AT - 86400, "550 Gone"),
    ("2026-03-13", "went@x.example", "sent", 1, 0, AT + 60, ""),
    ("2026-03-13", "failed@x.example", "refused", 2, 0, AT + 300, "550 5.1.1 No such user"),
    ("2026-03-13", "lost@x.example", "unknown", 3, 2, AT + 900, "It hung up."),
    ("2026-03-13", "waits@x.example", "waiting", 2, 0, AT - 1, "450 Later"),
    ("2026-03-13", "perhaps@x.example", "in doubt", 1, 1, AT + 60, "It hung up."),
    ("2026-03-13", "cut-off@x.example", "sending", 1, 0, AT - 1, ""),
    ("2026-03-13", "needless@x.example", "nobody expected", 1, 0, AT + 60, ""),
)
"""Day, address, state, tries, doubts, when it is tried again, and why: rows of the table as it was."""


def write(url: str) -> int:
    """Gives the revision of what desks heard of last."""
    move_on(url, 23 - FIRST)
    engine = create_engine(url)
    with engine.begin() as connection:
        for row in OF_BEFORE:
            connection.execute(text(f"INSERT INTO tomorrow_mails VALUES {row!r}"))
        last: int = connection.execute(text("SELECT coalesce(max(revision), 0) + 1 FROM changes")).scalar_one()
        connection.execute(text(f"INSERT INTO changes VALUES ({last}, 'mail', 'went', 0, 0, '')"))
    engine.dispose()
    return last


def name_of(notice: dict[str, str]) -> str:
    return notice["address"].partition("@")[0]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_what_became_of_them_is_known_and_what_waits_is_sent(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, office: PostOffice, database: str
) -> None:
    clock.now = NOW
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'desk.db'}"
        write_file(tmp_path / "desk.db", FIRST)
    else:
        own = request.getfixturevalue("own_database")
        own.forget_tables()
        url = own.url
        write_database(url, FIRST, tmp_path)
    heard = write(url)
    server = MailingServer(url, clock, office)
    server.start()
    try:
        await server.wait_for_others()
        await server.turn()
        listed = (await server.get("/vm/notices", kind="tomorrow list"))["notices"]
        unsent = (await server.get("/vm/notices", kind="tomorrow list", unsent="1"))["notices"]
        changes = await server.get("/vm/changes", since=str(heard))
    finally:
        await server.end()
    assert {name_of(one): one["state"] for one in listed} == {
        "old": "refused",
        "went": "sent",
        "failed": "refused",
        "lost": "unknown",
        "waits": "sent",
        "perhaps": "in doubt",
        "cut-off": "sent",
        "needless": "overtaken",
    }
    failed = next(one for one in unsent if one["state"] == "refused")
    assert (name_of(failed), failed["day"], failed["said"]) == ("failed", "2026-03-13", "550 5.1.1 No such user")
    assert failed["at"] == "2026-03-12T16:30:00Z"
    assert [to for _, to in office.envelopes].count("waits@x.example") == 1
    assert changes["complete"] is True
