"""The notice in hand: how it stands with it, whom it is for, and where that leads."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.notices.notice import Notice
from app.services.site import Site
from ui.pages.waiting.notices.columns import when_words
from ui.reception.notices.part import again_button, sent_words_part, state_part
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane, facts, section
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import flowing
from ui.widgets.menu import MenuEntry
from ui.wording.notices.notice_words import about_words, kind_words

_WAYS = {"Ticket": ("Show ticket", "tickets"), "Meeting": ("Show visit", "person"), "Day": ("Show day", "today")}
"""Where it leads, by what it is about: words and icon."""


class NoticePane(DetailPane):
    """Signals carry the notice."""

    again_requested = Signal(object)
    subject_requested = Signal(object)

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Notice", theme=theme, parent=parent)
        self._site = site
        self._shown: tuple[Notice | None, bool] = (None, False)
        theme.changed.connect(self._draw)

    def show_notice(self, notice: Notice | None, *, underway: bool) -> None:
        """`underway`: it is being sent again."""
        if (notice, underway) != self._shown:
            self._shown = (notice, underway)
            self._draw()

    def entries(self) -> Iterator[MenuEntry]:
        """What can be done about the notice, as entries of a menu."""
        notice, underway = self._shown
        if notice is not None:
            may = notice.may_be_sent_again and not underway
            yield MenuEntry("Send again", "", lambda: self.again_requested.emit(notice), enabled=may)
            yield MenuEntry(_show_words(notice), "", lambda: self.subject_requested.emit(notice))

    def _draw(self) -> None:
        notice, underway = self._shown
        if notice is None:
            self.show_parts([Label("Choose a notice to see all of it.", variant="muted", wrap=True)])
            return
        site, theme = self._site, self._theme
        head = section(
            Label(kind_words(notice.kind), variant="person", wrap=True),
            state_part(notice, site=site, theme=theme),
            self._ways(notice, underway),
        )
        known = facts(
            (
                ("For", notice.name),
                ("Address", notice.address),
                (_subject(notice), about_words(notice)),
                ("Time", when_words(notice, site)),
                ("Number", notice.ticket or ""),
            ),
            theme=theme,
        )
        parts = [head, *([known] if known else []), *([sent_words_part(notice)] if notice.text else [])]
        self.show_parts(parts, keep_scroll=True)

    def _ways(self, notice: Notice, underway: bool) -> QWidget:
        ways: list[QWidget] = []
        if notice.may_be_sent_again:
            again = again_button(
                notice, send_again=lambda: self.again_requested.emit(notice), site=self._site, theme=self._theme
            )
            again.setEnabled(not underway)
            ways.append(again)
        show = Button(
            _show_words(notice),
            theme=self._theme,
            variant="link",
            icon=_WAYS[_subject(notice)][1],
        )
        show.clicked.connect(lambda: self.subject_requested.emit(notice))
        return flowing(*ways, show, theme=self._theme)


def _show_words(notice: Notice) -> str:
    return _WAYS[_subject(notice)][0]


def _subject(notice: Notice) -> str:
    """What it is about."""
    if notice.ticket:
        return "Ticket"
    return "Meeting" if notice.meeting else "Day"
