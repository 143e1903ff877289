"""Which of several holders of a post is meant: asked, so that no child's matter goes to another."""

from collections.abc import Iterable, Mapping

from dialogs.forms import Answers
from resolution.people import Directory, Person
from resolution.policy import Policy

Choices = dict[str, list[tuple[str, str]]]


def several(posts: Iterable[str], team: str, directory: Directory) -> dict[str, tuple[Person, ...]]:
    """The posts that more than one person holds for a team, with these people."""
    held = {post: directory.holders(post, team) for post in posts}
    return {post: people for post, people in held.items() if len(people) > 1}


def to_choose(found: Mapping[str, tuple[Person, ...]]) -> Choices:
    """The same as a form offers it: name and id."""
    return {post: [(person.name, person.id) for person in people] for post, people in found.items()}


def chosen(
    answers: Answers, policy: Policy, found: Mapping[str, tuple[Person, ...]]
) -> dict[str, str]:
    """Whom a form chose for each of these posts, by id."""
    picked: dict[str, str] = {}
    for post, people in found.items():
        ids = [person.id for person in people]
        needs = f"Choose the {policy.post_title(post)}."
        if person := answers.choice(f"person_{post}", ids, needs):
            picked[post] = person
    return picked
