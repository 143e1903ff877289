"""Whose practice somebody writes about: the people of a team, and one of them as they are named."""

from collections.abc import Iterator

from resolution.people import Person
from resolution.ports import Rulebook

NEAR = ("team", "service")
"""The scopes of the posts whose holders work with a team's children."""


def people_of(team: str, rulebook: Rulebook) -> dict[str, Person]:
    """Whoever holds a post of a team or its service, by name and post, as a form offers them."""
    return dict(_named(team, rulebook))


def _named(team: str, rulebook: Rulebook) -> Iterator[tuple[str, Person]]:
    for post in rulebook.policy.posts:
        if post.scope in NEAR:
            for person in rulebook.directory.holders(post.key, team):
                yield f"{person.name} ({post.title})", person


def person_named(words: str, team: str, rulebook: Rulebook) -> Person | None:
    """The person of a team whom an answer names; None for words that the form did not offer."""
    return people_of(team, rulebook).get(words.strip())
