"""What the procedure also asks for at a moment: named with its source, one button to record it."""

from collections.abc import Sequence

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.meeting import room_beside
from cards.parts import Block, Button, Card, card, group, heading, paragraph, quiet
from cards.standing import case_title
from cards.words import clip, safe
from resolution.policy import Route


def asks_card(
    shown: CaseFacts, routes: Sequence[Route], *, plain: bool = False, dialogs: bool = False
) -> Card:
    """What the procedure also asks, for whoever has just acted; it stays as it is."""
    title = f"{case_title(shown)}, {safe(shown.stage.title)}"
    body = [heading("The procedure also asks"), quiet(title), *_lines(routes)]
    if plain:
        body += plain_blocks(shown)
    says = f"{shown.ref}: the procedure also asks."
    return card(body, [_record(shown, routes, dialogs=dialogs)], says=says)


def prompt_blocks(
    shown: CaseFacts, routes: Sequence[Route], *, dialogs: bool = False
) -> list[Block]:
    """The routes that are asked for now and not yet recorded; nothing when there is none."""
    if not routes:
        return []
    lines = [paragraph("The procedure also asks", weight="Bolder"), *_lines(routes)]
    buttons = {"type": "ActionSet", "actions": [_record(shown, routes, dialogs=dialogs)]}
    return [group([*lines, buttons], style="emphasis", bleed=True)]


def _lines(routes: Sequence[Route]) -> list[Block]:
    """Each route in a line: what it is, where the procedure asks for it, what is to be done."""
    lines: list[Block] = []
    for route in routes:
        section = safe(clip(route.cite.partition(":")[0], 60))
        said = f"**{safe(route.title)}** ({section}): {safe(route.help)}"
        lines.append(paragraph(said.removesuffix(": "), spacing="Small"))
    return lines


def _record(shown: CaseFacts, routes: Sequence[Route], *, dialogs: bool) -> Button:
    """One button for all of it: it opens the list of just these routes' steps."""
    keep = {"only": ",".join(route.key for route in routes)}
    action = CardAction(Verb.ROUTE_FORM, shown.case.ref, shown.case.version, keep)
    title = "Record this now" if len(routes) == 1 else "Record these now"
    return action.open_dialog(title) if dialogs else action.execute(title)


def prompted(
    drawn: Card, shown: CaseFacts, routes: Sequence[Route], *, dialogs: bool = False
) -> Card:
    """A case's card with what the procedure also asks now."""
    if not routes:
        return drawn
    added = prompt_blocks(shown, routes, dialogs=dialogs)
    body, buttons = drawn["body"], drawn.get("actions", [])
    room = room_beside(shown)
    if len(buttons) >= room:
        # The prompt's own button takes a place; the card without it has all the others.
        again = CardAction(Verb.SHOW, shown.case.ref, shown.case.version).execute("More")
        buttons = [*buttons[: room - 2], again]
    place = next((at for at, block in enumerate(body) if block["type"] == "FactSet"), 0) + 1
    return {**drawn, "body": [*body[:place], *added, *body[place:]], "actions": buttons}


def plain_blocks(shown: CaseFacts) -> list[Block]:
    """The stage as a young person could be told of it; nothing where the policy has no words."""
    if shown.case.matter or not shown.stage.plain:
        return []
    return [
        paragraph("For the child, in plain words", weight="Bolder", spacing="Medium"),
        paragraph(safe(shown.stage.plain), spacing="Small"),
    ]


def plain_card(shown: CaseFacts) -> Card:
    """What a young person could be told of the stage at which their case is."""
    title = "For the child, in plain words"
    said = safe(shown.stage.plain) or "The procedure file has no plain words for this stage."
    body = [
        heading(title),
        quiet(f"{case_title(shown)}, {safe(shown.stage.title)}"),
        paragraph(said, size="Medium"),
    ]
    back = CardAction(Verb.DETAIL, shown.case.ref, shown.case.version)
    return card(body, [back.execute("Go back to the case")], says=f"{title}. {said}")
