"""What notices say that time alone causes: reminders, dates that passed, limits, new dates."""

from cards.actions import Verb
from cards.ask import About, Ask, Rule, clock_of, if_late, told_above, until, who_is_late
from cards.asks_of_meetings import (
    is_about_limit,
    meeting_is_near,
    meeting_not_held,
    meeting_not_recorded,
    meeting_wanted,
)
from cards.awaited import ASKED_TO
from cards.buttons import MOVING_ON, READING
from cards.facts import CaseFacts
from cards.leading import answering, doing
from cards.meeting import meeting_title
from cards.standing import (
    asked,
    judges_decide,
    meets_at,
    owner_title,
    raiser_title,
    waits_for,
)
from cards.viewer import Viewer
from cards.words import listed, opening, safe, when
from resolution.case import RunningClock
from resolution.policy import Must

_LEFT = ("legal", "cafcass")
"""The kinds of route that remain when no stage follows."""


def reminder(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A date comes near."""
    clock = clock_of(shown, about)
    today = about.get("point") == "due_morning"
    if (at := meets_at(shown, clock)) is not None:
        return meeting_is_near(shown, at, today=today)
    if clock is not None and is_about_limit(clock):
        return meeting_wanted(shown, clock, today=today)
    if clock is not None and viewer.is_owner and not _is_theirs(shown, clock, viewer):
        return _agreed_day(shown)
    what = opening(ASKED_TO[shown.wanted(clock)]) if clock else "Respond"
    title = f"Today is the last day: {what.lower()}" if today else f"Reminder: {what.lower()}"
    preview = f"reminder, the {waits_for(shown, clock)} is due{until(clock)}"
    date = "" if clock is shown.main_clock else f"**{what}**{until(clock)}."
    return Ask(title, preview, (date, if_late(shown, clock)), doing(shown, clock))


def _agreed_day(shown: CaseFacts) -> Ask:
    """The day has come by which the parties agreed to settle it: the officer asks, too."""
    said = (
        f"The {asked(shown)} has not answered yet. Ask how it went; then resolve it, give more "
        "time, or go on."
    )
    first = (Verb.RESOLVE, Verb.ESCALATE, Verb.EXTEND, Verb.NOTE)
    title = "Today is the day that you agreed"
    return Ask(title, "today is the day that you agreed", (said,), first)


def lapsed_assignee(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Their date passed; they may still answer."""
    clock = clock_of(shown, about)
    if meets_at(shown, clock) is not None:
        return meeting_not_recorded(shown, viewer)
    if clock is not None and is_about_limit(clock):
        return meeting_not_held(shown, clock, viewer)
    what = waits_for(shown, clock)
    told = [post for post in about.get("told", "").split(",") if post]
    who = told_above(shown, told) if told else owner_title(shown)
    have = "have" if len(told) > 1 else "has"
    wanted = shown.wanted(clock) if clock else Must.RESPOND
    again = "answer" if wanted is Must.RESPOND else "do it"
    said = (
        f"The time to {ASKED_TO[wanted]} has passed. The {who} {have} been told. "
        f"**You can still {again} now.**"
    )
    return Ask(f"Overdue: your {what}", f"your {what} is overdue", (said,), doing(shown, clock))


def lapsed_owner(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """No answer came; what happens next is for the owner to decide."""
    clock = clock_of(shown, about)
    if meets_at(shown, clock) is not None:
        return meeting_not_recorded(shown, viewer)
    if clock is not None and is_about_limit(clock):
        return meeting_not_held(shown, clock, viewer)
    what = waits_for(shown, clock)
    if clock is not None and _is_theirs(shown, clock, viewer):
        said = f"Your {what} was due{until(clock)}."
        first = (*doing(shown, clock), *MOVING_ON)
        return Ask(f"Overdue: your {what}", f"your {what} is overdue", (said,), first)
    said = f"{_did_not(shown, clock)} {_you_decide(shown, viewer)}"
    none = _none_in_time(what)
    return Ask(opening(none), f"{none}, you decide", (said,), MOVING_ON)


def _none_in_time(what: str) -> str:
    """That something did not come in time; what it confirms is said last, as it has no time."""
    noun, that, rest = what.partition(" that ")
    return f"no {noun} in time{that}{rest}"


def _is_theirs(shown: CaseFacts, clock: RunningClock, viewer: Viewer) -> bool:
    """Whether a clock waited for this person: a colleague's post is not the case's owner."""
    owner, owners = shown.case.owner, shown.policy.owners.values()
    mine = {post for post in viewer.posts if post not in owners}
    if viewer.is_owner and owner is not None:
        mine.add(owner.post)
    return not mine.isdisjoint(clock.posts)


def _did_not(shown: CaseFacts, clock: RunningClock | None) -> str:
    """Who did not do what; a meeting needs more than those who answer for it."""
    if clock is not None and clock.must is Must.HOLD_MEETING:
        return f"The {meeting_title(shown)} was not held in time."
    act = ASKED_TO[shown.wanted(clock)] if clock else "respond"
    return f"The {who_is_late(shown, clock)} did not {act} in time."


def _you_decide(shown: CaseFacts, viewer: Viewer) -> str:
    """What whoever judges the stage can do; after the last, the ways that the procedure leaves."""
    policy, case = shown.policy, shown.case
    following = policy.following(case.stage_key) if case.visits else None
    more_time = Verb.EXTEND in viewer.may
    if following is not None:
        or_time = ", or to give more time" if more_time else ""
        return (
            "Nothing goes up by itself: **you decide** whether to escalate to "
            f"{safe(following.title)}{or_time}."
        )
    ways = [r.title for r in policy.routes if r.kind in _LEFT and case.kind in r.kinds]
    given = ["more time"] if more_time else []
    left = listed([*given, *(safe(way) for way in ways)], "or")
    beside = f" What remains: {left}." if left else ""
    return f"No stage follows this one: **you decide** what happens next.{beside}"


def lapsed_next_manager(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Those below did not answer; nothing is asked of this manager yet."""
    clock = clock_of(shown, about)
    what, case = waits_for(shown, clock), shown.case
    following = shown.policy.following(case.stage_key) if case.visits else None
    next_asked = following.responders(case.kind).posts if following else ()
    theirs = not set(next_asked).isdisjoint(viewer.posts)
    then = f"{opening(judges_decide(shown))} what happens next."
    if following and theirs:
        then = f"The {raiser_title(shown, following)} may escalate it to you."
    said = f"{_did_not(shown, clock)} **Nothing is asked of you yet.** {then}"
    where = " at the stage before yours" if theirs else ""
    none = _none_in_time(what)
    return Ask(f"For your attention: {none}", f"{none}{where}", (said,), READING)


def total_warning(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A limit over several stages is near its end, or past it."""
    total = next((t for t in shown.policy.totals if t.key == about.get("total")), None)
    running = next((t for t in shown.case.totals if t.key == about.get("total")), None)
    named = safe(total.title) if total else "The limit over all stages"
    on = f" on {when(running.due_at)}" if running else ""
    passed = about.get("passed") == "yes"
    ends = f"{'passed' if passed else 'ends'}{on}"
    said = f"**{named}**: this limit {ends}. Nothing is blocked by it."
    title = "A total limit was passed" if passed else "A total limit is near"
    cite = f"Source: {safe(total.cite)}" if total else ""
    return Ask(title, f"a total limit {ends}", (said, cite), MOVING_ON)


def new_date(title: str) -> Rule:
    """Something is due on another day than before."""

    def rule(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
        clock = clock_of(shown, about)
        first = clock.first_due_at if clock else None
        moved = clock is not None and first is not None and first != clock.due_at
        old = f" At first it was {when(first)}." if first is not None and moved else ""
        said = f"**{opening(waits_for(shown, clock))}** is now due{until(clock)}.{old}"
        return Ask(
            title, f"{waits_for(shown, clock)} now due{until(clock)}", (said,), answering(shown)
        )

    return rule
