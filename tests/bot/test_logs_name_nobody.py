"""A directory with a mistake in it, and what the log may say of it."""

import io
import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.authority import colleagues, directory_text
from bot.logs import JsonLines
from bot.settings import Settings
from bot.texts import Texts
from resolution.case import Case
from resolution.commands import Command
from resolution.policy_file import load_policy
from storage.engine import Store, open_store
from tests.conftest import StoppedClock

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
POLICY = load_policy("knowsley")


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What the log of the texts says, as the service writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    log = logging.getLogger("bot.texts")
    log.addHandler(handler)
    yield stream
    log.removeHandler(handler)


@pytest.fixture
def store(tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    file = tmp_path / "resolution.db"
    file.write_bytes(sqlite_template.read_bytes())
    opened = open_store(f"sqlite:///{file}", StoppedClock())
    yield opened
    opened.close()


async def nobody(commands: Sequence[Command]) -> list[Case | BaseException]:
    return []


def texts(store: Store, file: Path) -> Texts:
    return Texts(store, Settings(policy="knowsley", directory=str(file)), nobody)


async def test_a_changed_directory_with_a_mistake_is_not_taken_and_nobody_is_named(
    store: Store, tmp_path: Path, said: io.StringIO
) -> None:
    file = tmp_path / "people.toml"
    file.write_text(directory_text(POLICY), encoding="utf-8")
    service = texts(store, file)
    service.start(NOW)
    first = colleagues(POLICY)[0]
    mistaken = directory_text(POLICY).replace(f'id = "{first.id}"', 'id = "unknown"')
    file.write_text(mistaken, encoding="utf-8")
    await service.look(NOW)
    assert "file_not_taken" in said.getvalue()
    assert f"resolution directory check {file}" in said.getvalue()
    assert first.name not in said.getvalue()


def test_a_directory_that_leaves_a_post_of_the_procedure_empty_is_taken_with_a_warning(
    store: Store, tmp_path: Path, said: io.StringIO
) -> None:
    file = tmp_path / "people.toml"
    misspelt = directory_text(POLICY).replace('"team_manager"', '"team-manager"')
    file.write_text(misspelt, encoding="utf-8")
    texts(store, file).start(NOW)
    assert "directory_has_gaps" in said.getvalue()
    assert "--policy knowsley" in said.getvalue()
    assert not [one.name for one in colleagues(POLICY) if one.name in said.getvalue()]


def test_a_directory_that_fills_every_post_is_taken_without_a_word_more(
    store: Store, tmp_path: Path, said: io.StringIO
) -> None:
    file = tmp_path / "people.toml"
    file.write_text(directory_text(POLICY), encoding="utf-8")
    texts(store, file).start(NOW)
    assert "gaps" not in said.getvalue()
