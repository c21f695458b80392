"""The pad that asks staff for their PIN, or has them choose one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import FoyerError
from app.services.site import Site
from app.system.staff_pin import LONGEST, SHORTEST, PinAnswer, PinOutcome, StaffPin, is_guessed
from ui.kiosk.kit.controls import TouchButton, WordsLabel, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.staff.overlay import StaffOverlay
from ui.kiosk.staff.pin_keys import PinDots, PinKeys
from ui.tasks import Tasks
from ui.widgets.labels import picture

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

ALONE_SECONDS = 30

UNREADABLE = Words("The PIN's file can't be read. Choose another PIN in Settings.")
NOT_CHECKED = Words("The PIN can't be checked: the disk of this kiosk takes nothing.")
TOO_EASY = Words("That PIN is guessed at once. Choose another one.")
NOT_SET = Words("The PIN can't be kept: the disk of this kiosk takes nothing.")


class Purpose(Enum):
    UNLOCK = "unlock"
    CHANGE = "change"
    FIRST = "first"
    """At a first start: the pad stays until there is one."""


class PinPad(StaffOverlay):
    """`opened` says that the right PIN was given, `chosen` that a new one was kept, `cancelled` that somebody gave up,
    or touched nothing for 30 seconds; then it is gone, and so is what was typed.

    What is typed is in no control: only dots are shown, and the PIN goes from here to `pin` alone.
    """

    opened = Signal()
    chosen = Signal()
    cancelled = Signal()

    def __init__(
        self, *, purpose: Purpose, pin: StaffPin, site: Site, tasks: Tasks, sizes: Sizes, parent: QWidget
    ) -> None:
        super().__init__(seconds=ALONE_SECONDS, sizes=sizes, parent=parent)
        self._purpose = purpose
        self._pin = pin
        self._site = site
        self._tasks = tasks
        self._typed = ""
        self._once = ""
        self._until: datetime | None = None
        self._busy = False
        self._asked: Words
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)
        self._title, self._note, self._answer = (
            WordsLabel(variant="title"),
            WordsLabel(variant="muted"),
            WordsLabel(variant="sorry"),
        )
        self._dots, self._keys = PinDots(sizes=sizes), PinKeys(sizes=sizes)
        self._cancel = TouchButton(Words("Cancel"), sizes=sizes)
        self._ok = TouchButton(Words("OK"), sizes=sizes, kind="primary")
        self._arrange(sizes)
        self._keys.digit.connect(self._type)
        self._keys.erased.connect(self._erase)
        self._cancel.clicked.connect(self._give_up)
        self._ok.clicked.connect(self._take)
        self.left_alone.connect(self._on_left_alone)
        self._begin()
        if purpose is Purpose.UNLOCK:
            self._start(pin.waiting_until, self._rest)  # a wait that began before is told at once

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A real keyboard works as well; keys that mean nothing here mean nothing beneath either."""
        super().keyPressEvent(event)
        match event.key():
            case Qt.Key.Key_Backspace:
                self._erase()
            case Qt.Key.Key_Escape:
                self._give_up()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self._give_up if self.focusWidget() is self._cancel else self._take)()
            case _ if event.text().isascii() and event.text().isdigit():
                self._type(event.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show_typed()
        super().changeEvent(event)

    def _arrange(self, sizes: Sizes) -> None:
        self.setObjectName("pin")
        self._answer.setMinimumHeight(sizes.font_px(30) * 3)  # two lines: the keys stay where they are
        self._answer.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.words.addStretch()
        self.words.addWidget(picture(sizes.pixmap("lock", "accent", 56)), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.words.addWidget(label)
        self.words.addWidget(self._dots)
        self.words.addWidget(self._answer)
        self.words.addStretch()
        self._cancel.setVisible(self._purpose is not Purpose.FIRST)
        ends = QHBoxLayout()
        ends.setSpacing(sizes.px(12))
        ends.addWidget(self._cancel, 1)
        ends.addWidget(self._ok, 1)
        self.keys.addWidget(self._keys)
        self.keys.addLayout(ends)

    def _begin(self) -> None:
        """The first question; what was typed before is forgotten."""
        self._once = ""
        match self._purpose:
            case Purpose.UNLOCK:
                self._ask(Words("PIN for staff"), None)
            case Purpose.CHANGE:
                self._ask(Words("Choose a new PIN for staff"), Words("{least} to {most} digits.", **_SIZE))
            case Purpose.FIRST:
                note = Words("It is needed to leave the kiosk. {least} to {most} digits.", **_SIZE)
                self._ask(Words("Choose a PIN for staff"), note)

    def _ask(self, title: Words, note: Words | None) -> None:
        self._title.say(title)
        self._note.say(note)
        self._note.setVisible(note is not None)
        self._asked = title
        self._forget()

    def _type(self, digit: str) -> None:
        self.touched()
        if self._may_type() and len(self._typed) < LONGEST:
            self._answer.say(None)
            self._typed += digit
            self._show_typed()

    def _erase(self) -> None:
        self.touched()
        self._typed = self._typed[:-1]
        self._show_typed()

    def _forget(self) -> None:
        self._typed = ""
        self._show_typed()

    def _show_typed(self) -> None:
        self._dots.show_count(len(self._typed))
        self.setAccessibleName(plain(str(self._asked)))
        self.setAccessibleDescription(str(Words("Digits typed: {count}", count=len(self._typed))))
        self._keys.setEnabled(self._may_type())
        self._ok.setEnabled(self._may_type() and len(self._typed) >= SHORTEST)
        self._cancel.setEnabled(not self._busy)

    def _may_type(self) -> bool:
        return not self._busy and self._until is None

    def _take(self) -> None:
        self.touched()
        if not (self._may_type() and len(self._typed) >= SHORTEST):
            return
        typed = self._typed  # goes along in lambdas: the loop may log the arguments of a call
        if self._purpose is Purpose.UNLOCK:
            self._start(lambda: self._pin.check(typed), self._on_checked)
        elif is_guessed(typed):
            self._begin()
            self._answer.say(TOO_EASY)
        elif not self._once:
            self._once = typed
            self._ask(Words("Type the new PIN once more"), None)
        elif typed != self._once:
            self._begin()
            self._answer.say(Words("The two PINs differ. Choose one again."))
        else:
            self._start(lambda: self._pin.set(typed), self._on_set)

    def _start(self, ask: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """`ask` is called on a thread. Until it is done, nothing can be typed; where the screen was built anew in the
        meantime, nobody is there to hear of it."""

        async def asked() -> None:
            try:
                answer = await asyncio.to_thread(ask)
            finally:
                self._busy = False
                if isValid(self):
                    self._forget()
            if isValid(self):
                then(answer)

        self._busy = True
        self._show_typed()
        self._tasks.start(asked(), on_error=self._on_failed)

    def _on_checked(self, answer: PinAnswer) -> None:
        if answer.outcome is PinOutcome.RIGHT:
            self.leave()
            self.opened.emit()
        else:
            self._say_no(answer)

    def _on_set(self, _: None) -> None:
        self.leave()
        self.chosen.emit()

    def _say_no(self, answer: PinAnswer) -> None:
        match answer.outcome:
            case PinOutcome.WRONG if answer.tries_left == 1:
                self._answer.say(Words("Wrong PIN. One try left."))
            case PinOutcome.WRONG:
                self._answer.say(Words("Wrong PIN. {count} tries left.", count=answer.tries_left))
            case PinOutcome.UNREADABLE:
                self._answer.say(UNREADABLE)
            case _:
                self._rest(answer.until)

    def _rest(self, until: datetime | None) -> None:
        self._until = until
        if until is not None:
            self._countdown.start()
            self._count_down()
        self._show_typed()

    def _count_down(self) -> None:
        seconds = round((self._until - self._site.moment()).total_seconds()) if self._until else 0
        if self._until is not None and seconds > 0:
            left = f"{seconds // 60}:{seconds % 60:02}"
            at = f"{self._site.local(self._until):%H:%M}"
            self._answer.say(Words("Too many tries. Try again at {at}, in {left}.", at=at, left=left))
            return
        self._countdown.stop()
        self._until = None
        self._answer.say(None)
        self._show_typed()

    def _on_failed(self, error: FoyerError) -> None:
        log.warning("The staff PIN's file can't be written: %s", error)
        if not isValid(self):
            return
        if self._purpose is Purpose.UNLOCK:
            self._answer.say(NOT_CHECKED)
        else:
            self._begin()
            self._answer.say(NOT_SET)

    def _give_up(self) -> None:
        if not self._busy and self._purpose is not Purpose.FIRST:
            self.leave()
            self.cancelled.emit()

    def leave(self) -> None:
        self._countdown.stop()
        self._typed = self._once = ""
        super().leave()

    def _on_left_alone(self) -> None:
        if self._busy:
            self.touched()  # the disk is slow: once it has answered, there is something to read
        if self._purpose is Purpose.FIRST:
            self._begin()
        self._give_up()


_SIZE = {"least": SHORTEST, "most": LONGEST}
