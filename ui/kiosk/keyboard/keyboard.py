"""The touch keyboard: one board of keys at the foot of the screen, typing into the field that it is given."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.kiosk.keyboard.accents import Accents
from ui.kiosk.keyboard.key import GAP, Key
from ui.kiosk.keyboard.layouts import MOST_ROWS, Does, Layout, accents, board, starts_a_word
from ui.kiosk.kit.sizes import SMALLEST_TOUCH, Sizes

HOLD_MS = 450
"""A press that lasts this long is a long one."""

REPEAT_MS = 90
"""Between two letters that a held *Erase* takes."""

_HEIGHT, _HEIGHT_LYING = 580, 420
_SIDE = 26
_TOP, _BOTTOM = 26, 36
_TOP_LYING, _BOTTOM_LYING = 18, 18


class Keyboard(QWidget):
    """Its keys take no focus: the field keeps it, and a real keyboard types as well. Names are expected in "text", so
    shift rises by itself where a word begins."""

    def __init__(self, *, sizes: Sizes, language: str = "en", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sizes = sizes
        self.setFixedHeight(self._fitting_height())
        self._language = language
        self._layout: Layout = "text"
        self._more = False
        self._raised = True
        self._target: QLineEdit | None = None
        self._keys: list[Key] = []
        self._pressed: Key | None = None
        self._bubble: Accents | None = None
        self._typed_by_holding = ""
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.timeout.connect(self._on_held)
        self._board = board(self._layout, language)
        self._build()

    @property
    def target(self) -> QLineEdit | None:
        """The field that is typed into."""
        return self._target

    def type_into(self, edit: QLineEdit | None) -> None:
        """Begins with the plain letters, and moves no focus; None types nowhere."""
        self._let_go_of_target()
        self._target = edit
        if edit:
            edit.textChanged.connect(self._on_text_moved)
            edit.cursorPositionChanged.connect(self._on_text_moved)
            edit.selectionChanged.connect(self._on_text_moved)
            edit.destroyed.connect(self._on_target_destroyed)
        self._change(more=False)

    def use_language(self, code: str) -> None:
        self._language = code
        self._change(more=self._more)

    def use_layout(self, layout: Layout) -> None:
        self._layout = layout
        self._change(more=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._close_bubble()
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest()

    def _change(self, *, more: bool) -> None:
        self._rest()
        self._more = more
        board_now = board(self._layout, self._language, more=more)
        if board_now != self._board:
            self._board = board_now
            self._build()
        self._on_text_moved()

    def _build(self) -> None:
        """Only where the keys are others: case and words change on the keys that are there."""
        for key in self._keys:
            key.hide()
            key.deleteLater()
        caps = [cap for row in self._board.rows for cap in row if cap.does is not Does.NOTHING]
        self._keys = [Key(cap, sizes=self._sizes, parent=self) for cap in caps]
        for key in self._keys:
            key.went_down.connect(self._on_went_down)
            key.counted.connect(self._on_counted)
            key.slid.connect(self._on_slid)
            key.let_go.connect(self._on_let_go)
            if key.isCheckable():
                key.toggled.connect(self._on_shift_toggled)
            key.show_case(raised=self._raised)
            key.show()
        self._place()

    def _edges(self) -> tuple[int, int]:
        """What is left free above and below the keys."""
        top, bottom = (_TOP_LYING, _BOTTOM_LYING) if self._sizes.lying else (_TOP, _BOTTOM)
        return self._sizes.px(top), self._sizes.px(bottom)

    def _fitting_height(self) -> int:
        """The mock-ups', unless the rows need more to be touched on a small screen; half of the screen is for the page
        over it. One for all layouts: that page stays where it is."""
        smallest_row = SMALLEST_TOUCH + 2 * self._sizes.px(GAP)
        designed = self._sizes.px(_HEIGHT_LYING if self._sizes.lying else _HEIGHT)
        needed = max(designed, MOST_ROWS * smallest_row + sum(self._edges()))
        return min(needed, self._sizes.screen.height() // 2)

    def _place(self) -> None:
        top, bottom = self._edges()
        columns = self._board.columns
        side = min((self.width() - 2 * self._sizes.px(_SIDE)) / columns, self._sizes.px(self._board.widest))
        row_height = (self.height() - top - bottom) / len(self._board.rows)
        keys = iter(self._keys)
        for number, row in enumerate(self._board.rows):
            left = (self.width() - side * sum(cap.width for cap in row)) / 2
            for cap in row:
                right = left + cap.width * side
                if cap.does is not Does.NOTHING:
                    upper, lower = top + number * row_height, top + (number + cap.rows) * row_height
                    corner, opposite = QPoint(round(left), round(upper)), QPoint(round(right) - 1, round(lower) - 1)
                    next(keys).setGeometry(QRect(corner, opposite))
                left = right

    def _on_text_moved(self) -> None:
        """Whatever was typed, here or on a real keyboard: the case follows what stands before the next letter."""
        edit = self._target
        if edit:
            place = edit.selectionStart() if edit.hasSelectedText() else edit.cursorPosition()
            before = edit.text()[:place]
        self._raise(self._layout == "text" and (not edit or starts_a_word(before)))

    def _on_shift_toggled(self, raised: bool) -> None:
        self._raise(raised)

    def _raise(self, raised: bool) -> None:
        if raised == self._raised:
            return
        self._raised = raised
        for key in self._keys:
            key.show_case(raised=raised)

    def _on_went_down(self, key: Key) -> None:
        self._close_bubble()
        self._pressed = key
        self._hold.start(HOLD_MS)

    def _on_counted(self, key: Key) -> None:
        match key.cap.does:
            case Does.TYPE:
                self._type(key.types)
            case Does.ERASE:
                self._erase()
            case Does.CLEAR:
                self._clear()
            case Does.MORE:
                self._change(more=not self._more)

    def _on_held(self) -> None:
        key = self._pressed
        if key is None or not key.isDown():
            return
        if key.cap.does is Does.ERASE:
            key.held = True
            if self._erase():
                self._hold.start(REPEAT_MS)
        elif self._layout in ("text", "mixed") and (forms := accents(key.types, self._language)):
            key.held = True
            self._bubble = Accents(forms, key=key, sizes=self._sizes)
            self._bubble.chosen.connect(self._on_accent_chosen)
            self._bubble.close_requested.connect(self._on_close_requested)

    def _on_slid(self, key: Key, place: QPoint) -> None:
        if self._bubble:
            self._bubble.light(place)

    def _on_let_go(self, key: Key, place: QPoint) -> None:
        """Let go on the letter itself, that is typed, so that nobody presses too slowly to write; the bubble stays, and
        an accent that is tapped then takes its place."""
        if key.cap.does is not Does.TYPE:
            return
        form = self._bubble.form_at(place) if self._bubble else ""
        if form:
            self._on_accent_chosen(form)
        elif key.hitButton(key.mapFromGlobal(place)):
            self._typed_by_holding = key.types
            self._type(key.types)
        else:
            self._close_bubble()

    def _on_accent_chosen(self, form: str) -> None:
        edit, plain = self._target, self._typed_by_holding
        if edit and plain and edit.text()[: edit.cursorPosition()].endswith(plain):
            edit.setSelection(edit.cursorPosition() - len(plain), len(plain))
        self._close_bubble()
        self._type(form)

    def _on_close_requested(self) -> None:
        self._close_bubble()

    def _close_bubble(self) -> None:
        self._typed_by_holding = ""
        if self._bubble:
            self._bubble.close_now()
            self._bubble = None

    def _rest(self) -> None:
        """No key is held any more."""
        self._hold.stop()
        self._pressed = None
        self._close_bubble()

    def _writable(self) -> QLineEdit | None:
        edit = self._target
        return edit if edit and edit.isEnabled() and not edit.isReadOnly() else None

    def _type(self, text: str) -> None:
        if edit := self._writable():
            edit.insert(text)

    def _erase(self) -> bool:
        """Whether there is more to erase."""
        edit = self._writable()
        if edit:
            edit.backspace()
        return edit is not None and edit.cursorPosition() > 0

    def _clear(self) -> None:
        """Not `clear()`: that can be undone, and would show the next visitor what this one wrote."""
        if edit := self._writable():
            edit.setText("")

    def _let_go_of_target(self) -> None:
        if edit := self._target:
            edit.textChanged.disconnect(self._on_text_moved)
            edit.cursorPositionChanged.disconnect(self._on_text_moved)
            edit.selectionChanged.disconnect(self._on_text_moved)
            edit.destroyed.disconnect(self._on_target_destroyed)

    def _on_target_destroyed(self) -> None:
        self._target = None
        self._on_text_moved()
