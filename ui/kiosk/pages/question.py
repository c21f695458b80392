"""One question, one field. Where the answer says who somebody is, whom it means is asked below it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.kiosk.flow.visitor_session import Errand, Step
from ui.kiosk.keyboard.layouts import Layout
from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.kit.touch_field import TouchField
from ui.kiosk.pages.page import StepPage
from ui.kiosk.pages.visit_card import VisitCard


class Question(Struct, frozen=True):
    """`name` is what its field is called; `below` helps with the answer, None where nothing has to be said; `keys` is
    the keyboard's layout."""

    asked: Words
    below: Words | None
    name: Words
    keys: Layout = "text"
    stage: int = 1


LAST, FIRST, COMPANY = Words("Last name"), Words("First name"), Words("Company")
PLATE = Words("Licence plate")
WHOLE = Words("Accents don’t matter. Type the whole name.")
OR_SCANNED = Words("The whole name, or scan your code.")
MAY_BE_EMPTY = Words("You may leave this empty.")

QUESTIONS = {
    Step.LAST_NAME: Question(Words("What is your last name?"), WHOLE, LAST, stage=0),
    Step.FIRST_NAME: Question(Words("What is your first name?"), WHOLE, FIRST, stage=0),
    Step.WHICH_COMPANY: Question(
        Words("Which company are you from?"), Words("As it is written in your invitation."), COMPANY, stage=0
    ),
    Step.OTHERS_TOO: Question(
        Words("Did others come with you?"), Words("Then type your first name. Else leave this empty."), FIRST
    ),
    Step.COMPANY: Question(Words("Which company are you from?"), MAY_BE_EMPTY, COMPANY),
    Step.MOBILE: Question(Words("What is your mobile number?"), MAY_BE_EMPTY, Words("Mobile number"), "number"),
    Step.EMAIL: Question(Words("What is your email address?"), MAY_BE_EMPTY, Words("Email"), "email"),
    Step.PLATE: Question(
        Words("What is your licence plate?"),
        Words("You may leave this empty if you came without a car."),
        PLATE,
        "mixed",
    ),
}

PLAIN = Words("As on your ID card.")
"""Below a name that isn't looked for: who was not invited."""


def question_of(step: Step, errand: Errand, *, scans: bool) -> Question:
    """What the step asks. `scans` says that a code may be scanned in the place of a name."""
    question = QUESTIONS[step]
    if errand is Errand.WALK_IN and step in (Step.LAST_NAME, Step.FIRST_NAME):
        return replace(question, below=PLAIN)
    return replace(question, below=OR_SCANNED) if scans and step is Step.LAST_NAME else question


def site_question(asked: Words, *, required: bool) -> Question:
    """One of the site's own, to be answered by typing."""
    return Question(asked, None if required else MAY_BE_EMPTY, asked, "mixed")


class QuestionPage(StepPage):
    """`answered` carries what was typed; `reopened` says that it is being typed anew, whoever the visit was that was
    shown."""

    answered = Signal(str)
    reopened = Signal()
    confirmed = Signal()
    denied = Signal()
    language_chosen = Signal(str)

    field: TouchField

    def __init__(
        self,
        question: Question,
        *,
        typed: str,
        sizes: Sizes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title, self.keys, self.stage = question.asked, question.keys, question.stage
        self.field = TouchField(question.name, text=typed, sizes=sizes)
        self.field.returnPressed.connect(self._on_continue)
        self.field.textChanged.connect(self._on_typed)
        self.field.touched.connect(self._on_touched)
        self._sizes = sizes
        self._complaint: Words | None = None
        self._sorry = WordsLabel(variant="sorry")
        self._sorry.hide()
        self._continue = TouchButton(Words("Continue"), sizes=sizes, kind="primary", icon="chevron-right", behind=True)
        self._continue.clicked.connect(self._on_continue)
        self._card: VisitCard | None = None
        self._below = WordsLabel(question.below, variant="muted")
        if question.below is None:  # shown, it would be a window of its own: it has no parent yet
            self._below.hide()
        self._asked = QWidget()
        self._grid = QGridLayout(self)
        self._lay_out(sizes)

    def complain(self, words: Words) -> None:
        """What is wrong with the answer, or whom it did not find."""
        self._drop_card()
        self.typing.emit(True)
        self._complaint = words
        self._sorry.say(words)
        self._show_complaint(on=True)
        self._continue.show()
        self._describe()
        self.field.setFocus()
        self.news.emit(words)

    def show_card(self, card: VisitCard) -> None:
        """In the place of the keyboard, until the field is touched again."""
        self._drop_card()
        self.typing.emit(False)
        self._show_complaint(on=False)
        self._continue.hide()
        self._card = card
        card.confirmed.connect(self.confirmed)
        card.denied.connect(self.denied)
        card.language_chosen.connect(self.language_chosen)
        place = (0, 1, 5, 1) if self._sizes.lying else (3, 0, 2, 1)
        self._grid.addWidget(self._asked, 0, 0)
        self._grid.addWidget(card, *place, Qt.AlignmentFlag.AlignTop)
        card.setFocus()
        self.news.emit(card.heading)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    @property
    def _across(self) -> tuple[int, int, int, int]:
        """Where the question stands in the grid while no card stands beside it."""
        return 0, 0, 1, 2 if self._sizes.lying else 1

    def _lay_out(self, sizes: Sizes) -> None:
        """Upright one below the other. Lying the button stands beside the field, and a complaint in the place of the
        hint: the keyboard leaves no more than half of the screen."""
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(sizes.gap(20))
        asked.addWidget(WordsLabel(self.title, variant=sizes.question_of(str(self.title))))
        asked.addWidget(self._below)
        grid = self._grid
        side = sizes.px(64)
        grid.setContentsMargins(side, sizes.gap(20 if sizes.lying else 56), side, sizes.gap(20))
        grid.setHorizontalSpacing(sizes.px(48))
        grid.setVerticalSpacing(sizes.gap(20 if sizes.lying else 28))
        grid.addWidget(self._asked, *self._across)
        grid.addWidget(self.field, 1, 0)
        if sizes.lying:
            asked.addWidget(self._sorry)
            grid.addWidget(self._continue, 1, 1)
        else:
            grid.addWidget(self._sorry, 2, 0)
            grid.addWidget(self._continue, 3, 0)
        grid.setRowStretch(4, 1)
        for column in range(2 if sizes.lying else 1):
            grid.setColumnStretch(column, 1)

    def _show_complaint(self, *, on: bool) -> None:
        self._sorry.setVisible(on)
        if self._sizes.lying:
            self._below.setVisible(not on)

    def _on_continue(self) -> None:
        if self._card is None:
            self.answered.emit(self.field.text())

    def _on_typed(self) -> None:
        """Another name is another visit."""
        self._on_touched()
        self._complaint = None
        self._show_complaint(on=False)
        self._describe()

    def _on_touched(self) -> None:
        """The card goes at once, and the keyboard is there again, as it was before the answer."""
        if self._card is not None:
            self._drop_card()
            self._continue.show()
            self.typing.emit(True)
            self.reopened.emit()

    def _describe(self) -> None:
        """The complaint belongs to the field: a screen reader says it there."""
        self.field.setAccessibleDescription(str(self._complaint or ""))

    def _drop_card(self) -> None:
        if self._card is not None:
            self._grid.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
            self._grid.addWidget(self._asked, *self._across)
