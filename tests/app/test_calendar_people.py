"""Who of a calendar's people is the host, who attends, and who visits."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.models.calendars.calendar_event import Unclear
from app.models.contacts import KnownPerson
from app.models.drafts import VisitorDraft
from app.services.calendars.drafting import DraftedMeeting, People, draft_of
from app.services.calendars.reading import read_calendar_text
from tests.calendars import event

BRUSSELS = ZoneInfo("Europe/Brussels")
SOFIA = KnownPerson(id="US-G606", name="Sofia Marchetti", email="sofia@site.example")
JONAS = KnownPerson(id="US-J118", name="Jonas Weber", email="jonas@site.example")
ANNA = KnownPerson(id="US-K001", name="Anna Kowalska")
OTHER_ANNA = KnownPerson(id="US-K002", name="Anna Kowalska")
ADA = VisitorDraft(first_name="Ada", last_name="Ek", email="ada.ek@acme.example", company_name="Acme", language="nl")


def drafted(*lines: str, names_as_ids: bool = False) -> DraftedMeeting:
    (only,) = read_calendar_text(event(*lines), BRUSSELS).events
    return draft_of(
        only,
        people=People((SOFIA, JONAS, ANNA, OTHER_ANNA)),
        returning={"ada.ek@acme.example": ADA},
        zone=BRUSSELS,
        names_as_ids=names_as_ids,
    )


def attendee(name: str, address: str, **more: str) -> str:
    parameters = "".join(f";{key}={value}" for key, value in more.items())
    return f'ATTENDEE;CN="{name}"{parameters}:mailto:{address}'


def doubts(made: DraftedMeeting) -> list[tuple[str, Unclear, str]]:
    return [(doubt.field, doubt.unclear, doubt.detail) for doubt in made.doubts]


def test_the_organiser_is_the_host_known_by_address_or_by_name() -> None:
    assert drafted().draft.host_id == "US-G606"
    assert drafted("ORGANIZER;CN=S.M.:MAILTO:Sofia@Site.Example").draft.host_id == "US-G606"
    assert drafted('ORGANIZER;CN="Marchetti, Sofia":mailto:other@elsewhere.example').draft.host_id == "US-G606"


def test_an_organiser_whom_nobody_knows_is_the_host_as_typed_and_that_is_said() -> None:
    made = drafted('ORGANIZER;CN="Lind, Bo":mailto:bo@acme.example')
    assert made.draft.host_id == "Bo Lind"
    assert doubts(made) == [("host_id", Unclear.UNKNOWN_ORGANISER, "Bo Lind, bo@acme.example")]


def test_our_own_server_makes_a_person_of_a_name() -> None:
    made = drafted("ORGANIZER;CN=Bo Lind:mailto:bo@acme.example", names_as_ids=True)
    assert (made.draft.host_id, made.doubts) == ("Bo Lind", ())


def test_namesakes_are_nobody_for_sure() -> None:
    made = drafted("ORGANIZER;CN=Anna Kowalska:mailto:anna@acme.example")
    assert made.draft.host_id == "Anna Kowalska"


def test_without_an_organiser_it_is_asked_who_receives() -> None:
    made = drafted("ORGANIZER:")
    assert (made.draft.host_id, doubts(made)) == ("", [("host_id", Unclear.NO_ORGANISER, "")])


def test_guests_from_outside_visit_and_the_sites_own_attend() -> None:
    made = drafted(
        attendee("Lind, Bo", "bo@acme.example"),
        attendee("Jonas Weber", "jonas@site.example"),
        attendee("Mia Sand", "mia@site.example"),
        attendee("Sofia Marchetti", "sofia@site.example"),
        names_as_ids=True,
    )
    assert made.draft.user_ids == ("US-J118", "Mia Sand")
    assert made.draft.visitors == (VisitorDraft(first_name="Bo", last_name="Lind", email="bo@acme.example"),)


def test_who_was_here_before_comes_with_what_is_known_of_them() -> None:
    made = drafted(attendee("ada.ek@acme.example", "ADA.EK@acme.example"))
    assert made.draft.visitors == (ADA,)


def test_rooms_lists_of_people_and_who_declined_are_left_out_and_people_are_named() -> None:
    made = drafted(
        attendee("Room 4", "room4@site.example", CUTYPE="ROOM"),
        attendee("Beamer", "beamer@site.example", CUTYPE="RESOURCE"),
        attendee("Sales", "sales@acme.example", CUTYPE="GROUP"),
        attendee("Bo Lind", "bo@acme.example", PARTSTAT="DECLINED"),
    )
    assert (made.draft.visitors, made.draft.user_ids) == ((), ())
    assert doubts(made) == [
        ("visitors", Unclear.DECLINED, "Bo Lind"),
        ("visitors", Unclear.LISTS_OF_PEOPLE, "Sales"),
    ]


def test_a_name_is_made_of_an_address_and_that_is_said() -> None:
    made = drafted(attendee("", "jean-luc.van_damme@acme.example"), attendee("", "info@acme.example"))
    assert [(one.first_name, one.last_name) for one in made.draft.visitors] == [("Jean-Luc", "Van Damme"), ("", "")]
    assert doubts(made) == [("visitors", Unclear.GUESSED_NAMES, "jean-luc.van_damme@acme.example")]


def test_a_guest_stands_there_once() -> None:
    made = drafted(attendee("Bo Lind", "bo@acme.example"), attendee("Bo Lind", "BO@acme.example"))
    assert len(made.draft.visitors) == 1


def test_what_an_address_asks_of_a_mail_program_is_no_part_of_it() -> None:
    made = drafted("ATTENDEE;CN=Bo Lind:mailto:bo%2Bvisits@acme.example?subject=Audit")
    assert [one.email for one in made.draft.visitors] == ["bo+visits@acme.example"]
