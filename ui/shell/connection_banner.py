"""What the banner says of the server: it comes by itself, and goes by itself when the server answers again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.errors import FoyerError, NoAnswer, SignInNeeded, Unreachable
from app.services.connection import Connection, ConnectionState
from app.services.site import Site
from ui.widgets.banner import Action, Banner
from ui.wording.messages import error_words, offline_words

_TOPIC = "connection"


class ConnectionBanner:
    """Shares the window's one banner."""

    def __init__(
        self,
        banner: Banner,
        *,
        connection: Connection,
        site: Site,
        show_waiting: Callable[[], None],
        show_settings: Callable[[], None],
        try_now: Callable[[], None],
    ) -> None:
        self._banner = banner
        self._connection = connection
        self._site = site
        self._when_offline = (Action("Show waiting", show_waiting), Action("Try now", try_now))
        self._when_unknown = (Action("Settings", show_settings),)
        self._since: datetime | None = None
        self._words = ""
        self._aside = False
        connection.on_change(self._on_change)

    def tell(self, error: FoyerError) -> bool:
        """Says it when it is about the connection, and still so; False when it is about something else."""
        match error:
            case Unreachable() | NoAnswer():
                self._say_state()  # meanwhile the server may have answered something else
            case SignInNeeded():
                self._say_unsigned(error)
            case _:
                return False
        return True

    def set_aside(self, aside: bool) -> None:
        """While a screen is shown that tells of the connection itself, the banner needn't."""
        self._aside = aside
        if aside:
            self._take_back()
        else:
            self._say_state()

    def _on_change(self) -> None:
        """Also what nobody asked for here shows how it stands with the server."""
        if self._connection.state is not ConnectionState.OFFLINE:
            self._since = None
        if not self._say_state():
            self._take_back()

    def _say_state(self) -> bool:
        """Gives False where there is nothing to say."""
        if self._connection.state is ConnectionState.OFFLINE:
            self._say_offline()
            return True
        if unsigned := self._connection.unsigned:
            if not self._aside:
                self._say_unsigned(unsigned)
            return True
        return False

    def _say_unsigned(self, error: SignInNeeded) -> None:
        self._say(error_words(error), kind="error", actions=self._when_unknown)

    def _say_offline(self) -> None:
        self._since = self._since or self._site.now()
        if not self._aside:
            words = offline_words(self._site.local(self._since), self._site.today(), self._connection.fault)
            self._say(words, kind="waiting", actions=self._when_offline)

    def _say(self, words: str, *, kind: str, actions: tuple[Action, ...]) -> None:
        """What was said already isn't said again, even when it was closed: nobody is told the same every few
        seconds."""
        if words != self._words or self._banner.says(_TOPIC):
            self._words = words
            self._banner.say(words, kind=kind, actions=actions, topic=_TOPIC)

    def _take_back(self) -> None:
        self._banner.take_back(_TOPIC)
        self._words = ""
