"""What a clock of a policy file must get right: one unit, a possible figure, a citation."""

from collections.abc import Iterator

from resolution import policy_format as f
from resolution import policy_naming as naming
from resolution.policy import Anchor, Must
from resolution.policy_reading import Problem
from resolution.terms import ANSWERS, MEETS

HIGHEST = {"working_days": 130, "calendar_days": 184, "hours": 24 * 28}


def clock(table: f.PolicyTable, row: f.ClockTable, path: str) -> Iterator[Problem]:
    """A clock is cited, somebody's, and has a figure that can be."""
    yield from naming.cites([row.cite], f"{path}.cite")
    yield from naming.posts(table, row.by, f"{path}.by")
    yield from limit(row.within, f"{path}.within")
    if row.must is Must.COMPLETE_ACTION:
        yield Problem(f"{path}.must", "“complete_action” is the clock of each agreed action itself")
    if row.derived and not row.note:
        yield Problem(f"{path}.note", "a derived figure needs a note that shows the arithmetic")
    if row.at_most is None:
        return
    yield from limit(row.at_most, f"{path}.at_most")
    if isinstance(row.within, str):
        return
    for unit in HIGHEST:
        normal, most = getattr(row.within, unit), getattr(row.at_most, unit)
        if (normal is None) != (most is None):
            yield Problem(f"{path}.at_most", "must be counted in the same unit as “within”")
            return
        if normal is not None and most is not None and most < normal:
            yield Problem(f"{path}.at_most", f"{most} is less than the normal limit of {normal}")


def of_stage(
    table: f.PolicyTable, stage: f.StageTable, row: f.ClockTable, path: str
) -> Iterator[Problem]:
    """Somebody can do at the stage what its clock asks for, and the clock begins some day."""
    acts = (*ANSWERS, Must.RESOLVE)
    if row.must not in (*acts, Must.COMPLETE_ACTION):
        sentence = f"“{row.must}” is done by a step of a route; write one of: {', '.join(acts)}"
        yield Problem(f"{path}.must", sentence)
    if row.must in MEETS and stage.meeting is None:
        yield Problem(f"{path}.must", f"“{row.must}” needs a [stages.meeting]")
    if row.start in (Anchor.MEETING_CONFIRMED, Anchor.MEETING_HELD) and stage.meeting is None:
        yield Problem(f"{path}.from", f"“{row.start}” needs a [stages.meeting]")
    if row.start in (Anchor.ROUTE_OPENED, Anchor.STEP_RECORDED):
        yield Problem(f"{path}.from", f"“{row.start}” is for the steps of routes")
    if row.must is Must.RESPOND and row.start is Anchor.RESPONSE_RECEIVED:
        yield Problem(f"{path}.from", "the time to respond cannot begin with the response")
    if row.start is Anchor.REVIEW_DATE:
        asked = table.fields.get("review_date") if "review_date" in stage.fields else None
        if asked is None or asked.kind != "date":
            sentence = "the stage's fields must ask for the “review_date”, of the kind “date”"
            yield Problem(f"{path}.from", sentence)


def limit(within: f.Within, path: str) -> Iterator[Problem]:
    """A limit has one unit and a figure that can be."""
    if isinstance(within, str):
        return
    given = {u: getattr(within, u) for u in HIGHEST if getattr(within, u) is not None}
    if len(given) != 1:
        yield Problem(path, "write exactly one of working_days, calendar_days or hours")
        return
    for unit, amount in given.items():
        if not 1 <= amount <= HIGHEST[unit]:
            words = unit.replace("_", " ")
            sentence = (
                f"a limit of {amount} {words} is impossible; it must be from 1 to {HIGHEST[unit]}"
                " (for no figure write “none”, “negotiated” or “unknown”)"
            )
            yield Problem(path, sentence)
