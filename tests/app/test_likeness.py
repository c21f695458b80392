"""Whether what a server lists is what was sent: as people read it, whatever servers do to texts."""

from __future__ import annotations

import json

import pytest

from app.models.objects.summaries import meeting_summary, ticket_summary
from app.models.text.likeness import Likeness, meeting_likeness, ticket_likeness
from tests.app.outbox_desk import meeting, ticket

VISITORS = [("Amélie", "Dubois"), ("John", "Doe")]
SAME, CLOSE, OTHER = Likeness.SAME, Likeness.CLOSE, Likeness.OTHER


def listed(
    title="Façade survey", *, starts="2026-03-12T09:00:00+01:00", host=("US-1", "Sofia Marchetti"), who=VISITORS
):
    identity, name = host
    return {
        "object": "meeting",
        "id": "M-1",
        "title": title,
        "startAt": starts,
        "endAt": "2026-03-12T11:00:00+01:00",
        "host": {"id": identity, "firstname": name},
        "visitors": [{"id": f"V-{n}", "firstname": first, "lastname": last} for n, (first, last) in enumerate(who)],
    }


@pytest.mark.parametrize(
    ("there", "likeness"),
    [
        (listed(), SAME),
        (listed("FACADE  SURVEY"), SAME),
        (listed("Fac\u0327ade survey"), SAME),
        (listed("Façade survey ?"), SAME),
        (listed(starts="2026-03-12T08:00:00Z"), SAME),
        (listed(who=[("AMÉLIE", "DUBOIS"), ("JOHN", "DOE")]), SAME),
        (listed(who=[("John", "Doe"), ("Amelie", "Dubois")]), SAME),
        (listed(who=[("Dubois", "Amélie"), ("Doe,", "John")]), SAME),
        (listed(host=("sofia marchetti", "")), SAME),
        (listed(host=("US-1", "MARCHETTI, Sofia")), SAME),
        (listed("Façade"), CLOSE),
        (listed("Roof survey"), CLOSE),
        (listed(host=("US-2", "Jonas Weber")), CLOSE),
        (listed(who=[]), CLOSE),
        (listed(starts="2026-03-12T09:00:59+01:00"), CLOSE),
        (listed(starts="2026-03-12T09:01:00+01:00"), OTHER),
        (listed("Roof survey", host=("US-2", "Jonas Weber")), OTHER),
        (listed("Roof survey", who=[]), OTHER),
    ],
)
def test_a_meeting_is_known_by_start_title_host_and_visitors(there, likeness):
    assert meeting_likeness(meeting_summary(json.dumps(there).encode()), meeting()) is likeness


@pytest.mark.parametrize(
    ("there", "sent", "likeness"),
    [
        ("Survey of the facade, second…", "Survey of the façade, second half", SAME),
        ("Survey of the facade, second...", "Survey of the façade, second half", SAME),
        ("Survey of ", "Survey of the façade", CLOSE),  # so little may be anything's beginning
        ("half \ufffd a pair", "half 👩‍🔧 a pair", SAME),
        ("調査", "調査", SAME),
        ("?!", "?!", SAME),
        ("??", "?!", CLOSE),
    ],
)
def test_titles_may_be_cut_and_lose_signs(there, sent, likeness):
    assert meeting_likeness(meeting_summary(json.dumps(listed(there)).encode()), meeting(sent)) is likeness


def test_without_visitors_a_meeting_of_another_title_is_another():
    there = meeting_summary(json.dumps(listed("Roof survey", who=[])).encode())
    assert meeting_likeness(there, meeting(visitors=[])) is OTHER


@pytest.mark.parametrize(
    ("different", "likeness"),
    [
        ({}, SAME),
        ({"title": "WATER UNDER GOODS LIFT B"}, SAME),
        ({"reference": " b-12 "}, SAME),
        ({"notifier": {"id": "us-g606"}}, SAME),
        ({"reference": ""}, CLOSE),
        ({"notifier": {"id": "US-1", "firstname": "Jonas"}}, CLOSE),
        ({"reference": "", "notifier": None}, OTHER),
        ({"title": "Water under goods lift C"}, OTHER),
    ],
)
def test_a_ticket_is_known_by_title_notifier_and_reference(different, likeness):
    there = {"id": "T-1", "title": "Water under goods lift B", "reference": "B-12", "notifier": {"id": "US-G606"}}
    assert ticket_likeness(ticket_summary(json.dumps(there | different).encode()), ticket()) is likeness
