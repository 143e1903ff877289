"""Teams' activities through botbuilder: the only module that imports it, for it is archived."""

from functools import cached_property
from typing import Any

from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot import arrivals
from bot.arrivals import Json
from bot.connector import Connector
from bot.gate import Gate
from bot.settings import CHANNEL_ISSUER
from bot.turns import Done, Turns

_DONE = "resolution.done"


def _fields(model: Any) -> dict[str, str]:
    attributes: dict[str, dict[str, str]] = model._attribute_map
    return {spec["key"]: name for name, spec in attributes.items() if spec["key"]}


_FIELDS = {model: _fields(model) for model in (Activity, ChannelAccount, ConversationAccount)}


def _account(model: Any, key: str) -> "cached_property[Any]":
    """An account of the activity, made when botbuilder asks for it; a turn of ours never does."""

    def made(activity: "Arrived") -> Any:
        given = activity.raw.get(key)
        if not isinstance(given, dict):
            return None
        fields = _FIELDS[model]
        return model(**{fields[name]: value for name, value in given.items() if name in fields})

    return cached_property(made)


class Arrived(Activity):
    """An activity that keeps the JSON it came as: the models drop what they do not know."""

    raw: Json


# What an activity does not carry is None for all of them, not set anew on each.
for _name in _FIELDS[Activity].values():
    setattr(Arrived, _name, None)
Arrived.additional_properties = None
_ACCOUNTS = {
    "from": ("from_property", ChannelAccount),
    "recipient": ("recipient", ChannelAccount),
    "conversation": ("conversation", ConversationAccount),
}
for _key, (_name, _model) in _ACCOUNTS.items():
    _made = _account(_model, _key)
    _made.__set_name__(Arrived, _name)
    setattr(Arrived, _name, _made)


def activity_of(raw: Json) -> Arrived:
    """Fill an activity by hand: msrest's own walk takes thirty times as long and changes values."""
    activity = Arrived.__new__(Arrived)
    fields = _FIELDS[Activity]
    filled = activity.__dict__
    for key, value in raw.items():
        if key in fields and key not in _ACCOUNTS:
            filled[fields[key]] = value
    filled["raw"] = raw
    return activity


class _Connectors(ConnectorFactory):
    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> Connector:
        return self._connector


class ChannelAuthentication(BotFrameworkAuthentication):
    """botbuilder's seam for authentication, with our own checks behind it."""

    def __init__(self, gate: Gate, connector: Connector) -> None:
        self._gate = gate
        self._connectors = _Connectors(connector)

    async def authenticate_request(self, activity: Arrived, auth_header: str) -> Any:
        """Ask our own gate; it raises unless the activity may come in."""
        claims = await self._gate.admit(activity.raw, auth_header)
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity(dict(claims), bool(claims))
        result.audience = CHANNEL_ISSUER
        result.connector_factory = self._connectors
        return result

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        """Streaming is not offered."""
        raise PermissionError("streaming is not offered")

    def create_connector_factory(self, claims_identity: Any) -> Any:
        """The one connector, whoever asks."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: Any) -> Any:
        """Nobody signs in by card, so there is nothing to make."""
        return


class _Handler(TeamsActivityHandler):
    """Which turn an activity asks for."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """A typed message, or a card submitted in the chat."""
        done = await self._turns.message(turn_context.activity.raw)
        turn_context.turn_state[_DONE] = done

    async def on_invoke_activity(self, turn_context: TurnContext) -> Any:
        """The invokes that we answer; botbuilder says 501 to every other."""
        raw = turn_context.activity.raw
        name = raw.get("name")
        if name == "adaptiveCard/action":
            done = await self._turns.card(raw)
        elif name in ("task/fetch", "task/submit"):
            done = await self._turns.dialog(raw, opens=name == "task/fetch")
        else:
            return await self._unknown(turn_context)
        turn_context.turn_state[_DONE] = done
        response = InvokeResponse(status=200, body=done.body)
        # Straight into botbuilder's own slot: send_activity would copy the card deeply first.
        slot = CloudAdapterBase._INVOKE_RESPONSE_KEY
        turn_context.turn_state[slot] = Activity(type="invokeResponse", value=response)
        return response

    async def _unknown(self, turn_context: TurnContext) -> Any:
        try:
            return await super().on_invoke_activity(turn_context)
        except Exception:
            return InvokeResponse(status=501)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """The bot was added or removed; botbuilder's own version calls Teams for every member."""
        raw = turn_context.activity.raw
        if _names_the_bot(raw, "membersAdded"):
            turn_context.turn_state[_DONE] = await self._turns.joined(raw)
        elif _names_the_bot(raw, "membersRemoved"):
            turn_context.turn_state[_DONE] = await self._turns.removed(raw)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """The app was installed for a person or a team, or taken away."""
        raw = turn_context.activity.raw
        if str(raw.get("action", "")).startswith("remove"):
            turn_context.turn_state[_DONE] = await self._turns.removed(raw)
        else:
            turn_context.turn_state[_DONE] = await self._turns.joined(raw)


def _names_the_bot(raw: Json, key: str) -> bool:
    members = raw.get(key)
    bot_id = arrivals.text(arrivals.part(raw, "recipient"), "id")
    return isinstance(members, list) and any(
        isinstance(member, dict) and member.get("id") == bot_id for member in members
    )


class Adapter(CloudAdapterBase):
    """Runs one activity through botbuilder's pipeline and hands back the status and the body."""

    def __init__(self, gate: Gate, connector: Connector, turns: Turns) -> None:
        super().__init__(ChannelAuthentication(gate, connector))
        self._handler = _Handler(turns)

    async def run(self, raw: Json, header: str) -> tuple[int, Json | None, Done]:
        """Status, body and what may be logged; Unauthorised when the token is not good."""
        done = Done(kind=str(raw.get("type", ""))[:40])

        async def logic(turn_context: TurnContext) -> None:
            nonlocal done
            await self._handler.on_turn(turn_context)
            done = turn_context.turn_state.get(_DONE) or done

        response = await self.process_activity(header, activity_of(raw), logic)
        if response is None:
            return 200, None, done
        return int(response.status), response.body, done
