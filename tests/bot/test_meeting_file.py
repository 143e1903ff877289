"""A meeting's file for calendars: a secret link, and nothing of a child behind it."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import icalendar
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.meeting_file import MeetingFiles
from bot.settings import Settings, read
from resolution import commands as c
from resolution.case import Case
from resolution.errors import Refused
from tests.builders import REF, a_rulebook, london
from tests.fakes.keys import APP_ID, TENANT
from tests.world import World

TOKEN = "a-token-of-128-bits-xx"
HELD_AT = london("2026-12-03T10:30")


def a_world(token: str = TOKEN, place: str = "Room 2, Civic Centre") -> World:
    """A meeting at Bradford's second stage, with its date fixed."""
    world = World(a_rulebook("bradford"))
    world.raise_one(stage_key="stage-2")
    world.do(
        c.ConfirmMeeting(
            **world.by("childrens_service_manager"), at=HELD_AT, place=place, token=token
        )
    )
    return world


@asynccontextmanager
async def the_page(world: World, **settings: Any) -> AsyncIterator[TestClient[Any, Any]]:
    def case(ref: str) -> Case:
        return world.case() if ref == REF else Case.unraised(ref)

    files = MeetingFiles(Settings(**settings), case, lambda _: world.rulebook, world)
    app = web.Application()
    app.add_routes(files.routes())
    async with TestClient(TestServer(app)) as client:
        yield client


async def the_event(client: TestClient[Any, Any], token: str = TOKEN) -> Any:
    answer = await client.get(f"/calendar/{REF}/{token}.ics")
    assert answer.status == 200
    assert answer.content_type == "text/calendar"
    (event,) = icalendar.Calendar.from_ical(await answer.read()).walk("VEVENT")
    return event


async def test_a_calendar_that_has_the_link_learns_when_and_where_and_no_more() -> None:
    world = a_world()
    async with the_page(world) as client:
        event = await the_event(client)

        assert event["SUMMARY"] == f"Stage 2 meeting ({REF})"
        assert event["LOCATION"] == "Room 2, Civic Centre"
        assert event["DTSTART"].dt == HELD_AT
        assert event["DTSTART"].to_ical() == b"20261203T103000Z"
        assert event["DTSTAMP"].dt == world.now()
        assert event["SEQUENCE"] == world.case().version
        assert set(event) == {"SUMMARY", "LOCATION", "DTSTART", "DTSTAMP", "SEQUENCE", "UID"}
        answer = await client.get(f"/calendar/{REF}/{TOKEN}.ics")
        assert answer.headers["Cache-Control"] == "no-store"
        assert f'filename="{REF}.ics"' in answer.headers["Content-Disposition"]


async def test_a_meeting_that_moves_stays_one_entry_with_a_later_sequence() -> None:
    world = a_world()
    async with the_page(world) as client:
        before = await the_event(client)
        world.do(
            c.ConfirmMeeting(
                **world.by("childrens_service_manager"),
                at=london("2026-12-04T14:00"),
                token="another-token-of-128-b",
            )
        )
        after = await the_event(client)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == london("2026-12-04T14:00")


@pytest.mark.parametrize(
    "path",
    [
        f"/calendar/{REF}/wrong-token-of-the-same.ics",
        f"/calendar/{REF}/.ics",
        f"/calendar/{REF}/short.ics",
        f"/calendar/TST-99999/{TOKEN}.ics",
        f"/calendar/..%2F..%2Fetc/{TOKEN}.ics",
        f"/calendar/{REF.lower()}/{TOKEN}.ics",
        f"/calendar/{REF}/{TOKEN}",
    ],
)
async def test_whatever_is_not_exactly_the_link_is_unknown(path: str) -> None:
    async with the_page(a_world()) as client:
        assert (await client.get(path)).status == 404


async def test_a_meeting_without_a_token_has_no_file_whatever_is_asked() -> None:
    async with the_page(a_world(token="")) as client:
        assert (await client.get(f"/calendar/{REF}/.ics")).status == 404
        assert (await client.get(f"/calendar/{REF}/{TOKEN}.ics")).status == 404


async def test_a_meeting_that_is_only_proposed_again_has_no_file() -> None:
    world = a_world()
    world.do(c.ProposeMeeting(**world.by("iro"), at=london("2026-12-07T09:00")))
    async with the_page(world) as client:
        assert (await client.get(f"/calendar/{REF}/{TOKEN}.ics")).status == 404


async def test_a_place_cannot_write_lines_of_its_own_into_the_file() -> None:
    world = a_world(place="Room 2\r\nATTENDEE:mailto:x@example.org\nSUMMARY:Other; x, y")
    async with the_page(world) as client:
        event = await the_event(client)

    assert "ATTENDEE" not in event
    assert event["SUMMARY"] == f"Stage 2 meeting ({REF})"


async def test_the_demo_answers_no_page_that_points_its_own_name_at_this_machine() -> None:
    async with the_page(a_world(), local=True) as client:
        path = f"/calendar/{REF}/{TOKEN}.ics"
        assert (await client.get(path)).status == 200
        assert (await client.get(path, headers={"Host": "evil.example"})).status == 404


def test_the_demo_knows_its_own_address_and_a_service_only_the_one_it_was_given() -> None:
    served = {
        "IRO_APP_ID": APP_ID,
        "IRO_APP_TENANT": TENANT,
        "IRO_APP_PASSWORD": "secret",
    }

    assert read({"IRO_PORT": "4000"}, local=True).public_url == "http://127.0.0.1:4000"
    assert read(served).public_url == ""
    given = {**served, "IRO_PUBLIC_URL": "https://bot.example.org/iro/"}
    assert read(given).public_url == "https://bot.example.org/iro"
    with pytest.raises(Refused, match="IRO_PUBLIC_URL must begin with https"):
        read({**served, "IRO_PUBLIC_URL": "http://bot.example.org"})


def test_the_package_is_loaded_only_when_a_file_is_asked_for() -> None:
    asked = "import bot.app, sys; print('icalendar' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "False"
