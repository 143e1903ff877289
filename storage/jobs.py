"""What waits for the writer, and how each caller hears what became of it."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress

from msgspec import Struct

from resolution.commands import Command
from storage.unit_of_work import UnitOfWork

Reply = asyncio.Future[object] | Future[object]


class Job(Struct, eq=False):
    """A command or other work that waits to be written, and the reply that its caller awaits."""

    task: Command | Callable[[UnitOfWork], object]
    reply: Reply
    result: object = None
    error: BaseException | None = None

    @property
    def ref(self) -> str:
        """The case that a command is about; empty for other work."""
        return self.task.case_ref if isinstance(self.task, Command) else ""

    def fail(self, error: BaseException) -> None:
        """Nothing of it was written."""
        self.result, self.error = None, error

    def tell(self) -> None:
        """Answer the caller, unless they have gone."""
        if self.reply.done():
            return
        if self.error is not None:
            self.reply.set_exception(self.error)
        else:
            self.reply.set_result(self.result)


def answer(jobs: Iterable[Job]) -> None:
    """Answer every caller: those on an event loop in one go, on their loop."""
    waiting: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        if isinstance(job.reply, asyncio.Future):
            waiting.setdefault(job.reply.get_loop(), []).append(job)
        else:
            job.tell()
    for loop, those in waiting.items():
        # The loop may have been closed meanwhile; what was written stays written.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell_all, those)


def _tell_all(jobs: Iterable[Job]) -> None:
    for job in jobs:
        job.tell()
