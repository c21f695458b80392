"""Where this desk stands, at the left of the header: the site's name, and below it the place and the desk."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import Elided, line


class Whereabouts(QWidget):
    """With a line behind it, which divides it from what the page puts there. Long names elide."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site, self._place = Elided(variant="strong"), Elided(variant="caption")
        self._site.setMinimumWidth(theme.px(116))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch()
        for label in (self._site, self._place):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            label.setMaximumWidth(theme.px(240))
            names.addWidget(label)
        names.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(names)
        divider = line(upright=True)
        divider.setFixedHeight(28)
        row.addWidget(divider)

    def say(self, site: str, place: str) -> None:
        self._site.setText(site)
        self._place.setText(place)
