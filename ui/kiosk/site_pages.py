"""What the site itself has its visitors answer and sign: read from its files first, and then shown."""

from __future__ import annotations

import logging

from app.errors import FoyerError
from app.services.kiosk.site_questions import SiteQuestions
from app.services.kiosk.terms import Terms
from ui.kiosk.flow.flow import KioskFlow
from ui.kiosk.flow.visitor_session import Step
from ui.kiosk.kit.languages import Languages
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.loading_page import LoadingPage
from ui.kiosk.pages.pages import Pages
from ui.kiosk.window import KioskWindow
from ui.tasks import Tasks

log = logging.getLogger(__name__)

STEPS = (Step.SITE_QUESTION, Step.TERMS)


class SitePages:
    """What should be there and can't be read can't be skipped: then the visitor is sent to the desk."""

    def __init__(
        self,
        *,
        window: KioskWindow,
        flow: KioskFlow,
        pages: Pages,
        questions: SiteQuestions,
        terms: Terms,
        languages: Languages,
        tasks: Tasks,
    ) -> None:
        self._window = window
        self._flow = flow
        self._pages = pages
        self._questions = questions
        self._terms = terms
        self._languages = languages
        self._tasks = tasks

    def show(self, step: Step, sizes: Sizes) -> None:
        """One of STEPS. The questions of a visit are read once, before the first of them."""
        if step is Step.SITE_QUESTION and (turn := self._flow.turn):
            self._window.show_page(self._pages.site_question(turn, sizes))
            return
        self._window.show_page(LoadingPage(sizes=sizes))
        reading = self._show_terms(sizes) if step is Step.TERMS else self._show_question(sizes)
        self._tasks.start(reading, on_error=self._on_unread)

    async def _show_question(self, sizes: Sizes) -> None:
        waiting, questions = self._window.page, await self._questions.all()
        if self._window.page is not waiting or self._flow.session is None:  # the visitor went away
            return
        self._flow.session.questions = questions
        if turn := self._flow.turn:
            self._window.show_page(self._pages.site_question(turn, sizes))

    async def _show_terms(self, sizes: Sizes) -> None:
        waiting, code = self._window.page, self._languages.code
        text = await self._terms.in_language(code)
        if self._window.page is not waiting:  # the visitor went on, or chose another language
            return
        if text is None:
            self._flow.cannot_go_on()
        else:
            self._window.show_page(self._pages.terms(text, sizes))

    def _on_unread(self, error: FoyerError) -> None:
        log.error("What the site asks can't be shown: %s", error)
        if isinstance(self._window.page, LoadingPage):
            self._flow.cannot_go_on()
