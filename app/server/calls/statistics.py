"""The figures of the overview: our own call."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from app.server.bodies.queries import StatisticsQuery
from app.server.calls.json_answers import json_answer
from app.server.calls.request_parts import OwnDesk
from app.server.statistics.answer import answer
from app.server.statistics.past_day import past_day

calls = APIRouter()


@calls.get("/vm/statistics")
def figures(context: OwnDesk, query: Annotated[StatisticsQuery, Query()]) -> Response:
    with context.database.reading() as connection:
        if query.at is None:
            counted = answer(connection, context, query.period, query.by, 60 * query.late)
        else:
            counted = past_day(connection, context, query.first, query.by, 60 * query.late, query.at)
    return json_answer(msgspec.json.encode(counted))
