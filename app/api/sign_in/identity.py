"""Who signs in, and what calls are authorized by. No httpx in here: settings are read before that is imported."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct


class Identity(Struct, frozen=True):
    """A user and the client, which is a program's registration at the server, through which the user signs in. A text
    that isn't known is ""."""

    client_id: str
    client_secret: str
    user_name: str
    password: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no word of a server may show."""
        return tuple(filter(None, (self.client_secret, self.password)))

    @property
    def is_whole(self) -> bool:
        return all((self.client_id, self.client_secret, self.user_name, self.password))


ReadIdentity = Callable[[], Awaitable[Identity]]
"""Read at each sign-in: nobody's password stays in memory, and after a sign-out there is none."""

KeepToken = Callable[[str], Awaitable[object]]


async def nowhere(token: str) -> None:
    """Keeps nothing."""


class Access(Struct, frozen=True):
    """What calls are authorized by: a `token`, "" for none, and for a user who signs in the `identity` that another one
    is had with when the server takes this no more. `keep` is called with that other one."""

    token: str = ""
    identity: ReadIdentity | None = None
    keep: KeepToken = nowhere
