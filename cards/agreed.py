"""Agreed actions: what, whose, by when, and what became of each; and the notices about them."""

from datetime import datetime

from cards.actions import Verb
from cards.ask import About, Ask, Rule, clock_of
from cards.facts import CaseFacts
from cards.parts import Block, label, paragraph
from cards.standing import owner_title
from cards.viewer import Viewer
from cards.words import clip, day, listed, opening, safe, when
from resolution.case import TrackedAction
from resolution.commands import AgreedAction
from resolution.notices import NoticeKind
from resolution.policy import Must


def agreed_blocks(shown: CaseFacts) -> list[Block]:
    """Every agreed action of a case, numbered as its forms number them."""
    if not shown.case.actions:
        return []
    late = {
        clock.id: clock.due_at <= shown.at
        for clock in shown.case.open_clocks
        if clock.must is Must.COMPLETE_ACTION and clock.due_at is not None
    }
    actions = enumerate(shown.case.actions, start=1)
    lines = [_line(n, kept, overdue=late.get(f"action.{n}", False)) for n, kept in actions]
    return [label("Agreed actions"), *lines]


def state(tracked: TrackedAction, *, overdue: bool = False) -> str:
    """What became of an agreed action, in words."""
    if tracked.checked is not None:
        return "checked: done" if tracked.checked else "checked: not done"
    if tracked.completed_at is not None:
        return f"{marked(tracked)} {_day(tracked.completed_at)}, not checked yet"
    return "overdue" if overdue else "to do"


def marked(tracked: TrackedAction) -> str:
    """That it is done, and who said so."""
    return f"marked done by {safe(tracked.completed_by)}," if tracked.completed_by else "done"


def _line(number: int, tracked: TrackedAction, *, overdue: bool) -> Block:
    wanted = tracked.action
    who = f"{safe(wanted.owner)}, by {day(wanted.by_on)}"
    said = f"{number}\\. {safe(wanted.what)} — {who} — **{state(tracked, overdue=overdue)}**"
    return paragraph(said, spacing="Small", **({"color": "Attention"} if overdue else {}))


def _day(at: datetime) -> str:
    return when(at).rpartition(",")[0]


def is_of_action(shown: CaseFacts, about: About) -> bool:
    """Whether a notice is about an agreed action."""
    wanted = about.get("clock", "")
    return "number" in about or any(
        clock.id == wanted and clock.must is Must.COMPLETE_ACTION for clock in shown.case.clocks
    )


def reminder(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """An agreed action comes near its day."""
    clock = clock_of(shown, about)
    until = f" by {when(clock.due_at)}" if clock and clock.due_at else ""
    today = about.get("point") == "due_morning"
    title = "Today is the last day of an agreed action" if today else "Reminder: an agreed action"
    lines = (_what(shown, about, viewer), _of_another(shown, about, viewer), DONE)
    return Ask(title, f"an agreed action is due{until}", lines, _FIRST)


def late(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """An agreed action was not marked done in time; told to those who agreed to it."""
    said = "It was not marked as done in time. **You can still mark it now.**"
    lines = (_what(shown, about, viewer), _of_another(shown, about, viewer), said)
    return Ask("Overdue: an agreed action", "an agreed action is overdue", lines, _FIRST)


def late_for_owner(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """The same, told to the case's owner, who decides what follows."""
    ways = ["ask whoever agreed to it", "check it"]
    if not shown.case.is_open:
        ways.append("reopen the case")
    elif shown.policy.following(shown.case.stage_key) is not None:
        ways.append("go on to the next stage")
    said = f"It was not marked as done in time. You can {listed(ways, 'or')}: **you decide**."
    first = (Verb.CHECK_ACTION, Verb.NOTE, Verb.ESCALATE, Verb.REOPEN)
    lines = (_what(shown, about, viewer), said)
    return Ask("An agreed action is overdue", "an agreed action is overdue", lines, first)


def not_done(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """The owner checked it and found that it is not done."""
    said = f"The {owner_title(shown)} checked it: it is not done yet."
    return Ask(
        "An agreed action is still to do",
        "an agreed action is still to do",
        (_what(shown, about, viewer), said),
        _FIRST,
    )


def given(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """It was agreed that this person will do something."""
    if not about.get("given"):
        return not_done(shown, about, viewer)
    lines = (*own(shown, about, viewer), DONE)
    return Ask("An agreed action is yours", "an agreed action is yours", lines, _FIRST)


def completed(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Somebody says that it is done: whoever judges it can check."""
    title = "An action was marked done"
    number, wanted = _wanted(shown, about)
    kept = shown.case.actions[int(number) - 1] if wanted is not None else None
    who = f"{opening(marked(kept).rstrip(','))}." if kept and kept.completed_by else ""
    lines = (_what(shown, about, viewer), who)
    return Ask(title, "an action was marked done", lines, (Verb.CHECK_ACTION,))


def own(shown: CaseFacts, about: About, viewer: Viewer) -> tuple[str, ...]:
    """The actions that a notice gives to this person, each in a line."""
    numbers = [number for number in about.get("given", "").split(",") if number]
    return tuple(
        said
        for number in numbers
        for said in (
            _what(shown, {"number": number}, viewer),
            _of_another(shown, {"number": number}, viewer),
        )
        if said
    )


DONE = "Press Mark an action done once it is."
_FIRST = (Verb.COMPLETE_ACTION,)
RULES: dict[NoticeKind, Rule] = {
    NoticeKind.REMINDER: reminder,
    NoticeKind.ACTION_DUE: given,
    NoticeKind.ACTION_COMPLETED: completed,
    NoticeKind.LAPSED_ASSIGNEE: late,
    NoticeKind.LAPSED_OWNER: late_for_owner,
}


def _what(shown: CaseFacts, about: About, viewer: Viewer) -> str:
    """The action by its number, with its words for those entitled to them; never in a preview."""
    number, wanted = _wanted(shown, about)
    if wanted is None:
        return ""
    if not viewer.is_entitled:
        return f"**Action {number}**."
    what = safe(clip(wanted.what, 200))
    return f"**Action {number}**: {what} ({safe(wanted.owner)}, by {day(wanted.by_on)})."


def _of_another(shown: CaseFacts, about: About, viewer: Viewer) -> str:
    """Why somebody hears of what another will do, whom the case does not know."""
    _, wanted = _wanted(shown, about)
    if wanted is None or wanted.post or not viewer.is_entitled:
        return ""
    return f"{safe(wanted.owner)} is to do it and hears nothing of this: please ask them."


def _wanted(shown: CaseFacts, about: About) -> tuple[str, AgreedAction | None]:
    """The number of the action that a notice is about, and the action."""
    clock = clock_of(shown, about)
    number = about.get("number") or (clock.id.rpartition(".")[2] if clock else "")
    actions = shown.case.actions
    known = number.isdecimal() and 1 <= int(number) <= len(actions)
    return number, actions[int(number) - 1].action if known else None
