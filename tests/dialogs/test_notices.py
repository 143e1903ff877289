from datetime import timedelta

import pytest

from cards.lists import DigestRow
from dialogs.digest import digest_rows, draw_digest
from dialogs.notices import draw
from resolution.notices import Notice, NoticeKind
from tests.builders import a_rulebook
from tests.dialogs.office import Office, raise_one

POLICIES = ("bradford", "northamptonshire", "durham", "brighton-and-hove", "knowsley")


def drawn(office: Office, notice: Notice) -> tuple[dict[str, object], str] | None:
    case = office.stored(notice.case_ref)
    return draw(
        notice.kind,
        notice.facts,
        case,
        office.book,
        notice.to.person_id,
        office.moment,
        tuple(office.trails[notice.case_ref]),
    )


@pytest.mark.parametrize("policy", POLICIES)
async def test_every_notice_of_a_case_that_nobody_answers_can_be_drawn(policy: str) -> None:
    office = Office(a_rulebook(policy))
    await raise_one(office)
    office.until(office.moment + timedelta(days=45))
    assert {NoticeKind.ASKED_TO_RESPOND} <= {notice.kind for notice in office.owed}
    for notice in office.owed:
        found = drawn(office, notice)
        if found is None:
            continue
        card, preview = found
        assert preview.startswith(notice.case_ref)
        assert "The plan has not moved" not in preview
        assert "IO" not in preview
        assert card["type"] == "AdaptiveCard"


async def test_the_next_manager_sees_the_history_and_the_owner_an_escalate_button() -> None:
    office = Office()
    await raise_one(office)
    await office.forward(8)
    by_kind = {notice.kind: notice for notice in office.owed}
    manager = drawn(office, by_kind[NoticeKind.LAPSED_NEXT_MANAGER])
    owner = drawn(office, by_kind[NoticeKind.LAPSED_OWNER])
    assert manager is not None
    assert "What happened so far" in str(manager[0])
    assert owner is not None
    assert "'Escalate'" in str(owner[0])


async def test_what_is_asked_is_not_sent_once_it_is_done() -> None:
    office = Office()
    iro, ref = await raise_one(office)
    office.until(office.moment + timedelta(days=2))
    asked = [n for n in office.owed if n.kind in (NoticeKind.ASKED_TO_RESPOND, NoticeKind.REMINDER)]
    assert all(drawn(office, notice) is not None for notice in asked)
    manager = office.chat(office.stored(ref).visit.assignees[0].post)
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses("Send response", text="On Friday.")
    assert [drawn(office, notice) for notice in asked] == [None] * len(asked)
    received = next(n for n in office.owed if n.kind is NoticeKind.RESPONSE_RECEIVED)
    assert drawn(office, received) is not None
    await iro.says(f"case {ref}")
    await iro.presses("Resolve")
    await iro.presses("Resolve the case", outcome="Agreed.", impact="Settled.")
    assert drawn(office, received) is None


async def test_a_digest_says_what_is_late_and_nothing_when_nothing_is() -> None:
    office = Office()
    _, ref = await raise_one(office)
    assert draw_digest((), office.moment) is None
    await office.forward(8)
    cases = [office.stored(ref)]
    rows: tuple[DigestRow, ...] = digest_rows(cases, office.rulebook, office.moment)
    found = draw_digest(rows, office.moment)
    assert found is not None
    assert found[1] == "1 overdue, 0 due soon"
    assert rows[0].days_left < 0
    assert "IO" not in str(found[0])
