"""What of a case is on the child's file, and which of its parts have grown since."""

from msgspec.structs import replace

from resolution import events as e
from resolution.case import Case
from resolution.on_the_file import Part

#: Which parts of a stage's text an event adds to, beside the whole of it.
_GROWS: dict[type[e.Event], tuple[Part, ...]] = {
    e.StageOpened: (),
    e.ConsultationRecorded: (),
    e.ReportSent: (),
    e.CompletionConfirmed: (),
    e.NoteAdded: (),
    e.ActionCompleted: (),
    e.ActionChecked: (),
    e.MeetingRecorded: ("meeting", "outcome"),
    e.MeetingCalledOff: (),
    e.ResponseSubmitted: ("outcome",),
    e.ResponseRejected: ("outcome",),
    e.StageEscalated: ("outcome",),
    e.ChallengeResolved: ("outcome",),
    e.ChallengeWithdrawn: ("outcome",),
    e.ChallengeReopened: ("outcome",),
    e.DueDateMoved: ("extended",),
}


def grown(case: Case, event: e.Event) -> Case:
    """The case with what its present stage's text now holds more, at the version that follows."""
    parts = _GROWS.get(type(event))
    moved_otherwise = isinstance(event, e.DueDateMoved) and event.why != "extension"
    if parts is None or moved_otherwise or not case.visits:
        return case
    at = dict.fromkeys(("opened", *parts), case.version + 1)
    place = _place(case, event)
    visit = case.visits[place]
    visit = replace(visit, grown={**visit.grown, **at})
    return replace(case, visits=(*case.visits[:place], visit, *case.visits[place + 1 :]))


def _place(case: Case, event: e.Event) -> int:
    """The visit whose text it is: the present one, or that which met or agreed on an action."""
    if isinstance(event, e.MeetingRecorded) and event.visit:
        return event.visit - 1
    if isinstance(event, e.ActionCompleted | e.ActionChecked):
        agreed_at = case.actions[event.number - 1].stage_key
        places = [i for i, visit in enumerate(case.visits) if visit.stage_key == agreed_at]
        return places[-1] if places else len(case.visits) - 1
    return len(case.visits) - 1


def filed(case: Case, event: e.FiledOnRecord) -> Case:
    """A text is on file up to the version that was seen; a later part of it is offered again."""
    keys = [event.what]
    if not event.version:  # a tick of before stood for every recording of its step so far
        keys += [key for key in case.recordings if key.startswith(f"{event.what}.")]
    at = dict.fromkeys(keys, event.version or case.version)
    new = tuple(key for key in keys if key not in case.filed)
    return replace(case, filed=(*case.filed, *new), filed_at={**case.filed_at, **at})
