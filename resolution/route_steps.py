"""How far a route has come on a case, and which of its steps can be recorded next."""

from resolution.case import Case, RouteRun
from resolution.policy import Route, Step
from resolution.standing import Standing


def running(case: Case, key: str) -> RouteRun | None:
    """The route as it runs on this case; None when it has not begun, or has ended."""
    runs = [run for run in case.routes if run.key == key and run.closed_at is None]
    return runs[-1] if runs else None


def next_steps(route: Route, run: RouteRun | None) -> tuple[Step, ...]:
    """The steps that may be recorded now, in the procedure's order."""
    recorded = {done.key for done in run.steps} if run else set()
    return tuple(
        step
        for step in route.steps
        if (step.repeats or step.key not in recorded) and step.after in {"", *recorded}
    )


def may_begin(route: Route, who: Standing) -> bool:
    """Whether somebody may begin a route on a case, and record any step of it: its owner may."""
    return who.is_owner or not who.posts.isdisjoint(route.open_to)


def may_record(step: Step, who: Standing) -> bool:
    """Whether the procedure names somebody for a step: by their post, or by a duty of that post."""
    named = {*who.posts, *(duty.post for duty in who.duties)}
    return not named.isdisjoint(step.by)
