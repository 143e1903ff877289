"""`resolution demo`: the bot with an invented authority, and a Teams to try it in."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.demo.authority import Colleague, colleagues, directory_text
from bot.demo.playground import command, write_config
from bot.demo.processes import Processes, alone, free_port
from bot.settings import LAST_PORT
from resolution.errors import Refused
from resolution.policy import Policy
from resolution.policy_file import load_policy
from resolution.policy_text import bundled


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`."""
    demo = commands.add_parser("demo", help="try a procedure on this machine, with invented people")
    whose = "whose procedure: a key of `policy list`, or a policy file"
    demo.add_argument(
        "--policy", default="durham", metavar="KEY", help=f"{whose} (default: %(default)s)"
    )
    demo.add_argument("--keep", action="store_true", help="go on with the last demo's cases")
    demo.add_argument("--port", type=_number, default=3978, help=_listens("bot"))
    demo.add_argument("--page", type=_number, default=56150, help=_listens("page"))
    demo.add_argument("--data", type=Path, default=Path("var/demo"), help="where the demo writes")
    demo.set_defaults(run=_demo)


def _listens(program: str) -> str:
    return f"where the {program} listens; 0 for any free port (default: %(default)s)"


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or int(typed[:6]) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{typed} is no port; write a number up to {LAST_PORT}")
    return int(typed)


def _demo(args: argparse.Namespace) -> int:
    policy = load_policy(args.policy)
    # A file may have the key of a procedure that is included: the file is what was asked for.
    chosen = args.policy if args.policy in bundled() else str(Path(args.policy).resolve())
    folder: Path = args.data / policy.key
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"The demo cannot write to {folder}: {error.strerror}. Give --data another folder."
        ) from error
    with alone(folder):
        database = args.data.resolve() / f"{policy.key}.db"
        if not args.keep:
            _forget(database)
        ports = _port("The bot", args.port), _port("The page", args.page)
        _run(policy, chosen, folder, database, *ports)
    print("\nThe demo has stopped.")
    return 0


def _run(policy: Policy, chosen: str, folder: Path, database: Path, port: int, page: int) -> None:
    """Start both programs and wait until somebody stops them."""
    people = colleagues(policy)
    directory = folder / "directory.toml"
    directory.write_text(directory_text(policy), encoding="utf-8")
    write_config(folder, people)
    env = _environment(chosen, database, directory, port, page)
    with Processes() as processes:
        print("Starting the bot and a Teams to try it in; this takes some seconds.", flush=True)
        bot = [sys.executable, "-m", "bot", "serve", "--local"]
        processes.start("The bot", bot, Path.cwd(), env, folder / "bot.log")
        processes.wait_for("The bot", port, "/readyz")
        quiet = {**os.environ, "TEAMSAPPTESTER_BROWSER": "none"}
        teams = command(page, port, Path.cwd())
        processes.start("The Playground", teams, folder, quiet, folder / "playground.log")
        processes.wait_for("The Playground", page, "/_debug/ping")
        print("\n".join(_welcome(policy, people, page, folder)), flush=True)
        _until_interrupted(processes)


def _port(name: str, wanted: int) -> int:
    port = free_port(wanted)
    if wanted and port != wanted:
        print(f"Port {wanted} is busy; {name.lower()} is on {port} instead.")
    return port


def _forget(database: Path) -> None:
    """A fresh demo begins with no cases."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _environment(
    chosen: str, database: Path, directory: Path, port: int, page: int
) -> dict[str, str]:
    """The bot's settings; nothing of this shell's own may change what the demo does."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("IRO_")}
    return {
        **inherited,
        "IRO_DATABASE": f"sqlite:///{database}",
        "IRO_DIRECTORY": str(directory.resolve()),
        "IRO_POLICY": chosen,
        "IRO_PORT": str(port),
        "IRO_SERVICE_URL": f"http://localhost:{page}/_connector",
    }


def _until_interrupted(processes: Processes) -> None:
    try:
        while True:
            processes.check()
            time.sleep(0.5)
    except KeyboardInterrupt:
        return


def _welcome(policy: Policy, people: Sequence[Colleague], page: int, folder: Path) -> Iterator[str]:
    you, first = people[0], people[1]
    width = max(len(person.name) for person in people)
    yield f"\n{policy.authority}: {policy.title}"
    yield "Nobody in it is real, and nothing leaves this machine."
    yield f"\n  Open    http://localhost:{page}   and choose “Personal Chat”"
    yield "          in the other chats and channels, begin with @Resolution"
    yield f"\n  Type    raise            to raise a challenge; you are {you.name}"
    yield f"          as {first.name:<13} to be the {first.post.title}, who answers first"
    for other in (p for p in people if p.post.key in policy.owners.values() and p is not you):
        yield f"          as {other.name:<13} to raise as the {other.post.title}"
    yield "          as me            to be yourself again"
    yield "          forward 3        to let three working days pass"
    yield "          now              to ask what day it is there"
    yield "          help             for everything else"
    yield "\n  People"
    for person in people:
        place = f", {person.place}" if person.place else ""
        yield f"          {person.name:<{width}}  {person.post.title}{place}"
    yield f"\n  Logs    {folder}/bot.log, {folder}/playground.log"
    yield "  Stop    Ctrl-C stops both\n"
