"""Activities as Teams posts them; people and places are invented."""

from typing import Any
from uuid import uuid4

from tests.fakes.keys import APP_ID, TENANT

Json = dict[str, Any]


def activity(
    kind: str,
    *,
    person: str = "p-rowan",
    called: str = "Rowan Ash",
    service_url: str = "http://127.0.0.1:1/",
    conversation: str = "",
    channel: str = "",
    **more: Any,
) -> Json:
    """The parts that every activity has; a personal chat unless a channel is named."""
    where: Json = {"id": conversation or f"a:{person}", "tenantId": TENANT}
    where["conversationType"] = "channel" if channel else "personal"
    data: Json = {"tenant": {"id": TENANT}}
    if channel:
        where |= {"id": conversation or f"{channel};messageid=17", "isGroup": True}
        data |= {"channel": {"id": channel}, "team": {"id": "19:team@thread.tacv2"}}
    sender = {"id": f"29:{person}", "name": called, "aadObjectId": person}
    return {
        "type": kind,
        "id": str(uuid4()),
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": sender,
        "recipient": {"id": f"28:{APP_ID}", "name": "IRO resolution"},
        "conversation": where,
        "channelData": data,
        "locale": "en-GB",
        "timestamp": "2026-11-20T09:14:33.7415627Z",
    } | more


def message(text: str, **more: Any) -> Json:
    """Somebody types."""
    return activity("message", text=text, textFormat="plain", **more)


def submit(data: Json, **more: Any) -> Json:
    """Action.Submit of a card in the chat."""
    return activity("message", value=data, **more)


def execute(verb: str, data: Json, *, trigger: str = "manual", **more: Any) -> Json:
    """Action.Execute of a card."""
    action = {"type": "Action.Execute", "verb": verb, "data": data}
    value = {"action": action, "trigger": trigger}
    return activity("invoke", name="adaptiveCard/action", value=value, **more)


def open_dialog(data: Json, **more: Any) -> Json:
    """A button that opens a dialog."""
    value = {"data": {"msteams": {"type": "task/fetch"}, **data}, "context": {"theme": "default"}}
    return activity("invoke", name="task/fetch", value=value, **more)


def submit_dialog(data: Json, **more: Any) -> Json:
    """The form of a dialog."""
    value = {"data": data, "context": {"theme": "default"}}
    return activity("invoke", name="task/submit", value=value, **more)


def installed(*, action: str = "add", **more: Any) -> Json:
    """The app was installed for a person, or removed."""
    return activity("installationUpdate", action=action, **more)


def added(*, removed: bool = False, **more: Any) -> Json:
    """The bot joined a conversation, or left it."""
    key = "membersRemoved" if removed else "membersAdded"
    return activity("conversationUpdate", **more) | {key: [{"id": f"28:{APP_ID}"}]}
