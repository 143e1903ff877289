"""Rows for agreed actions on a form: what will be done, by whom, and by when."""

from collections.abc import Iterable, Sequence
from typing import Any

from cards.fields import Choice, Form
from cards.parts import Block, group, label
from resolution.case import Case
from resolution.policy import CaseKind, Policy, Stage
from resolution.taking_on import may_take_on

#: How many agreed actions one response may hold.
ACTION_ROWS = 6
#: The choice of somebody who holds none of the posts offered.
SOMEBODY_ELSE = "other"


def whose(
    policy: Policy, kind: CaseKind, stages: Iterable[Stage], case: Case | None = None
) -> list[Choice]:
    """Who may take an action on, as choices: the posts of the case, or somebody else by name."""
    posts = may_take_on(policy, kind, stages, case)
    offered = [(policy.post_title(post), post) for post in posts]
    return [*offered, ("Somebody else", SOMEBODY_ELSE)]


def ask_actions(form: Form, people: Sequence[Choice]) -> None:
    """Rows for agreed actions; all but the first stay folded until wanted or filled."""
    for number in range(1, ACTION_ROWS + 1):
        row = _row(form, number, people)
        keys = [f"action_{number}_{part}" for part in ("what", "post", "owner", "by")]
        wanted = number == 1 or any(form.values.get(key) or key in form.errors for key in keys)
        form.add(group(row, id=f"action_{number}", isVisible=wanted))
        if number == 1:
            form.add(_unfold([f"action_{other}" for other in range(2, ACTION_ROWS + 1)]))


def _row(form: Form, number: int, people: Sequence[Choice]) -> list[Block]:
    """One agreed action: what, whose, by when."""
    row = Form(form.values, form.errors)
    row.add(label(f"Agreed action {number} (optional)"))
    row.line(f"action_{number}_what", f"Action {number}: what will be done")
    row.choice(f"action_{number}_post", f"Action {number}: who will do it", people)
    row.line(f"action_{number}_owner", f"Action {number}: who, if somebody else")
    row.day(f"action_{number}_by", f"Action {number}: by when")
    return row.blocks


def _unfold(rows: list[str]) -> Block:
    """The button that shows or hides the further rows."""
    toggle: dict[str, Any] = {
        "type": "Action.ToggleVisibility",
        "title": "Show or hide more actions",
        "targetElements": rows,
    }
    return {"type": "ActionSet", "actions": [toggle]}
