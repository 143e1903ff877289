"""What notices say of a route's step: recorded, due, overdue; on a challenge or a record."""

from datetime import date

from cards.actions import Verb
from cards.ask import About, Ask, Rule, clock_of
from cards.buttons import MOVING_ON, READING
from cards.facts import CaseFacts
from cards.fields import in_words
from cards.route_lines import told_step
from cards.standing import by_when, owner_title, posts
from cards.viewer import Viewer
from cards.words import day, safe, when
from resolution.case import RunningClock
from resolution.clocks import is_meeting_of_route
from resolution.consulting import CONSULTATION
from resolution.notices import NoticeKind
from resolution.policy import Route, Step
from resolution.route_steps import next_steps, running, steps_now

#: What everybody is told beside an immediate concern, at whatever hour.
COMES_FIRST = "Safeguarding procedures come first; this message does not replace them."
_RECORDING = (Verb.ROUTE_FORM, *MOVING_ON)


def is_of_route(shown: CaseFacts, about: About) -> bool:
    """Whether a notice is about a step of a route and not about a stage."""
    wanted = about.get("clock", "")
    return bool(about.get("route")) or any(
        clock.id == wanted and clock.route for clock in shown.case.clocks
    )


def recorded(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A step is on record, and this person is told of it."""
    route, step = _step(shown, about)
    if route is None or step is None:
        return Ask("A step was recorded", "a step was recorded")
    why = _why(step, _acts_as(route, viewer))
    told = f"Why you are told: {safe(why)}." if why and why != "for information" else ""
    news = safe(step.news)
    if route.urgent:
        preview, lines = "an immediate concern was recorded", (f"{news}.", told, COMES_FIRST)
        return Ask(safe(route.title), preview, lines)
    # The record's own line names its route; a private one is not named on a locked screen.
    where = "" if shown.case.matter else f"It belongs to: {safe(route.title)}."
    what = "a step was recorded" if route.private_to else f"recorded, {safe(route.title)}"
    return Ask(news, _meets_on(shown, about, step) or what, (told, where))


def _meets_on(shown: CaseFacts, about: About, step: Step) -> str:
    """The preview of an invitation: the day that a step fixes; empty for every other step."""
    told = told_step(shown, about) if step.fixes else None
    fixed = told.values.get(step.fixes.day, "") if told and step.fixes else ""
    return f"a meeting on {day(date.fromisoformat(fixed))}" if fixed else ""


def _acts_as(route: Route, viewer: Viewer) -> frozenset[str]:
    """The posts as which somebody is told on a route; where it names teams, for their own too."""
    return frozenset((*viewer.posts, *(viewer.elsewhere if route.names_teams else ())))


def _why(step: Step, theirs: frozenset[str]) -> str:
    """Why a step tells this person: by their post, or as whoever an answer made them."""
    by_post = [told.why for told in step.notify if told.post in theirs]
    by_answer = [told.why for told in step.notify if told.line_manager_of or told.holder_of]
    return next(iter((*by_post, *by_answer)), "")


def due(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A step comes near its date."""
    route, step = _step(shown, about)
    clock = clock_of(shown, about)
    if clock is not None and clock.due_at and route and is_meeting_of_route(clock):
        preview = f"a meeting on {day(clock.due_at)}"
        said = f"**{safe(route.title)}**: {day(clock.due_at)}."
        more = _arranged(shown, route, clock.key) if viewer.is_entitled else ()
        return Ask("A meeting that you come to", preview, (said, *more))
    until = f" by {when(clock.due_at)}" if clock and clock.due_at else ""
    title = f"Please record: {_named(step)}" if step else "A step is due"
    where = f"It belongs to: {safe(route.title)}." if route else ""
    said = f"**{safe(step.title)}**{until}." if step else ""
    preview = f"a step is due{until}{_which(route, step)}"
    return Ask(title, preview, (said, where), (Verb.ROUTE_FORM,))


def _named(step: Step) -> str:
    """A step after the word “record”, which the titles of some begin with."""
    return safe(step.title.removeprefix("Record "))


def _which(route: Route | None, step: Step | None) -> str:
    """Which step, for a preview; a private record's is not named on a locked screen."""
    return "" if route is None or step is None or route.private_to else f": {_named(step)}"


def _arranged(shown: CaseFacts, route: Route, held: str) -> tuple[str, ...]:
    """What else was written down when the day of a route's meeting was fixed: its hour, say."""
    fixing = {step.key: step for step in route.steps if step.fixes and step.fixes.of == held}
    runs = [run for run in shown.case.routes if run.key == route.key]
    done = [d for run in runs for d in run.steps if d.key in fixing]
    fixed = fixing[done[-1].key] if done else None
    if fixed is None or fixed.fixes is None:
        return ()
    asked = [field for field in fixed.fields if field.key != fixed.fixes.day]
    told = [(field, done[-1].values.get(field.key, "")) for field in asked]
    return tuple(f"{safe(f.label)} {safe(in_words(f, text))}" for f, text in told if text)


def late_for_those_who_owe(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Their step was not recorded in time; they still can."""
    said = f"{_late(shown, about)} **You can still record it now.**"
    preview = f"a step of yours is overdue{_which(*_step(shown, about))}"
    return Ask("Overdue: a step that is yours", preview, (said,), _RECORDING)


def late_for_owner(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A step is late: the owner's own, or another post's."""
    clock = clock_of(shown, about)
    owner = shown.case.owner
    if clock is not None and is_meeting_of_route(clock):
        return _not_on_record(shown, about)
    if clock is not None and owner is not None and owner.post in clock.posts:
        return late_for_those_who_owe(shown, about, viewer)
    who = posts(shown.policy, clock.posts, "or") if clock else ""
    said = f"{_late(shown, about)} The {who} was asked; you may ask them yourself."
    preview = f"a step is overdue{_which(*_step(shown, about))}"
    return Ask("A step is overdue", preview, (said,), _RECORDING)


def _not_on_record(shown: CaseFacts, about: About) -> Ask:
    """The day that was fixed for a meeting of a route has passed; a limit may still run."""
    route, step = _step(shown, about)
    clock = clock_of(shown, about)
    on = f" of {day(clock.due_at)}" if clock and clock.due_at else ""
    title = safe(route.title) if route else "The meeting"
    said = f"**{title}**{on} is not on record yet. If it was held, record it; if not, set a day."
    same = (c for c in shown.open_clocks if clock and (c.route, c.key) == (clock.route, clock.key))
    limit = next((c for c in same if c.due_at and not is_meeting_of_route(c)), None)
    due_by = f"It is due by {when(limit.due_at)}." if limit and limit.due_at else ""
    recorded_as = f"Record it as: {_named(step)}." if step else ""
    lines = (said, due_by, recorded_as)
    return Ask("A meeting is not on record yet", "a meeting is not on record", lines, _RECORDING)


def late_for_manager(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Those above learn of it; nothing is asked of them yet."""
    said = f"{_late(shown, about)} **Nothing is asked of you yet.**"
    owner = f"The {owner_title(shown)} has been told too." if shown.case.owner else ""
    preview = f"a step is overdue{_which(*_step(shown, about))}"
    return Ask("For your attention: a step is overdue", preview, (said, owner), READING)


def step_wanted(
    kind: NoticeKind, shown: CaseFacts, about: About, viewer: Viewer
) -> tuple[Route, Step] | None:
    """The step that a notice asks this person to record, so that its button leads there."""
    if consulted := of_consulted(kind, shown, about, viewer):
        return consulted
    if Verb.ROUTE_FORM not in viewer.may or not is_of_route(shown, about):
        return None
    route, step = _step(shown, about)
    if route is None or step is None:
        return None
    if kind in _ASKING:  # whoever comes to a route's meeting need not be the one who records it
        return (route, step) if f"{route.key}/{step.key}" in viewer.steps else None
    theirs = _acts_as(route, viewer)
    following = (
        s
        for s, _ in steps_now(shown.case, route)
        if s.after == step.key or (step.closes and s.afterwards)
    )
    wanted = next((s for s in following if not theirs.isdisjoint(s.by)), None)
    return (route, wanted) if wanted and not viewer.is_owner else None


def of_consulted(
    kind: NoticeKind, shown: CaseFacts, about: About, viewer: Viewer
) -> tuple[Route, Step] | None:
    """What a procedure asks of whoever was consulted (Northamptonshire §6): once on a case."""
    if Verb.ROUTE_FORM not in viewer.may:
        return None
    is_told = kind is NoticeKind.CONSULTED or "consulted" in about
    theirs = set(viewer.posts)
    for route in shown.policy.routes:
        on_it = is_told or about.get("route") == route.key
        if on_it and route.kind == CONSULTATION and shown.case.kind in route.kinds:
            taken = [run for run in shown.case.routes if run.key == route.key]
            done = {step.key for run in taken for step in run.steps}
            for step in next_steps(route, running(shown.case, route.key)):
                if step.alone and step.key not in done and not theirs.isdisjoint(step.by):
                    return route, step
    return None


_ASKING = frozenset(
    {
        *(NoticeKind.STEP_DUE, NoticeKind.REMINDER),
        *(NoticeKind.LAPSED_ASSIGNEE, NoticeKind.LAPSED_OWNER),
    }
)
RULES: dict[NoticeKind, Rule] = {
    NoticeKind.STEP_RECORDED: recorded,
    NoticeKind.STEP_DUE: due,
    NoticeKind.REMINDER: due,
    NoticeKind.LAPSED_ASSIGNEE: late_for_those_who_owe,
    NoticeKind.LAPSED_OWNER: late_for_owner,
    NoticeKind.LAPSED_NEXT_MANAGER: late_for_manager,
}


def _late(shown: CaseFacts, about: About) -> str:
    route, step = _step(shown, about)
    clock = clock_of(shown, about)
    was = f" was due {by_when(clock)}" if clock and clock.due_at else " is overdue"
    belongs = f" ({safe(route.title)})" if route else ""
    return f"**{safe(step.title) if step else 'A step'}**{belongs}{was}."


def _step(shown: CaseFacts, about: About) -> tuple[Route | None, Step | None]:
    """The step that a notice names, or whose clock it names."""
    clock: RunningClock | None = clock_of(shown, about)
    key = about.get("route") or (clock.route if clock else "")
    route = next((route for route in shown.policy.routes if route.key == key), None)
    if route is None:
        return None, None
    return route, route.step(about.get("step") or (clock.key if clock else ""))
