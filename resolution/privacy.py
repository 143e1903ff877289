"""What of a case is kept to a few: records of their own, and routes beside a challenge."""

from collections.abc import Iterable

from msgspec.structs import replace

from resolution import events as e
from resolution.case import Case
from resolution.on_file import Text
from resolution.policy import Policy, Route
from resolution.standing import Standing


def private_posts(case: Case, policy: Policy) -> tuple[str, ...]:
    """The posts that may know of a record of its own; none where it is not kept to a few."""
    return policy.route(case.matter).private_to if case.matter else ()


def sealed(case: Case, policy: Policy, who: Standing) -> frozenset[str]:
    """The private routes of this case whose wording this person may not read."""
    if who.is_owner or not case.routes or case.matter:
        return frozenset()
    taken = {run.key for run in case.routes}
    return frozenset(
        route.key
        for route in policy.routes
        if route.key in taken and is_kept_from(route, who.posts)
    )


def readable(found: Iterable[Text], case: Case, policy: Policy, who: Standing) -> tuple[Text, ...]:
    """What of these texts for the child's file somebody may read, and so say that it is there."""
    kept = sealed(case, policy, who)
    return tuple(text for text in found if text.key.partition(".")[0] not in kept)


def is_kept_from(route: Route, posts: Iterable[str]) -> bool:
    """Whether what is written on a route is not for the holder of these posts."""
    return bool(route.private_to) and _readers(route).isdisjoint(posts)


def _readers(route: Route) -> set[str]:
    """Whoever acts on a route, or is told by it, reads it too."""
    told = (told.post for step in route.steps for told in step.notify)
    acts = (post for step in route.steps for post in step.by)
    return {*route.private_to, *route.open_to, *acts, *told}


def as_read(trail: Iterable[e.Event], kept: frozenset[str]) -> tuple[e.Event, ...]:
    """A trail without what was written on the routes that are kept from somebody."""
    return tuple(
        replace(event, values={})
        if isinstance(event, e.StepRecorded) and event.route in kept
        else event
        for event in trail
    )
