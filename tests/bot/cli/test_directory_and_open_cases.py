"""`resolution directory import` names the open cases that the new file leaves alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.builders import REF
from tests.conftest import StoppedClock
from tests.storage.authority import a_store, directory_text, raise_challenge, the_policy

Import = Callable[[str], str]


@pytest.fixture
async def imports(
    database_url: str,
    clock: StoppedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Import:
    """Imports a text where there is one open case; what it warns of."""
    monkeypatch.setenv("IRO_DATABASE", database_url)
    store = a_store(database_url, clock)
    await store.writer.submit(raise_challenge())
    store.close()

    def of(text: str) -> str:
        file = tmp_path / "people.toml"
        file.write_text(text, encoding="utf-8")
        assert main(["directory", "import", str(file)]) == 0
        return capsys.readouterr().err

    return of


def test_an_owner_who_left_or_is_not_named_any_more_is_said(imports: Import) -> None:
    text = directory_text(the_policy())
    owner = raise_challenge().by
    assert imports(text) == ""
    name = f'name = "{owner.name}"'
    assert imports(text.replace(name, f"{name}\nleft = true")) == (
        f"warning: {owner.name} owns or must answer {REF}; reassign it to somebody else.\n"
    )
    another = text.replace(owner.person_id, f"{'f' * 8}{owner.person_id[8:]}")
    assert f"Somebody whom the file does not name owns or must answer {REF}" in imports(another)


def test_a_team_that_lost_its_key_is_said(imports: Import) -> None:
    renamed = directory_text(the_policy()).replace('key = "north"', 'key = "northern"')
    assert f'{REF} is of the team "north", which the file does not name' in imports(renamed)
