"""Which of several posts a case of one kind concerns, where a procedure names them side by side."""

from collections.abc import Iterable

from resolution.policy import CaseKind, Policy


def concerned(policy: Policy, posts: Iterable[str], kind: CaseKind) -> tuple[str, ...]:
    """The posts without those that own, or manage the owners of, other kinds of case only."""
    if len(policy.kinds) == 1:
        return tuple(dict.fromkeys(posts))
    mine = _owner_and_manager(policy, kind)
    others = {
        post
        for other in policy.kinds
        if other is not kind
        for post in _owner_and_manager(policy, other)
    }
    return tuple(dict.fromkeys(post for post in posts if post in mine or post not in others))


def _owner_and_manager(policy: Policy, kind: CaseKind) -> set[str]:
    owner = policy.owner_post(kind)
    return {owner, policy.owner_managers.get(owner, owner)}
