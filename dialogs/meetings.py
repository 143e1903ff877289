"""A stage's meeting: proposed, its date confirmed, held and recorded."""

from cards.actions import Verb
from cards.meeting_forms import confirm_meeting_form, propose_meeting_form, record_meeting_form
from dialogs.acting import Act, Sent, plain
from dialogs.respond import agreed_actions
from resolution.commands import ConfirmMeeting, ProposeMeeting, RecordMeeting

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
    )


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
    ),
    Act(
        Verb.CONFIRM_MEETING,
        "Confirm the meeting",
        "The date of the meeting is fixed, and those who attend will be told.",
        _confirm,
        plain(confirm_meeting_form),
    ),
    Act(
        Verb.RECORD_MEETING,
        "Record the meeting",
        "The meeting is on record.",
        _record,
        plain(record_meeting_form),
    ),
)
