"""Which channels there are: those of the directory, and those that asked for the digest in chat."""

import asyncio

import orjson

from dialogs.invoke import Place
from resolution.people import Channel, Directory
from resolution.ports import Clock
from storage.documents import Documents

_KIND = "channels"
_ADMINISTRATORS = ("administrators", "admin")


class Channels:
    """Finds channels by key, and by the place in which somebody spoke."""

    def __init__(self, documents: Documents, clock: Clock) -> None:
        self._documents = documents
        self._clock = clock
        self._asked: dict[str, str] = {}
        self._changing = asyncio.Lock()

    def load(self) -> None:
        """Read which channels asked for the digest; from the database, so not on the loop."""
        found = self._documents.current(_KIND)
        self._asked = orjson.loads(found.body) if found else {}

    def with_digest(self, directory: Directory) -> tuple[Channel, ...]:
        """Every channel that gets a morning digest."""
        named = tuple(c for c in directory.channels if not c.administrators)
        known = {channel.conversation_id for channel in directory.channels}
        asked = (Channel(i, i, title) for i, title in self._asked.items() if i not in known)
        return (*named, *asked)

    def find(self, directory: Directory, key: str) -> Channel | None:
        """The channel with this key; the administrators' has no key of its own."""
        if key in _ADMINISTRATORS:
            return directory.administrators_channel
        everywhere = (*directory.channels, *self.with_digest(directory))
        return next((c for c in everywhere if c.key == key), None)

    def at(self, directory: Directory, place: Place) -> Channel | None:
        """The channel in which somebody spoke; None for one that nobody named or asked for."""
        here = channel_id(place)
        everywhere = (*directory.channels, *self.with_digest(directory))
        return next((c for c in everywhere if c.conversation_id == here), None)

    def key_at(self, directory: Directory, place: Place) -> str:
        """The key under which a place's conversation is kept."""
        channel = self.at(directory, place)
        if channel is None:
            return channel_id(place)
        return _ADMINISTRATORS[0] if channel.administrators else channel.key

    async def add(self, place: Place) -> None:
        """From now on this channel gets the digest."""
        async with self._changing:
            await asyncio.to_thread(self.load)
            asked = {**self._asked, channel_id(place): place.title}
            body = orjson.dumps(asked, option=orjson.OPT_SORT_KEYS).decode()
            now = self._clock.now()
            await asyncio.to_thread(self._documents.put, _KIND, "", body, now)
            self._asked = asked


def channel_id(place: Place) -> str:
    """The channel itself, without the thread in which somebody spoke."""
    return place.team_channel or place.conversation_id.partition(";messageid=")[0]
