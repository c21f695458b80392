"""The lower part of the invitation: who is invited, as a table and the fields of the visitor in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.contacts import KnownVisitor
from app.models.drafts import Body, VisitorDraft
from app.models.notices.ways import Ways
from app.services.people.contacts import Contacts
from app.services.site import Site
from ui.pages.new_meeting.imports.window import ImportVisitors
from ui.pages.new_meeting.visitors.invited import BLANK, Invited, known_by_id, mark_of, taken_out_words
from ui.pages.new_meeting.visitors.table import InvitedTable
from ui.pages.new_meeting.visitors.visitor_editor import NAMES, VisitorEditor
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.file_drop import FileDrop
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import flowing

_OF_THIS_VISIT = ("about", "mail_reminder", "sms_reminder", "id")


class InvitedVisitors(QWidget):
    """`changed`: another list or other words in it. `chosen`: others are in hand. `left`: rows' keys and those of their
    attributes whose fields were left. `about_to_remove`: what was entered for whom it names is going to be lost.
    `stays` carries the names of those who can't be taken out.
    """

    changed = Signal()
    chosen = Signal()
    left = Signal(object, object)
    about_to_remove = Signal(str)
    stays = Signal(object)

    def __init__(
        self,
        *,
        site: Site,
        contacts: Contacts,
        ways: Callable[[], Ways],
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._site = site
        self._tasks = tasks
        self._keys = count(1)
        self._were_in_hand: set[int] = set()
        self._changing = False
        self._before: dict[str, VisitorDraft] | None = None
        self._on_site: frozenset[str] = frozenset()
        self._table = InvitedTable(theme=theme)
        self._count = Label(variant="muted")
        self._several = Label(variant="caption", wrap=True)
        self._taken_out = Label(variant="warning", wrap=True)
        self._advice = Label(variant="warning", wrap=True)
        self._advice.hide()
        self._paste = Button("Paste visitors", theme=theme, variant="link", icon="paste")
        self._import = Button("Import visitors", theme=theme, variant="link", icon="import")
        self._add = Button("Add visitor", theme=theme, variant="bar", icon="plus", hint="Ctrl+Shift+A")
        self._remove = Button("Remove visitor", theme=theme, variant="bar", icon="minus")
        self._editor = VisitorEditor(find=contacts.visitors, ways=ways, tasks=tasks, theme=theme)
        self._theme = theme
        self._lay_out()
        self._connect()
        self._show_in_hand()

    def invited(self) -> list[Invited]:
        """The rows that count: one that was added and never filled in doesn't, unless there are no others."""
        return [row for row in self._rows if row.visitor != BLANK] or self._rows

    def visitors(self) -> tuple[VisitorDraft, ...]:
        return tuple(row.visitor for row in self.invited())

    def in_hand(self) -> list[Invited]:
        return [self._rows[place] for place in self._table.places_in_hand()]

    def state(self) -> Body:
        """Every row, also one that isn't filled in, and which are in hand."""
        return {"visitors": [row.visitor.body() for row in self._rows], "in_hand": self._table.places_in_hand()}

    @staticmethod
    def state_of(visitors: tuple[VisitorDraft, ...]) -> Body:
        """The state in which these are invited, the first one in hand."""
        return {"visitors": [visitor.body() for visitor in visitors], "in_hand": [0]}

    def show_state(self, state: Body) -> None:
        visitors = [VisitorDraft.from_body(body) for body in state["visitors"]]
        self._show([Invited(next(self._keys), visitor) for visitor in visitors], take=state["in_hand"])

    def compare_with(self, before: Sequence[VisitorDraft], on_site: frozenset[str]) -> None:
        """Those were invited before: who differs is marked. Those `on_site`, by id, can't be taken out."""
        self._before = known_by_id(before)
        self.let_stay(on_site)
        self._show(self._rows)

    def let_stay(self, on_site: frozenset[str]) -> None:
        """These, by id, can't be taken out."""
        self._on_site = on_site

    def add(self) -> None:
        """A new visitor, ready to be typed in; one that is still blank will do."""
        blank = next((place for place, row in enumerate(self._rows) if row.visitor == BLANK), len(self._rows))
        if blank == len(self._rows):
            self._show([*self._rows, Invited(next(self._keys), BLANK)])
        self._go_to_place(blank, "first_name")

    def remove(self) -> None:
        """Takes out those in hand; the one that moves up in their place comes in hand."""
        if here := [row.visitor.name for row in self.in_hand() if row.visitor.id in self._on_site]:
            self.stays.emit(here)
            return
        places = self._table.places_in_hand()
        gone = self.in_hand()
        if any(row.visitor != BLANK for row in gone):
            one = gone[0].visitor.name or "One visitor"
            self.about_to_remove.emit(one if len(gone) == 1 else f"{len(gone)} visitors")
        keys = {row.key for row in gone}
        staying = [row for row in self._rows if row.key not in keys]
        self._show(staying, take=[min(places[0], len(staying) - 1)] if places else None)

    def paste(self) -> None:
        """Shows the visitors that were copied as rows or addresses, and takes those that are meant."""
        self._importing("Paste visitors").paste()

    def add_all(self, visitors: Sequence[VisitorDraft]) -> None:
        """Further visitors, all of them in hand: what they have in common is entered once."""
        staying = [row for row in self._rows if row.visitor != BLANK]
        rows = [*staying, *(Invited(next(self._keys), visitor) for visitor in visitors)]
        self._show(rows, take=range(len(staying), len(rows)))

    def complain(self, words: Mapping[int, Mapping[str, str]], fixes: Mapping[int, str]) -> None:
        """`words` by row key and attribute go beside the fields, `fixes` by row key into the table."""
        rows = [row if row.fix == (fix := fixes.get(row.key, "")) else replace(row, fix=fix) for row in self._rows]
        self._table.show_rows(rows)
        in_hand = self.in_hand()
        self._editor.complain(words.get(in_hand[0].key, {}) if len(in_hand) == 1 else {})

    def advise(self, words: str) -> None:
        """Says above the list what is worth knowing of it, "" for nothing."""
        self._advice.setText(words)
        self._advice.setVisible(bool(words))

    def go_to(self, key: int, attribute: str) -> None:
        self._go_to_place(self._table.row_of(key), attribute)

    def _importing(self, title: str) -> ImportVisitors:
        window = ImportVisitors(
            title,
            invited=self.visitors,
            country=self._site.country,
            tasks=self._tasks,
            theme=self._theme,
            parent=self,
        )
        window.added.connect(self.add_all)
        window.open()
        return window

    @property
    def _rows(self) -> list[Invited]:
        return self._table.rows

    def _lay_out(self) -> None:
        heading = QWidget()
        words = QHBoxLayout(heading)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(Label("Invited visitors", variant="section"))
        words.addWidget(self._count)
        words.addStretch()
        bar = flowing(heading, self._paste, self._import, self._remove, self._add, theme=self._theme)
        self._paste.setToolTip("Paste rows of a spreadsheet or addresses of an email (Ctrl+Shift+V)")
        self._add.setToolTip("Add visitor (Ctrl+Shift+A, or Enter in a visitor's field)")
        self._remove.setToolTip("Remove visitor (Delete in the table)")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(bar)
        column.addWidget(self._advice)
        column.addWidget(self._table, 1)
        column.addWidget(self._taken_out)
        column.addWidget(self._several)
        column.addWidget(self._editor)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add)
        self._remove.clicked.connect(self.remove)
        self._table.chosen.connect(self._on_selection_changed)
        self._table.opened.connect(lambda: self._editor.go_to("first_name"))
        self._table.remove_requested.connect(self.remove)
        self._table.paste_requested.connect(self.paste)
        FileDrop(self).dropped.connect(lambda path: self._importing("Import visitors").read(path))
        self._editor.changed.connect(self._on_edited)
        self._editor.returned.connect(self._on_returned)
        self._editor.next_requested.connect(self.add)
        self._editor.left.connect(self._on_left)
        self._paste.clicked.connect(self.paste)
        self._import.clicked.connect(lambda: self._importing("Import visitors").choose())

    def _show(self, rows: list[Invited], *, take: Sequence[int] | None = None) -> None:
        """The fields follow once, at the end: what is being typed in them must not be touched in between."""
        self._changing = True
        rows = [row if row.mark == (mark := mark_of(row, self._before)) else replace(row, mark=mark) for row in rows]
        self._table.show_rows(rows)
        if take is not None:
            self._table.take(take)
        self._changing = False
        self._show_in_hand()
        self._count.setText(str(len(rows)) if rows else "")
        self._taken_out.setText(words := taken_out_words(rows, self._before))
        self._taken_out.setVisible(bool(words))
        self.changed.emit()

    def _go_to_place(self, place: int, attribute: str) -> None:
        """The table has the focus in between, so that a field is left while its own visitor is still in hand."""
        self._table.setFocus()
        self._table.take([place])
        self._editor.go_to(attribute)

    def _on_selection_changed(self) -> None:
        if not self._changing:
            self._show_in_hand()
            self.chosen.emit()

    def _show_in_hand(self) -> None:
        """Whoever goes out of hand is done with: every field of theirs counts as left."""
        keys = {row.key for row in self.in_hand()}
        gone, self._were_in_hand = self._were_in_hand - keys, keys
        if gone:
            self.left.emit(gone, tuple(NAMES))
        in_hand = [row.visitor for row in self.in_hand()]
        several = len(in_hand) > 1
        self._several.setText(f"{len(in_hand)} visitors selected: a change here is made for all of them.")
        self._several.setVisible(several)
        self._remove.setEnabled(bool(in_hand))
        self._editor.show_visitors(in_hand)
        before = (self._before or {}).get(in_hand[0].id) if len(in_hand) == 1 else None
        self._editor.mark_changed(in_hand[0] if before else None, before)

    def _on_edited(self, attribute: str, value: object) -> None:
        self._change(partial(replace, **{attribute: value}))

    def _on_returned(self, known: KnownVisitor) -> None:
        """All that is known of them; what is about this visit alone stays."""
        draft = known.draft()
        self._change(lambda visitor: replace(draft, **{one: getattr(visitor, one) for one in _OF_THIS_VISIT}))

    def _change(self, change: Callable[[VisitorDraft], VisitorDraft]) -> None:
        """Whoever is in hand; with nobody in hand it is a new visitor."""
        if in_hand := self._table.places_in_hand():
            rows = list(self._rows)
            for place in in_hand:
                rows[place] = replace(rows[place], visitor=change(rows[place].visitor))
            self._show(rows)
        else:
            self._show([*self._rows, Invited(next(self._keys), change(BLANK))], take=[len(self._rows)])

    def _on_left(self, attribute: str) -> None:
        self.left.emit([row.key for row in self.in_hand()], (attribute,))
