"""Where several posts must all be satisfied with an answer: which of them still have to say so."""

from resolution.case import Case
from resolution.ports import Rulebook


def still_to_be_satisfied(case: Case, rulebook: Rulebook) -> tuple[str, ...]:
    """The judges who have not yet said so; none where one judge alone decides.

    A post that nobody holds is not waited for: a case must not hang on a gap in the directory.
    """
    stage = rulebook.policy.stage(case.stage_key)
    if not stage.judge_all:
        return ()
    return tuple(
        post
        for post in stage.judge
        if post not in case.visit.accepted_by and rulebook.directory.holders(post, case.team)
    )
