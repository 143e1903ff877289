"""A stage's meeting: proposing, fixing and recording it are acts of different posts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from resolution import clocks
from resolution import commands as c
from resolution import events as e
from resolution.case import Case, RunningClock
from resolution.concerned import concerned
from resolution.decisions.answering import check_actions, start_actions
from resolution.decisions.ground import Ground, Story, check_texts, ground, need_open, need_party
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.policy import Anchor, Meeting, Must
from resolution.ports import Rulebook
from resolution.working_days import local_day


def propose(
    case: Case, command: c.ProposeMeeting, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Say when and where the meeting could be."""
    here = ground(case, command.by, rulebook, at)
    meeting = _meeting(here)
    _need_part(here, meeting, (*meeting.arrange, *meeting.attend, *meeting.chair), "propose a date")
    _need_to_come(command.at, at)
    return (
        e.MeetingProposed(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            meeting_at=command.at,
            place=command.place.strip(),
        ),
    )


def confirm(
    case: Case, command: c.ConfirmMeeting, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Fix the date; the clock that asks for a date is met, the one for the meeting begins."""
    here = ground(case, command.by, rulebook, at)
    meeting = _meeting(here)
    asked = [c for c in here.stage.clocks if c.must is Must.CONFIRM_MEETING_DATE]
    confirmers = {post for clock in asked for post in clock.by}
    _need_part(here, meeting, (*confirmers, *meeting.arrange), "confirm the date")
    _need_to_come(command.at, at)
    if case.visit.meeting_confirmed and case.visit.meeting_at == command.at:
        raise AlreadyDone("That date was confirmed already.")
    story = Story(case)
    story.tell(
        e.MeetingConfirmed(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            meeting_at=command.at,
            place=command.place.strip(),
            token=command.token,
        )
    )
    story.tell_all(clocks.met(story.case, Must.CONFIRM_MEETING_DATE, command.by, at))
    held = story.case.clock_of(Must.HOLD_MEETING)
    if held is not None and held.due_at is not None:
        story.tell(_moved(held, held.due_at, here, command.at))
    begun = clocks.started(story.case, rulebook, Anchor.MEETING_CONFIRMED, command.by, at)
    story.tell_all(begun)
    if story.case.clock_of(Must.HOLD_MEETING) is None:
        story.tell(_awaited(story.case, here, meeting, command.at))
    return tuple(story.events)


def _awaited(case: Case, here: Ground, meeting: Meeting, to: datetime) -> e.ClockStarted:
    """A day that people fixed is due on that day, whether or not the procedure times it."""
    due_at = here.rulebook.calendar.due_on_day(local_day(to))
    return e.ClockStarted(
        at=here.at,
        by=here.by,
        clock_id=f"{case.visit.number}.{clocks.AGREED_MEETING}",
        key=clocks.AGREED_MEETING,
        must=Must.HOLD_MEETING,
        stage_key=here.stage.key,
        posts=meeting.record or meeting.chair or meeting.arrange,
        counted_from=here.at,
        due_at=due_at,
        remind_at=_reminders(due_at, here),
    )


def _reminders(due_at: datetime, here: Ground) -> Mapping[str, datetime]:
    """The morning of the day and of the working day before it."""
    rulebook, at = here.rulebook, here.at
    return clocks.reminders(None, at, due_at, rulebook, at, clocks.BEFORE_A_MEETING)


def _moved(clock: RunningClock, old: datetime, here: Ground, to: datetime) -> e.DueDateMoved:
    """A meeting that moves takes its clock along."""
    due_at = here.rulebook.calendar.due_on_day(local_day(to))
    return e.DueDateMoved(
        at=here.at,
        by=here.by,
        clock_id=clock.id,
        old_due_at=old,
        new_due_at=due_at,
        why="meeting",
        remind_at=_reminders(due_at, here),
    )


def record(
    case: Case, command: c.RecordMeeting, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """The post that records the meeting writes its summary and what was agreed."""
    here = ground(case, command.by, rulebook, at)
    meeting = _meeting(here)
    _need_part(here, meeting, (*meeting.record, *meeting.chair), "record the meeting")
    if command.held_on > local_day(at):
        raise Incomplete(
            "The meeting is still to come.", {"held_on": "Give the day on which it was held."}
        )
    check_texts({"summary": command.summary})
    check_actions(command.actions, at)
    story = Story(case)
    story.tell(
        e.MeetingRecorded(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            held_on=command.held_on,
            summary=command.summary.strip(),
            actions=command.actions,
        )
    )
    for must in (Must.HOLD_MEETING, Must.SUMMARISE_MEETING):
        story.tell_all(clocks.met(story.case, must, command.by, at))
    recorders = tuple(meeting.record) or tuple(meeting.arrange)
    start_actions(story, here, command.actions, recorders)
    story.tell_all(clocks.started(story.case, rulebook, Anchor.MEETING_HELD, command.by, at))
    return tuple(story.events)


def _meeting(here: Ground) -> Meeting:
    need_open(here.case)
    need_party(here)
    if here.stage.meeting is None:
        raise NotNow(
            f"The procedure has no meeting at {here.stage.title}. Add a note if you meet anyway."
        )
    held = here.case.visit.meeting_held_on
    if held is not None:
        raise AlreadyDone(
            f"The {here.stage.meeting.title} was held on {held:%-d %B %Y} and is on record. "
            "Add a note if you meet again."
        )
    return here.stage.meeting


def _need_part(here: Ground, meeting: Meeting, posts: Iterable[str], act: str) -> None:
    concern = concerned(here.rulebook.policy, posts, here.case.kind)
    if here.who.is_owner or here.who.duties or here.who.posts & set(concern):
        return
    titles = " or ".join(here.rulebook.policy.post_title(post) for post in concern)
    raise NotYours(f"{meeting.title}: only {titles} or those asked to respond can {act}.")


def _need_to_come(moment: datetime, at: datetime) -> None:
    if moment <= at:
        raise Incomplete(
            "The meeting would be in the past.", {"meeting_at": "Give a day and time to come."}
        )
