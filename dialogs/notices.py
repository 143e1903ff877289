"""Notices drawn when they are sent, from the case as it is then; a stale one is not sent at all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from cards.case_card import case_card
from cards.notice import notice_card, summary
from cards.parts import Card
from cards.prompts import prompted
from dialogs import prompts
from dialogs.prompts import Moment, asked_now
from dialogs.talk import case_facts, viewer
from resolution.answered import is_answered
from resolution.case import Case, Status
from resolution.climbing import would_hear
from resolution.events import Event
from resolution.notices import NoticeKind
from resolution.people import Actor
from resolution.policy import Must
from resolution.ports import Rulebook
from resolution.standing import standing
from resolution.working_days import local_day

#: Those who come new to a case, and are shown how it came to this.
WITH_HISTORY = frozenset({NoticeKind.LAPSED_NEXT_MANAGER, NoticeKind.HANDED_OVER})

#: Those that say what happens when nobody answers in time.
SAYS_WHO_HEARS = frozenset(
    {NoticeKind.ASKED_TO_RESPOND, NoticeKind.REMINDER, NoticeKind.REASSIGNED}
)

Facts = Mapping[str, str]
Stale = Callable[[Case, Facts, Rulebook, str], bool]


def draw(
    kind: NoticeKind,
    facts: Facts,
    case: Case,
    rulebook: Rulebook,
    person_id: str,
    at: datetime,
    trail: Sequence[Event] = (),
    *,
    dialogs: bool = True,
    public_url: str = "",
) -> tuple[Card, str] | None:
    """A notice's card and its preview; None when it no longer says anything true."""
    if kind is NoticeKind.DIGEST or is_stale(kind, facts, case, rulebook, person_id):
        return None
    if kind is NoticeKind.LAPSED_ASSIGNEE and _is_anothers(case, facts, rulebook, person_id, at):
        return None
    mends = kind is NoticeKind.NOT_TOLD and not person_id  # the administrators: posts, no wording
    if case.matter and not mends and _is_kept_from(case, rulebook, person_id, at):
        return None
    shown = case_facts(case, rulebook, at, public_url)
    if kind in SAYS_WHO_HEARS and case.visits:
        shown = replace(shown, above=would_hear(case, rulebook, at))
    who = viewer(case, rulebook, Actor(person_id, ""), at, steps=True)
    past = trail if kind in WITH_HISTORY else ()
    card = notice_card(kind, shown, who, facts, trail=past, dialogs=dialogs)
    if who.is_entitled and (moment := _moment(kind, case, facts)):
        place = standing(case, rulebook, Actor(person_id, ""), at)
        asked = asked_now(case, rulebook, place, Moment(moment))
        card = prompted(card, shown, asked, dialogs=dialogs)
    return card, summary(kind, shown, facts, who)


def draw_copy(
    case: Case,
    rulebook: Rulebook,
    person_id: str,
    at: datetime,
    *,
    dialogs: bool = True,
    public_url: str = "",
) -> Card:
    """A case's card in somebody's chat, drawn again because the case moved on.

    What is asked of others than the owner stays on it until it is recorded: they were told of it
    by the very message that is drawn again.
    """
    shown = case_facts(case, rulebook, at, public_url)
    who = viewer(case, rulebook, Actor(person_id, ""), at)
    card = case_card(shown, who, dialogs=dialogs)
    if case.matter or not who.is_entitled or (who.is_owner and case.is_open):
        return card
    place = standing(case, rulebook, Actor(person_id, ""), at)
    asked = asked_now(case, rulebook, place, prompts.moment_of(case))
    return prompted(card, shown, asked, dialogs=dialogs)


def _moment(kind: NoticeKind, case: Case, facts: Facts) -> str:
    """The moment of a case that a notice tells of, at which the procedure may ask for more."""
    if kind is NoticeKind.RESOLVED:
        return prompts.RESOLVE
    if kind is NoticeKind.MEETING_RECORDED:
        return prompts.MEETING
    if kind is NoticeKind.LAPSED_OWNER:
        of_stage = any(
            c.id == facts.get("clock") and not c.route and c.must is not Must.COMPLETE_ACTION
            for c in case.clocks
        )
        return prompts.LAPSE if of_stage and not facts.get("prompted") else ""
    if kind in (NoticeKind.ASKED_TO_RESPOND, NoticeKind.FOR_INFORMATION):
        return prompts.RAISE if len(case.visits) == 1 else prompts.ESCALATE
    return ""


def _is_kept_from(case: Case, rulebook: Rulebook, person_id: str, at: datetime) -> bool:
    """Whether somebody may not even learn that a private record exists."""
    private = bool(rulebook.policy.route(case.matter).private_to)
    return private and not viewer(case, rulebook, Actor(person_id, ""), at).is_entitled


def _is_anothers(
    case: Case, facts: Facts, rulebook: Rulebook, person_id: str, at: datetime
) -> bool:
    """Whether an answer that is late is asked of somebody else since its duty passed on."""
    asked = {held.post: held.person_id for held in case.visit.assignees} if case.visits else {}
    theirs = {person_id, *rulebook.directory.covered_by(person_id, local_day(at))}
    return any(
        clock.id == facts.get("clock")
        and clock.must is not Must.HOLD_MEETING  # it may wait for whoever records it
        and not clock.route
        and not asked.keys().isdisjoint(clock.posts)
        and theirs.isdisjoint(asked.values())
        for clock in case.clocks
    )


def is_stale(
    kind: NoticeKind, facts: Facts, case: Case, rulebook: Rulebook, person_id: str
) -> bool:
    """Whether the case has moved past what a notice asks or says."""
    if case.status is Status.UNRAISED:
        return True
    if kind in _WHILE_OPEN and not case.is_open and not _outlives(case, facts):
        return True
    rule = _STALE.get(kind)
    return rule is not None and rule(case, facts, rulebook, person_id)


def _outlives(case: Case, facts: Facts) -> bool:
    """Whether a notice is of a clock that a case's end does not stop: an action, a route's step."""
    wanted = facts.get("clock", "")
    return any(
        clock.id == wanted and (clock.route or clock.must is Must.COMPLETE_ACTION)
        for clock in case.clocks
    )


def _clock_met(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    wanted = facts.get("clock", "")
    return not any(clock.id == wanted and clock.is_open for clock in case.clocks)


def _lapsed_since(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """What was to be done in time is late by now: a message of its own says so."""
    lapsed = any(c.id == facts.get("clock") and c.lapsed_at is not None for c in case.clocks)
    return lapsed or _clock_met(case, facts, rulebook, person_id)


def _late_no_longer(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """It was done, or has a later day, since its time ran out in the evening."""
    wanted = facts.get("clock", "")
    return not any(c.id == wanted and c.is_open and c.lapsed_at is not None for c in case.clocks)


def _no_longer_asked(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """The stage moved on, was answered, or the duty passed to somebody else."""
    visit = case.visit
    asked = {assignment.person_id for assignment in visit.assignees}
    answered = is_answered(visit, rulebook.policy.stage(case.stage_key))
    return facts.get("stage") != case.stage_key or answered or person_id not in asked


def _arranged(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """The stage was left, or its meeting has a date or is on record."""
    visit = case.visit
    met = visit.meeting_at is not None or bool(visit.meetings)
    return met or facts.get("stage") != case.stage_key


def _raised_already(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """The next stage, which somebody was asked to raise, was reached."""
    policy = rulebook.policy
    to = next((s.key for s in policy.stages if s.key == facts.get("stage")), case.stage_key)
    return policy.position(case.stage_key) >= policy.position(to)


def _judged(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    judged = not case.visit.responses or case.visit.rejected_at is not None
    return judged and not facts.get("copy")


def _answered_again(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    return case.visit.rejected_at is None


def _marked(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """Every action that the notice speaks of is done by now."""
    numbers = (facts.get("number") or facts.get("given", "")).split(",")
    return all(case.actions[int(n) - 1].completed_at is not None for n in numbers if n)


def _extension_settled(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    return case.extension_asked is None


def _not_proposed(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    return case.visit.meeting_at is None or case.visit.meeting_confirmed


def _not_confirmed(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    return not case.visit.meeting_confirmed


def _filled(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """Somebody was found for the vacant post, or the stage no longer asks for it."""
    vacant = {a.post for a in case.visit.assignees if not a.person_id}
    return facts.get("post", "") not in vacant


def _left(case: Case, facts: Facts, rulebook: Rulebook, person_id: str) -> bool:
    """The stage of which somebody was not told has been left; a step stays untold of."""
    return "stage" in facts and (facts["stage"] != case.stage_key or not case.is_open)


_STALE: Mapping[NoticeKind, Stale] = {
    NoticeKind.ASKED_TO_RESPOND: _no_longer_asked,
    NoticeKind.ASKED_TO_ARRANGE: _arranged,
    NoticeKind.HANDED_OVER: _raised_already,
    NoticeKind.REMINDER: _lapsed_since,
    NoticeKind.STEP_DUE: _lapsed_since,
    NoticeKind.LAPSED_ASSIGNEE: _late_no_longer,
    NoticeKind.LAPSED_OWNER: _late_no_longer,
    NoticeKind.LAPSED_NEXT_MANAGER: _late_no_longer,
    NoticeKind.EXTENDED: _clock_met,
    NoticeKind.ACTION_DUE: _marked,
    NoticeKind.DUE_DATE_MOVED: _clock_met,
    NoticeKind.RESPONSE_RECEIVED: _judged,
    NoticeKind.RESPONSE_REJECTED: _answered_again,
    NoticeKind.EXTENSION_ASKED: _extension_settled,
    NoticeKind.MEETING_PROPOSED: _not_proposed,
    NoticeKind.MEETING_CONFIRMED: _not_confirmed,
    NoticeKind.POST_VACANT: _filled,
    NoticeKind.NOT_TOLD: _left,
}
#: Notices that ask for something, or speak of a date: moot once the case has ended.
_WHILE_OPEN = frozenset(_STALE.keys() - {NoticeKind.STEP_DUE, NoticeKind.NOT_TOLD}) | {
    NoticeKind.ACKNOWLEDGED,
    NoticeKind.REASSIGNED,
    NoticeKind.REOPENED,
    NoticeKind.REPORT_SENT,
    NoticeKind.TOTAL_WARNING,
}
