"""The site's terms, to be read and signed with a finger."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.models.terms import Signed, Text
from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage
from ui.kiosk.signing.signature_pad import SignaturePad
from ui.kiosk.signing.terms_text import TermsText


class TermsPage(StepPage):
    """`signed` carries a Signed. Who can't draw agrees by a button."""

    signed = Signal(object)

    title = Words("Please read and sign")
    stage = 1

    def __init__(self, text: Text, *, sizes: Sizes, signer: str = "", parent: QWidget | None = None) -> None:
        """`signer` is whose turn it is, where several sign."""
        super().__init__(parent)
        if signer:
            self.title = Words("{name}, please read and sign", name=signer)
        self._text = text
        self._pad = SignaturePad(sizes=sizes)
        self._pad.changed.connect(self._on_changed)
        self._again = TouchButton(Words("Sign again"), sizes=sizes, icon="undo")
        self._again.clicked.connect(self._pad.clear)
        self._continue = TouchButton(Words("I agree"), sizes=sizes, kind="primary", icon="check")
        self._continue.clicked.connect(self._on_continue)
        agree = TouchButton(Words("Agree without drawing"), sizes=sizes)
        agree.clicked.connect(lambda: self.signed.emit(Signed(text)))
        self._read = TermsText(text=text, sizes=sizes)
        signing = QVBoxLayout()
        signing.setSpacing(sizes.px(24))
        signing.addWidget(self._pad, 1)
        buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom if sizes.large else QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(sizes.px(20))
        buttons.addWidget(self._again, 2)
        buttons.addWidget(self._continue, 3)
        signing.addLayout(buttons)
        signing.addWidget(agree)
        reading = QVBoxLayout()
        reading.setSpacing(sizes.px(24))
        reading.addWidget(WordsLabel(self.title, variant=sizes.question))
        reading.addWidget(self._read, 1)
        way = QBoxLayout.Direction.LeftToRight if sizes.lying else QBoxLayout.Direction.TopToBottom
        page = QBoxLayout(way, self)
        side = sizes.px(48 if sizes.large else 64)
        page.setContentsMargins(side, sizes.px(40), side, sizes.px(40))
        page.setSpacing(sizes.px(40))
        page.addLayout(reading, 3)
        page.addLayout(signing, 2)
        self._on_changed()

    def take_focus(self) -> None:
        self._read.setFocus()

    def _on_changed(self) -> None:
        self._continue.setEnabled(self._pad.is_signed)
        self._again.setEnabled(bool(self._pad.strokes))

    def _on_continue(self) -> None:
        self.signed.emit(Signed(self._text, self._pad.strokes))
