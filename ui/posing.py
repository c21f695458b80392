"""Leads the kiosk to one of its screens for a picture, as a visitor of today would go there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from app.services.visit import Status, Visit
from ui.compose.kiosk import RunningKiosk
from ui.kiosk.entered import Errand, Step

Until = Callable[[Callable[[], bool]], Awaitable[None]]


async def posed(running: RunningKiosk, page: str, until: Until) -> None:
    """`page` is the command line's word: "kiosk" is the first screen."""
    visiting = running.visiting
    match page:
        case "kiosk-find":
            visiting.begin(Errand.MEETING)
        case "kiosk-found":
            await _found(running, Errand.MEETING, until)
        case "kiosk-terms" | "kiosk-done":
            await _found(running, Errand.MEETING, until)
            visiting.confirm()
            await until(lambda: visiting.step is not Step.LAST_NAME)
            while visiting.step in (Step.COMPANY, Step.MOBILE):
                visiting.answer("")
            if page == "kiosk-done":
                await until(lambda: visiting.step is Step.DONE)
        case "kiosk-host":
            visiting.begin(Errand.WALK_IN)
            visiting.answer("Lovelace")
            visiting.answer("Ada")
            while visiting.step is not Step.HOST:
                visiting.answer("")
        case "kiosk-goodbye":
            await _found(running, Errand.LEAVING, until)
            visiting.confirm()
            await until(lambda: visiting.step is Step.GOODBYE)
        case "kiosk-sorry":
            visiting.begin(Errand.MEETING)
            visiting.cannot_go_on()


async def _found(running: RunningKiosk, errand: Errand, until: Until) -> None:
    """The first of today's visitors who is due, or in."""
    visiting, wanted = running.visiting, (Status.EXPECTED, Status.LATE)
    if errand is Errand.LEAVING:
        wanted = (Status.ON_SITE, Status.ON_SITE)

    def names() -> list[str]:
        return [visit.visitor.lastname for visit in _today(running, wanted) if visit.visitor]

    await until(lambda: any(names().count(name) == 1 for name in names()))
    visiting.begin(errand)
    name = next(name for name in names() if names().count(name) == 1)
    assert running.window.page is not None
    assert running.window.page.field is not None
    running.window.page.field.setText(name)
    visiting.answer(name)
    await until(lambda: bool(visiting.entered and visiting.entered.own))


def _today(running: RunningKiosk, wanted: tuple[Status, Status]) -> list[Visit]:
    services = running.services
    day = services.day.present(services.site.today())
    return [visit for visit in day.visits if visit.status(services.site.now()) in wanted] if day else []
