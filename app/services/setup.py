"""Which server this desk stands on, and how it looks: trying a connection, and keeping it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.credentials import Credentials, Kept
from app.errors import BadSetting
from app.models.meeting import Meeting
from app.models.reading import Reader
from app.models.ticket_query import TicketQuery
from app.services.site import Site
from app.settings import Settings, save

if TYPE_CHECKING:
    from app.api.api import Api

ApiOpener = Callable[[Settings, str], Awaitable["Api"]]
"""Makes the API of the server that the settings name, with the given token."""


class Setup:
    """`settings` are those in force; `file` is where changes are kept."""

    def __init__(
        self, *, settings: Settings, file: Path, credentials: Credentials, opener: ApiOpener, site: Site
    ) -> None:
        self.settings = settings
        self._file = file
        self._credentials = credentials
        self._opener = opener
        self._site = site

    async def token_known(self) -> bool:
        """Whether a token is kept for the server in force; the token itself never reaches a screen."""
        return bool(await self._credentials.token(self.settings.server, self.settings.company_id))

    async def test(self, candidate: Settings, token: str) -> str:
        """Asks that server for today's meetings. Gives the site's name, or "" when the answer names none.

        An empty `token` stands for the one that is kept. Raises whatever stands in the way; keeps nothing.
        """
        kept = token or await self._credentials.token(candidate.server, candidate.company_id)
        api = await self._opener(candidate, kept)
        try:
            today = self._site.today()
            pieces = await api.meetings.between(today, today)
            meetings = Reader(Meeting, "meeting").read(pieces[:1]).items
            company = meetings[0].company if meetings else None
            if company is None:
                await api.tickets.page(TicketQuery(page_size=1))
            return company.name if company else ""
        finally:
            await api.close()

    async def keep(self, candidate: Settings, token: str) -> Kept | None:
        """Keeps the settings, and the token where one was given; tells where the token went.

        Raises NotAddress when the address can't be one, BadSetting when the file can't be written, KeyringFailed when
        the token can't be kept. They are in force once the window is composed anew.
        """
        if not candidate.embedded:
            await (await self._opener(candidate, token)).close()  # an address that can't be one is refused here
        told = await self._credentials.keep(candidate.server, candidate.company_id, token) if token else None
        before = self.settings.model_dump()
        changes = {name: value for name, value in candidate.model_dump().items() if value != before[name]}
        await asyncio.to_thread(self._write, changes)
        self.settings = candidate
        return told

    def _write(self, changes: dict[str, Any]) -> None:
        try:
            save(self._file, changes)
        except OSError as error:
            raise BadSetting(
                f"{self._file} can't be written: {error.strerror}. The settings were not saved."
            ) from error
        except ValueError as error:
            raise BadSetting(f"{self._file} can't be read as TOML: {error}. The settings were not saved.") from error
