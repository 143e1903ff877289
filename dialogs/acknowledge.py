"""Seen: one press, no form; it stops no clock but its own."""

from cards.actions import NO_LONGER, UnknownButton
from dialogs.acting import done
from dialogs.invoke import Reply
from dialogs.talk import Talk, entitled
from resolution.commands import Acknowledge
from resolution.errors import Refused

SAID = "Acknowledged. The date stays as it is."
UNDATED = "Acknowledged."


async def acknowledge(talk: Talk) -> Reply:
    """Straight to casework, which looks at the case anyway: nothing need be read before it."""
    pressed = talk.action
    if not pressed.ref:
        raise UnknownButton(NO_LONGER)
    command = Acknowledge(case_ref=pressed.ref, by=talk.actor, seen_version=pressed.version)
    try:
        after = await talk.desk.submit(command)
    except Refused:
        await entitled(talk, pressed.ref)  # to anybody else there is no such case, and no more said
        raise
    return done(talk, after, SAID if any(c.due_at for c in after.stage_clocks) else UNDATED)
