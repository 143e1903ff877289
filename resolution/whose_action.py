"""Whose it is to do what a case waits for, an agreed action above all, and to say it is done."""

from resolution.case import Case
from resolution.ports import Rulebook
from resolution.standing import Standing


def may_mark(case: Case, rulebook: Rulebook, who: Standing) -> tuple[int, ...]:
    """The numbers of the actions still to do that somebody may say are done."""
    mine = _mine(rulebook, who)
    return tuple(
        number
        for number, kept in enumerate(case.actions, start=1)
        if kept.completed_at is None and (who.is_judge or mine & _posts(case, number))
    )


def is_waited_for(case: Case, rulebook: Rulebook, who: Standing) -> bool:
    """Whether a date of the case waits for something of theirs, at whatever stage it began."""
    mine = _mine(rulebook, who)
    return any(not mine.isdisjoint(clock.posts) for clock in case.awaited)


def _mine(rulebook: Rulebook, who: Standing) -> frozenset[str]:
    """The posts as which they act; a colleague of the owner's is not the owner."""
    return who.acts_as if who.is_owner else who.acts_as - frozenset(rulebook.policy.owners.values())


def _posts(case: Case, number: int) -> frozenset[str]:
    """Whose its clock is: what somebody outside the posts does stays with who wrote it down."""
    clock = next((c for c in case.clocks if c.id == f"action.{number}"), None)
    post = case.actions[number - 1].action.post
    return frozenset(clock.posts if clock else (post,))
