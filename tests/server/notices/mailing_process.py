"""A server that mails, as a process of its own that stands still at one step, so that it can be killed just there."""

from __future__ import annotations

import socket
import threading
from enum import StrEnum, auto
from multiprocessing.connection import Connection as Pipe
from typing import Any

import uvicorn
from sqlalchemy import Engine, event

from app.mail.mail_server import MailServer
from app.models.notices.states import State
from app.server.application import create
from app.server.notices.sending import notice_sending
from app.settings import Settings

THERE = "there"

EVERY = 0.05
"""Seconds between two looks at the queue."""


class Step(StrEnum):
    """NOTED is after the mail server has answered that it took the mail, and before that is kept."""

    QUEUEING = auto()
    TAKING_UP = auto()
    NOTED = auto()
    NONE = auto()


def serve(said: Pipe, database: str, post_office: int, step: Step) -> None:
    """Serves on a free port of this machine, which it says, and mails to that of the post office. Says THERE when it
    has reached the step, in the middle of a transaction, and goes no further. What a server of the same PostgreSQL left
    is found by looks that are as close together as they can be."""

    async def password() -> str:
        return ""

    settings = Settings(
        smtp_server="127.0.0.1", smtp_port=post_office, smtp_security="none", mail_from="desk@northgate.example"
    )
    _stand_still(step, said)
    notice_sending.EVERY = EVERY
    application = create(
        database,
        company_name="Northgate House",
        time_zone="Europe/Brussels",
        mail_server=MailServer(settings, password),
    )
    listening = socket.create_server(("127.0.0.1", 0))
    said.send(listening.getsockname()[1])
    uvicorn.Server(uvicorn.Config(application, log_level="error", access_log=False)).run(sockets=[listening])


def _stand_still(step: Step, said: Pipe) -> None:
    becomes = {Step.TAKING_UP: State.SENDING, Step.NOTED: State.SENT}.get(step)

    def stay() -> None:
        said.send(THERE)
        threading.Event().wait()

    @event.listens_for(Engine, "before_cursor_execute")
    def _before(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        values = parameters.values() if isinstance(parameters, dict) else parameters
        if becomes and statement.startswith("UPDATE notices SET") and becomes.value in values:
            stay()

    @event.listens_for(Engine, "after_cursor_execute")
    def _after(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if step is Step.QUEUEING and statement.startswith("INSERT INTO notices"):
            stay()
