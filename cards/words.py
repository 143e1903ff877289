"""Words on cards: days said in full, and a person's own words kept from becoming markup."""

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

# A zero-width space breaks what a client would act on, and leaves the words readable as they are.
BREAK = "\u200b"
# Control characters, and those that reorder text so that it reads as something else.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_CALL = re.compile(r"\{(?=\{)")  # {{DATE(…)}} and {{TIME(…)}} are computed by the client
_TAG = re.compile(r"<(?=\s*/?\s*[a-zA-Z])")  # <at>…</at> becomes a mention, anything else HTML
_LINK = re.compile(r"\](?=[(\[:])")  # labels of inputs are Markdown on some clients only
_ADDRESS = re.compile(
    r"(?i)((?:https?|ftps?|file):(?=//)|(?<![a-z0-9])(?:(?:mailto|tel|msteams|javascript):|www\.))"
    r"(?=\S)"
)
# Nearly all that is shown is letters and full stops: one look finds that nothing is to be done.
_LETTERS = r"A-Za-z0-9.,;()'\u2019\u201c\u201d/?!\u00c0-\u024f-"
_ADDRESSED = re.compile(r":(?=\S)")
_TIDY = re.compile(
    rf"(?!.*[wW]{{2}})(?=[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f])"
    rf"[{_LETTERS}]+(?: [{_LETTERS}]+)*"
)
# "(" is harmless once "[" and "]" are escaped, and so is "!"; escaping them would only show on
# clients that leave backslashes in.
_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_OPENING = re.compile(r"^(#|>|-|\+|=|\d+(?=[.)]))")


def plain(text: str) -> str:
    """A person's words for a block that knows no Markdown: no mention, no call, no live address."""
    if _is_harmless(text):
        return text
    text = _UNSEEN.sub("", text)
    text = _TAG.sub("<" + BREAK, _CALL.sub("{" + BREAK, text))
    return _ADDRESS.sub(r"\1" + BREAK, _LINK.sub("]" + BREAK, text))


def _is_harmless(text: str) -> bool:
    # A search for all of this at once takes ten times as long as a look for each.
    return (
        text.replace("\n", " ").isprintable()
        and "<" not in text
        and "{" not in text
        and "]" not in text
        and "ww" not in text.lower()
        and not _ADDRESSED.search(text)
    )


@lru_cache(2048)  # titles, names and references, of which every card shows twenty
def safe(text: str) -> str:
    """The same for a block that reads Markdown: on one line, every mark escaped."""
    if _TIDY.fullmatch(text):
        return text
    text = _MARKUP.sub(r"\\\g<0>", " ".join(plain(text).split()))
    opening = _OPENING.match(text)
    if opening is None:
        return text
    if opening[1].isdigit():
        return f"{opening[1]}\\{text[opening.end() :]}"
    return "\\" + text


def clip(text: str, length: int) -> str:
    """The beginning of a text, cut between words and said to be cut."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(maxsplit=1)[0] + " …"


@lru_cache(1024)
def day(on: date) -> str:
    """A day in words: "Tuesday 5 January 2027"."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


@lru_cache(1024)
def when(at: datetime) -> str:
    """A moment in words, in London: "Tuesday 5 January 2027, 17:00"."""
    local = at.astimezone(LONDON)
    return f"{day(local)}, {local.hour:02}:{local.minute:02}"


def listed(items: tuple[str, ...] | list[str], joint: str = "and") -> str:
    """Several things in one phrase: "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def counted(number: int, thing: str) -> str:
    """A number of things: "1 working day", "3 working days"."""
    return f"{number} {thing if number == 1 else thing + 's'}"


def opening(text: str) -> str:
    """The same words with a capital first letter."""
    return text[:1].upper() + text[1:]
