"""Whom somebody wants to see who was not invited: only people who host, and only from the third letter on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.models.contacts import KnownPerson
from ui.kiosk.kit.controls import EnterButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.kit.touch_field import TouchField
from ui.kiosk.pages.page import StepPage
from ui.tasks import Tasks
from ui.widgets.fields.person_lookup import Lookup

LETTERS = 3
WIDE, FIRST_WIDE = 2, "\u2e80"
"""A Chinese, Japanese or Korean sign says as much as two letters: whole names have two."""

MOST = 4
"""More than these are found by typing on: nobody goes through the list of who works here."""

BORDER = 2
"""Pixels of a button's edge, as the sheet has it."""

Find = Callable[[str, int], Awaitable[Sequence[KnownPerson]]]


class HostPage(StepPage):
    """`chosen` carries who it is."""

    chosen = Signal(object)

    field: TouchField
    title = Words("Who are you here to see?")
    stage = 1

    def __init__(self, *, find: Find, tasks: Tasks, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._sizes = sizes
        self._lookup = Lookup(tasks=tasks, owner=self)
        self._returned = False
        self.field = TouchField(Words("Host"), text="", sizes=sizes)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_return)
        self._sorry = WordsLabel(Words("Nobody of that name was found. Ask at the front desk."), variant="sorry")
        self._sorry.hide()
        self._matches: Sequence[KnownPerson] = ()
        self._people = QVBoxLayout()
        self._people.setSpacing(sizes.px(16))
        asked = QVBoxLayout()
        asked.setSpacing(sizes.gap(20))
        asked.addWidget(WordsLabel(self.title, variant=sizes.question))
        asked.addWidget(WordsLabel(Words("Type the first letters of the name."), variant="muted"))
        asked.addSpacing(sizes.gap(24))
        asked.addWidget(self.field)
        asked.addStretch()
        way = QBoxLayout.Direction.LeftToRight if sizes.lying else QBoxLayout.Direction.TopToBottom
        page = QBoxLayout(way, self)
        side = sizes.px(64)
        page.setContentsMargins(side, sizes.gap(40 if sizes.lying else 56), side, sizes.gap(24))
        page.setSpacing(sizes.px(32))
        page.addLayout(asked, 1 if sizes.lying else 0)
        column = QVBoxLayout()
        column.addWidget(self._sorry)
        column.addLayout(self._people)
        column.addStretch()
        page.addLayout(column, 1)

    def _on_typed(self, text: str) -> None:
        enough = sum(WIDE if sign >= FIRST_WIDE else 1 for sign in text if sign.isalnum()) >= LETTERS
        self._returned = False
        if enough:
            self._lookup.ask(lambda: self._find(text, MOST), self.show_matches)
        else:
            self._lookup.drop()
            self._sorry.hide()
            self._take(())

    def show_matches(self, matches: Sequence[KnownPerson]) -> None:
        """Those whom what was typed may mean."""
        self._sorry.setVisible(not matches)
        self._take(matches)
        if self._returned:
            self._on_return()

    def _on_return(self) -> None:
        """Enter means the one who is left, as soon as it is known who that is."""
        self._returned = self._lookup.underway
        if not self._returned and len(self._matches) == 1:
            self.chosen.emit(self._matches[0])

    def _take(self, matches: Sequence[KnownPerson]) -> None:
        self._matches = matches
        self._build_buttons()

    def _build_buttons(self) -> None:
        while (item := self._people.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        for known in self._matches:
            button = _Person(known, sizes=self._sizes)
            button.clicked.connect(lambda _, known=known: self.chosen.emit(known))
            self._people.addWidget(button)


class _Person(EnterButton):
    """Their own name, which no language changes. What is too long for the button is cut at its end."""

    def __init__(self, known: KnownPerson, *, sizes: Sizes) -> None:
        super().__init__()
        self._text = known.name
        self.setAccessibleName(known.name)
        self.setProperty("variant", "person")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._room = 2 * (sizes.px(44) + BORDER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - self._room)
        self.setText(shown.replace("&", "&&"))
