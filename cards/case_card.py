"""The case as a card: one safe for everybody in a channel, one with detail for those entitled."""

from cards.actions import CardAction, Verb
from cards.buttons import acts
from cards.facts import CaseFacts
from cards.parts import Block, Card, banner, card, facts, heading, label, paragraph, quiet, quoted
from cards.standing import asked, challenge, due, named, owner_title, standing
from cards.viewer import Viewer
from cards.words import day, listed, safe, when
from resolution.case import TrackedAction
from resolution.policy import CaseKind

KINDS = {
    CaseKind.LOOKED_AFTER: "Looked-after child",
    CaseKind.CHILD_PROTECTION: "Child protection",
}


def base_card(shown: CaseFacts, message: str = "") -> Card:
    """The card that anybody may see: reference, stage, posts, dates; no child, no narrative."""
    case, policy = shown.case, shown.policy
    style, line = standing(shown)
    title = f"{challenge(policy)} {safe(case.ref)}"
    pairs = [
        ("Stage", safe(shown.stage.title)),
        ("Asked", asked(shown)),
        ("Owner", owner_title(shown)),
        *(("Due", due(clock)) for clock in case.open_clocks),
    ]
    opens = CardAction(Verb.DETAIL, case.ref, case.version).execute("Open")
    said = [paragraph(safe(message))] if message else []
    body = [heading(title), *said, banner(line, style), facts(pairs)]
    return card(body, [opens], says=f"{title}. {shown.stage.title}. {line}.")


def case_card(
    shown: CaseFacts, viewer: Viewer, *, dialogs: bool = False, page: int = 1, message: str = ""
) -> Card:
    """The case for one person, with the buttons that they may use now; the base card to others."""
    if not viewer.is_entitled:
        return base_card(shown, message)
    case = shown.case
    style, line = standing(shown)
    title = f"{challenge(shown.policy)} {safe(case.ref)}"
    said = [paragraph(safe(message))] if message else []
    body = [heading(title), *said, banner(line, style), people_and_dates(shown), *narrative(shown)]
    may = viewer.may | {Verb.HISTORY}
    buttons = acts(case.ref, case.version, may, dialogs=dialogs, page=page)
    return card(body, buttons, says=f"{title}. {shown.stage.title}. {line}.")


def people_and_dates(shown: CaseFacts) -> Block:
    """Stage, child, people and dates, for somebody entitled to see them."""
    case, policy = shown.case, shown.policy
    themes = [theme.title for theme in policy.themes if theme.key in case.themes]
    return facts(
        (
            ("Stage", safe(shown.stage.title)),
            ("Child", f"{safe(case.initials)}, file {safe(case.file_number)}"),
            ("Kind", KINDS[case.kind]),
            ("Team", safe(shown.team or case.team)),
            ("Asked", "\n\n".join(named(policy, held) for held in case.visit.assignees)),
            (owner_title(shown), safe(case.owner.name) if case.owner else ""),
            *(("Due", due(clock)) for clock in case.open_clocks),
            ("About", safe(listed(themes))),
            ("Cafcass", f"Referred on {day(case.cafcass_on)}" if case.cafcass_on else ""),
        )
    )


def narrative(shown: CaseFacts) -> list[Block]:
    """What was raised, answered, agreed and arranged, in the words of those who wrote it."""
    case, visit = shown.case, shown.case.visit
    blocks: list[Block] = []
    if case.challenge is not None:
        asked_for = case.challenge
        blocks += [label("The worry"), *quoted(asked_for.worry)]
        blocks += [label("Tried so far"), *quoted(asked_for.tried)]
        blocks += [label("Impact on the child"), *quoted(asked_for.impact)]
        blocks += [label("What needs to happen"), *quoted(asked_for.needed)]
        blocks.append(quiet(f"Needed by {day(asked_for.needed_by)}"))
    for answer in visit.responses:
        late = " (late)" if answer.late else ""
        blocks.append(label(f"Response of {safe(answer.by.name)}, {when(answer.at)}{late}"))
        blocks += quoted(answer.text)
    if visit.rejected_why:
        blocks += [label("Why it is not enough"), *quoted(visit.rejected_why)]
    wanted = case.extension_asked
    if wanted is not None and case.is_open:
        who = f"{safe(wanted.by.name)} asks for time until {day(wanted.wanted_on)}"
        blocks += [label(who), *quoted(wanted.reason), *quoted(wanted.benefit)]
    if case.actions:
        blocks.append(label("Agreed actions"))
        blocks += [_action(number, done) for number, done in enumerate(case.actions, start=1)]
    if visit.meeting_at is not None:
        state = "confirmed" if visit.meeting_confirmed else "proposed"
        place = f", {safe(visit.meeting_place)}" if visit.meeting_place else ""
        blocks += [label(f"Meeting ({state})"), paragraph(f"{when(visit.meeting_at)}{place}")]
    if case.outcome:
        blocks += [label("Outcome"), *quoted(case.outcome)]
        blocks += [label("Impact for the child"), *quoted(case.impact)]
    return blocks


def _action(number: int, tracked: TrackedAction) -> Block:
    """One agreed action and what became of it."""
    wanted = tracked.action
    state = "to do"
    if tracked.completed_at is not None:
        state = "done"
    if tracked.checked is not None:
        state = "checked: done" if tracked.checked else "checked: not done"
    who = f"{safe(wanted.owner)}, by {day(wanted.by_on)}"
    return paragraph(f"{number}\\. {safe(wanted.what)} — {who} — **{state}**", spacing="Small")
