"""Every kind of card, drawn from invented cases that went through the real rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from msgspec.structs import replace

from cards import (
    answers,
    asks,
    case_card,
    filing_form,
    history,
    judging_forms,
    lists,
    meeting_forms,
    notice,
    raise_form,
    record_forms,
    response_form,
    route_forms,
    time_forms,
)
from cards.actions import Verb
from cards.buttons import ACTS
from cards.facts import CaseFacts
from cards.parts import Card
from cards.viewer import Viewer
from resolution import commands as c
from resolution.climbing import would_hear
from resolution.events import Event
from resolution.notices import NoticeKind
from resolution.policy import Policy
from resolution.working_days import local_day
from tests.builders import REF, a_rulebook, london
from tests.cards.anyshire import ANYSHIRE
from tests.world import World

OUTSIDER = Viewer("somebody-else")


@dataclass(frozen=True)
class Sample:
    """A case as it stands at a moment, its facts, and the person who looks."""

    facts: CaseFacts
    trail: tuple[Event, ...]
    owner: Viewer
    assignee: Viewer


@cache
def raised(policy: str = "durham", now: str = "2026-11-24T10:00", answered: bool = False) -> Sample:
    """A case raised on 23 November 2026 and looked at later, answered or not."""
    world = World(a_rulebook(ANYSHIRE if policy == ANYSHIRE.key else policy))
    world.raise_one()
    if answered:
        world.moment = london("2026-11-24T09:30")
        post = world.case().visit.assignees[0].post
        world.do(
            c.SubmitResponse(**world.by(post), text="We met the family.", actions=(_action(),))
        )
    world.until(now)
    return sample(world)


def _action() -> c.AgreedAction:
    return c.AgreedAction("Write the placement plan", "The team's deputy", date(2026, 12, 1))


def sample(world: World) -> Sample:
    """What a card is told about this world's case."""
    case, book = world.case(), world.rulebook
    due_at = next((clock.due_at for clock in case.open_clocks if clock.due_at), None)
    left = book.calendar.between(local_day(world.now()), local_day(due_at)) if due_at else None
    above = would_hear(case, book, world.now())
    facts = CaseFacts(
        case, book.policy, world.now(), team="North team", days_left=left, above=above
    )
    assigned = case.visit.assignees[0]
    return Sample(
        facts,
        tuple(world.trail),
        Viewer("owner", (case.owner.post if case.owner else "",), is_owner=True, may=OWNER_MAY),
        Viewer(assigned.person_id, (assigned.post,), is_assignee=True, may=ASSIGNEE_MAY),
    )


OWNER_MAY = frozenset(ACTS) - {Verb.ACKNOWLEDGE, Verb.RESPOND, Verb.ASK_EXTENSION, Verb.REOPEN}
ASSIGNEE_MAY = frozenset(
    {Verb.ACKNOWLEDGE, Verb.RESPOND, Verb.ASK_EXTENSION, Verb.NOTE, Verb.PROPOSE_MEETING}
)
ABOUT = {"post": "team_manager", "stage": "stage-3", "clock": "", "total": "", "passed": "no"}


def case_cards() -> dict[str, Card]:
    """The case for everybody, for its owner on every page of buttons, for its assignee."""
    fresh, late, met = raised(), raised(now="2026-12-02T10:00"), raised(answered=True)
    return {
        "case_base": case_card.base_card(fresh.facts),
        "case_base_overdue": case_card.base_card(late.facts),
        "case_owner": case_card.case_card(fresh.facts, fresh.owner),
        "case_owner_page_2": case_card.case_card(fresh.facts, fresh.owner, page=2),
        "case_owner_page_3": case_card.case_card(fresh.facts, fresh.owner, page=3),
        "case_owner_answered": case_card.case_card(met.facts, met.owner, message="Recorded."),
        "case_assignee": case_card.case_card(fresh.facts, fresh.assignee, dialogs=True),
        "case_assignee_overdue": case_card.case_card(late.facts, late.assignee),
        "history": history.history_card(met.facts, met.trail),
    }


def notices() -> dict[str, Card]:
    """Every kind of notice, to whoever gets it."""
    found: dict[str, Card] = {}
    for kind in asks.ASKS:
        seen = raised(now="2026-12-02T10:00", answered=kind not in _UNANSWERED)
        viewer = seen.owner if kind in _TO_OWNER else seen.assignee
        if kind in _TO_OTHERS:
            viewer = Viewer("other", is_party=True, may=frozenset({Verb.NOTE}))
        trail = seen.trail if kind is NoticeKind.LAPSED_NEXT_MANAGER else ()
        found[f"notice_{kind}"] = notice.notice_card(kind, seen.facts, viewer, ABOUT, trail=trail)
    fresh = raised()
    found["notice_asked_to_respond"] = notice.notice_card(
        NoticeKind.ASKED_TO_RESPOND, fresh.facts, fresh.assignee, {}
    )
    found["notice_in_channel"] = notice.notice_card(
        NoticeKind.UNDELIVERED,
        fresh.facts,
        OUTSIDER,
        {"name": "Robin Hale", "why": "not installed"},
    )
    return found


_UNANSWERED = {
    NoticeKind.REMINDER,
    NoticeKind.LAPSED_ASSIGNEE,
    NoticeKind.LAPSED_OWNER,
    NoticeKind.LAPSED_NEXT_MANAGER,
}
_TO_OWNER = {
    NoticeKind.LAPSED_OWNER,
    NoticeKind.TOTAL_WARNING,
    NoticeKind.ACKNOWLEDGED,
    NoticeKind.RESPONSE_RECEIVED,
    NoticeKind.COMPLETION_CONFIRMED,
    NoticeKind.EXTENSION_ASKED,
    NoticeKind.ACTION_COMPLETED,
    NoticeKind.POST_VACANT,
}
_TO_OTHERS = {
    NoticeKind.LAPSED_NEXT_MANAGER,
    NoticeKind.FOR_INFORMATION,
    NoticeKind.REFERRED_TO_CAFCASS,
}
CASE_FORMS: dict[Verb, Callable[..., Card]] = {
    Verb.RESPOND: response_form.response_form,
    Verb.SEND_REPORT: response_form.report_form,
    Verb.RESOLVE: judging_forms.resolve_form,
    Verb.REJECT: judging_forms.reject_form,
    Verb.ESCALATE: judging_forms.escalate_form,
    Verb.HAND_OVER: judging_forms.hand_over_form,
    Verb.WITHDRAW: judging_forms.withdraw_form,
    Verb.REOPEN: judging_forms.reopen_form,
    Verb.EXTEND: time_forms.extend_form,
    Verb.ASK_EXTENSION: time_forms.ask_extension_form,
    Verb.NOTE: record_forms.note_form,
    Verb.CAFCASS: record_forms.cafcass_form,
    Verb.COMPLETE_ACTION: partial(record_forms.complete_action_form, theirs=(1, 2, 3)),
    Verb.CHECK_ACTION: record_forms.check_action_form,
    Verb.PROPOSE_MEETING: meeting_forms.propose_meeting_form,
    Verb.CONFIRM_MEETING: meeting_forms.confirm_meeting_form,
    Verb.RECORD_MEETING: meeting_forms.record_meeting_form,
}


def forms(dialog: bool = False) -> dict[str, Card]:
    """Every form about a case, with nothing typed yet."""
    seen = raised(answered=True).facts
    found = {f"form_{act}": draw(seen, dialog=dialog) for act, draw in CASE_FORMS.items()}
    people = [("Robin Hale", "id-1"), ("Kim Ode", "id-2")]
    found["form_reassign"] = record_forms.reassign_form(
        seen, posts=[("Team Manager", "team_manager")], people=people, dialog=dialog
    )
    found["form_tick_filed"] = filing_form.tick_filed_form(seen, dialog=dialog)
    steps = [(route, step) for route in seen.policy.routes for step in route.steps]
    if steps:
        found["form_route"] = route_forms.route_form(seen, steps=steps, dialog=dialog)
        found["form_step"] = route_forms.step_form(seen, *steps[0], dialog=dialog)
    return {**found, **raise_forms(seen.policy, dialog)}


def raise_forms(policy: Policy, dialog: bool = False) -> dict[str, Card]:
    """Both steps of raising, the second also with mistakes."""
    teams = [("North team", "north"), ("South team", "south")]
    chosen = {"kind": policy.kinds[0].value, "team": "north", "stage": policy.first_formal.key}
    holders = {policy.stages[0].respond.posts[0]: [("Robin Hale", "id-1"), ("Kim Ode", "id-2")]}
    typed = {**chosen, "worry": "It drifts.", "initials": "Alex"}
    wrong = {
        "initials": "Give one to four initials, never a name.",
        "tried": "Please fill this in.",
    }
    draw = raise_form.raise_details
    return {
        "raise_step_1": raise_form.raise_form(policy, REF, teams=teams, dialog=dialog),
        "raise_step_2": draw(
            policy, REF, values=chosen, holders=holders, team="North team", dialog=dialog
        ),
        "raise_step_2_wrong": draw(policy, REF, values=typed, errors=wrong, dialog=dialog),
    }


def others() -> dict[str, Card]:
    """Lists and short answers."""
    policy = raised().facts.policy
    seen = [raised(), raised("knowsley", "2026-12-02T10:00"), raised("bradford")]
    mine = [
        replace(one.facts, case=replace(one.facts.case, ref=f"TST-2345{number}"))
        for number, one in enumerate(seen * 3, start=1)
    ]
    row = lists.DigestRow
    due = london("2026-11-26T17:00")
    rows = [
        row(f"DUR-2345{n}", 4, f"Stage {2 + n % 2}", ("Team Manager",), due, -n)
        for n in range(1, 8)
    ]
    soon = [row("DUR-7K3MQ", 3, "Stage 4", ("Strategic Manager",), london("2026-12-03T17:00"), 1)]
    return {
        "mine": lists.my_cases("Your cases", mine),
        "mine_empty": lists.my_cases("Your cases", []),
        "digest": lists.digest_card(date(2026, 12, 2), rows, soon),
        "help": answers.help_card(policy, note="“rase” is not a command. Did you mean “raise”?"),
        "who": answers.who_card(
            policy, "Robin Hale", [("Team Manager", "North team")], covers=["Kim Ode"]
        ),
        "done": answers.done_card("Nothing was raised", "Send “raise” to begin again."),
    }


def every_card() -> dict[str, Card]:
    """All of them by name."""
    return {**case_cards(), **notices(), **forms(), **others()}
