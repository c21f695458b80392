"""What every test needs: no real screen, no real keyring, no settings of the person who runs the tests."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.post_office import PostOffice
    from tests.server.postgresql import OwnDatabase
    from tests.site_program import SiteProgram

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
for name in [name for name in os.environ if name.startswith("FOYER_")]:
    del os.environ[name]
os.environ["XDG_CONFIG_DIRS"] = "/nowhere"  # nor those of everybody on this PC

# Each of the many processes that the tests start would compile every library anew: that takes longer than the rest.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_xdist_auto_num_workers() -> int:
    """What is asked for, else two for each core: a test waits for the disk and for other processes through nearly half
    of its time."""
    return int(os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS", 2 * (os.cpu_count() or 1)))


def pytest_collection_finish() -> None:
    """What is there by now stays: the modules, and thousands of tests. Whoever collects garbage needn't go through it
    each time."""
    if "app.server.storage.database" in sys.modules:
        from app.server.storage import database
        from tests.server_statements import engine_that_knows_statements

        database.create_engine = engine_that_knows_statements  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()


@pytest.fixture
async def program() -> AsyncIterator[SiteProgram]:
    """A program of the site's own that is told of what happens."""
    from tests.site_program import SiteProgram

    program = SiteProgram()
    server = await program.open()
    yield program
    server.close()


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    """A mail server that takes mails without a sign-in."""
    from tests.post_office import PostOffice  # its libraries are for the tests that ask for it

    office = PostOffice()
    await office.open()
    yield office
    await office.close()


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[OwnDatabase]:
    """On the tests' own PostgreSQL. What the test before wrote is still there."""
    from tests.server import postgresql

    of_worker = tmp_path_factory.getbasetemp()
    with postgresql.shared(of_worker if worker_id == "master" else of_worker.parent) as cluster:
        database = postgresql.OwnDatabase(cluster)
        yield database
        database.connection.close()


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """Of a database of the desk server with nothing in it: SQLite in memory, or the one that EACH_DATABASE names."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return "sqlite://"
    database: OwnDatabase = request.getfixturevalue("own_database")
    database.forget_rows()
    return database.url
