"""Commands in, group commits out: whatever waits is decided together and flushed to disk once."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TypeVar, cast

from resolution.case import Case
from resolution.commands import Command
from resolution.ports import Clock
from storage.group import Group, Handle
from storage.jobs import Job, answer
from storage.transaction import Transaction
from storage.unit_of_work import UnitOfWork

STOPPING = "The service is stopping; try again in a minute."
GROUP = 64  # jobs in one commit: with more, only the wait of the first grows

T = TypeVar("T")


class WriterClosed(Exception):
    """The service is stopping and takes no more commands."""


class Writer:
    """The one road to the database; callers wait on the event loop, threads write."""

    def __init__(self, transactions: Sequence[Transaction], clock: Clock, handle: Handle) -> None:
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._closed = False
        self._gathered: dict[asyncio.AbstractEventLoop, list[Job]] = {}
        self._watchers: list[tuple[asyncio.AbstractEventLoop, Callable[[], None]]] = []
        self._threads = [
            threading.Thread(
                target=self._serve,
                args=(transaction, Group(transaction, clock, handle)),
                name=f"writer-{number}",
                daemon=True,
            )
            for number, transaction in enumerate(transactions, 1)
        ]
        for thread in self._threads:
            thread.start()

    async def submit(self, command: Command) -> Case:
        """Take one command to casework; the case afterwards, or Refused."""
        return cast("Case", await self._gather(command))

    async def submit_many(self, commands: Sequence[Command]) -> list[Case | BaseException]:
        """The same for several that do not depend on each other, each with its own answer."""
        return await asyncio.gather(*map(self.submit, commands), return_exceptions=True)

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Any other write, on the same road and in the same commits."""
        return cast("T", await self._gather(work))

    def run_here(self, work: Callable[[UnitOfWork], T]) -> T:
        """The same for a caller in a thread of its own, which waits."""
        reply: Future[object] = Future()
        self._check_open()
        self._queue.put(Job(work, reply))
        return cast("T", reply.result())

    def watch(self, owed: Callable[[], None]) -> None:
        """Call this on the running loop after each commit that owes a message or sets a timer."""
        self._watchers.append((asyncio.get_running_loop(), owed))

    async def close(self) -> None:
        """Write all that waits, then stop."""
        self._hand_over(asyncio.get_running_loop())
        await asyncio.to_thread(self.close_here)

    def close_here(self) -> None:
        """The same for a caller without an event loop."""
        if not self._closed:
            self._closed = True
            for _ in self._threads:
                self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _gather(self, task: Command | Callable[[UnitOfWork], object]) -> "asyncio.Future[object]":
        # Handed over together once the loop has seen to all that is ready: each hand-over wakes a
        # thread, and what arrives together is better written together.
        self._check_open()
        loop = asyncio.get_running_loop()
        reply: asyncio.Future[object] = loop.create_future()
        gathered = self._gathered.get(loop)
        if gathered is None:
            gathered = self._gathered[loop] = []
            loop.call_soon(self._hand_over, loop)
        gathered.append(Job(task, reply))
        return reply

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        for job in self._gathered.pop(loop, ()):
            if self._closed:
                job.fail(WriterClosed(STOPPING))
                job.tell()
            else:
                self._queue.put(job)

    def _check_open(self) -> None:
        if self._closed:
            raise WriterClosed(STOPPING)

    def _serve(self, transaction: Transaction, group: Group) -> None:
        while (first := self._queue.get()) is not None:
            jobs = self._waiting(first)
            owes = group.take(jobs)
            answer(jobs)
            for loop, owed in self._watchers if owes else ():
                with suppress(RuntimeError):  # a loop that was closed watches no more
                    loop.call_soon_threadsafe(owed)
        transaction.close()

    def _waiting(self, first: Job) -> list[Job]:
        jobs = [first]
        with suppress(Empty):
            while len(jobs) < GROUP:
                job = self._queue.get_nowait()
                if job is None:
                    self._queue.put(None)  # stop, but only after these
                    break
                jobs.append(job)
        return jobs
