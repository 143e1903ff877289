"""`resolution db`, as it is typed."""

import json

import pytest

from bot.__main__ import main
from storage.engine import current_head


@pytest.fixture
def bare(bare_database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("IRO_DATABASE", bare_database_url)
    return bare_database_url


def test_a_new_database_is_brought_up_to_date(
    bare: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "current"]) == 1
    assert "resolution db upgrade" in capsys.readouterr().out

    assert main(["db", "upgrade"]) == 0
    assert f"from migration none to {current_head()}" in capsys.readouterr().out

    assert main(["db", "upgrade"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert main(["db", "current"]) == 0


def test_where_the_database_is_can_be_read_by_a_program(
    bare: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["db", "upgrade", "--json"])
    assert json.loads(capsys.readouterr().out) == {"before": "", "after": current_head()}

    main(["db", "current", "--json"])
    assert json.loads(capsys.readouterr().out)["ok"] is True
