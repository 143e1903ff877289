"""`resolution policy`: what the procedures say, and whether a file can be used."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from resolution.policy_text import bundled, read_text

Captured = pytest.CaptureFixture[str]


def printed(capsys: Captured, *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_list_names_the_five_procedures(capsys: Captured) -> None:
    assert [one["key"] for one in printed(capsys, "policy", "list")] == list(bundled())


def test_list_reads_well(capsys: Captured) -> None:
    assert main(["policy", "list"]) == 0
    assert "Durham County Council" in capsys.readouterr().out


@pytest.mark.parametrize("key", bundled())
def test_show_json_prints_all_that_a_program_needs(key: str, capsys: Captured) -> None:
    shown = printed(capsys, "policy", "show", key)
    assert {"key", "title", "version", "stages", "totals", "warnings"} <= set(shown)
    for stage in shown["stages"]:
        assert {"key", "title", "formal", "raised_by", "respond", "notify", "clocks"} <= set(stage)
        assert set(stage["respond"]) - {"choose"} < {"any_of", "all_of"}
        for row in stage["notify"]:
            assert {"post", "when", "cite"} <= set(row)
        for clock in stage["clocks"]:
            assert {"must", "within", "from", "cite"} <= set(clock)


def test_show_json_writes_a_limit_as_the_file_does(capsys: Captured) -> None:
    informal, first, *_ = printed(capsys, "policy", "show", "brighton-and-hove")["stages"]
    assert informal["clocks"][0]["within"] == "negotiated"
    assert first["clocks"][0]["within"] == {"working_days": 5}
    assert first["raised_by"] == ["iro"]


@pytest.mark.parametrize("key", bundled())
def test_show_prints_every_citation_warning_and_stage(key: str, capsys: Captured) -> None:
    shown = printed(capsys, "policy", "show", key)
    assert main(["policy", "show", key]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for stage in shown["stages"]:
        assert stage["title"] in text
        for row in (*stage["clocks"], *stage["notify"]):
            assert " ".join(row["cite"].split()) in text
    assert all(" ".join(warning.split()) in text for warning in shown["warnings"])


def test_show_of_an_unknown_policy_is_a_sentence(capsys: Captured) -> None:
    assert main(["policy", "show", "atlantis"]) == 2
    said = capsys.readouterr().err
    assert "there is no such file, nor such a policy; give a file, or one of: bradford, " in said


def test_check_accepts_a_policy_with_warnings(capsys: Captured) -> None:
    assert main(["policy", "check", "durham"]) == 0
    out = capsys.readouterr().out
    assert "durham: warning: " in out
    assert "durham: can be used" in out


def test_check_prints_every_problem_of_every_file(tmp_path: Path, capsys: Captured) -> None:
    text = read_text("durham").replace("working_days = 4", "working_days = 0")
    broken = tmp_path / "broken.toml"
    broken.write_text(text, encoding="utf-8")
    assert main(["policy", "check", str(broken), "knowsley"]) == 2
    said = capsys.readouterr()
    assert said.err.count("0 working days is impossible") == 3
    assert f"{broken}: cannot be used (3 problems)" in said.err
    assert "knowsley: can be used" in said.out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\xff\xfe", "not text in UTF-8"),
        (b"# A heading\n\nand prose.\n", "is not TOML"),
        (b"", "is missing"),
    ],
)
def test_check_of_what_is_no_policy_is_a_sentence(
    tmp_path: Path, capsys: Captured, content: bytes, sentence: str
) -> None:
    file = tmp_path / "file.toml"
    file.write_bytes(content)
    assert main(["policy", "check", str(file)]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said


def test_check_of_a_folder_or_of_nothing_is_a_sentence(tmp_path: Path, capsys: Captured) -> None:
    assert main(["policy", "check", str(tmp_path), str(tmp_path / "none.toml"), "--json"]) == 2
    shown = json.loads(capsys.readouterr().out)
    assert not shown["ok"]
    folder, nothing = (one["problems"][0] for one in shown["files"])
    assert "is a folder" in folder
    assert "there is no such file" in nothing
