"""The local demo's own words: speak as another person, let working days pass, ask the time."""

import difflib
import re

from cards.words import safe, when
from dialogs.invoke import Reply
from dialogs.talk import Talk
from dialogs.who import posts_in_words
from resolution.errors import Incomplete, NotNow
from resolution.people import Person
from resolution.policy import Policy

MOST_DAYS = 60


def need_local(talk: Talk) -> None:
    """Refuse anywhere but in the demo, where nobody is authenticated and nobody is real."""
    if not talk.invoke.local:
        raise NotNow("That works in the local demo alone; send “help” for what you can ask for.")


async def speak_as(talk: Talk, name: str) -> Reply:
    """`as NAME`: act for another invented person from now on; `as me` undoes it."""
    need_local(talk)
    if name.lower() in ("me", "myself"):
        await talk.desk.speak_as(talk.invoke.place, "")
        return Reply(text="You speak for yourself again.")
    policy = talk.desk.policy()
    people = [p for p in talk.desk.rulebook(policy.id).directory.people if not p.left]
    person = _named(name, policy, people)
    await talk.desk.speak_as(talk.invoke.place, person.id)
    posts = posts_in_words(policy, person.holdings)
    return Reply(
        text=f"You now speak as **{safe(person.name)}** ({safe(posts)}). "
        "Send “mine” for what waits for them, “as me” to be yourself again."
    )


def _named(name: str, policy: Policy, people: list[Person]) -> Person:
    """The one person meant, by name or post: the whole, a part, or something close to a name."""
    wanted = " ".join(name.lower().split())
    by_name = {person.name.lower(): person for person in people}
    if wanted in by_name:
        return by_name[wanted]
    known = {person.id: _with_posts(policy, person) for person in people}
    parts = [person for key, person in by_name.items() if wanted and wanted in key]
    parts = parts or [p for p in people if wanted and wanted in known[p.id].lower()]
    if len(parts) == 1:
        return parts[0]
    near = difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.7)
    if near and not parts:
        return by_name[near[0]]
    names = "; ".join(known[person.id] for person in parts or people)
    raise Incomplete(f"Say as whom, by name. There are: {names}.")


def _with_posts(policy: Policy, person: Person) -> str:
    return f"{person.name} ({posts_in_words(policy, person.holdings)})"


async def forward(talk: Talk, days: str) -> Reply:
    """`forward N`: let working days pass, with everything that falls due on the way."""
    need_local(talk)
    number = int(days) if re.fullmatch("[0-9]{1,2}", days) else 0
    if not 1 <= number <= MOST_DAYS:
        raise Incomplete(f"Say how many working days, from 1 to {MOST_DAYS}: “forward 3”.")
    await talk.desk.forward(number)
    passed = "One working day has" if number == 1 else f"{number} working days have"
    return Reply(text=f"{passed} passed. It is now {when(talk.desk.now())}.")


async def tell_time(talk: Talk) -> Reply:
    """`now`: the moment that the demo believes it is."""
    need_local(talk)
    return Reply(text=f"It is {when(talk.desk.now())}.")
