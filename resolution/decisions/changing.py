"""Changing who must answer, by when, or under which version of the policy."""

from datetime import date, datetime

from resolution import clocks
from resolution import commands as c
from resolution import events as e
from resolution.case import Case, RunningClock
from resolution.decisions.ground import (
    Ground,
    Story,
    check_texts,
    ground,
    need_duty,
    need_open,
    need_owner,
)
from resolution.decisions.opening import check_all
from resolution.decisions.time_passing import moved_dates
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.extending import extendable, together
from resolution.ports import Rulebook
from resolution.standing import OWNER
from resolution.working_days import local_day


def extend(case: Case, command: c.Extend, rulebook: Rulebook, at: datetime) -> tuple[e.Event, ...]:
    """More time, by the owner alone, with reason and benefit for the child (Durham §5.4)."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_owner(here, "give more time")
    _need_grounds(here, command)
    clock = _extendable(here, command.clock_id)
    _need_other_working_day("new_due_on", command.new_due_on, clock, here)
    new_due_at = rulebook.calendar.due_on_day(command.new_due_on)
    closing = together(case, clock)
    return (
        _later(clock, new_due_at, command, here, "extension"),
        *(_later(each, new_due_at, command, here, "with_response") for each in closing),
    )


def _later(
    clock: RunningClock, new_due_at: datetime, command: c.Extend, here: Ground, why: str
) -> e.DueDateMoved:
    assert clock.due_at is not None
    policy_clock = clocks.of_policy(clock, here.rulebook.policy)
    begins = max(here.at, clock.counted_from)
    return e.DueDateMoved(
        at=here.at,
        by=here.by,
        acting_for=here.who.acting_for,
        clock_id=clock.id,
        old_due_at=clock.due_at,
        new_due_at=new_due_at,
        why=why,
        reason=command.reason.strip(),
        benefit=command.benefit.strip(),
        enquiries=command.enquiries.strip(),
        satisfied=command.satisfied,
        remind_at=clocks.reminders(policy_clock, begins, new_due_at, here.rulebook, here.at),
    )


def _need_grounds(here: Ground, command: c.Extend | c.AskForExtension) -> None:
    """What the procedure wants said for another day; `satisfied` is the owner's to say."""
    asked = here.rulebook.policy.extension.ask
    texts = {key: getattr(command, key) for key in ("reason", "benefit", "enquiries")}
    wrong: dict[str, str] = {}
    if isinstance(command, c.Extend) and "satisfied" in asked and not command.satisfied:
        wrong["satisfied"] = "Say that you are satisfied with the new day, or leave the date."
    needed = {key: text for key, text in texts.items() if key in asked}
    check_all(needed, {key: text for key, text in texts.items() if key not in asked}, wrong)


def _extendable(here: Ground, clock_id: str) -> RunningClock:
    timed = list(extendable(here.case))
    if clock_id:
        timed = [clock for clock in timed if clock.id == clock_id]
    if not timed:
        raise NotNow(f"Nothing with a date is open at {here.stage.title}, so nothing to extend.")
    return timed[0]


def _need_other_working_day(field: str, wanted: date, clock: RunningClock, here: Ground) -> None:
    assert clock.due_at is not None
    due_on, rulebook = local_day(clock.due_at), here.rulebook
    written = clocks.of_policy(clock, rulebook.policy)
    earlier = written is not None and written.may_vary and wanted != due_on
    wrong = ""
    if wanted < local_day(here.at):
        wrong = "This day is in the past; give a day to come."
    elif wanted <= due_on and not earlier:
        wrong = f"It is due on {due_on:%-d %B %Y} now; give a later day."
    elif why := rulebook.calendar.why_not(wanted):
        following = rulebook.calendar.next_working_day(wanted)
        wrong = f"That is not a working day ({why}); the next one is {following:%-d %B %Y}."
    if wrong:
        raise Incomplete("The new date needs your attention.", {field: wrong})


def ask_for_extension(
    case: Case, command: c.AskForExtension, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """An assignee asks; only the owner can give (Durham §5.4)."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    need_duty(here, "ask for more time")
    _need_grounds(here, command)
    asked = case.extension_asked
    if asked is not None and asked.wanted_on == command.wanted_on and asked.by == command.by:
        owner = rulebook.policy.post_title(case.owner.post) if case.owner else "case's owner"
        raise AlreadyDone(f"You asked for that already; the {owner} has been told.")
    _need_other_working_day("wanted_on", command.wanted_on, _extendable(here, ""), here)
    return (
        e.ExtensionAsked(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            wanted_on=command.wanted_on,
            reason=command.reason.strip(),
            benefit=command.benefit.strip(),
            enquiries=command.enquiries.strip(),
        ),
    )


def reassign(
    case: Case, command: c.Reassign, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Pass one post's duty, or the case itself (`owner`), to another person."""
    here = ground(case, command.by, rulebook, at)
    need_open(case)
    old = _held(here, command.post)
    _need_say(here, command.post)
    check_texts({"reason": command.reason})
    person = rulebook.directory.person(command.person_id)
    if person is None or person.left:
        raise Incomplete(
            "Choose somebody who works here.",
            {"person_id": "The directory does not have this person, or says that they have left."},
        )
    if old is not None and old.person_id == person.id:
        raise AlreadyDone(f"{person.name} has it already.")
    post = old.post if old is not None else command.post
    return (
        e.Reassigned(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            post=command.post,
            old=old,
            new=e.Assignment(post, person.id, person.name),
            reason=command.reason.strip(),
        ),
    )


def _held(here: Ground, post: str) -> e.Assignment | None:
    if post == OWNER:
        return here.case.owner
    for assignment in here.case.visit.assignees:
        if assignment.post == post:
            return assignment
    titles = ", ".join(here.rulebook.policy.post_title(a.post) for a in here.case.visit.assignees)
    raise Incomplete(
        "Choose whose duty to pass on.", {"post": f"At {here.stage.title} that is: {titles}."}
    )


def _need_say(here: Ground, post: str) -> None:
    """The owner, the owner's manager, an administrator, or the holder's own line manager."""
    if post not in here.who.passes_on:
        raise NotYours(
            "A duty is passed on by the case's owner, their manager, the line manager of whoever "
            "has it now, or an administrator. Ask one of them."
        )


def migrate_policy(
    case: Case, command: c.MigratePolicy, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Move an open case to another version of the same policy; `rulebook` holds the new one."""
    need_open(case)
    person = rulebook.directory.person(command.by.person_id)
    if person is None or not person.administrator:
        raise NotYours(
            "Only an administrator of the directory moves a case to another version of its "
            "policy; ask one to do it."
        )
    policy = rulebook.policy
    if policy.id == case.policy_id:
        raise AlreadyDone(f"{case.ref} follows {policy.id} already.")
    if policy.key != case.policy_id.partition("@")[0]:
        raise NotNow(
            f"{case.ref} follows another procedure than {policy.title}; "
            "choose a version of its own."
        )
    if all(stage.key != case.stage_key for stage in policy.stages):
        raise NotNow(f"{policy.id} has no stage {case.stage_key}, where {case.ref} is now.")
    story = Story(case)
    story.tell(
        e.PolicyMigrated(
            at=at, by=command.by, old_policy_id=case.policy_id, new_policy_id=policy.id
        )
    )
    story.tell_all(moved_dates(story.case, rulebook, command.by, at, why="policy"))
    return tuple(story.events)
