"""What a council writes wrongly in its directory, told so that an officer can put it right."""

from datetime import date

import pytest

from resolution.directory_check import check_directory, left_behind
from resolution.directory_file import parse_directory
from resolution.errors import DirectoryInvalid
from resolution.people import Cover, Directory, OpenDuty, Person
from resolution.policy_file import load_policy

ANN, BOB = (f"8a0f6f5e-8f0a-4a3c-9b43-5b4f2f0c1a0{n}" for n in (1, 2))
TEXT = f"""[[people]]
id = "{ANN}"
name = "Ann"
manager = "Bob"
[[people]]
id = "{BOB}"
name = "Bob"
"""
LINK = "https://teams.microsoft.com/l/channel/19%3aabc%40thread.tacv2/General"


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(DirectoryInvalid) as refused:
        parse_directory(text, "people.toml")
    return refused.value.problems


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('posts = "iro"', "posts: is the text “iro” where a list in square brackets is expected."),
        ('left = "yes"', "left: is the text “yes” where true or false is expected."),
        (
            'cover = [{ by = "Ann", from = "01/02/2026", until = 2026-02-09 }]',
            "cover[0].from: is the text “01/02/2026” where a date such as 2026-12-20 is expected.",
        ),
        (
            'cover = [{ by = "Ann", from = 2026-02-01 }]',
            "cover[0].until: the setting “until” is missing; it must be written.",
        ),
    ],
)
def test_one_slip_is_one_sentence_without_its_echoes(more: str, sentence: str) -> None:
    """Bob, whose entry cannot be read, is not said to be nobody as well."""
    assert problems(TEXT + more) == (f"line 5: [[people]] number 2: {sentence}",)


def test_the_link_of_a_channel_is_not_its_id() -> None:
    channel = f'[[channels]]\nkey = "a"\ntitle = "A"\nconversation = "{LINK}"\n'
    (found,) = problems(TEXT + channel)
    assert found.startswith('line 11: The conversation of the channel "A" is not the id')


def doubts(directory: Directory) -> tuple[str, ...]:
    return check_directory(directory, load_policy("knowsley"))[1]


def test_two_who_cover_for_each_other_are_doubted() -> None:
    week = date(2026, 12, 21), date(2026, 12, 27)
    ann = Person(ANN, "Ann", cover=(Cover(BOB, *week),))
    bob = Person(BOB, "Bob", cover=(Cover(ANN, *week),))
    said = (
        "On 2026-12-21 the cover for {} ends with {}, who is away too; name somebody who is there."
    )
    assert {said.format("Ann", "Bob"), said.format("Bob", "Ann")} <= set(
        doubts(Directory("v", (ann, bob)))
    )
    passes_on = Person("c", "Cy", cover=(Cover(ANN, *week),))
    there = Directory("v", (ann, Person(BOB, "Bob"), passes_on))
    assert not [one for one in doubts(there) if "away too" in one]


def test_what_belongs_to_no_team_is_not_said_to_have_lost_one() -> None:
    here = Directory("v", (Person(ANN, "Ann"),))
    assert left_behind(here, [OpenDuty("DUR-1", "", ANN)]) == ()
    (said,) = left_behind(here, [OpenDuty("DUR-1", "north", ANN)])
    assert 'DUR-1 is of the team "north"' in said
