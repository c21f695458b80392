"""The fields of the visitor in hand, or of several visitors at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.models.drafts import VisitorDraft
from app.models.notices.ways import Ways
from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from ui.reception.unsendable import UnsendableBoxes
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.fields.person_lookup import Find, PersonSuggestions
from ui.wording.notices.notice_words import no_email_words, no_sms_words

NAMES = {
    "first_name": "First name",
    "last_name": "Last name",
    "company_name": "Visitor company",
    "function": "Function",
    "email": "Email",
    "phone": "Phone",
    "mobile": "Mobile",
    "license_plate": "Licence plate",
    "language": "Language",
    "about": "About",
    "mail_reminder": "Invite by email",
    "sms_reminder": "Invite by SMS",
}
"""What each of a visitor's attributes is called, in the order of the fields."""

_INVITED_BY = ("mail_reminder", "sms_reminder")

_PLACEHOLDERS = {"mobile": "+32 470 12 34 56", "about": "Parking, badge, lunch"}
_REQUIRED = {"first_name", "last_name"}
_STRIPPED = {"email", "phone", "mobile"}
"""Where a space before or behind can only be a slip; all other words go out exactly as typed."""

_OWN = {"first_name", "last_name", "email", "phone", "mobile", "license_plate"}
"""What no two visitors share: not to be changed while several are in hand."""


_ENOUGH = 2
"""So many letters mean somebody."""

_ROOM = 440
"""For a name, a company and an email address in one row."""


class VisitorEditor(QWidget):
    """Knows no list. `changed` tells an attribute and its new value, for every visitor in hand; with none in hand it
    asks for a visitor to be made. `left` tells whose attribute's field was left, `next_requested` that Enter was
    pressed.

    While a name is typed, those whom `find` gives for it are offered below; `returned` tells of whom was chosen.
    """

    changed = Signal(str, object)
    returned = Signal(object)
    left = Signal(str)
    next_requested = Signal()

    def __init__(
        self,
        *,
        find: Find,
        ways: Callable[[], Ways],
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._loading = False
        self._find = find
        self._tasks = tasks
        self.fields: dict[str, Field] = {}
        for attribute, name in NAMES.items():
            bare = attribute in _INVITED_BY
            control = self._control(attribute, theme)
            field = Field(name, control, theme=theme, required=attribute in _REQUIRED, bare=bare)
            field.left.connect(partial(self.left.emit, attribute))
            control.installEventFilter(self)
            self.fields[attribute] = field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(FieldGrid(tuple(self.fields.values()), most=4, narrowest=156, theme=theme))
        self._invitations = UnsendableBoxes(
            {
                self._box("mail_reminder"): lambda: no_email_words(ways()),
                self._box("sms_reminder"): lambda: no_sms_words(ways()),
            },
            parent=self,
        )
        layout.addWidget(self._invitations.reason)

    def show_visitors(self, visitors: Sequence[VisitorDraft]) -> None:
        """Shows what they have in common. A field that shows the same already is left alone, and so is its cursor."""
        self._loading = True
        several = len(visitors) > 1
        for attribute, field in self.fields.items():
            values = {getattr(visitor, attribute) for visitor in visitors or (VisitorDraft(),)}
            self._show(attribute, values.pop() if len(values) == 1 else None)
            field.control.setEnabled(not (several and attribute in _OWN))
        self._invitations.weigh()
        self._loading = False

    def complain(self, words: Mapping[str, str]) -> None:
        """By attribute, what is wrong with the one visitor in hand."""
        for attribute, field in self.fields.items():
            field.complain(words.get(attribute, ""))

    def mark_changed(self, visitor: VisitorDraft | None, before: VisitorDraft | None) -> None:
        """Marks what differs of the one in hand from what was `before`; with None for both, nothing."""
        for attribute, field in self.fields.items():
            now, was = getattr(visitor, attribute, None), getattr(before, attribute, None)
            field.mark_changed(None if now == was else _words(was))

    def go_to(self, attribute: str) -> None:
        control = self.fields[attribute].control
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()

    def _control(self, attribute: str, theme: Theme) -> QWidget:
        if attribute == "language":
            languages = ChoiceField(LANGUAGE_NAMES, theme=theme, nothing="Not chosen", icon="globe")
            languages.changed.connect(partial(self._on_language, languages))
            return languages
        if attribute in _INVITED_BY:
            return self._checkbox(attribute)
        edit = QLineEdit()
        edit.textChanged.connect(partial(self._on_text, attribute))
        if attribute in _REQUIRED:
            suggestions = PersonSuggestions(edit=edit, find=self._find, tasks=self._tasks, theme=theme, narrowest=_ROOM)
            suggestions.chosen.connect(self.returned)
            edit.textEdited.connect(partial(self._offer, suggestions))
        return edit

    def _offer(self, suggestions: PersonSuggestions, _typed: str) -> None:
        """Both parts of the name count, whichever is typed first."""
        controls = (self.fields[attribute].control for attribute in ("first_name", "last_name"))
        typed = " ".join(control.text() for control in controls if isinstance(control, QLineEdit)).strip()
        if len(typed) >= _ENOUGH:
            suggestions.open(typed)
        else:
            suggestions.close()

    def _box(self, attribute: str) -> QCheckBox:
        box = self.fields[attribute].control
        assert isinstance(box, QCheckBox)
        return box

    def _checkbox(self, attribute: str) -> QCheckBox:
        box = QCheckBox(NAMES[attribute])
        box.checkStateChanged.connect(partial(self._on_checked, attribute, box))
        return box

    def _show(self, attribute: str, value: str | bool | None) -> None:
        """None stands for values that differ."""
        control = self.fields[attribute].control
        if isinstance(control, QCheckBox):
            mixed = value is None
            control.setTristate(mixed)
            states = Qt.CheckState
            control.setCheckState(states.PartiallyChecked if mixed else states.Checked if value else states.Unchecked)
        elif isinstance(control, ChoiceField):
            if value is None:
                control.show_mixed("Different")
            else:
                control.set_value(str(value))
        elif isinstance(control, QLineEdit):
            control.setPlaceholderText("Different" if value is None else _PLACEHOLDERS.get(attribute, ""))
            text = "" if value is None else str(value)
            if _clean(attribute, control.text()) != text:
                control.setText(text)
                control.setCursorPosition(0)

    def _on_text(self, attribute: str, text: str) -> None:
        if not self._loading:
            self.changed.emit(attribute, _clean(attribute, text))

    def _on_language(self, languages: ChoiceField) -> None:
        if not self._loading:
            self.changed.emit("language", languages.value())

    def _on_checked(self, attribute: str, box: QCheckBox, state: Qt.CheckState) -> None:
        if self._loading:
            return
        if state is Qt.CheckState.PartiallyChecked:
            box.setCheckState(Qt.CheckState.Checked)  # a person says yes or no
        else:
            self.changed.emit(attribute, state is Qt.CheckState.Checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next visitor."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.next_requested.emit()
                return True
        return super().eventFilter(watched, event)


def _words(value: str | bool | None) -> str:
    """What a field held, as it showed it."""
    if isinstance(value, bool):
        return "chosen" if value else "not chosen"
    return LANGUAGE_NAMES.get(value or "", value or "")


def _clean(attribute: str, text: str) -> str:
    return text.strip() if attribute in _STRIPPED else text
