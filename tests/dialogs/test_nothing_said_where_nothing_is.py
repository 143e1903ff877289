"""No heading above nothing, and no empty line where a council explains nothing."""

from msgspec.structs import replace

from resolution.policy_file import load_policy
from tests.builders import a_rulebook
from tests.cards.lint import problems
from tests.dialogs.office import Office, answers_to, raise_one
from tests.dialogs.test_offers import find


async def test_what_is_withdrawn_has_no_impact_to_speak_of() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    await find(iro, ref, "Withdraw")
    await iro.presses("Withdraw")
    await iro.presses(iro.sending, **{**answers_to(iro), "reason": "They moved away."})
    await iro.says(f"case {ref}")
    assert "They moved away." in iro.sees
    assert "Impact for the child" not in iro.sees


async def test_a_route_that_a_council_explains_nowhere_has_no_empty_line() -> None:
    policy = load_policy("brighton-and-hove")
    routes = tuple(replace(route, help="") for route in policy.routes)
    iro, ref = await raise_one(Office(a_rulebook(replace(policy, routes=routes))))
    await find(iro, ref, "Record a Cafcass referral")
    await iro.presses("Record a Cafcass referral")
    assert problems(iro.card) == []
