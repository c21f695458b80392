"""The call for figures: our own desk server's alone; other servers answer 404 or 405."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.api.answers import unlike
from app.api.client import Client
from app.api.wire.unsound_json import UNREADABLE
from app.models.moments import utc
from app.models.statistics.figures import Answer
from app.models.statistics.period import Period

PATH = "/vm/statistics"

_decode = msgspec.json.Decoder(Answer).decode


class StatisticsCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def of(self, period: Period, *, late: int, by: Iterable[str], at: datetime | None = None) -> Answer:
        """The figures of the period, in those parts of BY. A visitor is late after so many minutes. `at` is the moment
        of which they are, None for the present; else the period is its day."""
        query = {"from": period.first.isoformat(), "to": period.last.isoformat(), "late": str(late), "by": ",".join(by)}
        if at is not None:
            query["at"] = utc(at)
        answer = await self._client.get(PATH, query)
        try:
            return _decode(answer)
        except UNREADABLE as error:  # a ValidationError is one of them
            raise unlike("figures of a period", answer) from error
