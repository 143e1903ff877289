"""`resolution serve`: the bot itself."""

import argparse
import os


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `serve`."""
    serve = commands.add_parser("serve", help="run the bot")
    serve.add_argument(
        "--local",
        action="store_true",
        help="try it on this machine: no authentication, reachable from nowhere else",
    )
    serve.add_argument("--host", metavar="ADDRESS", help="where to listen (default: $IRO_HOST)")
    serve.add_argument("--port", metavar="NUMBER", help="on which port (default: $IRO_PORT, 3978)")
    serve.set_defaults(run=_serve)


def _serve(args: argparse.Namespace) -> int:
    from bot import settings

    environment = dict(os.environ)
    if args.host:
        environment["IRO_HOST"] = args.host
    if args.port:
        environment["IRO_PORT"] = args.port
    chosen = settings.read(environment, local=args.local)

    # Late: an answer about a wrong setting need not wait for a server to be imported.
    import asyncio
    import gc

    # A thousand modules make no garbage; looking for some took a fifth of the start.
    gc.disable()

    from bot.logs import start_logging
    from bot.process import serve

    start_logging(chosen.log_level)
    asyncio.run(serve(chosen))
    return 0
