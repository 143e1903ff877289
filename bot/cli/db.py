"""`resolution db`: bring the database to this release's tables, or say where it is."""

import argparse
import json

from bot.settings import database_url


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `db upgrade` and `db current`."""
    database = commands.add_parser("db", aliases=["database"], help="the database's tables")
    actions = database.add_subparsers(dest="action", required=True, metavar="ACTION")
    upgrade = actions.add_parser("upgrade", help="create the tables, or bring them up to date")
    upgrade.set_defaults(run=_upgrade)
    current = actions.add_parser("current", help="say whether the tables are up to date")
    current.set_defaults(run=_current)
    for action in (upgrade, current):
        action.add_argument("--json", action="store_true", help="print JSON")


def _upgrade(args: argparse.Namespace) -> int:
    from storage import schema

    url = database_url()
    before, _ = schema.current(url)
    schema.upgrade(url)
    after, _ = schema.current(url)
    if args.json:
        print(json.dumps({"before": before, "after": after}))
    elif before == after:
        print(f"The database is up to date (migration {after}).")
    else:
        print(f"The database went from migration {before or 'none'} to {after}.")
    return 0


def _current(args: argparse.Namespace) -> int:
    from storage.engine import current_head, migration_of, reading_engine

    engine = reading_engine(database_url())
    try:
        found, expected = migration_of(engine), current_head()
    finally:
        engine.dispose()
    if args.json:
        print(json.dumps({"current": found, "expected": expected, "ok": found == expected}))
    elif found == expected:
        print(f"The database is up to date (migration {found}).")
    else:
        print(
            f"The database is at migration {found or 'none'}, this release needs {expected}: "
            "run `resolution db upgrade`."
        )
    return 0 if found == expected else 1
