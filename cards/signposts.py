"""What is not for this process: where it goes instead, in the council's words; nothing is kept."""

from collections.abc import Sequence

from cards.parts import Block, Button, Card, card, explained, heading, label, paragraph, quiet
from cards.words import clip, safe
from resolution.policy import Policy, Route

#: What a link may begin with; a policy file cannot make a button do anything else.
LINKS = ("https://", "mailto:")
#: Signposts with a link that have a button on one card.
MOST_LINKS = 5


def signposts(policy: Policy) -> tuple[Route, ...]:
    """What the procedure itself sends elsewhere."""
    return tuple(route for route in policy.routes if route.kind == "signpost")


def signposts_card(policy: Policy, back: Sequence[Button] = ()) -> Card:
    """Each matter that belongs elsewhere: what to do, the source, the council's link."""
    found = signposts(policy)
    body: list[Block] = [heading("Not for this process")]
    if not found:
        body.append(
            paragraph(
                "This procedure names nothing that goes elsewhere. Complaints and staff matters "
                "follow the council's own procedures for them."
            )
        )
    for route in found:
        body.append(label(safe(route.title)))
        body += explained(route.help, spacing="None")
        body.append(quiet(f"Source: {safe(policy.authority)}, {safe(route.cite)}"))
    if found:
        body.append(paragraph("Nothing that you looked at here is stored.", spacing="Medium"))
    return card(body, [*_links(found), *back], says="What is not for this process.")


def _links(found: Sequence[Route]) -> list[Button]:
    """The councils' own links; one button for each address."""
    by_link = {route.link: route for route in reversed(found) if route.link.startswith(LINKS)}
    chosen = [route for route in found if by_link.get(route.link) is route]
    return [
        {
            "type": "Action.OpenUrl",
            "title": _title(route, [other for other in found if other.link == route.link]),
            "url": route.link,
        }
        for route in chosen[:MOST_LINKS]
    ]


def _title(route: Route, same: Sequence[Route]) -> str:
    if route.link.startswith("mailto:"):
        return "Send an email" if len(same) > 1 else f"Send an email: {clip(route.title, 24)}"
    return f"Open the page: {clip(route.title, 24)}"
