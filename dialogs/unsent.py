"""What somebody wrote on a form that could not be sent any more: given back to them alone."""

import msgspec
from msgspec.structs import replace

from cards.actions import Verb
from cards.parts import LONG_TEXT
from cards.record_forms import note_form, unsent_words
from dialogs.invoke import Reply
from dialogs.talk import Talk, case_facts, entitled
from resolution.case import Case
from resolution.errors import Refused
from resolution.ports import Rulebook

_SENTENCE = 20  # characters from which it is worth giving back; choices and keys have no spaces


async def given_back(talk: Talk, reply: Reply) -> Reply:
    """The answer, and beside it what was written and is nowhere on the trail."""
    if not talk.personal:
        return reply
    try:
        case, rulebook = await entitled(talk, talk.action.ref)
    except Refused:
        return reply
    words = await _unsent(talk, case.ref)
    if not words:
        return reply
    shown = case_facts(case, rulebook, talk.desk.now())
    # Of several answers that are more than one note takes, none may be cut off.
    if len(words) <= LONG_TEXT and _may_be_noted(talk, case, rulebook):
        card = note_form(shown, values={"text": words}, unsent=True)
    else:
        card = unsent_words(shown, words)
    return replace(reply, aside=card, aside_summary=f"{case.ref}: what you wrote was not sent")


def _may_be_noted(talk: Talk, case: Case, rulebook: Rulebook) -> bool:
    """Whether a note is fit for it: all on a case read its notes, and a route may be for a few."""
    if talk.action.verb is not Verb.ROUTE_STEP or case.matter:
        return True
    wanted = talk.action.keep.get("step", "").partition("/")[0]
    return any(r.key == wanted and not r.private_to for r in rulebook.policy.routes)


async def _unsent(talk: Talk, ref: str) -> str:
    """The sentences among what was typed, without those that an earlier press recorded."""
    written = [value.strip() for value in talk.values.values()]
    sentences = [text for text in written if len(text) >= _SENTENCE and " " in text]
    if not sentences:
        return ""
    trail = msgspec.json.encode(await talk.desk.trail(ref))
    return "\n\n".join(t for t in sentences if msgspec.json.encode(t)[1:-1] not in trail)
