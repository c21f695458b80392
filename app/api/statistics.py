"""The calls for figures, and for the visits that they count: our own desk server's alone; other servers answer 404 or
405."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from app.api.answers import ListPage, split_visits, unlike
from app.api.client import Client
from app.api.wire.unsound_json import UNREADABLE
from app.models.moments import utc
from app.models.statistics.figures import Answer
from app.models.statistics.period import Period
from app.models.visits.visit_filter import VISITS_AT_ONCE, VisitFilter

PATH = "/vm/statistics"

_decode = msgspec.json.Decoder(Answer).decode


class StatisticsCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def of(self, period: Period, *, late: int, by: Iterable[str], at: datetime | None = None) -> Answer:
        """The figures of the period, in those parts of BY. A visitor is late after so many minutes. `at` is the moment
        of which they are, None for the present; else the period is its day."""
        query = _of(period, late) | {"by": ",".join(by)}
        if at is not None:
            query["at"] = utc(at)
        answer = await self._client.get(PATH, query)
        try:
            return _decode(answer)
        except UNREADABLE as error:  # a ValidationError is one of them
            raise unlike("figures of a period", answer) from error

    async def visits(self, period: Period, chosen: VisitFilter, *, late: int, page: int) -> ListPage:
        """The JSON of the visits of the period that `chosen` lets through, in the order of time: on that page, counted
        from 1, of VISITS_AT_ONCE. Which hosts weren't told the server can't say: Refused. `late` as above."""
        query = _of(period, late) | {
            "which": chosen.which.value,
            "page": str(page),
            "pageSize": str(VISITS_AT_ONCE),
        }
        if chosen.hour is not None:
            query["hour"] = str(chosen.hour)
        if chosen.at is not None:
            query["at"] = utc(chosen.at)
        for name, key in (("host", chosen.host), ("company", chosen.company)):
            if key is not None:
                query |= {name: key} if key else {f"without{name.capitalize()}": "1"}
        return split_visits(await self._client.get(f"{PATH}/visits", query))


def _of(period: Period, late: int) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat(), "late": str(late)}
