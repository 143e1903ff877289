"""How every act on a case goes: form drawn, what was sent made a command, the case drawn again."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypedDict

from msgspec import Struct
from msgspec.structs import replace

from cards.actions import Verb
from cards.facts import CaseFacts
from cards.parts import Card
from cards.viewer import Viewer
from dialogs.forms import Answers
from dialogs.invoke import Dialog, InvokeKind, Reply
from dialogs.prompts import Moment
from dialogs.talk import (
    Talk,
    case_facts,
    case_reply,
    entitled,
    known,
    need_private,
    personal_card,
    shared_card,
    viewer,
    with_asks,
)
from resolution.case import Case
from resolution.commands import Command
from resolution.errors import Incomplete, NotNow
from resolution.people import Actor
from resolution.ports import Rulebook

NOTHING: Mapping[str, str] = {}
#: The inputs of what the domain knows as one value.
INPUTS: Mapping[str, str] = {"meeting_at": "meeting_on"}


class Stamp(TypedDict):
    """What every command from a card carries: the case, who acts, what they had before them."""

    case_ref: str
    by: Actor
    seen_version: int


class Sent(Struct, frozen=True):
    """A form that was sent in, about one case."""

    case: Case
    rulebook: Rulebook
    answers: Answers
    stamp: Stamp


class Blank(Struct, frozen=True):
    """A form to draw: the case, who will fill it in, and what they typed before."""

    shown: CaseFacts
    rulebook: Rulebook
    who: Viewer
    values: Mapping[str, str]
    errors: Mapping[str, str]
    dialog: bool


#: The case before and after, and what this person should know of the difference.
Remark = Callable[[Case, Case, Rulebook, Actor], str]


class FormCard(Protocol):
    """A card function that needs nothing but the case."""

    def __call__(
        self,
        shown: CaseFacts,
        *,
        values: Mapping[str, str],
        errors: Mapping[str, str],
        dialog: bool,
    ) -> Card:
        """The form as a card."""
        ...


class Act(Struct, frozen=True):
    """One thing that somebody may do to a case; `title` heads its dialog, `done` confirms it."""

    verb: Verb
    title: str
    done: str
    command: Callable[[Sent], Command]
    form: Callable[[Blank], Card] | None = None
    remark: Remark | None = None  # what is unusual about what was done
    #: The procedure may ask for more after it; of the command, and the case before it.
    moment: Callable[[Any, Case, Rulebook], Moment] | None = None


def plain(form: FormCard) -> Callable[[Blank], Card]:
    """A form that asks the same whoever fills it in."""

    def draw(blank: Blank) -> Card:
        return form(blank.shown, values=blank.values, errors=blank.errors, dialog=blank.dialog)

    return draw


async def _for(act: Act, talk: Talk) -> tuple[Case, Rulebook]:
    """The case of an act, for those who may read it; a duty may also pass on unread."""
    find = known if act.verb is Verb.REASSIGN else entitled
    return await find(talk, talk.action.ref)


async def open_form(act: Act, talk: Talk) -> Reply:
    """The act's empty form, in a dialog or in place of the card; refused when it makes no sense."""
    case, rulebook = await _for(act, talk)
    _need_open_to(act, talk, case, rulebook)
    return _drawn(act, talk, case, rulebook)


def _need_open_to(act: Act, talk: Talk, case: Case, rulebook: Rulebook) -> None:
    if act.verb not in viewer(case, rulebook, talk.actor, talk.desk.now()).may:
        raise NotNow(
            f"“{act.title}” is not open to you on {case.ref} now. This is the case as it stands."
        )


async def send(act: Act, talk: Talk) -> Reply:
    """Take the act to casework; the case afterwards is the answer."""
    case, rulebook = await _for(act, talk)
    answers = Answers(talk.values)
    stamp = Stamp(case_ref=case.ref, by=talk.actor, seen_version=talk.action.version)
    command = act.command(Sent(case, rulebook, answers, stamp))
    answers.check()
    after = await talk.desk.submit(command)
    remark = act.remark(case, after, rulebook, talk.actor) if act.remark else ""
    moment = act.moment(command, case, rulebook) if act.moment else None
    return done(talk, after, f"{act.done} {remark}".strip(), moment)


async def ask_again(act: Act, talk: Talk, refusal: Incomplete) -> Reply:
    """The same form with what was typed, and a sentence by each field that was wrong."""
    case, rulebook = await _for(act, talk)
    _need_open_to(act, talk, case, rulebook)  # a form that was kept may have lost its place
    # It stays a form of the version that the person saw: typing again must not hide a move.
    seen = replace(case, version=talk.action.version)
    errors = {INPUTS.get(key, key): why for key, why in refusal.fields.items()}
    return _drawn(act, talk, seen, rulebook, talk.values, errors)


def done(talk: Talk, after: Case, said: str, moment: Moment | None = None) -> Reply:
    """The case after an act: in place of the card, or on it while the dialog closes."""
    reply = case_reply(talk, after, said)
    if talk.invoke.kind is InvokeKind.DIALOG_SUBMIT:
        reply = replace(reply, close_dialog=True, text=said)
    return with_asks(talk, reply, after, moment)


def begun(talk: Talk, case: Case, said: str, moment: Moment | None = None) -> Reply:
    """What was just begun, in place of its form; after a dialog, as a card of its own."""
    if talk.invoke.kind is not InvokeKind.DIALOG_SUBMIT:
        return with_asks(talk, case_reply(talk, case, said), case, moment)
    reply = Reply(close_dialog=True, text=f"{case.ref}: {said}")
    if case.matter and not talk.personal:
        return reply  # a record is shown in nobody's company
    drawn = personal_card(talk, case) if talk.personal else shared_card(talk, case)
    posted = replace(
        reply,
        post=(drawn,),
        post_summary=f"{case.ref} has begun",
        case_ref=case.ref,
        case_version=case.version,
    )
    return with_asks(talk, posted, case, moment)


def in_place(talk: Talk, title: str, card: Card) -> Reply:
    """A form where it was asked for: as a Teams dialog, or as the card itself."""
    need_private(talk)
    if talk.in_dialog:
        return Reply(dialog=Dialog(title, card))
    return Reply(card=card, summary=title)


def _drawn(
    act: Act,
    talk: Talk,
    case: Case,
    rulebook: Rulebook,
    values: Mapping[str, str] = NOTHING,
    errors: Mapping[str, str] = NOTHING,
) -> Reply:
    assert act.form is not None, f"{act.verb} has no form to draw"
    at = talk.desk.now()
    blank = Blank(
        shown=case_facts(case, rulebook, at),
        rulebook=rulebook,
        who=viewer(case, rulebook, talk.actor, at),
        values=values,
        errors=errors,
        dialog=talk.in_dialog,
    )
    return in_place(talk, act.title, act.form(blank))
