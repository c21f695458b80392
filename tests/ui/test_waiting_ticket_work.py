"""What was done with tickets, in *Waiting changes*: what it is, of which ticket, and what becomes different."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.models.operations import Kind
from app.models.tickets.change import TicketChange
from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.hands import click, click_row, row
from tests.ui.waiting_desk import WaitingDesk
from ui.theme import Theme

LIFT = {"ticket": "T-1", "title": "Lift 2 is stuck"}
WORK: tuple[tuple[Kind, dict[str, Any], str, tuple[str, ...]], ...] = (
    (
        Kind.TICKET_CHANGE,
        TicketChange(
            "T-1", "Lift 2 is stuck", {"priorityId": "2", "dueDate": ""}, {"priorityId": "3", "dueDate": "2026-03-20"}
        ).body(),
        "Change of a ticket",
        ("Priority", "High", "was Medium", "Fri 20 Mar", "was nothing"),
    ),
    (
        Kind.TICKET_COMMENT,
        LIFT | {"text": "The firm comes at noon.", "internal": True, "fromRequester": False},
        "Internal note",
        ("The firm comes at noon.", "the desks only"),
    ),
    (
        Kind.TICKET_RELATION,
        LIFT | {"other": "T-9", "otherTitle": "Lift stands", "same": True, "ends": False},
        "Relation of tickets",
        ("Lift stands", "Same as another"),
    ),
    (
        Kind.TICKET_RELATION,
        LIFT | {"other": "T-9", "otherTitle": "", "same": False, "ends": True},
        "End of a relation of tickets",
        ("T-9",),
    ),
    (
        Kind.TICKET_ATTACHMENT,
        LIFT | {"name": "leak.jpg", "digest": "d" * 64, "size": 3_400_000},
        "Attached file",
        ("leak.jpg", "3.4 MB"),
    ),
)


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, theme: Theme) -> AsyncIterator[WaitingDesk]:
    desk = WaitingDesk(tmp_path, server, site, theme)
    yield desk
    await desk.close()


async def test_each_is_told_whole(desk: WaitingDesk) -> None:
    for number, (kind, body, _, _) in enumerate(WORK):
        await desk.sync.put(f"{kind.value} {number}", kind, body)
    await desk.show()
    for number, (_, _, noun, facts) in enumerate(WORK):
        assert row(desk.table, number)[1] == f"Lift 2 is stuck, {noun}"
        click_row(desk.table, number)
        told = desk.pane()
        assert [words for words in facts if words not in told] == []
    click(desk.window, "Discard")
    assert desk.reads("The copy of the file at this desk is deleted.")
