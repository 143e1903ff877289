import json
from pathlib import Path

import pytest

from bot.__main__ import main

DURHAM = ["simulate", "durham", "--raised", "2026-12-21T10:00"]


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_lines_say_when_what_where_by_whom_to_whom_and_by_when(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*DURHAM, "--json"]) == 0
    told = lines(capsys)
    assert all(list(x) == ["at", "event", "stage", "by", "to", "due_at"] for x in told)
    assert told[1] == {
        "at": "2026-12-21T10:00:00+00:00",
        "event": "stage_opened",
        "stage": "stage-2",
        "by": "iro",
        "to": ["team_manager", "social_worker", "operations_manager"],
        "due_at": "2026-12-29T17:00:00+00:00",
    }
    assert told[-1]["event"] == "stage_lapsed"
    assert told[-1]["at"] == "2027-01-28T17:00:00+00:00"


def test_moments_are_local_through_the_change_of_the_clocks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["simulate", "knowsley", "--raised", "2026-03-26T10:00", "--json"]) == 0
    opened = next(x for x in lines(capsys) if x["event"] == "stage_opened")
    # Thursday 26 March; five working days on, British Summer Time has begun.
    assert opened["due_at"] == "2026-04-02T17:00:00+01:00"


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(DURHAM) == 0
    out = capsys.readouterr().out
    assert "Mon 21 Dec 2026 10:00  stage opened" in out
    assert "total warned (seven-stages, passed)" in out
    assert "stage-7: Stage 7" in out


def test_it_starts_where_it_is_told_by_key_or_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*DURHAM, "--at", "Stage 6", "--json"]) == 0
    assert {x["stage"] for x in lines(capsys)} == {"stage-6", "stage-7"}


def test_a_closure_in_the_calendar_moves_what_is_due(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = tmp_path / "calendar.toml"
    calendar.write_text('[[closure]]\nfrom = 2026-12-29\nuntil = 2026-12-29\nname = "Closed"\n')
    assert main([*DURHAM, "--calendar", str(calendar), "--json"]) == 0
    opened = next(x for x in lines(capsys) if x["event"] == "stage_opened")
    assert opened["due_at"] == "2026-12-30T17:00:00+00:00"


def test_a_script_is_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "play.txt"
    script.write_text("2026-12-22T11:00 team_manager respond\n2026-12-23T11:00 iro resolve\n")
    assert main([*DURHAM, "--script", str(script), "--json"]) == 0
    told = [x["event"] for x in lines(capsys) if x["by"] == "iro"]
    # Once resolved, Durham's monitoring meeting is timed (§5.5).
    assert "challenge_resolved" in told
    assert "stage_escalated" not in told


def test_what_happened_before_a_refused_act_is_still_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "play.txt"
    script.write_text("2026-12-22T11:00 team_manager resolve\n")
    assert main([*DURHAM, "--script", str(script), "--json"]) == 2
    captured = capsys.readouterr()
    assert '"event": "stage_opened"' in captured.out
    assert f"{script}: line 1: " in captured.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["simulate", "durham", "--raised", "soon"], '"soon" is not a moment'),
        ([*DURHAM, "--at", "stage-9"], 'durham has no stage "stage-9"; choose one of: stage-1,'),
        ([*DURHAM, "--script", "nowhere.txt"], "The script nowhere.txt cannot be read"),
        (["simulate", "narnia", "--raised", "2026-12-21T10:00"], "narnia"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err


def test_a_kind_that_the_procedure_does_not_know_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ["--raised", "2026-12-21T10:00", "--kind", "child_protection"]
    assert main(["simulate", "bradford", *options]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("bradford has no procedure for child_protection cases")
    assert said.out == ""
