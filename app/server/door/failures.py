"""How each failure is answered: {"error": words}, with the status that tells a desk what to do about it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import product
from typing import cast

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import compile_path

from app.server.bodies.refusal import Refusal, in_words
from app.server.door.request_id import current_request
from app.server.storage.database import Busy

RETRY_AFTER = 5
"""Seconds after which a desk may ask again when the database couldn't be used."""

log = logging.getLogger(__name__)


def answer_failures(application: FastAPI, routers: Sequence[APIRouter], prefixes: Sequence[str]) -> None:
    """Registers an answer for everything that can go wrong with the calls of `routers`, which are below each of
    `prefixes`."""
    application.state.methods = [
        (compile_path(prefix + route.path)[0], route.methods)
        for prefix, router in product(prefixes, routers)
        for route in router.routes
        if isinstance(route, APIRoute)
    ]
    application.add_exception_handler(Refusal, _refused)
    application.add_exception_handler(RequestValidationError, _unfit)
    application.add_exception_handler(HTTPException, _not_a_call)
    application.add_exception_handler(ClientDisconnect, _left)
    application.add_exception_handler(Busy, _busy)
    # a standby that only reads refuses a write as an internal error, a pool without a connection with a time-out
    for failed in (OperationalError, InternalError, InterfaceError, DisconnectionError, NoConnection):
        application.add_exception_handler(failed, _database_failed)
    application.add_exception_handler(Exception, _broke)


def _reason(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": words}, status, headers)


def _refused(request: Request, error: Exception) -> Response:
    refusal = cast(Refusal, error)
    return JSONResponse({"error": refusal.words, **refusal.more}, refusal.status)


def _unfit(request: Request, error: Exception) -> Response:
    return _reason(400, in_words(cast(RequestValidationError, error).errors()))


def _not_a_call(request: Request, error: Exception) -> Response:
    status = cast(HTTPException, error).status_code
    if status == 405:
        allowed = {"Allow": ", ".join(sorted(_methods(request)))}
        return _reason(405, "This call takes another method", allowed)
    return _reason(status, "There is no such call" if status == 404 else str(error))


def _methods(request: Request) -> set[str]:
    """The methods of all calls with this path: each route knows only its own."""
    path = request.scope["path"]
    return {method for pattern, methods in request.app.state.methods if pattern.match(path) for method in methods}


def _left(request: Request, error: Exception) -> Response:
    """Nobody reads this answer: who asked hung up before the whole of the body was there."""
    return _reason(400, "The body isn't whole")


def _busy(request: Request, error: Exception) -> Response:
    log.warning("A call was sent away: %s", error)
    return _reason(503, "The desk server is busy", {"Retry-After": "1"})


def _database_failed(request: Request, error: Exception) -> Response:
    """Nothing was written, so the caller may simply try again."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    log.error("The database failed: %s", (str(cause).splitlines() or [type(cause).__name__])[0])
    return _reason(503, "The desk server's database can't be used just now", {"Retry-After": str(RETRY_AFTER)})


def _broke(request: Request, error: Exception) -> Response:
    return _reason(500, f"The desk server met an error of its own; its log says which, at request {current_request()}")
