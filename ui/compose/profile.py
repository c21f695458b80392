"""What a desk stands on."""

from __future__ import annotations

import tempfile
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.settings import Settings
from app.system.credentials import Credentials


class Profile(Struct, frozen=True):
    """Its settings, the file they are kept in, its data folder and its credentials. `system_settings` is the file of
    everybody on this PC, which is only read; None when there is no such place.

    `kiosk` says that visitors serve themselves here now: staff may open the desk on a kiosk for a while, with `problem`
    at the form of a ticket about this place. `real` is the profile of the desk that a sample day stands in the place
    of, None when this is that desk.
    """

    settings: Settings
    settings_file: Path
    data_folder: Path
    credentials: Credentials
    kiosk: bool = False
    problem: bool = False
    system_settings: Path | None = None
    real: Profile | None = None

    @property
    def sample(self) -> bool:
        """Whether this is a throw-away desk on a throw-away server with a lifelike day."""
        return self.real is not None

    @property
    def own_server(self) -> bool:
        """Whether the other end is our own desk server, in this process: it has words and ways of its own."""
        return self.settings.embedded or self.sample

    @property
    def mails(self) -> bool:
        """Whether hosts are told by mail: of a made-up day nobody is."""
        return self.settings.mails and not self.sample

    @property
    def server_key(self) -> str:
        """What tells this server's rows in the store from another's."""
        return self.settings.server.rstrip("/").lower() if not self.own_server else "embedded"


def sample_of(real: Profile) -> Profile:
    """A sample day in the place of that desk: all that it writes, settings and secrets included, goes into a new folder
    of its own, which goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="foyer-sample-"))
    return replace(
        real,
        settings_file=folder / "foyer.toml",
        data_folder=folder,
        credentials=Credentials(folder, keyring=False),
        system_settings=None,
        real=real,
    )
