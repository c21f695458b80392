"""Every screen of the kiosk with the most that it ever says, built from its class alone, in the kiosk's own window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app.models.contacts import KnownPerson
from app.models.terms import Text
from app.models.visit_row import Telling, VisitRow
from app.services.kiosk.claim import OwnVisit
from app.services.people.listed_hosts import MOST_SENTENCES
from app.services.site import Site
from app.system.staff_pin import StaffPin
from ui.kiosk.flow import answers, recognition
from ui.kiosk.flow import flow as flow
from ui.kiosk.flow.idle_prompt import IdlePrompt
from ui.kiosk.flow.visitor_session import Delivery, Errand, Step
from ui.kiosk.group.outcome import Outcome
from ui.kiosk.group.page import CompanionsPage
from ui.kiosk.health.health import SENTENCES
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.kit.bar import Bar
from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.i18n import SiteWords, Words
from ui.kiosk.kit.language_overlay import LanguageOverlay
from ui.kiosk.kit.languages import Languages
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.confirmation import ConfirmationPage
from ui.kiosk.pages.delivered import DeliveredPage
from ui.kiosk.pages.host import HostPage
from ui.kiosk.pages.loading_page import LoadingPage
from ui.kiosk.pages.options import YES_OR_NO, Option, OptionsPage
from ui.kiosk.pages.outcome_pages import CalledPage, DonePage, GoodbyePage, SorryPage, Wifi
from ui.kiosk.pages.page import StepPage
from ui.kiosk.pages.question import QUESTIONS, QuestionPage, question_of, site_question
from ui.kiosk.pages.visit_card import VisitCard
from ui.kiosk.pages.welcome import LARGER, MORE_TIME, PLAIN, WelcomePage
from ui.kiosk.signing.page import TermsPage
from ui.kiosk.staff import pin_pad
from ui.kiosk.staff.corner import Corner
from ui.kiosk.staff.panel import StaffPanel
from ui.kiosk.staff.pin_pad import PinPad, Purpose
from ui.kiosk.window import KioskWindow
from ui.tasks import Tasks
from ui.theme import Theme
from ui.wording.languages import LANGUAGES

NOW = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
SITE = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: NOW)
LONG_NAME = "Maximiliane Freifrau von Wolkenstein-Rodenegg zu Hohenzollern-Sigmaringen"
HOST = "Maximiliane von Wolkenstein-Rodenegg"
TERMS = Text.read("en", "House rules\n" + "\nKeep your badge visible, and stay with your host at all times.\n" * 40)
ROUNDS = 4


class Lobby:
    """The kiosk's window in one size and one scale of text, with nothing behind it."""

    def __init__(self, *, size: tuple[int, int], text_scale: float, theme: Theme, application: QApplication) -> None:
        theme.change(scheme="light", text_scale=text_scale)
        self._application = application
        self.languages = Languages(application)
        self.window = KioskWindow(unlocked=True)
        self.window.resize(*size)
        self.sizes = Sizes(theme=theme, screen=QSize(*size), text_scale=text_scale)
        self._bar = Bar(language="en", sizes=self.sizes)
        self.keyboard = Keyboard(sizes=self.sizes)
        self.window.dress(self.sizes, bar=self._bar, keyboard=self.keyboard)
        corner = Corner(sizes=self.sizes, parent=self.window)
        corner.show()
        self.window.keep_on_top(corner)
        self.window.show()

    def show(self, screen: StepPage | Overlay) -> None:
        self.clear_away()
        if isinstance(screen, Overlay):
            self.window.open_overlay(screen)
        else:
            self.window.show_page(screen)
        self.settle()

    def speak(self, code: str) -> None:
        """As the kiosk does when a visitor has chosen."""
        self.languages.use(code)
        self._bar.show_language(code)
        if self.keyboard.isVisible():
            self.keyboard.use_language(code)
        self.settle()

    def settle(self) -> None:
        """All that is posted happens, and what that posts: words change, then their rows, then what holds those."""
        for _ in range(ROUNDS):
            self._application.sendPostedEvents()

    def clear_away(self) -> None:
        """What is done with goes now: without a running loop it would stay, and listen on."""
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        self.languages.stop()
        self.window.close_overlay()
        self.window.deleteLater()
        self.clear_away()


LISTED = "hosts of the north entrance.csv, row 1204: row 17 has the same name, and neither has an id."

Show = Callable[[Lobby], None]


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    show: Show


def screens(folder: Path) -> Iterator[Screen]:
    """`folder` is where staff's PIN would be kept."""
    for ease in (LARGER, PLAIN, MORE_TIME):
        yield Screen(f"welcome, {ease.source}", lambda lobby, ease=ease: _welcome(lobby, ease))
    yield Screen("welcome, deliveries", lambda lobby: _welcome(lobby, LARGER, deliveries=True))
    for step, errand, complaint in ASKED:
        yield Screen(f"{step.name} {errand.name}", lambda lobby, it=(step, errand, complaint): _question(lobby, *it))
    yield Screen("question with card", _question_with_card)
    for required in (True, False):
        yield Screen(f"typed, {required=}", lambda lobby, required=required: _site_question(lobby, required))
        yield Screen(f"yes or no, {required=}", lambda lobby, required=required: _options(lobby, YES_OR_NO, required))
        yield Screen(f"choice, {required=}", lambda lobby, required=required: _options(lobby, CHOICES, required))
    yield Screen(
        "confirmation", lambda lobby: lobby.show(ConfirmationPage(_card(lobby, leaving=True), sizes=lobby.sizes))
    )
    yield Screen("hosts", _hosts)
    yield Screen("no host", _no_host)
    yield Screen("recipients", lambda lobby: _hosts(lobby, delivery=True))
    yield Screen("no recipient", lambda lobby: _no_host(lobby, delivery=True))
    yield Screen("moment", lambda lobby: lobby.show(LoadingPage(sizes=lobby.sizes)))
    yield Screen("terms", lambda lobby: lobby.show(TermsPage(TERMS, sizes=lobby.sizes)))
    yield Screen("terms, of several", lambda lobby: lobby.show(TermsPage(TERMS, signer=LONG_NAME, sizes=lobby.sizes)))
    yield Screen("companions", _companions)
    yield Screen("done, together", _done_together)
    yield Screen("done", lambda lobby: _done(lobby, printed=None))
    yield Screen("done, no badge", lambda lobby: _done(lobby, printed=False))
    yield Screen("goodbye", lambda lobby: lobby.show(GoodbyePage(sizes=lobby.sizes)))
    for delivery in (Delivery(True, ""), Delivery(True, LONG_NAME), Delivery(False, LONG_NAME)):
        yield Screen(f"{delivery}", lambda lobby, it=delivery: lobby.show(DeliveredPage(it, sizes=lobby.sizes)))
    yield Screen("called", lambda lobby: lobby.show(CalledPage(sizes=lobby.sizes)))
    yield Screen("sorry", lambda lobby: lobby.show(SorryPage(sizes=lobby.sizes)))
    yield Screen("still there", _still_there)
    yield Screen("languages", _languages)
    for complaint in (pin_pad.UNREADABLE, pin_pad.NOT_CHECKED, pin_pad.NOT_SET, None):
        yield Screen(
            f"PIN, {complaint and complaint.source}", lambda lobby, complaint=complaint: _pin(lobby, folder, complaint)
        )
    yield Screen("panel", _panel)


ASKED = (
    (Step.LAST_NAME, Errand.MEETING, recognition.NOT_FOUND),
    (Step.LAST_NAME, Errand.LEAVING, flow.UNKNOWN_CODE),
    (Step.LAST_NAME, Errand.WALK_IN, answers.EMPTY),
    (Step.FIRST_NAME, Errand.MEETING, recognition.ALREADY_IN),
    (Step.WHICH_COMPANY, Errand.MEETING, recognition.NOT_FOUND),
    (
        Step.WHICH_COMPANY,
        Errand.MEETING,
        recognition.day_words(datetime(2026, 12, 23, 14, 30, tzinfo=UTC), date(2026, 12, 1)),
    ),
    (Step.OTHERS_TOO, Errand.MEETING, recognition.NOT_FOUND),
    (Step.COMPANY, Errand.WALK_IN, None),
    (Step.MOBILE, Errand.WALK_IN, answers.NO_PHONE),
    (Step.PLATE, Errand.WALK_IN, None),
    (Step.EMAIL, Errand.WALK_IN, answers.NO_EMAIL),
)


def _welcome(lobby: Lobby, ease: Words, *, deliveries: bool = False) -> None:
    if lobby.sizes.large and ease is LARGER:
        ease = PLAIN  # which of them it says follows from the size of the text
    logo = QPixmap(400, 100)
    logo.fill(Qt.GlobalColor.white)
    page = WelcomePage(
        site=SITE.name,
        logo=logo,
        language="en",
        offered=LANGUAGES,
        ease=ease,
        deliveries=deliveries,
        sizes=lobby.sizes,
    )
    page.show_time(SITE.now())
    lobby.show(page)


def _question(lobby: Lobby, step: Step, errand: Errand, complaint: Words | None) -> None:
    scans = errand is Errand.MEETING
    page = QuestionPage(question_of(step, errand, scans=scans), typed=LONG_NAME, sizes=lobby.sizes)
    lobby.show(page)
    if complaint is not None:
        page.complain(complaint)


LONG_QUESTION = SiteWords(
    {"en": "Which of the protective clothing that our workshops ask for do you bring with you for this visit?   "}
)
CHOICES = [Option(str(n), SiteWords({"en": f"Safety shoes of the class S3, size {n}{n}"})) for n in range(6)]


def _site_question(lobby: Lobby, required: bool) -> None:
    asked = Words("{name}: {question}", name="Maximiliane", question=LONG_QUESTION)
    page = QuestionPage(site_question(asked, required=required), typed=LONG_NAME, sizes=lobby.sizes)
    lobby.show(page)
    if required:
        page.complain(answers.EMPTY)


def _options(lobby: Lobby, options: Sequence[Option], required: bool) -> None:
    asked = Words("{name}: {question}", name="Maximiliane", question=LONG_QUESTION)
    chosen = options[0].value
    lobby.show(OptionsPage(asked, options, chosen=chosen, required=required, sizes=lobby.sizes))


def _question_with_card(lobby: Lobby) -> None:
    page = QuestionPage(QUESTIONS[Step.LAST_NAME], typed="Featherstonehaugh", sizes=lobby.sizes)
    lobby.show(page)
    lobby.keyboard.hide()  # as the kiosk does
    page.show_card(_card(lobby, leaving=False))


def _card(lobby: Lobby, *, leaving: bool) -> VisitCard:
    visit = _visit()
    own = OwnVisit("Oluwaseun", "Featherstonehaugh", "", SITE.local(visit.expected), visit)
    offer = lobby.languages.translation("nl", "Continue in English")
    return VisitCard(own, offered="nl", offer=offer, sizes=lobby.sizes)


def _visit() -> VisitRow:
    starts = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
    return VisitRow(
        key="M-1//V-1",
        id="2026-03-12/M-1/V-1",
        meeting="M-1",
        day=SITE.today(),
        number=0,
        group=1,
        first_name="Oluwaseun",
        last_name="Featherstonehaugh",
        name="Oluwaseun Featherstonehaugh",
        company="",
        mobile="",
        language="",
        host=HOST,
        host_number="",
        title="Calibration",
        starts=starts,
        ends=starts + timedelta(hours=1),
        expected=starts,
        late_from=starts + SITE.late,
        searched="",
    )


def _hosts(lobby: Lobby, *, delivery: bool = False) -> None:
    matches = [KnownPerson(str(number), LONG_NAME) for number in range(5)]
    _asked_for_host(lobby, delivery=delivery).show_matches(matches)


def _no_host(lobby: Lobby, *, delivery: bool = False) -> None:
    _asked_for_host(lobby, delivery=delivery).show_matches([])


def _asked_for_host(lobby: Lobby, *, delivery: bool) -> HostPage:
    """What was typed is answered by whoever calls this: no loop runs here that could."""

    async def nobody(typed: str, most: int) -> list[KnownPerson]:
        return []

    tasks = Tasks(lambda error: None)
    page = HostPage(find=nobody, takes_names=True, delivery=delivery, tasks=tasks, sizes=lobby.sizes)
    lobby.show(page)
    with QSignalBlocker(page.field):
        page.field.setText("Maximiliane")
    return page


def _companions(lobby: Lobby) -> None:
    names = (LONG_NAME, "Bo Ek", "Oluwaseun Featherstonehaugh", *(f"Visitor {number}" for number in range(20)))
    others = [msgspec.structs.replace(_visit(), key=name, name=name) for name in names]
    lobby.show(CompanionsPage(others, ticked={LONG_NAME}, sizes=lobby.sizes))


def _done_together(lobby: Lobby) -> None:
    wifi = Wifi("Northgate Guests", "sunny-harbour-42")
    page = DonePage(_visit(), waiting="", prints=12, people=12, wifi=wifi, sizes=lobby.sizes)
    page.show_outcome(Outcome(12, refused=(LONG_NAME, "Bo Ek")))
    page.show_telling(Telling.TOLD, "09:42")
    page.show_badge(False)
    lobby.show(page)


def _done(lobby: Lobby, *, printed: bool | None) -> None:
    wifi = Wifi("Northgate Guests", "sunny-harbour-42")
    page = DonePage(_visit(), waiting="", prints=1, wifi=wifi, sizes=lobby.sizes)
    page.show_telling(Telling.TOLD, "09:42")
    if printed is not None:
        page.show_badge(printed)
    lobby.show(page)


def _still_there(lobby: Lobby) -> None:
    lobby.show(IdlePrompt(seconds=15, sizes=lobby.sizes, parent=lobby.window))


def _languages(lobby: Lobby) -> None:
    lobby.show(LanguageOverlay("en", offered=LANGUAGES, sizes=lobby.sizes, parent=lobby.window))


def _pin(lobby: Lobby, folder: Path, complaint: Words | None) -> None:
    """With a complaint the one that asks for a new PIN, whose words are the most; without, the very first."""
    pin = StaffPin(folder, lambda: NOW)
    tasks = Tasks(lambda error: None)
    purpose = Purpose.CHANGE if complaint else Purpose.FIRST
    pad = PinPad(purpose=purpose, pin=pin, site=SITE, tasks=tasks, sizes=lobby.sizes, parent=lobby.window)
    next(label for label in pad.findChildren(WordsLabel) if label.property("variant") == "sorry").say(complaint)
    lobby.show(pad)


def _panel(lobby: Lobby) -> None:
    troubles = [*(str(words) for words in SENTENCES.values()), *[LISTED] * MOST_SENTENCES]
    lobby.show(
        StaffPanel(
            name="Lobby, north entrance", troubles=troubles, retries=True, sizes=lobby.sizes, parent=lobby.window
        )
    )
