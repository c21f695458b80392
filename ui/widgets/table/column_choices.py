"""Above a table, one choice for each of its columns: it stands over the column and scrolls with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.labels import Label

_GAP = 4


class ColumnChoices(QWidget):
    """`names` are those of the table's last columns, which have a choice. Several may begin with the same word; who
    chooses one takes it away from the others. `changed` is emitted when a word was chosen, not while it is typed.
    """

    changed = Signal()

    def __init__(
        self,
        words: Mapping[str, str],
        *,
        names: Sequence[str],
        values: Sequence[str],
        nothing: str,
        table: QTableView,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._theme = theme
        self._values = list(values)
        self._title = Label("What each column holds", variant="caption", parent=self)
        self._first = table.model().columnCount() - len(names)
        self._choices = [ChoiceField(words, theme=theme, nothing=nothing, parent=self) for _ in names]
        for place, (choice, name, value) in enumerate(zip(self._choices, names, values, strict=True)):
            choice.setAccessibleName(name)
            choice.set_value(value)
            choice.chosen.connect(partial(self._on_chosen, place))
            choice.editingFinished.connect(partial(self._on_chosen, place))
            choice.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        table.horizontalHeader().sectionResized.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def values(self) -> tuple[str, ...]:
        return tuple(self._values)

    def sizeHint(self) -> QSize:
        return QSize(0, max((choice.sizeHint().height() for choice in self._choices), default=0) + 2 * _GAP)

    def _on_chosen(self, place: int) -> None:
        value = self._choices[place].value()
        if value == self._values[place]:
            return
        for other, taken in enumerate(self._values):
            if value and taken == value:
                self._values[other] = ""
                self._choices[other].set_value("")
        self._values[place] = value
        self.changed.emit()

    def _place(self) -> None:
        header = self._table.horizontalHeader()
        self._title.setGeometry(header.sectionViewportPosition(0) + self._theme.px(20), 0, self.width(), self.height())
        for number, choice in enumerate(self._choices, self._first):
            left = header.sectionViewportPosition(number)
            choice.setGeometry(left + _GAP, _GAP, header.sectionSize(number) - 2 * _GAP, choice.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever tabs to a choice outside of the view sees its column."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            header, bar = self._table.horizontalHeader(), self._table.horizontalScrollBar()
            number = self._first + [choice is watched for choice in self._choices].index(True)
            left = header.sectionPosition(number)
            right = left + header.sectionSize(number) - self._table.viewport().width()
            bar.setValue(min(max(bar.value(), right), left))
        return super().eventFilter(watched, event)
