"""What the procedure also asks for at a moment: named with its source, one button to record it."""

from collections.abc import Sequence

from msgspec import Struct

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.meeting import room_beside
from cards.open_record_form import begin_button
from cards.parts import Block, Button, Card, card, group, heading, paragraph, quiet
from cards.standing import by_when, case_title
from cards.words import clip, listed, safe
from resolution.policy import Route, Step


class Asked(Struct, frozen=True):
    """A route that is asked for now, and which of its steps this person could record.

    `again` says that some of it was recorded at this stage already; no steps, that it has a record
    of its own.
    """

    route: Route
    steps: tuple[Step, ...] = ()
    again: bool = False
    begins: bool = False  # this person may begin its record


def asks_card(
    shown: CaseFacts, asked: Sequence[Asked], *, plain: bool = False, dialogs: bool = False
) -> Card:
    """What the procedure also asks, for whoever has just acted; it stays as it is."""
    under = f"{case_title(shown)}, {safe(shown.stage.title)}"
    (title, lines), *further = _parts(shown, asked)
    body = [heading(title), quiet(under), *lines, *_under_words(further)]
    if plain:
        body += plain_blocks(shown)
    return card(body, _record(shown, asked, dialogs=dialogs), says=f"{shown.ref}: {title.lower()}.")


def _parts(shown: CaseFacts, asked: Sequence[Asked]) -> list[tuple[str, list[Block]]]:
    """What the procedure asks for, and what it leaves to people, each under its words."""
    parts = {
        "The procedure also asks": [one for one in asked if not one.route.optional],
        "You may also": [one for one in asked if one.route.optional],
    }
    return [(title, _lines(shown, ones)) for title, ones in parts.items() if ones]


def _under_words(parts: Sequence[tuple[str, list[Block]]]) -> list[Block]:
    return [b for title, lines in parts for b in (paragraph(title, weight="Bolder"), *lines)]


def _lines(shown: CaseFacts, asked: Sequence[Asked]) -> list[Block]:
    """Each route in a line: what it is, where the procedure asks for it, what is to be done."""
    lines: list[Block] = []
    for one in asked:
        route = one.route
        section = safe(clip(route.cite.partition(":")[0], 60))
        asks = one.steps[0].help if len(one.steps) == 1 and one.steps[0].help else route.help
        if one.again:
            missing = listed([f"“{step.title}”" for step in one.steps], "or")
            asks = f"not yet recorded at this stage: {missing}"
        said = f"**{safe(route.title)}** ({section}): {safe(asks)}"
        lines.append(paragraph(said.removesuffix(": "), spacing="Small"))
        due = next((c for c in shown.open_clocks if c.route == route.key and c.due_at), None)
        if due is not None:
            lines.append(quiet(f"Due {by_when(due)}."))
    return lines


def _record(shown: CaseFacts, asked: Sequence[Asked], *, dialogs: bool) -> list[Button]:
    """One button for all that is recorded here, and one for each record of its own."""
    here = [one.route.key for one in asked if one.steps]
    buttons = [begin_button(one.route, dialogs=dialogs) for one in asked if one.begins]
    if not here:
        return buttons
    action = CardAction(
        Verb.ROUTE_FORM, shown.case.ref, shown.case.version, {"only": ",".join(here)}
    )
    title = "Record this now" if len(here) == 1 else "Record these now"
    return [action.open_dialog(title) if dialogs else action.execute(title), *buttons]


def prompted(
    drawn: Card, shown: CaseFacts, asked: Sequence[Asked], *, dialogs: bool = False
) -> Card:
    """A case's card with what the procedure also asks now; what the card is about comes first."""
    if not asked:
        return drawn
    added = group(_under_words(_parts(shown, asked)), style="emphasis", bleed=True)
    body, buttons = drawn["body"], drawn.get("actions", [])
    records = _record(shown, asked, dialogs=dialogs)
    room = room_beside(shown) - len(records)
    if len(buttons) > room:
        # The prompt's own buttons take places; the card without them has all the others.
        again = CardAction(Verb.SHOW, shown.case.ref, shown.case.version).execute("More")
        buttons, records = buttons[: room - 1], [*records, again]
    place = next((at for at, block in enumerate(body) if block["type"] == "FactSet"), 0) + 1
    body = [*body[:place], added, *body[place:]]
    return {**drawn, "body": body, "actions": [*buttons, *records]}


def plain_blocks(shown: CaseFacts) -> list[Block]:
    """The stage as a young person could be told of it; nothing where the policy has no words."""
    if shown.case.matter or not shown.stage.plain:
        return []
    return [
        paragraph("For the child, in plain words", weight="Bolder", spacing="Medium"),
        *(paragraph(said, spacing="Small") for said in _plainly(shown)),
    ]


def plain_card(shown: CaseFacts) -> Card:
    """What a young person could be told of the stage at which their case is."""
    title = "For the child, in plain words"
    said = _plainly(shown) or ["The procedure file has no plain words for this stage."]
    body = [
        heading(title),
        quiet(f"{case_title(shown)}, {safe(shown.stage.title)}"),
        *(paragraph(line, size="Medium") for line in said),
    ]
    back = CardAction(Verb.DETAIL, shown.case.ref, shown.case.version)
    return card(body, [back.execute("Go back to the case")], says=f"{title}. {' '.join(said)}")


def _plainly(shown: CaseFacts) -> list[str]:
    """The stage in plain words; where it is formal, with the child's own rights."""
    stage = shown.stage
    rights = shown.policy.rights if stage.formal and stage.plain else ""
    return [safe(said) for said in (stage.plain, rights) if said]
