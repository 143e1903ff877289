"""What is written of a consultation fits together: refused by its field, never dropped."""

from datetime import date
from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import Incomplete
from tests.builders import a_raise, a_rulebook
from tests.world import World


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"consulted_on": date(2026, 11, 24), "advice": "Go on."}, "consulted_on"),
        ({"consulted_on": date(2026, 11, 20)}, "advice"),
        ({"advice": "Go on.", "unconsulted_why": "On leave."}, "unconsulted_why"),
        ({"consulted_on": date(2026, 11, 20), "unconsulted_why": "On leave."}, "consulted_on"),
    ],
)
@pytest.mark.parametrize("act", ["raise", "escalate"])
def test_what_contradicts_itself_is_asked_for_again(
    act: str, said: dict[str, Any], field: str
) -> None:
    """Northamptonshire §6: discussion and agreement with their immediate line manager."""
    world = World(a_rulebook("northamptonshire"))
    command: c.Command = a_raise(world.rulebook, **said)
    if act == "escalate":
        world.raise_one()
        command = c.Escalate(**world.by("iro"), to_stage="level-2", reason="No answer.", **said)
    with pytest.raises(Incomplete) as refusal:
        world.do(command)
    assert set(refusal.value.fields) == {field}
    assert "ConsultationRecorded" not in world.kinds()
