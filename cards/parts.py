"""The blocks that every card is made of, and the envelope around them."""

from collections.abc import Iterable, Sequence
from typing import Any

from cards.words import clip, plain, safe

Card = dict[str, Any]
Block = dict[str, Any]
Button = dict[str, Any]

#: What Teams' guidelines allow on one card.
MOST_BUTTONS = 6
#: The longest free text that a form asks for; a card shows less and says where the rest is.
LONG_TEXT = 3000
SHOWN_TEXT = 700


def card(body: Sequence[Block], buttons: Sequence[Button] = (), *, says: str) -> Card:
    """A whole card; `says` is its summary for screen readers and for clients that can't draw it."""
    drawn: Card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": "en-GB",
        "speak": says.replace("\\", ""),
        "fallbackText": says,
        "body": list(body),
    }
    if buttons:
        drawn["actions"] = list(buttons)
    return drawn


def heading(text: str, *, level: int = 1) -> Block:
    """A heading that screen readers announce as one; text must be safe already."""
    return {
        "type": "TextBlock",
        "text": text,
        "style": "heading",
        "wrap": True,
        "weight": "Bolder",
        "size": "Large" if level == 1 else "Medium",
        **({"separator": True, "spacing": "Medium"} if level > 1 else {}),
    }


def paragraph(text: str, **look: Any) -> Block:
    """Our own words, which may hold Markdown; anything put into them must be safe already."""
    return {"type": "TextBlock", "text": text, "wrap": True, **look}


def explained(text: str, **look: Any) -> list[Block]:
    """A council's own explanation, where it gives one."""
    return [paragraph(safe(text), **look)] if text else []


def quiet(text: str) -> Block:
    """Our own words, in small print."""
    return paragraph(text, isSubtle=True, size="Small", spacing="Small")


def label(text: str) -> Block:
    """The title of what somebody wrote."""
    return paragraph(text, weight="Bolder", spacing="Medium")


def quoted(text: str, length: int = SHOWN_TEXT) -> list[Block]:
    """A person's own words, line by line, in blocks that know no Markdown; cut to a length."""
    shown = plain(clip(text.strip(), length))
    lines = [line for written in shown.splitlines() if (line := written.strip())]
    if len(lines) > 20:
        lines = [*lines[:19], " ".join(lines[19:])]
    return [
        {
            "type": "RichTextBlock",
            "inlines": [{"type": "TextRun", "text": line}],
            "spacing": "Small" if number else "None",
        }
        for number, line in enumerate(lines)
    ]


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    """Titles and values; pairs without a value are left out, values must be safe already."""
    return {
        "type": "FactSet",
        "facts": [{"title": title, "value": value} for title, value in pairs if value],
    }


def banner(text: str, style: str) -> Block:
    """A coloured line that says in words what its colour says: good, warning, attention, accent."""
    return {
        "type": "Container",
        "style": style,
        "bleed": True,
        "items": [paragraph(text, weight="Bolder")],
    }


def group(items: Sequence[Block], **look: Any) -> Block:
    """Blocks that belong together."""
    return {"type": "Container", "items": list(items), **look}
