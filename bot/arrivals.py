"""What Teams sent, read into an `Invoke`: who acts comes from the channel, never from a card."""

import re
from collections.abc import Mapping
from html import unescape

from msgspec.structs import replace

from dialogs.invoke import Invoke, InvokeKind, Place
from resolution.people import Actor

Json = Mapping[str, object]
_NOTHING: dict[str, object] = {}
_TAG = re.compile(r"<[^<>]*>")


class Malformed(Exception):
    """A card action that no client of Teams would send."""


def part(of: Json, key: str) -> Json:
    """An object inside an object; empty when it is missing or something else."""
    found = of.get(key)
    return found if isinstance(found, dict) else _NOTHING


def text(of: Json, key: str) -> str:
    """A text inside an object; empty when it is missing or something else."""
    found = of.get(key)
    return found if isinstance(found, str) else ""


def tenant_of(activity: Json) -> str:
    """The tenant that the person is in, in lower case."""
    channel_data = part(activity, "channelData")
    named = text(part(channel_data, "tenant"), "id")
    return (named or text(part(activity, "conversation"), "tenantId")).lower()


def actor_of(activity: Json) -> Actor | None:
    """The person who acts, by their Entra object id; None when Teams does not say."""
    sender = part(activity, "from")
    person_id = text(sender, "aadObjectId").strip()
    return Actor(person_id, text(sender, "name")) if person_id else None


def place_of(activity: Json) -> Place:
    """Where it happened."""
    conversation = part(activity, "conversation")
    kind = text(conversation, "conversationType")
    personal = kind == "personal" or (not kind and not conversation.get("isGroup"))
    place = Place(
        conversation_id=text(conversation, "id"),
        personal=personal,
        service_url=text(activity, "serviceUrl"),
        tenant_id=tenant_of(activity),
        user_id=text(part(activity, "from"), "id"),
    )
    return place if personal else _in_channel(place, part(activity, "channelData"))


def _in_channel(place: Place, channel_data: Json) -> Place:
    """A place that several people read, with the channel and the team that it is."""
    channel, team = part(channel_data, "channel"), part(channel_data, "team")
    return replace(
        place,
        team_channel=text(channel, "id"),
        team_id=text(team, "id"),
        title=text(channel, "name") or text(team, "name"),
    )


def spoken(activity: Json) -> str:
    """What was typed, without the mention of the bot itself."""
    said = text(activity, "text")
    bot_id = text(part(activity, "recipient"), "id")
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict) and text(part(entity, "mentioned"), "id") == bot_id:
            said = said.replace(text(entity, "text"), " ") if text(entity, "text") else said
    if text(activity, "textFormat") == "xml":
        said = _TAG.sub(" ", said)
    # Teams writes the space after a mention as “&nbsp;”; unescaped, it is one that split() knows.
    return " ".join(unescape(said).split())


def of_message(activity: Json, actor: Actor, *, local: bool) -> Invoke:
    """A typed message, or the Action.Submit of a card in the chat."""
    value = activity.get("value")
    if isinstance(value, dict):
        verb, data = _submitted(value)
        return _invoke(InvokeKind.CARD, activity, actor, local, verb=verb, data=data, posted=True)
    return _invoke(InvokeKind.MESSAGE, activity, actor, local, said=spoken(activity))


def of_card(activity: Json, actor: Actor, *, local: bool) -> Invoke:
    """A button of a card (Action.Execute); Malformed when it is not one."""
    value = part(activity, "value")
    action = part(value, "action")
    if action.get("type") != "Action.Execute" or not text(action, "verb"):
        raise Malformed("This button sends something that the service does not know.")
    data = action.get("data", _NOTHING)
    if not isinstance(data, dict):
        raise Malformed("This button carries something that the service cannot read.")
    return _invoke(
        InvokeKind.CARD,
        activity,
        actor,
        local,
        verb=text(action, "verb"),
        data=data,
        trigger=text(value, "trigger"),
    )


def of_dialog(activity: Json, actor: Actor, *, opens: bool, local: bool) -> Invoke:
    """A dialog that is opened by a button, or the form that was sent from it."""
    data = part(activity, "value").get("data")
    if not isinstance(data, dict):
        raise Malformed("This form carries something that the service cannot read.")
    verb, data = _submitted(data)
    kind = InvokeKind.DIALOG_OPEN if opens else InvokeKind.DIALOG_SUBMIT
    return _invoke(kind, activity, actor, local, verb=verb, data=data)


def of_joining(activity: Json, actor: Actor | None, *, local: bool) -> Invoke:
    """The bot was installed, or added to a team."""
    return _invoke(InvokeKind.JOINED, activity, actor or Actor("", ""), local)


def _submitted(value: Json) -> tuple[str, dict[str, object]]:
    """The verb and the rest of an Action.Submit; `msteams` is meant for the client alone."""
    data = {key: item for key, item in value.items() if key not in ("msteams", "verb")}
    return text(value, "verb"), data


def _invoke(
    kind: InvokeKind,
    activity: Json,
    actor: Actor,
    local: bool,
    *,
    verb: str = "",
    data: Json = _NOTHING,
    said: str = "",
    trigger: str = "",
    posted: bool = False,
) -> Invoke:
    return Invoke(
        kind=kind,
        actor=actor,
        place=place_of(activity),
        verb=verb,
        data=data,
        text=said,
        activity_id=text(activity, "id"),
        reply_to_id=text(activity, "replyToId"),
        trigger=trigger,
        posted=posted,
        local=local,
    )
