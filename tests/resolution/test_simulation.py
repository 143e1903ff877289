"""The five procedures over Christmas 2026: 25 and 28 December and 1 January are bank holidays."""

from datetime import datetime

import pytest

from resolution.policy import CaseKind
from resolution.policy_file import load_policy
from resolution.simulation import Simulation
from resolution.timeline import Entry
from resolution.working_days import LONDON, WorkingCalendar

RAISED = datetime(2026, 12, 21, 10, tzinfo=LONDON)

# Counted by hand from the procedures: each stage opens at 10:00 and lapses at 17:00.
LADDERS = {
    # "within 5 working days" at each of three stages, a meeting's date at the last two.
    "bradford": [
        ("stage-1", "team_manager", "2026-12-21", "2026-12-30"),
        ("stage-2", "childrens_service_manager", "2026-12-31", "2027-01-08"),
        ("stage-3", "head_of_service", "2027-01-11", "2027-01-18"),
    ],
    # The table's Working Days column: 5 at each formal level.
    "northamptonshire": [
        ("level-1", "team_manager", "2026-12-21", "2026-12-30"),
        ("level-2", "service_manager", "2026-12-31", "2027-01-08"),
        ("level-3", "strategic_manager", "2027-01-11", "2027-01-18"),
        ("level-4", "assistant_director", "2027-01-19", "2027-01-26"),
    ],
    # The table: (4), 4, 5, 5, 1, 1 working days for stages 2 to 7.
    "durham": [
        ("stage-2", "team_manager", "2026-12-21", "2026-12-29"),
        ("stage-3", "operations_manager", "2026-12-30", "2027-01-06"),
        ("stage-4", "strategic_manager", "2027-01-07", "2027-01-14"),
        ("stage-5", "head_of_childrens_social_care", "2027-01-15", "2027-01-22"),
        ("stage-6", "corporate_director", "2027-01-25", "2027-01-26"),
        ("stage-7", "chief_executive", "2027-01-27", "2027-01-28"),
    ],
    # §3.2: 5, 5, 4, 3 and 3 working days.
    "brighton-and-hove": [
        ("level-1", "pod_team_manager", "2026-12-21", "2026-12-30"),
        ("level-2", "service_manager", "2026-12-31", "2027-01-08"),
        ("level-3", "head_of_childrens_delivery", "2027-01-11", "2027-01-15"),
        ("level-4", "director_childrens_services", "2027-01-18", "2027-01-21"),
        ("level-5", "chief_executive", "2027-01-22", "2027-01-27"),
    ],
    # "aiming for 5 working days" at stages 2 to 4, under a cap of 20 that leaves 5 for stage 1.
    "knowsley": [
        ("stage-1", "team_manager", "2026-12-21", "2026-12-30"),
        ("stage-2", "team_manager", "2026-12-31", "2027-01-08"),
        ("stage-3", "head_of_service", "2027-01-11", "2027-01-18"),
        ("stage-4", "assistant_executive_director", "2027-01-19", "2027-01-26"),
    ],
}

# 17 and 20 working days after Monday 21 December 2026, of which three fall on bank holidays.
TOTALS = {
    "bradford": {"2027-01-21"},
    "northamptonshire": {"2027-01-21"},
    "durham": {"2027-01-18", "2027-01-21"},
    "brighton-and-hove": {"2027-01-21"},
    "knowsley": {"2027-01-21"},
}


def unanswered(key: str, at: str = "", kind: CaseKind = CaseKind.LOOKED_AFTER) -> list[Entry]:
    policy = load_policy(key)
    simulation = Simulation(policy, WorkingCalendar())
    simulation.raise_challenge(RAISED, at or policy.first_formal.key, kind)
    simulation.run_unanswered()
    return simulation.entries


def local(moment: datetime | None) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}" if moment else ""


def of(entries: list[Entry], event: str) -> list[Entry]:
    return [entry for entry in entries if entry.event == event]


@pytest.mark.parametrize("key", LADDERS)
def test_every_stage_opens_and_lapses_on_the_days_that_the_procedure_gives(key: str) -> None:
    entries = unanswered(key)
    opened = [(x.stage, x.to[0], local(x.at), local(x.due_at)) for x in of(entries, "stage_opened")]
    assert opened == [
        (stage, post, f"{opens} 10:00", f"{due} 17:00") for stage, post, opens, due in LADDERS[key]
    ]
    # A meeting that was to be held by then lapses at the same moment.
    lapses = dict.fromkeys((x.stage, local(x.at)) for x in of(entries, "stage_lapsed") if x.to)
    assert [*lapses] == [(stage, f"{due} 17:00") for stage, _, _, due in LADDERS[key]]


@pytest.mark.parametrize("key", LADDERS)
def test_the_owner_escalates_at_ten_on_the_working_day_after_each_lapse(key: str) -> None:
    escalations = of(unanswered(key), "stage_escalated")
    assert [(x.by, x.stage, x.to[0], local(x.at)) for x in escalations] == [
        ("iro", stage, post, f"{opens} 10:00") for stage, post, opens, _ in LADDERS[key][1:]
    ]


@pytest.mark.parametrize("key", LADDERS)
def test_totals_are_warned_of_and_then_passed(key: str) -> None:
    entries = unanswered(key)
    assert {local(x.due_at)[:10] for x in of(entries, "total_started")} == TOTALS[key]
    warned = of(entries, "total_warned")
    assert all(entry.to == ("iro",) and entry.by == "system" for entry in warned)
    passed = {local(x.at) for x in warned if x.at == x.due_at}
    last = local(entries[-1].at)
    assert passed == {f"{day} 17:00" for day in TOTALS[key] if f"{day} 17:00" <= last}


@pytest.mark.parametrize("key", LADDERS)
def test_a_lapse_is_told_to_the_assignee_and_the_iro_and_nothing_happens_out_of_order(
    key: str,
) -> None:
    entries = unanswered(key)
    lapses = of(entries, "stage_lapsed")
    for opened in of(entries, "stage_opened"):
        told = {post for lapse in lapses if lapse.stage == opened.stage for post in lapse.to}
        assert {opened.to[0], "iro"} <= told
    moments = [entry.at for entry in entries]
    assert moments == sorted(moments)


@pytest.mark.parametrize("key", LADDERS)
def test_the_run_goes_on_until_nothing_remains(key: str) -> None:
    entries = unanswered(key)
    last = LADDERS[key][-1]
    assert entries[-1].at >= datetime.fromisoformat(f"{last[3]}T17:00").replace(tzinfo=LONDON)
    assert not {"challenge_resolved", "challenge_withdrawn"} & {x.event for x in entries}


def test_durhams_report_goes_with_the_escalation_so_the_answer_counts_from_then() -> None:
    events = [x.event for x in unanswered("durham") if x.stage == "stage-3"]
    assert events.index("report_sent") > events.index("stage_opened")
    assert "clock_met" not in events, "a report that goes along is never owed"


@pytest.mark.parametrize(
    ("key", "stage", "due"),
    [
        ("durham", "stage-1", "2026-12-22 17:00"),  # Table, stage 1: 1 working day
        ("northamptonshire", "informal", "2026-12-30 17:00"),  # an agreed day, here in 5 days
    ],
)
def test_an_informal_start_climbs_into_the_formal_stages(key: str, stage: str, due: str) -> None:
    entries = unanswered(key, stage)
    first, second = of(entries, "stage_opened")[:2]
    assert (first.stage, local(first.due_at)) == (stage, due)
    assert second.stage == LADDERS[key][0][0]
    assert of(entries, "stage_opened")[-1].stage == LADDERS[key][-1][0]


def test_a_case_raised_after_five_counts_from_the_next_working_day() -> None:
    policy = load_policy("northamptonshire")
    simulation = Simulation(policy, WorkingCalendar())
    late = datetime(2026, 12, 24, 17, 0, tzinfo=LONDON)
    simulation.raise_challenge(late, "level-1", CaseKind.LOOKED_AFTER)
    opened = of(simulation.entries, "stage_opened")[0]
    # Tuesday 29 December is day 0; 30, 31, then 4, 5 and 6 January.
    assert local(opened.due_at) == "2027-01-06 17:00"


def test_the_same_run_twice_is_the_same_timeline() -> None:
    assert unanswered("knowsley") == unanswered("knowsley")
