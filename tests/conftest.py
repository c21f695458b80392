"""What every test needs: no real screen, no real keyring, no settings of the person who runs the tests."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.post_office import PostOffice

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
for name in [name for name in os.environ if name.startswith("FOYER_")]:
    del os.environ[name]
os.environ["XDG_CONFIG_DIRS"] = "/nowhere"  # nor those of everybody on this PC


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    """A mail server that takes mails without a sign-in."""
    from tests.post_office import PostOffice  # its libraries are for the tests that ask for it

    office = PostOffice()
    await office.open()
    yield office
    await office.close()
