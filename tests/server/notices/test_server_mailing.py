"""The file of `foyer serve --config`: what is added to invitations, and how long it is kept what was written."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from app.errors import BadSetting
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.tomorrow_list import TomorrowList
from app.services.notices.server_mailing import mailing_of

MAIL = '[mail]\nserver = "smtp.example"\nfrom = "desk@northgate.example"\n'
ARRIVALS = "[arrivals]\nreached_minutes = 10\n"
INVITATIONS = """
[invitations]
directions = "Tram 92"
bring = "An identity card"
wifi_name = "Guests"
wifi_password = "welcome"
reminder_at = "15:30"
texts = "/srv/foyer/texts"
keep_days = 14
"""


def test_invitations_of_a_shared_server(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(MAIL + INVITATIONS)
    mailing = mailing_of(file)
    assert mailing.mail_server is not None
    assert mailing.notice_days == 14
    assert mailing.notice_plan == NoticePlan(
        directions="Tram 92",
        bring="An identity card",
        wifi_name="Guests",
        wifi_password="welcome",
        reminder_at=time(15, 30),
        texts=Path("/srv/foyer/texts"),
    )


def test_arrivals_of_a_shared_server_and_the_site_s_list_of_hosts(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts.csv"
    hosts.write_text("Name,Email\nSofia Marchetti,sofia@northgate.example\n")
    file = tmp_path / "server.toml"
    arrivals = 'reached_minutes = 10\noverdue_minutes = 30\nfront_desk = ["desk@northgate.example"]\n'
    file.write_text(f"hosts = '{hosts}'\n{MAIL}[arrivals]\n{arrivals}")
    plan = mailing_of(file).notice_plan
    assert plan is not None
    assert (plan.reached_minutes, plan.overdue_minutes, plan.front_desk) == (10, 30, ("desk@northgate.example",))
    found = plan.listed_host("US-1", "Sofia Marchetti")
    assert found is not None
    assert found.email == "sofia@northgate.example"


def test_suppliers_of_a_shared_server(tmp_path: Path) -> None:
    suppliers = tmp_path / "suppliers.csv"
    suppliers.write_text("Name,Id,Email\nVolta,SU-VO1,help@volta.example\n")
    file = tmp_path / "server.toml"
    file.write_text(f"suppliers = '{suppliers}'\n{MAIL}")
    plan = mailing_of(file).notice_plan
    assert plan is not None
    found = plan.listed_supplier("SU-VO1", "")
    assert found is not None
    assert found.email == "help@volta.example"
    assert plan.listed_host("SU-VO1", "Volta") is None


def test_another_way_than_mail_will_do_for_arrivals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOYER_NOTIFY_OFFICE", "a secret of the site's")
    file = tmp_path / "server.toml"
    file.write_text(f"{ARRIVALS}[notify.office]\nkinds = ['arrival']\nwebhook = 'https://office.example/'\n")
    plan = mailing_of(file).notice_plan
    assert plan is not None
    assert (plan.reached_minutes, [way.name for way in plan.ways]) == (10, ["office"])


def test_what_is_not_said_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(MAIL)
    assert mailing_of(file).notice_plan == NoticePlan()
    assert mailing_of(file).notice_days == 90
    assert mailing_of(None).mail_server is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (INVITATIONS, r"\[invitations\] needs a mail server"),
        (f"{MAIL}[invitations]\nkeep_days = 0\n", "keep_days"),
        ("[arrivals]\nreached_minutes = 5\n", r"\[arrivals\] needs a mail server"),
        (f"{MAIL}[arrivals]\nfront_desk = ['nobody']\n", r"\[arrivals\] front_desk: it is an email address"),
        (MAIL.replace("desk@", "désk@"), r"\[mail\] from: it is an email address"),
        (f"{MAIL}[invitations]\nway_here = 'Tram 92'\n", "way_here"),
    ],
)
def test_what_can_not_be_used_is_said(tmp_path: Path, wrong: str, said: str) -> None:
    file = tmp_path / "server.toml"
    file.write_text(wrong)
    with pytest.raises(BadSetting, match=said):
        mailing_of(file)


def test_who_gets_tomorrow_s_list_and_when(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(f'{MAIL}[tomorrow_list]\nto = ["a@x.example"]\n')
    plan = mailing_of(file).notice_plan
    assert plan is not None
    assert plan.tomorrow_list == TomorrowList(time(17), ("a@x.example",))
    for wrong, said in (
        ("[mail]\nserver = 3\n", "server"),
        ('[tomorrow_list]\nto = ["a@x.example"]\n', "needs a mail server"),
        ('[tomorrow_list]\nto = ["nobody"]\n', r"\[tomorrow_list\] to: it is an email address"),
        ("[letters]\n", "letters"),
    ):
        file.write_text(wrong)
        with pytest.raises(BadSetting, match=said):
            mailing_of(file)
