"""What happens when a person, or time, asks something of a case: `decide` returns the events."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from resolution import commands as c
from resolution.case import Case
from resolution.decisions import (
    answering,
    changing,
    judging,
    meeting,
    opening,
    raising,
    recording,
    routing,
    time_passing,
    tracking,
)
from resolution.errors import CaseMovedOn, NotNow
from resolution.events import Event
from resolution.ports import Rulebook

# What a record that is no challenge can take.
FOR_RECORDS = (
    c.OpenRecord,
    c.RecordStep,
    c.AddNote,
    c.TickFiled,
    c.PassTime,
    c.Recalculate,
    c.ReportUndelivered,
)

# What nobody decides without having read what was answered.
OF_WHAT_WAS_ANSWERED = (c.RejectResponse, c.Resolve, c.Escalate, c.HandOver, c.Withdraw)

Decision = Callable[[Case, Any, Rulebook, datetime], Iterable[Event]]

DECISIONS: dict[type[c.Command], Decision] = {
    c.RaiseChallenge: raising.raise_challenge,
    c.OpenRecord: recording.open_record,
    c.DraftReport: answering.draft_report,
    c.Escalate: opening.escalate,
    c.HandOver: opening.hand_over,
    c.Acknowledge: answering.acknowledge,
    c.SendReport: answering.send_report,
    c.SubmitResponse: answering.respond,
    c.ConfirmCompletion: answering.confirm_completion,
    c.RejectResponse: judging.reject,
    c.Resolve: judging.resolve,
    c.Withdraw: judging.withdraw,
    c.Reopen: judging.reopen,
    c.ProposeMeeting: meeting.propose,
    c.ConfirmMeeting: meeting.confirm,
    c.RecordMeeting: meeting.record,
    c.AddNote: tracking.add_note,
    c.CompleteAction: tracking.complete_action,
    c.CheckAction: tracking.check_action,
    c.TickFiled: tracking.tick_filed,
    c.Extend: changing.extend,
    c.AskForExtension: changing.ask_for_extension,
    c.Reassign: changing.reassign,
    c.MigratePolicy: changing.migrate_policy,
    c.ReferToCafcass: routing.refer_to_cafcass,
    c.OpenRoute: routing.open_route,
    c.RecordStep: routing.record_step,
    c.PassTime: time_passing.pass_time,
    c.Recalculate: time_passing.recalculate,
    c.ReportUndelivered: time_passing.report_undelivered,
}


def decide(case: Case, command: c.Command, rulebook: Rulebook, at: datetime) -> tuple[Event, ...]:
    """The events that a command causes; Refused, with a sentence, when it may not."""
    if not isinstance(command, c.RaiseChallenge | c.OpenRecord):
        _refuse_if_stale(case, command, rulebook)
    if case.matter and not isinstance(command, FOR_RECORDS):
        title = rulebook.policy.route(case.matter).title
        raise NotNow(f"{case.ref} is a record ({title}) and no challenge, so this is not for it.")
    return tuple(DECISIONS[type(command)](case, command, rulebook, at))


def _refuse_if_stale(case: Case, command: c.Command, rulebook: Rulebook) -> None:
    # A note or an acknowledgement since then does not make what somebody typed stale;
    # another stage does, and for who decides on what was answered, another answer.
    seen = command.seen_version
    if isinstance(command, c.RecordMeeting) and command.visit:
        return  # it names its stage, which may have been left meanwhile
    if seen is None or not case.visits:
        return
    if seen < case.visit.opened_version:
        title = rulebook.policy.stage(case.stage_key).title
        raise CaseMovedOn(
            f"{case.ref} has moved to {title} since that card was drawn, so nothing was changed. "
            "This is the case as it stands now."
        )
    if isinstance(command, OF_WHAT_WAS_ANSWERED) and seen < case.visit.grown.get("outcome", 0):
        raise CaseMovedOn(
            f"An answer, a meeting or a judgement of it was recorded on {case.ref} since that card "
            "was drawn, so nothing was changed. This is the case as it stands now."
        )
