"""Tests here run on Qt's own event loop, with real widgets on no screen."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytestqt.plugin
import qasync
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.api.sign_in.identity import Access
from app.errors import FoyerError
from app.models.notices.ways import Ways
from app.services.calendars.copies import CalendarCopies
from app.services.desk_services import DeskServices, desk_services
from app.services.site import Site
from app.settings import Settings
from app.store.account import account_of
from app.store.database import Database
from app.system.credentials import Credentials
from tests.fake_server import FakeServer
from ui.compose.connect import open_sample, open_server
from ui.compose.desk import DeskApp
from ui.compose.profile import Profile, sample_of
from ui.pages.today.page import TodayPage
from ui.reception.calendars.copying import CalendarCopying
from ui.reception.changes.meeting_actions import MeetingActions
from ui.reception.check_in_actions import CheckInActions
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from tests.ui.doors import Doors

NOON = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
"""The moment at which these tests happen: 09:42 in Brussels, on the mock-ups' own day."""


MANY_OBJECTS = 100_000


def all_but_timers() -> None:
    """What pytest-qt lets happen before and after a test, without Qt's timers: with them, steps of coroutines would
    run outside of the loop that they belong to."""
    if application := QApplication.instance():
        application.processEvents(QEventLoop.ProcessEventsFlag.X11ExcludeTimers)


pytestqt.plugin._process_events = all_but_timers


class Clock:
    """The time in the tests of a window: it moves only when a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def pytest_asyncio_loop_factories(
    config: object, item: object
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"qt": qt_loop}


class OnlyWhileItRuns(qasync.QEventLoop):  # type: ignore[misc]
    """It ends by its own future alone. Qt's loop is also ended by what was queued for an earlier one, such as the stop
    of a future that was done as something else ended the loop.

    qasync's own turns Qt once more after it has stopped, and a coroutine that is stepped on then has no loop.
    """

    def run_until_complete(self, future: Awaitable[Any]) -> Any:
        task = asyncio.ensure_future(future, loop=self)
        task.add_done_callback(lambda done: self.stop())
        while not task.done():
            self.run_forever()
        return task.result()


def qt_loop() -> asyncio.AbstractEventLoop:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)  # as the program does; else a quit may end the next test's
    return OnlyWhileItRuns(application)


Eventually = Callable[[Callable[[], object]], Awaitable[None]]


async def eventually(true: Callable[[], object]) -> None:
    """Lets the loop run until `true()` is, and fails when that takes longer than any machine should need.

    Not qtbot.waitUntil: inside a coroutine it nests the loop and hangs.
    """
    for _ in range(3000):
        if true():
            for _ in range(3):  # what follows at once, such as the pane beside a row, is drawn by then
                await asyncio.sleep(0)
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"it never became true: {true}")


@pytest.fixture(name="eventually")
def _eventually() -> Eventually:
    return eventually


@pytest.fixture(scope="session")
def _theme(qapp: QApplication) -> Theme:
    """One for all tests: putting the look on an application costs more than most of them."""
    return Theme(application=qapp, scheme="light", text_scale=1.0)


@pytest.fixture
def theme(_theme: Theme) -> Iterator[Theme]:
    yield _theme
    _theme.change(scheme="light", text_scale=1.0)


def copies_of(desk: DeskServices) -> CalendarCopies:
    return CalendarCopies(
        changes=desk.meeting_changes,
        day=desk.day,
        origins=desk.calendar_origins,
        contacts=desk.contacts,
        site=desk.site,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(clock: Clock) -> Site:
    return Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="UTC", clock=clock)


@pytest.fixture
def told() -> list[FoyerError]:
    """The errors that a page passed on to the banner."""
    return []


@pytest.fixture
async def tasks(told: list[FoyerError]) -> AsyncIterator[Tasks]:
    """Fails the test when a coroutine ends with a bug."""
    bugs: list[Exception] = []
    tasks = Tasks(lambda error: told.append(error) if isinstance(error, FoyerError) else bugs.append(error))
    yield tasks
    await tasks.cancel()
    assert bugs == []


@pytest.fixture(autouse=True, scope="session")
def _no_collection_on_a_thread() -> Iterator[None]:
    """As in the desk itself: a cycle that holds a Qt object would be destroyed on the thread that collects it."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collection_on_this_thread() -> Iterator[None]:
    yield
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause between two tries is real time, and these tests look at what comes after it."""
    monkeypatch.setattr("app.api.client.FIRST_PAUSE", 0.0)


@pytest.fixture(autouse=True)
def _no_real_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A badge of the tests comes out of nobody's printer: nothing listens there."""
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")


@pytest.fixture
def pc_zone() -> Iterator[Callable[[str], None]]:
    """Sets the PC's own zone, which nothing that is shown may depend on."""
    before = os.environ.get("TZ")

    def set_zone(name: str | None) -> None:
        os.environ.pop("TZ", None)
        if name:
            os.environ["TZ"] = name
        time.tzset()

    yield set_zone
    set_zone(before)


@pytest.fixture
def server() -> FakeServer:
    """Another vendor's, which is never told of arrivals, unless a test makes it our own by `is_desk_server`."""
    return FakeServer()


OpenToday = Callable[..., Awaitable[TodayPage]]


@pytest.fixture
def behind_today() -> list[DeskServices]:
    """What stands behind the pages that `open_today` opened, in their order."""
    return []


@pytest.fixture
async def open_today(
    server: FakeServer, site: Site, tasks: Tasks, theme: Theme, tmp_path: Path, behind_today: list[DeskServices]
) -> AsyncIterator[OpenToday]:
    """Opens *Today* in a window of its own, on the fake server or on the sample day of the real desk server.

    The pages of one test share a store, as those of one desk do after a restart. Errors that would go to the banner are
    gathered in `told`.
    """
    pages: list[TodayPage] = []

    async def open_page(*, sample: bool = False, on: date | None = None, first_start: bool = False) -> TodayPage:
        settings = Settings(server="https://api.example.com", company="CO-C202")
        opener = (
            partial(open_sample, Settings(), site)
            if sample
            else partial(open_server, settings, Access("t"), lambda: way)
        )
        desk = desk_services(database, profile, site=site, opener=opener)
        site.on_change(lambda: tasks.start(desk.lists.move_site(site.zone.key, site.late)))
        behind_today.append(desk)
        page = TodayPage(
            day=desk.day,
            other_days=desk.other_days,
            period_visits=desk.period_visits,
            check_in_actions=CheckInActions(
                arrivals=desk.arrivals, day=desk.day, host_notices=desk.host_notices, site=site, tasks=tasks
            ),
            meeting_actions=MeetingActions(
                changes=desk.meeting_changes,
                invitations=desk.invitations,
                site=site,
                ways=Ways,
                copying=CalendarCopying(copies=lambda: copies_of(desk), tasks=tasks),
                tasks=tasks,
                theme=theme,
                window=lambda: pages[-1],
            ),
            signatures_of=desk.signatures.of,
            answers_of=desk.visitor_answers.of,
            history=desk.visitor_history,
            notices=desk.notices,
            site=site,
            tasks=tasks,
            theme=theme,
            first_start=first_start,
            on=on,
        )
        pages.append(page)
        page.resize(1100, 700)
        page.show()
        page.open()
        return page

    way = server.transport
    database = Database(tmp_path / "foyer.sqlite3")
    profile = account_of(database, "https://api.example.com", "CO-C202")
    yield open_page
    database.changed.clear()
    await tasks.cancel()
    for desk in behind_today:
        await desk.close()
    database.close()
    for page in pages:
        page.deleteLater()


OpenDesk = Callable[..., DeskApp]

ON_A_SERVER = Settings(server="https://api.example.com", company="CO-C202", desk_name="Desk 1")


@pytest.fixture
async def open_desk(
    server: FakeServer, theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path
) -> AsyncIterator[OpenDesk]:
    """Opens the whole desk, on the fake server unless its settings say otherwise; its files are in `tmp_path`."""
    desks: list[DeskApp] = []
    qapp.setQuitOnLastWindowClosed(False)  # as the program does: it ends when the desk has put itself away

    def open_one(
        settings: Settings = ON_A_SERVER,
        *,
        sample: bool = False,
        problem: bool = False,
        over: httpx.AsyncBaseTransport | None = server.transport,
    ) -> DeskApp:
        profile = Profile(
            settings,
            tmp_path / "foyer.toml",
            tmp_path,
            Credentials(tmp_path),
            problem=problem,
            system_settings=tmp_path / "system.toml",
        )
        if sample:
            profile = sample_of(profile)
        desk = DeskApp(application=qapp, profile=profile, theme=theme, now=clock, make_transport=lambda: over)
        desks.append(desk)
        desk.show()
        return desk

    yield open_one
    for desk in desks:
        if isValid(desk.window):
            await desk.close()


@pytest.fixture
async def house(theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path, url: str) -> AsyncIterator[Doors]:
    """Desks at several doors with one server, in which nothing is; its database is what EACH_DATABASE names."""
    from tests.ui.doors import doors  # which asks this module for its clock

    async with doors(theme, clock, tmp_path, qapp, database=url) as house:
        yield house
