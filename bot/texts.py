"""The texts that every replica shares: policy, directory and calendar, kept up to date."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot.settings import SettingMissing, Settings
from resolution.case import Case
from resolution.commands import Command, Recalculate
from resolution.errors import DirectoryInvalid, Refused
from resolution.policy_text import bundled, read_text
from storage.documents import CALENDAR, COUNTED, DIRECTORY, POLICY
from storage.engine import Store

log = logging.getLogger(__name__)

SubmitMany = Callable[[Sequence[Command]], Awaitable[list[Case | BaseException]]]


class Texts:
    """Brings the configured files into storage, and what was stored into force."""

    def __init__(self, store: Store, settings: Settings, submit_many: SubmitMany) -> None:
        self._store = store
        self._settings = settings
        self._submit_many = submit_many
        self._seen: dict[str, tuple[int, int]] = {}  # file → when it was changed, and its size
        self.policy_id = ""

    def start(self, at: datetime) -> None:
        """Store policy, directory and calendar; Refused when one of them cannot be used."""
        self.policy_id = self._store_policy(at)
        for file, kind in self._files():
            self._bring_in(file, kind, at)
        self._store.rulebooks.refresh()

    async def look(self, now: datetime) -> None:
        """Once a minute: were the files changed, or did another replica store something?"""
        version = await asyncio.to_thread(self._look, now)
        if version and await self._count_again():
            # Remembered only now, in the database: a restart half-way counts again.
            await asyncio.to_thread(self._store.documents.put, COUNTED, "", version, now)

    async def _count_again(self) -> bool:
        """Let every open case count its due dates again; whether all of them could."""
        refs = await asyncio.to_thread(self._store.cases.open_refs)
        log.info("calendar_changed", extra={"open_cases": len(refs)})
        whole = True
        for start in range(0, len(refs), 100):
            batch = [Recalculate(case_ref=ref) for ref in refs[start : start + 100]]
            for command, answer in zip(batch, await self._submit_many(batch), strict=True):
                if isinstance(answer, BaseException):
                    # What is refused will be refused again; only a fault is worth another try.
                    whole = whole and isinstance(answer, Refused)
                    ref = {"case_ref": command.case_ref}
                    log.error("not_recalculated", exc_info=answer, extra=ref)
        return whole

    def _look(self, now: datetime) -> str:
        """The version of the calendar when open due dates must be counted by it, else empty."""
        for file, kind in self._files():
            try:
                self._bring_in(file, kind, now)
            except Refused as refusal:
                # The old one stays in force; the sentence says what to mend, not where we failed.
                extra = {"kind": kind, "why": _without_names(refusal, file)}
                log.warning("file_not_taken", extra=extra)
        self._store.rulebooks.refresh()
        try:
            # Read here, in a thread, so that the loop need not.
            version = self._store.rulebooks.get(self.policy_id).calendar.version
        except Refused as refusal:
            why = _without_names(refusal, "FILE")
            log.warning("rulebook_not_read", extra={"why": why})
            return ""
        counted = self._store.documents.current(COUNTED)
        return "" if counted is not None and counted.body == version else version

    def _bring_in(self, file: str, kind: str, at: datetime) -> None:
        try:
            state = Path(file).stat()
            stamp = (state.st_mtime_ns, state.st_size)
            if self._seen.get(file) == stamp:
                return
            text = Path(file).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise Refused(f"{file} is not a text file in UTF-8; save it as such.") from error
        except OSError as error:
            why = (error.strerror or "unknown reason").lower()
            raise Refused(f"The {kind} file {file} cannot be read: {why}.") from error
        self._seen[file] = stamp
        known = self._store.documents.current(kind)
        if known is None or known.body != text:
            _check(kind, text, file)
            self._store.documents.put(kind, "", text, at)
            log.info("file_taken", extra={"kind": kind})
            if kind == DIRECTORY:
                self._look_for_gaps(file)

    def _look_for_gaps(self, file: str) -> None:
        """Say that a new directory leaves posts empty, or open cases without their people."""
        from resolution.directory_check import check_directory, left_behind

        self._store.rulebooks.refresh()
        rulebook = self._store.rulebooks.get(self.policy_id)
        problems, _ = check_directory(rulebook.directory, rulebook.policy)
        if problems:
            why = f"`resolution directory check {file} --policy {rulebook.policy.key}` says"
            log.warning("directory_has_gaps", extra={"problems": len(problems), "why": why})
        behind = left_behind(rulebook.directory, self._store.cases.open_duties())
        if behind:
            why = f"`resolution directory import {file}` says"
            log.warning("directory_leaves_cases", extra={"problems": len(behind), "why": why})

    def _files(self) -> list[tuple[str, str]]:
        both = [(self._settings.directory, DIRECTORY), (self._settings.calendar, CALENDAR)]
        return [(file, kind) for file, kind in both if file]

    def _store_policy(self, at: datetime) -> str:
        chosen = self._settings.policy
        if not chosen:
            raise SettingMissing(
                "IRO_POLICY is not set: name the procedure under which new cases begin, one of "
                f"{', '.join(bundled())}, or a policy file."
            )
        text = read_text(chosen)
        mark = sha256(text.encode()).hexdigest()[:12]
        for known in self._store.documents.policy_ids():
            if known.endswith(f"+{mark}"):
                return known
        # Late, here and below: what is stored was read once, and reading takes more than serving.
        from resolution.policy_file import parse_policy

        policy = parse_policy(text, chosen)
        self._store.documents.put(POLICY, policy.id, text, at)
        return policy.id


def _without_names(refusal: Refused, file: str) -> str:
    """Why a text cannot be used; what is wrong with a directory names people, as no log may."""
    if isinstance(refusal, DirectoryInvalid):
        return f"`resolution directory check {file}` says"
    return str(refusal)


def _check(kind: str, text: str, source: str) -> None:
    """Refused with every problem that the text has; the readers are loaded only for a new one."""
    if kind == DIRECTORY:
        from resolution.directory_file import parse_directory

        parse_directory(text, source)
    else:
        from resolution.calendar_file import load_calendar

        load_calendar(text, source)
