"""One large figure, what it counts, and how it differs from before: pressed, it leads to its rows."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.pages.overview.leads import Lead
from ui.pages.overview.words import Difference
from ui.theme import Theme
from ui.widgets.labels import Label, picture
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.restyle import restyle
from ui.widgets.table.marks import mark_pixmap


class Figure(Struct, frozen=True):
    """`name` is what it counts, `value` how many that are, `detail` what else is to be said of it. `part` of a whole,
    from 0 to 1, is drawn as a bar. `mark` is a silhouette and `role` a colour of the theme."""

    name: str
    value: str
    lead: Lead
    beside: str = ""
    detail: str = ""
    difference: Difference | None = None
    part: float | None = None
    mark: str = ""
    role: str = "text"

    @property
    def spoken(self) -> str:
        differs = self.difference.words if self.difference else ""
        return ", ".join(filter(None, (f"{self.value} {self.beside}".strip(), self.detail, differs)))


class Tile(QPushButton):
    """Its accessible name is what it counts, its description all of the rest."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("variant", "tile")
        self.setAutoDefault(True)  # Enter presses it too
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._figure: Figure | None = None
        self._value, self._beside = Label(variant="figure"), Label(variant="beside")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setProperty("variant", "accent")
        self._bar.setFixedHeight(theme.px(8))
        self._mark, self._name = picture(mark_pixmap(theme, "expected", "text")), Label(variant="strong")
        self._detail, self._difference = Label(variant="small", wrap=True), Label(variant="small", wrap=True)
        self._column = QVBoxLayout(self)
        self._lay_out()
        theme.changed.connect(self._draw)

    @property
    def figure(self) -> Figure | None:
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        if figure != self._figure:
            self._figure = figure
            self._draw()

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        top = FlowLayout(theme=self._theme)
        top.add(self._value)
        top.add(self._beside)
        named = QHBoxLayout()
        named.setSpacing(6)
        named.addWidget(self._mark)
        named.addWidget(self._name, 1)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addLayout(named)
        column.addWidget(self._detail)
        column.addWidget(self._difference)
        column.addStretch()
        for part in (self._value, self._beside, self._bar, self._mark, self._name, self._detail, self._difference):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _draw(self) -> None:
        figure = self._figure
        if figure is None:
            return
        self.setAccessibleName(figure.name)
        self.setAccessibleDescription(figure.spoken)
        self._value.setText(figure.value)
        restyle(self._value, role=figure.role)
        self._beside.setText(figure.beside)
        self._beside.setVisible(bool(figure.beside))
        self._bar.setVisible(figure.part is not None)
        self._bar.setFixedHeight(self._theme.px(8))
        self._bar.setValue(round(1000 * (figure.part or 0)))
        self._mark.setVisible(bool(figure.mark))
        if figure.mark:
            self._mark.setPixmap(mark_pixmap(self._theme, figure.mark, figure.role))
        self._name.setText(figure.name)
        self._name.setVisible(figure.part is None)
        self._detail.setText(figure.detail)
        self._detail.setVisible(bool(figure.detail))
        self._difference.setText(figure.difference.signed if figure.difference else "")
        self._difference.setVisible(figure.difference is not None)
        restyle(self._difference, tone=figure.difference.tone if figure.difference else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground alone: the words are its labels'."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.end()
