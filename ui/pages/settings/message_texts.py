"""*Message texts*: each with the sample's people, by language, as a page and in plain words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QPlainTextEdit, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from app.errors import FoyerError
from app.models.notices.sample_letter import SampleLetter, SampleLetters
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.languages import LANGUAGES
from ui.wording.messages import error_words
from ui.wording.notices.notice_words import message_words

_WIDTH, _HEIGHT = 720, 720


class MessageTexts(QDialog):
    """Open it with `open()`; it goes by itself when it is closed. `folder` is that of the site's own texts, None for
    none; what is wrong in it is said above the letter."""

    def __init__(
        self, *, letters: SampleLetters, folder: Path | None, tasks: Tasks, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Message texts")
        self._letters = letters
        self._folder = folder
        self._tasks = tasks
        self._asked = 0
        self._message = ChoiceField({name: message_words(name) for name in letters.names}, theme=theme)
        self._language = ChoiceField(LANGUAGES, theme=theme)
        self._message.set_value(letters.names[0])
        self._language.set_value("en")
        self._fault = Label(variant="error", wrap=True)
        self._subject = Label(variant="section", wrap=True)
        self._subject.setAccessibleName("Subject")
        self._page, self._text = QTextBrowser(), QPlainTextEdit()
        self._page.setOpenLinks(False)
        self._page.setAccessibleName("Page")
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Words")
        for view in (self._page, self._text):
            view.setTabChangesFocus(True)
        self._views = QStackedWidget()
        self._lay_out(theme)
        self._message.changed.connect(self._show)
        self._language.changed.connect(self._show)
        self._show()

    def _lay_out(self, theme: Theme) -> None:
        self._views.addWidget(self._page)
        self._views.addWidget(self._text)
        whole, plain, close = Chip("As a page"), Chip("Plain text"), Button("Close", theme=theme)
        whole.setChecked(True)
        group = QButtonGroup(self)
        row = QWidget()
        flow = FlowLayout(theme=theme, gap=8)
        row.setLayout(flow)
        for chip in (whole, plain):
            group.addButton(chip)
            flow.add(chip)
        plain.toggled.connect(lambda on: self._views.setCurrentIndex(int(on)))
        close.clicked.connect(self.reject)
        fields = (Field("Message", self._message, theme=theme), Field("Language", self._language, theme=theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(FieldGrid(fields, most=2, narrowest=200, theme=theme))
        column.addWidget(self._fault)
        column.addWidget(self._subject)
        column.addWidget(row)
        column.addWidget(self._views, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(_WIDTH), room.width() * 9 // 10), min(theme.px(_HEIGHT), room.height() * 9 // 10))

    def _show(self) -> None:
        self._asked += 1
        self._tasks.start(self._shown(self._asked), on_error=self._on_failed)

    async def _shown(self, asked: int) -> None:
        letter = await self._letters.of(self._message.value(), self._language.value(), self._folder)
        if asked == self._asked:  # else another is chosen by now
            self._take(letter)

    def _take(self, letter: SampleLetter) -> None:
        self._say(" ".join(letter.faults))
        self._subject.setText(letter.subject)
        self._page.setHtml(letter.html)
        whole = self._page.document().rootFrame()
        ground = whole.frameFormat()
        ground.setBackground(Qt.GlobalColor.white)  # Qt paints the sheet's ground behind its words alone
        whole.setFrameFormat(ground)
        self._text.setPlainText(letter.text)

    def _on_failed(self, error: FoyerError) -> None:
        self._say(error_words(error, shown=False))

    def _say(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
