"""Where to reach each person and channel, as learnt from their own activities."""

from datetime import datetime

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict, replace

from storage.prepared import insert
from storage.tables import conversations, lane_of
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer


class Conversation(Struct, frozen=True):
    """A conversation with a person (by id) or in a channel (by its key in the directory)."""

    conversation_id: str
    service_url: str
    person_id: str = ""
    channel: str = ""
    tenant_id: str = ""
    bot_id: str = ""
    bot_name: str = ""
    blocked: bool = False  # the person removed the bot, or an administrator forbade it

    @property
    def lane(self) -> str:
        """Whose conversation it is."""
        return lane_of(self.person_id, self.channel)


_COLUMNS = [conversations.c[name] for name in Conversation.__struct_fields__]


class Conversations:
    """Remembers conversations; knows without asking the database what it was told last."""

    def __init__(self, engine: sa.Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer
        self._told: dict[str, Conversation] = {}

    def knows(self, conversation: Conversation) -> bool:
        """Whether exactly this was remembered by this process; touches no database."""
        return self._told.get(conversation.lane) == conversation

    def is_blocked(self, person_id: str) -> bool:
        """Whether messages to a person were refused when last tried; touches no database."""
        told = self._told.get(lane_of(person_id, ""))
        return told is not None and told.blocked

    async def remember(self, conversation: Conversation, at: datetime) -> None:
        """Keep a conversation, in place of an older one with the same person or channel."""
        if not self.knows(conversation):
            await self._writer.run(lambda unit: _remember(unit, conversation, at))
            self._told[conversation.lane] = conversation

    def block(self, conversation: Conversation, at: datetime) -> None:
        """Keep that messages there are refused, until something is heard from there again."""
        blocked = replace(conversation, blocked=True)
        self._writer.run_here(lambda unit: _remember(unit, blocked, at))
        self._told[blocked.lane] = blocked

    def for_person(self, person_id: str) -> Conversation | None:
        """The conversation with a person, or None."""
        return self._find(lane_of(person_id, ""))

    def for_channel(self, channel: str) -> Conversation | None:
        """The conversation in a channel, or None."""
        return self._find(lane_of("", channel))

    def channels(self) -> list[Conversation]:
        """Every channel's conversation, in order of their keys."""
        asked = sa.select(*_COLUMNS).where(conversations.c.channel != "")
        with self._engine.connect() as connection:
            rows = connection.execute(asked.order_by(conversations.c.channel)).all()
        return [Conversation(**row._mapping) for row in rows]

    def _find(self, lane: str) -> Conversation | None:
        asked = sa.select(*_COLUMNS).where(conversations.c.lane == lane)
        with self._engine.connect() as connection:
            row = connection.execute(asked).one_or_none()
        found = None if row is None else Conversation(**row._mapping)
        if found is not None and found.blocked:
            self._told[lane] = found  # another replica may have met the refusal
        return found


def _remember(unit: UnitOfWork, conversation: Conversation, at: datetime) -> None:
    told = asdict(conversation)
    adding = insert(conversations, unit.connection.dialect).values(
        lane=conversation.lane, updated_at=at, **told
    )
    unit.connection.execute(
        adding.on_conflict_do_update(
            index_elements=["lane"],
            set_={name: adding.excluded[name] for name in (*told, "updated_at")},
        )
    )
