"""*Settings*: where the visitor list is kept, and how this desk looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.credentials import Kept
from app.errors import BadSetting, FoyerError, NotAddress, SignInNeeded
from app.services.setup import Setup
from app.settings import Settings, checked
from ui.messages import error_words
from ui.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.labels import Label

LOOKS = {"system": "As the system", "light": "Light", "dark": "Dark"}
SCALES = {"1.0": "100 %", "1.25": "125 %", "1.5": "150 %", "2.0": "200 %"}
WIDEST = 640
IN_A_FILE = "Saved. No keyring answered: the token is in a private file."


class SettingsPage(Page):
    """`changed` is emitted after settings were kept: with them, and with what to say of it, or ""."""

    name = "Settings"

    changed = Signal(object, str)

    def __init__(self, *, setup: Setup, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup = setup
        self._tasks = tasks
        self._theme = theme
        self._here, self._there = QRadioButton("On this computer"), QRadioButton("On a server")
        places = QButtonGroup(self)
        places.addButton(self._here)
        places.addButton(self._there)
        self._fields = self._make_fields()
        self._look, self._scale = Choice(LOOKS, theme=theme), Choice(SCALES, theme=theme)
        self._test = Button("Test connection", theme=theme)
        self._save = Button("Save", theme=theme, look="primary")
        self._told = Label(look="muted", wrap=True)
        self._told.setAccessibleName("Result")
        self._lay_out()
        self._fill(setup.settings)
        self._connect()
        self._on_place_changed()

    def open(self) -> None:
        self._tasks.start(self._show_token())

    def take_focus(self) -> None:
        if self.focusWidget() is None:
            (self._here if self._here.isChecked() else self._there).setFocus()
        else:
            super().take_focus()

    def _make_fields(self) -> dict[str, Field]:
        token = QLineEdit()
        token.setEchoMode(QLineEdit.EchoMode.Password)
        controls = {
            "server": ("Server address", QLineEdit(), ""),
            "company": ("Company ID", QLineEdit(), ""),
            "prefix": ("Path prefix", QLineEdit(), ""),
            "token": ("Access token", token, "kept in the system's keyring"),
            "site_name": ("Name of this site", QLineEdit(), ""),
            "time_zone": ("Time zone", QLineEdit(), "until a server tells one"),
            "desk_name": ("Name of this desk", QLineEdit(), ""),
        }
        return {
            key: Field(name, control, theme=self._theme, note=note) for key, (name, control, note) in controls.items()
        }

    def _edit(self, key: str) -> QLineEdit:
        control = self._fields[key].control
        assert isinstance(control, QLineEdit)
        return control

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(20)
        column.addWidget(self._connection_card())
        column.addWidget(self._desk_card())
        column.addStretch()
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setMaximumWidth(self._theme.px(WIDEST))
        inner.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keys, and it follows them
        scroll.setWidget(inner)
        footer = QFrame()
        footer.setObjectName("footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(32, 12, 24, 12)
        foot.addWidget(self._told, 1)
        foot.addWidget(self._save)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(scroll, 1)
        page.addWidget(footer)

    def _connection_card(self) -> QWidget:
        card, column = _card("Where the visitor list is kept")
        column.addWidget(_choice(self._here, "No account, no network. Ready now."))
        column.addWidget(_choice(self._there, "Several desks, one list."))
        self._server_part = QWidget()
        grid = QGridLayout(self._server_part)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self._fields["server"], 0, 0, 1, 2)
        grid.addWidget(self._fields["company"], 1, 0)
        grid.addWidget(self._fields["prefix"], 1, 1)
        grid.addWidget(self._fields["token"], 2, 0, 1, 2)
        grid.addWidget(self._test, 3, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._server_part)
        return card

    def _desk_card(self) -> QWidget:
        card, column = _card("This desk")
        grid = QGridLayout()
        grid.setSpacing(12)
        grid.addWidget(self._fields["site_name"], 0, 0)
        grid.addWidget(self._fields["desk_name"], 0, 1)
        grid.addWidget(self._fields["time_zone"], 1, 0, 1, 2)
        grid.addWidget(Field("Look", self._look, theme=self._theme), 2, 0)
        grid.addWidget(Field("Text size", self._scale, theme=self._theme), 2, 1)
        column.addLayout(grid)
        return card

    def _connect(self) -> None:
        self._there.toggled.connect(self._on_place_changed)
        self._test.clicked.connect(lambda: self._tasks.start(self._tried(), on_error=self._on_failed))
        self._save.clicked.connect(lambda: self._tasks.start(self._saved(), on_error=self._on_failed))
        for field in self._fields.values():
            if isinstance(field.control, QLineEdit):
                field.control.textEdited.connect(lambda text, field=field: field.complain(""))

    def _fill(self, settings: Settings) -> None:
        (self._here if settings.embedded else self._there).setChecked(True)
        for key in self._fields.keys() - {"token"}:
            self._edit(key).setText(getattr(settings, key))
        self._edit("server").setPlaceholderText("https://")
        self._edit("company").setPlaceholderText("CO-C202")
        self._edit("time_zone").setPlaceholderText("Europe/Brussels")
        self._look.set_value(settings.look)
        scale = str(settings.text_scale)
        self._scale.set_words(SCALES | {scale: f"{settings.text_scale:.0%}".replace("%", " %")})  # a file may say 1.1
        self._scale.set_value(scale)

    def _on_place_changed(self) -> None:
        self._server_part.setVisible(self._there.isChecked())

    async def _show_token(self) -> None:
        if not self._setup.settings.embedded and await self._setup.token_known():
            self._edit("token").setPlaceholderText("A token is kept; type another one to replace it")

    def _candidate(self) -> Settings:
        """The settings as they stand in the form. Raises BadSetting, after it was said beside its field."""
        written: dict[str, Any] = {key: self._edit(key).text().strip() for key in self._fields.keys() - {"token"}}
        written["look"], written["text_scale"] = self._look.value(), float(self._scale.value())
        if self._here.isChecked():
            written["server"] = written["company"] = ""
            written["prefix"] = Settings().prefix
        elif not written["server"]:
            self._fields["server"].complain("Fill in the server's address.")
            raise BadSetting("The server's address is missing.")
        elif not written["company"]:
            self._fields["company"].complain("Fill in the company's id, such as CO-C202.")
            raise BadSetting("The company's id is missing.")
        try:
            return checked(self._setup.settings.model_dump() | written)
        except BadSetting as error:
            name = str(error).partition(":")[0]
            if name in self._fields:
                self._fields[name].complain(str(error).partition(": ")[2])
            raise

    async def _tried(self) -> None:
        candidate = self._candidate()
        self._say("Asking the server …")
        self._test.setEnabled(False)
        try:
            site = await self._setup.test(candidate, self._edit("token").text().strip())
        finally:
            self._test.setEnabled(True)
        self._say(f"{site or 'The server'} answered. Nothing is saved yet.", look="good")

    async def _saved(self) -> None:
        candidate = self._candidate()
        self._save.setEnabled(False)
        try:
            kept = await self._setup.keep(candidate, self._edit("token").text().strip())
        finally:
            self._save.setEnabled(True)
        self._edit("token").clear()
        self._say("Saved.")
        self.changed.emit(candidate, IN_A_FILE if kept is Kept.FILE else "")

    def _on_failed(self, error: FoyerError) -> None:
        if isinstance(error, NotAddress):
            self._fields["server"].complain(str(error))
        elif isinstance(error, SignInNeeded):
            self._fields["token"].complain("The server does not take this token.")
        self._say(error_words(error, shown=False), look="error")

    def _say(self, words: str, *, look: str = "muted") -> None:
        self._told.setText(words)
        self._told.setAccessibleDescription(words)
        self._told.setProperty("look", look)
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 20)
    column.setSpacing(8)
    column.addWidget(Label(title, look="section"))
    return card, column


def _choice(button: QRadioButton, words: str) -> QWidget:
    choice = QWidget()
    row = QHBoxLayout(choice)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(button)
    row.addWidget(Label(words, look="muted"), 1)
    button.setAccessibleDescription(words)
    return choice
