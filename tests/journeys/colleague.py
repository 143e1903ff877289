"""A person of the authority before their Teams: what they type, press and see."""

from typing import TYPE_CHECKING, Any

from bot.demo.authority import Colleague as Somebody
from tests.fakes import activities
from tests.fakes.keys import APP_ID
from tests.journeys.screen import Json, Press, Screen, card_of, elements, something, titles, words

if TYPE_CHECKING:
    from tests.journeys.harness import Council

CARD = "application/vnd.microsoft.card.adaptive"


class Colleague:
    """One person in one conversation: their own chat with the bot, or a channel."""

    def __init__(self, council: "Council", somebody: Somebody, channel: str = "") -> None:
        self.council = council
        self.id = somebody.id
        self.name = somebody.name
        self.channel = channel
        self.screen = Screen(council.channel, channel or f"a:{somebody.id}")
        self.dialog: Json = {}
        self.told = ""  # the sentence that answered the last press

    async def says(self, text: str) -> str:
        """Type a message; in a channel the bot is mentioned. What is seen afterwards."""
        said: Json = {"text": text}
        if self.channel:
            bot = {"id": f"28:{APP_ID}", "name": "IRO resolution"}
            mention = {"type": "mention", "text": "<at>IRO resolution</at>", "mentioned": bot}
            said = {"text": f"{mention['text']} {text}", "entities": [mention]}
        activity = activities.activity("message", textFormat="plain", **self._who(), **said)
        await self.council.post(activity)
        self.screen.look()
        return self.sees

    async def presses(self, title: str, **typed: str) -> str:
        """Press a button of what is on the screen, with what was typed; what is seen then."""
        return await self.sends(self.button(title), **typed)

    async def presses_more(self, title: str, **typed: str) -> str:
        """The same with a button that may stand on a further page of the card."""
        while title not in self.titles:
            await self.presses("More")
        return await self.presses(title, **typed)

    async def sends(self, press: Press, **typed: str) -> str:
        """Press a button that was perhaps kept from an earlier card."""
        data = press.data(typed)
        where: Json = {**self._who(), "replyToId": press.message_id}
        if press.button["type"] == "Action.Execute":
            activity = activities.execute(press.button["verb"], data, **where)
            await self._card(press, await self.council.post(activity))
        elif press.opens_dialog:
            activity = activities.open_dialog(data, **where)
            self._dialog(await self.council.post(activity))
        elif press.in_dialog:
            activity = activities.submit_dialog(data, **where)
            self._dialog(await self.council.post(activity))
        else:
            await self.council.post(activities.submit(data, **where))
        return self.sees

    def button(self, title: str, ref: str = "") -> Press:
        """The button with this title: of the open dialog, else of the card last touched."""
        if self.dialog:
            return self._found(self.dialog, title, "", in_dialog=True)
        for message_id, card in self.screen.cards:
            there = title in titles(card) and (not ref or ref in words(card))
            if there:
                return self._found(card, title, message_id)
        shown = [titles(card) for _, card in self.screen.cards]
        raise AssertionError(f"{self.name} has no button “{title}”, only {shown}")

    def _found(self, card: Json, title: str, message_id: str, *, in_dialog: bool = False) -> Press:
        for button in elements(card, "Action."):
            if button["title"] == title:
                return Press(button, card, message_id, in_dialog)
        raise AssertionError(f"the dialog has no “{title}”, only {titles(card)}")

    async def _card(self, press: Press, answer: Json) -> None:
        assert answer["statusCode"] == 200, answer
        if answer["type"] == CARD:
            self.screen.look()
            self.council.saw(answer["value"], self.channel and "answer to one person")
            self.screen.show(press.message_id, answer["value"])
            self.told = words(answer["value"])
        else:
            self.told = answer["value"]

    def _dialog(self, answer: Json) -> None:
        task = answer.get("task", {})
        self.dialog = {}
        self.told = ""
        if task.get("type") == "continue":
            self.dialog = task["value"]["card"]["content"]
            self.council.saw(self.dialog, "dialog")
        elif task:
            self.told = task["value"]

    @property
    def card(self) -> Json:
        """The open dialog, else the card last touched in this conversation."""
        return self.dialog or next((card for _, card in self.screen.cards), {})

    @property
    def sees(self) -> str:
        """Everything that can be read now: the last answer, and the card last touched."""
        self.screen.look()
        last = next(reversed(self.screen.messages.values()), {})
        return "\n".join((self.told, str(last.get("text", "")), words(self.card)))

    @property
    def titles(self) -> list[str]:
        """The buttons of the open dialog, else of the card last touched."""
        return titles(self.card)

    @property
    def inbox(self) -> list[str]:
        """What arrived in this conversation, each message in words, in order; copies count once."""
        self.screen.look()
        return [words(message) for message in self.screen.messages.values()]

    @property
    def previews(self) -> list[str]:
        """The notification text of every message that was sent here, in order."""
        sent = self.council.channel.delivered()
        here = [s for s in sent if s.conversation == self.screen.conversation]
        return [str(s.body.get("summary", "")) for s in here if s.method == "POST"]

    def received(self, phrase: str) -> list[Json]:
        """The cards that were sent to this person and say this."""
        sent = self.council.channel.delivered()
        here = [s for s in sent if s.conversation == self.screen.conversation]
        return [card_of(s.body) for s in here if s.method == "POST" and phrase in words(s.body)]

    @property
    def form(self) -> dict[str, str]:
        """Something fit for every mandatory input: the first choice, a day to come, a word."""
        filled: dict[str, str] = {}
        for asked in elements(self.card, "Input."):
            # One theme of all the lists of a procedure is enough.
            if asked.get("isRequired") or asked["id"] == "themes_1":
                filled[asked["id"]] = asked.get("value") or something(asked)
        return filled

    def _who(self) -> dict[str, Any]:
        return {
            "person": self.id,
            "called": self.name,
            "service_url": self.council.channel.url,
            "channel": self.channel,
        }
