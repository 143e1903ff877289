"""Events and cases survive being written down."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from resolution import events
from resolution.case import Case
from resolution.events import Event
from resolution.people import Actor
from storage import codec

MOMENTS = st.datetimes(
    # Naive, as the strategy wants its bounds; the zone is given beside them.
    min_value=datetime.fromisoformat("2000-01-01"),
    max_value=datetime.fromisoformat("2090-01-01"),
    timezones=st.just(UTC),
)
DATES = st.dates(date(2000, 1, 1), date(2090, 1, 1))
# What PostgreSQL and JSON can both carry: everything but half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the events declare them."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind)
        return st.builds(kind, **{name: of(hints[name]) for name in kind.__struct_fields__})
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return st.lists(of(args[0]), max_size=2).map(tuple)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(of(args[0]), of(args[1]), max_size=2)
    if args:
        return st.one_of(*(of(arg) for arg in args))
    known = {str: TEXTS, datetime: MOMENTS, date: DATES, type(None): st.none()}
    return known[kind] if kind in known else st.from_type(kind)


@pytest.mark.parametrize("kind", codec.event_kinds())
def test_every_event_survives_being_written_down(kind: str) -> None:
    @given(of(codec.event_kinds()[kind]))
    @settings(max_examples=25, deadline=None)
    def survives(event: Event) -> None:
        assert codec.event_from_json(kind, codec.event_to_json(event)) == event

    survives()


@given(of(Case))
@settings(max_examples=60, deadline=None)
def test_a_case_survives_being_written_down(case: Case) -> None:
    assert codec.case_from_json(codec.case_to_json(case)) == case


def test_every_class_of_event_has_a_tag() -> None:
    def below(kind: type[Event]) -> set[str]:
        return {kind.__name__, *(each for sub in kind.__subclasses__() for each in below(sub))}

    assert set(codec.event_kinds()) == below(Event) - {"Event"}
    assert all(getattr(events, tag).__name__ == tag for tag in codec.event_kinds())


def test_a_moment_keeps_its_instant_whatever_its_zone() -> None:
    event = events.NoteAdded(
        at=datetime(2026, 7, 1, 17, tzinfo=timezone(timedelta(hours=1))),
        by=Actor("somebody", "Somebody"),
        text="A note.",
    )

    again = codec.event_from_json("NoteAdded", codec.event_to_json(event))

    assert again.at == datetime(2026, 7, 1, 16, tzinfo=UTC)
