"""What happens on the kiosk's screen: which page is shown, in which language, until when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.models.lists import Change, day_list
from app.services.kiosk.claim import OwnVisit
from app.services.kiosk.site_questions import SiteQuestions
from app.services.kiosk.terms import Terms
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.settings import Settings
from ui.kiosk.flow.flow import KioskFlow
from ui.kiosk.flow.idle import Idle
from ui.kiosk.flow.idle_prompt import IdlePrompt
from ui.kiosk.flow.visitor_session import CLAIMS, ENDS, Step, VisitorSession
from ui.kiosk.group.outcome import outcome_of
from ui.kiosk.health.health import Health
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.kit.bar import Bar
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.language_overlay import LanguageOverlay
from ui.kiosk.kit.languages import Languages
from ui.kiosk.kit.pictures import site_picture
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.outcome_page import LONGER, SECONDS, OutcomePage
from ui.kiosk.pages.outcome_pages import DonePage
from ui.kiosk.pages.pages import Pages
from ui.kiosk.pages.question import QuestionPage
from ui.kiosk.pages.welcome import EASY, WelcomePage, ease_words
from ui.kiosk.screensaver.screensaver import Screensaver
from ui.kiosk.site_pages import STEPS, SitePages
from ui.kiosk.staff.door import StaffDoor
from ui.kiosk.staff.overlay import StaffOverlay
from ui.kiosk.window import KioskWindow
from ui.tasks import Tasks
from ui.theme import Theme

TICK = 1000


class Kiosk(QObject):
    """`window` is shown by whoever makes it."""

    def __init__(
        self,
        *,
        window: KioskWindow,
        flow: KioskFlow,
        languages: Languages,
        terms: Terms,
        questions: SiteQuestions,
        arrivals: Arrivals,
        site: Site,
        settings: Settings,
        takes_names: Callable[[], bool],
        door: StaffDoor,
        health: Health,
        is_unnoticed: Callable[[], bool],
        theme: Theme,
        tasks: Tasks,
    ) -> None:
        super().__init__(window)
        self.window = window
        self._flow = flow
        self._languages = languages
        self._arrivals = arrivals
        self._site = site
        self._settings = settings
        self._door = door
        self._health = health
        self._theme = theme
        self._tasks = tasks
        self._logo = site_picture(settings.kiosk_logo)
        self._pages = Pages(
            flow=flow,
            languages=languages,
            settings=settings,
            is_unnoticed=is_unnoticed,
            takes_names=takes_names,
            tasks=tasks,
            parent=self,
        )
        self._site_pages = SitePages(
            window=window,
            flow=flow,
            pages=self._pages,
            questions=questions,
            terms=terms,
            languages=languages,
            tasks=tasks,
        )
        self._idle = Idle(seconds=settings.kiosk_idle_seconds, parent=self)
        self._screensaver = Screensaver(
            hours=settings.kiosk_hours, picture=site_picture(settings.kiosk_picture), site=site, window=window
        )
        self.sizes: Sizes
        self._bar: Bar
        self._keyboard: Keyboard
        self._connect()
        self.dress()

    def dress(self) -> None:
        """Everything anew: the screen has another size, or the look has changed. What is being typed stays."""
        typed = self.window.page.field.text() if self.window.page and self.window.page.field else ""
        code = self._languages.code
        text_scale = max(EASY, self._settings.text_scale) if self._idle.patient else self._settings.text_scale
        self.sizes = Sizes(theme=self._theme, screen=self.window.size(), text_scale=text_scale)
        self._bar = Bar(language=code, sizes=self.sizes)
        self._bar.back.connect(self._flow.back)
        self._bar.language_requested.connect(self._on_language_requested)
        self._keyboard = Keyboard(sizes=self.sizes, language=code)
        self.window.dress(self.sizes, bar=self._bar, keyboard=self._keyboard)
        self._screensaver.dress(self.sizes)
        self._health.dress(self.sizes)
        self._door.dress(self.sizes)
        self._show_step(self._flow.step)
        field = self.window.page.field if self.window.page else None
        if field is not None and field.text() != typed:
            field.setText(typed)

    def scanned(self, code: str) -> None:
        """A badge or an invitation was read. While staff are at it, that takes nothing off their screen."""
        if not isinstance(self.window.overlay, StaffOverlay):
            self._flow.scanned(code)

    def _connect(self) -> None:
        self._flow.stepped.connect(self._show_step)
        self._flow.ended.connect(self._on_ended)
        self._flow.recognised.connect(self._on_recognised)
        self._flow.complained.connect(self._on_complained)
        self._flow.badge_ended.connect(self._on_badge_ended)
        self._pages.language_chosen.connect(self._use_language)
        self._pages.left.connect(self._flow.forget)
        self._pages.more_time_requested.connect(self._on_more_time)
        self._idle.asking.connect(self._on_asking)
        # only once the touch has ended in what asked: else it would press what lies beneath
        self._idle.answered.connect(lambda: QTimer.singleShot(0, self, self._on_answered))
        self._idle.over.connect(self._on_over)
        self.window.touched.connect(self._idle.touched)
        self.window.touched.connect(self._screensaver.touched)
        self.window.resized.connect(self.dress)
        self._theme.changed.connect(self.dress)
        self._door.knocked.connect(self._on_over)
        self._site.on_change(self._on_site_changed)
        self._arrivals.on_change(self._on_change)
        timer = QTimer(self)
        timer.setInterval(TICK)
        timer.timeout.connect(self._on_tick)
        timer.start()

    def _show_step(self, step: Step | None) -> None:
        if step is None:
            self._show_welcome()
        elif step in STEPS:
            self._idle.watch()
            self._site_pages.show(step, self.sizes)
        else:
            self._screensaver.wake()
            self.window.show_page(self._pages.page(step, self.sizes))
            self._show_telling()
            if step in CLAIMS and (session := self._flow.session) and session.own:
                self._on_recognised(session.own)  # the screen was dressed anew while that was asked
            if step in ENDS:
                self._clear_in(LONGER if self._idle.patient else SECONDS)
            else:
                self._idle.watch()

    def _show_welcome(self) -> None:
        page = WelcomePage(
            site=self._site.name,
            logo=self._logo,
            language=self._languages.code,
            offered=self._languages.offered,
            ease=ease_words(self._settings.text_scale, patient=self._idle.patient),
            deliveries=self._settings.kiosk_deliveries,
            sizes=self.sizes,
        )
        page.ease_requested.connect(lambda: self._be_patient(not self._idle.patient))
        page.errand_chosen.connect(self._flow.begin)
        page.language_chosen.connect(self._use_language)
        page.show_time(self._site.now())
        self.window.show_page(page)

    def _on_ended(self) -> None:
        self._idle.rest()
        self._languages.use(self._settings.kiosk_language)
        self._follow_language()
        if self._idle.patient:
            self._be_patient(False)
        else:
            self._show_welcome()

    def _be_patient(self, on: bool) -> None:
        """Large text and more time, for this visitor alone."""
        self._idle.patient = on
        self.dress()
        if on:
            self._idle.watch()  # whoever comes next finds it as the site has it

    def _on_recognised(self, own: OwnVisit) -> None:
        page = self.window.page
        if isinstance(page, QuestionPage):
            page.show_card(self._pages.card(own, self.sizes))

    def _on_complained(self, words: Words) -> None:
        page = self.window.page
        if isinstance(page, QuestionPage):
            page.complain(words)

    def _on_badge_ended(self, printed: bool) -> None:
        if isinstance(self.window.page, DonePage):
            self.window.page.show_badge(printed)

    def _on_change(self, change: Change) -> None:
        """What is told of the host is news to the visitor who was checked in last."""
        session = self._flow.session
        if session and session.visit and change.of(day_list(session.visit.day)):
            self._show_telling()

    def _show_telling(self) -> None:
        if isinstance(self.window.page, DonePage) and self._flow.session:
            self._tasks.start(self._telling_shown(self._flow.session))

    async def _telling_shown(self, session: VisitorSession) -> None:
        assert session.visit is not None
        arrival = await self._arrivals.of(session.visit.id)
        outcome = await outcome_of((session.visit, *session.companions), self._arrivals)
        if isinstance(self.window.page, DonePage) and session is self._flow.session:
            self.window.page.show_outcome(outcome)
            at = f"{self._site.local(arrival.notified_at):%H:%M}" if arrival.notified_at else ""
            self.window.page.show_telling(arrival.telling, at)

    def _on_language_requested(self) -> None:
        languages = self._languages
        overlay = LanguageOverlay(languages.code, offered=languages.offered, sizes=self.sizes, parent=self.window)
        overlay.chosen.connect(self._use_language)
        self.window.open_overlay(overlay)
        self.window.announce(str(overlay.title))

    def _use_language(self, code: str) -> None:
        self._languages.use(code)
        self._follow_language()
        if self._flow.session is None and code != self._settings.kiosk_language:
            self._idle.watch()  # whoever comes next is greeted in the site's own language

    def _follow_language(self) -> None:
        self._bar.show_language(self._languages.code)
        self._keyboard.use_language(self._languages.code)
        if self._flow.step is Step.TERMS:
            self._show_step(Step.TERMS)

    def _on_more_time(self) -> None:
        self._clear_in(LONGER)

    def _clear_in(self, seconds: int) -> None:
        self._idle.clear_in(seconds)
        self._on_asking(seconds)

    def _on_asking(self, seconds: int) -> None:
        page, overlay = self.window.page, self.window.overlay
        if isinstance(page, OutcomePage):
            page.show_left(seconds)
        elif self._flow.session is None:
            self._on_over()
        elif isinstance(overlay, IdlePrompt):
            overlay.show_left(seconds)
        else:
            asked = IdlePrompt(seconds=seconds, sizes=self.sizes, parent=self.window)
            asked.here.connect(self._on_answered)
            asked.here.connect(self._idle.touched)  # also from a screen reader, without a touch
            self.window.open_overlay(asked)
            self.window.announce(str(asked.title))

    def _on_answered(self) -> None:
        if isinstance(self.window.overlay, IdlePrompt):
            self.window.close_overlay()

    def _on_over(self) -> None:
        if self._flow.session is None:
            self._on_ended()
        else:
            self._flow.forget()

    def _on_site_changed(self) -> None:
        if isinstance(self.window.page, WelcomePage):
            self.window.page.show_site(self._site.name)

    def _on_tick(self) -> None:
        if isinstance(self.window.page, WelcomePage):
            self.window.page.show_time(self._site.now())
        self._screensaver.tick(busy=self._flow.session is not None or self.window.overlay is not None)
