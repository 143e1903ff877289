"""What a procedure asks for again at each stage, and where a stage fails, ends or says so."""

from datetime import date

import pytest

from dialogs.notices import draw
from dialogs.prompts import ESCALATE, LAPSE, RAISE, REJECT, Moment, asked_now
from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.policy_text import bundled
from resolution.standing import standing
from tests.builders import a_rulebook, holder, london, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Office, answers_to, parts, raise_one
from tests.dialogs.test_offers import find
from tests.dialogs.test_told_steps import records
from tests.world import World

TOLD = {"told": "no", "told_why": "They are told on Friday."}


def asked(world: World, post: str, moment: str) -> set[str]:
    """The routes that somebody is asked about at a moment."""
    who = standing(world.case(), world.rulebook, holder(post), world.moment)
    return {one.route.key for one in asked_now(world.case(), world.rulebook, who, Moment(moment))}


def at_stage(policy: str, stage: str, **changes: object) -> World:
    world = World(a_rulebook(policy))
    world.raise_one(stage_key=stage, **changes)
    return world


async def test_what_was_recorded_at_this_stage_is_not_asked_for_again_and_the_rest_is_named() -> (
    None
):
    """Bradford, Introduction: kept informed of how the resolution is progressing."""
    office = Office(a_rulebook("bradford"))
    iro, ref = await raise_one(office)
    await records(iro, ref, "child/told", **TOLD)
    case = office.stored(ref)
    who = standing(case, office.book, holder("iro"), office.moment)

    child = next(a for a in asked_now(case, office.book, who, Moment(RAISE)) if a.again)
    assert child.route.key == "child"
    assert [step.key for step in child.steps] == [
        "kept-informed",
        "wishes",
        "advocate",
        "complaint",
    ]
    office.moment = london("2026-11-30T10:00")
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    await iro.presses(iro.sending, **answers_to(iro))

    assert "**The child**" in iro.sees
    assert "not yet recorded" not in iro.sees, "at a new stage all of it is asked for"
    case = office.stored(ref)
    asked_for = asked_now(case, office.book, who, Moment(ESCALATE))
    assert {step.key for a in asked_for if a.route.key == "child" for step in a.steps} >= {"told"}


def test_a_consultation_is_asked_for_before_each_level() -> None:
    """Northamptonshire §6."""
    world = at_stage("northamptonshire", "level-1")
    talk = {"consulted_on": "2026-11-23", "consulted_with": "The manager", "advice": "Go on."}
    step = c.RecordStep(**world.by("iro"), route="consultation", step="consult", values=talk)
    world.do(step)
    assert "consultation" not in asked(world, "iro", ESCALATE)
    world.moment = london("2026-12-01T10:00")

    world.do(c.Escalate(**world.by("iro"), to_stage="level-2", reason="Unresolved."))

    assert "consultation" in asked(world, "iro", ESCALATE)


def test_a_referral_that_is_under_way_is_not_asked_for_again() -> None:
    world = at_stage("durham", "stage-2")
    referred = {"referred_on": "2026-11-20", "reasons": "Drift.", "documents": "none"}
    world.do(c.RecordStep(**world.by("iro"), route="cafcass", step="refer", values=referred))
    world.moment = london("2026-12-01T10:00")

    world.do(c.Escalate(**world.by("iro"), to_stage="stage-3", reason="Unresolved."))

    assert "cafcass" not in asked(world, "iro", ESCALATE)


@pytest.mark.parametrize(
    ("policy", "stage", "moment"),
    [
        ("brighton-and-hove", "level-3", REJECT),
        ("brighton-and-hove", "level-4", REJECT),
        ("brighton-and-hove", "level-4", LAPSE),
        ("durham", "stage-7", LAPSE),
        ("bradford", "stage-3", "meeting"),
        ("knowsley", "stage-4", REJECT),
        ("northamptonshire", "level-4", LAPSE),
    ],
)
def test_where_the_last_stages_fail_legal_advice_and_cafcass_are_asked_about(
    policy: str, stage: str, moment: str
) -> None:
    """Brighton & Hove §3.2 Levels 3 and 4; Bradford and Knowsley after their last stage."""
    assert {"legal-advice", "cafcass"} <= asked(at_stage(policy, stage), "iro", moment)
    first = load_policy(policy).first_formal.key
    assert not {"legal-advice", "cafcass"} & asked(at_stage(policy, first), "iro", moment)


async def test_saying_that_level_4_is_not_enough_leads_to_the_notice_to_the_director() -> None:
    office = Office(a_rulebook("brighton-and-hove"))
    iro, ref = await raise_one(office, "level-4")
    director = office.chat("director_childrens_services")
    await find(director, ref, "Respond")
    await director.presses("Respond")
    await director.presses("Send response", text="No.")
    await find(iro, ref, "Say it is not enough")
    await iro.presses("Say it is not enough")
    await iro.presses(iro.sending, reason="Nothing changes.")

    assert "The intention to go to the Chief Executive" in iro.sees
    assert "**Legal advice**" in iro.sees
    assert problems(iro.reply.aside or {}) == []


def test_a_lapse_of_the_last_stage_asks_the_officer_in_its_very_message() -> None:
    world = at_stage("knowsley", "stage-4")
    world.until("2026-12-02T10:00")
    notice = next(n for n in world.owed if n.kind is NoticeKind.LAPSED_OWNER)
    iro = person_id("iro")

    found = draw(notice.kind, notice.facts, world.case(), world.rulebook, iro, world.moment)

    assert found is not None
    assert "**Referral to Cafcass**" in str(found[0])


@pytest.mark.parametrize(
    ("policy", "changes", "route"),
    [
        ("durham", {"conditions": ("court_proceedings",)}, "care-proceedings"),
        ("brighton-and-hove", {"conditions": ("court_proceedings",)}, "care-proceedings"),
        ("durham", {"themes": ("obstacles-beyond-control",)}, "obstacles"),
        ("knowsley", {"themes": ("resources-or-staffing",)}, "obstacles"),
        ("northamptonshire", {"themes": ("not-notified",)}, "significant-change"),
    ],
)
def test_a_condition_or_a_theme_asks_for_its_own_route(
    policy: str, changes: dict[str, tuple[str, ...]], route: str
) -> None:
    first = load_policy(policy).first_formal.key
    assert route in asked(at_stage(policy, first, **changes), "iro", RAISE)
    assert route not in asked(at_stage(policy, first), "iro", RAISE)


async def test_a_theme_leads_to_the_record_that_it_is_about() -> None:
    """Northamptonshire, Appendix A and B: not notified of a significant event."""
    office = Office(a_rulebook("northamptonshire"))
    iro, _ = await raise_one(office, themes="not-notified")

    (opens,) = [b for b in parts(iro.reply.aside, "Action.") if b["title"].startswith("Open “Tell")]
    await iro.sends(opens)

    assert "What has changed? Choose all that apply" in iro.sees


def test_supervision_is_asked_for_while_it_is_informal() -> None:
    """Durham §5.1: discussed between the team manager and Social Worker within supervision."""
    world = at_stage("durham", "stage-1", agreed_by=date(2026, 12, 4), bypass_reason="")
    assert "supervision" in asked(world, "team_manager", RAISE)
    assert "supervision" not in asked(at_stage("durham", "stage-2"), "team_manager", RAISE)


async def test_an_outcome_that_was_not_achieved_asks_for_what_follows() -> None:
    """Durham §6: the next manager follows up, or it is taken up at the stage that it left."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Resolve")
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="Settled.")
    assert "Due Monday 7 December 2026" in iro.sees
    seen = {"held_on": "2026-11-23", "outcome": "Nothing.", "impact": "They wait."}
    await records(iro, ref, "monitoring/hold", **seen, achieved="yes")
    assert "reopen the case at the stage that it left" not in iro.sees
    await records(iro, ref, "monitoring/hold", **seen, achieved="no")

    assert "reopen the case at the stage that it left" in iro.sees
    assert "Reopen" in iro.buttons
    await iro.presses("Record this now")
    assert "Ask the next manager to follow up" in iro.sees


@pytest.mark.parametrize("policy", bundled())
async def test_the_plain_words_of_a_formal_stage_name_advocate_and_complaint(policy: str) -> None:
    """Brighton & Hove §4; Children Act 1989 Guidance Volume 2, 4.39."""
    iro, _ = await raise_one(Office(a_rulebook(policy)))
    assert "advocate" in load_policy(policy).rights
    assert "complain" in load_policy(policy).rights
    assert load_policy(policy).rights in iro.sees


@pytest.mark.parametrize("policy", bundled())
def test_no_plain_words_say_what_a_bypass_makes_untrue(policy: str) -> None:
    """IRO Handbook 6.2: any stage may be the first."""
    for stage in load_policy(policy).stages:
        assert not any(word in stage.plain for word in ("did not", "was not", "not been", "even"))


async def test_the_form_for_escalating_says_when_the_procedure_goes_on() -> None:
    """Durham, table: the delegated authority; shown, and no gate."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await find(iro, ref, "Escalate")
    await iro.presses("Escalate")
    assert "delegated authority" in iro.sees
    assert problems(iro.card) == []


def test_a_chair_is_asked_about_neither_cafcass_nor_the_court() -> None:
    for policy in ("northamptonshire", "knowsley"):
        last = load_policy(policy).stages[-1].key
        world = at_stage(policy, last, kind=CaseKind.CHILD_PROTECTION)
        assert "cafcass" not in asked(world, "cp_chair", REJECT)
