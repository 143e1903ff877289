"""`resolution directory`: check the file that says who holds which post, and store it."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from resolution.directory_check import check_directory, left_behind
from resolution.directory_file import parse_directory
from resolution.errors import DirectoryInvalid
from resolution.people import Directory
from resolution.policy_file import load_policy


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `directory check` and `directory import`."""
    directory = commands.add_parser("directory", help="who holds which post, and who covers")
    actions = directory.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="say whether a directory file can be used")
    check.set_defaults(run=_check)
    store = actions.add_parser("import", help="store a directory file for the service to use")
    store.set_defaults(run=_import)
    for action in (check, store):
        action.add_argument("file", metavar="FILE", help="a TOML file of teams, people, channels")
        action.add_argument(
            "--policy",
            action="append",
            default=[],
            metavar="KEY",
            help="a policy whose posts it must fill; may be repeated",
        )
        action.add_argument("--json", action="store_true", help="print JSON")


def read_directory(file: str) -> tuple[str, Directory]:
    """The text of a directory file and what it says; Refused when it cannot be read or used."""
    try:
        text = Path(file).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = "This is not a text file in UTF-8; save it as such."
        raise DirectoryInvalid(file, (why,)) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise DirectoryInvalid(file, (f"The file cannot be read: {reason}.",)) from error
    return text, parse_directory(text, file)


def _check(args: argparse.Namespace) -> int:
    try:
        _, directory, warnings = _usable(args.file, args.policy)
    except DirectoryInvalid as invalid:
        return _refused(args, invalid)
    if args.json:
        print(json.dumps({"ok": True, **_described(args.file, directory), "warnings": warnings}))
        return 0
    print(f"{args.file} can be used: {_counted(directory)} (version {directory.version}).")
    _warn(warnings)
    return 0


def _refused(args: argparse.Namespace, invalid: DirectoryInvalid) -> int:
    if not args.json:
        raise invalid
    print(json.dumps({"ok": False, "file": args.file, "problems": list(invalid.problems)}))
    return 2


def _import(args: argparse.Namespace) -> int:
    try:
        text, directory, warnings = _usable(args.file, args.policy)
    except DirectoryInvalid as invalid:
        return _refused(args, invalid)
    stored, behind = _stored(text, directory)
    warnings += behind
    if args.json:
        report = {**_described(args.file, directory), "stored": stored, "warnings": warnings}
        print(json.dumps(report))
        return 0
    done = "is stored" if stored else "was stored already"
    print(f"{args.file} {done}: {_counted(directory)} (version {directory.version}).")
    _warn(warnings)
    return 0


def _usable(file: str, policies: Iterable[str]) -> tuple[str, Directory, list[str]]:
    """Text, directory and warnings; DirectoryInvalid when a policy's post has nobody."""
    text, directory = read_directory(file)
    problems: list[str] = []
    warnings: list[str] = []
    for key in policies:
        found, doubts = check_directory(directory, load_policy(key))
        problems += found
        warnings += doubts
    if problems:
        raise DirectoryInvalid(file, tuple(dict.fromkeys(problems)))
    return text, directory, list(dict.fromkeys(warnings))


def _stored(text: str, directory: Directory) -> tuple[bool, tuple[str, ...]]:
    """Whether the text was new for the replicas, and what it leaves of open cases."""
    from bot.clock import SystemClock
    from bot.settings import database_url
    from storage.documents import DIRECTORY
    from storage.engine import open_store

    clock = SystemClock()
    store = open_store(database_url(), clock)
    try:
        stored = store.documents.put(DIRECTORY, "", text, clock.now())
        return stored, left_behind(directory, store.cases.open_duties())
    finally:
        store.close()


def _described(file: str, directory: Directory) -> dict[str, object]:
    return {
        "file": file,
        "version": directory.version,
        "people": len(directory.people),
        "teams": len(directory.teams),
        "channels": len(directory.channels),
    }


def _counted(directory: Directory) -> str:
    parts = (
        (len(directory.people), "person", "people"),
        (len(directory.teams), "team", "teams"),
        (len(directory.channels), "channel", "channels"),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in parts)


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
