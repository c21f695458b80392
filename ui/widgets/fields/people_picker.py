"""Several people: a token for each, and a line edit behind them to add the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.field_parts import InsideButton
from ui.widgets.fields.person_lookup import Find, Lookup, PersonSuggestions, known_as
from ui.widgets.fields.suggestions import PersonOption
from ui.widgets.fields.typed_people import is_complete, possible_people, typed_people
from ui.widgets.labels import Elided
from ui.widgets.restyle import restyle

_MORE_ROOM = 68
_TYPING_ROOM = 72
_GAP = 6


class PeoplePicker(QFrame):
    """One line high: who has no room in it is counted in "+1 more", whose menu takes them off again.

    Enter, a semicolon, choosing from the list or leaving the field makes a token of what was typed, and so does a comma
    behind an id or somebody known: behind a last name the first name may follow. Backspace in the empty edit takes the
    last token off. `changed` is emitted when `values()` is another.
    """

    changed = Signal()

    def __init__(
        self, *, find: Find, tasks: Tasks, theme: Theme, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tokens")
        self._find = find
        self._theme = theme
        self._placeholder = placeholder
        self._ids: list[str] = []
        self._names: dict[str, str] = {}
        self._meant: dict[str, PersonOption] = {}
        self._naming = Lookup(tasks=tasks, owner=self)
        self._reading = Lookup(tasks=tasks, owner=self)
        self._tokens: list[_Token] = []
        self._values_emitted: tuple[str, ...] = ()
        self.edit = QLineEdit()
        self.edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self._suggestions = PersonSuggestions(edit=self.edit, find=find, tasks=tasks, theme=theme)
        self._suggestions.chosen.connect(self._on_chosen)
        self._more = QPushButton()
        self._more.setProperty("variant", "token")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._on_more)
        self._more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(_GAP))
        self._row.addWidget(self._more)
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(InsideButton("Show everybody known", self._on_arrow, icon="chevron-down", theme=theme))
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._rebuild()

    @property
    def settled(self) -> bool:
        """Whether it is known whom everything typed means, or that nobody is known by it."""
        return not (self._naming.underway or self._reading.underway)

    async def settle(self) -> None:
        """Returns when that is known."""
        await self._reading.over()
        await self._naming.over()

    def values(self) -> tuple[str, ...]:
        """The ids in the order in which they came, each once; what is still being typed is the last. Until it
        `settled`, what was typed."""
        return tuple(dict.fromkeys([*self._ids, *self._typed()]))

    def set_values(self, identifiers: tuple[str, ...]) -> None:
        self.set_written((*identifiers, ""))

    def written(self) -> list[str]:
        """The tokens' ids, and last what is being typed behind them, which may be nothing."""
        return [*self._ids, self.edit.text()]

    def set_written(self, written: Sequence[str]) -> None:
        *identifiers, typed = written
        self._ids = list(dict.fromkeys(identifiers))
        self.edit.setText(typed)
        self._rebuild()
        if self._ids:
            self._naming.ask(partial(self._known, tuple(self._ids)), self._on_named)

    def _parts(self) -> list[str]:
        return typed_people(self.edit.text(), self._meant)

    def _typed(self) -> list[str]:
        return [person.id if (person := self._meant.get(part)) else part for part in self._parts()]

    async def _known(self, typed: Sequence[str]) -> dict[str, PersonOption]:
        return {one: person for one in typed if (person := await known_as(one, self._find))}

    def _on_named(self, known: dict[str, PersonOption]) -> None:
        """A token bears the name of who is known; a name that was typed gives way to the id."""
        ids = list(dict.fromkeys(known[one].id if one in known else one for one in self._ids))
        names = {person.id: person.name for person in known.values()}
        if (ids, names) != (self._ids, self._names):
            self._ids, self._names = ids, names
            self._rebuild()

    def _on_read(self, known: dict[str, PersonOption]) -> None:
        self._meant = known
        self._tell()
        if is_complete(self.edit.text(), known):
            self._settle()

    def _on_text_changed(self) -> None:
        self._tell()
        if possible := possible_people(self.edit.text()):
            self._reading.ask(partial(self._known, possible), self._on_read)
        else:
            self._reading.drop()

    def _settle(self) -> None:
        """Makes tokens of what was typed."""
        if self.edit.text():
            self._suggestions.close()
            self._names |= {person.id: person.name for person in self._meant.values()}
            self.set_values(self.values())

    def _remove(self, identifier: str) -> None:
        self._ids.remove(identifier)
        self._rebuild()

    def _name_of(self, identifier: str) -> str:
        return self._names.get(identifier, identifier)

    def _rebuild(self) -> None:
        for token in self._tokens:
            self._row.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._tokens = []
        for place, identifier in enumerate(self._ids):
            token = _Token(self._name_of(identifier), theme=self._theme, parent=self)
            token.removed.connect(partial(self._remove, identifier))
            self._row.insertWidget(place, token)
            self._tokens.append(token)
        self.edit.setPlaceholderText("" if self._ids else self._placeholder)
        self._make_room()
        self._tell()

    def _make_room(self) -> None:
        """Shows the tokens that fit and counts the others. Somebody who is typing gets room for it."""
        typing = self.edit.hasFocus()
        gap = self._theme.px(_GAP)
        room = self.contentsRect().width() - self._theme.px(20) - gap - (self._theme.px(_TYPING_ROOM) if typing else 0)
        widths = [token.sizeHint().width() + gap for token in self._tokens]
        fitting = len(widths)
        if sum(widths) > room:
            room -= self._theme.px(_MORE_ROOM)
            while fitting > (0 if typing else 1) and sum(widths[:fitting]) > room:
                fitting -= 1
        hidden = len(widths) - fitting
        for number, token in enumerate(self._tokens):
            token.setFixedWidth(max(self._theme.px(48), min(room, widths[number] - gap)))
            token.setVisible(number < fitting)
        self._more.setText(f"+{hidden} more")
        self._more.setVisible(hidden > 0)

    def _tell(self) -> None:
        if (values := self.values()) != self._values_emitted:
            self._values_emitted = values
            self.changed.emit()

    def _on_chosen(self, person: PersonOption) -> None:
        self._names[person.id] = person.name
        self.edit.setText(";".join(self._parts()[:-1]))
        self.set_values((*self.values(), person.id))

    def _on_text_edited(self, typed: str) -> None:
        if is_complete(typed, self._meant):
            self._settle()
        elif parts := self._parts():
            self._suggestions.open(parts[-1])
        else:
            self._suggestions.close()

    def _on_arrow(self) -> None:
        self.edit.setFocus()
        self._suggestions.open("")

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for identifier, token in zip(self._ids, self._tokens, strict=True):
            if token.isHidden():
                action = menu.addAction(f"Remove {self._name_of(identifier)}".replace("&", "&&"))
                action.triggered.connect(partial(self._remove, identifier))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_theme_changed(self) -> None:
        self._row.setSpacing(self._theme.px(_GAP))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the edit's keys and focus mean for the whole field."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._on_focus(event.type() is QEvent.Type.FocusIn)
        return isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._took(event)

    def _on_focus(self, inside: bool) -> None:
        restyle(self, inside=inside)
        if not inside:
            self._settle()
        self._make_room()

    def _took(self, event: QKeyEvent) -> bool:
        empty = not self.edit.text()
        match event.key():
            case Qt.Key.Key_Backspace if empty and self._ids:
                self._remove(self._ids[-1])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not empty:
                self._settle()
            case Qt.Key.Key_Down:
                self._suggestions.open(self.edit.text())
            case _:
                return False
        return True


class _Token(QFrame):
    """One name and the cross that takes it off."""

    removed = Signal()

    def __init__(self, name: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("token")
        words = Elided(name)
        words.setFont(theme.font(12, 500))
        self._natural = words.fontMetrics().horizontalAdvance(name) + theme.px(34)
        cross = QPushButton(QIcon(theme.pixmap("close", "text", 14)), "")
        cross.setProperty("variant", "inside")
        cross.setAccessibleName(f"Remove {name}")
        cross.setToolTip("Remove")
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(6), 0, theme.px(2), 0)
        row.setSpacing(theme.px(4))
        row.addWidget(words, 1)
        row.addWidget(cross)
        self.setFixedHeight(theme.px(22))

    def sizeHint(self) -> QSize:
        return QSize(self._natural, self.height())
