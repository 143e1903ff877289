"""What the edge keeps: where people and channels can be reached, and which messages show a case."""

from collections import OrderedDict
from collections.abc import Callable

from msgspec.structs import replace

from bot import arrivals
from bot.arrivals import Json
from bot.channels import Channels, channel_id
from dialogs.invoke import Place, Reply
from resolution.people import Actor, Directory
from resolution.ports import Clock
from storage.conversations import Conversation, Conversations
from storage.posts import Posts

CASE_CARD = "case"
_KEPT = 4096


class StoredMemory:
    """Keeps it in storage; what this process was told before costs no write."""

    def __init__(
        self,
        conversations: Conversations,
        posts: Posts,
        channels: Channels,
        directory: Callable[[], Directory],
        clock: Clock,
    ) -> None:
        self._conversations = conversations
        self._posts = posts
        self._channels = channels
        self._directory = directory
        self._clock = clock
        self._met: OrderedDict[tuple[str, ...], None] = OrderedDict()
        self._followed: OrderedDict[tuple[str, ...], None] = OrderedDict()

    def is_known(self, activity: Json, place: Place, actor: Actor | None) -> bool:
        """Whether there is nothing new to remember of where somebody spoke."""
        # Whoever presses a button can be reached, whatever Teams said when we last wrote to them.
        if place.personal and actor is not None and self._conversations.is_blocked(actor.person_id):
            return False
        return _who_is_where(place, actor) in self._met

    async def met(self, activity: Json, place: Place, actor: Actor | None) -> None:
        """Remember where somebody, or a channel, can be reached."""
        found = self._conversation(activity, place, actor)
        if found is not None:
            await self._conversations.remember(found, self._clock.now())
        _keep(self._met, _who_is_where(place, actor))

    async def removed(self, place: Place, actor: Actor | None) -> None:
        """The bot was taken out of this conversation: it is blocked until heard from again."""
        self._met.clear()
        found = self._conversation({}, place, actor)
        if found is not None:
            await self._conversations.remember(replace(found, blocked=True), self._clock.now())

    def is_followed(self, place: Place, activity_id: str) -> bool:
        """Whether this process has already kept that a message shows a case."""
        return (place.conversation_id, activity_id) in self._followed

    async def posted(
        self, place: Place, activity_id: str, actor: Actor, reply: Reply, version: int
    ) -> None:
        """A case's card stands in this message, showing `version`: it must follow the case."""
        await self._posts.remember(
            reply.case_ref,
            place.conversation_id,
            activity_id,
            CASE_CARD,
            version,
            self._clock.now(),
            person_id=actor.person_id if place.personal else "",
            channel="" if place.personal else self._channels.key_at(self._directory(), place),
        )
        _keep(self._followed, (place.conversation_id, activity_id))

    def _conversation(
        self, activity: Json, place: Place, actor: Actor | None
    ) -> Conversation | None:
        if not place.conversation_id or (place.personal and actor is None):
            return None
        person_id = actor.person_id if actor and place.personal else ""
        recipient = arrivals.part(activity, "recipient")
        return Conversation(
            conversation_id=place.conversation_id if place.personal else channel_id(place),
            service_url=place.service_url,
            person_id=person_id,
            channel="" if person_id else self._channels.key_at(self._directory(), place),
            tenant_id=place.tenant_id,
            bot_id=arrivals.text(recipient, "id"),
            bot_name=arrivals.text(recipient, "name"),
        )


def _who_is_where(place: Place, actor: Actor | None) -> tuple[str, ...]:
    person_id = actor.person_id if actor else ""
    return person_id, place.conversation_id, place.service_url, place.tenant_id


def _keep(seen: OrderedDict[tuple[str, ...], None], key: tuple[str, ...]) -> None:
    seen[key] = None
    if len(seen) > _KEPT:
        seen.popitem(last=False)
