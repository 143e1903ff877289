"""Several jobs in one commit: all that succeed together, each failure to its own caller."""

from collections.abc import Callable, Sequence

from sqlalchemy.exc import DBAPIError

from resolution.case import Case
from resolution.commands import Command
from resolution.ports import Clock, Unit
from storage.jobs import Job
from storage.ledger import Ledger
from storage.transaction import Transaction

ATTEMPTS = 3  # for a job that meets another writer on its case

Handle = Callable[[Command, Unit, Clock], Case]


class Spoilt(Exception):
    """What the jobs of a group wrote cannot be written together; its cause says why."""


class Group:
    """Decides and writes jobs on one connection, one commit at a time."""

    def __init__(self, transaction: Transaction, clock: Clock, handle: Handle) -> None:
        self._transaction = transaction
        self._clock = clock
        self._handle = handle
        self._owes = False

    def take(self, jobs: Sequence[Job]) -> bool:
        """Write every job, or leave in it why not; whether anything is owed now."""
        self._owes = False
        if self._transaction.one_writer:
            self._take(jobs)
        else:
            # Commands hold their cases, other work waits for what another writer may hold: apart,
            # two writers have little chance to wait for each other in a ring.
            for those in ([job for job in jobs if job.ref], [job for job in jobs if not job.ref]):
                if those:
                    self._take(those)
        return self._owes

    def _take(self, jobs: Sequence[Job]) -> None:
        try:
            self._write(jobs)
        except Spoilt as spoilt:
            # One job harmed the others' statements, or met another writer: each has its own try.
            for job in jobs:
                self._take_alone(job, spoilt if len(jobs) == 1 else None)

    def _take_alone(self, job: Job, spoilt: Spoilt | None) -> None:
        for _ in range(ATTEMPTS if spoilt is None else ATTEMPTS - 1):
            try:
                self._write([job])
                return
            except Spoilt as again:
                spoilt = again
        assert spoilt is not None, "a job is tried at least once"
        job.fail(spoilt.__cause__ or spoilt)

    def _write(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            job.result, job.error = None, None
        try:
            self._transaction.begin(sorted({job.ref for job in jobs if job.ref}))
            self._decide([job for job in jobs if job.ref])
            self._do([job for job in jobs if not job.ref])
        except Exception as error:  # the database's, as a rule; whatever it is, the writer goes on
            self._transaction.rollback()
            raise Spoilt from error
        try:
            self._owes |= self._transaction.commit()
        except Exception as fault:  # whether it lasted is not known: nobody may be told that it did
            self._transaction.abandon()
            for job in jobs:
                job.fail(fault)

    def _decide(self, jobs: Sequence[Job]) -> None:
        ledger = Ledger()
        for job in jobs:
            assert isinstance(job.task, Command), "only a command names a case"
            unit = self._transaction.unit()
            try:
                job.result = self._handle(job.task, unit, self._clock)
            except DBAPIError:
                raise
            except Exception as error:  # a refusal, or a fault: its caller's alone
                job.fail(error)
            else:
                self._transaction.take(unit, ledger)
        self._transaction.write(ledger)

    def _do(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            assert not isinstance(job.task, Command), "commands are decided, not called"
            unit = self._transaction.unit()
            try:
                with self._transaction.savepoint():
                    job.result = job.task(unit)
                    ledger = Ledger()
                    self._transaction.take(unit, ledger)
                    self._transaction.write(ledger)
            except DBAPIError:
                raise
            except Exception as error:
                job.fail(error)
