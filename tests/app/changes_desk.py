"""Servers of ours and of a vendor's at which meetings are changed, and what somebody else does there."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import httpx

from app.api.api import Api
from app.api.client import Client
from app.models.meetings.server_meeting import server_meeting
from tests.faults import FaultyServer
from tests.vendor_server import VendorServer

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 15)


def wished(title: str = "Audit", **different: Any) -> dict[str, Any]:
    """The body of a meeting of today, with two visitors."""
    return {
        "title": title,
        "startAt": "2026-03-12T10:00:00+01:00",
        "endAt": "2026-03-12T11:00:00+01:00",
        "hostId": "Sofia Marchetti",
        "checkinNotificationUsers": [],
        "checkoutNotificationUsers": [],
        "visitors": [visitor("Ada", "Lovelace"), visitor("Charles", "Babbage")],
    } | different


def visitor(first: str, last: str, **different: Any) -> dict[str, Any]:
    texts = dict.fromkeys(
        ("email", "phone", "mobile", "companyName", "function", "language", "licensePlate", "about"), ""
    )
    names = {"firstName": first, "lastName": last}
    return names | texts | {"smsReminder": 0, "mailReminder": 0} | different


class Vendor(VendorServer):
    """One that isn't ours."""

    is_own = False

    def close(self) -> None:
        """There is nothing to let go of."""

    async def api(self, line: httpx.AsyncBaseTransport | None = None) -> Api:
        async def no_sleep(seconds: float) -> None:
            return None

        client = Client(
            server="http://desk",
            prefix="/app/{companyId}",
            company_id="CO-DESK",
            token="",
            transport=line or self.transport,
            sleep=no_sleep,
        )
        return Api.over(client)

    def forget_faults(self) -> None:
        self._faults.clear()

    async def invite(self, body: dict[str, Any]) -> str:
        """Somebody else makes a meeting. Gives its id."""
        return self.make(body)

    async def edit(self, identity: str, **different: Any) -> None:
        """Somebody else changes it; the names are those of an answer."""
        self.change(identity, **different)

    async def take_back(self, identity: str) -> None:
        """Somebody else cancels it."""
        del self.meetings[identity]

    async def one(self, identity: str) -> dict[str, Any]:
        return self.meetings[identity]

    async def standing(self) -> list[dict[str, Any]]:
        """What takes place, each time for itself, in order."""
        return sorted(self.listed(FIRST, LAST), key=lambda one: (one["startAt"], one["id"]))


class Own(FaultyServer):
    """Our own desk server. Faults are told as those of a vendor's."""

    is_own = True

    async def invite(self, body: dict[str, Any]) -> str:
        return await self.make("/vm/meetings", body)

    async def edit(self, identity: str, **different: Any) -> None:
        body = server_meeting(json.dumps(await self.one(identity)).encode()).body | different
        await self._written("PUT", f"/vm/meetings/{identity}", body)

    async def take_back(self, identity: str) -> None:
        await self._written("DELETE", f"/vm/meetings/{identity}")

    async def one(self, identity: str) -> dict[str, Any]:
        found: dict[str, Any] = await self.asked(f"/vm/meetings/{identity}", {})
        return found

    async def standing(self) -> list[dict[str, Any]]:
        listed = await self.asked("/vm/meetings", {"from": FIRST.isoformat(), "to": LAST.isoformat()})
        return sorted(listed, key=lambda one: (datetime.fromisoformat(one["startAt"]), one["id"]))

    async def _written(self, method: str, path: str, body: dict[str, Any] | None = None) -> None:
        answer = await self.by_another(method, path, body)
        assert answer.is_success, answer.text


SERVERS = {"a vendor's": Vendor, "ours": Own}
