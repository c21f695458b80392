"""Leads the kiosk to one of its screens for a picture, as a visitor of today would go there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from app.models.visit_row import Status, VisitRow
from ui.compose.kiosk import KioskApp
from ui.kiosk.flow.visitor_session import Errand, Step
from ui.kiosk.signing.page import TermsPage

Until = Callable[[Callable[[], bool]], Awaitable[None]]


async def posed(running: KioskApp, page: str, until: Until) -> None:
    """`page` is the command line's word: "kiosk" is the first screen."""
    visiting = running.visiting
    match page:
        case "kiosk-find":
            visiting.begin(Errand.MEETING)
        case "kiosk-found":
            await _search(running, Errand.MEETING, _due(running), until)
        case "kiosk-terms" if not running.asks_to_sign:
            running.failure = "there are no terms to sign; kiosk_terms names the folder with them."
        case "kiosk-terms":
            await _search(running, Errand.MEETING, _due(running), until)
            await _confirmed(running, Step.TERMS, until)
            await until(lambda: isinstance(running.window.page, TermsPage))  # its text is read first
        case "kiosk-done":
            await _search(running, Errand.MEETING, _due(running), until)
            await _confirmed(running, Step.DONE, until)
        case "kiosk-host":
            visiting.begin(Errand.WALK_IN)
            visiting.answer("Lovelace")
            visiting.answer("Ada")
            while visiting.step is not Step.HOST:
                visiting.answer("")
        case "kiosk-goodbye":
            name = _due(running)
            await _search(running, Errand.MEETING, name, until)
            await _confirmed(running, Step.DONE, until)
            await _search(running, Errand.LEAVING, name, until)
            await _confirmed(running, Step.GOODBYE, until)
        case "kiosk-sorry":
            visiting.begin(Errand.MEETING)
            visiting.cannot_go_on()


def _due(running: KioskApp) -> str:
    """The last name of the first of today's visitors who is due and has it alone."""
    services = running.services
    day = services.day.rows_now(services.site.today())
    names = [one.last_name for one in (day.visits if day else ()) if one.invited and _is_due(running, one)]
    return next(name for name in names if names.count(name) == 1)


def _is_due(running: KioskApp, visit: VisitRow) -> bool:
    return visit.status(running.services.site.now()) in (Status.EXPECTED, Status.LATE)


async def _search(running: KioskApp, errand: Errand, name: str, until: Until) -> None:
    visiting = running.visiting
    visiting.begin(errand)
    assert running.window.page is not None
    assert running.window.page.field is not None
    running.window.page.field.setText(name)
    visiting.answer(name)
    await until(lambda: bool(visiting.entered and visiting.entered.own))


async def _confirmed(running: KioskApp, step: Step, until: Until) -> None:
    """Goes on, without an answer to what may be left empty, to that step."""
    visiting = running.visiting
    visiting.confirm()
    while visiting.step in (Step.COMPANY, Step.MOBILE):
        visiting.answer("")
    await until(lambda: visiting.step is step)
