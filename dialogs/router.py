"""From what somebody did to the dialog that answers it; refusals are caught here, and only here."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from cards.actions import CardAction, Verb
from dialogs import (
    acknowledge,
    acting,
    digest,
    extend,
    filing,
    judge,
    local,
    meetings,
    my_cases,
    notes,
    raise_challenge,
    reassign,
    records,
    refer,
    report,
    reports,
    respond,
    routes,
    show,
    signposts,
    who,
)
from dialogs import help as first_words
from dialogs.chat import ChatCommand, hear, not_known
from dialogs.desk import Desk
from dialogs.invoke import Invoke, InvokeKind, Reply
from dialogs.talk import Talk, case_reply, known, personal_card
from dialogs.unsent import given_back
from resolution.errors import Incomplete, Refused

Dialog = Callable[[Talk], Awaitable[Reply]]
Again = Callable[[Talk, Incomplete], Awaitable[Reply]]


class Route(Struct, frozen=True):
    """The dialog behind a button, and how its form is asked again when it was not complete."""

    answer: Dialog
    again: Again | None = None


def _of_acts() -> dict[Verb, Route]:
    """Every act has its sending button; those with a form have the button that opens it."""
    found: dict[Verb, Route] = {}
    for room in (respond, judge, extend, meetings, notes, reassign, refer):
        for act in room.ACTS:
            again = partial(acting.ask_again, act) if act.form else None
            found[act.verb] = Route(partial(acting.send, act), again)
            if act.form:
                found[act.verb.form] = Route(partial(acting.open_form, act))
    return found


ROUTES: Mapping[Verb, Route] = {
    **_of_acts(),
    Verb.ACKNOWLEDGE: Route(acknowledge.acknowledge),
    Verb.SHOW: Route(show.show),
    Verb.DETAIL: Route(show.detail),
    Verb.MORE: Route(show.more),
    Verb.HISTORY: Route(show.history),
    Verb.CANCEL: Route(show.cancel),
    Verb.HELP: Route(first_words.help_with),
    Verb.MINE: Route(my_cases.mine),
    Verb.OVERDUE: Route(my_cases.overdue),
    Verb.DIGEST_OPEN: Route(digest.open_row),
    Verb.DIGEST_ALL: Route(digest.of_channel),
    Verb.RAISE_FORM: Route(raise_challenge.open_first),
    Verb.RAISE_NEXT: Route(raise_challenge.open_details, raise_challenge.ask_again),
    Verb.RAISE: Route(raise_challenge.send, raise_challenge.ask_again),
    Verb.ROUTE_FORM: Route(routes.choose, routes.choose_again),
    Verb.ROUTE_STEP_FORM: Route(routes.ask, routes.ask_again),
    Verb.ROUTE_STEP: Route(routes.send, routes.ask_again),
    Verb.IMMEDIATE_FORM: Route(routes.choose_urgent),
    Verb.IMMEDIATE: Route(routes.choose_urgent, routes.ask_again),
    Verb.PLAIN: Route(show.plainly),
    Verb.DRAFT_REPORT: Route(report.keep_draft, report.ask_again),
    Verb.TICK_FILED_FORM: Route(filing.open_form),
    Verb.TICK_FILED: Route(filing.tick, filing.ask_again),
    Verb.RECORDS: Route(records.listed),
    Verb.OPEN_RECORD_FORM: Route(records.open_form, records.ask_again),
    Verb.OPEN_RECORD: Route(records.send, records.ask_again),
    Verb.SIGNPOSTS: Route(signposts.listed),
}


def _alone(dialog: Dialog) -> Callable[[Talk, str], Awaitable[Reply]]:
    """A dialog that needs no further words."""

    async def answer(talk: Talk, rest: str) -> Reply:
        return await dialog(talk)

    return answer


async def _raise(talk: Talk) -> Reply:
    open_it = raise_challenge.open_first if talk.private else first_words.raise_from_here
    return await open_it(talk)


COMMANDS: Mapping[str, ChatCommand] = {
    command.name: command
    for command in (
        ChatCommand(
            "help", "What I can do, and how to say it", _alone(first_words.help_with), ("hello",)
        ),
        ChatCommand("raise", "Raise a challenge", _alone(_raise), ("challenge", "new")),
        ChatCommand("mine", "What waits for you, and your own challenges", _alone(my_cases.mine)),
        ChatCommand("overdue", "What is overdue", _alone(my_cases.overdue), ("late",)),
        ChatCommand("case", "Open a case: case DUR-7K3MQ", show.by_reference, ("show", "open")),
        ChatCommand(
            "record",
            "Record praise, a change or another concern",
            _alone(records.listed),
            ("praise", "change", "concern", "recognise", "recognize", "recognition"),
        ),
        ChatCommand(
            "signpost",
            "What is not for this process, and where it goes",
            _alone(signposts.listed),
            ("not here", "complaint", "grievance", "hr"),
        ),
        ChatCommand(
            "digest",
            "Post a list here each working morning (administrators)",
            _alone(digest.set_channel),
            careful=True,
        ),
        ChatCommand(
            "figures", "Figures and themes: figures 2026-04 2026-09", reports.figures, ("themes",)
        ),
        ChatCommand("who", "The posts that you hold", _alone(who.who), ("whoami",)),
    )
}

LOCAL_COMMANDS: Mapping[str, ChatCommand] = {
    command.name: command
    for command in (
        ChatCommand("as", "Speak as another person: as NAME", local.speak_as, careful=True),
        ChatCommand("forward", "Let working days pass: forward 3", local.forward, careful=True),
        ChatCommand("now", "What time the demo believes it is", _alone(local.tell_time)),
    )
}


async def answer(invoke: Invoke, desk: Desk) -> Reply:
    """What a person gets back for what they did; a fault of ours is raised, never a refusal."""
    talk = Talk(invoke, desk, CardAction(Verb.HELP))
    try:
        if invoke.kind is InvokeKind.JOINED:
            return await first_words.welcome(talk)
        if invoke.kind is InvokeKind.MESSAGE:
            return await _said(talk)
        talk = replace(talk, action=CardAction.from_invoke(invoke.verb, invoke.data))
        return await _pressed(talk)
    except Refused as refusal:
        return await given_back(talk, await _refused(talk, str(refusal)))


async def _said(talk: Talk) -> Reply:
    heard = hear(talk.invoke.text, {**COMMANDS, **LOCAL_COMMANDS})
    if heard.command is None:
        return await first_words.not_understood(talk, not_known(heard))
    return await heard.command.answer(talk, heard.rest)


async def _pressed(talk: Talk) -> Reply:
    route = ROUTES[talk.action.verb]
    try:
        return await route.answer(talk)
    except Incomplete as refusal:
        if route.again is None or not refusal.fields:
            raise
        return await route.again(talk, refusal)


async def _refused(talk: Talk, sentence: str) -> Reply:
    """The sentence, on the case as it stands now where the person may see it."""
    try:
        case, _ = await known(talk, talk.action.ref)
    except Refused:  # there is no such case for them, or not here
        return Reply(text=sentence, close_dialog=talk.in_dialog)
    if talk.in_dialog:
        return replace(case_reply(talk, case), text=sentence, close_dialog=True)
    if talk.personal:
        return case_reply(talk, case, sentence)
    if not talk.private:
        return Reply(text=sentence)
    return Reply(card=personal_card(talk, case, sentence), summary=case.ref)
