"""What each kind of notice says: its heading, its sentences, and which buttons come first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.standing import ASKED_TO, WAITS_FOR, asked, owner_title, posts
from cards.viewer import Viewer
from cards.words import day, opening, safe, when
from resolution.case import RunningClock
from resolution.notices import NoticeKind
from resolution.policy import Must

About = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A notice in words; `preview` follows the reference and holds nothing of the child."""

    title: str
    preview: str
    lines: tuple[str, ...] = ()
    first: tuple[Verb, ...] = ()


Rule = Callable[[CaseFacts, About, Viewer], Ask]

_ANSWERING = (Verb.RESPOND, Verb.ACKNOWLEDGE, Verb.CONFIRM_COMPLETION, Verb.CONFIRM_MEETING)
_JUDGING = (Verb.RESOLVE, Verb.REJECT, Verb.ESCALATE)
_MOVING_ON = (Verb.ESCALATE, Verb.HAND_OVER, Verb.EXTEND, Verb.RESOLVE, Verb.NOTE)


def _clock(shown: CaseFacts, about: About) -> RunningClock | None:
    """The clock that a notice is about, else the open one that falls due first."""
    wanted = about.get("clock", "")
    found = next((clock for clock in shown.case.clocks if clock.id == wanted), None)
    return found or next(iter(shown.case.open_clocks), None)


def _what(clock: RunningClock | None) -> str:
    return WAITS_FOR[clock.must] if clock else "response"


def _until(clock: RunningClock | None) -> str:
    return f" by {when(clock.due_at)}" if clock and clock.due_at else ""


def if_not(shown: CaseFacts) -> str:
    """What happens when nobody answers in time."""
    case, policy = shown.case, shown.policy
    following = policy.following(case.stage_key)
    owner = owner_title(shown)
    if following is None:
        return f"If there is no answer in time, the {owner} is told and decides what happens next."
    next_up = posts(policy, following.responders(case.kind).posts, "or")
    title = safe(following.title)
    return (
        f"If there is no answer in time, the {next_up} is told, and the {owner} may escalate "
        f"to {title}."
    )


def _asked_to_respond(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    case, clock = shown.case, _clock(shown, about)
    timed = [c for c in case.stage_clocks if c.due_at and c.must is not Must.RESOLVE]
    asks = [f"**{opening(ASKED_TO[c.must])}** by {when(c.due_at)}." for c in timed if c.due_at]
    if not asks:
        asks = ["**Respond.** This stage has no fixed date."]
    both = case.visit.all_of and len(case.visit.assignees) > 1
    everyone = f"Each of these must answer: {asked(shown)}." if both else ""
    acknowledged = (
        "" if any(c.must is Must.ACKNOWLEDGE for c in timed) else "Acknowledging stops no date."
    )
    preview = f"your response is asked for{_until(clock)}"
    lines = (*asks, everyone, if_not(shown), acknowledged)
    return Ask("Your response is asked for", preview, lines, _ANSWERING)


def _for_information(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    stage = safe(shown.stage.title)
    if about.get("post"):
        title = safe(shown.policy.post_title(about["post"]))
        said = f"The duty of {title} passed to another person."
        return Ask("For your information", "a duty passed to another person", (said,))
    if about.get("stage", shown.case.stage_key) != shown.case.stage_key:
        next_stage = next((s.title for s in shown.policy.stages if s.key == about["stage"]), "")
        said = f"Another post was asked to raise {safe(next_stage)}."
        return Ask("For your information", "the next stage was handed over", (said,))
    whys = [n.why for n in shown.stage.notify if n.post in viewer.posts]
    said = f"{stage} began. The {asked(shown)} must answer; nothing is asked of you."
    why = f"You are told: {safe(whys[0])}." if whys and whys[0] != "for information" else ""
    return Ask("For your information", f"{stage} began, nothing is asked of you", (said, why))


def _handed_over(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    titles = {stage.key: stage.title for stage in shown.policy.stages}
    stage = safe(titles.get(about.get("stage", ""), shown.stage.title))
    said = (
        f"The {owner_title(shown)} asks you to raise **{stage}**. Press Escalate to begin it. "
        "Nothing goes up until you do."
    )
    return Ask(f"Please raise {stage}", f"you are asked to raise {stage}", (said,), _MOVING_ON)


def _reassigned(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    if about.get("post") == "owner":
        said = "You own this case from now on: you judge responses, escalate and resolve."
        return Ask("This case is now yours", "this case is now yours", (said,))
    title = safe(shown.policy.post_title(about.get("post", "")))
    clock = _clock(shown, about)
    said = f"You now answer as {title}. The date stays as it was."
    preview = f"you now answer as {title}{_until(clock)}"
    return Ask("This is now yours to answer", preview, (said, if_not(shown)), _ANSWERING)


def _reminder(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    clock = _clock(shown, about)
    what = opening(ASKED_TO[clock.must]) if clock else "Respond"
    today = about.get("point") == "due_morning"
    title = f"Today is the last day: {what.lower()}" if today else f"Reminder: {what.lower()}"
    preview = f"reminder, the {_what(clock)} is due{_until(clock)}"
    return Ask(title, preview, (f"**{what}**{_until(clock)}.", if_not(shown)), _ANSWERING)


def _lapsed_assignee(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    what = _what(_clock(shown, about))
    said = (
        f"Your {what} did not come in time. The {owner_title(shown)} and the next manager have "
        "been told. **You can still answer now.**"
    )
    return Ask(f"Overdue: your {what}", f"your {what} is overdue", (said,), _ANSWERING)


def _lapsed_owner(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    clock = _clock(shown, about)
    what = _what(clock)
    if clock is not None and clock.posts and set(clock.posts) <= set(shown.policy.owners.values()):
        said = f"Your {what} was due{_until(clock)}."
        return Ask(f"Overdue: your {what}", f"your {what} is overdue", (said,), _MOVING_ON)
    following = shown.policy.following(shown.case.stage_key)
    nxt = f" to {safe(following.title)}" if following else ""
    said = (
        f"The {what} asked of the {asked(shown)} did not come{_until(clock)}. "
        f"Nothing goes up by itself: you decide whether to escalate{nxt}, or to give more time."
    )
    return Ask(f"No {what} in time", f"no {what} in time, you decide", (said,), _MOVING_ON)


def _lapsed_next_manager(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    clock = _clock(shown, about)
    what = _what(clock)
    said = (
        f"The {asked(shown)} did not answer in time: the {what} was due{_until(clock)}. Nothing "
        f"is asked of you yet. The {owner_title(shown)} may escalate it to you."
    )
    title = f"For your attention: no {what} in time"
    return Ask(title, f"no {what} in time at the stage before yours", (said,))


def _total_warning(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    total = next((t for t in shown.policy.totals if t.key == about.get("total")), None)
    running = next((t for t in shown.case.totals if t.key == about.get("total")), None)
    named = safe(total.title) if total else "The limit over all stages"
    end = when(running.due_at) if running else ""
    passed = about.get("passed") == "yes"
    said = f"**{named}**: {'ended' if passed else 'ends'} {end}. Nothing is blocked by it."
    title = "A total limit was passed" if passed else "A total limit is near"
    cite = f"Source: {safe(total.cite)}" if total else ""
    return Ask(title, title.lower(), (said, cite), _MOVING_ON)


def _response_received(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    post = safe(shown.policy.post_title(about.get("post", "")))
    waiting = "" if shown.case.visit.is_answered else " Others must still answer."
    said = (
        f"The {post} responded.{waiting} Are you satisfied? **Resolve** it, say that **it is not "
        "enough**, or **escalate** it. Nothing closes by itself."
    )
    return Ask("A response waits for your decision", "a response waits for you", (said,), _JUDGING)


def _rejected(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    said = f"The {owner_title(shown)} is not satisfied with the response and says why below."
    return Ask("Your response is not enough yet", "the response is not enough", (said,), _ANSWERING)


def _extension_asked(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    asked_for = shown.case.extension_asked
    until = f" until {day(asked_for.wanted_on)}" if asked_for else ""
    said = f"More time is asked for{until}. The date stays as it is unless you give more time."
    first = (Verb.EXTEND, *_MOVING_ON)
    return Ask("More time is asked for", f"more time is asked for{until}", (said,), first)


def _new_date(title: str) -> Rule:
    def rule(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
        clock = _clock(shown, about)
        old = f" It was {when(clock.first_due_at)}." if clock and clock.first_due_at else ""
        said = f"**{opening(_what(clock))}** is now due{_until(clock)}.{old}"
        return Ask(title, f"{_what(clock)} now due{_until(clock)}", (said,), _ANSWERING)

    return rule


def _meeting(state: str, *first: Verb) -> Rule:
    def rule(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
        visit = shown.case.visit
        at = when(visit.meeting_at) if visit.meeting_at else ""
        place = f" Where: {safe(visit.meeting_place)}." if visit.meeting_place else ""
        said = f"**{at}.**{place}" if at else ""
        return Ask(f"Meeting {state}", f"meeting {state}{': ' + at if at else ''}", (said,), first)

    return rule


def _says(title: str, *lines: str, first: tuple[Verb, ...] = ()) -> Rule:
    """A notice whose words do not depend on the case."""
    return lambda shown, about, viewer: Ask(title, title[:1].lower() + title[1:], lines, first)


def _ended(word: str) -> Rule:
    def rule(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
        waits = "Nothing more is asked of you, except actions that were agreed."
        return Ask(f"The case was {word}", f"the case was {word}", (waits,))

    return rule


def _step(title: str) -> Rule:
    def rule(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
        found = [
            (safe(route.title), safe(step.title))
            for route in shown.policy.routes
            for step in route.steps
            if (route.key, step.key) == (about.get("route"), about.get("step"))
        ]
        said = f"**{found[0][0]}**: {found[0][1]}." if found else ""
        return Ask(title, title.lower(), (said,), (Verb.ROUTE_FORM,))

    return rule


def _undelivered(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    name, why = safe(about.get("name", "")), safe(about.get("why", ""))
    said = f"{name} could not be reached ({why}), so you are told instead. The date stays."
    return Ask("Somebody could not be reached", "told in place of another", (said,), _ANSWERING)


def _vacant(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    title = safe(shown.policy.post_title(about.get("post", "")))
    said = (
        f"Nobody holds the post of **{title}** for this team, so nobody was asked. Correct the "
        "directory, or reassign the duty to somebody; the date runs on."
    )
    return Ask(
        "Nobody holds a post", f"nobody holds the post of {title}", (said,), (Verb.REASSIGN,)
    )


ASKS: dict[NoticeKind, Rule] = {
    NoticeKind.ASKED_TO_RESPOND: _asked_to_respond,
    NoticeKind.FOR_INFORMATION: _for_information,
    NoticeKind.HANDED_OVER: _handed_over,
    NoticeKind.REASSIGNED: _reassigned,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.LAPSED_ASSIGNEE: _lapsed_assignee,
    NoticeKind.LAPSED_OWNER: _lapsed_owner,
    NoticeKind.LAPSED_NEXT_MANAGER: _lapsed_next_manager,
    NoticeKind.TOTAL_WARNING: _total_warning,
    NoticeKind.ACKNOWLEDGED: _says("The challenge was acknowledged", "No other date stops."),
    NoticeKind.RESPONSE_RECEIVED: _response_received,
    NoticeKind.RESPONSE_REJECTED: _rejected,
    NoticeKind.REPORT_SENT: _says("The written report was sent", first=_ANSWERING),
    NoticeKind.COMPLETION_CONFIRMED: _says("The actions are confirmed as done", first=_JUDGING),
    NoticeKind.MEETING_PROPOSED: _meeting("proposed", Verb.CONFIRM_MEETING, Verb.PROPOSE_MEETING),
    NoticeKind.MEETING_CONFIRMED: _meeting("confirmed"),
    NoticeKind.MEETING_RECORDED: _meeting("recorded", *_JUDGING),
    NoticeKind.NOTE_ADDED: _says("A note was added", "Press See the history to read it."),
    NoticeKind.EXTENSION_ASKED: _extension_asked,
    NoticeKind.EXTENDED: _new_date("More time was given"),
    NoticeKind.DUE_DATE_MOVED: _new_date("A date moved"),
    NoticeKind.REFERRED_TO_CAFCASS: _says(
        "The case was referred to Cafcass", "The stages of this procedure go on beside it."
    ),
    NoticeKind.RESOLVED: _ended("resolved"),
    NoticeKind.WITHDRAWN: _ended("withdrawn"),
    NoticeKind.REOPENED: _says("The case was reopened", first=_ANSWERING),
    NoticeKind.ACTION_DUE: _says("An agreed action is due", first=(Verb.COMPLETE_ACTION,)),
    NoticeKind.ACTION_COMPLETED: _says("An action was marked done", first=(Verb.CHECK_ACTION,)),
    NoticeKind.STEP_RECORDED: _step("A step was recorded"),
    NoticeKind.STEP_DUE: _step("A step is due"),
    NoticeKind.UNDELIVERED: _undelivered,
    NoticeKind.POST_VACANT: _vacant,
}
