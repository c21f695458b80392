"""Form and request beside each other, unless that is folded away; in a narrow window, or with large text, one in the
place of the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.pages.new_meeting.footer import MeetingFooter
from ui.pages.new_meeting.request import RequestColumn
from ui.theme import Theme
from ui.widgets.labels import line
from ui.widgets.layout.view_choices import ViewChoices

_ROOM_FOR_BOTH = 880
"""From this width on, at 100 % text, there is room for both."""

_FOLDED = "request body is hidden"
"""The name under which the choice is kept."""


class FormBesideRequest(QWidget):
    """`parts` are the form, which scrolls below `head`; the last one takes what height is left over. `above` scrolls
    with them, and takes no room while it is hidden.

    It is put together from the outside in: whenever a widget moves into another, Qt styles all that is in it anew.
    """

    def __init__(
        self,
        *,
        head: QWidget,
        above: QWidget | None,
        parts: Sequence[QWidget],
        footer: MeetingFooter,
        request: RequestColumn,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._footer = footer
        self._request = request
        self._roomy: bool | None = None
        self._folded = False
        self._form = QFrame(self)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(_scrolling(above, parts, self._form), 1)
        column.addWidget(footer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._form, 2)
        row.addWidget(request, 1)
        footer.request_requested.connect(self._on_request_wanted)
        request.fold_requested.connect(self._on_fold)
        request.form_requested.connect(self._show_other)
        theme.changed.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """The other page with a meeting's form may have been folded meanwhile: both are as people want them."""
        super().showEvent(event)
        folded = ViewChoices.is_on(self, _FOLDED, otherwise=self._folded)
        if folded is not self._folded:
            self._folded = folded
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= self._theme.px(_ROOM_FOR_BOTH)
        if roomy != self._roomy:
            self._roomy = roomy
            self._arrange()

    def _arrange(self) -> None:
        roomy = bool(self._roomy)
        self._footer.offer_request(not roomy or self._folded, narrow=not roomy)
        self._request.offer_form(not roomy)
        self._request.setVisible(roomy and not self._folded)
        self._form.show()

    def _on_request_wanted(self) -> None:
        if self._roomy:
            self._fold(False)
            self._request.focus_fold()
        else:
            self._show_other()

    def _on_fold(self) -> None:
        self._fold(True)
        self._footer.focus_request()

    def _fold(self, folded: bool) -> None:
        self._folded = folded
        self._arrange()
        ViewChoices.keep(self, _FOLDED, folded)

    def _show_other(self) -> None:
        to_request = self._request.isHidden()
        self._request.setVisible(to_request)
        self._form.setVisible(not to_request)


def _scrolling(above: QWidget | None, parts: Sequence[QWidget], parent: QWidget) -> QScrollArea:
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content = QWidget()
    content.setObjectName("scrolled")
    scroll.setWidget(content)
    column = QVBoxLayout(content)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(12)
    if above is not None:
        column.addWidget(above)
    for number, part in enumerate(parts):
        if number:
            column.addWidget(line())
        column.addWidget(part, 1 if number == len(parts) - 1 else 0)
    return scroll
