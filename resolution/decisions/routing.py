"""Routes beside the ladder: Cafcass, and whatever else the policy file names, step by step."""

from datetime import date, datetime

from resolution import commands as c
from resolution import events as e
from resolution.case import Case, RouteRun
from resolution.decisions.ground import (
    PRESSED_AGAIN,
    Ground,
    Story,
    check_texts,
    ground,
    need_party,
    owner_name,
)
from resolution.decisions.step_answers import check_values
from resolution.decisions.taking_steps import begin, write_step
from resolution.errors import AlreadyDone, Incomplete, NotNow, NotYours
from resolution.policy import CaseKind, Route, Step
from resolution.ports import Rulebook
from resolution.route_steps import (
    REFERRING,
    is_referral,
    may_begin,
    may_record,
    run_for,
    running,
)
from resolution.standing import CAFCASS, may_refer
from resolution.working_days import local_day


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
    here, route, step, run = turn_of(case, command, rulebook, at)
    check_values(step, command.values, local_day(at), run, rulebook.policy)
    if is_referral(route, step):
        return _referred_by_step(case, command, rulebook, at)
    story = Story(case)
    if run is None:
        begin(story, route, here)
    write_step(story, here, route, step, command.values)
    return tuple(story.events)


def turn_of(
    case: Case, command: c.RecordStep, rulebook: Rulebook, at: datetime
) -> tuple[Ground, Route, Step, RouteRun | None]:
    """The step that somebody may record now, and the run that it belongs to; refused otherwise."""
    here = ground(case, command.by, rulebook, at)
    route = _route(here, command.route)
    step = _step(route, command.step)
    if _is_pressed_again(case, command, at):
        raise AlreadyDone(f"{step.title} was recorded already.")
    run = run_for(case, route, step)
    if run is None:
        _need_place(here, route)
    _need_step_turn(here, route, step, run)
    return here, route, step, run


def _is_pressed_again(case: Case, command: c.RecordStep, at: datetime) -> bool:
    """Whether the same person has just recorded the very same, and nothing came after it."""
    given = {key: value.strip() for key, value in command.values.items()}
    runs = [run for run in case.routes if run.key == command.route]
    return any(
        (done.key, done.by.person_id, done.values) == (command.step, command.by.person_id, given)
        and at - done.at < PRESSED_AGAIN
        for run in runs[-1:]
        for done in run.steps[-1:]
    )


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
    found = route.step(key)
    if found is None:
        raise NotNow(f"{route.title} has no such step.")
    return found


def _need_open_to(here: Ground, route: Route) -> None:
    """Refuse to begin a route by a post that the procedure does not name."""
    _need_place(here, route)
    if may_begin(route, here.who):
        return
    titles = " or ".join(here.rulebook.policy.post_title(post) for post in route.open_to)
    raise NotYours(f"{route.title} is begun by {titles or owner_name(here.case)}.")


def _need_place(here: Ground, route: Route) -> None:
    """Refuse to begin a route where the procedure has no place for it."""
    if here.case.matter and not here.case.is_open:
        raise NotNow(f"{here.case.ref} is complete, so nothing more is recorded there.")
    if route.stages and here.case.stage_key not in route.stages:
        stages = (here.rulebook.policy.stage(key).title for key in route.stages)
        raise NotNow(f"{route.title} belongs to {' or '.join(stages)}.")


def _need_step_turn(here: Ground, route: Route, step: Step, run: RouteRun | None) -> None:
    done = [recorded.key for recorded in run.steps] if run else []
    if step.key in done and not step.repeats:
        raise AlreadyDone(f"{step.title} was recorded already.")
    if step.until in done:
        instead = _step(route, step.until)
        raise NotNow(f"{instead.news} is on record, so {step.title} is not recorded any more.")
    if run is None and step.after and any(r.key == route.key for r in here.case.routes):
        raise NotNow(
            f"{route.title} has ended on {here.case.ref}, so {step.title} is not recorded there. "
            f"To take it again, begin with: {route.steps[0].title}."
        )
    if step.after and step.after not in done:
        before = _step(route, step.after)
        raise NotNow(f"Record this first: {before.title}.")
    if not may_record(here.case, here.who, route, step, run):
        titles = " or ".join(here.rulebook.policy.post_title(post) for post in step.by)
        raise NotYours(f"{step.title} is recorded by {titles}.")
