"""One rule says which texts are email addresses, for hosts, senders and visitors."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import BadSetting
from app.models.drafts import VisitorDraft
from app.services.meetings.checks import visitor_mistakes
from app.settings import load
from app.system.mail_address import NoMailAddress, mail_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("x@y.org", "x@y.org"),
        (" x@y.org ", "x@y.org"),
        ("x@y.org\u200e", "x@y.org"),
        ("x@reception.local", "x@reception.local"),
        ("x@mail.test", "x@mail.test"),
        ("x@localhost", "x@localhost"),
        ("mailto:x@y.org", "x@y.org"),
        ("Ada Lee <x@y.org>", "x@y.org"),
        ("ada.lee+desk@y-z.example", "ada.lee+desk@y-z.example"),
        ("x@müller.example", "x@xn--mller-kva.example"),
    ],
)
def test_an_address_comes_as_mail_servers_take_it(text: str, address: str) -> None:
    assert mail_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "x", "x@", "@y.org", "x@@y.org", "x@y..org", "x y@z.org", "x@y.org; z@y.org", "x@-y.org", "é@y.org",
     "a@b.org\r\nBcc: c@d.org", "x@y.org."],
)  # fmt: skip
def test_what_is_none_says_why(text: str) -> None:
    with pytest.raises(NoMailAddress) as refused:
        mail_address(text)
    assert str(refused.value).endswith((".", "'"))


def test_letters_before_the_at_are_for_those_who_can_send_to_them() -> None:
    assert mail_address("jörg@müller.example", any_letters=True) == "jörg@müller.example"


@pytest.mark.parametrize(
    ("email", "good"),
    [("x@reception.local", True), ("jörg@müller.example", True), ("X@Y.Org", True), (" x@y.org", False),
     ("Ada <x@y.org>", False), ("x@y.org\u200e", False), ("x@@y", False)],
)  # fmt: skip
def test_a_visitor_s_address_is_sent_as_it_stands_so_nothing_may_stand_around_it(email: str, good: bool) -> None:
    assert (visitor_mistakes(VisitorDraft("Ada", "Lee", email), "BE") == ()) is good


@pytest.mark.parametrize(("written", "taken"), [(" x@y.org ", "x@y.org"), ("x@reception.local", "x@reception.local")])
def test_the_sender_is_by_the_same_rule(tmp_path: Path, written: str, taken: str) -> None:
    (tmp_path / "foyer.toml").write_text(f'mail_from = "{written}"\n')
    assert load(tmp_path / "foyer.toml", environment={}).mail_from == taken


@pytest.mark.parametrize("written", ["desk", "x@y..org", "x@y.org, z@y.org", "x y@z.org"])
def test_a_sender_that_is_none_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "foyer.toml").write_text(f'mail_from = "{written}"\n')
    with pytest.raises(BadSetting, match="it is an email address"):
        load(tmp_path / "foyer.toml", environment={})
