"""Which routes the procedure asks for at a moment, and somebody can record and has not yet."""

from msgspec import Struct

from resolution.case import Case, Status
from resolution.policy import Route
from resolution.ports import Rulebook
from resolution.route_steps import next_steps, running
from resolution.standing import Standing

RAISE, ESCALATE, RESOLVE, LAPSE = "raise", "escalate", "resolve", "lapse"


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


def asked_now(case: Case, rulebook: Rulebook, who: Standing, moment: Moment) -> tuple[Route, ...]:
    """The routes to prompt for, in the policy's order; an urgent one has its own way in."""
    resolved = case.status is Status.RESOLVED
    if case.matter or (moment.name == RESOLVE and not resolved):
        return ()
    return tuple(
        route
        for route in rulebook.policy.routes
        if moment.name in route.prompt_at
        and not route.urgent
        and route.kind not in moment.settled
        and case.kind in route.kinds
        and (not route.stages or case.stage_key in route.stages)
        and not any(run.steps for run in case.routes if run.key == route.key)
        and _is_theirs(case, who, route)
    )


def _is_theirs(case: Case, who: Standing, route: Route) -> bool:
    """Whether the procedure names them for a step that can be recorded now."""
    run = running(case, route.key)
    own = {case.owner.post} if who.is_owner and case.owner else set[str]()
    may_begin = who.is_owner or run is not None or not who.posts.isdisjoint(route.open_to)
    posts = who.posts | own
    return may_begin and any(not posts.isdisjoint(step.by) for step in next_steps(route, run))
