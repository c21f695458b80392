"""*Signature*: what a visitor drew, and the text that they agreed to. It knows the signature and no service."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.terms import Signature, Text
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.strokes import StrokesView
from ui.wording.signature_words import signed_in_full

_WIDTH, _HEIGHT, _INK = 520, 600, 180


class SignatureWindow(QDialog):
    """Open it with `open()`; it goes by itself when it is closed. `name` is the visitor's."""

    def __init__(
        self, *, signature: Signature, name: str, site: Site, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Signature")
        signed = signature.signed
        close = Button("Close", theme=theme)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(Label(name, variant="person", wrap=True))
        column.addWidget(Label(signed_in_full(signature, site), variant="muted", wrap=True))
        if not signed.by_button:
            drawn = StrokesView(signed.strokes, name="Signature", theme=theme)
            drawn.setFixedHeight(_INK)
            column.addWidget(drawn)
        column.addWidget(Label(signed.text.title, variant="section", wrap=True))
        column.addWidget(_words(signed.text), 1)
        column.addLayout(buttons)
        room = self.screen().availableGeometry().height() * 9 // 10
        self.resize(theme.px(_WIDTH), min(theme.px(_HEIGHT), room))
        close.setFocus()


def _words(text: Text) -> QWidget:
    if not text.body:
        return Label("What this version said was lost when this desk's file was damaged.", variant="warning", wrap=True)
    words = QPlainTextEdit(text.body.strip("\n"))
    words.setReadOnly(True)
    words.setTabChangesFocus(True)
    words.setAccessibleName("Text signed")
    return words
