"""What a person is told: what is asked of them, by when, what happens if not, who owns the case."""

from collections.abc import Sequence

from cards.actions import CardAction, Verb
from cards.ask import About, Ask
from cards.asks import ask_for
from cards.asks_of_routes import step_wanted
from cards.buttons import acts
from cards.case_card import narrative, people_and_dates, posts_and_dates
from cards.facts import CaseFacts
from cards.leading import first
from cards.meeting import room_beside
from cards.parts import Block, Card, banner, card, facts, heading, label, paragraph, quiet
from cards.record_card import record_card, record_title, sealed_card, step_button
from cards.route_lines import told_blocks
from cards.standing import case_title, standing
from cards.story import short
from cards.viewer import Viewer
from cards.words import safe
from resolution.events import Event
from resolution.notices import NoticeKind
from resolution.policy import Step

NOBODY = Viewer("")


def notice_card(
    kind: NoticeKind,
    shown: CaseFacts,
    viewer: Viewer,
    about: About,
    *,
    trail: Sequence[Event] = (),
    dialogs: bool = False,
) -> Card:
    """The notice for one person; without narrative, and with one Open button, when not entitled."""
    ask = ask_for(kind, shown, about, viewer)
    if shown.case.matter and kind is NoticeKind.NOT_TOLD and not viewer.is_entitled:
        return _of_directory(ask, shown)
    if shown.case.matter:
        wanted = step_wanted(kind, shown, about, viewer)
        return _of_record(ask, shown, viewer, wanted[1] if wanted else None, dialogs=dialogs)
    style, line = standing(shown)
    case = shown.case
    body: list[Block] = [heading(ask.title), quiet(case_title(shown)), banner(line, style)]
    body += [paragraph(said) for said in ask.lines if said]
    if kind is NoticeKind.STEP_RECORDED:
        body += told_blocks(shown, about, viewer)
    if viewer.is_entitled:
        body.append(people_and_dates(shown))
        if trail:
            body.append(label("What happened so far"))
            body += [paragraph(said, spacing="Small") for said in short(shown.policy, trail)]
        body += narrative(shown)
        may = viewer.may | {Verb.HISTORY}
        room = room_beside(shown)
        wanted = step_wanted(kind, shown, about, viewer)
        leads = (*((Verb.ROUTE_FORM,) if wanted else ()), *ask.first, *first(shown, viewer))
        buttons = acts(case.ref, case.version, may, first=leads, dialogs=dialogs, room=room)
        if wanted is not None:  # it takes the place of the list of all steps, which comes first
            buttons[0] = step_button(shown, *wanted, dialogs=dialogs)
    else:
        body.append(facts(posts_and_dates(shown)))
        buttons = [CardAction(Verb.DETAIL, case.ref, case.version).execute("Open")]
    return card(body, buttons, says=f"{case.ref}: {ask.preview}. {line}.")


def _of_directory(ask: Ask, shown: CaseFacts) -> Card:
    """A gap in the directory, for those who mend it: posts and team, nothing of the record."""
    said = [paragraph(line) for line in ask.lines if line]
    team = facts([("Team", safe(shown.team or shown.case.team))])
    return card(
        [heading(ask.title), quiet(case_title(shown)), *said, team],
        says=f"{shown.ref}: {ask.preview}.",
    )


def _of_record(
    ask: Ask, shown: CaseFacts, viewer: Viewer, lead: Step | None, *, dialogs: bool
) -> Card:
    """A notice about a record of its own: the record follows what it says."""
    if not viewer.is_entitled:
        return sealed_card(shown)
    drawn = record_card(shown, viewer, dialogs=dialogs, lead=lead)
    said = [paragraph(line) for line in ask.lines if line]
    _, *rest = drawn["body"]
    body = [heading(ask.title), quiet(record_title(shown)), *said, *rest]
    return {**drawn, "body": body, "speak": f"{shown.ref}: {ask.preview}."}


def summary(kind: NoticeKind, shown: CaseFacts, about: About, viewer: Viewer = NOBODY) -> str:
    """The preview on a locked screen: the reference and what is asked, nothing of the child."""
    ask: Ask = ask_for(kind, shown, about, viewer)
    return f"{shown.case.ref}: {ask.preview}"
