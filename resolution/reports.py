"""Figures and themes over a period: how many, how far, how late, and what came of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import median

from msgspec import Struct

from resolution.case import Case, Status
from resolution.people import Actor, Directory
from resolution.policy import Must, Policy
from resolution.working_days import WorkingCalendar, local_day


class Line(Struct, frozen=True):
    """The cases of one team, theme or stage; `working_days` is the median from start to end."""

    title: str
    raised: int
    open: int
    resolved: int
    withdrawn: int
    late: int  # at least one date of a stage passed unmet
    extended: int
    referred: int  # to Cafcass
    working_days: float | None


class Report(Struct, frozen=True):
    """What was raised from one day to another, both included; nothing of any child.

    A case counts once under the furthest stage that it reached, and under each of its themes.
    """

    first: date
    last: date
    total: Line
    stages: tuple[Line, ...]
    teams: tuple[Line, ...]
    themes: tuple[Line, ...]
    records: tuple[tuple[str, int], ...]  # recognition and the other records of their own


def report(
    cases: Iterable[Case],
    first: date,
    last: date,
    policy: Policy,
    directory: Directory,
    calendar: WorkingCalendar,
) -> Report:
    """The figures of these cases, in the words of one policy.

    Durham §6 asks for numbers, team breakdowns and key themes; Brighton & Hove §5 for themes,
    patterns and outcomes in October and April.
    """
    counted = [case for case in cases if _is_within(case, first, last)]
    pursued = [case for case in counted if not case.matter]

    def lines(keys: Sequence[str], titles: Mapping[str, str], of: Keys) -> tuple[Line, ...]:
        # What only an earlier version of the procedure knew is shown by its key.
        found = {key: [case for case in pursued if key in of(case)] for key in keys}
        return tuple(
            _line(titles.get(key, key), those, calendar) for key, those in found.items() if those
        )

    stage_keys = [stage.key for stage in policy.stages]
    return Report(
        first=first,
        last=last,
        total=_line("All", pursued, calendar),
        stages=lines(
            _all(stage_keys, (_furthest(case, policy) for case in pursued)),
            {stage.key: stage.title for stage in policy.stages},
            lambda case: _furthest(case, policy),
        ),
        teams=lines(
            _all((), ((case.team,) for case in pursued)),
            {team.key: team.title for team in directory.teams},
            lambda case: (case.team,),
        ),
        themes=lines(
            _all([theme.key for theme in policy.themes], (case.themes for case in pursued)),
            {theme.key: theme.title for theme in policy.themes},
            lambda case: case.themes,
        ),
        records=_records(counted, policy),
    )


Keys = Callable[[Case], Sequence[str]]


def may_see(policy: Policy, directory: Directory, who: Actor) -> bool:
    """Whether somebody manages those who raise challenges, and so answers for their figures."""
    person = directory.person(who.person_id)
    if person is None or person.left:
        return False
    managing = set(policy.owner_managers.values())
    return any(held.post in managing for held in person.holdings)


def _all(known: Sequence[str], used: Iterable[Sequence[str]]) -> list[str]:
    """Every key once: the policy's in its own order, then whatever else was used."""
    return list(dict.fromkeys([*known, *sorted({key for keys in used for key in keys})]))


def _is_within(case: Case, first: date, last: date) -> bool:
    return case.raised_at is not None and first <= local_day(case.raised_at) <= last


def _furthest(case: Case, policy: Policy) -> tuple[str, ...]:
    """The furthest of the stages that a case went through."""
    reached = [visit.stage_key for visit in case.visits]
    order = {stage.key: number for number, stage in enumerate(policy.stages)}
    return (max(reached, key=lambda key: order.get(key, -1)),) if reached else ()


def _line(title: str, cases: Sequence[Case], calendar: WorkingCalendar) -> Line:
    days = [_days(case.raised_at, case.ended_at, calendar) for case in cases]
    known = [number for number in days if number is not None]
    return Line(
        title=title,
        raised=len(cases),
        open=sum(case.is_open for case in cases),
        resolved=sum(case.status is Status.RESOLVED for case in cases),
        withdrawn=sum(case.status is Status.WITHDRAWN for case in cases),
        late=sum(_was_late(case) for case in cases),
        extended=sum(case.extensions > 0 for case in cases),
        referred=sum(case.cafcass_on is not None for case in cases),
        working_days=median(known) if known else None,
    )


def _was_late(case: Case) -> bool:
    return any(
        clock.lapsed_at and not clock.route and clock.must is not Must.COMPLETE_ACTION
        for clock in case.clocks
    )


def _days(began: datetime | None, ended: datetime | None, calendar: WorkingCalendar) -> int | None:
    if began is None or ended is None:
        return None
    return calendar.between(local_day(began), local_day(ended))


def _records(cases: Iterable[Case], policy: Policy) -> tuple[tuple[str, int], ...]:
    """How many records of their own were begun; none of what only few may know of."""
    shown = [route for route in policy.routes if route.standalone and not route.private_to]
    kinds = [case.matter for case in cases]
    found = ((route.title, kinds.count(route.key)) for route in shown)
    return tuple((title, number) for title, number in found if number)
