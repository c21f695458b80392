"""How tests ask a server in their own process."""

from __future__ import annotations

import httpx
from fastapi import FastAPI


def desk_of(server: FastAPI, below: str = "/app/CO-DESK") -> httpx.AsyncClient:
    """A client of the server, without a socket. What fails in the server is answered, as it is to a desk."""
    transport = httpx.ASGITransport(server, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=f"http://desk.test{below}", trust_env=False)
