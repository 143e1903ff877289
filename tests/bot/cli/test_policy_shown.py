"""What `resolution policy show` reads aloud beside the stages, for whoever checks it."""

from pathlib import Path

import pytest

from bot.__main__ import main

SEVENTH = str(Path(__file__).parents[2] / "resolution" / "seventh_council.toml")


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["policy", "show", SEVENTH]) == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "said",
    [
        "child in need of protection: owned by the Conference Chair, managed by QA Manager",
        "of others child in need of protection: Social Worker",
        "office 08:30 to 16:30; reminders: half way, due morning",
        "reason, benefit, enquiries, satisfied [7.1: more time when the officer is satisfied]",
        "the outcome is told to Participation Officer: for information [9.1: participation",
        "Answered by hold meeting and respond",
    ],
)
def test_every_figure_and_role_is_shown_with_its_citation(said: str, shown: str) -> None:
    assert said in shown
