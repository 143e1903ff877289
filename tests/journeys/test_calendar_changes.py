"""A bank holiday is proclaimed while challenges run: dates move, and the trail says so."""

from pathlib import Path

from msgspec.structs import replace

from resolution.policy import Must
from tests.builders import london
from tests.journeys.harness import Council
from tests.journeys.raising import raise_one

HOLIDAY = '[[one_off]]\ndate = 2026-11-26\nname = "A proclaimed day"\n'


async def given_a_calendar_file(council: Council, folder: Path, text: str) -> None:
    file = folder / "calendar.toml"
    file.write_text(text, encoding="utf-8")
    council.settings = replace(council.settings, calendar=str(file))
    await council.restart()
    await council.settle()


async def test_a_proclaimed_day_moves_the_open_date_and_tells_those_who_must_answer(
    one_council: Council, tmp_path: Path
) -> None:
    await given_a_calendar_file(one_council, tmp_path, "")
    _, ref = await raise_one(one_council)
    (manager, *_) = one_council.assignees(ref)
    assert one_council.due_at(ref, Must.RESPOND) == london("2026-11-30T17:00")

    (tmp_path / "calendar.toml").write_text(HOLIDAY, encoding="utf-8")
    await one_council.settle()

    assert one_council.due_at(ref, Must.RESPOND) == london("2026-12-01T17:00")
    assert "DueDateMoved" in one_council.kinds(ref)
    assert "TotalMoved" in one_council.kinds(ref)
    moved = one_council.kinds(ref)
    await one_council.settle()
    assert one_council.kinds(ref) == moved, "looking again finds nothing to do"
    assert any("1 December 2026" in preview for preview in manager.previews) or manager.received(
        "The date has moved"
    )


async def test_a_calendar_that_changed_while_the_service_was_down_counts_too(
    one_council: Council, tmp_path: Path
) -> None:
    _, ref = await raise_one(one_council)

    await given_a_calendar_file(one_council, tmp_path, HOLIDAY)

    assert one_council.due_at(ref, Must.RESPOND) == london("2026-12-01T17:00")


async def test_a_past_lapse_is_never_rewritten(one_council: Council, tmp_path: Path) -> None:
    _, ref = await raise_one(one_council)
    await one_council.until("2026-12-01T12:00")
    lapsed = [event for event in one_council.trail(ref) if type(event).__name__ == "StageLapsed"]
    assert lapsed

    await given_a_calendar_file(one_council, tmp_path, HOLIDAY)

    after = [event for event in one_council.trail(ref) if type(event).__name__ == "StageLapsed"]
    assert after == lapsed
    assert one_council.case(ref).clock("1.respond").lapsed_at == london("2026-11-30T17:00")


async def test_a_calendar_file_that_cannot_be_read_leaves_the_old_one_in_force(
    one_council: Council, tmp_path: Path
) -> None:
    await given_a_calendar_file(one_council, tmp_path, HOLIDAY)
    _, ref = await raise_one(one_council)

    (tmp_path / "calendar.toml").write_text("[[one_off]]\ndate = 'soon'\n", encoding="utf-8")
    await one_council.settle()

    assert one_council.due_at(ref, Must.RESPOND) == london("2026-12-01T17:00")
    assert "file_not_taken" in one_council.log.getvalue()
