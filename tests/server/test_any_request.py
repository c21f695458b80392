"""Whatever is sent, the server has an answer: never a 500, and for a refusal always a reason."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings

from app.server.application import close, create
from app.server.bodies.requests import (
    EventRequest,
    ForgetRequest,
    KioskRequest,
    MeetingRequest,
    MeetingUpdate,
    ReceptionCallRequest,
)
from app.server.bodies.ticket_requests import (
    AttachmentRequest,
    CommentRequest,
    RelationRequest,
    TicketRequest,
    TicketUpdate,
)

BODIES = (
    ("post", "vm/meetings", MeetingRequest),
    ("put", "vm/meetings/{meetingId}", MeetingUpdate),
    ("put", "vm/meeting/{meetingId}", MeetingUpdate),
    ("post", "vm/visits/{date}/{meetingId}/{visitorId}/events", EventRequest),
    ("put", "vm/kiosks/{name}", KioskRequest),
    ("put", "vm/calls/{call}", ReceptionCallRequest),
    ("post", "vm/visitors/forgotten", ForgetRequest),
    ("post", "sd/tickets", TicketRequest),
    ("patch", "sd/tickets/{ticketId}", TicketUpdate),
    ("post", "sd/tickets/{ticketId}/comments", CommentRequest),
    ("post", "sd/tickets/{ticketId}/related", RelationRequest),
    ("post", "sd/tickets/{ticketId}/attachments", AttachmentRequest),
)


def _described(application):
    """The application's OpenAPI document, with the bodies of all writes in it."""
    described = application.openapi()
    parts = described["components"]["schemas"]
    for method, path, body in BODIES:
        schema = body.model_json_schema(ref_template="#/components/schemas/{model}")
        parts |= schema.pop("$defs", {})
        content = {"application/json": {"schema": schema}}
        described["paths"][f"/app/{{companyId}}/{path}"][method]["requestBody"] = {"content": content, "required": True}
    for call in described["paths"].values():
        for operation in call.values():
            for parameter in operation["parameters"]:
                if parameter["name"] == "companyId":
                    parameter["schema"] = {"enum": ["CO-DESK"]}
    return described


application = create("sqlite://", time_zone="Europe/Brussels")
document = _described(application)
application.add_api_route("/openapi.json", lambda: document, include_in_schema=False)
schema = schemathesis.openapi.from_asgi("/openapi.json", application)


def teardown_module():
    close(application)


@schema.parametrize()
@settings(max_examples=10, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_every_request_is_answered(case):
    answer = case.call()
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.json()["error"]
