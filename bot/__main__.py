"""The command line: `resolution`, or `python -m bot`."""

import argparse
import os
import sys
from importlib import import_module
from io import TextIOWrapper

from resolution.errors import Refused

# The module of each subcommand; only the one that is asked for is imported, so `serve` starts fast.
MODULES = {
    "serve": "bot.cli.serve",
    "policy": "bot.cli.policy",
    "due": "bot.cli.due",
    "simulate": "bot.cli.simulate",
    "directory": "bot.cli.directory",
    "calendar": "bot.cli.calendar",
    "trail": "bot.cli.trail",
    "report": "bot.cli.report",
    "case": "bot.cli.case",
    "db": "bot.cli.db",
    "manifest": "bot.cli.manifest",
    "demo": "bot.cli.demo",
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; a refusal is a sentence on standard error and exit status 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that has no § shows a question mark
    try:
        try:
            return _run(sys.argv[1:] if argv is None else argv)
        finally:
            sys.stdout.flush()  # here, where somebody who closed the pipe can be forgiven
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has had enough; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="resolution", description="Runs an English council's IRO resolution process in Teams."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = words[0] if words and words[0] in MODULES else ""
    for name in [wanted] if wanted else list(MODULES):
        import_module(MODULES[name]).add(commands)
    args = parser.parse_args(words)
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
