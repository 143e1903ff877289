"""`resolution simulate` with a council's own files, as they come."""

import json
from pathlib import Path

import pytest

from bot.__main__ import main

SEVENTH = str(Path(__file__).parents[2] / "resolution" / "seventh_council.toml")


def test_it_says_why_it_ends_before_the_last_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", SEVENTH, "--raised", "2026-12-21T10:00", "--json"]) == 0
    told = capsys.readouterr()
    assert "It ends at Rung Four: nothing falls due there" in told.err
    assert all(json.loads(line) for line in told.out.splitlines())


def test_a_script_saved_by_notepad_with_a_mark_at_its_start_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "play.txt"
    script.write_bytes(b"\xef\xbb\xbf2026-12-21T11:00 practice_lead acknowledge\r\n")
    words = ["simulate", SEVENTH, "--raised", "2026-12-21T10:00", "--script", str(script)]
    assert main(words) == 0
    assert "challenge acknowledged" in capsys.readouterr().out


def test_a_day_that_is_not_known_prints_no_empty_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "durham", "--raised", "1990-12-21T10:00"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Working days are known from" in told.err


def test_an_hour_that_the_clocks_leave_out_is_told_as_what_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["due", "durham", "stage-2", "--from", "2026-03-29T01:30"]) == 0
    assert "issued   Sun 29 Mar 2026 02:30 BST" in capsys.readouterr().out


def test_hours_from_the_day_after_receipt_begin_with_that_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(SEVENTH).read_text("utf-8")
    old = 'within = { hours = 24 }\nfrom = "stage_opened"'
    assert old in text
    file = tmp_path / "own.toml"
    file.write_text(text.replace(old, old.replace("stage_opened", "day_after_receipt")), "utf-8")
    words = ["due", str(file), "rung-1", "--clock", "acknowledge", "--from", "2026-12-21T16:00"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due_at"] == "2026-12-23T08:30:00+00:00"
