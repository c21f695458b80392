"""Which terms the visitor in hand signed when they came, in the pane beside the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.terms import Signature
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.wording.signature_words import signed_words

SignaturesOf = Callable[[str], Awaitable[tuple[Signature, ...]]]
"""What was signed for a visit, by its id."""


class TermsSigned(QWidget):
    """Takes no room until there is something to show. `name` is the visitor's."""

    def __init__(self, *, name: str, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._site = site
        self._theme = theme
        self._signature: Signature | None = None
        self._words = Label(variant="small", wrap=True)
        show = Button("Show signature", theme=theme, variant="link")
        show.clicked.connect(self._on_show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        row.addWidget(show)
        self.hide()

    def tell(self, signatures: tuple[Signature, ...]) -> None:
        """Of who came and signed several times, the last."""
        if signatures:
            self._signature = signatures[-1]
            self._words.setText(signed_words(signatures[-1], self._site))
            self.show()

    def _on_show(self) -> None:
        from ui.reception.signature_window import SignatureWindow

        assert self._signature is not None
        SignatureWindow(
            signature=self._signature, name=self._name, site=self._site, theme=self._theme, parent=self.window()
        ).open()
