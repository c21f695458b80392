"""*Still here*: people whom nobody checked out by the hour when the building should be empty. It asks no service."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.visit_row import Present
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.wording.dates import time_words

_WIDTH, _HIGHEST = 480, 560


class CheckoutReminder(QDialog):
    """Open it with `open()`; it goes by itself when it is closed. `check_out_requested` carries those of `present` that
    are ticked, all of them at first: nobody is checked out unless somebody presses the button."""

    check_out_requested = Signal(list)

    def __init__(self, *, present: Sequence[Present], site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Still here")
        self._ticks = [(one, _tick(one)) for one in present]
        self._check_out = Button("Check all out", theme=theme, variant="primary", icon="leave")
        self._not_now = Button("Not now", theme=theme)
        self._lay_out(theme, site)
        for _, tick in self._ticks:
            tick.toggled.connect(self._show_chosen)
        self._check_out.clicked.connect(self._on_check_out)
        self._not_now.clicked.connect(self.reject)
        self._not_now.setFocus()
        self._show_chosen()

    def _lay_out(self, theme: Theme, site: Site) -> None:
        listed = QWidget()
        listed.setObjectName("scrolled")
        rows = QVBoxLayout(listed)
        rows.setContentsMargins(0, 0, 0, 0)
        for one, tick in self._ticks:
            rows.addWidget(tick)
            about = Label(_about(one, site), variant="small", wrap=True)
            about.setContentsMargins(theme.px(28), 0, 0, theme.px(6))
            rows.addWidget(about)
        rows.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(listed)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._not_now)
        buttons.addWidget(self._check_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        count = len(self._ticks)
        title = "1 visitor was not checked out" if count == 1 else f"{count} visitors were not checked out"
        column.addWidget(Label(title, variant="section", wrap=True))
        column.addWidget(Label("Whoever is still in the building should keep no tick.", variant="muted", wrap=True))
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        rows_height = rows.heightForWidth(theme.px(_WIDTH - 60))
        highest = min(theme.px(_HIGHEST), self.screen().availableGeometry().height() * 9 // 10)
        self.resize(theme.px(_WIDTH), min(highest, rows_height + theme.px(190)))

    def _chosen(self) -> list[Present]:
        return [one for one, tick in self._ticks if tick.isChecked()]

    def _show_chosen(self) -> None:
        chosen = len(self._chosen())
        words = "Check all out" if chosen == len(self._ticks) else f"Check {chosen} out"
        self._check_out.setText(words)
        self._check_out.setAccessibleDescription(words)
        self._check_out.setEnabled(bool(chosen))

    def _on_check_out(self) -> None:
        self.check_out_requested.emit(self._chosen())
        self.accept()


def _tick(one: Present) -> QCheckBox:
    name = one.person.name or "Unknown visitor"
    tick = QCheckBox(name.replace("&", "&&"))
    tick.setAccessibleName(name)
    tick.setChecked(True)
    return tick


def _about(one: Present, site: Site) -> str:
    person = one.person
    host = f"host {person.host}" if person.host else ""
    return " · ".join(
        filter(None, (person.company, host, f"here since {time_words(site.local(one.since), site.today())}"))
    )
