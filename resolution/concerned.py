"""Which of several posts a case of one kind concerns, where a procedure names them side by side."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from resolution.policy import CaseKind, Policy, Stage

Pairs = tuple[tuple[str, str], ...]


def concerned(policy: Policy, posts: Iterable[str], kind: CaseKind) -> tuple[str, ...]:
    """The posts without those that own, or manage the owners of, other kinds of case only."""
    if len(policy.kinds) == 1:
        return tuple(dict.fromkeys(posts))
    owners = tuple(policy.owners.items())
    return _concerned(tuple(posts), kind, owners, tuple(policy.owner_managers.items()))


def involved(
    policy: Policy, stage: Stage, kind: CaseKind, conditions: Collection[str], only: str = ""
) -> tuple[str, ...]:
    """The posts of which a stage needs one person each, its owner apart; `only` answers, if named.

    Where several people hold one, somebody has to say which of them it is for this child.
    """
    asked = stage.responders(kind).posts
    posts = [only] if only in asked else [*asked]
    posts += [
        told.post
        for told in stage.notify
        if not told.every and (not told.when or told.when in conditions)
    ]
    if meeting := stage.meeting:
        posts += [*meeting.arrange, *meeting.chair, *meeting.attend, *meeting.record]
    owners = policy.owners.values()
    return concerned(policy, (post for post in posts if post not in owners), kind)


@lru_cache(1024)  # asked for every card, of the few lists that a procedure has
def _concerned(
    posts: tuple[str, ...], kind: CaseKind, owners: Pairs, managers: Pairs
) -> tuple[str, ...]:
    above = dict(managers)
    sides = {of: {owner, above.get(owner, owner)} for of, owner in owners}
    mine = sides[kind]
    others = {post for of, side in sides.items() if of != kind for post in side}
    return tuple(dict.fromkeys(post for post in posts if post in mine or post not in others))
