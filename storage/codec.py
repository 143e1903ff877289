"""Cases and events as JSON and back; an event is tagged by the name of its class."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import msgspec

from resolution import events
from resolution.case import Case
from resolution.events import Event

_encoder = msgspec.json.Encoder()


@cache
def event_kinds() -> Mapping[str, type[Event]]:
    """Every class of event by its name, which is its tag in the trail."""
    found = {
        name: thing
        for name, thing in vars(events).items()
        if isinstance(thing, type) and issubclass(thing, Event) and thing is not Event
    }
    return dict(sorted(found.items()))


def case_to_json(case: Case) -> str:
    """A case as it is stored."""
    return _encoder.encode(case).decode()


@lru_cache(128)  # what was read to be shown is, as a rule, read again to be decided upon
def case_from_json(text: str) -> Case:
    """The case that `case_to_json` wrote."""
    return _case_decoder().decode(text)


def event_to_json(event: Event) -> str:
    """An event without its tag, which the trail keeps in a column of its own."""
    return _encoder.encode(event).decode()


def event_from_json(kind: str, text: str | bytes) -> Event:
    """The event that `event_to_json` wrote; KeyError for a kind that no release has known."""
    return _event_decoder(kind).decode(text)


def facts_to_json(facts: Mapping[str, str]) -> str:
    """The facts of a notice as they are stored."""
    return _encoder.encode(facts).decode() if facts else "{}"


def facts_from_json(text: str) -> dict[str, str]:
    """The facts that `facts_to_json` wrote."""
    return {} if text == "{}" else msgspec.json.decode(text, type=dict[str, str])


@cache
def _case_decoder() -> "msgspec.json.Decoder[Case]":
    # Built at the first case, not at start: it reads every type that a case is made of.
    return msgspec.json.Decoder(Case)


@cache
def _event_decoder(kind: str) -> "msgspec.json.Decoder[Event]":
    return msgspec.json.Decoder(event_kinds()[kind])


def as_plain(value: object) -> Any:
    """A value as dicts, lists and strings, for `--json` output."""
    return msgspec.to_builtins(value)
