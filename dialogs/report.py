"""An unfinished report: kept for its writer alone until it is sent (Durham §5.3)."""

from cards.stage_fields import REPORT
from dialogs import acting, judge, respond
from dialogs.acting import Stamp, done
from dialogs.forms import Answers
from dialogs.invoke import Reply
from dialogs.talk import Talk, entitled
from resolution.commands import DraftReport
from resolution.errors import Incomplete

KEPT = "The draft is kept. Nobody else sees it; send the report when it is finished."


async def keep_draft(talk: Talk) -> Reply:
    """Keep what was written so far, whole or not."""
    case, _ = await entitled(talk, talk.action.ref)
    answers = Answers(talk.values)
    typed = [key for key in answers.values if key.startswith(REPORT) and key != LATER]
    values = {key.removeprefix(REPORT): answers.text(key) for key in typed}
    needs = "" if any(values.values()) else "Write something, then keep it as a draft."
    text = answers.text(_field(talk), needs)
    stamp = Stamp(case_ref=case.ref, by=talk.actor, seen_version=talk.action.version)
    answers.check()
    draft = DraftReport(**stamp, text=text, values=values)
    return done(talk, await talk.desk.submit(draft), KEPT)


async def ask_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The form in which it was written, with what was typed."""
    room, asks = (judge, "escalate") if _escalates(talk) else (respond, "send_report")
    act = next(act for act in room.ACTS if act.verb == asks)
    fields = {_field(talk) if k == "text" else k: why for k, why in refusal.fields.items()}
    return await acting.ask_again(act, talk, Incomplete(str(refusal), fields))


LATER = "report_later"
"""The tick of the form to escalate that leaves the report for later; no part of it."""


def _escalates(talk: Talk) -> bool:
    return not {"to_stage", "report"}.isdisjoint(talk.values)


def _field(talk: Talk) -> str:
    """The input that holds a report without fields: its own form's, or that to escalate."""
    return "report" if _escalates(talk) else "text"
