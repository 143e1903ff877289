"""What those hear whose stage was left: that it went up, and what the procedure asks them still."""

from cards.actions import Verb
from cards.ask import About, Ask
from cards.buttons import READING
from cards.facts import CaseFacts
from cards.standing import asked
from cards.viewer import Viewer
from cards.words import safe
from resolution.policy import Must, Route

SUPERVISION = "supervision"
"""The kind of route by which a manager takes a case into supervision (Durham §6, §8)."""


def moved_on(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """The stage that they were asked at was left for a later one."""
    policy = shown.policy
    stages = {stage.key: stage for stage in policy.stages}
    left, to = stages.get(about.get("left", "")), stages.get(about.get("stage", ""))
    title = safe(to.title) if to else "a later stage"
    began = (v for v in reversed(shown.case.visits) if to and v.stage_key == to.key)
    visit = next(began, None)
    who = asked(shown, visit) if visit else ""
    begun = f"{safe(left.title)} was escalated to {title}" if left else f"{title} began"
    said = (
        f"{begun}{f', and the {who} must answer now' if who else ''}. {no_more(shown, viewer)}"
    ).strip()
    lines = (said, *supervision(shown, viewer))
    first = (Verb.COMPLETE_ACTION, *READING)
    return Ask("The case went further", f"it was escalated to {title}", lines, first)


def no_more(shown: CaseFacts, viewer: Viewer) -> str:
    """What a stage's end means for somebody: for whoever was asked, and while actions go on."""
    asked = {held.person_id for visit in shown.case.visits for held in visit.assignees}
    over = "No answer is asked of you any more." if viewer.person_id in asked else ""
    agreed = any(clock.must is Must.COMPLETE_ACTION for clock in shown.open_clocks)
    return f"{over}{' Actions that were agreed go on.' if agreed else ''}".strip()


def _was_asked(shown: CaseFacts, viewer: Viewer) -> bool:
    earlier = shown.case.visits[:-1]
    return any(held.person_id == viewer.person_id for v in earlier for held in v.assignees)


def supervision(shown: CaseFacts, viewer: Viewer) -> tuple[str, ...]:
    """What a manager whose stage was left is to take into supervision, with its source."""
    if not _was_asked(shown, viewer):
        return ()
    routes = (route for route in shown.policy.routes if _is_theirs(route, shown, viewer))
    return tuple(_to_supervise(route) for route in routes)


def _is_theirs(route: Route, shown: CaseFacts, viewer: Viewer) -> bool:
    named = {*route.open_to, *(post for step in route.steps for post in step.by)}
    mine = route.kind == SUPERVISION and shown.case.kind in route.kinds
    return mine and not named.isdisjoint(viewer.posts) and not _is_done(route, shown, viewer)


def _is_done(route: Route, shown: CaseFacts, viewer: Viewer) -> bool:
    """Whether this post's part of it is on record already: nobody is asked twice."""
    taken = (done.key for run in shown.case.routes if run.key == route.key for done in run.steps)
    steps = (route.step(key) for key in taken)
    return any(step is not None and not set(step.by).isdisjoint(viewer.posts) for step in steps)


def _to_supervise(route: Route) -> str:
    return f"**{safe(route.title)}**: {safe(route.help)} Source: {safe(route.cite)}"
