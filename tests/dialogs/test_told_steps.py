"""Whoever a step tells reads what was recorded; the preview and everybody else see none of it."""

from msgspec.structs import replace

from dialogs.notices import draw
from resolution.notices import Notice, NoticeKind
from resolution.policy_file import load_policy
from tests.builders import a_rulebook, person_id
from tests.cards.lint import problems
from tests.dialogs.office import Chat, Office, raise_one
from tests.dialogs.test_offers import find


async def records(chat: Chat, ref: str, step: str, **facts: str) -> None:
    """Somebody records ROUTE/STEP from a case's other routes."""
    await find(chat, ref, "Take another route")
    await chat.presses("Take another route")
    if "route" in chat.inputs:
        await chat.presses("Next", route=step.partition("/")[0])
    await chat.presses("Next", step=step)
    await chat.presses(chat.sending, **{f"fact_{key}": value for key, value in facts.items()})


def owed(office: Office, post: str) -> Notice:
    """The last message that a step owes to the holder of a post."""
    to = person_id(post)
    found = [n for n in office.owed if n.to.person_id == to and n.kind is NoticeKind.STEP_RECORDED]
    return found[-1]


def drawn(office: Office, ref: str, notice: Notice, post: str) -> tuple[str, str]:
    """A notice's card as text, and its preview."""
    case, at = office.stored(ref), office.moment
    found = draw(notice.kind, notice.facts, case, office.book, person_id(post), at, dialogs=False)
    assert found is not None
    card, preview = found
    assert problems(card) == []
    return str(card), preview


async def test_the_manager_reads_why_the_officer_does_not_agree_with_the_care_plan() -> None:
    """Durham §4: the IRO will notify the relevant manager of this rationale."""
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    why = "The plan parts the two sisters. " * 12
    await records(iro, ref, "care-proceedings/manager", contact_on="2026-11-20", difference=why)

    card, preview = drawn(office, ref, owed(office, "team_manager"), "team_manager")

    assert "Friday 20 November 2026" in card
    assert card.count("The plan parts the two sisters.") == 12
    assert "why the IRO does not agree with the care plan" in card
    assert "sisters" not in preview


async def test_a_message_tells_of_its_own_recording_and_not_of_a_later_one() -> None:
    office = Office(a_rulebook("durham"))
    iro, ref = await raise_one(office)
    await records(iro, ref, "monitoring/arrange", meeting_on="2026-12-01")
    first = owed(office, "team_manager")
    office.moment = office.moment.replace(hour=11)
    await records(iro, ref, "monitoring/arrange", meeting_on="2026-12-03")

    assert "1 December 2026" in drawn(office, ref, first, "team_manager")[0]
    assert "3 December 2026" in drawn(office, ref, owed(office, "team_manager"), "team_manager")[0]


async def test_whoever_is_asked_to_reply_has_a_button_that_leads_there() -> None:
    """Brighton & Hove §9: raised simultaneously with the three."""
    office = Office(a_rulebook("brighton-and-hove"))
    iro, ref = await raise_one(office)
    concern = {"difference": "The plan.", "reached": "All three."}
    await records(iro, ref, "care-proceedings/raise-together", **concern)

    for post in ("social_worker", "pod_team_manager", "service_manager"):
        card, _ = drawn(office, ref, owed(office, post), post)
        assert "Reply to the IRO" in card, post
    manager = office.chat("service_manager")
    await records(manager, ref, "care-proceedings/reply", reply="We look at it today.")
    assert "We look at it today." in drawn(office, ref, owed(office, "iro"), "iro")[0]
    assert "Reply to the IRO" not in drawn(office, ref, owed(office, "iro"), "iro")[0]


async def test_what_a_private_route_recorded_stays_with_those_to_whom_it_is_private() -> None:
    policy = load_policy("durham")
    private = tuple(
        replace(route, private_to=("iro",)) if route.key == "care-proceedings" else route
        for route in policy.routes
    )
    office = Office(a_rulebook(replace(policy, routes=private)))
    iro, ref = await raise_one(office)
    why = {"contact_on": "2026-11-20", "difference": "The sisters are parted."}
    await records(iro, ref, "care-proceedings/manager", **why)

    to_manager = owed(office, "team_manager")
    assert "sisters" in drawn(office, ref, to_manager, "team_manager")[0], "whom it tells"
    assert "sisters" not in drawn(office, ref, to_manager, "operations_manager")[0]
