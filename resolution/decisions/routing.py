"""Routes beside the ladder: Cafcass, and whatever else the policy file names, step by step."""

from collections.abc import Mapping
from datetime import date, datetime

from resolution import commands as c
from resolution import events as e
from resolution.case import Case, RouteRun
from resolution.clocks import reminders
from resolution.decisions.ground import (
    Ground,
    Story,
    check_texts,
    ground,
    need_party,
    owner_name,
    problem,
)
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.people import Directory, Team
from resolution.policy import Anchor, CaseKind, Route, Step
from resolution.ports import Rulebook
from resolution.route_steps import may_begin, may_record, running
from resolution.standing import CAFCASS, assign, may_refer, told_of
from resolution.working_days import local_day

REFERRING = "refer"


def refer_to_cafcass(
    case: Case, command: c.ReferToCafcass, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Record a referral: no stage, consent or exhaustion is asked for (s25B(3) CA 1989)."""
    here = ground(case, command.by, rulebook, at)
    if case.kind is not CaseKind.LOOKED_AFTER:
        raise NotNow(
            "Only a looked-after child's case can be referred to Cafcass (Children Act 1989 "
            f"s25B(3)); {case.ref} is a child protection case. You can escalate it."
        )
    if not may_refer(case, here.who, rulebook):
        raise NotYours(
            f"Only {owner_name(case)}, or whom the procedure names for it, can refer "
            f"{case.ref} to Cafcass. Add a note to say what you think."
        )
    check_texts({"reasons": command.reasons}, {"documents": command.documents})
    if command.referred_on > local_day(at):
        raise Incomplete(
            "The referral is still to come.",
            {"referred_on": "Give the day on which it was made; today or earlier."},
        )
    if case.cafcass_on == command.referred_on:
        raise AlreadyDone("That referral is on the record already.")
    story = Story(case)
    story.tell(
        e.ReferredToCafcass(
            at=at,
            by=command.by,
            acting_for=here.who.acting_for,
            reasons=command.reasons.strip(),
            documents=command.documents.strip(),
            referred_on=command.referred_on,
        )
    )
    _follow_referral(story, here, command)
    return tuple(story.events)


def _follow_referral(story: Story, here: Ground, command: c.ReferToCafcass) -> None:
    """Where the policy follows a referral to its end, that route begins with it."""
    for route in here.rulebook.policy.routes:
        steps = [step for step in route.steps if step.key == REFERRING]
        if route.kind != CAFCASS or not steps:
            continue
        if running(story.case, route.key) is None:
            begin(story, route, here)
        asked = {
            "referred_on": command.referred_on.isoformat(),
            "reasons": command.reasons,
            "documents": command.documents,
        }
        known = {field.key for field in steps[0].fields}
        values = {key: value for key, value in asked.items() if key in known}
        write_step(story, here, route, steps[0], values)


def open_route(
    case: Case, command: c.OpenRoute, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Begin a route of the policy; the clocks of its first steps begin with it."""
    here = ground(case, command.by, rulebook, at)
    route = _route(here, command.route)
    _need_open_to(here, route)
    if running(case, route.key) is not None:
        raise AlreadyDone(f"{route.title} is under way on {case.ref} already.")
    story = Story(case)
    begin(story, route, here)
    return tuple(story.events)


def record_step(
    case: Case, command: c.RecordStep, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """Record a step with what it asks for, tell whom it names, begin the clocks after it."""
    here = ground(case, command.by, rulebook, at)
    route = _route(here, command.route)
    step = _step(route, command.step)
    story = Story(case)
    run = running(case, route.key)
    if run is None:
        _need_open_to(here, route)
        begin(story, route, here)
        run = story.case.routes[-1]
    _need_step_turn(here, route, step, run)
    check_values(step, command.values)
    if route.kind == CAFCASS and step.key == REFERRING:
        return _referred_by_step(case, command, rulebook, at)
    write_step(story, here, route, step, command.values)
    return tuple(story.events)


def write_step(
    story: Story, here: Ground, route: Route, step: Step, values: Mapping[str, str]
) -> None:
    """Put a checked step on the record: whom it tells, which clocks it meets and begins."""
    at, by = here.at, here.by
    story.tell(
        e.StepRecorded(
            at=at,
            by=by,
            acting_for=here.who.acting_for,
            route=route.key,
            step=step.key,
            values={key: value.strip() for key, value in values.items()},
            told=_told(story.case, here, step, values),
            closed=step.closes,
        )
    )
    for clock in story.case.open_clocks:
        if clock.route == route.key and (step.closes or clock.key == step.key):
            late = clock.due_at is not None and at >= clock.due_at
            story.tell(e.ClockMet(at=at, by=by, clock_id=clock.id, late=late))
    if not step.closes:
        _start_clocks(story, route, here, Anchor.STEP_RECORDED, after=step.key)


def _referred_by_step(
    case: Case, command: c.RecordStep, rulebook: Rulebook, at: datetime
) -> tuple[e.Event, ...]:
    """A referral is one act, whichever form it was recorded on."""
    values = command.values
    referral = c.ReferToCafcass(
        case_ref=case.ref,
        by=command.by,
        reasons=values.get("reasons", ""),
        documents=values.get("documents", ""),
        referred_on=date.fromisoformat(values.get("referred_on") or local_day(at).isoformat()),
    )
    return refer_to_cafcass(case, referral, rulebook, at)


def _told(
    case: Case, here: Ground, step: Step, values: Mapping[str, str]
) -> tuple[e.Assignment, ...]:
    """Whom a step tells: on this case, and the same posts of every other team that it names."""
    rows = [told for told in step.notify if _is_told(told.when, case, values)]
    found = [*told_of(rows, case, here.rulebook, here.at)]
    for field in step.fields:
        if field.kind == "teams":
            for team in chosen_teams(here.rulebook.directory, values.get(field.key, "")):
                found += [assign(row.post, team.key, here.rulebook, here.at) for row in rows]
    return tuple(dict.fromkeys(found))


def chosen_teams(directory: Directory, titles: str) -> tuple[Team, ...]:
    """The teams that a form names by their titles; an unknown one is refused."""
    wanted = [title.strip() for title in titles.split(",") if title.strip()]
    found = [team for team in directory.teams if team.title in wanted]
    if len(found) != len(set(wanted)):
        raise Incomplete("Choose teams from the list; the directory has changed.")
    return tuple(found)


def _is_told(when: str, case: Case, values: Mapping[str, str]) -> bool:
    """Whether a notice's condition holds: one of the case's, or what was just answered."""
    field, answered, value = when.partition("=")
    if answered:
        return values.get(field, "").strip() == value
    return not when or when in case.conditions


def begin(story: Story, route: Route, here: Ground) -> None:
    """Open a route, and the clocks that count from its opening."""
    story.tell(
        e.RouteOpened(at=here.at, by=here.by, acting_for=here.who.acting_for, route=route.key)
    )
    _start_clocks(story, route, here, Anchor.ROUTE_OPENED, after="")


def start_after(story: Story, here: Ground, anchor: Anchor) -> None:
    """Begin the routes that the policy ties to an event of the case (Durham §6: resolution)."""
    for route in here.rulebook.policy.routes:
        tied = any(step.clock and step.clock.start is anchor for step in route.steps)
        if tied and here.case.kind in route.kinds and running(story.case, route.key) is None:
            begin(story, route, here)
            _start_clocks(story, route, here, anchor, after="")


def _start_clocks(story: Story, route: Route, here: Ground, anchor: Anchor, after: str) -> None:
    for step in route.steps:
        clock = step.clock
        if clock is None or clock.start is not anchor or step.after != after:
            continue
        due_at = here.rulebook.calendar.due(here.at, clock.within)
        story.tell(
            e.ClockStarted(
                at=here.at,
                by=here.by,
                clock_id=f"{route.key}.{len(story.case.routes)}.{step.key}.{story.case.version}",
                key=step.key,
                must=clock.must,
                stage_key=story.case.stage_key,
                posts=clock.by or step.by,
                counted_from=here.at,
                due_at=due_at,
                target=clock.target,
                route=route.key,
                remind_at=reminders(clock, here.at, due_at, here.rulebook, here.at),
            )
        )


def _route(here: Ground, key: str) -> Route:
    need_party(here)
    policy, matter = here.rulebook.policy, here.case.matter
    for route in policy.routes:
        if route.key != key or here.case.kind not in route.kinds:
            continue
        if not route.steps:
            raise NotNow(f"{route.title} is not for this process: send “signpost” to see where.")
        if matter and key != matter:
            raise NotNow(f"{here.case.ref} is a record of its own; {route.title} is another.")
        if route.standalone and not matter:
            raise NotNow(f"{route.title} has a record of its own: send “record” to begin one.")
        return route
    raise NotNow(f"{policy.title} has no such route for this kind of case.")


def _step(route: Route, key: str) -> Step:
    for step in route.steps:
        if step.key == key:
            return step
    raise NotNow(f"{route.title} has no such step.")


def _need_open_to(here: Ground, route: Route) -> None:
    """Refuse to begin a route at a stage, or by a post, that the procedure does not name."""
    if here.case.matter and not here.case.is_open:
        raise NotNow(f"{here.case.ref} is complete, so nothing more is recorded there.")
    if route.stages and here.case.stage_key not in route.stages:
        stages = (here.rulebook.policy.stage(key).title for key in route.stages)
        raise NotNow(f"{route.title} belongs to {' or '.join(stages)}.")
    if may_begin(route, here.who):
        return
    titles = " or ".join(here.rulebook.policy.post_title(post) for post in route.open_to)
    raise NotYours(f"{route.title} is begun by {titles or owner_name(here.case)}.")


def _need_step_turn(here: Ground, route: Route, step: Step, run: RouteRun) -> None:
    done = [recorded.key for recorded in run.steps]
    if step.key in done and not step.repeats:
        raise AlreadyDone(f"{step.title} was recorded already.")
    if step.after and step.after not in done:
        before = _step(route, step.after)
        raise NotNow(f"Record this first: {before.title}.")
    # On a challenge its owner may record anything; a record is answered by those it names.
    beside = not here.case.matter and may_begin(route, here.who)
    if not (beside or may_record(step, here.who)):
        titles = " or ".join(here.rulebook.policy.post_title(post) for post in step.by)
        raise NotYours(f"{step.title} is recorded by {titles}.")


def check_values(step: Step, values: Mapping[str, str]) -> None:
    """Refuse a step's form, each wrong field with a sentence of its own."""
    wrong: dict[str, str] = {}
    known = {field.key for field in step.fields}
    if set(values) - known:
        raise Incomplete("This form is not the one that the policy asks for; open it again.")
    for field in step.fields:
        if sentence := problem(field, values.get(field.key, "").strip()):
            wrong[field.key] = sentence
    if wrong:
        raise Incomplete("Some of the form still needs your attention. Nothing is lost.", wrong)
