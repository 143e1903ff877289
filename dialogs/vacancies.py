"""What somebody must know at once of a stage or step: who was told, and who could not be."""

from collections.abc import Iterable

from cards.meeting import nobody_for
from cards.standing import untold_in_words
from cards.words import listed
from resolution.assigning import needed_to_meet, needed_unasked
from resolution.case import Case
from resolution.events import Assignment
from resolution.people import Actor
from resolution.policy import Policy
from resolution.ports import Rulebook


def nobody_there(case: Case, rulebook: Rulebook) -> str:
    """Which posts of the stage nobody was asked or told for, and what to do; empty otherwise."""
    at = case.visit.opened_at
    needed = needed_unasked(case, rulebook, at)
    told = not_told((*case.visit.notified, *needed), rulebook.policy)
    stage = rulebook.policy.stage(case.stage_key)
    lacks = nobody_for(stage, needed_to_meet(case, rulebook, at))
    return " ".join(said for said in (_nobody_asked(case, rulebook), told, lacks) if said)


def _nobody_asked(case: Case, rulebook: Rulebook) -> str:
    vacant = [held.post for held in case.visit.assignees if not held.person_id]
    if not vacant or not case.is_open:
        return ""
    titles = listed([rulebook.policy.post_title(post) for post in vacant])
    return (
        f"Nobody holds the post of {titles} for this team, so nobody was asked there. The "
        "administrators are told; press Reassign to ask somebody now."
    )


def told_now(held: Iterable[Assignment], policy: Policy, actor: Actor) -> str:
    """Whom a step that somebody has just recorded tells, and whom it could not."""
    held = tuple(held)
    others = [a.post for a in held if a.person_id not in ("", actor.person_id)]
    titles = listed([policy.post_title(post) for post in dict.fromkeys(others)])
    said = f"Told: {titles}." if titles else "" if held else "It names nobody to be told."
    return f"{said} {not_told(held, policy)}".strip()


def not_told(held: Iterable[Assignment], policy: Policy) -> str:
    """A sentence for the posts that no message of ours reaches; empty when there are none."""
    posts = [a.post for a in held if not a.person_id]
    return untold_in_words(policy, posts) if posts else ""
