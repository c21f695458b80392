"""The three ends: checked in, checked out, and somebody at the desk who helps."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.models.visit_row import Telling, VisitRow
from ui.kiosk.group.outcome import ASK, HELP, Outcome
from ui.kiosk.kit.card import Card, initials, sign
from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.outcome_page import OutcomePage
from ui.widgets.labels import Label

SEAT = Words("Please take a seat.")


class Wifi(Struct, frozen=True):
    name: str
    password: str


class BadgeWords(Struct, frozen=True):
    """What is said while a badge is coming, once it is out, and when it isn't."""

    coming: Words
    printing: Words
    printed: Words
    yours: Words
    failed: Words


BADGE = BadgeWords(
    Words("Take your badge"),
    Words("It is being printed."),
    Words("It comes out of the printer now."),
    Words("Your badge"),
    Words("It could not be printed. Please ask for one at the front desk."),
)
BADGES = BadgeWords(
    Words("Take your badges"),
    Words("They are being printed."),
    Words("They come out of the printer now."),
    Words("Your badges"),
    Words("Not all were printed. Please ask at the front desk."),
)


class DonePage(OutcomePage):
    """Checked in. What became of telling the host, and of the badge, is shown as it happens."""

    def __init__(
        self,
        visit: VisitRow,
        *,
        waiting: str,
        prints: int,
        wifi: Wifi | None,
        sizes: Sizes,
        people: int = 1,
        unnoticed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`waiting` is where to wait, in the site's own words; `prints` says how many badges are coming; `people` how
        many check in together; `unnoticed` that nobody hears of who checks in."""
        self._outcome = Outcome(people, visit.first_name)
        super().__init__(self._outcome.title, icon="check", sizes=sizes, parent=parent)
        self._seat = Words(waiting) if waiting else SEAT  # the site's own sentence is in nobody's translation
        self._unnoticed = unnoticed
        self._host_line = WordsLabel(variant="muted")
        self._notice_line = WordsLabel(variant="text")
        self.cards.addWidget(self._host(visit, sizes))
        self._words = BADGE
        self._badge_line, self._badge_title = WordsLabel(variant="muted"), WordsLabel(variant="title")
        if prints:
            self.cards.addWidget(
                Card(self._badge_title, self._badge_line, sizes=sizes, badge=sign("badge", sizes=sizes))
            )
            self._words = BADGES if prints > 1 else BADGE
            self._badge_title.say(self._words.coming)
            self._badge_line.say(self._words.printing)
        if wifi is not None:
            self.cards.addWidget(_wifi_card(wifi, sizes))
        self.show_telling(Telling.NOT_SAID, "")

    def show_telling(self, telling: Telling, at: str) -> None:
        """Only what is known: somebody is told when the mail server has taken the mail. Of who isn't in after all,
        nobody is."""
        self._say_telling(Telling.NOT_SAID if self._outcome.nobody_in else telling, at)
        if notice := self._outcome.notice(large=self._sizes.large):
            self._notice_line.say(notice)

    def show_outcome(self, outcome: Outcome) -> None:
        """What became of those who checked in; before `show_telling`, which says how it goes on."""
        self._outcome = outcome
        self.show_title(outcome.title, icon="bell" if outcome.nobody_in else "check")

    def _say_telling(self, telling: Telling, at: str) -> None:
        match telling:
            case Telling.TOLD:
                self._host_line.say(Words("Your host knows that you are here"))
                when = Words("Told at {time}. {seat}", time=at, seat=self._seat)
                self._notice_line.say(self._seat if self._sizes.large else when)
            case Telling.ON_ITS_WAY:
                self._host_line.say(Words("We are telling your host"))
                self._notice_line.say(self._seat)
            case _:
                self._host_line.say(Words("Your host"))
                self._notice_line.say(self._unnoticed_line())

    def _unnoticed_line(self) -> Words:
        if not self._unnoticed:
            return self._seat
        if self._sizes.large:
            return Words("Please tell the front desk that you are here.")
        return Words("Please tell the front desk that you are here. {seat}", seat=self._seat)

    def show_badge(self, printed: bool) -> None:
        if printed:
            self._badge_line.say(self._words.printed)
        else:
            self._badge_title.say(self._words.yours)
            self._badge_line.say(self._words.failed)

    def _host(self, visit: VisitRow, sizes: Sizes) -> QWidget:
        name = "" if _is_id(visit.host) else visit.host
        words = name.split()
        letters = "".join(word[0] for word in (words[:1] + words[1:][-1:]) if word[0].isalnum()).upper()
        disc = initials(letters, sizes=sizes) if letters else sign("person", sizes=sizes)
        named = [Label(name, variant="name", wrap=True)] if name else []
        return Card(self._host_line, *named, self._notice_line, sizes=sizes, badge=disc)


def _is_id(host: str) -> bool:
    """Of whom nobody told a name, the id stands in its place. A name without a space has no figures."""
    return " " not in host and any(map(str.isdigit, host))


class GoodbyePage(OutcomePage):
    """Checked out."""

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(Words("Goodbye, and thank you for coming"), icon="check", sizes=sizes, parent=parent)
        self.cards.addWidget(
            Card(
                WordsLabel(Words("You are checked out"), variant="title"),
                WordsLabel(Words("Please leave your badge at the front desk."), variant="muted"),
                sizes=sizes,
                badge=sign("badge", sizes=sizes),
            )
        )


class CalledPage(OutcomePage):
    """The desks ring. Nobody has answered yet, so nobody is promised."""

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(Words("Reception has been called"), icon="bell", sizes=sizes, parent=parent)
        self.cards.addWidget(
            Card(
                WordsLabel(Words("Please wait here"), variant="title"),
                WordsLabel(HELP, variant="muted"),
                sizes=sizes,
                badge=sign("person", sizes=sizes),
            )
        )


class SorryPage(OutcomePage):
    """Somebody has to help. Nothing technical is said: staff have the log and a sign of their own."""

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(ASK, icon="bell", sizes=sizes, parent=parent)
        self.cards.addWidget(
            Card(
                WordsLabel(Words("We can’t do this here"), variant="title"),
                WordsLabel(HELP, variant="muted"),
                sizes=sizes,
                badge=sign("person", sizes=sizes),
            )
        )


def _wifi_card(wifi: Wifi, sizes: Sizes) -> QWidget:
    lines = QWidget()
    grid = QGridLayout(lines)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(sizes.px(32))
    grid.setVerticalSpacing(sizes.px(6))
    grid.setColumnStretch(1, 1)
    entries = [(Words("Network"), wifi.name), *([(Words("Password"), wifi.password)] if wifi.password else [])]
    for row, (words, text) in enumerate(entries):
        if not sizes.large:
            grid.addWidget(WordsLabel(words, variant="muted", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(text, variant="strong", wrap=True), row, 1)
    card = Card(WordsLabel(Words("Guest Wi-Fi"), variant="title"), sizes=sizes, badge=sign("wifi", sizes=sizes))
    card.add_below_words(lines)
    code = QLabel()
    code.setPixmap(_wifi_code(wifi, sizes.px(224)))
    code.setAccessibleName("")
    card.row.addWidget(code)
    return card


def _wifi_code(wifi: Wifi, side: int) -> QPixmap:
    """A QR code that phones join the network by, on white so that it is read in the dark as well."""
    from segno import helpers  # only the kiosk with a network for guests pays for it

    code = helpers.make_wifi(wifi.name, wifi.password or None, "WPA" if wifi.password else None)
    rows = [*code.matrix_iter(border=2)]
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF1A1D21 if dark else 0xFFFFFFFF)
    whole = max(1, side // len(rows)) * len(rows)
    return QPixmap.fromImage(image.scaled(whole, whole))
