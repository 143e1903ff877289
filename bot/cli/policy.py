"""`resolution policy`: which procedures there are, what one says, whether a file can be used."""

import argparse
import json
import sys
from typing import Any

from bot.cli.policy_page import as_text
from bot.cli.policy_views import as_json
from resolution.errors import PolicyInvalid
from resolution.policy_file import load_policy
from resolution.policy_text import bundled


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `policy list`, `policy show` and `policy check`."""
    policy = commands.add_parser("policy", help="the councils' procedures")
    actions = policy.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="the procedures that come with the product")
    listed.set_defaults(run=_list)
    show = actions.add_parser("show", help="all that one procedure says, with its citations")
    show.add_argument("policy", metavar="KEY", help="a key of `policy list`, or a policy file")
    show.set_defaults(run=_show)
    check = actions.add_parser("check", help="say whether policy files can be used")
    check.add_argument("files", metavar="FILE", nargs="+", help="a policy file, or a key")
    check.set_defaults(run=_check)
    for parser in (listed, show, check):
        parser.add_argument("--json", action="store_true", help="print JSON")


def _list(args: argparse.Namespace) -> int:
    policies = [load_policy(key) for key in bundled()]
    if args.json:
        _print_json([_summary(p.key, p.title, p.authority, p.version) for p in policies])
        return 0
    width = max(len(policy.key) for policy in policies)
    for policy in policies:
        stages, warnings = len(policy.stages), len(policy.warnings)
        print(f"{policy.key:{width}}  {policy.authority}: {policy.title}")
        print(f"{'':{width}}  version {policy.version}, {stages} stages, {warnings} warnings")
    return 0


def _summary(key: str, title: str, authority: str, version: str) -> dict[str, str]:
    return {"key": key, "title": title, "authority": authority, "version": version}


def _show(args: argparse.Namespace) -> int:
    policy = load_policy(args.policy)
    if args.json:
        _print_json(as_json(policy))
    else:
        print(as_text(policy))
    return 0


def _check(args: argparse.Namespace) -> int:
    found = [_checked(file) for file in args.files]
    if args.json:
        _print_json({"ok": all(one["ok"] for one in found), "files": found})
    else:
        for one in found:
            _print_checked(one)
    return 0 if all(one["ok"] for one in found) else 2


def _checked(file: str) -> dict[str, Any]:
    try:
        policy = load_policy(file)
    except PolicyInvalid as invalid:
        return {"file": file, "ok": False, "problems": list(invalid.problems), "warnings": []}
    warnings = list(policy.warnings)
    return {"file": file, "ok": True, "key": policy.key, "problems": [], "warnings": warnings}


def _print_checked(one: dict[str, Any]) -> None:
    for problem in one["problems"]:
        print(f"{one['file']}: {problem}", file=sys.stderr)
    if not one["ok"]:
        count = len(one["problems"])
        many = "1 problem" if count == 1 else f"{count} problems"
        print(f"{one['file']}: cannot be used ({many})", file=sys.stderr)
        return
    for warning in one["warnings"]:
        print(f"{one['file']}: warning: {warning}")
    print(f"{one['file']}: can be used (warnings: {len(one['warnings'])})")


def _print_json(value: Any) -> None:
    readable = sys.stdout.encoding.lower().startswith("utf")  # a § goes through every other, too
    print(json.dumps(value, ensure_ascii=not readable, indent=2))
