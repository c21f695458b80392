"""How the kiosks are. These calls are our own desk server's alone; other servers answer 404 or 405."""

from __future__ import annotations

from collections.abc import Iterable

from app.api.address import segment
from app.api.answers import read_object
from app.api.client import Client
from app.models.objects.kiosk import KioskList
from app.models.objects.kiosk_trouble import Caller, Trouble
from app.models.objects.reading import Reader

PATH = "/vm/kiosks"
CALLS = "/vm/calls"


class KioskCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for.

    A server that has no such calls answers 404 or 405: Refused.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(KioskList, "list of kiosks")

    async def report(self, name: str, troubles: Iterable[Trouble]) -> None:
        """The kiosk of that name says what is wrong with it; no troubles means that all is well."""
        await self._client.put(f"{PATH}/{segment(name)}", {"troubles": [trouble.value for trouble in troubles]})

    async def all(self) -> KioskList:
        """Every kiosk that the server heard lately, in its order, and who waits at one for the reception."""
        return read_object(await self._client.get(PATH), self._reader)[0]

    async def remove(self, name: str) -> None:
        """The kiosk of that name is one no more: the server forgets it, and its silence means nothing."""
        await self._client.delete(f"{PATH}/{segment(name)}")

    async def call_reception(self, call: str, kiosk: str, caller: Caller) -> None:
        """A visitor at the kiosk of that name waits for somebody. `call` is an id for it: said twice it is one call."""
        body = {"kiosk": kiosk, "name": caller.name, "company": caller.company, "host": caller.host}
        delivery = {"delivery": True} if caller.is_delivery else {}  # an older server of ours refuses the word
        await self._client.put(f"{CALLS}/{segment(call)}", body | delivery)

    async def answer(self, call: str) -> None:
        """Somebody goes there: no desk hears of the call with that id any more."""
        await self._client.delete(f"{CALLS}/{segment(call)}")
