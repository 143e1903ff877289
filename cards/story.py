"""A case's trail told in sentences: one for every event, with the words that people wrote."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cards.awaited import WAITS_FOR, awaited
from cards.file_text import file_title
from cards.standing import named
from cards.words import day, listed, opening, safe, when
from cards.written import texts
from resolution import events as e
from resolution.answered import asks_response, is_one_limit
from resolution.clocks import is_meeting_of_route
from resolution.events.timing import LATE_RESPONSE, PROPOSED
from resolution.policy import Must, Policy

#: A sentence that is safe to show, and what somebody wrote, each text with its title.
Told = tuple[str, tuple[tuple[str, str], ...]]
_WHY_MOVED = {
    "extension": "more time was given",
    "with_response": "more time was given for the response that it is due with",
    LATE_RESPONSE: "the response came late (the procedure gives no time: one working day)",
    "meeting": "the meeting is on another day",
    PROPOSED: "another day was proposed for the meeting",
    "calendar": "the calendar of working days changed",
    "policy": "the case follows another version of the procedure",
}
_POINTS = {
    "half_way": "half-way",
    "working_day_before": "one working day before",
    "due_morning": "on the morning of the last day",
    "next_morning": "on the next working morning",
}


class Story:
    """Tells events in the words of one policy; knows the clocks that began earlier on the trail."""

    def __init__(self, policy: Policy, trail: Sequence[e.Event]) -> None:
        self.policy = policy
        self.clocks = {
            event.clock_id: event for event in trail if isinstance(event, e.ClockStarted)
        }
        self.stages = [(x.at, x.stage_key) for x in trail if isinstance(x, e.StageOpened)]
        self._unconfirmed = _unconfirmed(policy, trail)

    def tell(self, event: e.Event) -> Told:
        """What happened, and what was written."""
        rule = _RULES.get(type(event))
        sentence = rule(self, event) if rule else type(event).__name__
        if isinstance(event, e.ReportDrafted):
            return sentence, ()  # a draft is for its writer alone
        written = ((title, text) for title, text in texts(event, self.policy) if text.strip())
        return sentence, tuple(written)

    @staticmethod
    def tells() -> frozenset[type[e.Event]]:
        """The kinds of events that have a sentence."""
        return frozenset(_RULES)

    def by(self, event: e.Event) -> str:
        """Who did it, and for whom."""
        who = safe(event.by.name)
        return f"{who}, for {safe(event.acting_for)}," if event.acting_for else who

    def stage(self, key: str) -> str:
        """A stage's title."""
        titles = {stage.key: stage.title for stage in self.policy.stages}
        return safe(titles.get(key, key))

    def what(self, event: Any) -> str:
        """What the clock of an event waited for when it happened."""
        clock = self.clocks.get(event.clock_id)
        if (event.clock_id, event.at) in self._unconfirmed:
            return WAITS_FOR[Must.CONFIRM_COMPLETION]
        return self.waits_for(clock) if clock else "the date"

    def waits_for(self, clock: e.ClockStarted) -> str:
        """The same of one whose beginning is told."""
        return awaited(self.policy, clock.must, clock.route, clock.key)

    def moment(self, clock_id: str, at: datetime) -> str:
        """A date of a clock: of a route's meeting only the day is known."""
        clock = self.clocks.get(clock_id)
        return day(at) if clock is not None and is_meeting_of_route(clock) else when(at)

    def answer(self, event: e.Event) -> str:
        """What answered the stage at which something happened: a response, or its meeting."""
        at = next((key for since, key in reversed(self.stages) if since <= event.at), "")
        stage = next((stage for stage in self.policy.stages if stage.key == at), None)
        meets = stage is not None and not asks_response(stage)
        return "outcome of the meeting" if meets else "response"

    def names(self, held: Sequence[e.Assignment]) -> str:
        """Posts with their holders."""
        return listed([named(self.policy, assignment) for assignment in held]) or "nobody"

    def post(self, key: str) -> str:
        """A post's title."""
        return safe(self.policy.post_title(key))

    def route(self, key: str) -> str:
        """A route's title."""
        return safe(self.policy.route_title(key))

    def total(self, key: str) -> str:
        """The title of a limit over several stages."""
        return safe(next((total.title for total in self.policy.totals if total.key == key), key))

    def step(self, event: e.StepRecorded) -> str:
        """A route's step by title."""
        for route in self.policy.routes:
            for step in route.steps:
                if (route.key, step.key) == (event.route, event.step):
                    return f"{safe(route.title)}: {safe(step.news)}"
        return f"{safe(event.route)}: {safe(event.step)}"


def short(policy: Policy, trail: Sequence[e.Event], last: int = 8) -> list[str]:
    """The latest acts, one line each with its day, without what was written."""
    story = Story(policy, trail)
    acts = [event for event in trail if type(event) not in _MACHINERY]
    return [f"{day(event.at)}: {story.tell(event)[0]}" for event in acts[-last:]]


_MACHINERY = frozenset(
    {
        *(e.ClockStarted, e.ClockMet, e.ClockResumed, e.ClockStopped),
        *(e.TotalStarted, e.TotalMoved, e.AssigneeReminded),
    }
)


def _unconfirmed(policy: Policy, trail: Sequence[e.Event]) -> set[tuple[str, datetime]]:
    """What was told of a clock whose response was in, and only its confirmation was not."""
    both = {stage.key for stage in policy.stages if is_one_limit(stage)}
    found: set[tuple[str, datetime]] = set()
    clock_id, answered = "", False
    for event in trail if both else ():
        if isinstance(event, e.ClockStarted):
            if event.must is Must.RESPOND and event.stage_key in both:
                clock_id, answered = event.clock_id, False
        elif isinstance(event, e.ResponseSubmitted | e.ResponseRejected):
            answered = isinstance(event, e.ResponseSubmitted)
        elif answered and getattr(event, "clock_id", "") == clock_id:
            found.add((clock_id, event.at))
    return found


def _moved(story: Story, event: e.DueDateMoved) -> str:
    why = _WHY_MOVED.get(event.why, safe(event.why))
    what = opening(story.what(event))
    old, new = (story.moment(event.clock_id, at) for at in (event.old_due_at, event.new_due_at))
    if old == new:  # what was only proposed is confirmed
        return f"{what} due {new}"
    moved = f"{what}: {old} became {new}, because {why}"
    return f"{moved}; {story.by(event)} is satisfied with it" if event.satisfied else moved


def _opened(story: Story, event: e.StageOpened) -> str:
    passed = listed([story.stage(key) for key in event.bypassed])
    extra = f", passing over {passed}" if passed else ""
    return f"{story.stage(event.stage_key)} began{extra}. Asked: {story.names(event.assignees)}"


def _started(story: Story, event: e.ClockStarted) -> str:
    what = opening(story.waits_for(event))
    if event.due_at is None:
        return f"{what}: no fixed date"
    return f"{what} due {story.moment(event.clock_id, event.due_at)}"


def _undelivered(story: Story, event: e.NoticeUndelivered) -> str:
    told = f"; told instead: {story.names(event.told)}" if event.told else ""
    return f"{safe(event.name)} could not be reached ({safe(event.why)}){told}"


def _lapsed(story: Story, event: e.StageLapsed) -> str:
    above = f"; told above: {story.names(event.told)}" if event.told else ""
    until = story.moment(event.clock_id, event.due_at)
    return f"The {story.what(event)} did not come by {until}{above}"


def _reassigned(story: Story, event: e.Reassigned) -> str:
    to = safe(event.new.name) or "nobody yet, as the post is vacant"
    return f"{story.by(event)} passed the duty of {story.post(event.post)} to {to}"


def _reminded(story: Story, event: e.AssigneeReminded) -> str:
    point = _POINTS.get(event.point, safe(event.point))
    sent = "Reminder" if event.sent else "A reminder was dropped, its day had passed:"
    return f"{sent} of the {story.what(event)}, {point}"


def _consulted(story: Story, event: e.ConsultationRecorded) -> str:
    posts = listed([story.post(key) for key in event.posts])
    how = "consulted" if event.advice else "went on without consulting"
    on = f" on {day(event.consulted_on)}" if event.consulted_on else ""
    return f"{story.by(event)} {how} {posts}{on}"


def _meeting(word: str) -> Callable[[Story, Any], str]:
    def told(story: Story, event: Any) -> str:
        further = f"; also comes: {story.names(event.further)}" if event.further else ""
        before = getattr(event, "instead_of", None)
        instead = f" instead of {when(before)}" if before else ""
        on = f"{when(event.meeting_at)}{instead}"
        return f"{story.by(event)} {word} a meeting on {on}{further}"

    return told


def _called_off(story: Story, event: e.MeetingCalledOff) -> str:
    off = "off" if event.told is None else f"off for {story.names(event.told)}"
    return f"The meeting of {story.stage(event.stage_key)} on {when(event.meeting_at)} is {off}"


_RULES: Mapping[type[e.Event], Callable[[Story, Any], str]] = {
    e.ChallengeRaised: lambda s, x: f"{s.by(x)} raised it",
    e.StageOpened: _opened,
    e.ClockStarted: _started,
    e.ClockMet: lambda s, x: f"Done {'late' if x.late else 'in time'}: {s.what(x)}",
    e.ClockResumed: lambda s, x: f"Asked for again, to the same date: {s.what(x)}",
    e.ClockStopped: lambda s, x: f"No longer waited for: {s.what(x)}",
    e.DueDateMoved: _moved,
    e.StageEscalated: lambda s, x: (
        f"{s.by(x)} escalated from {s.stage(x.from_stage)} to {s.stage(x.to_stage)}"
    ),
    e.ConsultationRecorded: _consulted,
    e.ReportDrafted: lambda s, x: f"{s.by(x)} kept a draft of the report",
    e.RecordOpened: lambda s, x: f"{s.by(x)} began it: {s.route(x.route)}",
    e.HandedOver: lambda s, x: f"{s.by(x)} asked {s.names(x.to)} to raise {s.stage(x.to_stage)}",
    e.ChallengeAcknowledged: lambda s, x: f"{s.by(x)} acknowledged it, as {s.post(x.post)}",
    e.ReportSent: lambda s, x: f"{s.by(x)} sent the written report",
    e.ResponseSubmitted: lambda s, x: (
        f"{s.by(x)} responded, as {s.post(x.post)}{', late' if x.late else ''}"
    ),
    e.CompletionConfirmed: lambda s, x: f"{s.by(x)} confirmed that the agreed actions are done",
    e.ResponseRejected: lambda s, x: f"{s.by(x)} found that the {s.answer(x)} is not enough",
    e.ResponseAccepted: lambda s, x: f"{s.by(x)} is satisfied, as {s.post(x.post)}",
    e.MeetingProposed: _meeting("proposed"),
    e.MeetingConfirmed: _meeting("confirmed"),
    e.MeetingRecorded: lambda s, x: f"{s.by(x)} recorded the meeting of {day(x.held_on)}",
    e.MeetingCalledOff: _called_off,
    e.NoteAdded: lambda s, x: f"{s.by(x)} added a note",
    e.ExtensionAsked: lambda s, x: f"{s.by(x)} asked for time until {day(x.wanted_on)}",
    e.Reassigned: _reassigned,
    e.ReferredToCafcass: lambda s, x: f"{s.by(x)} referred it to Cafcass on {day(x.referred_on)}",
    e.ChallengeResolved: lambda s, x: f"{s.by(x)} resolved it",
    e.ChallengeWithdrawn: lambda s, x: f"{s.by(x)} withdrew it",
    e.ChallengeReopened: lambda s, x: f"{s.by(x)} reopened it",
    e.ActionCompleted: lambda s, x: f"{s.by(x)} marked action {x.number} done",
    e.ActionChecked: lambda s, x: (
        f"{s.by(x)} checked action {x.number}: {'done' if x.achieved else 'not done'}"
    ),
    e.FiledOnRecord: lambda s, x: (
        f"{s.by(x)} put it on the child's file: {safe(file_title(s.policy, x.what))}"
    ),
    e.RouteOpened: lambda s, x: f"{s.by(x)} began: {s.route(x.route)}",
    e.StepRecorded: lambda s, x: f"{s.by(x)} recorded {s.step(x)}",
    e.TeamChanged: lambda s, x: f"{s.by(x)} passed it to another team, which leads it now",
    e.AssigneeReminded: _reminded,
    e.StageLapsed: _lapsed,
    e.TotalWarned: lambda s, x: (
        f"{s.total(x.total_key)}: {'passed' if x.passed else 'near its end'}, {when(x.due_at)}"
    ),
    e.TotalStarted: lambda s, x: f"{s.total(x.total_key)}: ends {when(x.due_at)}",
    e.TotalMoved: lambda s, x: f"{s.total(x.total_key)}: now ends {when(x.new_due_at)}",
    e.PolicyMigrated: lambda s, x: f"{s.by(x)} moved the case to another version of the procedure",
    e.NoticeUndelivered: _undelivered,
}
