"""What people wrote in an event of the trail, each text with its title."""

from collections.abc import Mapping

from cards.fields import in_words
from cards.words import day
from resolution import events as e
from resolution.policy import FormField, Policy


def texts(event: e.Event, policy: Policy) -> list[tuple[str, str]]:
    """Everything that a person wrote, by title, in reading order."""
    found: list[tuple[str, str]] = []
    if isinstance(event, e.ChallengeRaised):
        asked = event.challenge
        found = [
            ("The worry", asked.worry),
            ("Tried so far", asked.tried),
            ("Impact on the child", asked.impact),
            ("What needs to happen", f"{asked.needed} (by {day(asked.needed_by)})"),
            ("The child knows", "Yes" if asked.child_knows else f"No. {asked.child_knows_why}"),
        ]
    for name, title in _TITLES.items():
        value = getattr(event, name, "")
        if isinstance(value, str):
            found.append((title, value))
    for number, action in enumerate(getattr(event, "actions", ()), start=1):
        who = f"{action.what} ({action.owner}, by {day(action.by_on)})"
        found.append((f"Agreed action {number}", who))
    if isinstance(event, e.StepRecorded):
        found += _asked(policy, event.values)
    if isinstance(event, e.ResponseSubmitted):
        found += _asked(policy, event.values)
    if isinstance(event, e.StageEscalated):
        found += _asked(policy, event.left)
    if isinstance(event, e.StageOpened):
        found += _asked(policy, event.facts)
        if not event.bypassed:  # the escalation before it gave the same reason
            found = [pair for pair in found if pair[0] != "Reason"]
    return found


def _asked(policy: Policy, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a form of the policy asked, and the answers as they are read."""
    known = {asked.key: asked for asked in policy.fields}
    told = [(known.get(key) or FormField(key, key), value) for key, value in values.items()]
    return [(asked.label, in_words(asked, value)) for asked, value in told]


_TITLES = {
    "text": "In their words",
    "summary": "Summary",
    "outcome": "Outcome",
    "impact": "Impact for the child",
    "reason": "Reason",
    "reasons": "Reasons",
    "benefit": "Benefit for the child",
    "enquiries": "Enquiries meanwhile",
    "documents": "Documents",
    "note": "Note",
    "advice": "Advice given",
    "without_why": "Why without consulting",
    "place": "Place",
    "present": "Present",
    "others": "Also comes, and is told by hand",
    "without_meeting": "Why there is no meeting on record",
}
