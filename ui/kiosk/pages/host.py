"""Whom somebody wants to see who was not invited, or has something for: only people who host, and only from the third
letter on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.models.contacts import KnownPerson
from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.kit.touch_field import TouchField
from ui.kiosk.pages.page import StepPage
from ui.kiosk.pages.person_button import PersonButton
from ui.tasks import Tasks
from ui.widgets.fields.person_lookup import Lookup

LETTERS = 3
WIDE, FIRST_WIDE = 2, "\u2e80"
"""A Chinese, Japanese or Korean sign says as much as two letters: whole names have two."""

MOST = 4
"""More than these are found by typing on: nobody goes through the list of who works here."""

TO_SEE = Words("Who are you here to see?")
FOR_WHOM = Words("Who is the delivery for?")
NOBODY = Words("Nobody of that name was found.")

HINT = Words("Type the first letters of the name.")
MORE = Words("More people fit. Type more of the name.")

Find = Callable[[str, int], Awaitable[Sequence[KnownPerson]]]


class HostPage(StepPage):
    """`chosen` carries who it is. Where nobody is found, `reception_called` carries what was typed, and with
    `takes_names` that can be chosen as it is: somebody else, who has no id that is known. A delivery may be left for
    nobody who is found here: `left_at_desk` carries what was typed, "" for nobody in particular."""

    chosen = Signal(object)
    reception_called = Signal(str)
    left_at_desk = Signal(str)

    field: TouchField
    stage = 1

    def __init__(
        self,
        *,
        find: Find,
        takes_names: bool,
        tasks: Tasks,
        sizes: Sizes,
        delivery: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = FOR_WHOM if delivery else TO_SEE
        self._delivery = delivery
        self._find = find
        self._sizes = sizes
        self._lookup = Lookup(tasks=tasks, owner=self)
        self._returned = False
        self.field = TouchField(Words("Host"), text="", sizes=sizes)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_return)
        self._hint = WordsLabel(HINT, variant="muted")
        self._sorry = WordsLabel(NOBODY, variant="sorry")
        self._somebody_else = TouchButton(Words("Somebody else"), sizes=sizes)
        self._somebody_else.clicked.connect(self._on_somebody_else)
        self._call = TouchButton(Words("Call reception"), sizes=sizes, icon="bell")
        self._call.clicked.connect(lambda: self.reception_called.emit(self._typed))
        self._leave = TouchButton(Words("Leave it at the desk"), sizes=sizes, icon="desk")
        self._leave.clicked.connect(lambda: self.left_at_desk.emit(self._typed))
        self._takes_names = takes_names
        self._matches: Sequence[KnownPerson] = ()
        self._people = QGridLayout()
        self._people.setSpacing(sizes.px(16))
        if not delivery:
            self._leave.hide()
        self._show_nobody(on=False)
        self._lay_out(sizes)

    @property
    def _typed(self) -> str:
        return " ".join(self.field.text().split())

    def _lay_out(self, sizes: Sizes) -> None:
        """Lying the names stand beside the field, two in a row: the keyboard leaves no more than half of the screen."""
        title = WordsLabel(self.title, variant="title" if sizes.lying else sizes.question)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._hint)
        below.addWidget(self._sorry)
        answers = QVBoxLayout()
        answers.setSpacing(sizes.px(16))
        answers.addLayout(self._people)
        answers.addWidget(self._somebody_else)
        answers.addWidget(self._call)
        answers.addWidget(self._leave)
        answers.addStretch()
        page = QGridLayout(self)
        side = sizes.px(64)
        page.setContentsMargins(side, sizes.gap(20 if sizes.lying else 56), side, sizes.gap(16))
        page.setHorizontalSpacing(sizes.px(32))
        page.setVerticalSpacing(sizes.gap(16))
        page.addWidget(title, 0, 0, 1, 2)
        if sizes.lying:
            page.addWidget(self.field, 1, 0)
            page.addLayout(below, 2, 0)
            page.addLayout(answers, 1, 1, 3, 1)
        else:
            page.addLayout(below, 1, 0)
            page.addWidget(self.field, 2, 0)
            page.addLayout(answers, 3, 0)
        page.setRowStretch(3, 1)
        for column, share in enumerate((1, 1) if sizes.tight else (2, 3) if sizes.lying else (1,)):
            page.setColumnStretch(column, share)

    def _on_typed(self, text: str) -> None:
        enough = sum(WIDE if sign >= FIRST_WIDE else 1 for sign in text if sign.isalnum()) >= LETTERS
        self._returned = False
        if enough:
            self._lookup.ask(lambda: self._find(text, MOST + 1), self.show_matches)
        else:
            self._lookup.drop()
            self._hint.say(HINT)
            self._show_nobody(on=False)
            self._take(())

    def show_matches(self, matches: Sequence[KnownPerson]) -> None:
        """Those whom what was typed may mean. Of more than there is room for it is said that there are more."""
        shown = matches[:MOST]
        self._hint.say(MORE if len(matches) > MOST else HINT)
        self._show_nobody(on=not shown)
        self._take(shown)
        self.news.emit(MORE if len(matches) > MOST else _spoken(shown))
        if self._returned:
            self._on_return()

    def _show_nobody(self, *, on: bool) -> None:
        self._hint.setVisible(not on and not self._sizes.tight)
        self._sorry.setVisible(on)
        self._somebody_else.setVisible(on and self._takes_names and not self._delivery)
        self._call.setVisible(on and not self._delivery)
        self.field.setAccessibleDescription(str(NOBODY) if on else "")

    def _on_somebody_else(self) -> None:
        self.chosen.emit(KnownPerson(self._typed, self._typed))

    def _on_return(self) -> None:
        """Enter means the one who is left, as soon as it is known who that is."""
        self._returned = self._lookup.underway
        if not self._returned and len(self._matches) == 1:
            self.chosen.emit(self._matches[0])

    def _take(self, matches: Sequence[KnownPerson]) -> None:
        self._matches = matches
        is_full = bool(matches) and (self._sizes.lying or self._sizes.large)
        self._leave.setVisible(self._delivery and not is_full)  # it comes back once nobody of them is meant
        self._build_buttons()

    def _build_buttons(self) -> None:
        while (item := self._people.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        across = 2 if self._sizes.lying else 1
        names = Counter(known.name for known in self._matches)
        for number, known in enumerate(self._matches):
            button = PersonButton(known, tell_apart=names[known.name] > 1, sizes=self._sizes)
            button.clicked.connect(lambda _, known=known: self.chosen.emit(known))
            self._people.addWidget(button, number // across, number % across)


def _spoken(matches: Sequence[KnownPerson]) -> Words:
    names = ", ".join(known.name for known in matches)
    return Words("Choose: {names}", names=names) if matches else NOBODY
