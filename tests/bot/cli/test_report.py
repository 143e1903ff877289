"""`resolution report`, as it is typed."""

import csv
import json

import pytest

from bot.__main__ import main
from tests.conftest import StoppedClock
from tests.storage.authority import a_store, raise_challenge

PERIOD = ["--from", "2026-01-01", "--to", "2026-12-31", "--policy", "brighton-and-hove"]


@pytest.fixture
async def database(database_url: str, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with two cases."""
    monkeypatch.setenv("IRO_DATABASE", database_url)
    store = a_store(database_url, clock)
    await store.writer.submit(raise_challenge())
    await store.writer.submit(raise_challenge("TST-99999"))
    store.close()
    return database_url


def test_the_figures_are_read_as_text_json_and_table(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *PERIOD]) == 0
    assert "2026-01-01 to 2026-12-31: 2 raised" in capsys.readouterr().out

    assert main(["report", *PERIOD, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["raised"] == 2

    assert main(["report", *PERIOD, "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert ("team", "North team", "2") in {(r["group"], r["title"], r["raised"]) for r in rows}
    assert all(row["working_days"] == "" for row in rows), "nothing has ended yet"


def test_a_period_that_ends_before_it_begins_is_refused(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--from", "2026-02-01", "--to", "2026-01-01"]) == 2
    assert "--to comes before --from" in capsys.readouterr().err


def test_without_a_procedure_it_asks_for_one(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IRO_POLICY", raising=False)

    assert main(["report", *PERIOD[:4]]) == 2
    assert "--policy" in capsys.readouterr().err
