"""Which words each kind of notice has."""

from msgspec.structs import replace

from cards import agreed, asks_of_routes
from cards import asks_of_gaps as gaps
from cards import asks_of_meetings as meetings
from cards import asks_of_people as people
from cards import asks_of_time as time
from cards.actions import Verb
from cards.ask import About, Ask, Rule
from cards.buttons import ANSWERING, JUDGING, READING
from cards.facts import CaseFacts
from cards.viewer import Viewer
from cards.words import safe
from resolution.notices import NoticeKind

ASKS: dict[NoticeKind, Rule] = {
    NoticeKind.ASKED_TO_RESPOND: people.asked_to_respond,
    NoticeKind.ASKED_TO_ARRANGE: meetings.asked_to_arrange,
    NoticeKind.FOR_INFORMATION: people.for_information,
    NoticeKind.CONSULTED: people.consulted,
    NoticeKind.HANDED_OVER: people.handed_over,
    NoticeKind.REASSIGNED: people.reassigned,
    NoticeKind.REMINDER: time.reminder,
    NoticeKind.LAPSED_ASSIGNEE: time.lapsed_assignee,
    NoticeKind.LAPSED_OWNER: time.lapsed_owner,
    NoticeKind.LAPSED_NEXT_MANAGER: time.lapsed_next_manager,
    NoticeKind.TOTAL_WARNING: time.total_warning,
    NoticeKind.ACKNOWLEDGED: people.acknowledged,
    NoticeKind.RESPONSE_RECEIVED: people.response_received,
    NoticeKind.RESPONSE_REJECTED: people.rejected,
    NoticeKind.REPORT_SENT: people.says(
        "The written report was sent", first=(*ANSWERING, *READING)
    ),
    NoticeKind.COMPLETION_CONFIRMED: people.says(
        "The actions are confirmed as done", first=JUDGING
    ),
    NoticeKind.MEETING_PROPOSED: meetings.proposed,
    NoticeKind.MEETING_CONFIRMED: meetings.confirmed,
    NoticeKind.MEETING_RECORDED: meetings.recorded,
    NoticeKind.MEETING_CALLED_OFF: meetings.called_off,
    NoticeKind.NOTE_ADDED: people.says(
        "A note was added", "Press See the history to read it.", first=(Verb.HISTORY, Verb.NOTE)
    ),
    NoticeKind.EXTENSION_ASKED: people.extension_asked,
    NoticeKind.EXTENDED: time.new_date("More time was given"),
    NoticeKind.DUE_DATE_MOVED: time.new_date("A date moved"),
    NoticeKind.REFERRED_TO_CAFCASS: people.says(
        "The case was referred to Cafcass", "The stages of this procedure go on beside it."
    ),
    NoticeKind.RESOLVED: people.ended(people.RESOLVED),
    NoticeKind.WITHDRAWN: people.ended("withdrawn"),
    NoticeKind.REOPENED: people.says(
        "The case was reopened", "It goes on where it was left.", first=(*ANSWERING, *READING)
    ),
    NoticeKind.ACTION_DUE: agreed.given,
    NoticeKind.ACTION_COMPLETED: agreed.completed,
    NoticeKind.STEP_RECORDED: asks_of_routes.recorded,
    NoticeKind.STEP_DUE: asks_of_routes.due,
    NoticeKind.UNDELIVERED: gaps.undelivered,
    NoticeKind.POST_VACANT: gaps.vacant,
    NoticeKind.NOT_TOLD: gaps.not_told,
}


def ask_for(kind: NoticeKind, shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """A notice in words: a clock of an agreed action or of a route has words of its own."""
    rule = ASKS[kind]
    if agreed.is_of_action(shown, about):
        rule = agreed.RULES.get(kind, rule)
    elif asks_of_routes.is_of_route(shown, about):
        rule = asks_of_routes.RULES.get(kind, rule)
    ask, along = rule(shown, about, viewer), _along(about)
    if kind is not NoticeKind.ACTION_DUE and (own := agreed.own(shown, about, viewer)):
        along = (*along, "Agreed, and yours to do:", *own)
    if consulted := asks_of_routes.of_consulted(kind, shown, about, viewer):
        along = (*along, f"Please record: **{safe(consulted[1].title)}**.")
        ask = replace(ask, first=(Verb.ROUTE_FORM, *ask.first))
    return replace(ask, lines=(*along, *ask.lines)) if along else ask


def _along(about: About) -> tuple[str, ...]:
    """What the same act has this person know beside it, in place of a message of its own."""
    reopened = "The case was reopened: it goes on where it was left." if "reopened" in about else ""
    advised = _ADVISED.get(about.get("consulted", ""), "")
    return tuple(said for said in (reopened, advised) if said)


_ADVISED = {
    "yes": "What you advised is written down. Read it in the history; add a note to say more.",
    "without": "It went on without your advice, and why is recorded. Add a note to say something.",
}
