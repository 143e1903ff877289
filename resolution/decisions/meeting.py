"""A stage's meeting: proposing, fixing and recording it are acts of different posts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from resolution import clocks, meetings
from resolution import commands as c
from resolution import events as e
from resolution.case import Case, RunningClock, Visit
from resolution.concerned import concerned
from resolution.decisions.agreeing import check_actions, start_actions, with_owners
from resolution.decisions.ground import Ground, Story, check_texts, ground, need_open, need_party
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.events.timing import PROPOSED
from resolution.next_meeting import leaves_next
from resolution.policy import Anchor, Meeting, Must
from resolution.ports import Rulebook
from resolution.terms import MEETS
from resolution.working_days import local_day


def propose(
    case: Case, command: c.ProposeMeeting, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Say when and where the meeting could be; on a date that is fixed, who else comes."""
    here = ground(case, command.by, rulebook, at)
    meeting = _meeting(here)
    _need_part(here, meetings.proposers(meeting), "propose a date for the meeting")
    _need_to_come(command.at, at)
    further = _further(here, meeting, command)
    visit, place, others = case.visit, command.place.strip(), command.others.strip()
    fixed, known_at = visit.meeting_confirmed, (visit.meeting_at, visit.meeting_place)
    same_day = known_at == (command.at, place) and not visit.meeting_off
    if same_day and (visit.meeting_further, visit.meeting_others) == (further, others):
        so = "arranged" if fixed else "proposed, and not confirmed,"
        raise AlreadyDone(f"The meeting is {so} like that already.")
    if fixed and same_day:
        known = {held.person_id for held in visit.meeting_further}
        added = tuple(held for held in further if held.person_id not in known)
        return (_confirmed(here, command, further, added),)
    return tuple(proposed(here, command.at, place, further, others))


def proposed(
    here: Ground, to: datetime, place: str, further: tuple[e.Assignment, ...], others: str
) -> Iterator[e.Event]:
    """A day that is possible: one that was fixed is open again, and its clock waits for the new."""
    visit = here.case.visit
    fixed = visit.meeting_at if visit.meeting_confirmed and not visit.meeting_off else None
    yield e.MeetingProposed(
        at=here.at,
        by=here.by,
        acting_for=here.who.acting_for,
        meeting_at=to,
        place=place,
        further=further,
        others=others,
        instead_of=fixed if fixed is not None and here.at < fixed != to else None,
    )
    held = clocks.fixed_day(here.case)
    if held is not None and held.due_at is not None:
        # Not stopped: somebody must hear of it when the new day, too, comes unconfirmed.
        yield replace(_moved(held, held.due_at, here, to), why=PROPOSED, remind_at={})


def confirm(
    case: Case, command: c.ConfirmMeeting, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Fix the date; the clock that asks for a date is met, the one for the meeting begins."""
    here = ground(case, command.by, rulebook, at)
    meeting = _meeting(here)
    _need_part(here, meetings.confirmers(here.stage, meeting), "confirm the date of the meeting")
    if not meetings.may_be_confirmed(case.visit, here.stage):
        raise NotNow("No date was proposed yet. Propose one, so that the others can say yes to it.")
    _need_to_come(command.at, at)
    if case.visit.meeting_confirmed and case.visit.meeting_at == command.at:
        raise AlreadyDone("That date was confirmed already.")
    story = Story(case)
    story.tell(_confirmed(here, command, _further(here, meeting, command)))
    story.tell_all(clocks.met(story.case, Must.CONFIRM_MEETING_DATE, command.by, at))
    held = clocks.fixed_day(story.case)
    if held is not None and held.due_at is not None:
        story.tell(_moved(held, held.due_at, here, command.at))
    begun = clocks.started(story.case, rulebook, Anchor.MEETING_CONFIRMED, command.by, at)
    story.tell_all(begun)
    if clocks.fixed_day(story.case) is None:
        story.tell(_awaited(story.case, here, meeting, command.at))
    return tuple(story.events)


def _confirmed(
    here: Ground,
    command: c.ProposeMeeting | c.ConfirmMeeting,
    further: tuple[e.Assignment, ...],
    added: tuple[e.Assignment, ...] | None = None,
) -> e.MeetingConfirmed:
    return e.MeetingConfirmed(
        at=here.at,
        by=here.by,
        acting_for=here.who.acting_for,
        meeting_at=command.at,
        place=command.place.strip(),
        token=command.token if isinstance(command, c.ConfirmMeeting) else "",
        further=further,
        others=command.others.strip(),
        added=added,
    )


def _further(
    here: Ground, meeting: Meeting, command: c.ProposeMeeting | c.ConfirmMeeting
) -> tuple[e.Assignment, ...]:
    """Who else comes; as it was, where this person has no say in it."""
    if not meetings.may_add_people(here.case, here.rulebook, here.who, meeting):
        return here.case.visit.meeting_further
    check_texts({}, {"others": command.others})
    known = {person.id: person for person in meetings.people_to_add(here.case, here.rulebook)}
    if not known.keys() >= set(command.further):
        raise Incomplete("Choose from the list.", {"further": "Choose people of the list."})
    titles = {post.key for post in here.rulebook.policy.posts}
    people = (known[person_id] for person_id in dict.fromkeys(command.further))
    return tuple(
        e.Assignment(
            next(h.post for h in person.holdings if h.post in titles), person.id, person.name
        )
        for person in people
    )


def _awaited(case: Case, here: Ground, meeting: Meeting, to: datetime) -> e.ClockStarted:
    """A day that people fixed is due on that day, whether or not the procedure times it."""
    due_at = here.rulebook.calendar.due_on_day(local_day(to))
    further = f"-{len(case.visit.meetings) + 1}" if case.visit.meetings else ""
    return e.ClockStarted(
        at=here.at,
        by=here.by,
        clock_id=f"{case.visit.number}.{clocks.AGREED_MEETING}{further}",
        key=clocks.AGREED_MEETING,
        must=Must.HOLD_MEETING,
        stage_key=here.stage.key,
        posts=meetings.recorders(meeting, here.rulebook.policy, case.kind),
        counted_from=here.at,
        due_at=due_at,
        remind_at=_reminders(due_at, here),
        fixed=True,
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
    """The post that records a meeting writes its summary and what was agreed."""
    here = ground(case, command.by, rulebook, at)
    visit, meeting = _recordable(here, command.visit)
    _check_record(visit, command, at)
    actions = with_owners(command.actions, case, rulebook, at)
    story = Story(case)
    story.tell(
        e.MeetingRecorded(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            held_on=command.held_on,
            summary=command.summary.strip(),
            actions=actions,
            present=command.present.strip(),
            visit=visit.number,
        )
    )
    if meetings.is_present(visit, case):
        for must in () if leaves_next(visit, command.held_on) else MEETS:
            on = command.held_on if must is Must.HOLD_MEETING else None
            story.tell_all(clocks.met(story.case, must, command.by, at, on))
        # The record is the summary: nobody is asked for what they have just written.
        done = Must.SUMMARISE_MEETING
        begun = clocks.started(story.case, rulebook, Anchor.MEETING_HELD, command.by, at, done)
        story.tell_all(begun)
    writers = meetings.recorders(meeting, rulebook.policy, case.kind)
    start_actions(story, actions, rulebook, command.by, at, writers)
    return tuple(story.events)


def _check_record(visit: Visit, command: c.RecordMeeting, at: datetime) -> None:
    if command.held_on > local_day(at):
        raise Incomplete(
            "The meeting is still to come.", {"held_on": "Give the day on which it was held."}
        )
    check_texts({"summary": command.summary}, {"present": command.present})
    check_actions(command.actions, at)
    said = (command.held_on, command.summary.strip())
    if any((held.held_on, held.summary) == said for held in visit.meetings):
        raise AlreadyDone("That meeting is on record already.")


def _recordable(here: Ground, number: int) -> tuple[Visit, Meeting]:
    """The stage whose meeting is put on record, and what the policy says of it."""
    need_party(here)
    visits = here.case.visits
    if not 0 <= number <= len(visits):
        raise Incomplete("Choose a stage.", {"visit": "Choose the stage that met."})
    visit = visits[number - 1]  # 0 is the last one
    stage = here.rulebook.policy.stage(visit.stage_key)
    meeting = stage.meeting
    if meeting is None:
        raise _no_meeting(stage.title)
    if visit not in meetings.recordable(here.case, here.rulebook, here.who):
        _need_part(here, (*meeting.record, *meeting.chair), "record the meeting")
        raise NotNow(
            f"{stage.title} has ended, and nothing of its meeting is to record. Add a note instead."
        )
    return visit, meeting


def call_off(story: Story, here: Ground, told: tuple[e.Assignment, ...] | None = None) -> None:
    """A meeting that is to come is not held once its stage is left or the case ends."""
    visit = here.case.visit
    if visit.meeting_at is None or visit.meeting_at <= here.at:
        return
    story.tell(
        e.MeetingCalledOff(
            at=here.at,
            by=here.by,
            stage_key=visit.stage_key,
            meeting_at=visit.meeting_at,
            confirmed=visit.meeting_confirmed,
            told=told,
        )
    )


def _meeting(here: Ground) -> Meeting:
    need_open(here.case)
    need_party(here)
    if here.stage.meeting is None:
        raise _no_meeting(here.stage.title)
    return here.stage.meeting


def _no_meeting(title: str) -> NotNow:
    return NotNow(f"The procedure has no meeting at {title}. Add a note if you meet anyway.")


def _need_part(here: Ground, posts: Iterable[str], act: str) -> None:
    if meetings.has_part(here.case, here.rulebook, here.who, posts):
        return
    concern = concerned(here.rulebook.policy, posts, here.case.kind)
    titles = " or ".join(here.rulebook.policy.post_title(post) for post in concern)
    raise NotYours(
        f"Only {titles} or those asked to respond can {act}. Ask one of them, or add a note."
    )


def _need_to_come(moment: datetime, at: datetime) -> None:
    if moment <= at:
        raise Incomplete(
            "The meeting would be in the past.", {"meeting_at": "Give a day and time to come."}
        )
