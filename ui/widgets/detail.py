"""What a detail pane is made of: a status chip, sections with a heading, and facts as two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.labels import Elided, Label, picture
from ui.widgets.layout.lasting_parts import Apart, LastingParts, Part
from ui.widgets.layout.slot import Slot
from ui.widgets.table.marks import mark_pixmap

WIDTH = 320
NARROWEST = 272
LONGEST_WORD = 20
ANY = 16_777_215  # Qt's word for "no limit"


class DetailPane(QFrame):
    """A column at the right that scrolls. `show_parts` replaces everything in it."""

    def __init__(self, name: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName(name)
        self._theme = theme
        self._list: QWidget | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def follow(self, rows: QWidget) -> None:
        """Tab leads from these rows into the pane, and the focus goes back to them when what had it is gone."""
        self._list = rows

    def show_parts(self, parts: Iterable[QWidget], *, keep_scroll: bool = False) -> None:
        """The parts stand below each other, divided by lines. A slot is filled with `show_in`, now or later.
        `keep_scroll` is for the same thing told anew."""
        scrolled = self._scroll.verticalScrollBar().value() if keep_scroll else 0
        content = QWidget()
        content.setObjectName("paneContent")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, part in enumerate(parts):
            column.addWidget(part if isinstance(part, Slot) else Apart(part, lined=bool(number)))
        column.addStretch()
        focused = self._focused()
        self._scroll.setWidget(content)
        self._lead_focus(content, focused)
        if scrolled:
            content.adjustSize()
            self._scroll.verticalScrollBar().setValue(scrolled)

    def tell_parts(self, parts: Sequence[Part], *, anew: bool) -> None:
        """Those of the parts stay that tell the same as before, unless it is told `anew`, of another thing."""
        focused, content = self._focused(), self._scroll.widget()
        if anew or not isinstance(content, LastingParts):
            content = LastingParts(parts)
            content.setObjectName("paneContent")
            self._scroll.setWidget(content)
            self._lead_focus(content, focused)
            return
        with self._scroll_kept():
            if content.tell(parts):
                self._lead_focus(content, focused)

    def show_in(self, slot: Slot, *widgets: QWidget | None) -> None:
        """Puts a widget into a slot of one of the parts, or any number of parts into a slot between them. Whoever was
        at a button there stays at the one of its name."""
        focused = self._focused()
        shown = [one for one in widgets if one is not None]
        content = self._scroll.widget()
        with self._scroll_kept():
            if slot.parentWidget() is content:
                slot.show_one(_stacked(shown) if shown else None)
            else:
                slot.show_one(next(iter(shown), None))
            if content is not None and content.isAncestorOf(slot):
                self._lead_focus(content, focused)

    @contextmanager
    def _scroll_kept(self) -> Iterator[None]:
        """Qt gives the focus of what goes to the next in here, and scrolls to that."""
        bar = self._scroll.verticalScrollBar()
        scrolled = bar.value()
        yield
        bar.setValue(scrolled)

    def _focused(self) -> str | None:
        """The name of what has the focus in here."""
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else None

    def _lead_focus(self, content: QWidget, focused: str | None) -> None:
        """What comes new stands at the end of the window's tab order; who was at a button here stays at it."""
        stops = [
            one
            for one in content.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(content)
        ]
        if self._list is not None:
            for before, stop in pairwise((self._list, *stops)):
                QWidget.setTabOrder(before, stop)
        if focused is not None:
            same = (one for one in stops if one.isEnabled() and one.accessibleName() == focused)
            goes_on = next(same, self._list)
            if goes_on is not None:
                goes_on.setFocus()

    def take_width(self, available: int) -> None:
        """Stands at the right of a list, in a part of the width that both have."""
        self.setMaximumHeight(ANY)
        self.setMinimumHeight(0)
        self.setFixedWidth(min(self._theme.px(WIDTH), max(self._theme.px(NARROWEST), available * 3 // 10)))

    def take_height(self, height: int) -> None:
        """Stands below a list."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(ANY)
        self.setFixedHeight(height)


def _stacked(parts: Iterable[QWidget]) -> QWidget:
    """Several parts for one slot between others."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(Apart(part))
    return whole


def section(*widgets: QWidget | None, heading: str = "") -> QWidget:
    """Widgets below each other, under a small heading where there is one."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    if heading:
        column.addWidget(Label(heading, variant="heading"))
    for widget in widgets:
        if widget is not None:
            column.addWidget(widget)
    return part


def facts(pairs: Iterable[tuple[str, str | QWidget]], *, theme: Theme) -> QWidget | None:
    """Word and value in two columns; empty values are left out, and None comes back when nothing is left.

    A value that is more than its words comes as a widget.
    """
    known = [(name, value) for name, value in pairs if value]
    if not known:
        return None
    grid_widget = QWidget()
    grid = QGridLayout(grid_widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, theme.px(92))
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(known):
        grid.addWidget(Label(name, variant="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value if isinstance(value, QWidget) else _fact(name, value), row, 1)
    return grid_widget


def _fact(name: str, value: str) -> QLabel:
    fact = _whole(value)
    fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    fact.setAccessibleName(f"{name}: {value}")
    return fact


def with_lines(name: str, value: str, *below: str) -> QWidget:
    """A fact with small, muted lines below it."""
    lines = QWidget()
    column = QVBoxLayout(lines)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_fact(name, value))
    for line_below in below:
        column.addWidget(_whole(line_below, variant="small"))
    return lines


def _whole(words: str, *, variant: str = "") -> QLabel:
    """Wraps; but a single long word, such as an address, stays on its line, and its tooltip tells all of it."""
    single = len(words.split()) == 1 and len(words) > LONGEST_WORD
    return Elided(words, variant=variant) if single else Label(words, variant=variant, wrap=True)


def marked(name: str, value: str, *, mark: str, role: str, theme: Theme) -> QWidget:
    """A fact with its silhouette before it, both in the colour `role`."""
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(7))
    row.addWidget(picture(mark_pixmap(theme, mark, role)))
    fact = _fact(name, value)
    fact.setStyleSheet(f"color: {theme.colour(role).name()}; font-weight: 500;")
    row.addWidget(fact, 1)
    return row_widget


def status_chip(text: str, aside: str, *, mark: str, role: str, theme: Theme) -> QWidget:
    """A status as a tinted pill: silhouette, word, and what belongs to it in smaller figures."""
    chip = QFrame()
    tint, ink = theme.colour(f"{role}-tint").name(), theme.colour(role).name()
    height = theme.px(24)
    chip.setStyleSheet(f".QFrame {{ background: {tint}; border-radius: {height // 2}px; }} QLabel {{ color: {ink}; }}")
    chip.setFixedHeight(height)
    row = QHBoxLayout(chip)
    row.setContentsMargins(theme.px(8), 0, theme.px(10), 0)
    row.setSpacing(theme.px(7))
    row.addWidget(picture(mark_pixmap(theme, mark, role, f"{role}-tint")))
    word = Label(text)
    word.setFont(theme.font(13, 500))
    row.addWidget(word)
    if aside:
        small = Label(aside)
        small.setFont(theme.font(12, 400, tabular=True))
        row.addWidget(small)
    outer = QWidget()
    line_up = QHBoxLayout(outer)
    line_up.setContentsMargins(0, 0, 0, 0)
    line_up.addWidget(chip)
    line_up.addStretch()
    return outer


def box(title: str, *sentences: str, role: str, theme: Theme) -> QFrame:
    """Something to be noticed, on the tint of its status: a title and what there is to say."""
    frame = QFrame()
    tint, ink = theme.colour(f"{role}-tint").name(), theme.colour(role).name()
    frame.setStyleSheet(f".QFrame {{ background: {tint}; border-radius: 6px; }} QLabel {{ color: {ink}; }}")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 10, 12, 10)
    row.setSpacing(10)
    row.addWidget(picture(mark_pixmap(theme, role, role, f"{role}-tint")), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(title, variant="strong", wrap=True))
    for sentence in filter(None, sentences):
        words.addWidget(Label(sentence, wrap=True))
    row.addLayout(words, 1)
    return frame


def avatar(initials: str, *, theme: Theme) -> QLabel:
    """A round ground with somebody's initials."""
    label = Label(initials)
    side = theme.px(36)
    label.setFixedSize(side, side)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    ground, ink = theme.colour("accent-soft").name(), theme.colour("accent").name()
    label.setStyleSheet(f"background: {ground}; color: {ink}; border-radius: {side // 2}px; font-weight: 600;")
    return label
