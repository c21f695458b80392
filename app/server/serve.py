"""`foyer serve`: the desk server on a port, for several desks."""

from __future__ import annotations

import ipaddress

from app.errors import BadSetting
from app.server.application import close, create


def serve(
    *, host: str, port: int, database: str, company_id: str, company_name: str, time_zone: str, token: str
) -> None:
    """Serves until it is told to stop (Ctrl+C). Raises BadSetting when the database or the zone can't be used, or when
    without a `token` others than this PC would be let in. The other arguments are those of
    `create`."""
    if not token and not _is_this_pc(host):
        raise BadSetting(f"Listening on {host} lets everybody on the network in: set an access token (FOYER_TOKEN).")
    application = create(database, company_id=company_id, company_name=company_name, time_zone=time_zone, token=token)
    import uvicorn  # only who serves pays for it

    try:  # a request line can hold a visitor's name, so none is logged
        uvicorn.run(application, host=host, port=port, access_log=False, server_header=False)
    finally:
        close(application)


def _is_this_pc(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
