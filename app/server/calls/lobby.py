"""Our own calls for kiosks: how each is, and who calls the reception from one."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.server.bodies.fields import CallId, KioskName
from app.server.bodies.requests import KioskRequest, ReceptionCallRequest, read
from app.server.calls.json_answers import json_answer
from app.server.calls.request_parts import Body, OwnDesk
from app.server.lobby import kiosks, reception_calls

calls = APIRouter()


@calls.get("/vm/kiosks")
def list_kiosks(context: OwnDesk) -> Response:
    """What is wrong at each kiosk, for the desks at this server."""
    with context.database.reading() as connection:
        return json_answer(kiosks.listed(connection, context))


@calls.put("/vm/kiosks/{name:path}")
def hear_kiosk(context: OwnDesk, name: KioskName, body: Body) -> Response:
    """A kiosk says what is wrong with it, each minute and also when nothing is. Its name may hold a slash."""
    request = read(KioskRequest, body)
    with context.database.writing() as connection:
        return json_answer(kiosks.hear(connection, context, name, request))


@calls.delete("/vm/kiosks/{name:path}")
def forget_kiosk(context: OwnDesk, name: KioskName) -> Response:
    """Staff turned this kiosk off, so its silence means nothing."""
    with context.database.writing() as connection:
        kiosks.forget(connection, name)
    return Response(status_code=204)


@calls.put("/vm/calls/{call}")
def call_reception(context: OwnDesk, call: CallId, body: Body) -> Response:
    """A visitor at a kiosk waits for somebody from the reception. Desks read it with the kiosks."""
    request = read(ReceptionCallRequest, body)
    with context.database.writing() as connection:
        reception_calls.call(connection, context, call, request)
    return Response(status_code=204)


@calls.delete("/vm/calls/{call}")
def answer_call(context: OwnDesk, call: CallId) -> Response:
    """Somebody from a desk goes there."""
    with context.database.writing() as connection:
        reception_calls.answer(connection, call)
    return Response(status_code=204)
