"""What comes in by HTTP, and what goes back."""

import json
import logging
from typing import Any

import pytest

from bot import turns
from bot.logs import JsonLines
from tests.bot.conftest import Bench, an_edge
from tests.fakes import activities as teams
from tests.fakes.channel import FakeChannel, Fault
from tests.fakes.keys import APP_ID


async def test_another_tenant_is_refused_whatever_the_conversation_says(edge: Bench) -> None:
    stranger = teams.message("help")
    stranger["channelData"] = {"tenant": {"id": "another"}}
    assert (await edge.post(stranger)).status == 403

    stranger["channelData"] = {}
    assert (await edge.post(stranger)).status == 403
    assert edge.dialogs.asked == []


async def test_an_address_outside_the_bot_framework_is_refused(channel: FakeChannel) -> None:
    async with an_edge(channel) as edge:
        evil = "https://evil.example/"
        header = f"Bearer {channel.token(serviceurl=evil)}"
        activity = teams.message("help", service_url=evil)
        answer = await edge.client.post(
            "/api/messages", json=activity, headers={"Authorization": header}
        )
    assert answer.status == 403


async def test_a_body_that_is_too_large_or_no_json_is_refused(edge: Bench) -> None:
    header = {"Authorization": "Bearer x", "Content-Type": "application/json"}
    for body, status in ((b"x" * 300_000, 413), (b"{", 400), (b"[]", 400), (b'{"type": 3}', 400)):
        answer = await edge.client.post("/api/messages", data=body, headers=header)
        assert answer.status == status


async def test_typed_text_is_answered_by_a_card_alone_with_a_summary(edge: Bench) -> None:
    answer = await edge.post(teams.message("help"))

    assert (answer.status, await answer.read()) == (200, b"")
    (sent,) = edge.channel.delivered()
    assert sent.conversation == "a:p-rowan"
    assert sent.body["summary"] == "A case"
    assert "text" not in sent.body
    assert sent.body["attachments"][0]["content"]["type"] == "AdaptiveCard"


async def test_the_mention_of_the_bot_is_not_part_of_what_was_said(edge: Bench) -> None:
    mention = {
        "type": "mention",
        "text": "<at>IRO resolution</at>",
        "mentioned": {"id": f"28:{APP_ID}", "name": "IRO resolution"},
    }
    said = "<at>IRO resolution</at>\xa0 overdue  please\n"
    await edge.post(teams.message(said, entities=[mention], channel="19:c@thread.tacv2"))
    asked = edge.dialogs.asked[0]
    assert asked.text == "overdue please"
    assert (asked.place.personal, asked.place.team_channel) == (False, "19:c@thread.tacv2")


async def test_a_message_sent_twice_is_answered_once(edge: Bench) -> None:
    activity = teams.message("help")
    for _ in range(2):
        assert (await edge.post(activity)).status == 200
    assert len(edge.channel.delivered()) == 1


async def test_a_submitted_card_names_its_verb_in_its_data(edge: Bench) -> None:
    await edge.post(teams.submit({"verb": "ack", "ref": "DUR-7K3MQ", "v": 3, "msteams": {}}))
    asked = edge.dialogs.asked[0]
    assert (asked.verb, dict(asked.data)) == ("ack", {"ref": "DUR-7K3MQ", "v": 3})
    assert edge.memory.posts == [("DUR-7K3MQ", "a:p-rowan", "m1")]


async def test_a_button_is_answered_by_the_redrawn_card(edge: Bench) -> None:
    press = teams.execute("ack", {"ref": "DUR-7K3MQ", "v": 3}, replyToId="m7")
    answer = await edge.post(press)

    body = await answer.json()
    assert answer.status == 200
    assert (body["statusCode"], body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert body["value"]["body"][0]["text"] == "ack"
    await edge.turns.close()
    assert edge.memory.posts == [("DUR-7K3MQ", "a:p-rowan", "m7")]


async def test_who_acts_comes_from_the_channel_and_never_from_the_card(edge: Bench) -> None:
    forged = {"ref": "X", "aadObjectId": "p-boss", "actor": "p-boss", "from": {"id": "p-boss"}}
    await edge.post(teams.execute("ack", forged))
    assert edge.dialogs.asked[0].actor.person_id == "p-rowan"


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        {},
        {"action": None},
        {"action": {"type": "Action.Submit", "verb": "ack"}},
        {"action": {"type": "Action.Execute"}},
        {"action": {"type": "Action.Execute", "verb": ["ack"]}},
        {"action": {"type": "Action.Execute", "verb": "ack", "data": "text"}},
    ],
)
async def test_a_malformed_button_gets_an_error_of_the_form_that_teams_knows(
    value: Any, edge: Bench
) -> None:
    activity = teams.activity("invoke", name="adaptiveCard/action", value=value)
    answer = await edge.post(activity)
    body = await answer.json()
    assert answer.status == 200
    assert (body["statusCode"], body["type"]) == (400, "application/vnd.microsoft.error")
    assert body["value"]["code"] == "BadRequest"


async def test_a_dialog_opens_stays_closes_and_speaks(edge: Bench) -> None:
    opened = await (await edge.post(teams.open_dialog({"verb": "respond", "ref": "X"}))).json()
    assert opened["task"]["type"] == "continue"
    assert opened["task"]["value"]["card"]["contentType"].endswith("card.adaptive")
    assert dict(edge.dialogs.asked[0].data) == {"ref": "X"}

    closed = await edge.post(teams.submit_dialog({"verb": "respond"}))
    assert (closed.status, await closed.read()) == (200, b"")

    said = await (await edge.post(teams.submit_dialog({"verb": "say"}))).json()
    assert said == {"task": {"type": "message", "value": "Said."}}


@pytest.mark.parametrize("verb", ["break", "refuse"])
async def test_a_fault_or_refusal_is_a_sentence_and_never_a_status(
    verb: str, edge: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    card = await edge.post(teams.execute(verb, {}))
    dialog = await edge.post(teams.open_dialog({"verb": verb}))
    typed = await edge.post(teams.message(verb))

    assert {card.status, dialog.status, typed.status} == {200}
    said = (await card.json())["value"]
    if verb == "refuse":
        assert said == "This is for the IRO."
        return
    reference = said.rstrip(".").rsplit(" ", 1)[1]
    assert len(reference) == 8
    assert any(getattr(r, "reference", "") == reference for r in caplog.records)
    lines = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert "a secret that nobody may read" not in lines


async def test_an_answer_that_takes_too_long_says_so(
    edge: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "INVOKE_SECONDS", 0.05)
    body = await (await edge.post(teams.execute("sleep", {}))).json()
    assert "longer than usual" in body["value"]


async def test_somebody_whom_teams_does_not_name_is_told_so(edge: Bench) -> None:
    for activity in (teams.message("help"), teams.execute("ack", {}), teams.open_dialog({})):
        activity["from"].pop("aadObjectId")
        assert (await edge.post(activity)).status == 200
    assert edge.dialogs.asked == []
    assert "who you are" in edge.channel.delivered()[0].body["text"]


async def test_the_bot_introduces_itself_once_and_notices_when_it_is_removed(edge: Bench) -> None:
    for activity in (teams.installed(), teams.added(), teams.installed(action="add-upgrade")):
        assert (await edge.post(activity)).status == 200
    assert len(edge.channel.delivered()) == 1
    assert len(edge.memory.places) == 3

    await edge.post(teams.installed(action="remove"))
    await edge.post(teams.added(removed=True))
    assert len(edge.memory.left) == 2


@pytest.mark.parametrize(
    ("activity", "status"),
    [
        (teams.activity("typing"), 200),
        (teams.activity("messageReaction", reactionsAdded=[{"type": "like"}]), 200),
        (teams.activity("conversationUpdate"), 200),
        (teams.activity("conversationUpdate", membersAdded="nobody"), 200),
        (teams.activity("somethingNew"), 200),
        (teams.activity("invoke", name="composeExtension/query", value={}), 501),
        (teams.activity("invoke", name="signin/verifyState", value=None), 501),
        (teams.activity("invoke", name=None), 501),
    ],
)
async def test_what_we_do_not_serve_is_left_alone(
    activity: dict[str, Any], status: int, edge: Bench
) -> None:
    assert (await edge.post(activity)).status == status


async def test_a_reply_waits_when_teams_asks_it_to(edge: Bench) -> None:
    edge.channel.faults.append(Fault(429, retry_after="0.1", match="/activities"))
    await edge.post(teams.message("help"))
    assert [sent.status for sent in edge.channel.sent] == [429, 200]


async def test_each_request_is_one_line_without_names_or_words(
    edge: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    data = {"ref": "DUR-7K3MQ", "v": 1, "worry": "Something private"}
    await edge.post(teams.execute("ack", data))
    await edge.post(teams.message("Something private"))
    lines = [json.loads(JsonLines().format(r)) for r in caplog.records]
    taken = [line for line in lines if line["event"] == "activity_taken"]
    assert [(t["kind"], t["verb"], t["case_ref"], t["status"]) for t in taken] == [
        ("card", "ack", "DUR-7K3MQ", 200),
        ("message", "", "", 200),
    ]
    everything = json.dumps(lines)
    assert "private" not in everything
    assert "Rowan" not in everything


async def test_alive_says_alive(edge: Bench) -> None:
    assert await (await edge.client.get("/healthz")).json() == {"alive": True}


async def test_locally_there_is_no_token_but_only_this_machine(channel: FakeChannel) -> None:
    channel.demands_token = False
    async with an_edge(channel, local=True, host="127.0.0.1") as edge:
        assert (await edge.post(teams.message("help"), "")).status == 200
        assert edge.dialogs.asked[0].local
        elsewhere = teams.message("help", service_url="https://smba.trafficmanager.net/uk/")
        answer = await edge.client.post("/api/messages", json=elsewhere)
        assert answer.status == 403, "and nothing is answered to anywhere else"
        rebound = await edge.client.post(
            "/api/messages", json=teams.message("x"), headers={"Host": "evil.example"}
        )
        assert rebound.status == 403
