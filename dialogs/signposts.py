"""`signpost`: what is not for this process, with the council's own links; nothing is stored."""

from cards.actions import CardAction, Verb
from cards.raise_form import FIRST_STEP
from cards.signposts import signposts_card
from dialogs.acting import in_place
from dialogs.invoke import Reply
from dialogs.talk import Talk

TITLE = "Not for this process"


async def listed(talk: Talk) -> Reply:
    """Where other matters go; from the raise form, with the way back to it."""
    if not talk.action.ref:
        return Reply(card=signposts_card(talk.desk.policy()), summary=TITLE)
    keep = {key: talk.values[key] for key in FIRST_STEP if talk.values.get(key)}
    form = CardAction(Verb.RAISE_FORM, talk.action.ref, keep=keep)
    go_back = form.submit if talk.in_dialog else form.execute
    card = signposts_card(talk.desk.policy(), [go_back("Go back to the form", inputs=False)])
    return in_place(talk, TITLE, card)
