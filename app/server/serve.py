"""`foyer serve`: the desk server on a port, for several desks."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import signal
import socket
import threading
from pathlib import Path
from types import FrameType

from app.errors import BadSetting
from app.models.notices.mail import MailTaker
from app.models.notices.notice_plan import NoticePlan
from app.models.tickets.due_times import DueTimes
from app.server.application import close, create

SHORTEST_TOKEN = 20
"""Letters. A shorter one is guessed."""

FEWEST_LETTERS = 8
"""Different ones: twenty times the same is guessed, too."""

LONGEST_END = 4
"""Seconds that calls may still take when the server is told to stop."""


def serve(
    *,
    host: str,
    port: int,
    database: str,
    company_id: str,
    company_name: str | None,
    time_zone: str,
    token: str,
    attachments: Path | None = None,
    due_times: DueTimes | None = None,
    mail_server: MailTaker | None = None,
    notice_plan: NoticePlan | None = None,
    notice_days: int | None = None,
) -> None:
    """Serves until it is told to stop (Ctrl+C, SIGTERM). Raises BadSetting when the database or the zone can't be used,
    when the `token` is guessed or gets lost on the way, when without one others than this PC would be let in, or when
    nothing can listen there. The other arguments are those of `create`."""
    if not token and not _is_this_pc(host):
        raise BadSetting(f"Listening on {host} lets everybody on the network in: set an access token (FOYER_TOKEN).")
    if token and len(token) < SHORTEST_TOKEN:
        raise BadSetting(
            f"The access token (FOYER_TOKEN) has {len(token)} letters and is guessed too easily: it needs at least "
            f"{SHORTEST_TOKEN}. A good one is {secrets.token_urlsafe(24)}"
        )
    if token and (len(set(token)) < FEWEST_LETTERS or token != token.strip()):
        raise BadSetting(
            f"The access token (FOYER_TOKEN) needs at least {FEWEST_LETTERS} different letters, and no space at its "
            f"ends. A good one is {secrets.token_urlsafe(24)}"
        )
    application = create(
        database,
        company_id=company_id,
        company_name=company_name,
        time_zone=time_zone or None,
        token=token,
        attachments=attachments,
        due_times=due_times,
        mail_server=mail_server,
        notice_plan=notice_plan,
        notice_days=notice_days,
    )
    import uvicorn  # only who serves pays for it

    from app.server.serving.backup import offer_backup
    from app.server.serving.connections import BACKLOG, DeskConnection, connections_that_fit
    from app.server.serving.log_lines import log_config

    DeskConnection.most = connections_that_fit()
    DeskConnection.end_waiting = application.state.context.feed.end
    _end_at_sigterm()
    try:  # a request line can hold a visitor's name, so none is logged
        _check_free(host, port)
        with offer_backup(application, database, host, port):
            uvicorn.run(
                application,
                host=host,
                port=port,
                http=DeskConnection,
                ws="none",
                backlog=BACKLOG,
                access_log=False,
                server_header=False,
                log_config=log_config(),
                timeout_graceful_shutdown=LONGEST_END,
            )
    finally:
        close(application)


def _check_free(host: str, port: int) -> None:
    """Raises BadSetting when this PC has no such address, or another program the port: uvicorn would only log the
    system's number of the error."""
    try:
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            socket.create_server(address[:2], family=family).close()
    except OSError as error:
        reason = f"port {port} is taken by another program" if error.errno == errno.EADDRINUSE else error.strerror
        raise BadSetting(f"Foyer can't listen on {host}: {reason}. --host and --port choose others.") from error


def _end_at_sigterm() -> None:
    """uvicorn stops at SIGTERM and then sends it on; without a handler of ours that would kill what still has to be
    closed."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def _is_this_pc(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
