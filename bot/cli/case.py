"""`resolution case migrate`: move an open case to another version of its policy."""

import argparse
import asyncio

from bot.settings import database_url
from resolution.errors import Refused
from resolution.people import Actor, Directory


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `case migrate`."""
    case = commands.add_parser("case", help="what an administrator does to a case")
    actions = case.add_subparsers(dest="action", required=True, metavar="ACTION")
    migrate = actions.add_parser(
        "migrate", help="let an open case follow another version of its policy, on its trail"
    )
    migrate.add_argument("ref", metavar="REF", help="the case's reference")
    migrate.add_argument(
        "--by", required=True, metavar="NAME", help="the administrator (name or Entra object id)"
    )
    migrate.add_argument(
        "--to",
        default="",
        metavar="POLICY",
        help="a built-in key or a policy file; without it, the built-in policy of the same key",
    )
    migrate.set_defaults(run=_migrate)


def _migrate(args: argparse.Namespace) -> int:
    from bot.clock import SystemClock
    from resolution.commands import MigratePolicy
    from resolution.policy_file import parse_policy
    from resolution.policy_text import read_text
    from resolution.working_days import LONDON
    from storage.documents import POLICY
    from storage.engine import open_store

    clock = SystemClock()
    store = open_store(database_url(), clock)
    try:
        ref = args.ref.strip().upper()
        before = store.cases.case(ref)
        if not before.policy_id:
            raise Refused(f"There is no case {ref} in this database.")
        chosen = args.to or before.policy_id.partition("@")[0]
        text = read_text(chosen)
        policy = parse_policy(text, chosen)
        by = _administrator(store.rulebooks.get(before.policy_id).directory, args.by)
        store.documents.put(POLICY, policy.id, text, clock.now())
        after = asyncio.run(
            store.writer.submit(MigratePolicy(case_ref=ref, by=by, policy_id=policy.id))
        )
        print(f"{ref} follows {policy.id} now; it followed {before.policy_id}.")
        for clock_now in after.open_clocks:
            if clock_now not in before.open_clocks and clock_now.due_at is not None:
                due = clock_now.due_at.astimezone(LONDON)
                print(f"  {clock_now.key.replace('_', ' ')}: due {due:%-d %B %Y, %H:%M}")
        return 0
    finally:
        store.close()


def _administrator(directory: Directory, named: str) -> Actor:
    found = [p for p in directory.people if named in (p.id, p.name)]
    if len(found) != 1:
        raise Refused(
            f"The directory does not have exactly one person called {named}; "
            "give an Entra object id."
        )
    if not found[0].administrator:
        raise Refused(
            f"Only an administrator of the directory moves a case, and {named} is none; "
            "ask one to do it."
        )
    return Actor(found[0].id, found[0].name)
