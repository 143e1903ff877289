"""Which of several posts a case of one kind concerns, where a procedure names them side by side."""

from collections.abc import Collection, Iterable

from resolution.policy import CaseKind, Policy, Stage


def concerned(policy: Policy, posts: Iterable[str], kind: CaseKind) -> tuple[str, ...]:
    """The posts without those that own, or manage the owners of, other kinds of case only."""
    found = dict.fromkeys(posts)
    others = policy.others[kind]
    return tuple(found) if others.isdisjoint(found) else tuple(p for p in found if p not in others)


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
