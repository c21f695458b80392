"""The whole visit of the visitor in hand, in the pane beside the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.notices.ways import Ways
from app.models.objects.meeting import Meeting
from app.models.objects.person import User, Visitor
from app.models.visit_row import VisitRow
from app.services.site import Site
from app.services.visits.visit import Visit
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import avatar, facts, section
from ui.widgets.labels import Elided, Label, picture, plain_tooltip
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.custom_fields import own_field
from ui.wording.dates import day_and_month, moment_words
from ui.wording.notices.notice_words import no_email_words, no_sms_words
from ui.wording.repeat_words import recurrence_words


def visit_parts(visit: Visit, *, ways: Ways, site: Site, theme: Theme, host_notice: QWidget) -> Iterator[QWidget]:
    """The pane's sections below the top. `host_notice` says whether the host knows of the arrival, `ways` how the
    server can tell visitors."""
    meeting, cancelled = visit.meeting, visit.row.cancelled
    unlisted = "No longer in the server's list." if cancelled and cancelled.unlisted else ""
    if meeting is None:
        yield section(
            Label(unlisted or "The rest of this meeting can't be read.", variant="muted", wrap=True),
            facts(
                (("Host", visit.row.host), ("Title", visit.row.title), ("Time", _time(visit.row, site))), theme=theme
            ),
            host_notice,
        )
        return
    if unlisted:
        yield section(Label(unlisted, variant="muted", wrap=True))
    if meeting.host:
        yield _host(meeting.host, host_notice, theme)
    yield _meeting(visit, meeting, site, theme, above=None if meeting.host else host_notice)
    if (about := _visit(visit, ways, theme)) is not None:
        yield about


def _host(host: User, host_notice: QWidget, theme: Theme) -> QWidget:
    names = QVBoxLayout()
    names.setSpacing(2)
    names.addWidget(Elided(host.name, variant="strong"))
    names.addWidget(Elided(", ".join(filter(None, (host.function or host.company_name, host.id))), variant="caption"))
    who = QWidget()
    row = QHBoxLayout(who)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(avatar(_initials(host), theme=theme))
    row.addLayout(names, 1)
    number = host.mobile or host.phone
    contact = _contact(number, host.email, theme) if number or host.email else None
    return section(who, contact, host_notice, heading="Host")


def _contact(number: str, email: str, theme: Theme) -> QWidget:
    """The number to call, to be copied, and a way to write: below it where a narrow pane has no room beside it."""
    contact = QWidget()
    both = FlowLayout(theme=theme)
    contact.setLayout(both)
    if number:
        both.add(_number(number, theme), grows=True)
    if email:
        write = Button("Email", theme=theme, variant="link", icon="mail")
        write.setToolTip(plain_tooltip(f"Write to {email}"))
        write.clicked.connect(lambda: QDesktopServices.openUrl(_mail_to(email)))
        both.add(write)
    return contact


def _number(number: str, theme: Theme) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(picture(theme.pixmap("phone", "text-muted", 18)))
    row.addWidget(Label(number))
    copy = Button("Copy phone number", theme=theme, variant="icon", icon="copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
    row.addWidget(copy)
    row.addStretch()
    return whole


def _mail_to(email: str) -> QUrl:
    """Set part by part: an address with a ? or & in it must not become a subject or a copy to somebody else."""
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(email)
    return url


def _time(row: VisitRow, site: Site) -> str:
    """ "10:00 to 12:30", with the days where they differ."""
    first, last = site.local(row.starts), site.local(row.ends)
    starts, ends = f"{first:%H:%M}", f"{last:%H:%M}"
    if first.date() != last.date():
        starts = f"{day_and_month(first.date())}, {starts}"
        ends = f"{day_and_month(last.date())}, {ends}"
    return f"{starts} to {ends}"


def _meeting(visit: Visit, meeting: Meeting, site: Site, theme: Theme, *, above: QWidget | None) -> QWidget:
    pairs = (
        ("Title", meeting.title),
        ("Time", _time(visit.row, site)),
        ("Attendees", ", ".join(user.name for user in meeting.users)),
        ("Note", meeting.description),
        ("Repeats", recurrence_words(meeting.recurrence, site.local(visit.row.starts))),
        ("Told on arrival", ", ".join(user.name for user in meeting.checkin_notification_users)),
        ("Told on leaving", ", ".join(user.name for user in meeting.checkout_notification_users)),
        ("Invited by", meeting.created_by.name if meeting.created_by else ""),
        ("Invited through", meeting.created_via.name if meeting.created_via else ""),
        ("Created", _moment(meeting.created_at, site)),
        ("Last change", _moment(meeting.last_modified_at, site)),
        ("Number", "" if visit.row.waits else meeting.id),
    )
    return section(above, facts(pairs, theme=theme), heading="Meeting")


def _moment(moment: datetime | None, site: Site) -> str:
    return moment_words(site.local(moment), site.today()) if moment else ""


def _visit(visit: Visit, ways: Ways, theme: Theme) -> QWidget | None:
    visitor = visit.visitor
    if visitor is None:
        return None
    language = visitor.language
    known = facts(
        (
            ("About", visitor.about),
            ("Mobile", visitor.mobile),
            ("Phone", visitor.phone),
            ("Email", visitor.email),
            ("Licence plate", visitor.license_plate),
            ("Language", (language.display_name or language.name or language.code) if language else ""),
            ("Birthday", visitor.birthday),
            ("Invitation", _invitation(visitor, ways)),
            ("Comes often", "Yes" if visitor.frequent else ""),
            ("Files", str(visitor.attachment_count or "")),
            ("Number", visitor.id),
            *map(own_field, visitor.custom_fields),
        ),
        theme=theme,
    )
    return section(known, heading="Visit") if known else None


def _invitation(visitor: Visitor, ways: Ways) -> str:
    """How the visitor is to be told of the meeting, and why that isn't done where the server can't."""
    asked = [way for way, on in (("email", visitor.mail_reminder), ("SMS", visitor.sms_reminder)) if on]
    if not asked:
        return ""
    no_email = no_email_words(ways) if visitor.mail_reminder else ""
    no_sms = no_sms_words(ways) if visitor.sms_reminder else ""
    whys = " ".join(filter(None, (no_email, no_sms)))
    return f"by {' and '.join(asked)}{f'. {whys}' if whys else ''}"


def _initials(person: User) -> str:
    return "".join(name[0] for name in (person.firstname, person.lastname) if name).upper() or person.id[:2]
