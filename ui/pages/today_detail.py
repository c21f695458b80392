"""The whole visit of the visitor in hand, in the pane beside the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.person import User
from app.services.arrival import Arrival, Telling
from app.services.site import Site
from app.services.visit import Status, Visit
from app.services.waiting import Operation
from ui.arrival_words import host_told_words
from ui.dates import day_and_month, moment_words
from ui.own_fields import own_field
from ui.pages.today_columns import STATUS_MARKS, STATUS_WORDS, when
from ui.repeat_words import recurrence_words
from ui.theme import Theme
from ui.unsent import unsent_part
from ui.widgets.buttons import Button
from ui.widgets.detail import avatar, box, facts, section, status_chip
from ui.widgets.labels import Elided, Label, picture, plain_tooltip


def visit_parts(
    visit: Visit,
    *,
    site: Site,
    theme: Theme,
    edit: Callable[[Operation], None],
) -> Iterator[QWidget]:
    """The pane's sections below `Who`. `edit` is asked for when the server refused what this desk entered."""
    if visit.waiting is not None:
        yield unsent_part(visit.waiting, theme=theme, edit=edit)
    if visit.meeting.host:
        yield _host(visit.meeting.host, visit.arrival, site, theme)
    yield _meeting(visit, site, theme)
    if (about := _visit(visit, theme)) is not None:
        yield about


class Who(QWidget):
    """The top of the pane: how it stands with the visit as of now, and whose it is."""

    def __init__(self, visit: Visit, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.visit = visit
        self._site = site
        self._theme = theme
        self._told = self._state()
        self._chip = self._make_chip()
        visitor = visit.visitor
        what = ", ".join(filter(None, (visitor.function, visitor.company_name))) if visitor else ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._chip)
        self._column.addWidget(Label(visit.name or visit.meeting.title, look="person", wrap=True))
        nobody = "" if visitor else "Nobody is invited to this meeting"
        if what or nobody:
            self._column.addWidget(Label(what or nobody, look="muted", wrap=True))

    def renew(self) -> None:
        """The clock went on. Only the chip changes, so that nobody loses what they read or selected below it."""
        if self._state() != self._told:
            self._told = self._state()
            before, self._chip = self._chip, self._make_chip()
            self._column.replaceWidget(before, self._chip)
            before.deleteLater()

    def _state(self) -> tuple[Status, str]:
        now = self._site.now()
        status = self.visit.status(now)
        return status, _when(self.visit, status, now)

    def _make_chip(self) -> QWidget:
        status, when = self._told
        mark, role = STATUS_MARKS[status]
        return status_chip(STATUS_WORDS[status], when, mark=mark, role=role, theme=self._theme)


def _when(visit: Visit, status: Status, now: datetime) -> str:
    """Beside the status: what the list says of it, and of somebody who is expected, how soon."""
    if status is Status.ENDED:
        return f"{visit.ends:%H:%M}"
    if status is not Status.EXPECTED:
        return when(visit, now)
    minutes = round((visit.expected - now).total_seconds() / 60)
    soon = f", in {minutes} min" if 0 < minutes < 60 else ""
    return f"{visit.expected:%H:%M}{soon}"


def _host(host: User, arrival: Arrival, site: Site, theme: Theme) -> QWidget:
    names = QVBoxLayout()
    names.setSpacing(2)
    names.addWidget(Elided(host.name, look="strong"))
    names.addWidget(Elided(", ".join(filter(None, (host.function or host.company_name, host.id))), look="caption"))
    who = QWidget()
    row = QHBoxLayout(who)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(avatar(_initials(host), theme=theme))
    row.addLayout(names, 1)
    number = host.mobile or host.phone
    contact = _contact(number, host.email, theme) if number or host.email else None
    return section(who, contact, _told(arrival, number, site, theme), heading="Host")


def _told(arrival: Arrival, number: str, site: Site, theme: Theme) -> QWidget | None:
    """Whether the host knows of the arrival; who doesn't is to be called."""
    match arrival.telling:
        case Telling.TOLD:
            return Label(host_told_words(arrival, site.today()), look="good", wrap=True)
        case Telling.ON_ITS_WAY:
            return Label(host_told_words(arrival, site.today()), look="muted", wrap=True)
        case Telling.NOT_TOLD:
            call = f"Please call {number}." if number else "No number is known to call."
            return box(host_told_words(arrival, site.today()), call, role="late", theme=theme)
        case Telling.NOT_SAID:
            return None


def _contact(number: str, email: str, theme: Theme) -> QWidget:
    """The number to call, to be copied, and a way to write."""
    contact = QWidget()
    row = QHBoxLayout(contact)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if number:
        row.addWidget(picture(theme.pixmap("phone", "text-muted", 18)))
        row.addWidget(Label(number))
        copy = Button("Copy phone number", theme=theme, look="icon", icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
        row.addWidget(copy)
    row.addStretch()
    if email:
        write = Button("Email", theme=theme, look="link", icon="mail")
        write.setToolTip(plain_tooltip(f"Write to {email}"))
        write.clicked.connect(lambda: QDesktopServices.openUrl(_mail_to(email)))
        row.addWidget(write)
    return contact


def _mail_to(email: str) -> QUrl:
    """Set part by part: an address with a ? or & in it must not become a subject or a copy to somebody else."""
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(email)
    return url


def _time(visit: Visit) -> str:
    """ "10:00 to 12:30", with the days where they differ."""
    starts, ends = f"{visit.starts:%H:%M}", f"{visit.ends:%H:%M}"
    if visit.starts.date() != visit.ends.date():
        starts = f"{day_and_month(visit.starts)}, {starts}"
        ends = f"{day_and_month(visit.ends)}, {ends}"
    return f"{starts} to {ends}"


def _meeting(visit: Visit, site: Site, theme: Theme) -> QWidget:
    meeting = visit.meeting
    pairs = (
        ("Title", meeting.title),
        ("Time", _time(visit)),
        ("Attendees", ", ".join(user.name for user in meeting.users)),
        ("Note", meeting.description),
        ("Repeats", recurrence_words(meeting.recurrence, visit.starts)),
        ("Told on arrival", ", ".join(user.name for user in meeting.checkin_notification_users)),
        ("Told on leaving", ", ".join(user.name for user in meeting.checkout_notification_users)),
        ("Invited by", meeting.created_by.name if meeting.created_by else ""),
        ("Invited through", meeting.created_via.name if meeting.created_via else ""),
        ("Created", _moment(meeting.created_at, site)),
        ("Last change", _moment(meeting.last_modified_at, site)),
        ("Number", "" if visit.operation else meeting.id),
    )
    return section(facts(pairs, theme=theme), heading="Meeting")


def _moment(moment: datetime | None, site: Site) -> str:
    return moment_words(site.local(moment), site.today()) if moment else ""


def _visit(visit: Visit, theme: Theme) -> QWidget | None:
    visitor = visit.visitor
    if visitor is None:
        return None
    language = visitor.language
    ways = (("email", visitor.mail_reminder), ("SMS", visitor.sms_reminder))
    asked = [way for way, on in ways if on]
    known = facts(
        (
            ("About", visitor.about),
            ("Mobile", visitor.mobile),
            ("Phone", visitor.phone),
            ("Email", visitor.email),
            ("Licence plate", visitor.license_plate),
            ("Language", (language.display_name or language.name or language.code) if language else ""),
            ("Birthday", visitor.birthday),
            ("Invitation", "by " + " and ".join(asked) if asked else ""),
            ("Comes often", "Yes" if visitor.frequent else ""),
            ("Files", str(visitor.attachment_count or "")),
            ("Number", visitor.id),
            *map(own_field, visitor.custom_fields),
        ),
        theme=theme,
    )
    return section(known, heading="Visit") if known else None


def _initials(person: User) -> str:
    return "".join(name[0] for name in (person.firstname, person.lastname) if name).upper() or person.id[:2]
