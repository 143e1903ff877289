"""Cards of records, signposts, prompts and the child's file, drawn from invented cases."""

from functools import cache

from cards import (
    filing_form,
    notice,
    open_record_form,
    prompts,
    record_card,
    route_forms,
    signposts,
)
from cards.facts import CaseFacts
from cards.parts import Card
from cards.viewer import Viewer
from resolution import commands as c
from resolution.notices import NoticeKind
from resolution.policy import CaseKind, Policy, Route
from tests.builders import REF, a_rulebook, holder
from tests.cards.samples import OUTSIDER, raised
from tests.world import World

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")
KINDS = (NoticeKind.STEP_RECORDED, NoticeKind.STEP_DUE, NoticeKind.NOTE_ADDED)
LATE = (NoticeKind.LAPSED_ASSIGNEE, NoticeKind.LAPSED_OWNER, NoticeKind.LAPSED_NEXT_MANAGER)


def own_routes(policy: Policy) -> tuple[Route, ...]:
    """What a policy lets somebody record beside any challenge."""
    return tuple(route for route in policy.routes if route.is_record)


def filled(route: Route, step: str, long: str = "") -> dict[str, str]:
    """Something for every field of a step."""
    found = next(one for one in route.steps if one.key == step)
    some = {"date": "2026-11-20", "yes_no": "yes", "text": "The deputy", "long": long or "A note."}
    some["person"] = some["text"]
    return {
        field.key: some[field.kind] if field.kind in some else field.choices[0]
        for field in found.fields
    }


@cache
def opened(policy: str, key: str, long: str = "") -> CaseFacts:
    """A record begun on 23 November 2026."""
    world = World(a_rulebook(policy))
    route = world.rulebook.policy.route(key)
    world.do(
        c.OpenRecord(
            case_ref=REF,
            by=holder(route.open_to[0]),
            policy_id=world.rulebook.policy.id,
            route=key,
            values=filled(route, route.steps[0].key, long),
            team="north",
            kind=CaseKind.LOOKED_AFTER,
            file_number="1234567",
            initials="AB",
        )
    )
    left = next((5 for clock in world.case().open_clocks if clock.due_at), None)
    return CaseFacts(world.case(), world.rulebook.policy, world.now(), "North team", left)


def reader(route: Route) -> Viewer:
    """Somebody who may record every step."""
    steps = tuple(f"{route.key}/{step.key}" for step in route.steps)
    return Viewer("reader", route.open_to, is_party=True, steps=steps)


def record_cards(policy_key: str, *, dialogs: bool = False) -> dict[str, Card]:
    """Every card of every record of one policy."""
    policy = a_rulebook(policy_key).policy
    found = {"list": open_record_form.records_card(policy, own_routes(policy), dialogs=dialogs)}
    for route in own_routes(policy):
        shown, viewer = opened(policy_key, route.key), reader(route)
        found[f"{route.key}"] = record_card.record_card(shown, viewer, dialogs=dialogs)
        found[f"{route.key} sealed"] = record_card.record_card(shown, OUTSIDER)
        found[f"{route.key} form"] = open_record_form.open_record_form(
            policy,
            route,
            REF,
            kinds=policy.kinds,
            teams=[("North team", "north"), ("South team", "south")],
            holders={"iro": [("Robin Hale", "id-1"), ("Kim Ode", "id-2")]},
            errors={"initials": "Give one to four initials, never a name."},
            dialog=dialogs,
        )
        for kind in (*KINDS, *LATE):
            about = {"route": route.key, "step": route.steps[0].key}
            found[f"{route.key} {kind}"] = notice.notice_card(kind, shown, viewer, about)
    return found


def other_cards(policy_key: str, *, dialog: bool = False) -> dict[str, Card]:
    """What goes along with a challenge: signposts, prompts, plain words, the file, routes."""
    seen = raised(policy_key, answered=True).facts
    routes = [route for route in seen.policy.routes if route.prompt_at]
    asked = [prompts.Asked(route, route.steps, again=True) for route in routes]
    steps = [(route, step) for route in seen.policy.routes for step in route.steps]
    first = raised(policy_key, answered=True)
    drawn = notice.notice_card(NoticeKind.RESPONSE_RECEIVED, seen, first.owner, {})
    return {
        "signposts": signposts.signposts_card(seen.policy),
        "plain": prompts.plain_card(seen),
        "prompted": prompts.prompted(drawn, seen, asked, dialogs=dialog),
        "asks": prompts.asks_card(seen, asked, plain=True, dialogs=dialog),
        "filing": filing_form.tick_filed_form(seen, dialog=dialog),
        "all_routes": route_forms.routes_form(seen, routes, dialog=dialog),
        "routes": route_forms.route_form(
            seen, steps=steps, only=[route.key for route in routes], dialog=dialog
        ),
    }
