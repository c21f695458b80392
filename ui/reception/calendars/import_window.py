"""*Import calendar file*: what is in a file or a text is read, chosen from, and handed to the form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.services.calendars.imports import CalendarImports, ImportedCalendar, ImportedEvent, Standing
from app.services.site import Site
from ui.reception.calendars.calendar_drop import CalendarDrop
from ui.reception.calendars.event_table import EventTable
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.dialogs.files import file_to_open
from ui.widgets.dialogs.import_dialog import ImportDialog
from ui.wording.calendar_words import event_words, unreadable_words
from ui.wording.messages import error_words

TITLE = "Import calendar file"
_KINDS = ("Calendars and saved mails (*.ics *.ical *.ifb *.vcs *.eml)", "All files (*)")
_SIZE = (900, 560)

CalendarSource = Path | str
"""A file, or the text that was pasted or dropped."""


class ImportCalendar(ImportDialog):
    """`chosen` hands over the events that are to be opened in a form, `cancel_requested` the one whose meeting is to be
    cancelled. Nothing is kept or sent from here.

    It is only shown where there is something to choose or to say: a single new event goes on at once.
    """

    chosen = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self, *, imports: CalendarImports, site: Site, tasks: Tasks, theme: Theme, parent: QWidget) -> None:
        self._open = Button("Open in the form", theme=theme, variant="primary", hint="Ctrl+Enter")
        super().__init__(TITLE, take=self._open, size=_SIZE, tasks=tasks, theme=theme, parent=parent)
        self._imports = imports
        self._site = site
        self._theme = theme
        self._table: EventTable | None = None
        self._single: ImportedEvent | None = None
        self._choose = Button("Choose a file", theme=theme, variant="primary", icon="import")
        self._paste = Button("Paste the text", theme=theme, icon="paste")
        self._as_new = Button("Open as a new meeting", theme=theme)
        self._cancel_meeting = Button("Cancel meeting", theme=theme, variant="danger")
        self._connect()

    def choose(self) -> None:
        """Shows what can be imported, and asks for a file."""
        words = "An .ics file, or a mail that was saved with its invitation. Its text can be pasted, or dropped here."
        self.start.say("Choose a calendar file", words, (self._choose, self._paste))
        self.open()
        self.do(self._choose_and_read())

    def take(self, source: CalendarSource) -> None:
        """Reads what was dropped or pasted."""
        self.do(self._taken(source))

    async def _choose_and_read(self) -> None:
        if path := await file_to_open(self, title="Choose a calendar file", kinds=_KINDS):
            await self._taken(path)

    async def _taken(self, source: CalendarSource) -> None:
        try:
            calendar = await (
                self._imports.of_file(source) if isinstance(source, Path) else self._imports.of_text(source)
            )
        except FoyerError as error:
            self._say("This can't be imported", error_words(error), self._choose, self._paste)
            return
        if len(calendar.events) > 1 or calendar.unreadable:
            self._show_list(calendar)
        else:
            self._show_single(calendar.events[0])

    def _show_single(self, event: ImportedEvent) -> None:
        self._single = event
        words = event_words(event, self._site)
        match event.standing:
            case Standing.NEW | Standing.CHANGED:
                self._hand_over([event])
            case Standing.SAME:
                said = f"{words} was imported at this desk, in this version or a later one."
                self._say("Already imported", said, self._as_new)
            case Standing.CANCELLED:
                said = f"{words} was cancelled by its organiser. The meeting here still stands."
                self._say("A cancellation", said, self._cancel_meeting)
            case Standing.NOT_HERE:
                said = f"It takes back {words}, which was not imported at this desk."
                self._say("Nothing to cancel", said, self._choose)

    def _say(self, title: str, words: str, *ways_on: Button) -> None:
        self.start.say(title, words, ways_on)
        self.words.setText("")
        self.show_start()
        self.open()

    def _show_list(self, calendar: ImportedCalendar) -> None:
        table = EventTable(calendar, site=self._site, theme=self._theme)
        table.changed.connect(self._on_selected)
        table.opened.connect(self._open.click)
        self._table = table
        self.show_read(table)
        count = len(calendar.events)
        said = f"{count} {'event' if count == 1 else 'events'}."
        self.words.setText(" ".join(filter(None, (said, unreadable_words(calendar)))))
        self.open()
        table.setFocus()
        self._on_selected()

    def _on_selected(self) -> None:
        """Several at once can only be opened as new meetings; a changed or cancelled one stands alone."""
        assert self._table
        events = self._table.chosen()
        alone = len(events) == 1 and events[0].standing is not Standing.NOT_HERE
        self._open.setEnabled(alone or (bool(events) and all(_makes_new(event) for event in events)))
        cancels = alone and events[0].standing is Standing.CANCELLED
        words = "Cancel meeting" if cancels else "Open in the form"
        self._open.setText(words)
        self._open.setAccessibleName(words)

    def _on_open(self) -> None:
        assert self._table
        events = self._table.chosen()
        if events[0].standing is Standing.CANCELLED:
            self._on_cancel(events[0])
        else:
            self._hand_over([event.as_new if _makes_new(event) else event for event in events])

    def _on_as_new(self) -> None:
        assert self._single
        self._hand_over([self._single.as_new])

    def _on_cancel(self, event: ImportedEvent | None) -> None:
        assert event
        self.accept()
        self.cancel_requested.emit(event)

    def _hand_over(self, events: list[ImportedEvent]) -> None:
        self.accept()
        self.chosen.emit(events)

    def _on_paste(self) -> None:
        """The clipboard is looked at only now."""
        if text := QGuiApplication.clipboard().text().strip():
            self.do(self._taken(text))
        else:
            words = "Copy the text of an .ics file, from BEGIN:VCALENDAR to END:VCALENDAR, then paste it here."
            self._say("Nothing was copied", words, self._choose, self._paste)

    def _connect(self) -> None:
        self._choose.clicked.connect(lambda: self.do(self._choose_and_read()))
        self._paste.clicked.connect(self._on_paste)
        self._as_new.clicked.connect(self._on_as_new)
        self._cancel_meeting.clicked.connect(lambda: self._on_cancel(self._single))
        self._open.clicked.connect(self._on_open)
        CalendarDrop(self, takes_file=lambda path: True).taken.connect(self.take)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self._on_paste)


def _makes_new(event: ImportedEvent) -> bool:
    return event.standing in (Standing.NEW, Standing.SAME)
