"""A desk without a window at which meetings of the server's are changed, before a server of ours or a vendor's."""

from __future__ import annotations

from typing import Any

import httpx

from app.api.api import Api
from app.api.client import Client
from tests.vendor_server import VendorServer


def wished(title: str = "Audit", **different: Any) -> dict[str, Any]:
    """The body of a meeting of today, with two visitors."""
    visitors = [visitor("Ada", "Lovelace"), visitor("Charles", "Babbage")]
    return {
        "title": title,
        "startAt": "2026-03-12T10:00:00+01:00",
        "endAt": "2026-03-12T11:00:00+01:00",
        "hostId": "US-1",
        "checkinNotificationUsers": [],
        "checkoutNotificationUsers": [],
        "visitors": visitors,
    } | different


def visitor(first: str, last: str, **different: Any) -> dict[str, Any]:
    texts = dict.fromkeys(
        ("email", "phone", "mobile", "companyName", "function", "language", "licensePlate", "about"), ""
    )
    names = {"firstName": first, "lastName": last}
    return names | texts | {"smsReminder": 0, "mailReminder": 0} | different


class Vendor(VendorServer):
    """What a desk asks of a server in these tests, of a vendor's."""

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
