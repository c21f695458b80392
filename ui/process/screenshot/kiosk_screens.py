"""Leads the kiosk to one of its screens for a picture, as a visitor of today would go there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from app.models.visit_row import Status, VisitRow
from ui.compose.kiosk import KioskApp
from ui.kiosk.flow.visitor_session import Errand, Step
from ui.kiosk.pages.loading_page import LoadingPage
from ui.kiosk.signing.page import TermsPage

Until = Callable[[Callable[[], bool]], Awaitable[None]]


async def go_to_screen(running: KioskApp, page: str, until: Until) -> None:
    """`page` is the command line's word: "kiosk" is the first screen."""
    flow = running.flow
    match page:
        case "kiosk-find":
            flow.begin(Errand.MEETING)
        case "kiosk-found":
            await _search(running, Errand.MEETING, _due(running), until)
        case "kiosk-terms" if Step.TERMS not in running.site_steps:
            running.failure = "there are no terms to sign; kiosk_terms names the folder with them."
        case "kiosk-question" if Step.SITE_QUESTION not in running.site_steps:
            running.failure = "there are no questions; kiosk_questions names the file with them."
        case "kiosk-question":
            await _search(running, Errand.MEETING, _due(running), until)
            await _confirmed(running, Step.SITE_QUESTION, until)
            await until(lambda: not isinstance(running.window.page, LoadingPage))
        case "kiosk-terms":
            await _search(running, Errand.MEETING, _due(running), until)
            await _confirmed(running, Step.TERMS, until)
            await until(lambda: isinstance(running.window.page, TermsPage))  # its text is read first
        case "kiosk-done":
            await _search(running, Errand.MEETING, _due(running), until)
            await _confirmed(running, Step.DONE, until)
        case "kiosk-host":
            flow.begin(Errand.WALK_IN)
            flow.answer("Lovelace")
            flow.answer("Ada")
            while flow.step is not Step.HOST:
                flow.answer("")
        case "kiosk-goodbye":
            name = _due(running)
            await _search(running, Errand.MEETING, name, until)
            await _confirmed(running, Step.DONE, until)
            await _search(running, Errand.LEAVING, name, until)
            await _confirmed(running, Step.GOODBYE, until)
        case "kiosk-sorry":
            flow.begin(Errand.MEETING)
            flow.cannot_go_on()


def _due(running: KioskApp) -> str:
    """The last name of the first of today's visitors who is due and has it alone."""
    services = running.services
    day = services.day.rows_now(services.site.today())
    names = [one.last_name for one in (day.visits if day else ()) if one.invited and _is_due(running, one)]
    return next(name for name in names if names.count(name) == 1)


def _is_due(running: KioskApp, visit: VisitRow) -> bool:
    return visit.status(running.services.site.now()) in (Status.EXPECTED, Status.LATE)


async def _search(running: KioskApp, errand: Errand, name: str, until: Until) -> None:
    flow = running.flow
    flow.begin(errand)
    assert running.window.page is not None
    assert running.window.page.field is not None
    running.window.page.field.setText(name)
    flow.answer(name)
    await until(lambda: bool(flow.session and flow.session.own))


async def _confirmed(running: KioskApp, step: Step, until: Until) -> None:
    """Goes on, without an answer to what may be left empty, to that step."""
    flow = running.flow
    flow.confirm()
    while flow.step in (Step.COMPANY, Step.MOBILE, Step.PLATE):
        flow.answer("")
    await until(lambda: flow.step is step)
