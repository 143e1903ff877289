"""What belongs on the child's file: its text to copy, and the tick that it is there."""

from cards.filing_form import tick_filed_form
from dialogs.acting import Stamp, done, in_place
from dialogs.forms import Answers
from dialogs.invoke import Reply
from dialogs.offers import to_file
from dialogs.talk import Talk, case_facts, entitled
from resolution.commands import TickFiled
from resolution.errors import Incomplete, NotNow
from resolution.standing import standing

TITLE = "On the child's file"
TICKED = "Ticked: it is on the child's file."


async def open_form(talk: Talk) -> Reply:
    """The text that is not on file yet, or the one that was asked for."""
    return await _drawn(talk, {})


async def tick(talk: Talk) -> Reply:
    """Record that a text is on the child's file."""
    case, rulebook = await entitled(talk, talk.action.ref)
    answers = Answers(talk.values)
    texts = to_file(case, rulebook, standing(case, rulebook, talk.actor, talk.desk.now()))
    what = answers.choice("what", texts, "Choose what you have filed.")
    stamp = Stamp(case_ref=case.ref, by=talk.actor, seen_version=talk.action.version)
    answers.check()
    return done(talk, await talk.desk.submit(TickFiled(**stamp, what=what)), TICKED)


async def ask_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The same form, with what was wrong."""
    return await _drawn(talk, refusal.fields)


async def _drawn(talk: Talk, errors: dict[str, str]) -> Reply:
    case, rulebook = await entitled(talk, talk.action.ref)
    at = talk.desk.now()
    who = standing(case, rulebook, talk.actor, at)
    if not who.is_party:
        raise NotNow(f"{case.ref} does not involve you.")
    texts = to_file(case, rulebook, who)
    if not texts:
        raise NotNow(f"Nothing of {case.ref} belongs on the child's file yet.")
    card = tick_filed_form(
        case_facts(case, rulebook, at),
        offered=texts,
        what=talk.action.keep.get("what", ""),
        trail=await talk.desk.trail(case.ref),
        errors=errors,
        dialog=talk.in_dialog,
    )
    return in_place(talk, TITLE, card)
