"""One of the site's own questions that is answered by a touch: yes or no, or one of a few choices."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.contacts import KnownPerson
from app.services.kiosk.question_file import QuestionKind, SiteQuestion, first
from ui.kiosk.button_list import ButtonList
from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import SiteWords, Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage
from ui.kiosk.pages.person_button import PersonButton

ICON = 40


class Option(Struct, frozen=True):
    """`value` is how the desks read it."""

    value: str
    words: Words


YES_OR_NO = (Option("Yes", Words("Yes")), Option("No", Words("No")))


def options_of(question: SiteQuestion) -> Sequence[Option]:
    """What a question that isn't answered by typing can be answered with."""
    if question.kind is QuestionKind.YES_NO:
        return YES_OR_NO
    return [Option(first(texts), SiteWords(texts)) for texts in question.choices]


class OptionsPage(StepPage):
    """`answered` carries the value of what was touched, "" where the visitor went on without."""

    answered = Signal(str)

    stage = 1

    def __init__(
        self,
        asked: Words,
        options: Sequence[Option],
        *,
        chosen: str,
        required: bool,
        sizes: Sizes,
        parent: QWidget | None = None,
    ) -> None:
        """`chosen` is the value of what was answered before, "" for nothing."""
        super().__init__(parent)
        self.title = asked
        buttons = [OptionButton(one, chosen=one.value == chosen, sizes=sizes) for one in options]
        for button in buttons:  # toggled, because a screen reader's touch is no click of what is marked
            button.toggled.connect(lambda _, value=button.value: self.answered.emit(value))
        below = Words("Touch your answer.") if required else Words("Touch your answer, or go on without one.")
        page = QVBoxLayout(self)
        side = sizes.px(64)
        page.setContentsMargins(side, sizes.gap(20 if sizes.lying else 56), side, sizes.gap(32))
        page.setSpacing(sizes.gap(28))
        page.addWidget(WordsLabel(asked, variant=sizes.question_of(str(asked))))
        page.addWidget(WordsLabel(below, variant="muted"))
        page.addWidget(ButtonList(buttons, sizes=sizes), 1)
        if chosen or not required:
            further = TouchButton(Words("Continue"), sizes=sizes, kind="primary", icon="chevron-right", behind=True)
            further.clicked.connect(lambda: self.answered.emit(chosen))
            page.addWidget(further)


class OptionButton(PersonButton):
    """The words of one answer. What was chosen before is marked."""

    def __init__(self, option: Option, *, chosen: bool, sizes: Sizes) -> None:
        super().__init__(KnownPerson("", ""), tell_apart=False, sizes=sizes)
        self.value = option.value
        self._words = option.words
        self.setCheckable(True)
        self.setChecked(chosen)
        self._speak()

    def room(self) -> QRect:
        return super().room().adjusted(0, 0, -self._sizes.px(ICON + 24), 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            tick = self._sizes.theme.pixmap("check", "accent", self._sizes.plain_icon(ICON))
            shown = QRect(QPoint(), tick.deviceIndependentSize().toSize())
            shown.moveCenter(self.rect().center())
            shown.moveRight(self.width() - self._sizes.px(32))
            painter = QPainter(self)
            painter.drawPixmap(shown, tick)
            painter.end()

    def _speak(self) -> None:
        self.show_name(str(self._words))
