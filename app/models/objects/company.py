"""The company whose front desk this is, as it comes inside meetings and tickets."""

from __future__ import annotations

from app.models.values.wire import Received, Stamp


class Company(Received):
    """`timezone` is an IANA name such as Europe/Brussels, the zone of this site. `latitude` and `longitude` are in
    degrees."""

    object: str = "corporate"
    id: str = ""
    reference: str = ""
    name: str = ""
    timezone: str = ""
    locale: str = ""
    phone: str = ""
    logo_url: str = ""
    created_at: Stamp = None
    last_modified_at: Stamp = None
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    status: str = ""
