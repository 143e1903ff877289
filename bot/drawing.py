"""What an owed message shows: drawn when it is sent, from the case as it is then."""

import asyncio
from datetime import date, datetime

from bot.channels import Channels
from bot.delivery import Drawn, Unreachable
from cards.case_card import base_card
from cards.report_card import report_card
from cards.words import day
from dialogs.digest import digest_rows, draw_digest
from dialogs.notices import WITH_HISTORY, draw, draw_copy
from dialogs.talk import case_facts
from resolution.case import Case
from resolution.notices import NoticeKind
from resolution.people import Actor, Channel, Directory
from resolution.ports import Clock, Rulebook
from resolution.reports import may_see, report
from resolution.working_days import local_day, moments_of
from storage.cases import Cases
from storage.engine import Store
from storage.outbox import OutboxItem


class CaseDrawing:
    """Reads the case and draws; in threads, for drawing and reading are not the loop's work."""

    def __init__(
        self,
        store: Store,
        channels: Channels,
        policy_id: str,
        clock: Clock,
        *,
        dialogs: bool,
        public_url: str = "",
    ) -> None:
        self._store = store
        self._channels = channels
        self._policy_id = policy_id
        self._clock = clock
        self._dialogs = dialogs
        self._public_url = public_url

    async def draw(self, item: OutboxItem) -> Drawn | None:
        """The card that is owed, or None when it need not be said any more."""
        return await asyncio.to_thread(self._draw, item)

    async def channel(self, key: str) -> str:
        """The Teams conversation id of a channel of the directory, or empty."""
        rulebook = await asyncio.to_thread(self._rulebook)
        found = self._channels.find(rulebook.directory, key)
        return found.conversation_id if found else ""

    async def administrators(self) -> tuple[str, ...]:
        """The ids of the directory's administrators, who have a chat each where no channel is."""
        rulebook = await asyncio.to_thread(self._rulebook)
        people = rulebook.directory.people
        return tuple(p.id for p in people if p.administrator and not p.left)

    def _draw(self, item: OutboxItem) -> Drawn | None:
        if item.is_refresh:
            return self._copy(item)
        if item.kind == NoticeKind.DIGEST:
            return self._digest(item)
        if item.kind == NoticeKind.FIGURES:
            return self._figures(item)
        case, rulebook = self._read(item.case_ref)
        kind = NoticeKind(item.kind)
        trail = self._store.trail.events(case.ref) if kind in WITH_HISTORY else ()
        now = self._clock.now()
        drawn = draw(
            kind,
            item.facts,
            case,
            rulebook,
            item.person_id,
            now,
            trail,
            dialogs=self._dialogs,
            public_url=self._public_url,
        )
        if drawn and item.person_id:
            _check_is_here(rulebook.directory, item.person_id)
        return drawn and Drawn(*drawn, version=case.version)

    def _copy(self, item: OutboxItem) -> Drawn | None:
        """A posted copy shows the case as it is now, for whoever reads along there."""
        if item.post is None:
            return None
        case, rulebook = self._read(item.post.case_ref)
        now = self._clock.now()
        if item.post.person_id:
            to, url = item.post.person_id, self._public_url
            card = draw_copy(case, rulebook, to, now, dialogs=self._dialogs, public_url=url)
        else:
            card = base_card(case_facts(case, rulebook, now))
        return Drawn(card, f"{case.ref} as it is now", case.version)

    def _digest(self, item: OutboxItem) -> Drawn | None:
        """A channel's morning list, that day only."""
        now = self._clock.now()
        rulebook = self._rulebook()
        channel = self._channels.find(rulebook.directory, item.channel)
        if channel is None or item.facts.get("on") != local_day(now).isoformat():
            return None
        cases = listed(self._store.cases, rulebook, channel, now)
        unfiled = self._store.cases.unfiled(channel.teams)
        rows = digest_rows(cases, self._store.rulebooks.get, now)
        drawn = draw_digest(rows, now, unfiled=unfiled)
        return drawn and Drawn(*drawn)

    def _figures(self, item: OutboxItem) -> Drawn | None:
        """What came of the months since the last ones, for somebody who still may see it."""
        rulebook = self._rulebook()
        policy, directory = rulebook.policy, rulebook.directory
        if not may_see(policy, directory, Actor(item.person_id, "")):
            return None
        first, last = (date.fromisoformat(item.facts[key]) for key in ("first", "last"))
        cases = self._store.cases.raised_between(*moments_of(first, last))
        made = report(cases, first, last, policy, directory, rulebook.calendar)
        drawn = report_card(made, policy.authority, policy.figures.cite)
        return Drawn(drawn, f"Figures, {day(first)} to {day(last)}")

    def _rulebook(self) -> Rulebook:
        return self._store.rulebooks.get(self._policy_id)

    def _read(self, ref: str) -> tuple[Case, Rulebook]:
        case = self._store.cases.case(ref)
        policy_id = case.policy_id or self._policy_id
        return case, self._store.rulebooks.get(policy_id)


def _check_is_here(directory: Directory, person_id: str) -> None:
    """Unreachable when somebody left with a duty: whoever follows must hear of it instead."""
    person = directory.person(person_id)
    if person is None:
        raise Unreachable("the directory no longer names them")
    if person.left:
        raise Unreachable("they have left")


def listed(cases: Cases, rulebook: Rulebook, channel: Channel, now: datetime) -> list[Case]:
    """What a channel's list is about: its teams' open cases, overdue or due soon."""
    calendar = rulebook.calendar
    last_day = calendar.add(local_day(now), rulebook.policy.due_soon)
    return cases.digest_rows(channel.teams, now, calendar.due_on_day(last_day))
