"""What the owner makes of a response: satisfied, not satisfied, withdrawn, taken up again."""

from datetime import datetime

from resolution import clocks
from resolution import commands as c
from resolution import events as e
from resolution.answered import asks_response, is_to_judge
from resolution.case import Case, Status
from resolution.decisions.ground import (
    Ground,
    Story,
    check_texts,
    ground,
    need_judge,
    need_open,
    need_owner,
)
from resolution.decisions.meeting import call_off
from resolution.decisions.opening import check_agreed, check_all, open_stage
from resolution.decisions.taking_steps import start_after, stop_after
from resolution.errors import AlreadyDone, NotNow
from resolution.policy import Anchor, Must
from resolution.ports import Rulebook
from resolution.satisfaction import still_to_be_satisfied
from resolution.stage_reports import Report


def resolve(
    case: Case, command: c.Resolve, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Close as settled, with the outcome and its impact for the child; a person's act always."""
    here = ground(case, command.by, rulebook, at)
    if case.status is Status.RESOLVED:
        raise AlreadyDone(f"{case.ref} was resolved already.")
    need_open(case)
    need_judge(here, "resolve it")
    check_texts(
        {"outcome": command.outcome, "impact": command.impact},
        {"without_meeting": command.without_meeting},
    )
    story = Story(case)
    _accept(story, here, command)
    if still_to_be_satisfied(story.case, rulebook):
        return tuple(story.events)
    call_off(story, here)
    story.tell_all(clocks.stopped(story.case, command.by, at, keep=Must.RESOLVE))
    story.tell(
        e.ChallengeResolved(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            outcome=command.outcome.strip(),
            impact=command.impact.strip(),
            without_meeting=command.without_meeting.strip(),
        )
    )
    story.tell_all(clocks.started(story.case, rulebook, Anchor.RESOLVED, command.by, at))
    start_after(story, here, Anchor.RESOLVED)
    return tuple(story.events)


def _accept(story: Story, here: Ground, command: c.Resolve) -> None:
    """Where all judges must be satisfied, this person is, for each post that they judge as."""
    waiting = still_to_be_satisfied(here.case, here.rulebook)
    own = [post for post in waiting if post in here.who.posts]
    if waiting and not own:
        titles = ", ".join(here.rulebook.policy.post_title(post) for post in waiting)
        raise NotNow(f"{here.case.ref} is resolved once these are satisfied too: {titles}.")
    for post in own:
        story.tell(
            e.ResponseAccepted(
                at=here.at,
                by=here.by,
                acting_for=here.who.acting_for,
                post=post,
                outcome=command.outcome.strip(),
                impact=command.impact.strip(),
            )
        )


def reject(
    case: Case, command: c.RejectResponse, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The owner is not satisfied: says why; going further is another act."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_judge(here, "judge the response")
    if not is_to_judge(case.visit, here.stage):
        if case.visit.rejected_at is not None:
            raise AlreadyDone("You said already that you are not satisfied. You can escalate now.")
        what = "response" if asks_response(here.stage) else "meeting on record"
        raise NotNow(f"There is no {what} at {here.stage.title} yet. You can escalate now.")
    check_texts({"reason": command.reason})
    story = Story(case)
    story.tell(
        e.ResponseRejected(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            reason=command.reason.strip(),
        )
    )
    for clock in case.clocks:
        if clock.must is Must.RESPOND and clock.id.startswith(f"{case.visit.number}."):
            story.tell_all(clocks.resumed(story.case, clock.id, rulebook, command.by, at))
    return tuple(story.events)


def withdraw(
    case: Case, command: c.Withdraw, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The owner no longer pursues it, and says why."""
    here = ground(case, command.by, rulebook, at)
    if case.status is Status.WITHDRAWN:
        raise AlreadyDone(f"{case.ref} was withdrawn already.")
    need_open(case)
    need_owner(here, "withdraw it")
    check_texts({"reason": command.reason})
    story = Story(case)
    call_off(story, here)
    story.tell_all(clocks.stopped(case, command.by, at))
    story.tell(
        e.ChallengeWithdrawn(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            reason=command.reason.strip(),
        )
    )
    return tuple(story.events)


def reopen(case: Case, command: c.Reopen, rulebook: Rulebook, at: datetime) -> tuple[e.Event, ...]:
    """Take a resolved case up at the level that it left, never from the start (Durham §5.5)."""
    here = ground(case, command.by, rulebook, at)
    if case.is_open:
        raise AlreadyDone(f"{case.ref} is open.")
    if case.status is not Status.RESOLVED:
        raise NotNow(f"{case.ref} was withdrawn; raise a new challenge instead.")
    need_judge(here, "take it up again")
    wrong = check_agreed(here.stage, command.agreed_by, at)
    check_all({"reason": command.reason}, {}, dict(wrong))
    story = Story(case)
    reason = command.reason.strip()
    story.tell(
        e.ChallengeReopened(at=at, by=command.by, acting_for=here.who.acting_for, reason=reason)
    )
    stop_after(story, here, Anchor.RESOLVED)
    open_stage(
        story,
        here.stage,
        rulebook,
        command.by,
        at,
        reason=reason,
        bypassed=(),
        report=Report(case.visit.report, case.visit.report_values),
        agreed_by=command.agreed_by,
    )
    return tuple(story.events)
