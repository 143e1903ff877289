"""What somebody wrote on a form that could not be sent any more: given back, as a note to add."""

import msgspec
from msgspec.structs import replace

from cards.actions import Verb
from cards.parts import LONG_TEXT
from cards.record_forms import note_form
from dialogs.invoke import Reply
from dialogs.talk import Talk, case_facts, entitled
from resolution.errors import Refused

_SENTENCE = 20  # characters from which it is worth giving back; choices and keys have no spaces


async def given_back(talk: Talk, reply: Reply) -> Reply:
    """The answer, and beside it what was written and is nowhere on the trail.

    A step's words are not offered as a note: its route may be kept from others on the case.
    """
    if not talk.personal or talk.action.verb is Verb.ROUTE_STEP:
        return reply
    try:
        case, rulebook = await entitled(talk, talk.action.ref)
    except Refused:
        return reply
    words = await _unsent(talk, case.ref)
    if not words:
        return reply
    shown = case_facts(case, rulebook, talk.desk.now())
    form = note_form(shown, values={"text": words[:LONG_TEXT]}, unsent=True)
    return replace(reply, aside=form, aside_summary=f"{case.ref}: what you wrote was not sent")


async def _unsent(talk: Talk, ref: str) -> str:
    """The sentences among what was typed, without those that an earlier press recorded."""
    written = [value.strip() for value in talk.values.values()]
    sentences = [text for text in written if len(text) >= _SENTENCE and " " in text]
    if not sentences:
        return ""
    trail = msgspec.json.encode(await talk.desk.trail(ref))
    return "\n\n".join(t for t in sentences if msgspec.json.encode(t)[1:-1] not in trail)
