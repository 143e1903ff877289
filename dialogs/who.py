"""`who`: which posts the directory gives somebody, and who stands in for whom today."""

from cards.answers import who_card
from dialogs.invoke import Reply
from dialogs.talk import Talk
from resolution.people import Directory, Holding
from resolution.policy import Policy
from resolution.working_days import local_day


async def who(talk: Talk) -> Reply:
    """The posts of the person who asks."""
    policy = talk.desk.policy()
    directory = talk.desk.rulebook(policy.id).directory
    person = directory.person(talk.actor.person_id)
    name = person.name if person else talk.actor.name
    if person is None or person.left:
        return Reply(card=who_card(policy, name, ()), summary="Your posts")
    today = local_day(talk.desk.now())
    absent = [directory.person(key) for key in directory.covered_by(person.id, today)]
    stand_in = directory.stand_in(person.id, today)
    card = who_card(
        policy,
        name,
        [(policy.post_title(held.post), _place(held, directory)) for held in person.holdings],
        covers=[away.name for away in absent if away is not None],
        covered_by=stand_in.name if stand_in else "",
        administrator=person.administrator,
    )
    return Reply(card=card, summary="Your posts")


def posts_in_words(policy: Policy, holdings: tuple[Holding, ...]) -> str:
    """The posts that somebody holds, in one phrase."""
    return ", ".join(dict.fromkeys(policy.post_title(held.post) for held in holdings)) or "no post"


def _place(held: Holding, directory: Directory) -> str:
    team = directory.team(held.team)
    return team.title if team else held.team or held.service
