"""What notices say of a stage's meeting: arranged, near, and not on record yet."""

from cards.actions import Verb
from cards.ask import Ask
from cards.facts import CaseFacts
from cards.meeting import meeting_title
from cards.standing import posts
from cards.viewer import Viewer
from cards.words import LONDON, safe, when


def meeting_is_near(shown: CaseFacts, *, today: bool) -> Ask:
    """Everybody who comes to a meeting is reminded of when and where."""
    visit = shown.visit
    assert visit is not None
    assert visit.meeting_at is not None
    title, at = meeting_title(shown), when(visit.meeting_at)
    hour = f"{visit.meeting_at.astimezone(LONDON):%H:%M}"
    place = f" Where: {safe(visit.meeting_place)}." if visit.meeting_place else ""
    meeting = shown.stage.meeting
    writes = meeting.record or meeting.chair if meeting else ()
    record = f" The {posts(shown.policy, writes, 'or')} records what is agreed." if writes else ""
    opens = f"Today at {hour}: {title}" if today else f"Coming up: {title}"
    preview = f"meeting today at {hour}" if today else f"meeting on {at}"
    return Ask(opens, preview, (f"**{at}.**{place}{record}",), (Verb.RECORD_MEETING,))


def meeting_not_recorded(shown: CaseFacts, viewer: Viewer) -> Ask:
    """The day of a meeting has passed, and nothing of it is on the case."""
    visit = shown.visit
    at = f" of {when(visit.meeting_at)}" if visit and visit.meeting_at else ""
    record = Verb.RECORD_MEETING in viewer.may
    said = f"The {meeting_title(shown)}{at} is not on record yet."
    todo = (
        "If it was held, press **Record the meeting**; if not, propose another day."
        if record
        else "Those who record it have been told."
    )
    first = (Verb.RECORD_MEETING, Verb.PROPOSE_MEETING)
    return Ask("A meeting is not on record yet", "a meeting is not on record", (said, todo), first)
