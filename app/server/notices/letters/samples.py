"""A letter of each name about the sample's people: for a preview, and to try a site's own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models.notices.arrival import ArrivalNotice, Arrived
from app.models.notices.invitation import Invitation
from app.models.notices.kinds import OF_VISITORS, OF_VISITS, WITH_TEXTS, NoticeKind, text_name
from app.models.notices.mail import Mail
from app.models.notices.ticket_notice import TicketNotice
from app.models.scans.code import TEST_CODE
from app.server.notices.letters.letter import arrival_letter, invitation_letter, ticket_letter
from app.server.notices.letters.texts import Texts

_SITE = "Northgate House"
_AT = datetime(2026, 11, 24, 15, 20, tzinfo=UTC)
_STARTS = datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))
_HOUR = timedelta(hours=1)


def sample_invitation(kind: NoticeKind, language: str) -> Invitation:
    """Of the sample's visitor."""
    return Invitation(
        kind=kind,
        id=f"sample-{text_name(kind)}",
        at=_AT,
        to="hj.vonderheydte@pruefstelle.example",
        name="Hans-Joachim von der Heydte-Löwenstein",
        first_name="Hans-Joachim",
        language=language,
        site=_SITE,
        starts=_STARTS,
        ends=_STARTS + 7 * _HOUR,
        uid="ME-S271@foyer",
        sequence=0 if kind is NoticeKind.INVITATION else 1,
        host="Jonas Weber",
        host_email="jonas.weber@northgate.example",
        host_phone="+32 2 555 01 42",
        title="ISO 27001 audit",
        note="Three days, works in room Horta; escort to the server room.",
        directions="Tram 92, stop Northgate. The entrance is behind the fountain.\nParking: level −1, say your name.",
        bring="An identity card",
        wifi_name="Northgate guests",
        wifi_password="welcome-on-board",
        code=TEST_CODE,
        recurrence="FREQ=DAILY;COUNT=3",
        next_times=tuple(_STARTS + timedelta(days=day) for day in range(3)),
    )


def sample_arrival(kind: NoticeKind, language: str) -> ArrivalNotice:
    return ArrivalNotice(
        kind=kind,
        id=f"sample-{text_name(kind)}",
        at=_STARTS,
        to="jonas.weber@northgate.example",
        name="Jonas Weber",
        language=language,
        site=_SITE,
        host="Jonas Weber" if kind is not NoticeKind.NOT_REACHED else "Sofia Marchetti",
        desk="Desk 1",
        waits="Desk 1" if kind in (NoticeKind.ARRIVAL, NoticeKind.NOT_REACHED) else "",
        visitors=(
            Arrived("Hans-Joachim von der Heydte-Löwenstein", "Süddeutsche Prüfgesellschaft mbH", "+49 30 23125 014"),
        ),
        happened=_STARTS + 7 * _HOUR if kind is NoticeKind.STILL_HERE else _STARTS - timedelta(minutes=11),
        title="ISO 27001 audit",
        starts=_STARTS,
    )


def sample_ticket(kind: NoticeKind, language: str) -> TicketNotice:
    to_supplier = kind is NoticeKind.ASSIGNED
    return TicketNotice(
        kind=kind,
        id=f"sample-{text_name(kind)}",
        at=_AT,
        to="service@aqualift.example" if to_supplier else "helene.dubois@northgate.example",
        name="Aqualift Services" if to_supplier else "Hélène Dubois",
        language=language,
        site=_SITE,
        ticket="TI-T304",
        title="Lift B stops between two floors",
        description="Since this morning, mostly on the way down.",
        status=5 if kind is NoticeKind.SOLVED else 3,
        priority=3,
        category="Lifts",
        requester="Hélène Dubois",
        requester_phone="+32 2 555 01 63",
        comment="The door's sensor was replaced.",
        by="Marc Delacroix",
        due=_STARTS + 6 * _HOUR,
        left_out=("plan.pdf",),
    )


def _sample(kind: NoticeKind) -> Callable[[str, Texts], Mail]:
    if kind in OF_VISITORS:
        return lambda language, texts: invitation_letter(sample_invitation(kind, language), texts)
    if kind in OF_VISITS:
        return lambda language, texts: arrival_letter(sample_arrival(kind, language), texts)
    return lambda language, texts: ticket_letter(sample_ticket(kind, language), texts)


SAMPLES: Mapping[str, Callable[[str, Texts], Mail]] = {text_name(kind): _sample(kind) for kind in WITH_TEXTS}
"""A letter in that language, out of those texts, by the name of its texts."""
