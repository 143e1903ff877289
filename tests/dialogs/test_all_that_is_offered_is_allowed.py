"""No button leads into a refusal: what is offered to anybody is accepted of them."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

import pytest
from msgspec.structs import replace

from cards.actions import Verb
from dialogs.offers import may, open_steps
from resolution import commands as c
from resolution.case import Case
from resolution.decisions import decide
from resolution.errors import AlreadyDone, Refused
from resolution.events import Assignment
from resolution.people import Actor, Holding, Person
from resolution.policy import CaseKind
from resolution.ports import Rulebook
from resolution.standing import standing
from tests.builders import a_directory, a_rulebook, holder
from tests.dialogs.every_act import SAID, Try, everything
from tests.dialogs.test_all_that_is_allowed_is_offered import KINDS, endings, moments
from tests.world import World

#: What is read, or leads to a list of steps that are tried each for itself.
SHOWN = {Verb.PLAIN, Verb.IMMEDIATE, Verb.ROUTE_FORM}
ELSEWHERE = Person("elsewhere", "Of another team", (Holding("team_manager", team="south"),))
GUEST = Actor("", "A guest whom the directory does not know")


def refused(world: World, moment: str) -> Iterator[str]:
    """What a button offers somebody now, and nothing that they could send is taken."""
    case, book = world.case(), world.rulebook
    for by in (*(Actor(person.id, person.name) for person in book.directory.people), GUEST):
        who = standing(case, book, by, world.moment)
        wanted = {(verb, "") for verb in may(case, book, who) - SHOWN}
        wanted |= {(Verb.REASSIGN, post) for post in who.passes_on}
        if who.is_party:
            steps = (f"{route.key}/{step.key}" for route, step in open_steps(case, book, who))
            wanted |= {(Verb.ROUTE_FORM, step) for step in steps}
        for attempt in _attempts(case, book, by, world):
            if {(attempt.verb, ""), (attempt.verb, attempt.detail)} & wanted:
                wanted -= _taken(case, attempt, world)
        yield from (f"{moment}: {by.name} {verb} {detail}" for verb, detail in sorted(wanted))


def _attempts(case: Case, book: Rulebook, by: Actor, world: World) -> Iterator[Try]:
    """Everything, and what a form also sends where the policy or the case asks for it."""
    yield from everything(case, book, by, world.moment)
    later = book.calendar.add(world.moment.date(), 60)
    who: dict[str, Any] = {"case_ref": case.ref, "by": by}
    grounds: dict[str, Any] = {"reason": SAID, "benefit": SAID, "enquiries": SAID}
    yield Try(c.Extend(**who, new_due_on=later, satisfied=True, **grounds), Verb.EXTEND)
    yield Try(c.AskForExtension(**who, wanted_on=later, **grounds), Verb.ASK_EXTENSION)
    yield Try(c.Reopen(**who, reason=SAID, agreed_by=later), Verb.REOPEN)
    for visit in case.visits:
        met: dict[str, Any] = {
            "held_on": world.moment.date(),
            "summary": SAID,
            "visit": visit.number,
        }
        yield Try(c.RecordMeeting(**who, **met), Verb.RECORD_MEETING)


def _taken(case: Case, attempt: Try, world: World) -> set[tuple[Verb, str]]:
    """What an attempt shows to be open; what was said just now already is no closed door."""
    try:
        decide(case, attempt.command, world.rulebook, world.moment)
    except AlreadyDone:
        pass
    except Refused:
        return set()
    return {(attempt.verb, ""), (attempt.verb, attempt.detail)}


@pytest.mark.parametrize(("policy", "kind"), KINDS)
def test_whatever_is_offered_at_a_stage_is_accepted(policy: str, kind: CaseKind) -> None:
    known = a_rulebook(policy)
    people = (*a_directory(known.policy).people, ELSEWHERE)
    book = a_rulebook(policy, directory=a_directory(known.policy, people=people))
    wrong: list[str] = []
    for stage in book.policy.stages:
        world = World(book)
        world.raise_one(
            kind=kind,
            stage_key=stage.key,
            agreed_by=date(2026, 12, 7),
            facts={"review_date": "2026-12-14"},
        )
        for moment in chain(moments(world), endings(world)):
            wrong += refused(world, f"{stage.key} {moment}")
    assert wrong == []


def test_the_referral_is_offered_to_whom_the_level_gives_it() -> None:
    """Brighton & Hove §3.2, Levels 4 and 5: the Head of Safeguarding refers, once it is theirs."""
    world = World(a_rulebook("brighton-and-hove"))
    world.raise_one()
    world.do(
        c.RecordStep(
            **world.by("iro"),
            route="cafcass",
            step="intention",
            values={"contact_on": "2026-11-23", "reasons": SAID},
        )
    )
    head = holder("head_of_safeguarding")
    told = replace(
        world.case(), told=(Assignment("head_of_safeguarding", head.person_id, head.name),)
    )
    early = standing(told, world.rulebook, head, world.moment)
    assert early.is_party
    steps = {step.key for _, step in open_steps(told, world.rulebook, early)}
    assert "advice" in steps
    assert "refer" not in steps

    world.do(c.Escalate(**world.by("iro"), to_stage="level-4", reason=SAID))
    now = standing(world.case(), world.rulebook, head, world.moment)
    assert "refer" in {step.key for _, step in open_steps(world.case(), world.rulebook, now)}
