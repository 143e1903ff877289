"""A stage's meeting: proposed, its date confirmed, held and recorded."""

import secrets

from cards.actions import Verb
from cards.meeting_forms import confirm_meeting_form, propose_meeting_form, record_meeting_form
from cards.words import day, when
from dialogs.acting import Act, Sent, plain
from dialogs.respond import agreed_actions
from resolution.case import Case
from resolution.commands import ConfirmMeeting, ProposeMeeting, RecordMeeting
from resolution.people import Actor
from resolution.policy import Must
from resolution.ports import Rulebook
from resolution.working_days import local_day

WHEN = "Choose the day and the time of the meeting."


def _propose(sent: Sent) -> ProposeMeeting:
    return ProposeMeeting(
        **sent.stamp,
        at=sent.answers.moment("meeting_on", "meeting_time", WHEN),
        place=sent.answers.text("place"),
    )


def _confirm(sent: Sent) -> ConfirmMeeting:
    return ConfirmMeeting(
        **sent.stamp,
        at=sent.answers.moment("meeting_on", "meeting_time", WHEN),
        place=sent.answers.text("place"),
        # Drawn here, so that the procedure itself stays without chance.
        token=secrets.token_urlsafe(16),
    )


def _about_its_day(before: Case, case: Case, rulebook: Rulebook, who: Actor) -> str:
    """What is unusual about the day that was chosen; accepted all the same."""
    if case.visit.meeting_at is None:
        return ""
    on = local_day(case.visit.meeting_at)
    said = ""
    if why := rulebook.calendar.why_not(on):
        said = f"{day(on)} is not a working day ({why})."
    respond = case.clock_of(Must.RESPOND)
    if (
        respond is not None
        and respond.due_at is not None
        and case.visit.meeting_at > respond.due_at
    ):
        said += f" It comes after the response is due, {when(respond.due_at)}."
    return said.strip()


def _record(sent: Sent) -> RecordMeeting:
    return RecordMeeting(
        **sent.stamp,
        held_on=sent.answers.day("held_on", "Choose the day on which you met."),
        summary=sent.answers.text("summary", "Write what was said and decided."),
        actions=agreed_actions(sent.answers),
    )


ACTS = (
    Act(
        Verb.PROPOSE_MEETING,
        "Propose a meeting",
        "The time is proposed, and those who attend will be told.",
        _propose,
        plain(propose_meeting_form),
        remark=_about_its_day,
    ),
    Act(
        Verb.CONFIRM_MEETING,
        "Confirm the meeting",
        "The date of the meeting is fixed, and those who attend will be told.",
        _confirm,
        plain(confirm_meeting_form),
        remark=_about_its_day,
    ),
    Act(
        Verb.RECORD_MEETING,
        "Record the meeting",
        "The meeting is on record.",
        _record,
        plain(record_meeting_form),
    ),
)
