"""What somebody must know at once when a stage begins: that nobody was there to be asked."""

from cards.words import listed
from resolution.case import Case
from resolution.ports import Rulebook


def nobody_asked(case: Case, rulebook: Rulebook) -> str:
    """A sentence when nobody holds a post that must respond, and what to do; empty otherwise."""
    vacant = [held.post for held in case.visit.assignees if not held.person_id]
    if not vacant or not case.is_open:
        return ""
    titles = listed([rulebook.policy.post_title(post) for post in vacant])
    return (
        f"Nobody holds the post of {titles} for this team, so nobody was asked there. The "
        "administrators are told; press Reassign to ask somebody now."
    )
