"""`resolution manifest`: the app package that an administrator uploads to Teams."""

import argparse
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from manifest import package
from resolution.errors import Refused


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `manifest`."""
    manifest = commands.add_parser("manifest", help="make the Teams app package")
    manifest.add_argument("--out", metavar="FILE.zip", required=True, help="where to write it")
    manifest.add_argument(
        "--app-id", metavar="GUID", default="", help="the Teams app's own id (default: the bot id)"
    )
    manifest.add_argument(
        "--bot-id", metavar="GUID", default="", help="the bot's app id (default: $IRO_APP_ID)"
    )
    manifest.add_argument(
        "--domain",
        action="append",
        default=[],
        metavar="HOST",
        help="a host that the app may open; may be repeated (default: that of $IRO_PUBLIC_URL)",
    )
    manifest.add_argument("--app-version", default="", help="three numbers, higher at each upload")
    manifest.add_argument("--publisher", metavar="NAME", help="your council, as Teams shows it")
    manifest.add_argument("--website", metavar="URL", help="a page about the process")
    manifest.add_argument("--privacy", metavar="URL", help="your privacy notice")
    manifest.add_argument("--terms", metavar="URL", help="your terms of use")
    manifest.add_argument("--json", action="store_true", help="print JSON")
    manifest.set_defaults(run=_manifest)


def _manifest(args: argparse.Namespace) -> int:
    bot_id = args.bot_id or os.environ.get("IRO_APP_ID", "").strip() or args.app_id
    if not bot_id:
        raise Refused("Name the bot: give --bot-id, or set IRO_APP_ID to its app id.")
    app_id = args.app_id or bot_id
    domains = args.domain or _public_host()
    packed = package.build(
        app_id, bot_id, domains, version=args.app_version, publisher=_publisher(args)
    )
    try:
        Path(args.out).write_bytes(packed)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Refused(f"{args.out} cannot be written: {reason}.") from error
    if args.json:
        report = {"file": args.out, "app_id": app_id, "bot_id": bot_id, "bytes": len(packed)}
        print(json.dumps(report))
        return 0
    print(f"{args.out}: app {app_id}, bot {bot_id}, {len(packed):,} bytes, schema 1.29: valid.")
    if not (args.privacy and args.terms):
        print(
            "Its privacy notice and terms of use point to the IRO Handbook; give --privacy and "
            "--terms with your own before you publish it.",
            file=sys.stderr,
        )
    return 0


def _publisher(args: argparse.Namespace) -> package.Publisher:
    website = args.website or package.HANDBOOK
    return package.Publisher(
        name=args.publisher or package.Publisher().name,
        website=website,
        privacy=args.privacy or website,
        terms=args.terms or website,
    )


def _public_host() -> list[str]:
    host = urlsplit(os.environ.get("IRO_PUBLIC_URL", "")).hostname
    return [host] if host else []
