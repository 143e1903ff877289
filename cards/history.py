"""The trail as a list to read, in full: what a card elsewhere shortens is whole here."""

from collections.abc import Sequence

from cards.actions import CardAction, Verb
from cards.facts import CaseFacts
from cards.parts import Block, Card, card, heading, label, paragraph, quiet, quoted
from cards.standing import challenge
from cards.story import Story
from cards.words import safe, when
from resolution.events import Event

#: How many characters of JSON one page may hold; a whole card stays below 20 KB.
PAGE_SIZE = 13_000
#: A longer text is continued in blocks of this size, so that a page can end inside it.
PIECE = 2_000


def history_card(shown: CaseFacts, trail: Sequence[Event], page: int = 1) -> Card:
    """What happened, the oldest first, page by page; pages count from 1."""
    case = shown.case
    pages = _pages(shown, trail)
    number = min(max(page, 1), len(pages))
    word = "record" if case.matter else challenge(shown.policy, capital=False)
    title = f"History of {word} {safe(case.ref)}"
    where = [quiet(f"Page {number} of {len(pages)}")] if len(pages) > 1 else []
    back = CardAction(Verb.DETAIL, case.ref, case.version).execute("Go back to the case")
    turns = [
        CardAction(Verb.HISTORY, case.ref, case.version, {"page": str(to)}).execute(name)
        for to, name in ((number - 1, "Show earlier"), (number + 1, "Show later"))
        if 1 <= to <= len(pages)
    ]
    body = [heading(title), *where, *pages[number - 1]]
    return card(body, [*turns, back], says=f"{title}, page {number} of {len(pages)}.")


def _pages(shown: CaseFacts, trail: Sequence[Event]) -> list[list[Block]]:
    """The events' blocks, cut into pages by weight."""
    story = Story(shown.policy, trail)
    pages: list[list[Block]] = [[]]
    weight, moment = 0, ""
    for event in trail:
        said = when(event.at)
        stamp = [quiet(said) | {"separator": bool(moment)}] if said != moment else []
        moment = said
        for block in [*stamp, *_event(story, event)]:
            size = len(str(block))
            if weight + size > PAGE_SIZE and pages[-1]:
                pages.append([])
                weight = 0
            pages[-1].append(block)
            weight += size
    return pages


def _event(story: Story, event: Event) -> list[Block]:
    """One event: the sentence, and what was written."""
    sentence, texts = story.tell(event)
    blocks = [paragraph(sentence, spacing="Small")]
    for title, text in texts:
        blocks.append(label(safe(title)) | {"spacing": "Small"})
        for start in range(0, len(text), PIECE):
            piece = text[start : start + PIECE]
            blocks += quoted(piece, PIECE)
    return blocks
