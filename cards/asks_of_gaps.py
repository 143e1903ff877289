"""What notices say where somebody could not be reached or told, or where nobody holds a post."""

from cards.actions import Verb
from cards.ask import About, Ask
from cards.facts import CaseFacts
from cards.leading import answering
from cards.meeting import nobody_for
from cards.standing import posts, untold_in_words
from cards.viewer import Viewer
from cards.words import safe


def undelivered(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """They are told in place of somebody who could not be reached."""
    name, why = safe(about.get("name", "")), safe(about.get("why", ""))
    if why[:1].isdigit():  # an answer of Teams in its own words, which are in the history
        why = "Teams did not deliver the message"
    reason = f" ({why})" if why else ""
    said = (
        f"{name} could not be reached{reason}, so you are told instead. The date stays: please see "
        "that they hear of it, or that somebody else takes it on."
    )
    preview = "you are told instead of somebody who could not be reached"
    return Ask("Somebody could not be reached", preview, (said,), answering(shown))


def not_told(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Posts that were to be told are outside the council, or nobody holds them."""
    keys = about.get("untold", "").split(",")
    said = untold_in_words(shown.policy, keys)
    if not viewer.is_entitled:  # the administrators, who know nothing of the case
        titles = posts(shown.policy, keys)
        said = f"Nobody holds the post of {titles} for this team. Correct the directory."
    lines = (said, nobody_for(shown.stage, shown.meeting))
    return Ask("Somebody could not be told", "somebody could not be told", lines)


def vacant(shown: CaseFacts, about: About, viewer: Viewer) -> Ask:
    """Nobody holds a post that must answer."""
    title = safe(shown.policy.post_title(about.get("post", "")))
    said = (
        f"Nobody holds the post of **{title}** for this team, so nobody was asked. Correct the "
        "directory, or reassign the duty to somebody; the date runs on."
    )
    return Ask(
        "Nobody holds a post", f"nobody holds the post of {title}", (said,), (Verb.REASSIGN,)
    )
