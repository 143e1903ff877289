"""Durham §5.3: the written report of a formal stage: its draft, its own time, and who waits."""

from resolution.events import ReportDrafted, ReportSent
from resolution.policy import Must
from tests.builders import london
from tests.journeys.colleague import Colleague
from tests.journeys.conftest import ON_SQLITE, Open
from tests.journeys.harness import PLANTED, Council
from tests.journeys.raising import raise_one
from tests.journeys.screen import elements, words
from tests.journeys.steps import asks_for, offered, opens, takes

DRAFT = f"{PLANTED} was promised a plan in May."
WORRY = "report_report_worry"
REPORT = f"{DRAFT} It was asked for twice. It has to be there by January."


async def escalated_without_report(council: Council) -> tuple[Colleague, str]:
    """A case that went from stage 2 to stage 3, its report still to be written."""
    iro, ref = await raise_one(council)
    await takes(iro, ref, "Escalate", to_stage="stage-3", reason="No answer.", report_later="true")
    return iro, ref


async def test_a_report_is_drafted_sent_in_its_own_time_and_starts_the_manager_s(
    a_council_of: Open,
) -> None:
    """§5.3: sent to the relevant management level within 2 days; stage 3 answers 4 days after."""
    async with a_council_of("durham") as council:
        iro, ref = await escalated_without_report(council)
        manager = council.holder("operations_manager")
        assert manager.received("Your response is asked for")
        assert council.due_at(ref, Must.SEND_REPORT) == london("2026-11-25T17:00")
        assert council.case(ref).clock_of(Must.RESPOND) is None, "it waits for the report"

        await asks_for(iro, ref, "Send the report")
        await iro.presses("Keep as a draft", **{**iro.form, WORRY: DRAFT})
        assert any(isinstance(event, ReportDrafted) for event in council.trail(ref))
        assert DRAFT not in await opens(manager, ref), "nobody else reads a draft"
        await manager.presses_more("See the history")
        assert DRAFT not in manager.sees

        await council.until("2026-11-25T09:30")
        assert iro.received("Today is the last day: send the written report")
        await asks_for(iro, ref, "Send the report")
        (kept,) = [asked for asked in elements(iro.card, "Input.") if asked["id"] == WORRY]
        assert kept["value"] == DRAFT
        await iro.presses("Send report", **{**iro.form, WORRY: REPORT})
        await council.settle()
        (sent,) = [e for e in council.trail(ref) if isinstance(e, ReportSent)][1:]
        assert sent.values["report_worry"] == REPORT
        (card,) = manager.received("The written report was sent")
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-01T17:00")
        assert REPORT in words(card)
        assert "Send the report" not in await offered(iro, ref)


@ON_SQLITE
async def test_a_report_that_does_not_come_is_the_iro_s_own_to_answer_for(
    a_council_of: Open,
) -> None:
    """§5.3 and §8: the IRO Operations Manager oversees the IRO."""
    async with a_council_of("durham") as council:
        iro, ref = await escalated_without_report(council)
        await council.until("2026-11-26T09:00")
        assert iro.received("Overdue: your written report")
        assert council.holder("iro_operations_manager").received("For your attention")
        assert not council.holder("operations_manager").received("Overdue"), "they wait for it"
        await takes(iro, ref, "Send the report", **{WORRY: REPORT})
        assert council.due_at(ref, Must.RESPOND) == london("2026-12-02T17:00")


@ON_SQLITE
async def test_the_form_that_raises_is_the_first_report_and_escalating_may_send_the_next(
    a_council_of: Open,
) -> None:
    """§5.3: worries, what was tried, timescales, impact and what needs to happen."""
    async with a_council_of("durham") as council:
        iro, ref = await raise_one(council)
        assert any(isinstance(event, ReportSent) for event in council.trail(ref))
        assert council.due_at(ref, Must.RESPOND) == london("2026-11-27T17:00")
        press = await asks_for(iro, ref, "Escalate")
        assert "within 2 working days" in iro.sees
        await iro.sends(press, reason="No plan.", **{WORRY: REPORT})
        await council.settle()
        (card,) = council.holder("operations_manager").received("Your response is asked for")
        assert REPORT in words(card)
        assert "No plan." in words(card)
        assert council.due_at(ref, Must.RESPOND) == london("2026-11-27T17:00")
