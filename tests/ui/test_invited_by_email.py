"""*Invite by email* at a desk on its own server: ticked in the form, mailed by that server, seen in the pane."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QTableView

from app.models.drafts import MeetingDraft, VisitorDraft
from app.settings import Settings
from tests.post_office import PostOffice, mail_settings
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, click_row, column, find, named, says
from ui.compose import DeskApp
from ui.pages.new_meeting.page import NewMeetingPage

ANA = VisitorDraft(first_name="Ana", last_name="Lima", email="ana@lumen.example")
HERE = {"time_zone": "Europe/Brussels", "site_name": "Northgate House"}


def begin(desk: DeskApp) -> NewMeetingPage:
    """The form of an audit to which Ana comes, who is in hand."""
    desk.window.go_to("New meeting")
    page = desk.window.page()
    assert isinstance(page, NewMeetingPage)
    site = desk.services.site
    page.fill(
        MeetingDraft(
            title="Audit",
            host_id="Sofia Marchetti",
            start_at=site.at(datetime(2026, 3, 12, 15, 0)),  # noqa: DTZ001 (a wall time)
            end_at=site.at(datetime(2026, 3, 12, 16, 0)),  # noqa: DTZ001
            visitors=(ANA,),
        )
    )
    click_row(find(page, "Invited visitors", QTableView), 0)
    return page


async def test_an_invitation_goes_out_with_what_settings_add(open_desk: OpenDesk, office: PostOffice) -> None:
    added = {"directions": "Tram 92, stop Northgate", "what_to_bring": "An identity card"}
    wifi = {"wifi_name": "Guests", "wifi_password": "on-board", "wifi_in_invitations": True}
    desk = open_desk(mail_settings(office, **HERE, **added, **wifi), over=None)
    page = begin(desk)
    find(page, "Invite by email", QCheckBox).click()
    click(page, "Create meeting")
    await eventually(lambda: office.mails)
    (mail,) = office.mails
    plain = mail.get_body(("plain",))
    assert plain is not None
    words = plain.get_content()
    for said in (*added.values(), "Guests", "on-board", "15:00"):
        assert said in words
    await eventually(lambda: says(desk.window, "Invitation sent 09:42 to ana@lumen.example"))
    click(desk.window, "Send again")
    await eventually(lambda: len(office.mails) == 2)


async def test_the_wifi_is_told_where_that_is_wanted_alone(open_desk: OpenDesk, office: PostOffice) -> None:
    desk = open_desk(mail_settings(office, **HERE, wifi_name="Guests", wifi_password="on-board"), over=None)
    page = begin(desk)
    find(page, "Invite by email", QCheckBox).click()
    click(page, "Create meeting")
    await eventually(lambda: office.mails)
    assert "on-board" not in office.mails[0].as_string()


async def test_a_mailbox_that_is_not_there_is_told_at_the_desk(open_desk: OpenDesk, office: PostOffice) -> None:
    office.answers[ANA.email] = "550 No such mailbox"
    desk = open_desk(mail_settings(office, **HERE), over=None)
    page = begin(desk)
    find(page, "Invite by email", QCheckBox).click()
    click(page, "Create meeting")
    await eventually(lambda: says(desk.window, f"Invitation not sent to {ANA.email}"))
    desk.window.go_to("Waiting changes")
    find(desk.window, "Notices").click()
    await eventually(lambda: named(desk.window, "Notices", QTableView))
    assert column(find(desk.window, "Notices", QTableView), "State") == ["Not sent"]
    office.answers.clear()
    click(desk.window, "Send again")
    await eventually(lambda: office.mails)
    await eventually(lambda: says(desk.window, "All that people were to be told of was sent."))


async def test_without_a_mail_server_the_form_offers_no_invitation(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(Settings(**HERE), over=None)
    page = begin(desk)
    assert not find(page, "Invite by email", QCheckBox).isEnabled()
    assert says(page, "This server has no mail server, so it sends nothing by email.")
