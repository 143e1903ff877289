"""The case itself: drawn again, with detail, its further buttons, its history."""

import difflib
import re

from cards.answers import done_card
from cards.history import history_card
from cards.prompts import plain_card
from dialogs.chat import references
from dialogs.invoke import Reply
from dialogs.talk import (
    Talk,
    case_facts,
    case_reply,
    entitled,
    known,
    need_private,
    not_found,
    personal_card,
)
from resolution.errors import Incomplete, NoSuchCase
from resolution.privacy import as_read, sealed
from resolution.standing import standing


async def show(talk: Talk) -> Reply:
    """The case as it is now."""
    case, _ = await known(talk, talk.action.ref)
    return case_reply(talk, case)


async def detail(talk: Talk) -> Reply:
    """The case with its narrative, for this person's eyes alone."""
    case, _ = await known(talk, talk.action.ref)
    if talk.personal:
        return case_reply(talk, case)
    need_private(talk)
    return Reply(card=personal_card(talk, case), summary=case.ref)


async def more(talk: Talk) -> Reply:
    """The next page of buttons."""
    case, _ = await known(talk, talk.action.ref)
    need_private(talk)
    return Reply(card=personal_card(talk, case, page=talk.page), summary=case.ref)


async def history(talk: Talk) -> Reply:
    """Everything that happened, page by page."""
    case, rulebook = await entitled(talk, talk.action.ref)
    need_private(talk)
    at = talk.desk.now()
    shown = case_facts(case, rulebook, at)
    kept = sealed(case, rulebook.policy, standing(case, rulebook, talk.actor, at))
    trail = as_read(await talk.desk.trail(case.ref), kept)
    return Reply(card=history_card(shown, trail, talk.page), summary=f"History of {case.ref}")


async def plainly(talk: Talk) -> Reply:
    """The stage in words that a child would understand."""
    case, rulebook = await entitled(talk, talk.action.ref)
    need_private(talk)
    shown = case_facts(case, rulebook, talk.desk.now())
    return Reply(card=plain_card(shown), summary=f"{case.ref} in plain words")


async def cancel(talk: Talk) -> Reply:
    """A form that is left without sending it."""
    said = "Nothing was sent."
    return Reply(card=done_card("Left without sending", said), text=said, close_dialog=True)


async def by_reference(talk: Talk, typed: str) -> Reply:
    """`case REF`: the case with this reference, however it was typed."""
    named = references(typed)
    if len(named) > 1:
        raise Incomplete(f"One case at a time: send “case {named[0]}” for the first of them.")
    words = [word for word in typed.split() if any(map(str.isalnum, word))]
    if not named and not 1 <= len(words) <= 2:
        raise Incomplete("Say which case, for example “case DUR-7K3MQ”; “mine” lists yours.")
    ref = reference("".join(named or words))
    try:
        case, _ = await known(talk, ref)
    except NoSuchCase as refusal:
        if not talk.private:
            raise  # to suggest one of their records here would tell others that it exists
        theirs = await talk.desk.cases_of(talk.actor.person_id)
        others = [case.ref for case in theirs if case.ref != ref]  # of which they left, say
        near = difflib.get_close_matches(ref, others, n=1, cutoff=0.75)
        if near:
            raise NoSuchCase(f"{not_found(ref)} Did you mean “case {near[0]}”?") from refusal
        raise
    return case_reply(talk, case)


def reference(typed: str) -> str:
    """A reference as it is written, from one typed in any case, with or without its hyphen."""
    bare = re.sub(r"[^A-Z0-9-]", "", typed.upper().replace("\u2013", "-"))[:40]
    letters, hyphen, rest = bare.partition("-")
    if not hyphen:
        letters, rest = bare[:-5], bare[-5:]
    # A council's own letters hold no digit, however alike the two look.
    letters = letters.replace("0", "O").replace("1", "I")
    return f"{letters}-{rest}" if letters else rest
