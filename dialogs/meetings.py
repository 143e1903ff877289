"""A stage's meeting: proposed, its date confirmed, held and recorded."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date

from cards.actions import Verb
from cards.forms import ALL_THE_SAME, TICK
from cards.meeting_forms import confirm_meeting_form, propose_meeting_form, record_meeting_form
from cards.parts import Card
from cards.words import day, when
from dialogs.acting import Act, Blank, Sent
from dialogs.respond import agreed_actions
from resolution import meetings
from resolution.assigning import meeting_people
from resolution.case import Case, Visit
from resolution.commands import ConfirmMeeting, ProposeMeeting, RecordMeeting
from resolution.events import Assignment
from resolution.people import Actor
from resolution.policy import Must
from resolution.ports import Rulebook
from resolution.standing import Standing, standing
from resolution.working_days import local_day

WHEN = "Choose the day and the time of the meeting."


def _propose(sent: Sent) -> ProposeMeeting:
    return ProposeMeeting(
        **sent.stamp,
        at=sent.answers.moment("meeting_on", "meeting_time", WHEN),
        place=sent.answers.text("place"),
        further=_further(sent),
        others=sent.answers.text("others"),
    )


def _confirm(sent: Sent) -> ConfirmMeeting:
    return ConfirmMeeting(
        **sent.stamp,
        at=sent.answers.moment("meeting_on", "meeting_time", WHEN),
        place=sent.answers.text("place"),
        # Drawn here, so that the procedure itself stays without chance.
        token=secrets.token_urlsafe(16),
        further=_further(sent),
        others=sent.answers.text("others"),
    )


def _further(sent: Sent) -> tuple[str, ...]:
    people = {person.id for person in meetings.people_to_add(sent.case, sent.rulebook)}
    return sent.answers.many("further", people)


def _arranging(form: Callable[..., Card]) -> Callable[[Blank], Card]:
    """The form with the people whom somebody may add, where the procedure lets them."""

    def draw(blank: Blank) -> Card:
        case, rulebook = blank.shown.case, blank.rulebook
        meeting, who = blank.shown.stage.meeting, _standing(blank)
        adds = meeting is not None and meetings.may_add_people(case, rulebook, who, meeting)
        people = meetings.people_to_add(case, rulebook) if adds else ()
        named = {a.person_id for part, held in blank.shown.meeting.items() for a in held}
        named -= {held.person_id for held in case.visit.meeting_further}
        return form(
            blank.shown,
            people=[(person.name, person.id) for person in people if person.id not in named],
            values=blank.values,
            errors=blank.errors,
            dialog=blank.dialog,
        )

    return draw


def _standing(blank: Blank) -> Standing:
    who = Actor(blank.who.person_id, "")
    return standing(blank.shown.case, blank.rulebook, who, blank.shown.at)


def _about_its_day(before: Case, case: Case, rulebook: Rulebook, who: Actor) -> str:
    """What is unusual about the day that was chosen; accepted all the same."""
    if case.visit.meeting_at is None:
        return ""
    on = local_day(case.visit.meeting_at)
    said = _open_again(before, case)
    if why := rulebook.calendar.why_not(on):
        said += f" {day(on)} is not a working day ({why})."
    for what, must in (("response", Must.RESPOND), ("meeting", Must.HOLD_MEETING)):
        clocks = (c for c in case.stage_clocks if c.must is must and not c.fixed)
        limit = next((c.due_at for c in clocks), None)
        if limit is not None and case.visit.meeting_at > limit:
            said += f" It comes after the {what} is due, {when(limit)}."
    return said.strip()


def _open_again(before: Case, case: Case) -> str:
    """That the day which was fixed is fixed no longer, now that another was proposed."""
    fixed, now = before.visit, case.visit
    if not fixed.meeting_confirmed or now.meeting_confirmed or fixed.meeting_at is None:
        return ""
    return f"{when(fixed.meeting_at)} is open again until a date is confirmed."


def _record(sent: Sent) -> RecordMeeting:
    answers, case = sent.answers, sent.case
    numbers = [str(visit.number) for visit in case.visits]
    names = {a.person_id: a.name for a in _expected(case, case.visits, sent.rulebook)}
    there = [names[key] for key in answers.many("present", names)]
    held_on = answers.day("held_on", "Choose the day on which you met.")
    _point_out(sent, held_on)
    return RecordMeeting(
        **sent.stamp,
        held_on=held_on,
        summary=answers.text("summary", "Write what was said and decided."),
        actions=agreed_actions(answers, sent.rulebook.policy),
        present=", ".join([*there, *filter(None, [answers.text("present_others")])]),
        visit=int(answers.choice("visit", numbers) or 0),
    )


def _point_out(sent: Sent, held_on: date) -> None:
    """A meeting from before the case is asked about once more; a tick records it all the same."""
    answers, raised_at = sent.answers, sent.case.raised_at
    early = raised_at is not None and date.min < held_on < local_day(raised_at)
    if raised_at is not None and early and not answers.yes(ALL_THE_SAME):
        answers.wrong("held_on", f"This is before the case was raised, on {day(raised_at)}.")
        answers.wrong(ALL_THE_SAME, TICK)


def _expected(case: Case, visits: Sequence[Visit], rulebook: Rulebook) -> list[Assignment]:
    """Whoever was to come to the meetings of these stages, each once."""
    parts = [meeting_people(case, rulebook, visit.opened_at, visit) for visit in visits]
    people = [a for part in parts for held in part.values() for a in held if a.person_id]
    return list({held.person_id: held for held in people}.values())


def _record_form(blank: Blank) -> Card:
    shown, policy = blank.shown, blank.rulebook.policy
    visits = meetings.recordable(shown.case, blank.rulebook, _standing(blank))
    expected = _expected(shown.case, visits, blank.rulebook)
    return record_meeting_form(
        shown,
        visits=visits,
        present=[(f"{a.name}, {policy.post_title(a.post)}", a.person_id) for a in expected],
        values=blank.values,
        errors=blank.errors,
        dialog=blank.dialog,
    )


ACTS = (
    Act(
        Verb.PROPOSE_MEETING,
        "Propose a meeting",
        "The time is proposed, and those who attend will be told.",
        _propose,
        _arranging(propose_meeting_form),
        remark=_about_its_day,
    ),
    Act(
        Verb.CONFIRM_MEETING,
        "Confirm the meeting",
        "The date of the meeting is fixed, and those who attend will be told.",
        _confirm,
        _arranging(confirm_meeting_form),
        remark=_about_its_day,
    ),
    Act(
        Verb.RECORD_MEETING,
        "Record the meeting",
        "The meeting is on record.",
        _record,
        _record_form,
    ),
)
