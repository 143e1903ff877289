"""A person's own lists: what waits for them and what they raised, and what of it is late."""

from collections.abc import Sequence

from cards.actions import Verb
from cards.lists import my_cases
from dialogs.digest import of_channel
from dialogs.invoke import Reply
from dialogs.talk import Talk, case_facts, need_private
from resolution.case import Case

NOTHING_LATE = "Nothing of yours is past its date."
NO_CASES = "You are in no open case. Send “raise” to begin one."


async def mine(talk: Talk) -> Reply:
    """The open cases that a person is part of."""
    need_private(talk)
    cases = await talk.desk.cases_of(talk.actor.person_id)
    unfiled = await talk.desk.unfiled_of(talk.actor.person_id)
    return _listed(talk, "Your cases", cases, NO_CASES, Verb.MINE, unfiled)


async def overdue(talk: Talk) -> Reply:
    """What is past its date: a person's own, or (typed in a channel) that channel's list."""
    if not talk.private:
        return await of_channel(talk)
    cases = await talk.desk.overdue(talk.actor.person_id)
    return _listed(talk, "Overdue", cases, NOTHING_LATE, Verb.OVERDUE)


def _listed(
    talk: Talk,
    title: str,
    cases: list[Case],
    nothing: str,
    verb: Verb,
    unfiled: Sequence[str] = (),
) -> Reply:
    at = talk.desk.now()
    shown = [case_facts(case, talk.desk.rulebook(case.policy_id), at) for case in cases]
    card = my_cases(title, shown, nothing=nothing, page=talk.page, verb=verb, unfiled=unfiled)
    return Reply(card=card, summary=f"{title}: {len(cases)}")
