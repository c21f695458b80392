"""Hosts at the kiosk: by the beginnings of the words of their name, however it is written, and by nothing else."""

from __future__ import annotations

import pytest

from app.services.kiosk.hosts import begins


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Sofia Marchetti", "sof"),
        ("Sofia Marchetti", "Marc"),
        ("Sofia Marchetti", "marchetti sofia"),
        ("Sofia Marchetti", "So Ma"),
        ("Ana García López", "garcia"),
        ("Ana García López", "lopez ana"),
        ("Elif Öztürk-Schmidt", "schm"),
        ("Elif Öztürk-Schmidt", "Oeztuerk"),
        ("Karl-Theodor zu Guttenberg", "gutt"),
        ("Conor O’Neill", "neill"),
        ("Conor O’Neill", "oneill"),
        ("Conor O’Neill", "o'neill"),
        ("Jan van der Berg", "vanderberg"),
        ("Jürgen Müller", "muell"),
        ("Jürgen Müller", "Dr. Müller"),
        ("Jürgen Müller", "Herr Muell"),
        ("Đorđe Ilić", "djo"),
        ("王小明", "王小"),
        ("김민준", "김민"),
    ],
)
def test_a_host_is_found_by_the_beginnings_of_words(name: str, typed: str) -> None:
    assert begins(name, typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Sofia Marchetti", "ofi"),
        ("Sofia Marchetti", "sof jon"),
        ("Sofia Marchetti", "-"),
        ("Sofia Marchetti", "us-g606"),
    ],
)
def test_the_middle_of_a_word_and_an_id_lead_to_nobody(name: str, typed: str) -> None:
    assert not begins(name, typed)
