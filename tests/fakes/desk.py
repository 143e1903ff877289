"""A small stand-in for dialogs and memory, for tests of the edge alone."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from dialogs.invoke import Dialog, Invoke, InvokeKind, Place, Reply
from resolution.errors import NotYours
from resolution.people import Actor


def a_card(says: str) -> dict[str, Any]:
    block = {"type": "TextBlock", "text": says, "wrap": True}
    return {"type": "AdaptiveCard", "version": "1.5", "body": [block]}


@dataclass
class EchoDialogs:
    """Answers every invoke with a card that repeats its verb; some verbs misbehave on purpose."""

    asked: list[Invoke] = field(default_factory=list)

    async def answer(self, invoke: Invoke) -> Reply:
        self.asked.append(invoke)
        word = invoke.verb or invoke.text
        if word == "break":
            raise ValueError("a secret that nobody may read")
        if word == "refuse":
            raise NotYours("This is for the IRO.")
        if word == "sleep":
            await asyncio.sleep(60)
        if word == "nothing":
            return Reply()
        if word == "say":
            return Reply(text="Said.")
        if invoke.kind is InvokeKind.DIALOG_OPEN:
            return Reply(dialog=Dialog("Respond", a_card("form")))
        if invoke.kind is InvokeKind.DIALOG_SUBMIT:
            return Reply(close_dialog=True)
        card = a_card(word or invoke.kind.value)
        ref = str(invoke.data.get("ref", ""))
        return Reply(card=card, summary="A case", case_ref=ref, update_posted=bool(ref))


@dataclass
class FakeMemory:
    """Notes what the edge would have kept."""

    places: list[tuple[Place, Actor | None]] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)
    posts: list[tuple[str, str, str]] = field(default_factory=list)

    async def met(self, activity: Any, place: Place, actor: Actor | None) -> None:
        self.places.append((place, actor))

    async def removed(self, place: Place, actor: Actor | None) -> None:
        self.left.append(place)

    def is_known(self, activity: Any, place: Place, actor: Actor | None) -> bool:
        return (place, actor) in self.places

    def is_followed(self, place: Place, activity_id: str) -> bool:
        return any(post[1:] == (place.conversation_id, activity_id) for post in self.posts)

    async def posted(
        self, place: Place, activity_id: str, actor: Actor, reply: Reply, version: int
    ) -> None:
        self.posts.append((reply.case_ref, place.conversation_id, activity_id))
