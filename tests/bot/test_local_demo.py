"""The local demo: one person plays everybody, marked as such, and days pass when they say so."""

import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from msgspec.structs import replace

from bot.app import Service, running
from bot.demo.authority import GENERAL, TEAMS, Colleague, colleagues, directory_text
from bot.settings import Settings
from resolution.people import Actor
from resolution.policy_file import load_policy
from resolution.working_days import LONDON
from tests.builders import REF, a_raise, a_rulebook
from tests.fakes import activities as teams
from tests.fakes.channel import FakeChannel
from tests.storage.authority import KEY

POLICY = load_policy(KEY)
PEOPLE = colleagues(POLICY)
YOU = PEOPLE[0]


@dataclass
class Demo:
    """The demo as the Playground sees it: whoever plays types as `YOU`."""

    service: Service
    channel: FakeChannel
    client: TestClient[Any, Any]

    async def say(self, text: str) -> str:
        """Type something, and read the last thing that was answered."""
        said = teams.message(text, person=YOU.id, called=YOU.name, service_url=self.channel.url)
        assert (await self.client.post("/api/messages", json=said)).status == 200
        body = self.channel.delivered(f"a:{YOU.id}")[-1].body
        return str(body.get("text") or body["summary"])

    def shown(self) -> str:
        """Everything on the last card."""
        return json.dumps(self.channel.delivered(f"a:{YOU.id}")[-1].body)

    def everything(self) -> str:
        """All that was ever sent."""
        sent = [sent.body for sent in self.channel.delivered()]
        return json.dumps(sent, ensure_ascii=False)

    def summaries(self) -> list[str]:
        return [str(sent.body.get("summary", "")) for sent in self.channel.delivered()]


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    file = tmp_path / "demo.db"
    shutil.copy(sqlite_template, file)
    directory = tmp_path / "directory.toml"
    directory.write_text(directory_text(POLICY), encoding="utf-8")
    return Settings(
        local=True,
        host="127.0.0.1",
        policy=KEY,
        database=f"sqlite:///{file}",
        directory=str(directory),
    )


@pytest.fixture
async def demo(settings: Settings, channel: FakeChannel) -> AsyncIterator[Demo]:
    channel.demands_token = False
    async with running(settings) as service, TestClient(TestServer(service.http)) as client:
        yield Demo(service, channel, client)


def _colleague(post: str) -> Colleague:
    return next(person for person in PEOPLE if person.post.key == post)


async def _raised(demo: Demo) -> str:
    """A case that somebody raised through the desk, at the first formal stage."""
    team = YOU.team or TEAMS[0].key
    command = replace(a_raise(a_rulebook(POLICY)), by=Actor(YOU.id, YOU.name), team=team)
    policy_id = demo.service.desk.policy().id
    now = demo.service.desk.now().date()
    challenge = replace(command.challenge, needed_by=now + timedelta(days=60))
    await demo.service.desk.submit(
        replace(command, policy_id=policy_id, case_ref=REF, challenge=challenge)
    )
    await demo.service.relay.drain()
    return REF


async def test_one_person_speaks_for_others_until_they_are_themselves_again(demo: Demo) -> None:
    other = _colleague(POLICY.first_formal.respond.posts[0])
    assert other.name in await demo.say(f"as {other.name}")
    await demo.say("who")
    assert other.post.title in demo.shown()
    await demo.say("as me")
    await demo.say("who")
    assert other.post.title not in demo.shown()


async def test_what_others_receive_arrives_here_and_says_for_whom(demo: Demo) -> None:
    await demo.say("help")
    await _raised(demo)
    assert {sent.conversation for sent in demo.channel.delivered()} == {f"a:{YOU.id}"}
    other = _colleague(POLICY.first_formal.respond.posts[0])
    marked = [said for said in demo.summaries() if said.startswith(f"For {other.name}")]
    assert marked
    card = demo.channel.delivered()[-1].body["attachments"][0]["content"]
    assert card["body"][0]["text"].startswith("For ")


async def test_a_card_for_another_says_how_to_press_its_buttons(demo: Demo) -> None:
    await demo.say("help")
    await _raised(demo)
    other = _colleague(POLICY.first_formal.respond.posts[0])
    assert f"send “as {other.name}” first" in demo.everything()
    assert "send “as me” first" not in demo.everything()


async def test_while_somebody_else_is_played_your_own_cards_are_marked_too(demo: Demo) -> None:
    await demo.say(f"as {_colleague(POLICY.first_formal.respond.posts[0]).name}")
    await _raised(demo)
    await demo.say("forward 12")
    assert "send “as me” first" in demo.everything()


async def test_days_pass_with_everything_that_falls_due_on_the_way(demo: Demo) -> None:
    await demo.say("help")
    ref = await _raised(demo)
    before = demo.service.desk.now()
    assert "passed" in await demo.say("forward 12")

    after = demo.service.desk.now()
    assert timedelta(days=14) <= after - before <= timedelta(days=40)
    assert after.astimezone(LONDON).date().weekday() < 5
    case = await demo.service.desk.case(ref)
    assert any(clock.lapsed_at is not None for clock in case.clocks)
    assert any("lapsed" in said or "overdue" in said.lower() for said in demo.summaries())
    digests = demo.channel.delivered(GENERAL)
    assert digests, "the channel got its morning list"


async def test_the_demo_goes_on_at_the_time_at_which_it_was_left(
    settings: Settings, channel: FakeChannel
) -> None:
    channel.demands_token = False
    async with running(settings) as service:
        began = service.desk.now()
        await service.desk.forward(5)
    async with running(settings) as service:
        assert service.desk.now() - began >= timedelta(days=5)


async def test_after_a_restart_everybodys_messages_still_arrive_here(
    settings: Settings, channel: FakeChannel
) -> None:
    channel.demands_token = False
    async with running(settings) as service, TestClient(TestServer(service.http)) as client:
        demo = Demo(service, channel, client)
        await demo.say("help")
        await _raised(demo)
    async with running(settings) as service:
        await service.desk.forward(12)
    lost = [sent for sent in channel.sent if sent.status >= 300]
    assert lost == []
    assert any("no response in time at the stage before" in said for said in demo.summaries())
    assert {s.conversation for s in channel.delivered()} <= {f"a:{YOU.id}", GENERAL}


async def test_a_digest_is_owed_once_a_day_however_often_it_is_looked_for(demo: Demo) -> None:
    await demo.say("help")
    await _raised(demo)
    await demo.service.desk.forward(12)
    owed = demo.service.store.outbox.counts()
    for _ in range(3):
        await demo.service.scheduler.chores()
        await demo.service.relay.drain()
    assert demo.service.store.outbox.counts() == owed
