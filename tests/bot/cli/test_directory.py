import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from resolution.policy_file import load_policy

CLI = "directory"


@pytest.fixture
def people(tmp_path: Path) -> Callable[..., str]:
    """Writes a directory file in which invented people hold a policy's posts."""

    def write(policy: str = "durham", without: str = "", more: str = "") -> str:
        text = '[[teams]]\nkey = "one"\ntitle = "Team one"\n'
        for number, post in enumerate(load_policy(policy).posts):
            if post.key != without:
                text += (
                    f'[[people]]\nid = "00000000-0000-4000-8000-{number:012}"\n'
                    f'name = "Invented {number}"\nposts = [{{ post = "{post.key}" }}]\n'
                    "administrator = true\n"
                )
        text += '[[channels]]\nkey = "a"\nconversation = "19:a"\ntitle = "A"\n'
        text += "administrators = true\n" + more
        file = tmp_path / "people.toml"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'resolution.db'}"
    monkeypatch.setenv("IRO_DATABASE", url)
    return url


@pytest.mark.parametrize(
    "policy", ["bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley"]
)
def test_a_directory_that_fills_every_post_can_be_used(
    policy: str, people: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([CLI, "check", people(policy), "--policy", policy]) == 0
    captured = capsys.readouterr()
    assert "can be used: " in captured.out
    assert captured.err == ""


def test_check_says_in_json_what_a_file_holds(
    people: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = people()
    assert main([CLI, "check", file, "--policy", "durham", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report == {
        "ok": True,
        "file": file,
        "version": report["version"],
        "people": len(load_policy("durham").posts),
        "teams": 1,
        "channels": 1,
        "warnings": [],
    }


def test_a_post_that_must_answer_and_nobody_holds_is_a_problem(
    people: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = people(without="team_manager")
    assert main([CLI, "check", file, "--policy", "durham"]) == 2
    assert f"{file}: Nobody holds Team Manager (team_manager) for" in capsys.readouterr().err
    assert main([CLI, "check", file, "--policy", "durham", "--json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert "Team Manager" in report["problems"][0]


def test_a_post_that_is_only_told_and_nobody_holds_is_a_warning(
    people: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = people(without="head_of_legal_services")
    assert main([CLI, "check", file, "--policy", "durham"]) == 0
    assert capsys.readouterr().err.startswith("warning: Nobody holds Head of Legal Services")


def test_a_mistake_is_told_with_file_and_line(
    people: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = people(more='[[people]]\nid = "me"\nname = "Me"\n')
    assert main([CLI, "check", file]) == 2
    assert f"{file}: line " in capsys.readouterr().err


@pytest.mark.parametrize("action", ["check", "import"])
def test_a_file_that_cannot_be_read_is_a_sentence(
    action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([CLI, action, str(tmp_path / "none.toml")]) == 2
    assert "cannot be read: no such file or directory." in capsys.readouterr().err
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    assert main([CLI, action, str(tmp_path / "bad.toml")]) == 2
    assert "is not a text file in UTF-8" in capsys.readouterr().err


def test_an_import_is_what_the_service_uses_from_then_on(
    people: Callable[..., str], database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from storage.schema import upgrade

    upgrade(database)
    file = people()
    assert main([CLI, "import", file, "--policy", "durham", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stored"] is True
    assert main([CLI, "import", file]) == 0
    assert "was stored already" in capsys.readouterr().out
    assert stored_text(database) == Path(file).read_text(encoding="utf-8")


def test_a_directory_with_problems_is_not_stored(
    people: Callable[..., str], database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from storage.schema import upgrade

    upgrade(database)
    assert main([CLI, "import", people(without="iro"), "--policy", "durham"]) == 2
    assert stored_text(database) is None


def test_a_database_without_tables_is_a_sentence(
    people: Callable[..., str], database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([CLI, "import", people()]) == 2
    assert "The database is at migration none" in capsys.readouterr().err


def stored_text(database: str) -> str | None:
    from bot.clock import SystemClock
    from storage.engine import open_store

    store = open_store(database, SystemClock())
    try:
        document = store.documents.current("directory")
    finally:
        store.close()
    return document.body if document else None


def test_json_stays_json_when_there_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("directory check", "directory import", "calendar check"):
        assert main([*command.split(), "nowhere.toml", "--json"]) == 2
        told = json.loads(capsys.readouterr().out)
        assert not told["ok"]
        assert "cannot be read: no such file" in told["problems"][0]
