"""*Notices* in a pane: each in words, with what was written on request, and the way to have it sent again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.models.notices.notice import Notice
from app.services.site import Site
from ui.reception.notices.told import ToldInHand
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import box, section
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import flowing
from ui.widgets.layout.rest_on_demand import rest_on_demand
from ui.wording.notices.notice_words import NOTHING_SENT, TOO_LATE, UNREACHED, notice_words

SHOWN = 4


def notices_part(told: ToldInHand, *, site: Site, theme: Theme) -> QWidget | None:
    """The latest few, and the others on demand. None while nothing is known, and where the server mails nothing."""
    listed = told.listed
    if listed is None:
        return section(_muted(UNREACHED), heading="Notices") if told.failure else None
    if not listed.notices and not listed.mail:
        return None
    rows = [_row(one, told, site, theme) for one in listed.notices]
    return section(
        *(rows or [_muted(NOTHING_SENT)]),
        rest_on_demand(rows[SHOWN:], f"Show all {len(rows)} notices", theme=theme),
        _muted("The server can't be reached now: it may stand otherwise by now.") if told.failure else None,
        heading="Notices",
    )


def _row(notice: Notice, told: ToldInHand, site: Site, theme: Theme) -> QWidget:
    is_open = notice.id in told.opened
    ways = []
    if notice.text:
        ways.append(words_button(notice, is_open=is_open, toggle=lambda: told.toggle(notice), theme=theme))
    if notice.may_be_sent_again:
        again = again_button(notice, send_again=lambda: told.send_again(notice), site=site, theme=theme)
        again.setEnabled(notice.id not in told.underway)
        ways.append(again)
    return section(
        state_part(notice, site=site, theme=theme),
        Label(TOO_LATE, variant="warning", wrap=True) if told.late and told.late.id == notice.id else None,
        sent_words_part(notice) if is_open else None,
        flowing(*ways, theme=theme) if ways else None,
    )


def state_part(notice: Notice, *, site: Site, theme: Theme) -> QWidget:
    """How it stands with it; what a person has to know stands out."""
    words = notice_words(notice, site)
    if notice.failed:
        return box(words.said, words.why, role="rejected", theme=theme)
    return section(
        Label(words.said, variant="" if notice.state == "sent" else "muted", wrap=True),
        Label(words.why, variant="small", wrap=True) if words.why else None,
    )


def sent_words_part(notice: Notice) -> QWidget:
    """What was written."""
    text = Label(notice.text.strip(), wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return section(Label(notice.subject, variant="strong", wrap=True), text)


def words_button(notice: Notice, *, is_open: bool, toggle: Callable[[], object], theme: Theme) -> Button:
    icon = "chevron-down" if is_open else "chevron-right"
    button = Button("Hide message" if is_open else "Show message", theme=theme, variant="link", icon=icon)
    button.setAccessibleDescription(notice.subject)
    button.clicked.connect(toggle)
    return button


def again_button(notice: Notice, *, send_again: Callable[[], object], site: Site, theme: Theme) -> Button:
    """Stands out where it wasn't sent."""
    button = Button("Send again", theme=theme, variant="" if notice.failed else "link", icon="mail")
    button.setAccessibleDescription(notice_words(notice, site).said)
    button.clicked.connect(send_again)
    return button


def _muted(words: str) -> Label:
    return Label(words, variant="muted", wrap=True)
