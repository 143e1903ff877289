"""How far a route has come on a case, which of its steps come next, and whose they are."""

from resolution.case import Case, RouteRun
from resolution.policy import Route, Step
from resolution.standing import CAFCASS, Standing

REFERRING = "refer"
"""The step of that kind of route by which a case is referred."""


def running(case: Case, key: str) -> RouteRun | None:
    """The route as it runs on this case; None when it has not begun, or has ended."""
    runs = [run for run in case.routes if run.key == key and run.closed_at is None]
    return runs[-1] if runs else None


def steps_now(case: Case, route: Route) -> tuple[tuple[Step, RouteRun | None], ...]:
    """The steps whose turn it is on a case, each with the run that it belongs to.

    What is `alone` outlives the end of the last run, once its turn had come: supervision is owed
    though the owner has decided what follows (Northamptonshire §8). So does what comes
    `afterwards`, of a record too, where nothing else follows its end.
    """
    run = running(case, route.key)
    ended = [taken for taken in case.routes if taken.key == route.key][-1:] if run is None else ()
    begins = () if case.matter and ended else next_steps(route, run)
    return (
        *((step, run) for step in begins if not (ended and step.afterwards)),
        *(
            (step, last)
            for last in ended
            for step in next_steps(route, last)
            if step.afterwards or (step.alone and step.after and not case.matter)
        ),
    )


def run_for(case: Case, route: Route, step: Step) -> RouteRun | None:
    """The run on which a step is recorded; None when it begins one, or its turn has not come."""
    found = (run for other, run in steps_now(case, route) if other.key == step.key)
    return next(found, running(case, route.key))


def next_steps(route: Route, run: RouteRun | None) -> tuple[Step, ...]:
    """The steps that may be recorded now, in the procedure's order."""
    recorded = {done.key for done in run.steps} if run else set()
    return tuple(
        step
        for step in route.steps
        if (step.repeats or step.key not in recorded)
        and step.after in {"", *recorded}
        and step.until not in recorded
    )


def still_owed(case: Case, route: Route, step: Step) -> tuple[Step, ...]:
    """The steps that are waited for, and that ending the route by this one would leave undone."""
    waited = {clock.key for clock in case.open_clocks if clock.route == route.key} - {step.key}
    return tuple(other for other in route.steps if step.closes and other.key in waited)


def is_named(who: Standing, route: Route, step: Step) -> bool:
    """Whether the procedure names this person for a step: by their post, or a duty of that post.

    Where a route names other teams, those whom it told act for their own.
    """
    if not who.acts_as.isdisjoint(step.by):
        return True
    return bool(who.told_as) and route.names_teams and not who.told_as.isdisjoint(step.by)


def is_referral(route: Route, step: Step) -> bool:
    """Whether a step is the referral to Cafcass itself, which fewer may make than its route."""
    return route.kind == CAFCASS and step.key == REFERRING


def has_part(route: Route, who: Standing) -> bool:
    """Whether any of a route could be somebody's to record, however far it has come."""
    named = who.acts_as if not who.told_as else who.acts_as | who.told_as
    return who.is_owner or not named.isdisjoint(route.actors)


def may_begin(route: Route, who: Standing) -> bool:
    """Whether somebody may begin a route on a case, and record any step of it: its owner may.

    Where every step is evidence of others, they alone may.
    """
    return (who.is_owner and not route.is_alone) or not who.posts.isdisjoint(route.open_to)


def may_record(case: Case, who: Standing, route: Route, step: Step, run: RouteRun | None) -> bool:
    """Whether a step is this person's to record, once its turn has come.

    Whoever a first step names may begin with it; a record of its own is answered by those alone
    whom the procedure names, and so is a step that is theirs `alone`.
    """
    if is_named(who, route, step):
        return run is not None or not step.after
    return not case.matter and not step.alone and may_begin(route, who)
