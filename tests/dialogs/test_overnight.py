"""A limit ran out at 17:00; what was done about it in the evening is known at 09:00."""

import json

from dialogs.notices import draw
from resolution.notices import NoticeKind
from tests.builders import a_rulebook, london, person_id
from tests.dialogs.office import Chat, Office, answers_to, raise_one
from tests.dialogs.test_offers import find

LATE = (NoticeKind.LAPSED_ASSIGNEE, NoticeKind.LAPSED_OWNER, NoticeKind.LAPSED_NEXT_MANAGER)


async def lapsed() -> tuple[Office, Chat, str]:
    """Nobody answered at Knowsley's first formal stage by 17:00; it is 18:00."""
    office = Office(a_rulebook("knowsley"))
    iro, ref = await raise_one(office)
    due_at = office.stored(ref).open_clocks[0].due_at
    assert due_at is not None
    office.owed.clear()
    office.until(due_at)
    office.until(due_at.replace(hour=18))
    return office, iro, ref


def read(office: Office, kind: NoticeKind) -> dict[str, str]:
    """What the owed notices of a kind say next morning, by person; a stale one says nothing."""
    office.moment = london("2026-12-01T09:00")
    found: dict[str, str] = {}
    for notice in (notice for notice in office.owed if notice.kind is kind):
        case, to = office.stored(notice.case_ref), notice.to.person_id
        drawn = draw(kind, notice.facts, case, office.book, to, office.moment)
        if drawn is not None:
            found[to] = f"{drawn[1]} {json.dumps(drawn[0], ensure_ascii=False)}"
    return found


async def does(who: Chat, ref: str, title: str, **typed: str) -> None:
    await find(who, ref, title)
    await who.presses(title)
    await who.presses(who.sending, **{**answers_to(who), **typed})


async def test_those_concerned_are_told_when_nothing_was_done() -> None:
    office, _, _ = await lapsed()
    assert set(read(office, NoticeKind.LAPSED_ASSIGNEE)) == {person_id("team_manager")}
    assert set(read(office, NoticeKind.LAPSED_OWNER)) == {person_id("iro")}
    assert read(office, NoticeKind.LAPSED_NEXT_MANAGER)


async def test_nobody_reads_that_something_is_late_which_has_another_day_by_then() -> None:
    office, iro, ref = await lapsed()

    await does(iro, ref, "Give more time", new_due_on="2026-12-04")

    assert not any(read(office, kind) for kind in LATE)
    told = read(office, NoticeKind.EXTENDED)[person_id("team_manager")]
    assert "Friday 4 December 2026" in told


async def test_a_duty_that_passed_on_is_late_for_its_new_holder_and_not_for_the_old() -> None:
    office, iro, ref = await lapsed()

    other = person_id("service_manager")
    await does(iro, ref, "Reassign", post="team_manager", person_id=other)

    assert not read(office, NoticeKind.LAPSED_ASSIGNEE)
    told = read(office, NoticeKind.REASSIGNED)[other]
    assert "by Monday 30 November 2026, 17:00 (a target), which has passed" in told
    assert "The date stays as it was, and has passed." in told
    assert set(read(office, NoticeKind.LAPSED_OWNER)) == {person_id("iro")}


async def test_a_reminder_that_could_only_come_on_another_morning_does_not_come() -> None:
    """The service was away on a reminder's day and is back once offices have shut."""
    office = Office(a_rulebook("knowsley"))
    await raise_one(office)
    office.owed.clear()
    office.moment = london("2026-11-27T18:00")
    office.until(london("2026-11-27T18:00"))
    assert not office.owed, "Friday's reminder would come on Monday, beside Monday's own"

    office.until(london("2026-11-30T09:00"))

    assert [notice.kind for notice in office.owed] == [NoticeKind.REMINDER]


async def test_a_reminder_that_was_held_up_until_the_limit_passed_is_not_sent() -> None:
    office = Office(a_rulebook("knowsley"))
    await raise_one(office)
    office.owed.clear()
    office.until(london("2026-11-30T10:00"))
    assert any(notice.kind is NoticeKind.REMINDER for notice in office.owed)
    office.until(london("2026-11-30T17:00"))
    assert not read(office, NoticeKind.REMINDER)
