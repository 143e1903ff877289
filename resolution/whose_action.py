"""Whose an agreed action is to mark as done: those who took it on, and those who judge it."""

from resolution.case import Case
from resolution.ports import Rulebook
from resolution.standing import Standing


def may_mark(case: Case, rulebook: Rulebook, who: Standing) -> tuple[int, ...]:
    """The numbers of the actions still to do that somebody may say are done."""
    owners = frozenset(rulebook.policy.owners.values())
    mine = who.acts_as if who.is_owner else who.acts_as - owners  # a colleague is not its owner
    return tuple(
        number
        for number, kept in enumerate(case.actions, start=1)
        if kept.completed_at is None and (who.is_judge or mine & _posts(case, number))
    )


def _posts(case: Case, number: int) -> frozenset[str]:
    """Whose its clock is: what somebody outside the posts does stays with who wrote it down."""
    clock = next((c for c in case.clocks if c.id == f"action.{number}"), None)
    post = case.actions[number - 1].action.post
    return frozenset(clock.posts if clock else (post,))
