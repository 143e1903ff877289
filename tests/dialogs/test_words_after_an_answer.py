"""What those who answered read when it was not enough, or when more is still due."""

import json

from dialogs.digest import digest_rows
from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Office, raise_one


async def _answered(office: Office, on: str) -> str:
    _, ref = await raise_one(office)
    office.until(london(on))
    manager = office.chat("team_manager")
    await manager.says(f"case {ref}")
    await manager.presses("Respond")
    await manager.presses(manager.sending, text="We will see.")
    return ref


def _read(office: Office, kind: NoticeKind, post: str) -> str:
    notice = [n for n in office.owed if n.kind is kind and n.to.person_id == person_id(post)][-1]
    case = office.stored(notice.case_ref)
    drawn = draw(kind, notice.facts, case, office.book, notice.to.person_id, office.now())
    return json.dumps(drawn, ensure_ascii=False)


async def _not_enough(office: Office, ref: str) -> str:
    iro = office.chat("iro")
    await iro.says(f"case {ref}")
    await iro.presses("Say it is not enough")
    return await iro.presses(iro.sending, reason="No date is given.")


async def test_not_enough_in_time_asks_again_by_the_same_date() -> None:
    office = Office(a_rulebook("northamptonshire"))
    ref = await _answered(office, "2026-11-24T10:00")
    assert "Response due" in await _not_enough(office, ref)
    said = _read(office, NoticeKind.RESPONSE_REJECTED, "team_manager")
    assert "Please answer again by Monday 30 November 2026" in said


async def test_not_enough_after_the_date_says_who_decides() -> None:
    office = Office(a_rulebook("northamptonshire"))
    ref = await _answered(office, "2026-12-02T10:00")
    assert "Answered, not enough: the IRO decides what follows" in await _not_enough(office, ref)
    said = _read(office, NoticeKind.RESPONSE_REJECTED, "team_manager")
    assert "The time to answer has passed." in said
    rows = digest_rows([office.stored(ref)], office.rulebook, office.moment)
    assert [row.answered for row in rows] == [True]


async def test_the_reminder_after_a_response_asks_for_what_is_still_missing() -> None:
    """Bradford, Concerns: confirm that actions agreed have been completed."""
    office = Office(a_rulebook("bradford"))
    await _answered(office, "2026-11-24T10:00")
    office.until(london("2026-11-30T09:30"))
    said = _read(office, NoticeKind.REMINDER, "team_manager")
    assert "confirm that the agreed actions are done" in said
