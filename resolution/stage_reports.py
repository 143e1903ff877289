"""The written report of a formal stage: what it consists of, and its last version (Durham §5.3)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from resolution.case import Case
from resolution.policy import Anchor, FormField, Must, Policy, Stage


class Report(Struct, frozen=True):
    """A report to send now, or (`later`) to keep as a draft until it is sent."""

    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    later: bool = False

    @property
    def is_sent(self) -> bool:
        """Whether it goes with the opening of its stage."""
        return bool(self.text) and not self.later


def asks_for_report(stage: Stage) -> bool:
    """Whether a written report belongs to a stage."""
    return any(
        clock.must is Must.SEND_REPORT or clock.start is Anchor.REPORT_SENT
        for clock in stage.clocks
    )


def composed(
    policy: Policy, stage: Stage, values: Mapping[str, str], text: str, *, later: bool = False
) -> Report:
    """A report out of the stage's own fields, or the text that was written where it has none."""
    asked = [policy.field(key) for key in stage.report_fields]
    given = {f.key: value for f in asked if (value := values.get(f.key, "").strip())}
    lines = [f"{f.label.rstrip('?')}: {_said(f, given[f.key])}" for f in asked if f.key in given]
    return Report("\n".join(lines) or text.strip(), given, later)


def _said(asked: FormField, value: str) -> str:
    return f"{date.fromisoformat(value):%-d %B %Y}" if asked.kind == "date" else value


def last_version(case: Case, stage: Stage) -> dict[str, str]:
    """What the report of a stage begins with: the last one, and what was drafted since.

    The officer updates the report at each level (Durham §8). At first it is what was raised: the
    fields report_worry, report_tried, report_impact, report_needed and report_needed_by.
    """
    raised = {
        key: str(getattr(case.challenge, key.removeprefix("report_"), ""))
        for key in stage.report_fields
    }
    written = [visit.report_values for visit in case.visits if visit.report_values]
    drafted = case.visit.draft_values if case.visits else {}
    return {**raised, **(written[-1] if written else {}), **drafted}
