"""The one road that every command takes: decide what happened, then record all that follows."""

from resolution import deadlines
from resolution.case import Case, Status
from resolution.commands import Command, MigratePolicy, OpenRecord, RaiseChallenge
from resolution.decisions import decide
from resolution.errors import NoSuchCase
from resolution.folding import apply
from resolution.notices import Notice
from resolution.one_message import put_together
from resolution.ports import Clock, Rulebook, Unit
from resolution.telling import notices_for


def handle(command: Command, unit: Unit, clock: Clock) -> Case:
    """Carry out a command in one transaction; Refused, and nothing changed, when it may not be."""
    before = unit.case(command.case_ref)
    rulebook = _rulebook(before, command, unit)
    events = decide(before, command, rulebook, at=clock.now())
    after = before
    owed: list[Notice] = []
    for event in events:
        after = apply(after, event)
        owed.extend(notices_for(event, after, rulebook))
    if events:
        timers = deadlines.between(before, after)
        unit.record(before, after, events, timers=timers, owed=put_together(owed))
    return after


def _rulebook(before: Case, command: Command, unit: Unit) -> Rulebook:
    if isinstance(command, RaiseChallenge | OpenRecord | MigratePolicy):
        return unit.rulebook(command.policy_id)
    if before.status is Status.UNRAISED:
        raise NoSuchCase(f"There is no case {command.case_ref}. Type `mine` to see yours.")
    return unit.rulebook(before.policy_id)
