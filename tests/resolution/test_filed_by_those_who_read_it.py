"""Only whoever may read what belongs on the child's file says that it is there."""

from typing import Any

import pytest

from resolution import commands as c
from resolution.errors import Incomplete
from tests.builders import a_rulebook
from tests.world import World

ASKED = {"asked_on": "2026-11-23", "asked_of": "Counsel", "question": "May they?"}


def test_the_challenged_manager_ticks_no_advice_that_is_kept_from_them() -> None:
    world = World(a_rulebook("knowsley"))
    world.raise_one()
    world.do(c.RecordStep(**world.by("iro"), route="legal-advice", step="ask", values=ASKED))
    tick: dict[str, Any] = {"what": "legal-advice.ask"}
    with pytest.raises(Incomplete):
        world.do(c.TickFiled(**world.by("team_manager"), **tick))
    assert "legal-advice.ask" in world.do(c.TickFiled(**world.by("iro"), **tick)).filed
