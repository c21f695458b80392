"""The desk server: the API's six calls, those of its later pages, and our own. Below every prefix that the API has had:
/app, /v1/app and /v1/companies.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp

from app.errors import BadSetting
from app.models.notices.mail import MailTaker
from app.models.notices.notice_plan import NoticePlan
from app.models.tickets.attachment import folder_beside
from app.models.tickets.due_times import DueTimes
from app.server.calls import attachments as attachment_calls
from app.server.calls import changes, lobby, meetings, notices, statistics, tickets, visits
from app.server.context import ServerContext
from app.server.door.envelope import Envelope
from app.server.door.failures import answer_failures
from app.server.notices.content.composers import composers
from app.server.notices.sending.notice_sending import NoticeSending
from app.server.notices.takers import takers
from app.server.storage.database import ServerDatabase
from app.server.tickets.attachments.files import AttachmentFiles
from app.server.tickets.upkeep import Upkeep

PREFIXES = ("/app/{companyId}", "/v1/app/{companyId}", "/v1/companies/{companyId}")

CALLS = (
    changes.calls,
    meetings.calls,
    visits.calls,
    tickets.calls,
    attachment_calls.calls,
    lobby.calls,
    statistics.calls,
    notices.calls,
)
"""The calls below each prefix. They are tried in this order, so what a thousand devices ask comes first."""


class DeskServer(FastAPI):
    """FastAPI, with all that it answers in the server's envelope."""

    def build_middleware_stack(self) -> ASGIApp:
        return Envelope(super().build_middleware_stack())


def create(
    database: str,
    *,
    company_id: str = "CO-DESK",
    company_name: str | None = "",
    time_zone: str | None = "",
    token: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    attachments: Path | None = None,
    due_times: DueTimes | None = None,
    mail_server: MailTaker | None = None,
    notice_plan: NoticePlan | None = None,
    notice_days: int | None = None,
) -> FastAPI:
    """A desk server over `database`, SQLAlchemy's URL: sqlite:///path, sqlite:// for one in memory, or PostgreSQL.

    `time_zone` is an IANA name; "" is this PC's own, None too, which then has to be that of an older database. With
    None for its name the company keeps the one that it has. With `token` "" everybody is let in. `now` tells the
    present moment, aware of its zone. `attachments` is the folder of the files that are attached to tickets; None is
    beside a SQLite file, and for as long as this runs with any other database. `due_times` say when tickets are due
    that nobody gave a day; with None they aren't. `mail_server` takes what this server has to mail: notices, with what
    `notice_plan` adds to them; with None nothing is mailed. Notices for which no way is set up stay queued. What was
    written to whom is kept for `notice_days`; None keeps it. A SQLite file belongs to one server at a time: `close`
    lets go of it. Raises BadSetting when the database or the zone can't be used, or belong to another site.

    Every answer says whose it is and which request it answers. Every refusal is answered as {"error": words}: 400,
    401, 404, 405, 409, 410, 412, 413 or 422; 503 when the database fails or is busy, 500 for any other failure.
    """
    application = DeskServer(title="Foyer desk server", openapi_url=None, docs_url=None, redoc_url=None)
    opened = ServerDatabase(database)
    file = opened.file
    plan = notice_plan or NoticePlan()
    ways = takers(mail_server, plan.ways, now)
    files = AttachmentFiles(attachments or (folder_beside(file) if file else None))
    try:
        application.state.context = ServerContext(
            opened,
            company_id=company_id,
            company_name=company_name,
            time_zone=time_zone,
            now=now,
            attachments=files,
            due_times=due_times,
            notice_plan=plan if ways else None,
            mails=mail_server is not None,
        )
    except BadSetting:
        opened.close()
        files.close()
        raise
    application.state.upkeep = Upkeep(application.state.context, notice_days)
    application.state.ways, application.state.notices = ways, None
    if ways:
        application.state.notices = NoticeSending(application.state.context, ways, plan, composers(plan))
    application.state.token = token
    for prefix, calls in product(PREFIXES, CALLS):
        application.include_router(calls, prefix=prefix, include_in_schema=prefix == PREFIXES[0])
    answer_failures(application, CALLS, PREFIXES)
    return application


def close(application: FastAPI) -> None:
    """Lets go of the database. No call may be under way."""
    context: ServerContext = application.state.context
    application.state.upkeep.end()
    if application.state.notices is not None:
        application.state.notices.end()
    context.feed.end()
    context.database.close()
    context.attachments.close()
