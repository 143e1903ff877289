from resolution import commands as c
from storage.case_rows import NOTIFIED, OWNER, parties
from tests.builders import REF, a_rulebook, holder, person_id
from tests.cards.records import filled
from tests.world import World


def test_those_told_of_a_record_find_it_among_their_own() -> None:
    world = World(a_rulebook("brighton-and-hove"))
    route = world.rulebook.policy.route("concern-about-iro")
    worker = holder("social_worker")
    values = filled(route, "raise")
    policy_id = world.rulebook.policy.id
    case = world.do(
        c.OpenRecord(
            case_ref=REF,
            by=worker,
            policy_id=policy_id,
            route=route.key,
            values=values,
            team="north",
        )
    )
    assert parties(case) == {
        (worker.person_id, OWNER),
        (person_id("iro_manager"), NOTIFIED),
    }
