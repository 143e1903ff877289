"""Which posts may take an agreed action on: those whom the case concerns, within the council."""

from collections.abc import Iterable

from resolution.case import Case
from resolution.concerned import concerned
from resolution.policy import CaseKind, Policy, Stage


def may_take_on(
    policy: Policy, kind: CaseKind, stages: Iterable[Stage], case: Case | None = None
) -> tuple[str, ...]:
    """The owner's post, those who answer, are told or meet at these stages, and who answered."""
    posts = [policy.owner_post(kind)]
    for stage in stages:
        posts += stage.responders(kind).posts
        posts += (told.post for told in stage.notify)
        if stage.meeting is not None:
            posts += (*stage.meeting.arrange, *stage.meeting.attend)
    for visit in case.visits if case else ():
        posts += (asked.post for asked in visit.assignees)
    outside = {post.key for post in policy.posts if post.scope == "external"}
    return tuple(post for post in concerned(policy, posts, kind) if post not in outside)
