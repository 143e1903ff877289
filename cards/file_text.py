"""What belongs on the child's file: each text as plain words, ready for the record system."""

from collections.abc import Iterator, Mapping, Sequence

from cards.earlier import OUTCOMES
from cards.facts import CaseFacts
from cards.fields import in_words
from cards.words import clip, day, listed, when
from resolution import events as e
from resolution.case import Case, RunningClock, Visit
from resolution.on_file import Text, named
from resolution.policy import FormField, Policy

#: Characters that one text may hold, so that its card stays within what Teams takes.
LONGEST_FILE = 9_000


def file_title(policy: Policy, what: str) -> str:
    """What a tick stands for, in the record system's own words; the key itself when unknown."""
    key, _, number = what.partition("/")
    first, second = key.split(".")[:2]
    titled = [(stage.key, stage.title, stage.on_file) for stage in policy.stages]
    if not first.isdigit():
        steps = (step for route in policy.routes if route.key == first for step in route.steps)
        titled = [(step.key, step.title, step.on_file) for step in steps]
    place = int(number or 1) - 1
    found = (named(title, own[place]) for k, title, own in titled if k == second and own[place:])
    return next(found, what)


def file_text(shown: CaseFacts, text: Text, trail: Sequence[e.Event] = ()) -> str:
    """One of these texts: dates, posts, what was asked and answered; no markup."""
    key = text.key.partition("/")[0]
    first = key.partition(".")[0]
    said = _of_visit(shown, int(first), text, trail) if first.isdigit() else _of_step(shown, key)
    lines = [*_head(shown, text.entry.title), *said]
    if len("\n".join(lines)) > LONGEST_FILE:
        each = max(200, LONGEST_FILE // len(lines))
        lines = [clip(line, each) for line in lines]
        lines.append("(Shortened: the whole wording is in the history of this case.)")
    return "\n".join(lines)


def _head(shown: CaseFacts, on_file: str) -> Iterator[str]:
    case = shown.case
    yield on_file
    yield f"{shown.policy.authority}: {shown.policy.title}"
    yield f"Reference {case.ref}; child {case.initials}, file {case.file_number}; team {shown.team}"


def _of_visit(shown: CaseFacts, number: int, text: Text, trail: Sequence[e.Event]) -> Iterator[str]:
    """A stage as this case went through it: all of it, or the part that the entry is for."""
    policy, visit = shown.policy, shown.case.visits[number - 1]
    yield f"{policy.stage(visit.stage_key).title}, begun {when(visit.opened_at)}"
    match text.entry.when:
        case "meeting":
            yield from (*_met(visit), *_actions(shown.case, visit))
        case "extended":
            yield from _extended(visit)
        case "outcome":
            yield from (*_answers(policy, visit), *_met(visit), *_actions(shown.case, visit))
            yield from _ended(shown, visit)
        case _:
            yield from _whole(shown, visit, trail)


def _whole(shown: CaseFacts, visit: Visit, trail: Sequence[e.Event]) -> Iterator[str]:
    case, policy = shown.case, shown.policy
    yield f"Begun by {visit.opened_by.name}"
    yield from _filled(("Reason", visit.reason))
    yield from _answered(policy, visit.facts)
    if visit.agreed_by is not None:
        yield f"Agreed to be resolved by {day(visit.agreed_by)}"
    yield f"Asked to respond: {_names(policy, visit.assignees)}"
    if visit.notified:
        yield f"Told: {_names(policy, visit.notified)}"
    if visit.number == 1:
        yield from _matter(shown)
    for clock in case.clocks:
        if clock.id.startswith(f"{visit.number}.") and clock.due_at is not None:
            yield _due(clock)
    yield from _reported(policy, visit)
    yield from (*_answers(policy, visit), *_extended(visit), *_met(visit))
    yield from (*_actions(case, visit), *_said(policy, visit, trail), *_ended(shown, visit))


def _said(policy: Policy, visit: Visit, trail: Sequence[e.Event]) -> Iterator[str]:
    """The notes and consultations of a stage, each with its time and whose it is."""
    begun = 0
    for event in trail:
        begun += isinstance(event, e.StageOpened)
        if max(begun, 1) != visit.number:  # what was said before the first began belongs to it
            continue
        if isinstance(event, e.NoteAdded):
            yield f"Note of {event.by.name}, {when(event.at)}: {_line(event.text)}"
        elif isinstance(event, e.ConsultationRecorded):
            who = listed([policy.post_title(post) for post in event.posts])
            on = f", on {day(event.consulted_on)}" if event.consulted_on else ""
            yield f"Consultation with {who}{on}, recorded by {event.by.name}, {when(event.at)}"
            told = (("Advice", event.advice), ("Gone on without it, because", event.without_why))
            yield from _filled(*told)


def _ended(shown: CaseFacts, visit: Visit) -> Iterator[str]:
    """What came of a stage: when it was left for another, or with the end of the case."""
    case = shown.case
    if visit.left:
        yield "What came of it"
        yield from _answered(shown.policy, visit.left)
    if visit.number == len(case.visits) and case.ended_at is not None:
        yield f"{case.status.value.capitalize()} {when(case.ended_at)}"
        yield from _filled(
            (OUTCOMES[case.status], case.outcome), ("Impact for the child", case.impact)
        )


def _matter(shown: CaseFacts) -> Iterator[str]:
    case, raised = shown.case, shown.case.challenge
    if raised is None:
        return
    themes = [theme.title for theme in shown.policy.themes if theme.key in case.themes]
    knows = "yes" if raised.child_knows else f"no. {raised.child_knows_why}"
    yield from _filled(
        ("About", "; ".join(themes)),
        ("The worry", raised.worry),
        ("Tried so far", raised.tried),
        ("Impact on the child", raised.impact),
        (f"What needs to happen, by {day(raised.needed_by)}", raised.needed),
        ("The child knows", knows),
    )


def _reported(policy: Policy, visit: Visit) -> Iterator[str]:
    if visit.report_at is None:
        return
    yield f"Written report sent {when(visit.report_at)}"
    if visit.report_values:
        yield from _answered(policy, visit.report_values)
    elif visit.number > 1:  # at first the challenge itself is the report
        yield from _filled(("Report", visit.report))


def _answers(policy: Policy, visit: Visit) -> Iterator[str]:
    for answer in visit.responses:
        late = ", late" if answer.late else ""
        post = policy.post_title(answer.post)
        who = f"Response of {answer.by.name} ({post}), {when(answer.at)}{late}"
        yield f"{who}: {_line(answer.text)}"
        yield from _answered(policy, answer.values)
    yield from _filled(("Not enough, because", visit.rejected_why))


def _extended(visit: Visit) -> Iterator[str]:
    for moved in visit.extensions:
        now, before = when(moved.new_due_at), when(moved.old_due_at)
        yield f"More time given by {moved.by.name}, {when(moved.at)}: due {now}, before {before}"
        yield from _filled(
            ("Reason", moved.reason),
            ("Benefit for the child", moved.benefit),
            ("Further enquiries", moved.enquiries),
            ("Satisfied with this extension", "yes" if moved.satisfied else ""),
        )


def _met(visit: Visit) -> Iterator[str]:
    for held in visit.meetings:
        yield from _filled(
            (f"Meeting held {day(held.held_on)}, recorded by {held.by.name}", held.summary),
            ("Present", held.present),
        )
    if visit.meeting_at is not None:
        open_still = "" if visit.meeting_confirmed else ", proposed and not confirmed"
        off = ", called off" if visit.meeting_off else ""
        yield f"Meeting {when(visit.meeting_at)}{open_still or off}"


def _actions(case: Case, visit: Visit) -> Iterator[str]:
    for tracked in case.actions:
        if tracked.stage_key == visit.stage_key:
            action = tracked.action
            state = "to do"
            if tracked.completed_at is not None:
                state = f"done {day(tracked.completed_at)}"
            if tracked.checked is not None:
                state = "checked: done" if tracked.checked else "checked: not done"
            yield f"Agreed: {_line(action.what)} ({action.owner}, by {day(action.by_on)}; {state})"


def _of_step(shown: CaseFacts, key: str) -> Iterator[str]:
    """One recording of a route's step."""
    done = shown.case.recordings[key]
    route = shown.policy.route(key.partition(".")[0])
    step = route.step(done.key)
    yield route.title
    yield f"{step.title if step else done.key}: {done.by.name}, {when(done.at)}"
    yield from _answered(shown.policy, done.values)


def _answered(policy: Policy, values: Mapping[str, str]) -> Iterator[str]:
    """Answers to the policy's own fields, as they are read."""
    asked = {field.key: field for field in policy.fields}
    for key, value in values.items():
        field = asked.get(key) or FormField(key, key)
        yield from _filled((field.label.rstrip("?"), in_words(field, value)))


def _filled(*pairs: tuple[str, str]) -> Iterator[str]:
    for title, text in pairs:
        if text.strip():
            yield f"{title}: {_line(text)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _due(clock: RunningClock) -> str:
    assert clock.due_at is not None
    met = f", done {when(clock.met_at)}" if clock.met_at else ""
    late = ", not done in time" if clock.lapsed_at else ""
    return f"{clock.must.value.replace('_', ' ').capitalize()}: due {when(clock.due_at)}{met}{late}"


def _names(policy: Policy, held: tuple[e.Assignment, ...]) -> str:
    return listed([f"{a.name or 'nobody'} ({policy.post_title(a.post)})" for a in held])
