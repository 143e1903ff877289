"""The case as a card: one safe for everybody in a channel, one with detail for those entitled."""

from collections.abc import Mapping, Sequence

from cards.actions import CardAction, Verb
from cards.agreed import agreed_blocks
from cards.buttons import acts
from cards.earlier import OUTCOMES, began_blocks, earlier_blocks
from cards.facts import CaseFacts
from cards.fields import in_words
from cards.leading import first
from cards.meeting import meeting_blocks, room_beside
from cards.parts import Block, Button, Card, banner, card, facts, heading, label, paragraph, quoted
from cards.record_card import record_card, sealed_card
from cards.route_lines import routes_taken
from cards.standing import (
    asked,
    case_title,
    further_dates,
    kind_title,
    named,
    owner_title,
    standing,
    who_answered,
)
from cards.viewer import Viewer
from cards.words import clip, day, listed, opening, safe, when
from resolution.case import Visit
from resolution.commands import Challenge
from resolution.policy import FormField


def base_card(shown: CaseFacts, message: str = "", buttons: Sequence[Button] = ()) -> Card:
    """The card that anybody may see: reference, stage, posts, dates; no child, no narrative.

    `buttons` are those of somebody who may act on the case without reading it.
    """
    case = shown.case
    if case.matter:
        return sealed_card(shown)
    style, line = standing(shown)
    title = case_title(shown)
    pairs = posts_and_dates(shown)
    opens = CardAction(Verb.DETAIL, case.ref, case.version).execute("Open")
    said = [paragraph(safe(message))] if message else []
    body = [heading(title), *said, banner(line, style), facts(pairs)]
    return card(body, buttons or [opens], says=f"{title}. {shown.stage.title}. {line}.")


def case_card(
    shown: CaseFacts, viewer: Viewer, *, dialogs: bool = False, page: int = 1, message: str = ""
) -> Card:
    """The case for one person, with the buttons that they may use now; the base card to others."""
    if shown.case.matter:
        return record_card(shown, viewer, dialogs=dialogs, message=message)
    case = shown.case
    if not viewer.is_entitled:
        theirs = acts(case.ref, case.version, viewer.may & {Verb.REASSIGN}, dialogs=dialogs)
        return base_card(shown, message, theirs)
    style, line = standing(shown)
    title = case_title(shown)
    said = [paragraph(safe(message))] if message else []
    body = [heading(title), *said, banner(line, style), people_and_dates(shown), *narrative(shown)]
    may = viewer.may | {Verb.HISTORY}
    room = room_beside(shown)
    leads = first(shown, viewer)
    buttons = acts(case.ref, case.version, may, first=leads, dialogs=dialogs, page=page, room=room)
    return card(body, buttons, says=f"{title}. {shown.stage.title}. {line}.")


def posts_and_dates(shown: CaseFacts) -> list[tuple[str, str]]:
    """Stage, posts and dates without a name: fit for any channel."""
    return [
        (_stage_word(shown), safe(shown.stage.title)),
        ("Asked", asked(shown)),
        *who_answered(shown),
        ("Owner", owner_title(shown)),
        *further_dates(shown),
    ]


def _stage_word(shown: CaseFacts) -> str:
    return opening(safe(shown.policy.word("stage")))


def people_and_dates(shown: CaseFacts) -> Block:
    """Stage, child, people and dates, for somebody entitled to see them."""
    case, policy = shown.case, shown.policy
    kind = safe(kind_title(policy, case.kind))
    assignees = shown.visit.assignees if shown.visit else ()
    return facts(
        (
            (_stage_word(shown), safe(shown.stage.title)),
            ("Asked", "; ".join(named(policy, held) for held in assignees)),
            *who_answered(shown),
            (owner_title(shown), safe(case.owner.name) if case.owner else ""),
            *further_dates(shown),
            ("Child", _child(case.initials, case.file_number, kind)),
            ("Child knows", _knows(case.challenge)),
            ("Team", safe(shown.team or case.team)),
            ("Cafcass", f"Referred on {day(case.cafcass_on)}" if case.cafcass_on else ""),
        )
    )


def _child(initials: str, file_number: str, kind: str) -> str:
    """Whose case it is, without a name; some records are not about a child."""
    if not initials and not file_number:
        return ""
    return f"{safe(initials)}, file {safe(file_number)} ({kind})"


def _knows(challenge: Challenge | None) -> str:
    """Whether the child knows of it, and why not."""
    if challenge is None:
        return ""
    why = clip(challenge.child_knows_why, 200)
    return "Yes" if challenge.child_knows else f"No: {safe(why)}"


def narrative(shown: CaseFacts) -> list[Block]:
    """What was raised, answered, agreed and arranged, in the words of those who wrote it."""
    # The newest stands first: it is what somebody reads the card for.
    visit = shown.visit
    newest = [*_latest(shown), *(_answers(shown, visit) if visit else [])]
    raised = (_brought, began_blocks, _matter)
    met = visit is not None and visit.meetings
    further = (meeting_blocks, *raised) if met else (*raised, meeting_blocks)
    order = (*further, agreed_blocks, routes_taken, earlier_blocks)
    return [*newest, *(block for draw in order for block in draw(shown))]


def _brought(shown: CaseFacts) -> list[Block]:
    """Why the case came to this stage, and the report that was written for it."""
    visit, raised = shown.visit, shown.case.challenge
    if visit is None:
        return []
    blocks: list[Block] = []
    if visit.reason:
        blocks += [label(f"Why {safe(shown.stage.title)} began"), *quoted(visit.reason)]
    if visit.report and visit.report not in (visit.reason, raised.worry if raised else ""):
        blocks += [label(f"The written {safe(shown.policy.word('report'))}")]
        blocks += _answered(shown, _beside(raised, visit.report_values)) or quoted(
            "As it was raised." if visit.report_values else visit.report
        )
    return blocks


def _beside(raised: Challenge | None, report: Mapping[str, str]) -> Mapping[str, str]:
    """What a report says beside the challenge, which the card has below."""
    if raised is None:
        return report
    same = {raised.worry, raised.tried, raised.impact, raised.needed, raised.needed_by.isoformat()}
    return {key: value for key, value in report.items() if value not in same}


def _answered(shown: CaseFacts, values: Mapping[str, str]) -> list[Block]:
    """Answers to the policy's own questions, each under its question."""
    asked = {field.key: field for field in shown.policy.fields} if values else {}
    blocks: list[Block] = []
    for key, value in values.items():
        field = asked.get(key) or FormField(key, key)
        if value:
            blocks.append(paragraph(f"**{safe(field.label)}**", spacing="Small"))
            blocks += quoted(in_words(field, value))
    return blocks


def _matter(shown: CaseFacts) -> list[Block]:
    """The challenge itself."""
    asked_for = shown.case.challenge
    if asked_for is None:
        return []
    themes = [theme for theme in shown.policy.themes if theme.key in shown.case.themes]
    places = listed(list(dict.fromkeys(theme.place for theme in themes)))
    return [
        label(safe(f"About ({places})")),
        *(paragraph(safe(theme.title), spacing="None") for theme in themes),
        label(f"What needs to happen, by {day(asked_for.needed_by)}"),
        *quoted(asked_for.needed),
        label("The worry"),
        *quoted(asked_for.worry),
        label("Impact on the child"),
        *quoted(asked_for.impact),
        label("Tried so far"),
        *quoted(asked_for.tried),
    ]


def _answers(shown: CaseFacts, visit: Visit) -> list[Block]:
    """What was answered at this stage, and why it was not enough."""
    blocks: list[Block] = []
    for answer in visit.responses:
        late = " (late)" if answer.late else ""
        blocks.append(label(f"Response of {safe(answer.by.name)}, {when(answer.at)}{late}"))
        blocks += [*quoted(answer.text), *_answered(shown, answer.values)]
    if visit.rejected_why:
        blocks += [label("Why it is not enough"), *quoted(visit.rejected_why)]
    return blocks


def _latest(shown: CaseFacts) -> list[Block]:
    """What is asked for now, or how it ended."""
    case, blocks = shown.case, list[Block]()
    wanted = case.extension_asked
    if wanted is not None and case.is_open:
        who = f"{safe(wanted.by.name)} asks for time until {day(wanted.wanted_on)}"
        texts = (wanted.reason, wanted.benefit, wanted.enquiries)
        blocks += [label(who), *(line for text in texts for line in quoted(text))]
    if case.outcome:
        blocks += [label(OUTCOMES[case.status]), *quoted(case.outcome)]
    if case.impact:
        blocks += [label("Impact for the child"), *quoted(case.impact)]
    return blocks
