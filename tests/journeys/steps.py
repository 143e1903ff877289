"""Steps that many journeys take: a case opened, a button pressed, its form filled in and sent."""

from resolution.answered import asks_response
from resolution.events import StepRecorded
from resolution.policy import Route, Step
from resolution.working_days import local_day
from tests.journeys.colleague import Colleague
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import MATTER
from tests.journeys.screen import Press, elements


def today(council: Council) -> str:
    """The day on which the council is now, as a date input gives it."""
    return local_day(council.clock.moment).isoformat()


def filled(who: Colleague, **typed: str) -> dict[str, str]:
    """What was typed, and something fit for whatever else the form must have."""
    found = who.form
    for asked in elements(who.card, "Input."):
        key = asked["id"]
        if key in found and not asked.get("value"):
            if asked["type"] == "Input.Date":
                found[key] = today(who.council)
            elif asked.get("isMultiline"):
                found[key] = f"It is written down for {PLANTED}."
    return {**found, **typed}


def sending(who: Colleague) -> Press:
    """The button that sends the form that is open."""
    (title,) = [
        button["title"]
        for button in elements(who.card, "Action.")
        if button.get("style") == "positive"
    ]
    return who.button(title)


async def opens(who: Colleague, ref: str) -> str:
    """Somebody opens the case; what they see."""
    return await who.says(f"case {ref}")


async def offered(who: Colleague, ref: str) -> list[str]:
    """Every button that somebody has on a case, on however many pages."""
    await opens(who, ref)
    found = list(who.titles)
    while "More" in who.titles:
        await who.presses("More")
        found += who.titles
    return found


def leaves(who: Colleague) -> None:
    """Somebody closes the dialog without sending it."""
    who.dialog = {}


async def asks_for(who: Colleague, ref: str, title: str) -> Press:
    """Somebody opens the case and presses a button of it; the button that would send its form."""
    await opens(who, ref)
    await who.presses_more(title)
    assert who.dialog, who.sees
    return sending(who)


async def takes(who: Colleague, ref: str, title: str, **typed: str) -> None:
    """Somebody opens the case, presses a button and sends its form, if it has one."""
    await opens(who, ref)
    await who.presses_more(title)
    if who.dialog:
        await who.sends(sending(who), **filled(who, **typed))
    assert not who.dialog, who.sees
    await who.council.settle()


ASKED = ("Your response is asked for", "Please confirm the date", "Please hold the meeting")


def was_asked(who: Colleague) -> bool:
    """Whether somebody was asked for what answers a stage: a response, a date, a meeting."""
    return any(who.received(title) for title in ASKED)


async def answers(who: Colleague, ref: str) -> str:
    """Somebody answers their stage, by a response or by its meeting; what the owner hears."""
    council = who.council
    stage = council.authority.policy.stage(council.case(ref).stage_key)
    if asks_response(stage):
        await takes(who, ref, "Respond")
        return "A response waits for your decision"
    await takes(who, ref, "Record the meeting", held_on=today(council))
    return "Meeting recorded"


def names(button: str, title: str) -> bool:
    """Whether a button is the one of something with this title, which it may shorten."""
    said = button.rpartition("“")[2].rstrip("”… ")
    return bool(said) and (title.startswith(said) or f": {said}" in title)


async def chooses(who: Colleague, ref: str, named: str) -> None:
    """Somebody opens the form of ROUTE/STEP: of their record, or from a case's other routes."""
    route = named.partition("/")[0]
    await opens(who, ref)
    title = who.council.authority.policy.route(route).title
    _, step = step_of(who.council, named)
    for shown in who.titles:
        if shown == step.button or names(shown, step.title):
            await who.presses(shown)
            return
    another = "Record another step" if "Record another step" in who.titles else ""
    await who.presses_more(another or "Take another route")
    if any(asked["id"] == "route" for asked in elements(who.dialog, "Input.")):
        assert title in who.sees
        await who.presses("Next", route=route)
    await who.presses("Next", step=named)


async def records(who: Colleague, ref: str, named: str, **typed: str) -> StepRecorded:
    """Somebody records ROUTE/STEP; what the trail then says of it."""
    await chooses(who, ref, named)
    facts = {f"fact_{key}": value for key, value in typed.items()}
    await who.sends(sending(who), **filled(who, **facts))
    if "Not on record yet, and this ends it" in who.sees:
        await who.sends(sending(who), **filled(who, **facts, all_the_same="true"))
    assert not who.dialog, who.sees
    await who.council.settle()
    steps = [event for event in who.council.trail(ref) if isinstance(event, StepRecorded)]
    assert f"{steps[-1].route}/{steps[-1].step}" == named
    return steps[-1]


def told(event: StepRecorded) -> set[str]:
    """The posts that a step tells and that somebody holds."""
    return {held.post for held in event.told if held.person_id}


def step_of(council: Council, named: str) -> tuple[Route, Step]:
    """A route of the council's policy and one of its steps."""
    route = council.authority.policy.route(named.partition("/")[0])
    return route, next(step for step in route.steps if step.key == named.partition("/")[2])


async def begins(who: Colleague, route: str, **typed: str) -> str:
    """Somebody begins a record of its own; its reference."""
    trail = who.council.service.store.trail
    before = set(trail.refs())
    await asks_to_begin(who, route)
    facts = {f"fact_{key}": value for key, value in typed.items()}
    form = filled(who, **facts)
    form.update({key: MATTER[key] for key in ("file_number", "initials") if key in form})
    await who.sends(sending(who), **form)
    assert not who.dialog, who.sees
    (ref,) = set(trail.refs()) - before
    await who.council.settle()
    return ref


async def asks_to_begin(who: Colleague, route: str) -> None:
    """Somebody types “record” and opens the form of one of their records."""
    title = who.council.authority.policy.route(route).title
    await who.says("record")
    (button,) = [shown for shown in who.titles if names(shown, title)]
    await who.presses(button)


async def files(who: Colleague, ref: str, title: str) -> None:
    """Somebody ticks that the text of this title is on the child's file."""
    await opens(who, ref)
    await who.presses_more("Tick as filed")
    if title not in who.sees:
        (button,) = [shown for shown in who.titles if names(shown, title)]
        await who.presses(button)
    await who.sends(sending(who))
    assert not who.dialog, who.sees
    await who.council.settle()
