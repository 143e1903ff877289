"""What a form asks: inputs with labels, what was typed kept, a message where it is wrong."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cards.parts import LONG_TEXT, Block, paragraph
from cards.words import day, plain, safe
from resolution.policy import FormField

#: Title and value of one choice.
Choice = tuple[str, str]


#: Chosen for a person whom the list does not have; and what the key of their typed name ends in.
OTHER = "other"
TYPED = "_typed"


class Form:
    """A form being drawn: it knows what was typed before and which answers were wrong."""

    def __init__(
        self, values: Mapping[str, str], errors: Mapping[str, str], today: date | None = None
    ) -> None:
        self.values = values
        self.errors = errors
        self.today = today
        self.blocks: list[Block] = []

    def add(self, *blocks: Block) -> None:
        """Put blocks between the inputs."""
        self.blocks.extend(blocks)

    def ask(self, key: str, kind: str, asks: str, *, needs: str = "", **more: Any) -> None:
        """Add an input; `needs` says what to do when it is left empty, and makes it required."""
        error = self.errors.get(key)
        if error:
            self.add(paragraph(f"**Put this right:** {safe(error)}", color="Attention"))
        drawn: Block = {"type": f"Input.{kind}", "id": key, "label": plain(asks), **more}
        if key in self.values:
            drawn["value"] = self.values[key]
        if needs:
            drawn.update(isRequired=True, errorMessage=needs)
        self.add(drawn)

    def line(self, key: str, asks: str, *, needs: str = "", hint: str = "") -> None:
        """A short answer on one line."""
        more = {"placeholder": hint} if hint else {}
        self.ask(key, "Text", asks, needs=needs, maxLength=200, **more)

    def text(self, key: str, asks: str, *, needs: str = "", hint: str = "") -> None:
        """A long answer."""
        more = {"placeholder": hint} if hint else {}
        self.ask(key, "Text", asks, needs=needs, isMultiline=True, maxLength=LONG_TEXT, **more)

    def day(
        self,
        key: str,
        asks: str,
        *,
        needs: str = "",
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        """A day; clients take `first` and `last` as hints only, so the server looks again."""
        more = {"min": first.isoformat()} if first else {}
        more |= {"max": last.isoformat()} if last else {}
        self.ask(key, "Date", asks, needs=needs, **more)

    def time(self, key: str, asks: str, *, needs: str = "") -> None:
        """A time of day."""
        self.ask(key, "Time", asks, needs=needs)

    def choice(
        self, key: str, asks: str, choices: Iterable[Choice], *, needs: str = "", many: bool = False
    ) -> None:
        """One of several, or (`many`) any number of them, answered joined by commas."""
        options = [{"title": plain(title), "value": value} for title, value in choices]
        open_list = many or len(options) <= 4
        more = {"isMultiSelect": True} if many else {}
        self.ask(
            key,
            "ChoiceSet",
            asks,
            needs=needs,
            choices=options,
            style="expanded" if open_list else "compact",
            wrap=True,
            **more,
        )

    def sole_choice(
        self, key: str, asks: str, choices: Iterable[Choice], *, needs: str = ""
    ) -> None:
        """One of several; where there is only one it is chosen already, else none is our guess."""
        offered = list(choices)
        if len(offered) == 1:
            self.values = {key: offered[0][1], **self.values}
        self.choice(key, asks, offered, needs=needs)

    def tick(self, key: str, asks: str) -> None:
        """A box to tick, answered true or false."""
        self.ask(key, "Toggle", asks, title="Yes", wrap=True)

    def field(self, asked: FormField, key: str = "") -> None:
        """One field that the policy itself asks for."""
        key = key or asked.key
        if asked.key in self.errors and key not in self.errors:
            self.errors = {**self.errors, key: self.errors[asked.key]}
        label = asked.label if asked.required else f"{asked.label} (optional)"
        needs = "Answer this question." if asked.required else ""
        if asked.help:
            self.add(paragraph(safe(asked.help), isSubtle=True, size="Small"))
        if asked.kind == "long":
            self.text(key, label, needs=needs)
        elif asked.kind == "date":
            first = self.today if asked.when == "future" else None
            last = self.today if asked.when == "past" else None
            self.day(key, label, needs=needs, first=first, last=last)
        elif asked.kind == "yes_no":
            self.choice(key, label, [("Yes", "yes"), ("No", "no")], needs=needs)
        elif asked.kind == "person":
            self._person(key, label, asked)
        elif asked.is_chosen:
            choices = [(title, value) for value, title in asked.offered.items()]
            self.choice(key, label, choices, needs=needs, many=asked.is_many)
        else:
            self.line(key, label, needs=needs)

    def _person(self, key: str, label: str, asked: FormField) -> None:
        """Somebody from a list; a name is typed where they are not in it."""
        choices = [(title, value) for value, title in asked.offered.items()]
        needs = "Answer this question." if asked.required else ""
        self.choice(key, label, [*choices, ("Somebody else", OTHER)], needs=needs)
        self.line(f"{key}{TYPED}", "If it is somebody else: their name and post")


def in_words(asked: FormField, value: str) -> str:
    """An answer as it is read, not as it is kept: a day in full, Yes, a list; not yet made safe."""
    if asked.kind == "date":
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value
    if asked.kind == "yes_no":
        return value.capitalize()
    return value.replace("\n", "; ") if asked.is_many else value
