"""`resolution due` and `resolution calendar`, as a person types them."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main

POLICY = """
key = "a-council"
title = "A council's process"
authority = "A council"
version = "1"
source = "Invented"
ref_prefix = "AC"
record_system = "Paper"
kinds = ["looked_after"]
owners = { looked_after = "iro" }
owner_managers = { iro = "iro_manager" }

[hours]
closes = "16:30"

[posts]
iro = { title = "Independent Reviewing Officer" }
iro_manager = { title = "IRO Manager" }
team_manager = { title = "Team Manager" }

[[themes]]
cite = "§1"
list = [{ key = "drift", title = "Drift and delay" }]

[[stages]]
key = "informal"
title = "Informal"
formal = false
raised_by = ["iro"]
respond = { any_of = ["team_manager"] }
cite = "§2"
clocks = [{ must = "respond", within = "negotiated", from = "stage_opened", cite = "§2" }]

[[stages]]
key = "stage-1"
title = "Stage One"
formal = true
raised_by = ["iro"]
respond = { any_of = ["team_manager"] }
cite = "§3"
clocks = [
  { key = "ack", must = "acknowledge", within = { hours = 24 }, from = "stage_opened", cite = "3" },
  { must = "respond", within = { working_days = 4 }, from = "stage_opened", cite = "§3.1" },
  { must = "send_report", within = { calendar_days = 3 }, from = "stage_opened", cite = "§3.2" },
  { must = "resolve", within = { working_days = 1 }, from = "day_after_receipt", cite = "§3.3" },
]

[[stages]]
key = "stage-2"
title = "Stage Two"
formal = true
raised_by = ["iro"]
respond = { any_of = ["team_manager"] }
cite = "§4"
clocks = [
  { must = "respond", within = "unknown", from = "stage_opened", cite = "§4.1" },
  { must = "acknowledge", within = { hours = 4 }, from = "stage_opened", cite = "§4.2" },
]

[[stages]]
key = "stage-3"
title = "Stage Three"
formal = true
raised_by = ["iro"]
respond = { any_of = ["team_manager"] }
cite = "§5"
"""


@pytest.fixture
def policy(tmp_path: Path) -> str:
    file = tmp_path / "policy.toml"
    file.write_text(POLICY, encoding="utf-8")
    return str(file)


@pytest.fixture
def closures(tmp_path: Path) -> str:
    file = tmp_path / "calendar.toml"
    file.write_text(
        '[[closure]]\nfrom = 2026-12-29\nuntil = 2026-12-31\nname = "Christmas closure"\n',
        encoding="utf-8",
    )
    return str(file)


@pytest.fixture(autouse=True)
def _no_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IRO_CALENDAR", raising=False)


def due(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["due", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_json_says_when_it_is_due_and_why(policy: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(capsys, policy, "stage-1", "--from", "2026-12-23T10:00") == {
        "due_at": "2026-12-31T16:30:00+00:00",
        "working_days": 4,
        "counted": ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31"],
        "skipped": [
            {"date": "2026-12-25", "why": "Christmas Day"},
            {"date": "2026-12-26", "why": "Saturday"},
            {"date": "2026-12-27", "why": "Sunday"},
            {"date": "2026-12-28", "why": "Boxing Day (substitute day)"},
        ],
    }


@pytest.mark.parametrize(
    ("words", "due_at"),
    [
        (["stage-1", "--from", "2026-06-01T10:00"], "2026-06-05T16:30:00+01:00"),
        (["STAGE ONE", "--from", "2026-06-01T10:00"], "2026-06-05T16:30:00+01:00"),
        (["stage-1", "--from", "2026-06-01T16:30"], "2026-06-08T16:30:00+01:00"),
        (["stage-1", "--from", "2026-06-01T15:30Z"], "2026-06-08T16:30:00+01:00"),
        (["stage-1", "--from", "2026-06-01T16:30+02:00"], "2026-06-05T16:30:00+01:00"),
        (["stage-1", "--from", "2026-06-01"], "2026-06-05T16:30:00+01:00"),
        (["stage-1", "--clock", "ack", "--from", "2026-06-06T10:00"], "2026-06-07T10:00:00+01:00"),
        (
            ["stage-1", "--clock", "send-report", "--from", "2026-06-04T18:00"],
            "2026-06-07T16:30:00+01:00",
        ),
        (
            ["stage-1", "--clock", "resolve", "--from", "2026-06-04T18:00"],
            "2026-06-05T16:30:00+01:00",
        ),
    ],
)
def test_each_clock_is_counted_in_its_own_way(
    policy: str, words: list[str], due_at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert due(capsys, policy, *words)["due_at"] == due_at


def test_a_calendar_file_adds_closures_by_option_or_by_environment(
    policy: str,
    closures: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = (policy, "stage-1", "--from", "2026-12-23T10:00")
    by_option = due(capsys, *words, "--calendar", closures)
    assert by_option["due_at"] == "2027-01-06T16:30:00+00:00"
    assert {"date": "2026-12-30", "why": "Christmas closure"} in by_option["skipped"]
    monkeypatch.setenv("IRO_CALENDAR", closures)
    assert due(capsys, *words) == by_option


def test_the_table_can_be_checked_by_hand(policy: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", policy, "stage-1", "--from", "2026-12-24T18:00"]) == 0
    assert capsys.readouterr().out.splitlines()[1:8] == [
        "respond, limit 4 working days (§3.1)",
        "",
        "issued   Thu 24 Dec 2026 18:00 GMT",
        "    -    Fri 25 Dec 2026  Christmas Day",
        "    -    Sat 26 Dec 2026  Saturday",
        "    -    Sun 27 Dec 2026  Sunday",
        "    -    Mon 28 Dec 2026  Boxing Day (substitute day)",
    ]


def test_the_table_says_when_the_day_of_issue_was_over(
    policy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["due", policy, "stage-1", "--from", "2026-06-01T17:00"]) == 0
    assert "day 0    Tue 02 Jun 2026  issued at or after 16:30" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["stage-9", "--from", "2026-06-01"], "choose one of: informal, stage-1, stage-2, stage-3"),
        (["stage-1", "--from", "2026-06-01", "--clock", "monitor"], 'no clock "monitor"; choose'),
        (["informal", "--from", "2026-06-01"], "agreed between the parties, case by case (§2)"),
        (["stage-2", "--from", "2026-06-01"], "does not state the figure"),
        (["stage-2", "--from", "2026-06-01"], "Clocks with a figure: acknowledge."),
        (["stage-3", "--from", "2026-06-01"], 'states no limit for "Stage Three"'),
        (["stage-1", "--from", "Tuesday"], '"Tuesday" is not a moment'),
        (["stage-1", "--from", "2056-12-29T10:00"], "Working days are known from"),
        (["stage-1", "--from", "0001-01-01T10:00"], "Working days are known from"),
        (["stage-1", "--from", "2026-06-01", "--calendar", "/none.toml"], "cannot be read"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence_and_status_two(
    policy: str, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in refused(capsys, "due", policy, *words)


def test_an_unknown_policy_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere" in refused(capsys, "due", "nowhere", "stage-1", "--from", "2026-06-01")


def test_the_days_off_of_a_year_are_listed_with_closures(
    closures: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendar", "days", "2026", "--calendar", closures, "--json"]) == 0
    days = json.loads(capsys.readouterr().out)["days"]
    assert len(days) == 11
    assert days[-1] == {"date": "2026-12-31", "why": "Christmas closure"}
    assert "choose a year" in refused(capsys, "calendar", "days", "1999")


def test_a_calendar_file_is_checked_before_it_is_used(
    closures: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendar", "check", closures]) == 0
    assert "Wed 30 Dec 2026  Christmas closure" in capsys.readouterr().out
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[[closure]]\ndate = 2026-12-29\n", encoding="utf-8")
    assert "closure 1: give it a name" in refused(capsys, "calendar", "check", str(wrong))
    assert main(["calendar", "check", str(wrong), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["ok"] is False
    wrong.write_bytes(b"\xff\xfe")
    assert "UTF-8" in refused(capsys, "calendar", "check", str(wrong))
