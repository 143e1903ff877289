"""What a client of Teams shows, and what it sends when somebody presses: no more than a client."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.channel import FakeChannel

Json = dict[str, Any]


#: Inputs that a council's own procedure adds to the forms of every council.
OF_THE_COUNCIL = ("fact_", "left_", "enquiries", "satisfied")


def something(asked: Json) -> str:
    """Something fit for an input: the first choice, a day to come, a word."""
    if asked["type"] == "Input.ChoiceSet":
        return str(asked["choices"][0]["value"])
    known = {"Input.Date": "2027-01-11", "Input.Time": "10:30"}
    return known.get(asked["type"], "Because it is needed.")


@dataclass(frozen=True)
class Press:
    """A button as it stood on a card, with the form around it, to be pressed now or later."""

    button: Json
    form: Json
    message_id: str
    in_dialog: bool = False

    @property
    def opens_dialog(self) -> bool:
        return bool(self.button["data"].get("msteams", {}).get("type") == "task/fetch")

    def data(self, typed: dict[str, str]) -> Json:
        """What the client sends: the button's data, and every input of the form around it."""
        carried: Json = dict(self.button["data"])
        if self.button.get("associatedInputs") == "none":
            assert not typed, f"“{self.button['title']}” sends no input"
            return carried
        inputs = {found["id"]: found for found in elements(self.form, "Input.")}
        unknown = typed.keys() - inputs.keys()
        assert not unknown, f"the form has no {sorted(unknown)}, only {sorted(inputs)}"
        for key, asked in inputs.items():
            carried[key] = typed.get(key, asked.get("value", ""))
            if asked.get("isRequired") and key.startswith(OF_THE_COUNCIL) and not carried[key]:
                carried[key] = something(asked)  # what one council asks is in journeys of its own
            missing = asked.get("isRequired") and not carried[key]
            assert not missing, f"the client would not send this without {key}"
        return carried


@dataclass
class Screen:
    """One conversation as its members see it; a client's own view may differ from the message."""

    channel: FakeChannel
    conversation: str
    messages: dict[str, Json] = field(default_factory=dict)  # the newest or last touched is last
    _read: int = 0

    def look(self) -> None:
        """Take in what arrived since the last look."""
        for sent in self.channel.sent[self._read :]:
            here = sent.conversation.partition(";messageid=")[0] == self.conversation
            if here and sent.status < 300 and sent.method in ("POST", "PUT"):
                self.messages.pop(sent.activity, None)
                self.messages[sent.activity] = sent.body
        self._read = len(self.channel.sent)

    def show(self, message_id: str, card: Json) -> None:
        """The answer to a button replaces the card, for whoever pressed it."""
        message = self.messages.pop(message_id, {})
        content = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        self.messages[message_id] = {**message, "attachments": [content]}

    @property
    def cards(self) -> list[tuple[str, Json]]:
        """Message id and card, the last touched first."""
        self.look()
        found = [(key, card_of(message)) for key, message in reversed(self.messages.items())]
        return [(key, card) for key, card in found if card]


def card_of(message: Json) -> Json:
    """The card of a message, empty when it has none."""
    attachments = message.get("attachments") or [{}]
    content: Json = attachments[0].get("content", {})
    return content


def elements(drawn: Any, kind: str) -> Iterator[Json]:
    """Every element of a card whose type begins so; a button's fallback is not another button."""
    if isinstance(drawn, list):
        for item in drawn:
            yield from elements(item, kind)
    elif isinstance(drawn, dict):
        if str(drawn.get("type", "")).startswith(kind):
            yield drawn
        for key, item in drawn.items():
            if key not in ("fallback", "data"):
                yield from elements(item, kind)


def words(drawn: Any) -> str:
    """Everything that can be read on a card or message, in one text."""
    found: list[str] = []
    if isinstance(drawn, list):
        found = [words(item) for item in drawn]
    elif isinstance(drawn, dict):
        shown = {k: v for k, v in drawn.items() if k not in ("fallback", "data", "verb")}
        found = [words(item) for item in shown.values()]
    elif isinstance(drawn, str):
        found = [drawn]
    return "\n".join(found)


def titles(card: Json) -> list[str]:
    """The titles of a card's buttons."""
    return [button["title"] for button in elements(card, "Action.")]
