"""Whom this desk met is kept over its restarts: read after the first window is there, written a batch at a time."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from app.errors import FoyerError
from app.services.directory import Directory
from app.services.site import Site
from app.store.people import People

log = logging.getLogger(__name__)

AFTER_FIRST_WINDOW = 0.5
"""Seconds until the first window is surely painted: reading thousands must not delay it."""

BATCH = 5.0
"""Seconds for which news are gathered before they are written."""


class Remembering:
    def __init__(self, *, directory: Directory, people: People, site: Site, retention: timedelta) -> None:
        self._directory = directory
        self._people = people
        self._site = site
        self._retention = retention

    async def run(self) -> None:
        """Until it is cancelled; what is known by then is kept."""
        try:
            await asyncio.sleep(AFTER_FIRST_WINDOW)
            await self._recall()
            while True:
                await asyncio.sleep(BATCH)
                await self._keep()
        finally:
            await self._keep()

    async def _recall(self) -> None:
        """A desk whose file can't be read meets its people again."""
        try:
            kept = await self._people.kept()
        except FoyerError as error:
            log.warning("Whom this desk knew can't be read: %s", type(error).__name__)
        else:
            await asyncio.to_thread(self._directory.remember, kept)

    async def _keep(self) -> None:
        """Nobody who was met longer ago than things are kept. What can't be written now is tried again."""
        news = self._directory.news()
        oldest = self._site.now() - self._retention
        try:
            if late := [row for row in news if row.met_at >= oldest]:
                await self._people.keep(late)
        except FoyerError as error:
            log.info("Put off: %s", type(error).__name__)
        else:
            self._directory.were_kept(news)
