"""What of a case belongs on the child's file, in the council's own record system."""

from collections.abc import Iterator

from resolution.case import Case
from resolution.policy import Policy


def to_file(case: Case, policy: Policy) -> dict[str, str]:
    """What there is to put on file so far: the key that is ticked, and its title."""
    return dict(_texts(case, policy))


def unfiled(case: Case, policy: Policy) -> tuple[str, ...]:
    """The keys that nobody has ticked yet; none of a record that few may know of."""
    if case.matter and any(r.private_to for r in policy.routes if r.key == case.matter):
        return ()
    return tuple(key for key, _ in _texts(case, policy) if key not in case.filed)


def _texts(case: Case, policy: Policy) -> Iterator[tuple[str, str]]:
    # A later version of the policy may no longer have a stage or a route that the case went by.
    stages = {stage.key: stage for stage in policy.stages}
    for visit in case.visits:
        stage = stages.get(visit.stage_key)
        if stage is not None and stage.on_file:
            yield f"{visit.number}.{stage.key}", f"{stage.title}: {stage.on_file}"
    routes = {route.key: route for route in policy.routes} if case.routes else {}
    for run in case.routes:
        done = {step.key for step in run.steps}
        for step in routes[run.key].steps if run.key in routes else ():
            if step.on_file and step.key in done:
                yield f"{run.key}.{step.key}", f"{step.title}: {step.on_file}"
