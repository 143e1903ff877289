"""The demo's invented authority serves every policy that is included."""

import json
from pathlib import Path

import pytest

from bot.demo.authority import colleagues, directory_text
from bot.demo.playground import CONFIG, write_config
from resolution.directory_check import check_directory
from resolution.directory_file import parse_directory
from resolution.policy import Policy
from resolution.policy_file import load_policy

POLICIES = sorted(
    file.stem for file in (Path(__file__).parents[3] / "resolution" / "policies").glob("*.toml")
)


@pytest.fixture(params=POLICIES)
def policy(request: pytest.FixtureRequest) -> Policy:
    return load_policy(request.param)


def test_every_post_is_held_and_the_check_finds_nothing_to_say(policy: Policy) -> None:
    directory = parse_directory(directory_text(policy), "the demo")

    assert check_directory(directory, policy) == ((), ())


def test_you_own_the_cases_and_the_first_to_answer_sits_beside_you(policy: Policy) -> None:
    you, beside = colleagues(policy)[:2]

    assert you.post.key in policy.owners.values()
    assert beside.post.key in policy.stages[0].responders(policy.kinds[0]).posts


def test_nobody_shares_a_name_or_an_id(policy: Policy) -> None:
    people = colleagues(policy)

    assert len({person.name for person in people}) == len(people)
    assert len({person.id for person in people}) == len(people)


def test_the_playground_seats_you_and_five_others(policy: Policy, tmp_path: Path) -> None:
    people = colleagues(policy)

    write_config(tmp_path, people)

    config = json.loads((tmp_path / CONFIG).read_text(encoding="utf-8"))
    assert config["currentUser"]["aadObjectId"] == people[0].id
    assert [user["name"] for user in config["users"]] == [person.name for person in people[1:6]]
