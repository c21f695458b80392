"""What a desk stands on."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from app.settings import Settings
from app.system.credentials import Credentials


class Profile(Struct, frozen=True):
    """Its settings, the file they are kept in, its data folder and its credentials. `system_settings` is the file of
    everybody on this PC, which is only read; None when there is no such place.

    `sample` puts a throw-away server with a lifelike day, and a throw-away store, in the place of its own. `kiosk` says
    that visitors serve themselves here now: staff may open the desk on a kiosk for a while.
    """

    settings: Settings
    settings_file: Path
    data_folder: Path
    credentials: Credentials
    sample: bool = False
    kiosk: bool = False
    system_settings: Path | None = None

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
