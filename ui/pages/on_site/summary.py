"""The left part of *On site*: the count, what can be done with the list, and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.services.site import Site
from app.services.visits.roll_call import Standing
from ui.pages.on_site.figure import Figure
from ui.pages.on_site.words import OFFLINE, on_site_words, safe_words
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, picture
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.dates import time_words

LARGE, LESS_LARGE = 112, 44
"""The count beside the list, to be read from afar; and above it, where the list needs the room."""


class OnSiteSummary(QFrame):
    print_requested = Signal()
    pdf_requested = Signal()
    csv_requested = Signal()
    start_requested = Signal()
    end_requested = Signal()

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._theme = theme
        self._beside: bool | None = None
        self._since = Label()
        self._bell = picture(theme.pixmap("bell", "rejected", 18))
        self._alarm = self._lay_out_alarm()
        self._count, self._counted = Figure(size=LARGE, theme=theme), Label(variant="page", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(12)
        self._bar.setAccessibleName("Found so far")
        self._all, self._all_word = Figure(size=32, theme=theme), Label(wrap=True)
        self._safe, self._safe_word = Figure(size=32, theme=theme), Label(wrap=True)
        self._progress = self._lay_out_progress()
        self._source = Label(variant="small", wrap=True)
        self._print = Button("Print list", theme=theme, variant="primary", icon="printer", hint="Ctrl+P")
        self._pdf = Button("Save as PDF", theme=theme, icon="download")
        self._csv = Button("Export as CSV", theme=theme, icon="download")
        self._start = Button("Start roll call", theme=theme, icon="bell", hint="Ctrl+R")
        self._end = Button("End roll call", theme=theme)
        self._halves = QVBoxLayout(self)
        self._counts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._column, self._flow = QVBoxLayout(), FlowLayout(theme=theme)
        self._lay_out()
        for button, requested in (
            (self._print, self.print_requested),
            (self._pdf, self.pdf_requested),
            (self._csv, self.csv_requested),
            (self._start, self.start_requested),
            (self._end, self.end_requested),
        ):
            button.clicked.connect(requested)
        theme.changed.connect(self._on_theme_changed)

    def start(self) -> None:
        """As its button does, where that can be pressed: while a roll call runs, it isn't there."""
        if self._start.isVisible():
            self._start.click()

    def show_standing(self, standing: Standing, *, known: bool) -> None:
        """In a roll call the largest figure is who is still to be found: it is read from across the yard. Until the
        list was read, nobody is counted."""
        self._count.setVisible(known)
        self._counted.setVisible(known)
        since, everybody = standing.since, len(standing.people)
        for widget in (self._alarm, self._progress, self._end):
            widget.setVisible(since is not None)
        self._start.setVisible(since is None)
        self._start.setEnabled(bool(everybody))
        if since is None:
            self._count.show_number(everybody)
            self._counted.setText(on_site_words(everybody))
            return
        to_find = standing.to_find
        self._since.setText(f"Roll call since {time_words(self._site.local(since), self._site.today())}")
        self._count.show_number(to_find, role="rejected" if to_find else "on-site")
        self._counted.setText("still to find" if to_find else "still to find: everybody is safe")
        self._bar.setRange(0, max(1, everybody))
        self._bar.setValue(everybody - to_find)
        self._all.show_number(everybody)
        self._all_word.setText("asked for")
        self._safe.show_number(everybody - to_find, role="on-site")
        self._safe_word.setText(safe_words(standing))

    def print(self) -> None:
        """As *Print list* does."""
        self._print.click()

    def show_source(self, words: str) -> None:
        self._source.setText(f"{words} {OFFLINE}")

    def show_printing(self, on: bool) -> None:
        """What is being printed isn't printed again meanwhile."""
        self._print.setEnabled(not on)

    def stand(self, *, beside: bool) -> None:
        """At the left of the list in a column, or above it across the page, as low as it can be: the list needs the
        room."""
        if beside == self._beside:
            return
        self._beside = beside
        directions = QBoxLayout.Direction
        self._counts.setDirection(directions.TopToBottom if beside else directions.LeftToRight)
        self._count.set_size(LARGE if beside else LESS_LARGE)
        self._edges(20 if beside else 8)
        lists, roll_call = (self._print, self._pdf, self._csv), (self._start, self._end)
        if beside:
            for place, button in enumerate(lists):
                self._column.insertWidget(place, button)
            for below in (self._source, *roll_call):
                self._column.addWidget(below)
        else:
            self._counts.addWidget(self._source, 2)
            for button in (*lists, *roll_call):
                self._flow.add(button, grows=True)

    def _edges(self, across: int) -> None:
        self._halves.setContentsMargins(20, across, 20, across)
        self._halves.setSpacing(across)

    def _on_theme_changed(self) -> None:
        self._bell.setPixmap(self._theme.pixmap("bell", "rejected", 18))

    def _lay_out_alarm(self) -> QFrame:
        alarm = QFrame()
        alarm.setObjectName("alarm")
        row = QHBoxLayout(alarm)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._bell)
        row.addWidget(self._since, 1)
        return alarm

    def _lay_out_progress(self) -> QWidget:
        progress = QWidget()
        column = QVBoxLayout(progress)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._bar)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for figure, word in ((self._all, self._all_word), (self._safe, self._safe_word)):
            half = QVBoxLayout()
            half.setSpacing(0)
            half.addWidget(figure)
            half.addWidget(word)
            half.addStretch()
            pair.addLayout(half, 1)
        column.addLayout(pair)
        return progress

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._counted)
        words.addWidget(Label("Staff are not on this list.", variant="muted", wrap=True))
        self._counts.setSpacing(12)
        self._counts.addWidget(self._count)
        self._counts.addLayout(words, 1)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._halves.addWidget(self._alarm)
        self._halves.addLayout(self._counts)
        self._halves.addWidget(self._progress)
        self._halves.addLayout(self._flow)
        self._halves.addLayout(self._column, 1)
        self.stand(beside=True)
