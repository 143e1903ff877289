"""What notices say of a stage's meeting: to be arranged, near, not on record, called off."""

from datetime import datetime

from cards.actions import Verb
from cards.ask import About, Ask, until
from cards.buttons import JUDGING, MOVING_ON, READING
from cards.facts import CaseFacts
from cards.leading import parts_of
from cards.meeting import meeting_title
from cards.standing import posts, titles
from cards.viewer import Viewer
from cards.words import LONDON, day, listed, opening, safe, when
from resolution.case import RunningClock
from resolution.meetings import recorders
from resolution.policy import Must

_RECORDING = (Verb.RECORD_MEETING, Verb.PROPOSE_MEETING)
_DOES = {"arrange": "arrange", "chair": "chair", "attend": "come to", "record": "record"}


def asked_to_arrange(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A stage began whose meeting this person arranges."""
    title = meeting_title(shown)
    held = f"It is to be held{until(_limit(shown))}. " if _limit(shown) else ""
    said = f"{held}Propose a day; those who come are told, and you confirm it."
    cite = f"Source: {safe(shown.stage.meeting.cite)}" if shown.stage.meeting else ""
    preview = f"please arrange the meeting{until(_limit(shown))}"
    return Ask(f"Please arrange: {title}", preview, (said, cite), (Verb.PROPOSE_MEETING,))


def _limit(shown: CaseFacts) -> RunningClock | None:
    """The clock by which the meeting is to be held, where the procedure gives one."""
    return next((clock for clock in shown.case.stage_clocks if is_about_limit(clock)), None)


def part_in_meeting(shown: CaseFacts, viewer: Viewer) -> str:
    """What somebody who is told of a stage does at its meeting; empty when nothing."""
    meeting = shown.stage.meeting
    if meeting is None or not meeting.required:
        return ""
    mine = parts_of(shown, viewer)
    chairs = "chair" in mine  # and so comes to it
    does = [w for part, w in _DOES.items() if part in mine and not (chairs and part == "attend")]
    decides = bool(set(meeting.further) & set(viewer.posts))
    said = f"You {listed(does)} the {meeting_title(shown)}, and will be told its date." * bool(does)
    to = "it" if does else f"the {meeting_title(shown)}"
    return f"{said}{f' You may say who else comes to {to}.' * decides}".strip()


def meeting_wanted(shown: CaseFacts, clock: RunningClock, *, today: bool) -> Ask:
    """The limit of a meeting comes near, and no day is fixed."""
    title = meeting_title(shown)
    proposed = shown.visit.meeting_at if shown.visit else None
    state = (
        f"Proposed for {when(proposed)}, not confirmed" if proposed else "No day is fixed for it"
    )
    said = f"{state} yet. It is to be held{until(clock)}."
    opens = f"Today is the last day: {title}" if today else f"Reminder: {title}"
    preview = f"reminder, no day is fixed for the meeting due{until(clock)}"
    return Ask(opens, preview, (said,), (Verb.PROPOSE_MEETING, Verb.CONFIRM_MEETING))


def meeting_not_held(shown: CaseFacts, clock: RunningClock, viewer: Viewer) -> Ask:
    """The limit of a meeting has passed without one on record."""
    visit = shown.visit
    fixed = visit.meeting_at if visit and visit.meeting_confirmed else None
    said = f"The {meeting_title(shown)} was to be held{until(clock)} and is not on record."
    then = f"It is fixed for {when(fixed)}." if fixed else _held_or_not(shown, viewer)
    first = (*_RECORDING, *MOVING_ON)
    return Ask("A meeting was not held in time", "a meeting is overdue", (said, then), first)


def _held_or_not(shown: CaseFacts, viewer: Viewer) -> str:
    """What to do about a meeting that is not on record: their own part, or whom to ask."""
    held, may = shown.meeting, viewer.may
    writes = held.get("record") or held.get("chair") or held.get("arrange") or ()
    records, arranges = (
        titles(shown, [each.post for each in people], "or")
        for people in (writes, held.get("arrange", ()))
    )
    record = Verb.RECORD_MEETING in may
    if_held = "press **Record the meeting**" if record else f"ask the {records} to record it"
    propose = Verb.PROPOSE_MEETING in may
    if_not = "propose a day" if propose else f"ask the {arranges} to propose a day"
    return f"If it was held, {if_held}; if not, {if_not}."


def is_about_limit(clock: RunningClock) -> bool:
    """Whether a clock is the time by which a meeting is to be held, and not its own day."""
    return clock.must is Must.HOLD_MEETING and not clock.fixed


def meeting_is_near(shown: CaseFacts, at: datetime, *, today: bool) -> Ask:
    """Everybody who comes to a meeting is reminded of when and where."""
    visit = shown.visit
    assert visit is not None
    title = meeting_title(shown)
    hour = f"{at.astimezone(LONDON):%H:%M}"
    place = f" Where: {safe(visit.meeting_place)}." if visit.meeting_place else ""
    meeting = shown.stage.meeting
    # Only those of this kind of case: of a conference, not the reviewing officer's manager.
    writes = recorders(meeting, shown.policy, shown.case.kind) if meeting else ()
    record = f" The {posts(shown.policy, writes, 'or')} records what is agreed." if writes else ""
    opens = f"Today at {hour}: {title}" if today else f"Coming up: {title}"
    preview = f"meeting today at {hour}" if today else f"meeting on {when(at)}"
    first = (Verb.RECORD_MEETING, *READING) if today else READING
    return Ask(opens, preview, (f"**{when(at)}.**{place}{record}",), first)


def meeting_not_recorded(shown: CaseFacts, viewer: Viewer) -> Ask:
    """The day of a meeting has passed, and nothing of it is on the case."""
    visit = shown.visit
    at = f" of {when(visit.meeting_at)}" if visit and visit.meeting_at else ""
    if visit and not visit.meeting_confirmed:
        return _never_confirmed(shown)
    record = Verb.RECORD_MEETING in viewer.may
    said = f"The {meeting_title(shown)}{at} is not on record yet."
    todo = (
        "If it was held, press **Record the meeting**; if not, propose another day."
        if record
        else "Those who record it have been told."
    )
    title = "A meeting is not on record yet"
    return Ask(title, "a meeting is not on record", (said, todo), _RECORDING)


def _never_confirmed(shown: CaseFacts) -> Ask:
    """A day was fixed, another proposed in its place, and nobody confirmed that one."""
    proposed = shown.visit.meeting_at if shown.visit else None
    said = f"{opening(meeting_title(shown))}: {when(proposed)} was proposed and is not confirmed."
    todo = "If it was held, press **Record the meeting**; if not, propose another day."
    title = "A meeting has no day that is confirmed"
    return Ask(title, "a meeting was not confirmed", (said, todo), _RECORDING)


def proposed(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A day is proposed for the stage's meeting: it is confirmed, or another one is proposed."""
    if Verb.CONFIRM_MEETING in viewer.may:
        todo = "If the day suits, press **Confirm the meeting**; if not, propose another day."
        return _arranged(shown, about, "proposed", todo, Verb.CONFIRM_MEETING, Verb.PROPOSE_MEETING)
    other = " If it does not suit you, propose another day." * (Verb.PROPOSE_MEETING in viewer.may)
    return _arranged(shown, about, "proposed", f"It is not confirmed yet.{other}", *READING)


def confirmed(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """The day of the stage's meeting is fixed."""
    return _arranged(shown, about, "confirmed", "", *READING)


def _arranged(shown: CaseFacts, about: About, state: str, todo: str, *first: Verb) -> Ask:
    visit = shown.visit
    at = when(visit.meeting_at) if visit and visit.meeting_at else ""
    place = f" Where: {safe(visit.meeting_place)}." if visit and visit.meeting_place else ""
    said = f"**{at}.**{place}" if at else ""
    before = about.get("instead_of", "")
    fixed = when(datetime.fromisoformat(before)) if before else ""
    again = f"The day that was fixed, **{fixed}**, is open again." if fixed else ""
    preview = f"meeting {state}{': ' + at if at else ''}"
    preview += f" instead of {fixed}" if fixed else ""
    return Ask(f"Meeting {state}", preview, (said, again, todo), first)


def recorded(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A meeting is on record, of the present stage or of one that was left."""
    number = int(about.get("visit", "0") or 0)
    visit = shown.case.visits[number - 1] if number <= len(shown.case.visits) else shown.visit
    held = visit.meetings[-1] if visit and visit.meetings else None
    said = f"It was held on {day(held.held_on)}." if held else ""
    where = "" if visit is shown.visit else "Press See the history to read it."
    first = (*JUDGING, Verb.RESPOND, *READING)
    return Ask("Meeting recorded", "a meeting was recorded", (said, where), first)


def called_off(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A meeting that people were asked to, or have in their calendars, will not be held."""
    stages = {stage.key: stage for stage in shown.policy.stages}
    stage = stages.get(about.get("stage", ""))
    title = opening(safe(stage.meeting.title)) if stage and stage.meeting else "Meeting"
    at = when(datetime.fromisoformat(about["at"])) if about.get("at") else ""
    why = "the case has ended" if not shown.case.is_open else "the case has left that stage"
    why = "another team leads the case now" if about.get("lead") else why
    was = "was proposed, and is" if about.get("proposed") else "is"
    off = f"{was} off{' for you' if about.get('lead') else ''}, because {why}"
    said = f"**{title}{', ' + at if at else ''}** {off}. Take it out of your diary."
    preview = f"the meeting{' of ' + at if at else ''} is off"
    return Ask("A meeting is off", preview, (said,), READING)
