"""Every act that somebody could try on a case, filled in, with the button that offers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cards.actions import Verb
from resolution import commands as c
from resolution.case import Case
from resolution.on_file import to_file
from resolution.people import Actor
from resolution.policy import FormField, Step
from resolution.ports import Rulebook
from resolution.stage_reports import asks_for_report
from resolution.working_days import local_day

SAID = "Because it is needed."


@dataclass(frozen=True)
class Try:
    """A command that the domain may accept, and where it would be offered."""

    command: c.Command
    verb: Verb
    detail: str = ""  # the duty, or ROUTE/STEP, that the form must offer


def everything(case: Case, book: Rulebook, by: Actor, at: datetime) -> Iterator[Try]:
    """All that this person could try on this case at this moment."""
    who: dict[str, Any] = {"case_ref": case.ref, "by": by}
    yield Try(c.AddNote(**who, text=f"A note of {by.name} at {at}."), Verb.NOTE)
    for what in to_file(case, book.policy):
        yield Try(c.TickFiled(**who, what=what), Verb.TICK_FILED)
    yield from _routes(case, book, who, at)
    if not case.matter:
        yield from _of_stage(case, who, at, book)
        yield from _judging(case, book, who, at)
        yield from _actions(case, who)


def _of_stage(case: Case, known: dict[str, Any], at: datetime, book: Rulebook) -> Iterator[Try]:
    later = _working_day(at, 40, book)
    meets = at + timedelta(days=20)
    yield Try(c.Acknowledge(**known), Verb.ACKNOWLEDGE)
    # A draft is kept on the form that would send it: of this stage, or of the next.
    here = asks_for_report(book.policy.stage(case.stage_key)) and case.visit.report_at is None
    draft = c.DraftReport(**known, text=f"A draft at {at}.")
    yield Try(draft, Verb.SEND_REPORT if here else Verb.ESCALATE)
    yield Try(c.SendReport(**known, text=SAID), Verb.SEND_REPORT)
    yield Try(c.SubmitResponse(**known, text=SAID), Verb.RESPOND)
    yield Try(c.ConfirmCompletion(**known), Verb.CONFIRM_COMPLETION)
    yield Try(c.ProposeMeeting(**known, at=meets), Verb.PROPOSE_MEETING)
    yield Try(c.ConfirmMeeting(**known, at=meets, token="t"), Verb.CONFIRM_MEETING)
    yield Try(c.RecordMeeting(**known, held_on=local_day(at), summary=SAID), Verb.RECORD_MEETING)
    yield Try(c.Extend(**known, new_due_on=later, reason=SAID, benefit=SAID), Verb.EXTEND)
    asks = c.AskForExtension(**known, wanted_on=later, reason=SAID, benefit=SAID)
    yield Try(asks, Verb.ASK_EXTENSION)


def _judging(case: Case, book: Rulebook, known: dict[str, Any], at: datetime) -> Iterator[Try]:
    yield Try(c.RejectResponse(**known, reason=SAID), Verb.REJECT)
    yield Try(c.Resolve(**known, outcome=SAID, impact=SAID), Verb.RESOLVE)
    yield Try(c.Withdraw(**known, reason=SAID), Verb.WITHDRAW)
    yield Try(c.Reopen(**known, reason=SAID), Verb.REOPEN)
    yield Try(c.HandOver(**known, note=SAID), Verb.HAND_OVER)
    agreed = local_day(at) + timedelta(days=30)
    for stage in book.policy.stages:
        to = c.Escalate(**known, to_stage=stage.key, reason=SAID, agreed_by=agreed)
        yield Try(to, Verb.ESCALATE)
    referred = c.ReferToCafcass(**known, reasons=SAID, documents="none", referred_on=local_day(at))
    yield Try(referred, Verb.CAFCASS)
    somebody = book.directory.people[-1].id
    for post in ["owner", *(a.post for a in case.visit.assignees)]:
        passes = c.Reassign(**known, post=post, person_id=somebody, reason=SAID)
        yield Try(passes, Verb.REASSIGN, post)


def _actions(case: Case, known: dict[str, Any]) -> Iterator[Try]:
    for number, _ in enumerate(case.actions, start=1):
        yield Try(c.CompleteAction(**known, number=number), Verb.COMPLETE_ACTION)
        for achieved in (True, False):
            checks = c.CheckAction(**known, number=number, achieved=achieved, note=SAID)
            yield Try(checks, Verb.CHECK_ACTION)


def _routes(case: Case, book: Rulebook, known: dict[str, Any], at: datetime) -> Iterator[Try]:
    for route in book.policy.routes:
        yield Try(c.OpenRoute(**known, route=route.key), Verb.ROUTE_FORM, f"{route.key}/")
        for step in route.steps:
            values = filled(step, local_day(at), book)
            records = c.RecordStep(**known, route=route.key, step=step.key, values=values)
            yield Try(records, Verb.ROUTE_FORM, f"{route.key}/{step.key}")


def filled(step: Step, on: date, book: Rulebook) -> dict[str, str]:
    """A step's form with something fit in every field."""
    return {field.key: _answer(field, on, book) for field in step.fields}


def _answer(field: FormField, on: date, book: Rulebook) -> str:
    if field.kind == "date":
        return on.isoformat()
    if field.kind == "yes_no":
        return "yes"
    if field.kind in ("team", "teams"):
        return book.directory.teams[0].title
    return field.choices[0] if field.choices else SAID


def _working_day(at: datetime, days: int, book: Rulebook) -> date:
    return book.calendar.add(local_day(at), days)
