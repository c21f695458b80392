"""The figures of the overview: our own call."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from app.server.bodies.queries import StatisticsQuery
from app.server.calls.json_answers import json_answer
from app.server.calls.request_parts import OwnDesk
from app.server.statistics.answer import answer

calls = APIRouter()


@calls.get("/vm/statistics")
def figures(context: OwnDesk, query: Annotated[StatisticsQuery, Query()]) -> Response:
    with context.database.reading() as connection:
        counted = answer(connection, context, query.period, query.by, 60 * query.late)
    return json_answer(msgspec.json.encode(counted))
