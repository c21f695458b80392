"""What is kept no longer than the retention setting says: lists, people, what was sent, signed or answered, old
logs."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

from app.errors import StoreFailed
from app.services.site import Site
from app.store.given.signatures import Signatures
from app.store.given.visitor_answers import VisitorAnswers
from app.store.lists.lists import Lists
from app.store.outbox import Outbox

log = logging.getLogger(__name__)

DAILY = 24 * 60 * 60.0
"""Seconds between two tidyings."""


class Retention:
    """Drops what is older than the retention: of every server and company that this desk worked for."""

    def __init__(
        self,
        *,
        lists: Lists,
        outbox: Outbox,
        signatures: Signatures,
        visitor_answers: VisitorAnswers,
        site: Site,
        logs: Path,
        retention: timedelta,
    ) -> None:
        """`logs` is the folder with the log files; `retention` is how long things are kept. Days are the site's."""
        self._lists = lists
        self._outbox = outbox
        self._signatures = signatures
        self._visitor_answers = visitor_answers
        self._site = site
        self._logs = logs
        self._retention = retention

    async def run(self) -> None:
        """Tidies now, and then every day, until it is cancelled. What can't be dropped today may be tomorrow."""
        while True:
            try:
                await self.tidy()
            except (StoreFailed, OSError) as error:
                log.warning("What is past its time could not be dropped: %s", type(error).__name__)
            await asyncio.sleep(DAILY)

    async def tidy(self) -> None:
        """Drops what is past its time now. Raises DiskFull or StoreFailed, and OSError when an old log can't be
        dropped; what was dropped before that stays dropped."""
        now = self._site.now()
        oldest = now - self._retention
        sent = await self._outbox.forget_before(oldest)
        lists, entries, people = await self._lists.forget_before(oldest, oldest.date())
        signatures = await self._signatures.forget_before(oldest)
        answers = await self._visitor_answers.forget_before(oldest)
        files = await asyncio.to_thread(self._drop_logs, oldest.timestamp())
        if lists or sent or entries or signatures or answers or people or files:
            log.info(
                "Past their time: %d lists, %d sent changes, %d entries of the journal, %d signatures, the answers of"
                " %d visitors, %d people, %d log files",
                lists,
                sent,
                entries,
                signatures,
                answers,
                people,
                files,
            )

    def _drop_logs(self, oldest: float) -> int:
        """The file in use stays; its older parts go by the time of their last line."""
        gone = 0
        for file in self._logs.glob("foyer.log.*"):
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
                gone += 1
        return gone
