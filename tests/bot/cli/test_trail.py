"""`resolution trail`, as it is typed."""

import json

import pytest
import sqlalchemy as sa

from bot.__main__ import main
from storage.engine import writing_engine
from storage.tables import cases
from tests.builders import REF
from tests.conftest import StoppedClock
from tests.storage.authority import a_store, acknowledge, raise_challenge


@pytest.fixture
async def database(database_url: str, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one acknowledged case, and another."""
    monkeypatch.setenv("IRO_DATABASE", database_url)
    store = a_store(database_url, clock)
    await store.writer.submit(raise_challenge())
    await store.writer.submit(acknowledge())
    await store.writer.submit(raise_challenge("TST-99999"))
    store.close()
    return database_url


def test_whole_trails_are_said_to_be_whole(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trail", "verify"]) == 0
    assert capsys.readouterr().out == "2 of 2 trails are whole.\n"

    assert main(["trail", "verify", REF.lower(), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_broken_trail_is_named_and_fails(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = writing_engine(database)
    with engine.begin() as connection:
        connection.execute(sa.update(cases).where(cases.c.ref == REF).values(version=99))
    engine.dispose()

    assert main(["trail", "verify"]) == 1

    out = capsys.readouterr().out
    assert f"{REF}: the case has version 99" in out
    assert "1 of 2 trails are whole." in out


def test_a_trail_is_shown_row_by_row(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trail", "show", REF]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[3] == "ChallengeRaised"
    assert any("ChallengeAcknowledged" in line for line in lines)

    main(["trail", "show", REF, "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, len(lines) + 1))
    assert rows[0]["event"] == "ChallengeRaised"
    assert rows[0]["body"]["initials"] == "AB"


def test_an_unknown_reference_is_a_sentence(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trail", "show", "TST-22222"]) == 2
    assert "TST-22222" in capsys.readouterr().err


def test_a_database_without_tables_says_what_to_do(
    bare_database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IRO_DATABASE", bare_database_url)

    assert main(["trail", "verify"]) == 2
    assert "resolution db upgrade" in capsys.readouterr().err
