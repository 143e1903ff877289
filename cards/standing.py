"""How a case stands, in words: what waits, for whom, until when, and how late it is."""

from collections.abc import Sequence
from datetime import datetime

from cards.awaited import WAITS_FOR, awaited
from cards.facts import CaseFacts
from cards.words import counted, day, listed, opening, safe, when
from resolution.answered import asks_response, is_answered
from resolution.case import RunningClock, Status, Visit
from resolution.clocks import is_meeting_of_route, of_policy
from resolution.events import Assignment
from resolution.policy import CaseKind, Must, Policy, Stage
from resolution.working_days import local_day

KINDS = {
    CaseKind.LOOKED_AFTER: "looked-after child",
    CaseKind.CHILD_PROTECTION: "child protection",
}


def kind_title(policy: Policy, kind: CaseKind) -> str:
    """What a kind of case is called: in the council's words where it has its own."""
    return policy.kind_titles.get(kind) or KINDS[kind]


def challenge(policy: Policy, *, capital: bool = True) -> str:
    """The council's word for a challenge, written as the council writes it inside a sentence."""
    word = safe(policy.word("challenge"))
    return opening(word) if capital else word


def begins(policy: Policy) -> str:
    """The button that raises something, in the council's words: “Raise a dispute”."""
    if "raise" in policy.words:
        return opening(policy.words["raise"])
    return f"Raise {a_challenge(policy)}"


def a_challenge(policy: Policy) -> str:
    """One of what is raised here: “a dispute”, “an issue”; not yet made safe."""
    word = policy.word("challenge")
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def case_title(facts: CaseFacts) -> str:
    """The reference, which somebody looks for, and then the council's word for such a case."""
    word = "record" if facts.case.matter else challenge(facts.policy, capital=False)
    return f"{safe(facts.case.ref)}: {word}"


def owner_title(facts: CaseFacts) -> str:
    """The post that owns the case, by the short form that everybody uses (IRO), if it has one."""
    owner = facts.case.owner
    key = owner.post if owner else facts.policy.owners.get(facts.case.kind, "")
    post = next((post for post in facts.policy.posts if post.key == key), None)
    if post is None:
        return safe(key)
    short = [alias for alias in post.aliases if alias.isupper() and len(alias) <= 5]
    return safe(short[0] if short else post.title)


def titles(facts: CaseFacts, keys: Sequence[str], joint: str = "and") -> str:
    """Posts as a sentence names them: the case's owner by the short form."""
    owner = facts.case.owner
    named = (
        owner_title(facts) if owner and key == owner.post else safe(facts.policy.post_title(key))
        for key in keys
    )
    return listed(list(dict.fromkeys(named)), joint)


def raiser_title(facts: CaseFacts, stage: Stage) -> str:
    """Who raises a stage: the posts that the procedure names beside owners, or the owner."""
    owners = facts.policy.owners.values()
    named = [post for post in stage.raised_by if post not in owners]
    return posts(facts.policy, named, "or") if named else owner_title(facts)


def judge_title(facts: CaseFacts) -> str:
    """Who says whether an answer will do at this stage."""
    stage = facts.stage
    if not stage.judge:
        return raiser_title(facts, stage)
    return posts(facts.policy, stage.judge, "and" if stage.judge_all else "or")


def judges_decide(facts: CaseFacts) -> str:
    """Who judges, with the verb: one of them decides, or all of them together decide."""
    together = facts.stage.judge_all and len(facts.stage.judge) > 1
    return f"the {judge_title(facts)} {'decide' if together else 'decides'}"


def posts(policy: Policy, keys: Sequence[str], joint: str = "and") -> str:
    """Posts by title, never by name: fit for a channel."""
    return listed([safe(policy.post_title(key)) for key in dict.fromkeys(keys)], joint)


def named(policy: Policy, held: Assignment) -> str:
    """A post with the person who holds it, or that nobody does."""
    title = safe(policy.post_title(held.post))
    if not held.name:
        return f"{title} (vacant)"
    if held.covering:
        own = "" if held.covering.startswith(policy.post_title(held.post)) else f", {title}"
        return f"{safe(held.name)}{own}, standing in for {safe(held.covering)}"
    return f"{safe(held.name)}, {title}"


def untold_in_words(policy: Policy, keys: Sequence[str]) -> str:
    """That nobody was told for these posts, and why: the reader tells them."""
    outside = {post.key for post in policy.posts if post.scope == "external"}
    named = [
        f"{safe(policy.post_title(key))} "
        f"({'outside the council' if key in outside else 'nobody holds the post'})"
        for key in dict.fromkeys(keys)
    ]
    return f"Not told by me: {listed(named)}. Tell them yourself."


def asked(facts: CaseFacts, visit: Visit | None = None) -> str:
    """The posts that must answer at a stage, the present one by default: those that were chosen."""
    visit = visit or facts.visit
    if visit is None:
        return ""
    keys = [assignee.post for assignee in visit.assignees]
    return posts(facts.policy, keys, "and" if visit.all_of else "or")


def who_answered(facts: CaseFacts) -> list[tuple[str, str]]:
    """Who of several that must all answer, or all be satisfied, has and who has not; by post."""
    visit, policy = facts.visit, facts.policy
    pairs: list[tuple[str, str]] = []
    if visit is None or not facts.case.is_open:
        return pairs
    if visit.all_of and len(visit.assignees) > 1 and asks_response(facts.stage):
        answered = [answer.post for answer in visit.answers]
        pairs.append(("Answered", posts(policy, answered) or "Nobody yet"))
        pairs.append(("Still to answer", posts(policy, visit.unanswered)))
    if visit.answers and (visit.accepted_by or facts.unsatisfied):
        pairs.append(("Satisfied", posts(policy, visit.accepted_by) or "Nobody yet"))
        pairs.append(("Still to be satisfied", posts(policy, facts.unsatisfied)))
    return pairs


def meets_at(facts: CaseFacts, clock: RunningClock | None) -> datetime | None:
    """The moment of the meeting that a clock waits for; None for every other clock."""
    visit = facts.visit
    return visit.meeting_at if clock is not None and clock.fixed and visit is not None else None


def waits_for(facts: CaseFacts, clock: RunningClock | None) -> str:
    """What a running clock waits for, as a noun; a response, when none runs."""
    if clock is None:
        return WAITS_FOR[Must.RESPOND]
    return awaited(facts.policy, facts.wanted(clock), clock.route, clock.key)


def due(facts: CaseFacts, clock: RunningClock, meets: datetime | None = None) -> str:
    """What a clock waits for, and until when; a meeting is at its hour."""
    what = opening(waits_for(facts, clock))
    if meets is not None:
        return f"{what}: {when(meets)}{_unconfirmed(facts)}"
    if clock.due_at is None:
        return f"{what}: no fixed date"
    return f"{what}: {by_when(clock)}{figure(facts, clock)}"


def figure(facts: CaseFacts, clock: RunningClock) -> str:
    """What kind of limit a date is, where the procedure only aims at it, or only implies it."""
    stated = of_policy(clock, facts.policy) if not clock.route else None
    implied = stated is not None and stated.derived
    if clock.target:
        return ", an implied target" if implied else ", a target"
    return ", implied" if implied else ""


def by_when(clock: RunningClock) -> str:
    """Until when a clock runs; of a route's meeting only the day is known."""
    if clock.due_at is None:
        return ""
    return day(local_day(clock.due_at)) if is_meeting_of_route(clock) else when(clock.due_at)


def further_dates(facts: CaseFacts) -> list[tuple[str, str]]:
    """Every date but the one that the line at the top of the card gives already."""
    lead = facts.main_clock
    if lead is not None and lead.must is Must.HOLD_MEETING and _is_settled(facts):
        lead = None
    shown = [clock for clock in facts.open_clocks if clock is not lead]
    return [_further(facts, clock, "also " if lead else "") for clock in shown]


def _further(facts: CaseFacts, clock: RunningClock, also: str) -> tuple[str, str]:
    meets = meets_at(facts, clock)
    late = clock.due_at is not None and clock.due_at <= facts.at
    met = meets is not None or is_meeting_of_route(clock)  # it may have been held all the same
    title = opening(f"{also}{'overdue' if late and not met else 'due'}")
    return title, due(facts, clock, meets) + _whose(facts, clock)


def _whose(facts: CaseFacts, clock: RunningClock) -> str:
    """The posts of a clock that waits for others than those who must answer."""
    assigned = {held.post for held in facts.visit.assignees} if facts.visit else set()
    if not clock.posts or set(clock.posts) <= assigned:
        return ""
    owner = facts.case.owner
    if owner is not None and clock.posts == (owner.post,):
        return f" ({owner_title(facts)})"
    return f" ({posts(facts.policy, clock.posts, 'or')})"


def lateness(days_left: int | None) -> str:
    """How far off or how late, in words."""
    if days_left is None:
        return ""
    if days_left == 0:
        return "due today"
    if days_left > 0:
        return f"{counted(days_left, 'working day')} left"
    return f"{counted(-days_left, 'working day')} late"


def standing(facts: CaseFacts) -> tuple[str, str]:
    """The style and the sentence of the line at the top of a card."""
    case = facts.case
    if case.status is not Status.OPEN:
        ended = f" on {when(case.ended_at)}" if case.ended_at else ""
        style = "good" if case.status is Status.RESOLVED else "emphasis"
        return style, f"{opening(case.status.value)}{ended}{_still_due(facts)}"
    visit, clock = facts.visit, facts.main_clock
    if case.is_unjudged and visit is not None and visit.rejected_at is not None:
        return "warning", f"Answered, not enough: {judges_decide(facts)} what follows"
    if _is_settled(facts):
        return "accent", f"Answered. {opening(judges_decide(facts))} whether this settles it"
    if clock is not None and clock.due_at is not None:
        meets = meets_at(facts, clock)
        if meets is not None:
            return _meeting(facts, clock.due_at, meets)
        what = waits_for(facts, clock)
        if clock.due_at <= facts.at:
            late = _so(facts) if facts.days_left else ""  # on the day itself, since it closed
            return "attention", overdue(facts, clock) + late
        left = facts.days_left if facts.is_first_due else None
        soon = left is not None and left <= facts.policy.due_soon
        words = f"{opening(what)} due {by_when(clock)}{figure(facts, clock)}{_so(facts)}"
        return ("warning", f"Due soon. {words}") if soon else ("accent", words)
    if visit is not None and visit.agreed_by:
        return "accent", f"Timescale agreed: {day(visit.agreed_by)}"
    return "accent", "Open. No date is set for this stage"


def overdue(facts: CaseFacts, clock: RunningClock) -> str:
    """What did not come by its date; a route's meeting may have been held all the same."""
    what = waits_for(facts, clock)
    if is_meeting_of_route(clock):
        return f"Not on record yet: {what} of {by_when(clock)}"
    return f"Overdue: {what} was due {by_when(clock)}{figure(facts, clock)}"


def _is_settled(facts: CaseFacts) -> bool:
    """Whether the stage waits for nothing but a judgement; what else is due stands below."""
    visit, clock = facts.visit, facts.main_clock
    if visit is None or not facts.case.is_open or not is_answered(visit, facts.stage):
        return False
    late = clock is not None and clock.due_at is not None and clock.due_at <= facts.at
    meets = clock is not None and clock.must is Must.HOLD_MEETING and not late
    return clock is None or clock.must is Must.COMPLETE_ACTION or meets


def _still_due(facts: CaseFacts) -> str:
    """What outlives the end of a case: the meeting that looks whether it held (Durham §6)."""
    clock = next((c for c in facts.open_clocks if c.route and c.due_at), None)
    if clock is None or clock.due_at is None:
        return ""
    verb = "was due" if clock.due_at <= facts.at else "due"
    return f". {opening(waits_for(facts, clock))} {verb} {by_when(clock)}"


def _meeting(facts: CaseFacts, due_at: datetime, meets: datetime) -> tuple[str, str]:
    """A meeting waits for its hour, and afterwards to be put on record."""
    if due_at <= facts.at:
        late = "Not confirmed" if _unconfirmed(facts) else "Not on record yet"
        return "attention", f"{late}: the meeting of {when(meets)}"
    if proposed := _unconfirmed(facts):
        return "accent", f"Meeting: {when(meets)}{proposed}"
    soon = facts.is_first_due and facts.days_left == 0
    return "warning" if soon else "accent", f"Meeting{' today' if soon else ''}: {when(meets)}"


def _unconfirmed(facts: CaseFacts) -> str:
    """That the day of the meeting is only proposed: another, which was fixed, is open again."""
    confirmed = facts.visit is None or facts.visit.meeting_confirmed
    return "" if confirmed else " (proposed, not confirmed yet)"


def _so(facts: CaseFacts) -> str:
    words = lateness(facts.days_left) if facts.is_first_due else ""
    return f" ({words})" if words else ""
