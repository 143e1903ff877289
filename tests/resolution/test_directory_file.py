from datetime import date
from pathlib import Path

import pytest

from resolution.directory_file import parse_directory
from resolution.errors import DirectoryInvalid
from resolution.people import Channel, Cover, Holding, Team
from resolution.policy_file import load_policy

AVA = "3f1f0a52-0c1e-4a0e-9d7c-000000000001"
BEN = "3f1f0a52-0c1e-4a0e-9d7c-000000000002"
CAT = "3f1f0a52-0c1e-4a0e-9d7c-000000000003"

TEAMS = """
[[teams]]
key = "cin-north"
title = "Children in need, north"
service = "children-in-need"
"""


def person(person_id: str, name: str, rest: str = "") -> str:
    return f'[[people]]\nid = "{person_id}"\nname = "{name}"\n{rest}\n'


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(DirectoryInvalid) as refusal:
        parse_directory(text, "people.toml")
    assert str(refusal.value).startswith("people.toml: ")
    return refusal.value.problems


def test_a_directory_says_who_holds_what_for_whom() -> None:
    directory = parse_directory(
        TEAMS
        + person(AVA, "Ava Iro", f'posts = [{{ post = "iro" }}]\nmanager = "{BEN}"')
        + person(
            BEN,
            "Ben Manager",
            'posts = [{ post = "team_manager", team = "cin-north" },'
            ' { post = "head", service = "children-in-need" }]\nadministrator = true',
        )
        + '[[channels]]\nkey = "north"\nconversation = "19:abc@thread.tacv2"\n'
        'title = "North"\nteams = ["cin-north"]\nadministrators = true\n',
        "people.toml",
    )
    ava, ben = directory.people
    assert (ava.manager_id, ava.holdings) == (BEN, (Holding("iro"),))
    assert ben.holdings == (
        Holding("team_manager", team="cin-north"),
        Holding("head", service="children-in-need"),
    )
    assert ben.administrator
    assert directory.teams == (Team("cin-north", "Children in need, north", "children-in-need"),)
    assert directory.channels == (
        Channel("north", "19:abc@thread.tacv2", "North", ("cin-north",), administrators=True),
    )


def test_two_texts_have_two_versions_and_one_text_one() -> None:
    text = person(AVA, "Ava")
    assert parse_directory(text, "a").version == parse_directory(text, "b").version
    assert parse_directory(text, "a").version != parse_directory(text + "\n", "a").version


def test_cover_and_managers_may_be_named_when_the_name_is_one_persons() -> None:
    directory = parse_directory(
        person(AVA, "Ava", 'manager = "ben"')
        + '[[people.cover]]\nby = "Ben"\nfrom = 2026-12-20\nuntil = 2027-01-04\n'
        + person(BEN, "Ben"),
        "people.toml",
    )
    assert directory.people[0].manager_id == BEN
    assert directory.people[0].cover == (Cover(BEN, date(2026, 12, 20), date(2027, 1, 4)),)


def test_ids_are_compared_as_teams_sends_them_in_lower_case() -> None:
    directory = parse_directory(
        person(AVA.upper(), "Ava", f'manager = "{BEN}"') + person(BEN.upper(), "Ben"), "d"
    )
    assert [p.id for p in directory.people] == [AVA, BEN]
    assert directory.manager_of(AVA) == directory.person(BEN)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            person("abc", "Ava"),
            (
                'line 2: The id "abc" of Ava is not an Entra object id; '
                "copy it from the person's page in Entra."
            ),
        ),
        (
            person(AVA, "Ava") + person(AVA, "Ben"),
            "line 6: Ben has the same id as Ava; each person has their own.",
        ),
        (
            person(AVA, "Ava", 'posts = [\n  { post = "team_manager", team = "south" },\n]'),
            'line 5: Ava holds team_manager for the team "south", which no [[teams]] entry names.',
        ),
        (
            TEAMS + person(AVA, "Ava", 'posts = [{ post = "head", service = "adult" }]'),
            'line 9: Ava holds head for the service "adult", which no [[teams]] entry names.',
        ),
        (
            person(AVA, "Ava", 'manager = "Zed"'),
            'line 4: The manager "Zed" of Ava is nobody in this file.',
        ),
        (
            person(AVA, "Ava", 'manager = "Sam"') + person(BEN, "Sam") + person(CAT, "Sam"),
            'line 4: The manager "Sam" of Ava is the name of several people; write the id instead.',
        ),
        (
            person(
                AVA, "Ava", f'cover = [{{by = "{AVA}", from = 2026-01-01, until = 2026-01-02}}]'
            ),
            "line 1: Ava cannot cover for themselves; name another.",
        ),
        (
            person(
                AVA, "Ava", f'cover = [{{by = "{CAT}", from = 2026-01-01, until = 2026-01-02}}]'
            ),
            f'line 4: The cover "{CAT}" of Ava is nobody in this file.',
        ),
        (
            person(AVA, "Ava", 'cover = [{by = "Ben", from = 2026-01-03, until = 2026-01-02}]')
            + person(BEN, "Ben"),
            "line 4: The cover for Ava ends on 2026-01-02, before it begins on 2026-01-03.",
        ),
        (TEAMS + TEAMS, 'line 8: [[teams]] has "cin-north" twice; keep one.'),
        (
            person(AVA, "Ava", 'post = "iro"'),
            (
                "line 1: [[people]] number 1: post: there is no setting called “post” here "
                "(did you mean “posts”?)."
            ),
        ),
        ('teams = "north"', "line 1: Write [[teams]], once for each."),
        (
            "[[person]]\n",
            (
                "line 1: `person` is not known here; "
                "a directory has [[teams]], [[people]] and [[channels]]."
            ),
        ),
        (
            "[[people",
            (
                "line 1: is not TOML: a bracket that was opened is not closed; "
                "Expected ']]' at the end of an array declaration."
            ),
        ),
    ],
)
def test_each_mistake_is_told_with_its_line(text: str, problem: str) -> None:
    assert problems(text) == (problem,)


def test_a_channel_is_written_once_and_for_teams_that_exist() -> None:
    channel = '[[channels]]\nkey = "a"\nconversation = "19:x"\ntitle = "A"\nteams = ["east"]\n'
    assert problems(channel + channel) == (
        'line 6: [[channels]] has "a" twice; keep one.',
        'line 8: [[channels]] has "19:x" twice; keep one.',
        'line 5: The channel "A" is for the team "east", which no [[teams]] entry names.',
        'line 10: The channel "A" is for the team "east", which no [[teams]] entry names.',
    )


def test_a_loop_in_the_management_line_is_named_once() -> None:
    told = problems(
        person(AVA, "Ava", 'manager = "Ben"')
        + person(BEN, "Ben", 'manager = "Cat"')
        + person(CAT, "Cat", 'manager = "Ben"')
    )
    assert told == (
        (
            "The management line goes round in a loop: Ben → Cat → Ben; "
            "correct the manager of one of them."
        ),
    )


def test_every_problem_is_told_at_once() -> None:
    told = problems(person("x", "Ava", 'manager = "Zed"') + person(BEN, "Ben", 'manager = "Yan"'))
    assert len(told) == 3


def test_the_example_of_the_guide_is_a_directory() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "directory.md").read_text(encoding="utf-8")
    example = guide.split("```toml\n")[1].split("```")[0]
    directory = parse_directory(example, "docs/directory.md")
    posts = {post.key for post in load_policy("northamptonshire").posts}
    assert {h.post for p in directory.people for h in p.holdings} <= posts
