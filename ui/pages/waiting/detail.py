"""The change in hand: how it stands with it, what can be done, and all that was entered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.models.operations import MAILED, Operation, State
from app.services.outbox.pending_changes import has_form, may_be_discarded, may_be_edited, may_be_sent_again
from app.services.site import Site
from ui.pages.waiting.candidates import Candidates
from ui.pages.waiting.entered import EnteredFacts
from ui.pages.waiting.words import answer_words, discard_words, edit_words, headline, history, state_words
from ui.reception.pending_notice import decide_button, is_overtaken, mark_of, needs_choice
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import DetailPane, facts, marked, section, status_chip
from ui.widgets.json_view import JsonView
from ui.widgets.labels import Elided, Label
from ui.widgets.layout.flow_layout import flowing
from ui.widgets.menu import MenuEntry
from ui.wording.messages import status_words


class Content(Struct, frozen=True):
    """All that the pane shows: drawn anew only when something of it is another."""

    operation: Operation
    why: str
    asking: bool
    underway: bool
    with_body: bool
    picked: str
    today: date


class WaitingPane(DetailPane):
    """Signals carry the operation. `discard_confirmed` comes after the person was asked, here and without a window."""

    edit_requested = Signal(object)
    decision_requested = Signal(object)
    discard_confirmed = Signal(object)
    adopt_requested = Signal(object, str)
    resend_requested = Signal(object)

    def __init__(self, *, site: Site, entered: EnteredFacts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Change", theme=theme, parent=parent)
        self._site = site
        self._entered = entered
        self._shown: tuple[Operation, str] | None = None
        self._asking = self._underway = self._picked = ""
        self._with_body = False
        self._drawn: Content | None = None
        self._ways: list[Button] = []
        theme.changed.connect(self.draw)

    def show_change(self, operation: Operation | None, why: str = "") -> None:
        """The change in hand, and what it waits for, in words."""
        if operation is None or self._shown is None or operation.id != self._shown[0].id:
            self._asking = self._picked = ""
        self._shown = (operation, why) if operation else None
        self.update_words()

    def set_underway(self, operation_id: str) -> None:
        """While the server is asked about that change, nothing else can be done with it; "" ends this."""
        self._underway = operation_id
        self.update_words()

    def entries(self) -> Iterator[MenuEntry]:
        """What can be done with the change in hand, as in the pane itself."""
        for button in self._ways:
            yield MenuEntry(
                button.accessibleName(), "", partial(self._press, button.accessibleName()), button.isEnabled()
            )

    def _press(self, name: str) -> None:
        """By its name: the pane may have been drawn anew since the menu opened."""
        for button in self._ways:
            if button.accessibleName() == name:
                button.click()

    def update_words(self) -> None:
        content = self._content()
        if content is not None and content != self._drawn:
            self.draw()

    def _content(self) -> Content | None:
        if self._shown is None:
            return None
        operation, why = self._shown
        return Content(
            operation=operation,
            why=why,
            asking=self._asking == operation.id and may_be_discarded(operation),
            underway=self._underway == operation.id,
            with_body=self._with_body,
            picked=self._picked if self._picked in operation.candidates else "",
            today=self._site.today(),
        )

    def draw(self) -> None:
        """Who works here by keyboard stays on the button of the same name."""
        content = self._content()
        if content is None:
            return
        focus = QApplication.focusWidget()
        held = focus.accessibleName() if focus is not None and self.isAncestorOf(focus) else ""
        same = self._drawn is not None and self._drawn.operation.id == content.operation.id
        self._drawn, self._ways = content, []
        self.show_parts(self._parts(content), keep_scroll=same)
        if held:
            self._focus(held)

    def _focus(self, name: str) -> None:
        for widget in self.findChildren(QWidget):
            if widget.accessibleName() == name and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _parts(self, content: Content) -> Iterator[QWidget]:
        operation = content.operation
        yield self._head(content)
        yield section(
            facts(self._pairs(operation), theme=self._theme),
            heading="What was sent" if operation.attempts else "What will be sent",
        )
        yield section(facts(history(operation, self._site), theme=self._theme), heading="What happened")
        yield self._body(content)

    def _head(self, content: Content) -> QWidget:
        operation, mark = content.operation, mark_of(content.operation)
        changed = self._site.local(operation.changed_at)
        return section(
            status_chip(mark.word, f"{changed:%H:%M}", mark=mark.role, role=mark.role, theme=self._theme),
            Label(headline(operation), variant="person", wrap=True),
            Label(state_words(operation, content.why), variant="muted", wrap=True),
            _refusal(operation) if operation.state is State.REJECTED else None,
            _answer(operation),
            self._candidates(content) if _asks_which(operation) else None,
            self._question(content) if content.asking else self._actions(content),
        )

    def _actions(self, content: Content) -> QWidget:
        operation = content.operation
        discard = Button("Discard", theme=self._theme, variant="danger")
        discard.setEnabled(may_be_discarded(operation) and not content.underway)
        discard.clicked.connect(self._on_discard)
        note = edit_words(operation)
        self._ways = [*self._ways_on(content, note), discard]
        return section(
            flowing(*self._ways, theme=self._theme), Label(note, variant="small", wrap=True) if note else None
        )

    def _ways_on(self, content: Content, note: str) -> Iterator[Button]:
        """What came from a form goes back into it; what follows from what happened is as it is."""
        operation = content.operation
        if needs_choice(operation):
            choose = decide_button(operation, theme=self._theme)
            choose.setEnabled(not content.underway)
            choose.clicked.connect(lambda: self.decision_requested.emit(operation))
            yield choose
        elif has_form(operation):
            edit = Button("Edit and resend", theme=self._theme, variant="primary")
            edit.setEnabled(may_be_edited(operation) and not content.underway)
            edit.clicked.connect(lambda: self.edit_requested.emit(operation))
            edit.setAccessibleDescription(note)
            yield edit
        elif may_be_sent_again(operation):
            again = Button("Send again", theme=self._theme, variant="primary")
            again.clicked.connect(lambda: self.resend_requested.emit(operation))
            yield again

    def _question(self, content: Content) -> QWidget:
        operation = content.operation
        sure = Button("Discard for good", theme=self._theme, variant="danger")
        keep = Button("Keep it", theme=self._theme)
        sure.clicked.connect(lambda: self.discard_confirmed.emit(operation))
        keep.clicked.connect(self._on_keep)
        question = QFrame()
        question.setObjectName("card")
        column = QVBoxLayout(question)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(Label(f"Discard “{self._entered.title(operation)}”?", variant="strong", wrap=True))
        column.addWidget(Label(discard_words(operation), wrap=True))
        column.addWidget(flowing(sure, keep, theme=self._theme))
        return question

    def _candidates(self, content: Content) -> QWidget:
        operation = content.operation
        part = Candidates(operation, pick=content.picked, enabled=not content.underway, theme=self._theme)
        part.picked.connect(self._on_picked)
        part.adopt_requested.connect(lambda made: self.adopt_requested.emit(operation, made))
        part.resend_requested.connect(lambda: self.resend_requested.emit(operation))
        return part

    def _body(self, content: Content) -> QWidget:
        shown = content.with_body
        name = "Hide request body" if shown else "Show request body"
        toggle = Button(name, theme=self._theme, variant="link", icon="chevron-down" if shown else "chevron-right")
        toggle.clicked.connect(self._on_body)
        view = None
        if shown:
            view = JsonView("Request body", theme=self._theme)
            view.setFixedHeight(self._theme.px(240))
            text = json.dumps(content.operation.body, ensure_ascii=False, indent=2)
            view.show_text(text, in_hand=(), wrong=())
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(toggle)
        row.addWidget(Elided(f"op {content.operation.id}", variant="small"), 1)
        return section(head, view)

    def _pairs(self, operation: Operation) -> Iterator[tuple[str, str | QWidget]]:
        """What the server's words name is marked."""
        for fact in self._entered.facts(operation):
            if fact.value and fact.sent and fact.sent in operation.words.split():
                yield fact.name, marked(fact.name, fact.value, mark="rejected", role="rejected", theme=self._theme)
            else:
                yield fact.name, _lines(fact.value) if "\n" in fact.value else fact.value

    def _on_discard(self) -> None:
        self._ask(True)
        self._focus("Keep it")

    def _on_keep(self) -> None:
        self._ask(False)
        self._focus("Discard")

    def _ask(self, asking: bool) -> None:
        self._asking = self._shown[0].id if asking and self._shown else ""
        self.update_words()

    def _on_picked(self, made: str) -> None:
        """Not drawn anew: somebody goes through the choices with the arrow keys."""
        self._picked = made
        self._drawn = self._content()

    def _on_body(self) -> None:
        self._with_body = not self._with_body
        self.update_words()
        self._focus("Hide request body" if self._with_body else "Show request body")


def _asks_which(operation: Operation) -> bool:
    """Whether a person has to say what on the server it became."""
    return operation.state is State.UNCLEAR and not is_overtaken(operation)


def _refusal(operation: Operation) -> QWidget:
    box = QFrame()
    box.setObjectName("refusal")
    column = QVBoxLayout(box)
    column.setContentsMargins(14, 8, 12, 8)
    column.setSpacing(2)
    words = Label(operation.words or "It gave no reason.", wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(Label("The server’s words", variant="error"))
    column.addWidget(words)
    status = str(operation.status) if operation.kind in MAILED else status_words(operation.status)
    column.addWidget(Label(status, variant="small", wrap=True))
    return box


def _answer(operation: Operation) -> QWidget | None:
    words = answer_words(operation)
    if not words:
        return None
    label = Label(words, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _lines(value: str) -> QWidget:
    """Each line on its own, however long its words are."""
    lines = section(*(Elided(one) for one in value.splitlines()))
    layout = lines.layout()
    assert layout is not None
    layout.setSpacing(2)
    return lines
