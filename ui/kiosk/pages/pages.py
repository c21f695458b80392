"""Builds the screen of a step, and leads what the visitor does there to `KioskFlow`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.models.terms import Text
from app.models.visit_row import VisitRow
from app.services.kiosk.claim import OwnVisit
from app.services.kiosk.question_file import QuestionKind
from app.settings import Settings
from ui.kiosk.flow.companions import others, signer
from ui.kiosk.flow.flow import KioskFlow
from ui.kiosk.flow.site_questions import Turn, answer
from ui.kiosk.flow.visitor_session import Errand, Step, VisitorSession
from ui.kiosk.group.page import CompanionsPage
from ui.kiosk.kit.i18n import SiteWords, Words
from ui.kiosk.kit.languages import Languages
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.confirmation import ConfirmationPage
from ui.kiosk.pages.delivered import DeliveredPage
from ui.kiosk.pages.host import HostPage
from ui.kiosk.pages.options import OptionsPage, options_of
from ui.kiosk.pages.outcome_page import OutcomePage
from ui.kiosk.pages.outcome_pages import CalledPage, DonePage, GoodbyePage, SorryPage, Wifi
from ui.kiosk.pages.page import StepPage
from ui.kiosk.pages.question import QUESTIONS, QuestionPage, question_of, site_question
from ui.kiosk.pages.visit_card import IN_THIS_LANGUAGE, VisitCard
from ui.kiosk.signing.page import TermsPage
from ui.tasks import Tasks

_PLAIN: dict[Step, type[GoodbyePage | CalledPage]] = {Step.GOODBYE: GoodbyePage, Step.CALLED: CalledPage}


class Pages(QObject):
    """`language_chosen` carries a code. `left` says that the visitor is done reading the last screen,
    `more_time_requested` that they aren't."""

    language_chosen = Signal(str)
    left = Signal()
    more_time_requested = Signal()

    def __init__(
        self,
        *,
        flow: KioskFlow,
        languages: Languages,
        settings: Settings,
        is_unnoticed: Callable[[], bool],
        takes_names: Callable[[], bool],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        """`takes_names` says whether the server takes a host's name in the place of an id."""
        super().__init__(parent)
        self._flow = flow
        self._languages = languages
        self._settings = settings
        self._is_unnoticed = is_unnoticed
        self._takes_names = takes_names
        self._tasks = tasks

    def page(self, step: Step, sizes: Sizes) -> StepPage:
        """Any but the site's questions and its terms, which have to be read first."""
        match step:
            case Step.FOUND:
                return self._confirmation(sizes)
            case Step.COMPANIONS:
                return self._companions(sizes)
            case Step.HOST:
                return self._host(sizes)
            case Step.DONE | Step.GOODBYE | Step.CALLED | Step.DELIVERED | Step.SORRY:
                return self._last(step, sizes)
            case _:
                return self._question(step, sizes)

    def terms(self, text: Text, sizes: Sizes) -> TermsPage:
        session = self._flow.session
        turn = signer(session) if session else None
        page = TermsPage(text, sizes=sizes, signer=turn.name if turn else "")
        page.signed.connect(self._flow.sign)
        return page

    def site_question(self, turn: Turn, sizes: Sizes) -> StepPage:
        session, question = self._flow.session, turn.question
        before = answer(session, turn) if session else ""
        asked: Words = SiteWords(question.asked)
        if turn.name:
            asked = Words("{name}: {question}", name=turn.name, question=asked)
        page: QuestionPage | OptionsPage
        if question.kind is QuestionKind.TEXT:
            page = QuestionPage(site_question(asked, required=question.required), typed=before, sizes=sizes)
        else:
            page = OptionsPage(asked, options_of(question), chosen=before, required=question.required, sizes=sizes)
        page.answered.connect(self._flow.reply)
        return page

    def card(self, own: OwnVisit, sizes: Sizes) -> VisitCard:
        """With the language of the invitation, when it is another one that the kiosk speaks."""
        code = own.visit.language if own.visit else ""
        offered = code if code in self._languages.offered and code != self._languages.code else ""
        words = self._languages.translation(offered, IN_THIS_LANGUAGE.source) if offered else ""
        return VisitCard(own, offered=offered, offer=words, sizes=sizes)

    def _host(self, sizes: Sizes) -> HostPage:
        session = self._flow.session
        page = HostPage(
            find=self._flow.find_hosts,
            takes_names=self._takes_names(),
            delivery=session is not None and session.errand is Errand.DELIVERY,
            tasks=self._tasks,
            sizes=sizes,
        )
        page.chosen.connect(self._flow.choose_host)
        page.reception_called.connect(self._flow.call_reception)
        page.left_at_desk.connect(self._flow.leave_at_desk)
        return page

    def _question(self, step: Step, sizes: Sizes) -> QuestionPage:
        session = self._flow.session
        assert session is not None
        assert step in QUESTIONS
        scans = self._settings.kiosk_scanner
        asked = question_of(step, session.errand, scans=scans)
        page = QuestionPage(asked, typed=session.answer(step), sizes=sizes)
        page.answered.connect(self._flow.answer)
        page.reopened.connect(self._flow.reopen)
        self._follow(page)
        return page

    def _companions(self, sizes: Sizes) -> CompanionsPage:
        session = self._flow.session
        assert session is not None
        page = CompanionsPage(others(session), ticked={one.key for one in session.companions}, sizes=sizes)
        page.ticked.connect(self._flow.tick)
        page.finished.connect(self._flow.go_on_together)
        return page

    def _confirmation(self, sizes: Sizes) -> ConfirmationPage:
        session = self._flow.session
        assert session is not None
        assert session.own is not None
        page = ConfirmationPage(self.card(session.own, sizes), sizes=sizes)
        self._follow(page)
        return page

    def _follow(self, page: QuestionPage | ConfirmationPage) -> None:
        page.confirmed.connect(self._flow.confirm)
        page.denied.connect(self._flow.deny)
        page.language_chosen.connect(self.language_chosen)

    def _last(self, step: Step, sizes: Sizes) -> StepPage:
        session = self._flow.session
        page: OutcomePage
        if step is Step.DONE and session and session.visit:
            page = self._checked_in(session.visit, sizes, session)
            if session.printed is not None:
                page.show_badge(session.printed)
        elif step is Step.DELIVERED and session and session.delivery:
            page = DeliveredPage(session.delivery, sizes=sizes)
        else:
            page = _PLAIN.get(step, SorryPage)(sizes=sizes)
        page.done.connect(self.left)
        page.more_time_requested.connect(self.more_time_requested)
        return page

    def _checked_in(self, visit: VisitRow, sizes: Sizes, session: VisitorSession) -> DonePage:
        name, password = self._settings.wifi_name, self._settings.wifi_password
        return DonePage(
            visit,
            waiting=self._settings.kiosk_waiting,
            prints=len(session.arrived) if self._flow.prints else 0,
            people=len(session.companions) + 1,
            wifi=Wifi(name, password) if name else None,
            unnoticed=self._is_unnoticed(),
            sizes=sizes,
        )
