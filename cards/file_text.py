"""What belongs on the child's file: each text as plain words, ready for the record system."""

from collections.abc import Iterator

from cards.facts import CaseFacts
from cards.fields import in_words
from cards.route_lines import step_of
from cards.words import clip, day, listed, when
from resolution.case import Case, RunningClock, Visit
from resolution.events import Assignment
from resolution.policy import FormField, Policy

#: Characters that one text may hold, so that its card stays within what Teams takes.
LONGEST_FILE = 9_000


def file_title(policy: Policy, what: str) -> str:
    """What a tick stands for, in the record system's own words; the key itself when unknown."""
    first, _, second = what.partition(".")
    stages = {stage.key: f"{stage.title}: {stage.on_file}" for stage in policy.stages}
    steps = {
        (route.key, step.key): f"{step.title}: {step.on_file}"
        for route in policy.routes
        for step in route.steps
    }
    return stages.get(second, what) if first.isdigit() else steps.get((first, second), what)


def file_text(shown: CaseFacts, what: str) -> str:
    """One of these texts: dates, posts, what was asked and answered; no markup."""
    first, _, second = what.partition(".")
    lines = list(
        _of_visit(shown, int(first)) if first.isdigit() else _of_step(shown, first, second)
    )
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


def _of_visit(shown: CaseFacts, number: int) -> Iterator[str]:
    """A stage as this case went through it."""
    case, policy = shown.case, shown.policy
    visit = case.visits[number - 1]
    stage = policy.stage(visit.stage_key)
    yield from _head(shown, stage.on_file)
    yield f"{stage.title}, begun {when(visit.opened_at)} by {visit.opened_by.name}"
    yield from _filled(("Reason", visit.reason))
    asked = {field.key: field for field in policy.fields}
    for key, value in visit.facts.items():
        field = asked.get(key) or FormField(key, key)
        yield from _filled((field.label.rstrip("?"), in_words(field, value)))
    yield f"Asked to respond: {_names(policy, visit.assignees)}"
    if visit.notified:
        yield f"Told: {_names(policy, visit.notified)}"
    if number == 1:
        yield from _matter(shown)
    for clock in case.clocks:
        if clock.id.startswith(f"{number}.") and clock.due_at is not None:
            yield _due(clock)
    yield from _answers(policy, visit)
    yield from _actions(case, visit)
    if number == len(case.visits) and case.ended_at is not None:
        yield f"{case.status.value.capitalize()} {when(case.ended_at)}"
        yield from _filled(("Outcome", case.outcome), ("Impact for the child", case.impact))


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


def _answers(policy: Policy, visit: Visit) -> Iterator[str]:
    if visit.report_at is not None:
        yield f"Written report sent {when(visit.report_at)}"
        told = visit.number == 1 or visit.report == visit.reason
        yield from _filled(("Report", "" if told else visit.report))
    for answer in visit.responses:
        late = ", late" if answer.late else ""
        post = policy.post_title(answer.post)
        who = f"Response of {answer.by.name} ({post}), {when(answer.at)}{late}"
        yield f"{who}: {_line(answer.text)}"
    yield from _filled(("Not enough, because", visit.rejected_why))
    for moved in visit.extensions:
        yield f"More time given: due {when(moved.new_due_at)}, before that {when(moved.old_due_at)}"
        yield from _filled(
            ("Reason", moved.reason),
            ("Benefit for the child", moved.benefit),
            ("Further enquiries", moved.enquiries),
        )
    if visit.meeting_at is not None:
        yield f"Meeting {when(visit.meeting_at)}"
    if visit.meeting_held_on is not None:
        yield from _filled((f"Meeting held {day(visit.meeting_held_on)}", visit.meeting_summary))


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


def _of_step(shown: CaseFacts, route_key: str, step_key: str) -> Iterator[str]:
    """A route's step, each time that it was recorded."""
    route = shown.policy.route(route_key)
    step = step_of(route, step_key)
    yield from _head(shown, step.on_file if step else step_key)
    yield route.title
    asked = {field.key: field for field in step.fields} if step else {}
    for run in shown.case.routes:
        for done in run.steps:
            if (run.key, done.key) == (route_key, step_key):
                yield f"{step.title if step else step_key}: {done.by.name}, {when(done.at)}"
                for key, value in done.values.items():
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


def _names(policy: Policy, held: tuple[Assignment, ...]) -> str:
    return listed([f"{a.name or 'nobody'} ({policy.post_title(a.post)})" for a in held])
