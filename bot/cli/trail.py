"""`resolution trail`: what happened to a case, and whether the record of it is whole."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.settings import database_url
from resolution.errors import NoSuchCase

if TYPE_CHECKING:
    from storage.trail import TrailRow, Trails, Verdict


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `trail verify` and `trail show`."""
    trail = commands.add_parser("trail", help="the audit trail of cases")
    actions = trail.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="say whether trails were changed or cut off")
    verify.add_argument("ref", nargs="?", metavar="REF", help="one case; without it, every case")
    verify.set_defaults(run=_verify)
    show = actions.add_parser("show", help="print what happened to a case")
    show.add_argument("ref", metavar="REF", help="the case's reference")
    show.set_defaults(run=_show)
    for action in (verify, show):
        action.add_argument("--json", action="store_true", help="print JSON, one line each")


def _verify(args: argparse.Namespace) -> int:
    broken = checked = 0
    with _trails() as trails:
        for ref in [args.ref.strip().upper()] if args.ref else trails.refs():
            verdict = trails.verify(ref)
            checked += 1
            broken += not verdict.is_whole
            _print_verdict(verdict, as_json=args.json)
    if not args.json:
        whole = checked - broken
        print(f"{whole} of {checked} {'trail is' if checked == 1 else 'trails are'} whole.")
    return 1 if broken else 0


def _print_verdict(verdict: "Verdict", *, as_json: bool) -> None:
    if as_json:
        told = {
            "case_ref": verdict.case_ref,
            "ok": verdict.is_whole,
            "rows": verdict.rows,
            "problems": list(verdict.problems),
        }
        print(json.dumps(told))
    for problem in () if as_json else verdict.problems:
        print(f"{verdict.case_ref}: {problem}.")


def _show(args: argparse.Namespace) -> int:
    ref = args.ref.strip().upper()
    with _trails() as trails:
        rows = trails.rows(ref)
    if not rows:
        raise NoSuchCase(f"No case has the reference {ref}.")
    for row in rows:
        print(json.dumps(_told(row)) if args.json else _line(row))
    return 0


def _told(row: "TrailRow") -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": row.at.isoformat(),
        "event": row.kind,
        "by": {"id": row.by_id, "name": row.by_name},
        "hash": row.hash,
        "body": json.loads(row.body),
    }


def _line(row: "TrailRow") -> str:
    at = row.at.isoformat(sep=" ", timespec="seconds")
    return f"{row.seq:>4}  {at}  {row.kind:<24}  {row.by_name}  {row.hash[:12]}"


@contextmanager
def _trails() -> "Iterator[Trails]":
    from storage.engine import check_migrations, reading_engine
    from storage.trail import Trails

    engine = reading_engine(database_url())
    try:
        check_migrations(engine)
        yield Trails(engine)
    finally:
        engine.dispose()
