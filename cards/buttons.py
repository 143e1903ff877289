"""Which buttons a card offers, in what order, and what each is called."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from cards.actions import CardAction, Verb
from cards.parts import MOST_BUTTONS, Button

#: Every act on a case in the order in which somebody needs it; the title says what pressing does.
ACTS: dict[Verb, str] = {
    Verb.ACKNOWLEDGE: "Acknowledge",
    Verb.RESPOND: "Respond",
    Verb.CONFIRM_COMPLETION: "Confirm actions are done",
    Verb.SEND_REPORT: "Send the report",
    Verb.CONFIRM_MEETING: "Confirm the meeting",
    Verb.RESOLVE: "Resolve",
    Verb.REJECT: "Say it is not enough",
    Verb.ESCALATE: "Escalate",
    Verb.HAND_OVER: "Hand over",
    Verb.PROPOSE_MEETING: "Propose a meeting",
    Verb.RECORD_MEETING: "Record the meeting",
    Verb.ASK_EXTENSION: "Ask for more time",
    Verb.EXTEND: "Give more time",
    Verb.COMPLETE_ACTION: "Mark an action done",
    Verb.CHECK_ACTION: "Check an action",
    Verb.REOPEN: "Reopen",
    Verb.NOTE: "Add a note",
    Verb.HISTORY: "See the history",
    Verb.IMMEDIATE: "Record an immediate concern",
    Verb.PLAIN: "See it in plain words",
    Verb.CAFCASS: "Record a Cafcass referral",
    Verb.ROUTE_FORM: "Take another route",
    Verb.REASSIGN: "Reassign",
    Verb.TICK_FILED: "Tick as filed",
    Verb.WITHDRAW: "Withdraw",
}
# Looked up once a button: the verb that it carries, and whether that opens a form.
_CARRIED = {act: (act.form, act.form.value.endswith("_form")) for act in ACTS}
# The button that a card is about stands out when it comes first; escalating and withdrawing are
# for the owner to weigh, so they never do.
_LEADING = frozenset(
    {
        Verb.ACKNOWLEDGE,
        Verb.RESPOND,
        Verb.CONFIRM_COMPLETION,
        Verb.SEND_REPORT,
        Verb.CONFIRM_MEETING,
        Verb.RESOLVE,
    }
)
# And these, where the card asks for them.
_ASKED = frozenset({Verb.PROPOSE_MEETING, Verb.RECORD_MEETING})
#: What comes first for somebody who must answer, must judge an answer, or waits for one in vain.
ANSWERING = (Verb.RESPOND, Verb.ACKNOWLEDGE, Verb.CONFIRM_COMPLETION, Verb.CONFIRM_MEETING)
JUDGING = (Verb.RESOLVE, Verb.REJECT, Verb.ESCALATE)
MOVING_ON = (Verb.ESCALATE, Verb.HAND_OVER, Verb.EXTEND, Verb.NOTE, Verb.RESOLVE)
#: For somebody of whom nothing is asked.
READING = (Verb.NOTE, Verb.HISTORY)
#: And for an owner while there is still time.
WAITING = tuple(Verb(act) for act in "send_report note history immediate escalate extend".split())


def button(act: Verb, ref: str, version: int, *, dialogs: bool = False, style: str = "") -> Button:
    """The button of one act: it acts, or opens its form as a dialog or in the chat."""
    verb, opens_form = _CARRIED[act]
    action = CardAction(verb, ref, version)
    if dialogs and opens_form:
        return action.open_dialog(ACTS[act], style=style)
    return action.execute(ACTS[act], style=style)


def acts(
    ref: str,
    version: int,
    may: Iterable[Verb],
    *,
    first: Sequence[Verb] = (),
    dialogs: bool = False,
    page: int = 1,
    room: int = MOST_BUTTONS,
) -> list[Button]:
    """The buttons that a person may use now, six at most; the rest wait behind "More"."""
    order = _order(frozenset(may), tuple(first))
    leading = (
        order[0] if order and (order[0] in _LEADING or order[0] in _ASKED & {*first}) else None
    )
    shown, more = _page(order, page, room)
    drawn = [
        button(act, ref, version, dialogs=dialogs, style="positive" if act is leading else "")
        for act in shown
    ]
    if page > 1:
        keep = {"page": str(page - 1)} if page > 2 else {}
        back = CardAction(Verb.MORE if keep else Verb.SHOW, ref, version, keep)
        drawn.append(back.execute("Fewer choices"))
    if more:
        drawn.append(CardAction(Verb.MORE, ref, version, {"page": str(page + 1)}).execute("More"))
    return drawn


@lru_cache(maxsize=256)
def _order(may: frozenset[Verb], first: tuple[Verb, ...]) -> tuple[Verb, ...]:
    """The acts that a person may use, what they came for first."""
    return tuple(act for act in dict.fromkeys((*first, *ACTS)) if act in may and act in ACTS)


def _page(order: tuple[Verb, ...], page: int, places: int) -> tuple[tuple[Verb, ...], bool]:
    """The acts of one page, and whether more follow; "More" and "Fewer" each take one place."""
    start = 0
    for number in range(1, page + 1):
        room = places - (number > 1)
        rest = order[start:]
        size = room if len(rest) <= room else room - 1
        if number == page:
            return rest[:size], len(rest) > size
        start += size
    return (), False
