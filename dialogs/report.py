"""An unfinished report: kept for its writer alone until it is sent (Durham §5.3)."""

from dialogs import acting, judge, respond
from dialogs.acting import Stamp, done
from dialogs.forms import Answers
from dialogs.invoke import Reply
from dialogs.talk import Talk, entitled
from resolution.commands import DraftReport
from resolution.errors import Incomplete

KEPT = "The draft is kept. Nobody else sees it; send the report when it is finished."


async def keep_draft(talk: Talk) -> Reply:
    """Keep what was written so far."""
    case, _ = await entitled(talk, talk.action.ref)
    answers = Answers(talk.values)
    text = answers.text(_field(talk), "Write something, then keep it as a draft.")
    stamp = Stamp(case_ref=case.ref, by=talk.actor, seen_version=talk.action.version)
    answers.check()
    return done(talk, await talk.desk.submit(DraftReport(**stamp, text=text)), KEPT)


async def ask_again(talk: Talk, refusal: Incomplete) -> Reply:
    """The form in which it was written, with what was typed."""
    room = judge if _field(talk) == "report" else respond
    asks = {"report": "escalate", "text": "send_report"}[_field(talk)]
    act = next(act for act in room.ACTS if act.verb == asks)
    fields = {_field(talk) if k == "text" else k: why for k, why in refusal.fields.items()}
    return await acting.ask_again(act, talk, Incomplete(str(refusal), fields))


def _field(talk: Talk) -> str:
    """The input that holds the report: its own form's, or the one on the form to escalate."""
    return "report" if "report" in talk.values else "text"
