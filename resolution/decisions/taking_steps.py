"""Putting a step on the record: whom it tells, which clocks it meets, begins and fixes."""

from collections.abc import Iterator, Mapping
from datetime import date

from resolution import clocks
from resolution import events as e
from resolution.assigning import answers_for, assign, told_of
from resolution.case import Case
from resolution.decisions.ground import Ground, Story
from resolution.decisions.leading import lead
from resolution.decisions.step_answers import holds
from resolution.errors import Incomplete
from resolution.people import Directory, Team
from resolution.policy import Anchor, Must, Notified, Route, Step
from resolution.practice import person_named
from resolution.route_steps import running


def write_step(
    story: Story, here: Ground, route: Route, step: Step, values: Mapping[str, str]
) -> None:
    """Put a checked step on the record: whom it tells, which clocks it meets and begins."""
    at, by = here.at, here.by
    told = _told(story.case, here, step, values)
    story.tell(
        e.StepRecorded(
            at=at,
            by=by,
            acting_for=here.who.acting_for,
            route=route.key,
            step=step.key,
            values={key: value.strip() for key, value in values.items()},
            told=told,
            closed=step.closes,
        )
    )
    for clock in story.case.open_clocks:
        if clock.route == route.key and clock.key == step.key:
            late = clock.due_at is not None and at >= clock.due_at
            story.tell(e.ClockMet(at=at, by=by, clock_id=clock.id, late=late))
        elif clock.route == route.key and step.closes:
            # Left undone is not done: the trail says so.
            story.tell(e.ClockStopped(at=at, by=by, clock_id=clock.id))
    if running(story.case, route.key) is not None:
        start_clocks(story, route, here, Anchor.STEP_RECORDED, after=step.key, answers=values)
    if step.fixes is not None:
        _fix_day(story, here, route, step, told, values.get(step.fixes.day, ""))
    _move(story, here, values.get(step.moves_to, ""))


def begin(story: Story, route: Route, here: Ground) -> None:
    """Open a route, and the clocks that count from its opening."""
    story.tell(
        e.RouteOpened(at=here.at, by=here.by, acting_for=here.who.acting_for, route=route.key)
    )
    start_clocks(story, route, here, Anchor.ROUTE_OPENED)


def start_after(story: Story, here: Ground, anchor: Anchor) -> None:
    """Begin what the policy ties to an event of the case (Durham §6: each resolution)."""
    for route in _tied(here, anchor):
        if running(story.case, route.key) is None:
            begin(story, route, here)
        start_clocks(story, route, here, anchor)


def stop_after(story: Story, here: Ground, anchor: Anchor) -> None:
    """Stop the clocks that count from an event of the case which no longer holds."""
    keys = {
        (route.key, step.key)
        for route in _tied(here, anchor)
        for step in route.steps
        if step.clock and step.clock.start is anchor
    }
    for clock in story.case.open_clocks:
        if (clock.route, clock.key) in keys:
            story.tell(e.ClockStopped(at=here.at, by=here.by, clock_id=clock.id))


def _tied(here: Ground, anchor: Anchor) -> Iterator[Route]:
    for route in here.rulebook.policy.routes:
        tied = any(step.clock and step.clock.start is anchor for step in route.steps)
        if tied and here.case.kind in route.kinds:
            yield route


def start_clocks(
    story: Story,
    route: Route,
    here: Ground,
    anchor: Anchor,
    after: str = "",
    answers: Mapping[str, str] | None = None,
) -> None:
    """Begin the clocks that count from this, but for what runs already, is done or not asked for.

    A step that an answer makes the procedure ask for waits for nothing where the answer is another.
    """
    run = running(story.case, route.key)
    done = {recorded.key for recorded in run.steps} if run else set()
    for step in route.steps:
        clock = step.clock
        if clock is None or clock.start is not anchor or (clock.after or step.after) != after:
            continue
        if answers is not None and step.prompt_when and not holds(step.prompt_when, answers):
            continue
        waiting = any(
            c.route == route.key and c.key == step.key and c.must is clock.must
            for c in story.case.open_clocks
        )
        if waiting or (step.key in done and not step.repeats):
            continue
        due_at = here.rulebook.calendar.due(here.at, clock.within)
        remind_at = clocks.reminders(
            clock, here.at, due_at, here.rulebook, here.at, urgent=route.urgent
        )
        story.tell(
            e.ClockStarted(
                at=here.at,
                by=here.by,
                clock_id=_clock_id(story.case, route, step),
                key=step.key,
                must=clock.must,
                stage_key=story.case.stage_key,
                posts=clock.by or step.by,
                counted_from=here.at,
                due_at=due_at,
                target=clock.target,
                route=route.key,
                remind_at=remind_at,
            )
        )


def _clock_id(case: Case, route: Route, step: Step) -> str:
    return f"{route.key}.{len(case.routes)}.{step.key}.{case.version}"


def _fix_day(
    story: Story,
    here: Ground,
    route: Route,
    step: Step,
    told: tuple[e.Assignment, ...],
    day: str,
) -> None:
    """A day that was fixed is due on that day, in place of the one fixed before it."""
    assert step.fixes is not None
    of = route.step(step.fixes.of)
    if not day or of is None:
        return
    for clock in story.case.open_clocks:
        is_same = clock.route == route.key and clock.key == of.key
        if is_same and clock.must is Must.HOLD_MEETING:
            story.tell(e.ClockStopped(at=here.at, by=here.by, clock_id=clock.id))
    due_at = here.rulebook.calendar.due_on_day(date.fromisoformat(day))
    if due_at <= here.at:
        return
    story.tell(
        e.ClockStarted(
            at=here.at,
            by=here.by,
            clock_id=_clock_id(story.case, route, of),
            key=of.key,
            must=Must.HOLD_MEETING,
            stage_key=story.case.stage_key,
            posts=tuple(dict.fromkeys((*of.by, *(held.post for held in told)))),
            counted_from=here.at,
            due_at=due_at,
            route=route.key,
            remind_at=clocks.reminders(
                None, here.at, due_at, here.rulebook, here.at, clocks.BEFORE_A_MEETING
            ),
        )
    )


def _move(story: Story, here: Ground, title: str) -> None:
    """The case goes to the team that leads (Durham §4: main case responsibility)."""
    for team in chosen_teams(here.rulebook.directory, title):
        if team.key != story.case.team:
            lead(story, here, team)


def _told(
    case: Case, here: Ground, step: Step, values: Mapping[str, str]
) -> tuple[e.Assignment, ...]:
    """Whom a step tells: on this case, and the same posts of every other team that it names."""
    found: list[e.Assignment] = []
    rows = [row for row in step.notify if _is_told(row, case, values)]
    for row in rows:
        if row.told_before:
            found += [held for held in case.told if held.post == row.post]
            continue
        found += _by_answer(row, case, here, values) or told_of(
            (row,), case, here.rulebook, here.at
        )
    for field in step.fields:
        if field.kind in ("team", "teams"):
            for team in chosen_teams(here.rulebook.directory, values.get(field.key, "")):
                found += [assign(row.post, team.key, here.rulebook, here.at) for row in rows]
    return tuple(dict.fromkeys(found))


def _by_answer(
    row: Notified, case: Case, here: Ground, values: Mapping[str, str]
) -> tuple[e.Assignment, ...]:
    """Whom an answer puts in the place of a notice's post: nobody, where it names nobody."""
    rulebook = here.rulebook
    if row.line_manager_of:
        person = person_named(values.get(row.line_manager_of, ""), case.team, rulebook)
        manager = rulebook.directory.manager_of(person.id) if person else None
        if manager is not None and not manager.left:
            held = rulebook.directory.posts_of(manager.id, case.team)
            return (e.Assignment(next(iter(held), row.post), manager.id, manager.name),)
    named = rulebook.policy.post_titled(values.get(row.holder_of, "")) if row.holder_of else ""
    return (answers_for(named, case, rulebook, here.at),) if named else ()


def chosen_teams(directory: Directory, titles: str) -> tuple[Team, ...]:
    """The teams that a form names by their titles, one a line; an unknown one is refused."""
    wanted = {title.strip() for title in titles.splitlines() if title.strip()}
    found = [team for team in directory.teams if team.title in wanted]
    if len(found) != len(wanted):
        raise Incomplete("Choose teams from the list; the directory has changed.")
    return tuple(found)


def _is_told(row: Notified, case: Case, values: Mapping[str, str]) -> bool:
    """Whether a notice's condition holds: where the case is, and one of its own or an answer."""
    if row.stages and case.stage_key not in row.stages:
        return False
    if "=" in row.when:
        return holds(row.when, values)
    return not row.when or row.when in case.conditions
