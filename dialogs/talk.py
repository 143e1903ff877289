"""One exchange: what came in, the desk, and the case as this person may see it."""

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from cards.actions import CardAction, typed
from cards.case_card import base_card, case_card
from cards.facts import CaseFacts
from cards.parts import Card
from cards.prompts import Asked, asks_card
from cards.record_card import sealed_card
from cards.viewer import Viewer
from dialogs.desk import Desk
from dialogs.invoke import Invoke, InvokeKind, Reply
from dialogs.offers import may, open_steps
from dialogs.prompts import TOLD_PLAINLY, Moment, asked_now
from resolution.assigning import meeting_people
from resolution.case import Case, Status
from resolution.errors import NoSuchCase, NotNow
from resolution.people import Actor
from resolution.ports import Rulebook
from resolution.satisfaction import still_to_be_satisfied
from resolution.standing import standing
from resolution.whose_action import may_mark
from resolution.working_days import local_day

ELSEWHERE = "Others read along here. Send me the same in your own chat with me."


class Talk(Struct, frozen=True):
    """What somebody did, read once: who, which button, which case, what they typed."""

    invoke: Invoke
    desk: Desk
    action: CardAction

    @property
    def actor(self) -> Actor:
        """Who acts: the authenticated person, whatever a card says."""
        return self.invoke.actor

    @property
    def dialogs(self) -> bool:
        """Whether buttons may open Teams dialogs; the Playground, used locally, has none."""
        return not self.invoke.local

    @property
    def in_dialog(self) -> bool:
        """Whether this happens inside a Teams dialog, or is to open one."""
        return self.invoke.kind in (InvokeKind.DIALOG_OPEN, InvokeKind.DIALOG_SUBMIT)

    @property
    def personal(self) -> bool:
        """Whether nobody but this person reads along."""
        return self.invoke.place.personal

    @property
    def private(self) -> bool:
        """Whether the answer reaches this person alone, also where others read along."""
        pressed = self.invoke.kind not in (InvokeKind.MESSAGE, InvokeKind.JOINED)
        return self.personal or (pressed and not self.invoke.posted)

    @property
    def page(self) -> int:
        """Which page of a list or of buttons was asked for, from 1."""
        asked = self.action.keep.get("page", "1")
        # Nothing of ours has more pages; a number that somebody made up must not keep us counting.
        return max(1, int(asked)) if re.fullmatch("[0-9]{1,3}", asked) else 1

    @property
    def values(self) -> dict[str, str]:
        """What was typed, with what an earlier step of the same form had asked."""
        return {**self.action.keep, **typed(self.invoke.data)}


def case_facts(case: Case, rulebook: Rulebook, at: datetime, public_url: str = "") -> CaseFacts:
    """What a card is told about a case."""
    team = rulebook.directory.team(case.team)
    due_at = next((clock.due_at for clock in case.open_clocks if clock.due_at is not None), None)
    return CaseFacts(
        case=case,
        policy=rulebook.policy,
        at=at,
        team=team.title if team else case.team,
        days_left=rulebook.calendar.between(local_day(at), local_day(due_at)) if due_at else None,
        meeting=meeting_people(case, rulebook, at) if _meeting_to_come(case) else {},
        unsatisfied=still_to_be_satisfied(case, rulebook) if case.visits else (),
        public_url=public_url,
    )


def _meeting_to_come(case: Case) -> bool:
    if not case.is_open or not case.visits:
        return False
    return case.visit.meeting_at is not None or not case.visit.meetings


def viewer(
    case: Case, rulebook: Rulebook, who: Actor, at: datetime, *, steps: bool = False
) -> Viewer:
    """What this person is to the case, and the acts open to them now; `steps` beside a case too."""
    place = standing(case, rulebook, who, at)
    return Viewer(
        person_id=who.person_id,
        posts=tuple(sorted(place.posts)),
        elsewhere=tuple(sorted(place.told_as)),
        is_owner=place.is_owner,
        is_assignee=bool(place.duties),
        is_party=place.is_party,
        may=may(case, rulebook, place),
        actions=may_mark(case, rulebook, place) if case.actions else (),
        steps=tuple(f"{route.key}/{step.key}" for route, step in open_steps(case, rulebook, place))
        if (steps or case.matter) and place.is_party
        else (),
    )


async def entitled(talk: Talk, ref: str) -> tuple[Case, Rulebook]:
    """The case, for somebody who may read it; the same refusal for unknown and for not theirs."""
    case = await talk.desk.case(ref)
    if case.status is not Status.UNRAISED:
        rulebook = talk.desk.rulebook(case.policy_id)
        if standing(case, rulebook, talk.actor, talk.desk.now()).may_read:
            if case.matter and not talk.private:
                _keep_apart(case, rulebook)
            return case, rulebook
    raise not_found(ref)


async def known(talk: Talk, ref: str) -> tuple[Case, Rulebook]:
    """The same for those, too, who may pass a duty of it on: they see no more than a channel."""
    case = await talk.desk.case(ref)
    if case.is_open and not case.matter:
        rulebook = talk.desk.rulebook(case.policy_id)
        if standing(case, rulebook, talk.actor, talk.desk.now()).passes_on:
            return case, rulebook
    return await entitled(talk, ref)


def _keep_apart(case: Case, rulebook: Rulebook) -> None:
    """Where others read along, a private record is as unknown to those entitled as to anybody."""
    if rulebook.policy.route(case.matter).private_to:
        raise not_found(case.ref)
    raise NotNow(ELSEWHERE)


def not_found(ref: str) -> NoSuchCase:
    """What somebody hears about a case that is unknown, or not theirs to know."""
    return NoSuchCase(
        f"You have no case {ref}. Check the reference, or send “mine” to see the cases you are in."
    )


def personal_card(talk: Talk, case: Case, message: str = "", page: int = 1) -> Card:
    """The case as this person may see it, with their buttons."""
    rulebook, at = talk.desk.rulebook(case.policy_id), talk.desk.now()
    shown = case_facts(case, rulebook, at, talk.desk.public_url)
    who = viewer(case, rulebook, talk.actor, at)
    return case_card(shown, who, dialogs=talk.dialogs, page=page, message=message)


def with_asks(talk: Talk, reply: Reply, case: Case, moment: Moment | None) -> Reply:
    """An answer, and beside it what the procedure also asks of this person at that moment.

    It is a card of its own: the case's card is drawn again as soon as anybody acts.
    """
    if moment is None or not talk.personal:
        return reply
    rulebook, at = talk.desk.rulebook(case.policy_id), talk.desk.now()
    place = standing(case, rulebook, talk.actor, at)
    asked = asked_now(case, rulebook, place, moment)
    return beside(talk, reply, case, asked, plain=moment.name in TOLD_PLAINLY)


def beside(
    talk: Talk, reply: Reply, case: Case, asked: Sequence[Asked], *, plain: bool = False
) -> Reply:
    """An answer with a card beside it that asks for more; nothing more when nothing is asked."""
    if not asked or not talk.personal:
        return reply
    shown = case_facts(case, talk.desk.rulebook(case.policy_id), talk.desk.now())
    asks = asks_card(shown, asked, plain=plain, dialogs=talk.dialogs)
    return replace(reply, aside=asks, aside_summary=f"{case.ref}: what else to do now")


def need_private(talk: Talk) -> None:
    """Refuse to show what concerns a child where others would read it."""
    if not talk.private:
        raise NotNow(ELSEWHERE)


def shared_card(talk: Talk, case: Case, message: str = "") -> Card:
    """The case as anybody in a channel may see it."""
    shown = case_facts(case, talk.desk.rulebook(case.policy_id), talk.desk.now())
    return sealed_card(shown) if case.matter else base_card(shown, message)


def case_reply(talk: Talk, case: Case, message: str = "") -> Reply:
    """The case drawn again: with detail in a person's own chat, safe for everybody elsewhere."""
    return Reply(
        card=personal_card(talk, case, message)
        if talk.personal
        else shared_card(talk, case, message),
        summary=f"{case.ref} as it is now",
        case_ref=case.ref,
        case_version=case.version,
        update_posted=talk.invoke.kind is not InvokeKind.MESSAGE
        and (talk.personal or not case.matter),
    )
