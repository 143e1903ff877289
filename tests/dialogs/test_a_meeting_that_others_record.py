"""A meeting is late that one post arranges and another records: each reads of its own part."""

import pytest

from resolution.notices import NoticeKind
from tests.dialogs.test_words_of_a_lapse import late, read

LIMIT = "1.hold_meeting"


@pytest.mark.parametrize(
    ("stage", "records", "title"),
    [
        ("stage-5", "head_of_childrens_social_care", "Head of Children's Social Care"),
        (
            "stage-6",
            "corporate_director",
            "Corporate Director of Children and Young People's Services",
        ),
    ],
)
async def test_who_arranges_it_asks_who_records_it_and_they_hear_of_it_themselves(
    stage: str, records: str, title: str
) -> None:
    """Durham, table, stages 5 and 6: arranged by the IRO Operations Manager, recorded by others."""
    office = await late("durham", stage, "2026-12-03T10:00")
    arranges = read(office, NoticeKind.LAPSED_ASSIGNEE, "iro_operations_manager", LIMIT)
    assert f"If it was held, ask the {title} to record it; if not, propose a day." in arranges
    assert "Record the meeting" not in arranges
    recording = read(office, NoticeKind.LAPSED_ASSIGNEE, records, LIMIT)
    assert "If it was held, press **Record the meeting**; if not, propose a day." in recording


async def test_who_arranges_and_records_it_is_told_once() -> None:
    """Durham, table, stage 7: the IRO Operations Manager does both."""
    office = await late("durham", "stage-7", "2026-12-03T10:00")
    said = read(office, NoticeKind.LAPSED_ASSIGNEE, "iro_operations_manager", LIMIT)
    assert "press **Record the meeting**" in said
    told = [n for n in office.owed if n.facts.get("clock") == LIMIT and "lapsed" in n.kind.value]
    assert len(told) == len({n.to.person_id for n in told}) == 2
