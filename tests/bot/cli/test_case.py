"""`resolution case migrate`, as it is typed."""

from pathlib import Path

import pytest

from bot.__main__ import main
from resolution.policy_text import read_text
from storage.documents import DIRECTORY
from storage.engine import open_store
from tests.builders import REF, a_raise, a_rulebook, london, person_id
from tests.conftest import StoppedClock

LONGER = "{ working_days = 7 }"


@pytest.fixture
async def database(database_url: str, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one open case under Northamptonshire's policy."""
    monkeypatch.setenv("IRO_DATABASE", database_url)
    rulebook = a_rulebook("northamptonshire")
    store = open_store(database_url, clock)
    store.documents.put("policy", rulebook.policy.id, read_text("northamptonshire"), clock.now())
    posts = [
        f'[[people]]\nid = "{person_id(post.key)}"\nname = "Holder of {post.key}"\n'
        f'posts = [{{ post = "{post.key}" }}]\n'
        for post in rulebook.policy.posts
    ]
    admin = (
        f'[[people]]\nid = "{person_id("administrator")}"\nname = "Pat Admin"\n'
        "administrator = true\n"
    )
    teams = '[[teams]]\nkey = "north"\ntitle = "North team"\nservice = "care"\n'
    store.documents.put(DIRECTORY, "", "\n".join([teams, *posts, admin]), clock.now())
    await store.writer.submit(a_raise(rulebook))
    store.close()
    return database_url


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The same policy with seven working days instead of five."""
    file = tmp_path / "northamptonshire.toml"
    text = read_text("northamptonshire")
    file.write_text(text.replace("{ working_days = 5 }", LONGER), encoding="utf-8")
    return file


def test_an_edited_file_changes_an_open_case_only_when_an_administrator_migrates_it(
    database: str, edited: Path, clock: StoppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", "migrate", REF, "--by", "Pat Admin", "--to", str(edited)]) == 0

    assert "respond: due 2 December 2026, 17:00" in capsys.readouterr().out
    store = open_store(database, clock)
    case = store.cases.case(REF)
    kinds = [row.kind for row in store.trail.rows(REF)]
    verdict = store.trail.verify(REF)
    store.close()
    assert case.open_clocks[0].due_at == london("2026-12-02T17:00")
    assert kinds[-2:] == ["PolicyMigrated", "DueDateMoved"]
    assert verdict.is_whole


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["TST-99999", "--by", "Pat Admin"], "There is no case"),
        ([REF, "--by", "Nobody"], "not have exactly one person"),
        ([REF, "--by", "Holder of iro"], "ask one to do it"),
        ([REF, "--by", "Pat Admin"], "follows"),
        ([REF, "--by", "Pat Admin", "--to", "durham"], "choose a version of its own"),
    ],
)
def test_each_refusal_is_a_sentence(
    database: str, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["case", "migrate", *words]) == 2

    assert sentence in capsys.readouterr().err
