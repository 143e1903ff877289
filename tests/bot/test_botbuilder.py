"""What we rely on in an archived package: a new version of it must not change this unseen."""

from botbuilder.core import ActivityHandler, BotAdapter, CloudAdapterBase, TurnContext
from botbuilder.schema import Activity

from bot.teams import activity_of
from tests.fakes.activities import execute


def test_the_slot_for_invoke_responses_is_one_and_the_same() -> None:
    slot = "BotFrameworkAdapter.InvokeResponse"
    assert slot == CloudAdapterBase._INVOKE_RESPONSE_KEY
    assert slot == BotAdapter._INVOKE_RESPONSE_KEY
    assert slot == TurnContext._INVOKE_RESPONSE_KEY


def test_the_handler_still_asks_the_methods_that_we_override() -> None:
    for name in (
        "on_message_activity",
        "on_invoke_activity",
        "on_conversation_update_activity",
        "on_installation_update",
    ):
        assert callable(getattr(ActivityHandler, name))


def test_an_activity_filled_by_hand_has_what_the_package_would_have_read() -> None:
    raw = execute("look", {"ref": "X"}, replyToId="m1", channel="19:c@thread.tacv2")
    ours, theirs = activity_of(raw), Activity().deserialize(raw)
    for name in ("type", "id", "name", "channel_id", "service_url", "reply_to_id", "locale"):
        assert getattr(ours, name) == getattr(theirs, name), name
    for name in ("from_property", "recipient", "conversation"):
        assert getattr(ours, name).id == getattr(theirs, name).id
    assert ours.from_property.aad_object_id == "p-rowan"
    assert ours.conversation.is_group is True
    assert ours.value == raw["value"], "cards keep what msrest would change"
    assert ours.raw is raw
