"""`foyer serve` on a real socket, and where it refuses to listen."""

from __future__ import annotations

import socket
import subprocess
import sys

import httpx
import pytest

from app.errors import BadSetting
from app.server.serve import serve

SERVE = """
import sys
from app.server.serve import serve
serve(host="127.0.0.1", port=int(sys.argv[1]), database="sqlite://", company_id="CO-DESK",
      company_name="Northgate House", time_zone="Europe/Brussels", token="s3cret")
"""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_the_network_is_not_let_in_without_a_token(host):
    with pytest.raises(BadSetting, match="access token"):
        serve(host=host, port=0, database="sqlite://", company_id="", company_name="", time_zone="UTC", token="")


def test_several_desks_over_a_real_socket(ticket):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            lines = iter(server.stderr.readline, "")
            assert any("running on" in line for line in lines)
            desks = [
                httpx.Client(
                    base_url=f"http://127.0.0.1:{port}/app/CO-DESK",
                    headers={"Authorization": "Bearer s3cret"},
                    trust_env=False,
                )
                for _ in range(3)
            ]
            made = [desk.post("/sd/tickets", json=ticket).json()["id"] for desk in desks]
            assert all(desk.get("/sd/tickets").json()["total"] == 3 for desk in desks)
            assert len(set(made)) == 3
            assert desks[0].get("/sd/tickets", headers={"Authorization": "Bearer no"}).status_code == 401
        finally:
            server.terminate()
            log = server.stderr.read()
    assert "/sd/tickets" not in log
