"""One turn with a person: read what they did, ask the dialogs, answer; a fault is never silence."""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Protocol

from msgspec import Struct

from bot import answers, arrivals
from bot.arrivals import Json, Malformed
from bot.connector import Address, Connector, ConnectorError
from bot.pacing import Pace
from dialogs.invoke import Invoke, InvokeKind, Place, Reply
from resolution.errors import Refused
from resolution.people import Actor

log = logging.getLogger(__name__)

# Teams gives up on an invoke after 5 to 15 seconds; answering late is the same as not answering.
INVOKE_SECONDS = 4.0
MESSAGE_SECONDS = 10.0
DEMO_SECONDS = 300.0
_SEND_TRIES = 6
_LONGEST_WAIT = 60.0  # an answer that comes later than this answers nothing
_REMEMBERED = 4096

Answer = Callable[[Invoke], Awaitable[Reply]]


class Memory(Protocol):
    """What is kept of conversations and of the cards posted in them."""

    async def met(self, activity: Json, place: Place, actor: Actor | None) -> None:
        """Remember where somebody, or a channel, can be reached."""
        ...

    async def removed(self, place: Place, actor: Actor | None) -> None:
        """The bot was taken out of this conversation."""
        ...

    async def posted(
        self, place: Place, activity_id: str, actor: Actor, reply: Reply, version: int
    ) -> None:
        """A case's card stands in this message, showing `version`: it must follow the case."""
        ...

    def is_known(self, activity: Json, place: Place, actor: Actor | None) -> bool:
        """Whether there is nothing new to remember of where somebody spoke."""
        ...

    def is_followed(self, place: Place, activity_id: str) -> bool:
        """Whether this message is known to show a case."""
        ...


class Once:
    """Remembers the last few thousand keys: Teams sends a message again after 15 seconds."""

    def __init__(self, size: int = _REMEMBERED) -> None:
        self._size = size
        self._seen: OrderedDict[str, None] = OrderedDict()

    def is_new(self, key: str) -> bool:
        """Whether this key comes for the first time."""
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > self._size:
            self._seen.popitem(last=False)
        return True


class Done(Struct, frozen=True):
    """What the log may know of a turn, and the body of its answer."""

    body: Json | None = None
    kind: str = ""
    verb: str = ""
    case_ref: str = ""
    outcome: str = "answered"


class Turns:
    """Everything that one activity of Teams may ask for."""

    def __init__(
        self, answer: Answer, memory: Memory, connector: Connector, pace: Pace, *, local: bool
    ) -> None:
        self._answer = answer
        self._memory = memory
        self._connector = connector
        self._pace = pace
        self._local = local
        # Letting days pass in the demo takes as long as it takes.
        self._message_seconds = DEMO_SECONDS if local else MESSAGE_SECONDS
        self._messages = Once()
        self._greeted = Once()
        self._later: set[asyncio.Task[None]] = set()

    async def message(self, activity: Json) -> Done:
        """A typed message or a submitted card: the answer is sent into the conversation."""
        key = f"{arrivals.place_of(activity).conversation_id} {arrivals.text(activity, 'id')}"
        if arrivals.text(activity, "id") and not self._messages.is_new(key):
            return Done(kind="message", outcome="repeated")
        actor = arrivals.actor_of(activity)
        place = arrivals.place_of(activity)
        if actor is None:
            await self._send(place, answers.text_message(answers.NOBODY))
            return Done(kind="message", outcome="nobody")
        invoke = arrivals.of_message(activity, actor, local=self._local)
        await self._met(activity, place, actor)
        reply, outcome = await self._reply(invoke, self._message_seconds)
        await self._deliver(answers.messages(reply), reply, invoke)
        return _done(invoke, reply, outcome)

    async def card(self, activity: Json) -> Done:
        """A card's button: the redrawn card is the answer, and the posted one follows later."""
        actor = arrivals.actor_of(activity)
        if actor is None:
            return Done(answers.sentence(answers.NOBODY), "card", outcome="nobody")
        try:
            invoke = arrivals.of_card(activity, actor, local=self._local)
        except Malformed as error:
            return Done(answers.bad_button(str(error)), "card", outcome="malformed")
        reply, outcome = await self._reply(invoke, INVOKE_SECONDS)
        # Those that were written together are drawn together before the first is sent: doing the
        # same work in a row keeps it near the processor.
        await asyncio.sleep(0)
        self._afterwards(activity, invoke, reply)
        return _done(invoke, reply, outcome, answers.card_answer(reply))

    async def dialog(self, activity: Json, *, opens: bool) -> Done:
        """A dialog that opens, or the form that was filled in it."""
        actor = arrivals.actor_of(activity)
        if actor is None:
            return Done(answers.dialog_sentence(answers.NOBODY), "dialog", outcome="nobody")
        try:
            invoke = arrivals.of_dialog(activity, actor, opens=opens, local=self._local)
        except Malformed as error:
            return Done(answers.dialog_sentence(str(error)), "dialog", outcome="malformed")
        reply, outcome = await self._reply(invoke, INVOKE_SECONDS)
        self._afterwards(activity, invoke, reply)
        return _done(invoke, reply, outcome, answers.dialog_answer(reply))

    async def joined(self, activity: Json) -> Done:
        """The bot can be reached here from now on; it introduces itself once."""
        place, actor = arrivals.place_of(activity), arrivals.actor_of(activity)
        await self._met(activity, place, actor)
        if not self._greeted.is_new(place.conversation_id):
            return Done(kind="joined", outcome="repeated")
        invoke = arrivals.of_joining(activity, actor, local=self._local)
        reply, outcome = await self._reply(invoke, self._message_seconds)
        await self._deliver(answers.messages(reply), reply, invoke)
        return _done(invoke, reply, outcome)

    async def removed(self, activity: Json) -> Done:
        """The bot was taken out of a conversation."""
        place = arrivals.place_of(activity)
        await self._memory.removed(place, arrivals.actor_of(activity))
        return Done(kind="removed")

    async def close(self) -> None:
        """Finish what was left for after the answers."""
        if self._later:
            await asyncio.gather(*self._later, return_exceptions=True)

    async def _met(self, activity: Json, place: Place, actor: Actor | None) -> None:
        try:
            async with asyncio.timeout(INVOKE_SECONDS):
                await self._memory.met(activity, place, actor)
        except Exception:  # they asked something; that we could not note where is our own affair
            log.exception("conversation_not_remembered")

    async def _reply(self, invoke: Invoke, seconds: float) -> tuple[Reply, str]:
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(invoke), "answered"
        except Refused as refusal:
            return Reply(text=str(refusal)), "refused"
        except TimeoutError:
            log.warning("answer_too_slow", extra={"verb": invoke.verb})
            return Reply(text=answers.SLOW), "slow"
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("turn_failed", extra={"reference": reference, "verb": invoke.verb})
            return Reply(text=answers.fault_sentence(reference)), "fault"

    def _afterwards(self, activity: Json, invoke: Invoke, reply: Reply) -> None:
        """What must not hold up an answer that a client waits for."""
        known = self._memory.is_known(activity, invoke.place, invoke.actor)
        if known and not self._is_more_to_send(reply) and not self._is_new_post(invoke, reply):
            return
        task = asyncio.create_task(self._after(activity, invoke, reply))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _after(self, activity: Json, invoke: Invoke, reply: Reply) -> None:
        try:
            await self._memory.met(activity, invoke.place, invoke.actor)
            if self._is_new_post(invoke, reply):
                # The posted card still shows what the button was drawn with.
                drawn = invoke.data.get("v")
                version = drawn if isinstance(drawn, int) else 0
                await self._memory.posted(
                    invoke.place, invoke.reply_to_id, invoke.actor, reply, version
                )
            if self._is_more_to_send(reply):
                await self._deliver(answers.further(reply), reply, invoke)
        except Exception:
            log.exception("after_answer_failed", extra={"verb": invoke.verb})

    @staticmethod
    def _is_more_to_send(reply: Reply) -> bool:
        return bool(reply.post) or reply.aside is not None

    def _is_new_post(self, invoke: Invoke, reply: Reply) -> bool:
        """Whether the button sits on a case's card that is not followed yet."""
        if not (invoke.reply_to_id and reply.update_posted and reply.case_ref):
            return False
        return not self._memory.is_followed(invoke.place, invoke.reply_to_id)

    async def _deliver(self, sent: list[answers.Json], reply: Reply, invoke: Invoke) -> None:
        activity_id = ""
        for message in sent:
            activity_id = await self._send(invoke.place, message)
        if reply.case_ref and activity_id and (reply.card is not None or reply.post):
            version = reply.case_version
            await self._memory.posted(invoke.place, activity_id, invoke.actor, reply, version)
        if reply.aside is not None:
            await self._send(invoke.place, answers.card_message(reply.aside, reply.aside_summary))

    async def _send(self, place: Place, message: answers.Json) -> str:
        """Send at once, trying a few times; what was answered is not owed, so nothing is queued."""
        to = Address(place.service_url, place.conversation_id)
        for attempt in range(_SEND_TRIES):
            try:
                async with self._pace.turn(to.conversation_id):
                    return await self._connector.send(to, message)
            except ConnectorError as error:
                last = attempt == _SEND_TRIES - 1 or not error.may_pass
                wait = error.retry_after if error.retry_after is not None else 0.5 * 2**attempt
                if last or wait > _LONGEST_WAIT:
                    why = {"status": error.status, "code": error.code}
                    log.warning("reply_not_sent", extra=why)
                    return ""
                await asyncio.sleep(wait)
        return ""


def _done(invoke: Invoke, reply: Reply, outcome: str, body: Json | None = None) -> Done:
    case_ref = reply.case_ref or arrivals.text(invoke.data, "ref")[:20]
    kind = "refresh" if invoke.trigger == "automatic" else invoke.kind.value
    word = invoke.verb if invoke.kind is not InvokeKind.MESSAGE else ""
    return Done(body, kind, word[:40], case_ref, outcome)
