"""What a person is told: what is asked of them, by when, what happens if not, who owns the case."""

from collections.abc import Sequence

from cards.actions import CardAction, Verb
from cards.ask import About, Ask
from cards.asks import ASKS
from cards.buttons import acts
from cards.case_card import narrative, people_and_dates, posts_and_dates
from cards.facts import CaseFacts
from cards.parts import Block, Card, banner, card, facts, heading, label, paragraph, quiet
from cards.standing import case_title, standing
from cards.story import short
from cards.viewer import Viewer
from resolution.events import Event
from resolution.notices import NoticeKind


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
    ask = ASKS[kind](shown, about, viewer)
    style, line = standing(shown)
    case = shown.case
    body: list[Block] = [heading(ask.title), quiet(case_title(shown)), banner(line, style)]
    body += [paragraph(said) for said in ask.lines if said]
    if viewer.is_entitled:
        body.append(people_and_dates(shown))
        if trail:
            body.append(label("What happened so far"))
            body += [paragraph(said, spacing="Small") for said in short(shown.policy, trail)]
        body += narrative(shown)
        may = viewer.may | {Verb.HISTORY}
        buttons = acts(case.ref, case.version, may, first=ask.first, dialogs=dialogs)
    else:
        body.append(facts(posts_and_dates(shown)))
        buttons = [CardAction(Verb.DETAIL, case.ref, case.version).execute("Open")]
    return card(body, buttons, says=f"{case.ref}: {ask.preview}. {line}.")


def summary(kind: NoticeKind, shown: CaseFacts, about: About) -> str:
    """The preview on a locked screen: the reference and what is asked, nothing of the child."""
    ask: Ask = ASKS[kind](shown, about, Viewer(""))
    return f"{shown.case.ref}: {ask.preview}"
