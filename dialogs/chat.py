"""What somebody typed, understood: any case, small spelling mistakes, mentions of the bot."""

import difflib
import re
from collections.abc import Awaitable, Callable, Mapping

from msgspec import Struct

from dialogs.invoke import Reply
from dialogs.talk import Talk

_MENTION = re.compile(r"<at[^>]*>.*?</at>", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"(?<![\w-])[A-Za-z]{2,6}[-\u2013]?[2-9A-HJ-NP-Za-hj-np-z]{5}(?![\w-])")
#: How near a word must be to be taken for a command, and to be offered as a suggestion.
CLOSE = 0.74
ALIKE = 0.45


class ChatCommand(Struct, frozen=True):
    """A word that the bot understands; `careful` ones are never guessed from a misspelling."""

    name: str
    about: str
    answer: Callable[[Talk, str], Awaitable[Reply]]
    also: tuple[str, ...] = ()
    careful: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that means this command."""
        return (self.name, *self.also)


class Heard(Struct, frozen=True):
    """A command with what followed it, or what could have been meant."""

    command: ChatCommand | None
    rest: str = ""
    typed: str = ""
    perhaps: tuple[str, ...] = ()


def hear(text: str, commands: Mapping[str, ChatCommand]) -> Heard:
    """Which command a message is, if any."""
    words = _MENTION.sub(" ", text).split()
    if not words:
        return Heard(commands["help"])
    first = words[0].lower().strip("/!?.,:;“”\"'")
    rest = " ".join(words[1:])
    names = {
        name: command for command in commands.values() for name in (command.name, *command.also)
    }
    if first in names:
        return Heard(names[first], rest)
    if (both := " ".join(words[:2]).lower()) in names:
        return Heard(names[both], " ".join(words[2:]))
    said = " ".join(words)
    if (len(words) == 1 and _is_reference(said)) or references(said):
        return Heard(commands["case"], said)
    near = difflib.get_close_matches(first, names, n=3, cutoff=ALIKE)
    perhaps = tuple(dict.fromkeys(names[name].name for name in near))
    # A sentence that begins with a similar word was not meant for us.
    guess = near and len(words) <= 2 and _is_close(first, near[0])
    if guess and not names[near[0]].careful:
        return Heard(names[near[0]], rest)
    return Heard(None, typed=said[:60], perhaps=perhaps)


def _is_close(typed: str, name: str) -> bool:
    return difflib.SequenceMatcher(None, typed, name).ratio() >= CLOSE


def _is_reference(word: str) -> bool:
    """A bare reference: a council's letters, then five with a hyphen before or a digit among."""
    word = word.strip(".,;:!?")
    return bool(_REFERENCE.fullmatch(word)) and any(not char.isalpha() for char in word)


def references(said: str) -> tuple[str, ...]:
    """The references that a sentence names, each once; “re-enter” is a word, and none."""
    found = (word for word in _REFERENCE.findall(said) if not word.isalpha())
    return tuple(dict.fromkeys(w for w in found if w.isupper() or any(map(str.isdigit, w))))


def not_known(heard: Heard) -> str:
    """What is said to words that are no command."""
    if not heard.perhaps:
        return f"I do not know “{heard.typed}”. This is what you can ask for."
    meant = " or ".join(f"“{name}”" for name in heard.perhaps)
    return f"I do not know “{heard.typed}”. Did you mean {meant}?"
