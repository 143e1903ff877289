"""What notices say that somebody's act causes: asked, answered, judged, arranged, ended."""

from cards.actions import Verb
from cards.ask import About, Ask, Rule, acted, if_not, until
from cards.asks_of_escalation import moved_on, no_more, supervision
from cards.asks_of_meetings import part_in_meeting
from cards.awaited import ASKED_TO
from cards.buttons import JUDGING, MOVING_ON, READING
from cards.facts import CaseFacts
from cards.leading import answering, arranging
from cards.standing import (
    asked,
    challenge,
    judges_decide,
    owner_title,
    posts,
    raiser_title,
)
from cards.viewer import Viewer
from cards.words import day, opening, safe, when
from resolution.answered import asks_response, is_answered
from resolution.case import RunningClock
from resolution.policy import Anchor, Must


def asked_to_respond(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A stage opened, and this person must answer."""
    case = shown.case
    visit = case.visit
    timed = _timed(shown)
    clock = case.clock_of(Must.RESPOND) or next(iter(timed), None)
    asks = [f"**{opening(ASKED_TO[c.must])}** by {when(c.due_at)}." for c in timed if c.due_at]
    if len(asks) < 2:  # the line at the top has the only date
        asks = []
    writes = asks_response(shown.stage)
    both = writes and visit.all_of and len(visit.assignees) > 1
    everyone = f"Each of these must answer: {asked(shown)}." if both else ""
    acknowledged = (
        ""
        if any(c.must is Must.ACKNOWLEDGE for c in timed)
        else f"Acknowledging says that you have seen it{'; the date stays' * bool(timed)}."
    )
    wanted = _asked_to(shown)
    title = "Your response is asked for" if writes else f"Please {wanted}"
    wants, report = safe(shown.stage.ask), _report_to_come(shown)
    lines = (wants, *asks, report, everyone, if_not(shown), acknowledged)
    return Ask(title, f"please {wanted}{until(clock)}", lines, answering(shown))


def _timed(shown: CaseFacts) -> list[RunningClock]:
    """The clocks with a date that wait for those who must answer."""
    posts = {held.post for held in shown.visit.assignees} if shown.visit else set()
    return [c for c in shown.case.stage_clocks if c.due_at and not posts.isdisjoint(c.posts)]


def _asked_to(shown: CaseFacts) -> str:
    """The act that answers a stage, as somebody is asked for it."""
    clock = shown.case.clock_of(Must.RESPOND) or next(iter(_timed(shown)), None)
    if clock is not None:
        return ASKED_TO[clock.must]
    return ASKED_TO[Must.RESPOND if asks_response(shown.stage) else shown.stage.met_by[0]]


def _report_to_come(shown: CaseFacts) -> str:
    """That the time to answer runs from a report which has not been sent (Durham §5.3)."""
    report = shown.case.clock_of(Must.SEND_REPORT)
    limit = next((c.within for c in shown.stage.clocks if c.start is Anchor.REPORT_SENT), None)
    if report is None or report.due_at is None or limit is None:
        return ""
    return (
        f"The {owner_title(shown)} sends the {safe(shown.policy.word('report'))} by "
        f"{when(report.due_at)}; your {limit} run from then."
    )


def for_information(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Nothing is asked; the policy says that this person is told."""
    if about.get("left"):
        return moved_on(shown, about, viewer)
    stage = safe(shown.stage.title)
    if about.get("post"):
        title = safe(shown.policy.post_title(about["post"]))
        said = f"The duty of {title} passed to another person."
        return Ask("For your information", "a duty passed to another person", (said,), READING)
    if about.get("stage", shown.case.stage_key) != shown.case.stage_key:
        later = shown.policy.stage(about["stage"])
        said = f"The {raiser_title(shown, later)} was asked to raise {safe(later.title)}."
        return Ask("For your information", "the next stage was handed over", (said,), READING)
    if about.get("judges"):
        return _yours_to_judge(shown, viewer)
    whys = [n.why for n in shown.stage.notify if n.post in viewer.posts]
    part, supervised = part_in_meeting(shown, viewer), supervision(shown, viewer)
    # Not “nothing”: an action may be theirs, or the procedure may ask them for something beside.
    said = f"{stage} began. The {asked(shown)} {_is_to(shown)}; no answer is asked of you."
    why = f"Why you are told: {safe(whys[0])}." if whys and whys[0] != "for information" else ""
    lines = (part, said, why, *supervised)
    preview = f"{stage} began, for your information"
    return Ask("For your information", preview, lines, (*arranging(shown, viewer), *READING))


def _is_to(shown: CaseFacts) -> str:
    """What those who were asked at a stage must do, or have done."""
    if shown.visit is not None and is_answered(shown.visit, shown.stage):
        return "answered already"
    return "must answer" if asks_response(shown.stage) else f"must {_asked_to(shown)}"


def _yours_to_judge(shown: CaseFacts, viewer: Viewer) -> Ask:
    """Somebody else began a stage that this person's post raises: they judge it all the same."""
    stage = safe(shown.stage.title)
    mine = [c for c in shown.case.stage_clocks if c.due_at and set(c.posts) & set(viewer.posts)]
    asks = [f"**{opening(ASKED_TO[c.must])}** by {when(c.due_at)}." for c in mine if c.due_at]
    meeting, first = shown.stage.meeting, tuple[Verb, ...]()
    if meeting and not set(meeting.arrange).isdisjoint(viewer.posts):
        asks.append(f"You arrange the {safe(meeting.title)}.")
        first = (Verb.PROPOSE_MEETING,) if meeting.required else ()
    said = (
        f"{stage} began without you, and it is yours to judge: the {asked(shown)} must answer, "
        "and you are told of the response."
    )
    return Ask(f"{stage} is yours to judge", f"{stage} began, you judge it", (said, *asks), first)


def consulted(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """What they advised is on record, or that it was gone without: they can say more."""
    first = (Verb.HISTORY, Verb.NOTE)
    if about.get("without"):
        said = (
            "The procedure has you consulted before this step. It went on without you, and why is "
            "recorded: it asks for no permission. Add a note if you want to say something."
        )
        return Ask("It went on without your advice", "it went on without you", (said,), first)
    said = "What you advised is written down. Read it in the history; add a note to say more."
    return Ask("Your advice is on record", "your advice is on record", (said,), first)


def acknowledged(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Somebody has seen it; it is answered later."""
    title = f"The {challenge(shown.policy, capital=False)} was acknowledged"
    seen = shown.visit.acknowledged if shown.visit else {}
    who = posts(shown.policy, [max(seen, key=seen.__getitem__)]) if seen else ""
    said = f"The {who} has seen it. " if who else ""
    return Ask(title, title[:1].lower() + title[1:], (f"{said}No other date stops.",))


def handed_over(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """The next stage is theirs to raise."""
    titles = {stage.key: stage.title for stage in shown.policy.stages}
    stage = safe(titles.get(about.get("stage", ""), shown.stage.title))
    said = (
        f"The {acted(shown, about)} asks you to raise **{stage}**. Press Escalate to begin it. "
        "Nothing goes up until you do."
    )
    return Ask(f"Please raise {stage}", f"you are asked to raise {stage}", (said,), MOVING_ON)


def reassigned(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A duty, or the case itself, passed to them."""
    if about.get("post") == "owner":
        said = "You own this case from now on: you judge responses, escalate and resolve."
        return Ask("This case is now yours", "this case is now yours", (said,))
    title = safe(shown.policy.post_title(about.get("post", "")))
    clock = shown.case.clock_of(Must.RESPOND)
    late = bool(clock and clock.due_at and clock.due_at <= shown.at)
    said = f"You now answer as {title}. The date stays as it was{', and has passed' * late}."
    preview = f"you now answer as {title}{until(clock)}{', which has passed' * late}"
    return Ask("This is now yours to answer", preview, (said, if_not(shown)), answering(shown))


def response_received(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Somebody answered, and they judge whether it is enough."""
    post = safe(shown.policy.post_title(about.get("post", "")))
    if about.get("copy"):
        said = f"The {post} responded. {opening(judges_decide(shown))} whether it is enough."
        return Ask("For your information", "a response was given", (said,), READING)
    visit = shown.visit
    late = () if visit is None or visit.is_answered else visit.unanswered
    waiting = f" The {posts(shown.policy, late)} must still answer." if late else ""
    said = (
        f"The {post} responded.{waiting} Are you satisfied? {_ways_on(shown)} "
        "Nothing closes by itself."
    )
    lines = (said, _unconfirmed(shown), _closing_late(shown))
    return Ask("A response waits for your decision", "a response waits for you", lines, JUDGING)


def _ways_on(shown: CaseFacts) -> str:
    """What whoever judges can do with a response; after the last stage it goes no further."""
    if shown.policy.following(shown.case.stage_key) is None:
        return "**Resolve** it, or say that **it is not enough**."
    return "**Resolve** it, say that **it is not enough**, or **escalate** it."


def _unconfirmed(shown: CaseFacts) -> str:
    """That a response is in, and what was agreed is not confirmed as done (Bradford stage 1)."""
    visit = shown.visit
    if visit is None or visit.completed_at or Must.CONFIRM_COMPLETION not in shown.stage.met_by:
        return ""
    clock = shown.case.clock_of(Must.CONFIRM_COMPLETION) or shown.case.clock_of(Must.RESPOND)
    return f"That the agreed actions are done is **not confirmed yet**; it is due{until(clock)}."


def _closing_late(shown: CaseFacts) -> str:
    """The new date of a close-out that waited for a late response, and that nobody stated it."""
    visit, close = shown.visit, shown.case.clock_of(Must.RESOLVE)
    if close is None or close.due_at is None or not (visit and visit.answers):
        return ""
    if not visit.answers[-1].late or close.due_at == close.first_due_at:
        return ""
    return (
        f"The response came late, so the resolution is now due {when(close.due_at)}: one working "
        "day later, as the procedure itself gives no time for this."
    )


def rejected(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """An answer was not enough: theirs, or that of somebody who was asked beside them."""
    visit, answers = shown.visit, asks_response(shown.stage)
    given = visit.responses if visit else ()
    judged = given if visit and visit.all_of else given[-1:]
    mine = any(viewer.person_id == r.by.person_id or r.post in viewer.posts for r in judged)
    what = "response" if answers else "outcome of the meeting"
    whose = f"response of the {posts(shown.policy, [r.post for r in judged])}"
    said = (
        f"The {acted(shown, about)} is not satisfied with the "
        f"{whose if answers and not mine else what} and says why below."
    )
    joint = shown.stage.judge if shown.stage.judge_all and not viewer.is_assignee else ()
    if viewer.is_owner or not set(joint).isdisjoint(viewer.posts):
        # Somebody else judged it, in the owner's place (Brighton & Hove §3.2) or beside them.
        lines = (said, _asked_again(shown, viewer))
        return Ask(f"The {what} is not enough", f"the {what} is not enough", lines, MOVING_ON)
    title = f"{'Your' if answers and mine else 'The'} {what} is not enough yet"
    left = _time_left(shown, mine=mine)
    return Ask(title, f"the {what} is not enough", (said, left), answering(shown))


def _asked_again(shown: CaseFacts, viewer: Viewer) -> str:
    """Until when another answer is waited for, and who decides then, for those who judge."""
    clock = shown.case.clock_of(Must.RESPOND) if asks_response(shown.stage) else None
    again = f"The {asked(shown)} can answer again{until(clock)}. " if clock else ""
    own = viewer.is_owner and not shown.stage.judge_all
    too = "; as its owner, you may too" if own else ""
    return f"{again}{opening(judges_decide(shown))} what happens next{too}."


def _time_left(shown: CaseFacts, *, mine: bool) -> str:
    """By when another answer is wanted; where the time is over, that whoever judges decides."""
    case, decides = shown.case, f"{judges_decide(shown)} what happens next."
    if not asks_response(shown.stage):
        return opening(decides)
    clock = case.clock_of(Must.RESPOND)
    both = bool(shown.visit and shown.visit.all_of)
    if clock is not None:
        stays = ": the date stays as it was" if clock.due_at else ""
        asks = (
            "Please answer again" if mine else "Please answer" if both else "You may answer as well"
        )
        return f"{asks}{until(clock)}{stays}."
    again = "answer again" if mine else "answer"
    return f"The time to answer has passed. You can still {again}; {decides}"


def extension_asked(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """More time is asked of the owner."""
    asked_for = shown.case.extension_asked
    wanted = f" until {day(asked_for.wanted_on)}" if asked_for else ""
    assignees = shown.visit.assignees if shown.visit else ()
    by = [a.post for a in assignees if asked_for and a.person_id == asked_for.by.person_id]
    asks = (
        f"The {posts(shown.policy, by[:1])} asks for more time" if by else "More time is asked for"
    )
    who = "you give" if Verb.EXTEND in viewer.may else f"the {owner_title(shown)} gives"
    said = f"{asks}{wanted}. The date stays as it is unless {who} more time."
    first = (Verb.EXTEND, *MOVING_ON)
    return Ask("More time is asked for", f"more time is asked for{wanted}", (said,), first)


def says(title: str, *lines: str, first: tuple[Verb, ...] = ()) -> Rule:
    """A notice whose words do not depend on the case."""
    return lambda shown, about, viewer: Ask(title, title[:1].lower() + title[1:], lines, first)


RESOLVED = "resolved"


def ended(word: str) -> Rule:
    """The case was resolved or withdrawn."""

    def rule(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
        waits = no_more(shown, viewer)
        told = next((n.why for n in shown.policy.outcome_to if n.post in viewer.posts), "")
        why = f"Why you are told: {safe(told)}." if told and word == RESOLVED else ""
        first = (Verb.COMPLETE_ACTION, *READING)
        return Ask(f"The case was {word}", f"the case was {word}", (waits, why), first)

    return rule
