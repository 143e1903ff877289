"""`help`, the first words in a new conversation, and what is said to words nobody knows."""

from cards.answers import help_card
from cards.standing import begins
from dialogs.invoke import Reply
from dialogs.talk import Talk

WELCOME = "Hello. I keep the time and the record of challenges that IROs raise."
OPEN_PRIVATELY = (
    "Press “{button}”: the form opens for you alone, and nothing that you write in it "
    "appears in this conversation."
)
OPEN_HERE = (
    "Press “{button}”: in Teams the form opens for you alone. This demo has no such window, "
    "so the form takes the place of this card."
)


async def help_with(talk: Talk) -> Reply:
    """What can be asked for."""
    return _help(talk)


async def welcome(talk: Talk) -> Reply:
    """What is said when the bot arrives."""
    return _help(talk, WELCOME)


async def not_understood(talk: Talk, note: str) -> Reply:
    """What can be asked for, after words that mean nothing to the bot."""
    return _help(talk, note)


async def raise_from_here(talk: Talk) -> Reply:
    """Where others read along, a button that opens the form for one person."""
    said = OPEN_PRIVATELY if talk.dialogs else OPEN_HERE
    return _help(talk, said.format(button=begins(talk.desk.policy())))


def _help(talk: Talk, note: str = "") -> Reply:
    card = help_card(talk.desk.policy(), dialogs=talk.dialogs, note=note, demo=talk.invoke.local)
    return Reply(card=card, summary="What you can ask for")
