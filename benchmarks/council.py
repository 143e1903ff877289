"""A council to press buttons in: its database with open cases, and the presses upon them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.demo.authority import TEAMS, Colleague, colleagues, directory_text
from cards.action_rows import ACTION_ROWS, SOMEBODY_ELSE
from cards.actions import CardAction, Verb
from dialogs.raise_challenge import ALPHABET
from resolution.case import Case
from resolution.commands import Challenge, RaiseChallenge
from resolution.people import Actor
from resolution.policy import Policy
from resolution.policy_file import load_policy
from resolution.policy_text import read_text
from storage.documents import DIRECTORY, POLICY
from storage.engine import Store, open_store
from storage.schema import upgrade
from tests.fakes.activities import execute
from tests.fakes.channel import SECRET
from tests.fakes.keys import APP_ID, TENANT

KEY = "durham"
HERE = "@REF@"  # where the load writes each case's reference
_AT_ONCE = 500
# As long as what officers and managers write: some paragraphs, with dates.
CHALLENGE = Challenge(
    worry="""The plan of the last review was a permanent placement by the end of the summer.
No assessment has been started, and two of the three visits that were agreed did not take place.
The foster carers have said that they cannot go on after January.""",
    tried="""6 October: telephone call with the social worker, who would start the assessment.
20 October: e-mail to the team, no answer.
3 November: talk with the practice manager; the assessment was promised for the week after.""",
    impact="""They do not know where they will live and have begun to miss school.
They asked twice whether they are to pack.""",
    needed="""An assessment of the three families by 11 December.
A decision by the panel before Christmas, and visits every week until then.""",
    needed_by=date(2030, 1, 7),
    child_knows=True,
)
RESPONSE = """The assessment of the first family was started on Monday, the others follow this week.
Both missed visits were made up on Tuesday and Thursday; from now on they are in the calendar of \
the whole team, so that somebody else goes when a worker is ill.
The carers have agreed to go on until the end of February if they get two weekends of respite, \
which we have granted.
The panel meets on 18 December and has kept a place for this; the papers will be with its members \
on the tenth. The school has been told, and a tutor comes twice a week from Monday on."""
#: What Durham's form asks beside the text, and two agreed actions.
AGREED = {
    "fact_talked": "By telephone",
    "fact_outcomes": "Three families assessed, and a decision of the panel before Christmas.",
    "fact_outcomes_reviewed_on": "2030-01-14",
    "action_1_what": "Finish the assessments of all three families",
    "action_1_post": "social_worker",
    "action_1_by": "2030-01-04",
    "action_2_what": "Respite for the carers, two weekends",
    "action_2_post": SOMEBODY_ELSE,
    "action_2_owner": "The fostering team",
    "action_2_by": "2030-01-11",
}
# What Teams sends beside the press, with names and numbers as long as its own.
ACTIVITY = "f:5c2e9a44-9d3e-4d7a-b0d2-4e1f6a7c8b90"
CONVERSATION = "a:1yNnBLq8fJzq3ZmW4pKxTt7Rk0VdHs2cXgUeLbQaMiOvPwYrCjEhSnFuDlGkIo5A6B9" * 2
CLIENT = {
    "type": "clientInfo",
    "locale": "en-GB",
    "country": "GB",
    "platform": "Windows",
    "timezone": "Europe/London",
}
CHANNEL_DATA = {
    "tenant": {"id": TENANT},
    "source": {"name": "message"},
    "legacy": {"replyToId": "1:1Pv0MnZcXqWeRtYuIoPaSdFgHjKlZxCvBnMqWeRtYuIoP"},
}
Json = dict[str, Any]


@dataclass(frozen=True)
class Council:
    """Where everything of it is kept, and what may be pressed."""

    folder: Path
    policy: Policy

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder / 'resolution.db'}"

    def environment(self, channel_url: str, *, workers: bool) -> dict[str, str]:
        """The documented settings of a bot that this channel posts to."""
        return {
            "IRO_APP_ID": APP_ID,
            "IRO_APP_TENANT": TENANT,
            "IRO_APP_PASSWORD": SECRET,
            "IRO_TOKEN_URL": f"{channel_url}token",
            "IRO_OPENID_URL": f"{channel_url}v1/.well-known/openidconfiguration",
            "IRO_SERVICE_URL": channel_url,
            "IRO_POLICY": self.policy.key,
            "IRO_DATABASE": self.database,
            "IRO_HOST": "127.0.0.1",
            "IRO_PORT": "{port}",
            "IRO_WORKERS": "1" if workers else "0",
        }


def a_council(folder: Path) -> Council:
    """A council without cases."""
    council = Council(folder, load_policy(KEY))
    upgrade(council.database)
    return council


async def raise_cases(council: Council, count: int) -> list[Case]:
    """So many open cases, each raised on the product's own road."""
    store = open_store(council.database, SystemClock())
    try:
        _introduce(store, council.policy)
        return await _raised(store, council.policy, count)
    finally:
        store.close()


def recorded(council: Council, kind: str, refs: Sequence[str]) -> int:
    """How often this happened to these cases, which are next to each other, by the trail."""
    asked = "SELECT count(*) FROM trail WHERE kind = ? AND case_ref BETWEEN ? AND ?"
    with sqlite3.connect(council.folder / "resolution.db") as connection:
        (found,) = connection.execute(asked, (kind, refs[0], refs[-1])).fetchone()
    return int(found)


def _introduce(store: Store, policy: Policy) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    store.documents.put(POLICY, policy.id, read_text(KEY), now)
    store.documents.put(DIRECTORY, "", directory_text(policy), now)
    store.rulebooks.refresh()


async def _raised(store: Store, policy: Policy, count: int) -> list[Case]:
    owner = colleagues(policy)[0]
    cases: list[Case] = []
    while len(cases) < count:
        first = len(cases)
        commands = [
            _raise(policy, owner, number) for number in range(first, min(first + _AT_ONCE, count))
        ]
        for answer in await store.writer.submit_many(commands):
            if isinstance(answer, BaseException):
                raise answer
            cases.append(answer)
    return cases


def _raise(policy: Policy, owner: Colleague, number: int) -> RaiseChallenge:
    kind = policy.kinds[0]
    theme = next(theme.key for theme in policy.themes if kind in theme.kinds)
    return RaiseChallenge(
        case_ref=_reference(policy, number),
        by=Actor(owner.id, owner.name),
        policy_id=policy.id,
        kind=kind,
        file_number=f"{1_000_000 + number}",
        initials="AB",
        team=TEAMS[0].key,
        themes=(theme,),
        challenge=CHALLENGE,
        stage_key=policy.first_formal.key,
        bypass_reason="Two informal talks led nowhere.",
    )


def _reference(policy: Policy, number: int) -> str:
    drawn = ""
    for _ in range(5):
        number, digit = divmod(number, len(ALPHABET))
        drawn = ALPHABET[digit] + drawn
    return f"{policy.ref_prefix}-{drawn}"


def press(case: Case, verb: Verb, service_url: str) -> Json:
    """The activity that Teams sends when the assignee presses this button of their card."""
    assignee = case.visit.assignees[0]
    data: Json = dict(CardAction(verb, HERE, case.version).data)
    if verb is Verb.RESPOND:
        parts = ("what", "post", "owner", "by")
        rows = [f"action_{row}_{part}" for row in range(1, ACTION_ROWS + 1) for part in parts]
        data |= dict.fromkeys(rows, "") | {"text": f"{RESPONSE} ({HERE})"} | AGREED
    return execute(
        verb.value,
        data,
        person=assignee.person_id,
        called=assignee.name,
        service_url=service_url,
        replyToId="1763629822735",
        localTimestamp="2026-11-20T09:14:33.7415627+00:00",
        localTimezone="Europe/London",
        entities=[CLIENT],
        id=ACTIVITY,
        conversation=CONVERSATION,
    ) | {"channelData": CHANNEL_DATA}
