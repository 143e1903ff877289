"""The totals and the routes' own limits, as literals with their citations."""

import pytest

from resolution.policy_file import load_policy
from resolution.policy_text import bundled

BRADFORD = "bradford"
BRIGHTON = "brighton-and-hove"
DURHAM = "durham"
KNOWSLEY = "knowsley"
NORTHANTS = "northamptonshire"

# policy, total, within, stages counted, whether guidance, where
TOTALS = [
    (BRADFORD, "handbook", 20, 3, True, "IRO Handbook 6.2"),
    (BRIGHTON, "handbook", 20, 5, True, "IRO Handbook 6.2"),
    (DURHAM, "seven-stages", 17, 7, False, "§4: There are 7 stages"),
    (DURHAM, "handbook", 20, 6, True, "IRO Handbook 6.2"),
    (KNOWSLEY, "stages-1-4", 20, 4, False, "Timescales 5: cannot take longer than 20 working days"),
    (NORTHANTS, "handbook", 20, 4, True, "§5: The IRO handbook states"),
]

# policy, route, step, must, within, from, where
ROUTES = [
    (
        BRIGHTON,
        "concern-about-iro",
        "feedback",
        "respond",
        "10 working days",
        "step_recorded",
        "§7",
    ),
    (
        BRIGHTON,
        "concern-about-iro",
        "head-feedback",
        "record",
        "no limit",
        "step_recorded",
        "§7: escalated to the Head of Service",
    ),
    (BRIGHTON, "care-proceedings", "iro-manager", "record", "no limit", "route_opened", "§9"),
    (BRADFORD, "significant-change", "talk", "record", "no limit", "step_recorded", "Concerns"),
    (
        NORTHANTS,
        "significant-change",
        "decide",
        "record",
        "no limit",
        "step_recorded",
        "Appendix B",
    ),
    (
        NORTHANTS,
        "significant-change",
        "review",
        "record",
        "no limit",
        "step_recorded",
        "Appendix B",
    ),
    (NORTHANTS, "significant-change", "no-review", "record", "no limit", "step_recorded", "App"),
    (NORTHANTS, "significant-change", "advised", "record", "no limit", "step_recorded", "App"),
    (
        DURHAM,
        "immediate-concern",
        "discussions-done",
        "record",
        "1 calendar day",
        "route_opened",
        "§7: These discussions",
    ),
    (
        DURHAM,
        "immediate-concern",
        "written-record",
        "send_report",
        "2 working days",
        "step_recorded",
        "§7",
    ),
    (DURHAM, "monitoring", "hold", "monitor", "10 working days", "resolved", "§5.5 and §6"),
]


@pytest.mark.parametrize(("key", "total", "days", "counted", "guidance", "cite"), TOTALS)
def test_a_total_has_the_procedures_figure(
    key: str, total: str, days: int, counted: int, guidance: bool, cite: str
) -> None:
    (found,) = [t for t in load_policy(key).totals if t.key == total]
    assert (found.within.amount, len(found.counts), found.guidance) == (days, counted, guidance)
    assert cite in found.cite


@pytest.mark.parametrize("key", bundled())
def test_no_policy_has_a_total_that_is_not_in_the_table(key: str) -> None:
    written = [total.key for total in load_policy(key).totals]
    assert written == [row[1] for row in TOTALS if row[0] == key]


@pytest.mark.parametrize(("key", "route", "step", "must", "within", "start", "cite"), ROUTES)
def test_a_route_has_the_procedures_figure(
    key: str, route: str, step: str, must: str, within: str, start: str, cite: str
) -> None:
    (found,) = [s.clock for s in load_policy(key).route(route).steps if s.key == step]
    assert found is not None
    assert (found.must, str(found.within), found.start) == (must, within, start)
    assert found.cite.startswith(cite)


@pytest.mark.parametrize("key", bundled())
def test_no_route_has_a_clock_that_is_not_in_the_table(key: str) -> None:
    timed = [(r.key, s.key) for r in load_policy(key).routes for s in r.steps if s.clock]
    assert sorted(timed) == sorted((row[1], row[2]) for row in ROUTES if row[0] == key)
