"""Which routes the procedure asks for at a moment, and somebody can record and has not yet."""

from collections.abc import Mapping

from msgspec import Struct

from cards.prompts import Asked
from resolution.case import Case, RouteRun, Status
from resolution.decisions.step_answers import holds
from resolution.policy import Route, Step
from resolution.ports import Rulebook
from resolution.route_steps import is_named, may_begin, next_steps, running
from resolution.standing import Standing

RAISE, ESCALATE, MEETING = "raise", "escalate", "meeting"
REJECT, LAPSE, RESOLVE = "reject", "lapse", "resolve"


class Moment(Struct, frozen=True):
    """When somebody is prompted, and the kinds of route that what they just sent settles."""

    name: str
    settled: frozenset[str] = frozenset()


#: The moments at which the stage is also given in words for the child.
TOLD_PLAINLY = frozenset({RAISE, ESCALATE})


def moment_of(case: Case) -> Moment:
    """The moment that a case is at, as long as nothing else happens to it."""
    if case.status is Status.RESOLVED:
        return Moment(RESOLVE)
    return Moment(RAISE if len(case.visits) == 1 else ESCALATE)


def asked_now(case: Case, rulebook: Rulebook, who: Standing, moment: Moment) -> tuple[Asked, ...]:
    """What to prompt for, in the policy's order; an urgent route has its own way in."""
    resolved = case.status is Status.RESOLVED
    if case.matter or (moment.name == RESOLVE and not resolved):
        return ()
    routes = (route for route in rulebook.policy.routes if _is_asked(route, case, moment))
    return tuple(found for route in routes if (found := _asked(case, who, route)) is not None)


def asked_after(
    case: Case, who: Standing, route: Route, step: Step, values: Mapping[str, str]
) -> tuple[Asked, ...]:
    """What a step that was just recorded makes the procedure ask for."""
    following = tuple(
        other
        for other in next_steps(route, running(case, route.key))
        if other.after == step.key
        and other.prompt_when
        and holds(other.prompt_when, values)
        and is_named(who, route, other)
    )
    return (Asked(route, following),) if following else ()


def _is_asked(route: Route, case: Case, moment: Moment) -> bool:
    """Whether the procedure asks for a route at this moment of a case such as this."""
    return (
        any(
            p.at == moment.name and case.stage_key in (p.stages or (case.stage_key,))
            for p in route.prompt_at
        )
        and not route.urgent
        and route.kind not in moment.settled
        and case.kind in route.kinds
        and (not route.stages or case.stage_key in route.stages)
        and not (
            route.prompt_when and {*case.conditions, *case.themes}.isdisjoint(route.prompt_when)
        )
    )


def _asked(case: Case, who: Standing, route: Route) -> Asked | None:
    """The first steps of a route that are theirs, and were not recorded since this stage began."""
    begins = may_begin(route, who)
    if route.standalone:
        named = not who.posts.isdisjoint(route.open_to)
        return Asked(route, begins=named) if begins else None
    run = running(case, route.key)
    if _is_under_way(route, run) or not (begins or run or route.prompt_when):
        return None
    done = {
        step.key
        for taken in case.routes
        for step in taken.steps
        if taken.key == route.key and step.at >= case.visit.opened_at
    }
    first = (step for step in next_steps(route, run) if not step.after)
    steps = tuple(s for s in first if s.key not in done and is_named(who, route, s))
    return Asked(route, steps, again=bool(done)) if steps else None


def _is_under_way(route: Route, run: RouteRun | None) -> bool:
    """Whether a route has passed a step that is recorded once: it needs no prompt to go on."""
    done = {step.key for step in run.steps} if run else set()
    return any(step.key in done for step in route.steps if not step.after and not step.repeats)
