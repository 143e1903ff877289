"""Short answers: what the bot can do, who somebody is to it, a refusal, and a fault of ours."""

from collections.abc import Iterable, Sequence

from cards.actions import CardAction, Verb
from cards.parts import Block, Card, banner, card, facts, heading, paragraph
from cards.standing import begins
from cards.words import listed, safe
from resolution.policy import Policy

COMMANDS = (
    ("raise", ""),
    ("mine", "What waits for you, and what you raised"),
    ("overdue", "What is past its date"),
    ("case REF", "Open a case, for example “case {prefix}-7K3MQ”"),
    ("record", ""),
    ("signpost", "What is not for this process, and where it goes"),
    ("figures", "Managers of reviewing officers: how many, how late, about what"),
    ("who", "Which posts you hold"),
    ("digest", "Administrators: send this channel a list each working morning"),
    ("help", "This list"),
)
DEMO_COMMANDS = (
    ("as NAME", "Speak as another of the invented people; “as me” to be yourself again"),
    ("forward 3", "Let three working days pass, with all that falls due on the way"),
    ("now", "What day and time it is here"),
)


def help_card(policy: Policy, *, dialogs: bool = False, note: str = "", demo: bool = False) -> Card:
    """What the bot understands, here or in the demo; `note` answers a message that it did not."""
    body = [heading("What you can ask for")]
    if note:
        body.append(paragraph(safe(note)))
    body += [
        facts(_commands(policy)),
        *([heading("In this demo", level=2), facts(DEMO_COMMANDS)] if demo else []),
        paragraph(
            f"The procedure followed here is {safe(policy.authority)}'s “{safe(policy.title)}”. "
            "Working days leave out weekends, bank holidays in England and the days on which the "
            "council closes (SI 2006/1738 reg 2(1)). If a child is in danger now, follow the "
            "safeguarding procedures first: this service does not replace them.",
            spacing="Medium",
        ),
    ]
    others = [
        CardAction(Verb.RECORDS).execute("Record something else"),
        CardAction(Verb.SIGNPOSTS).execute("See what is not for this process"),
    ]
    says = "What you can ask for: raise, mine, overdue, case, record."
    return card(body, [*menu(policy, dialogs=dialogs), *others], says=says)


def _commands(policy: Policy) -> list[tuple[str, str]]:
    """What can be typed, in the words of the procedure that is followed here."""
    kept = [route.title for route in policy.routes if route.standalone or route.urgent]
    own = {"raise": begins(policy), "record": "; ".join(kept) or "Nothing under this procedure"}
    said = ((key, own.get(key) or text) for key, text in COMMANDS)
    return [(key, safe(text.format(prefix=policy.ref_prefix))) for key, text in said]


def menu(policy: Policy | None = None, *, dialogs: bool = False) -> list[Block]:
    """The buttons for somebody who is not in a case; one to raise, under a policy."""
    start = CardAction(Verb.RAISE_FORM)
    draw = start.open_dialog if dialogs else start.execute
    return [
        *([draw(begins(policy))] if policy else []),
        CardAction(Verb.MINE).execute("List my cases"),
        CardAction(Verb.OVERDUE).execute("List what is overdue"),
    ]


def who_card(
    policy: Policy,
    name: str,
    holdings: Sequence[tuple[str, str]],
    *,
    covers: Iterable[str] = (),
    covered_by: str = "",
    administrator: bool = False,
) -> Card:
    """The posts that somebody holds, each with where (title, place), and who stands in for whom."""
    body = [heading(safe(name))]
    if holdings:
        body.append(facts((safe(title), safe(place) or "Everywhere") for title, place in holdings))
    else:
        body.append(
            paragraph("The directory gives you no post. Ask an administrator if that is wrong.")
        )
    standing_in = listed([safe(person) for person in covers])
    if standing_in:
        body.append(paragraph(f"You stand in for {standing_in} today."))
    if covered_by:
        body.append(paragraph(f"{safe(covered_by)} stands in for you today."))
    if administrator:
        body.append(paragraph("You are an administrator of this service."))
    return card(body, menu(policy), says=f"The posts of {safe(name)}.")


def done_card(title: str, sentence: str) -> Card:
    """Something is done, or was left without doing it, and no case is there to show."""
    body = [banner(safe(title), "emphasis"), paragraph(safe(sentence))]
    return card(body, menu(), says=f"{safe(title)}. {safe(sentence)}")
