"""The Microsoft 365 Agents Playground in place of Teams: its settings, and how it is started."""

import json
from collections.abc import Sequence
from pathlib import Path

from bot.demo.authority import ADMINISTRATORS, GENERAL, Colleague, object_id
from resolution.errors import Refused

CONFIG = ".m365agentsplayground.yml"
TENANT = "00000000-0000-4000-8000-0000000000de"
SEATS = 6  # the Playground wants the person who types and exactly five others

_PROGRAM = Path("node_modules/@microsoft/m365agentsplayground/cli.js")


def write_config(folder: Path, people: Sequence[Colleague]) -> None:
    """Write who sits in the Playground; JSON, which is YAML too."""
    config = json.dumps(_config(people), indent=2, ensure_ascii=False)
    (folder / CONFIG).write_text(config + "\n", encoding="utf-8")


def command(port: int, bot_port: int, root: Path) -> list[str]:
    """The words that start the Playground from its folder; Refused when it is not installed."""
    program = root / _PROGRAM
    if not program.is_file():
        raise Refused("The Agents Playground is not installed: run `make demo`, which fetches it.")
    endpoint = f"http://127.0.0.1:{bot_port}/api/messages"
    words = ["node", str(program.resolve()), "start", "-e", endpoint, "-c", "msteams"]
    return [*words, "-p", str(port), "--disable-telemetry"]


def _config(people: Sequence[Colleague]) -> dict[str, object]:
    seated = [_user(person.id, person.name) for person in people[:SEATS]]
    # A small authority leaves seats free: guests, who hold no post, take them.
    seated += [_user(object_id(n), f"Guest {n}") for n in range(len(seated), SEATS)]
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": "demo-bot", "name": "Resolution"},
        "currentUser": seated[0],
        "users": seated[1:],
        "personalChat": {"id": "demo-personal-chat"},
        "groupChat": {"id": "demo-group-chat", "name": "Case discussion"},
        "team": {
            "id": GENERAL,
            "name": "Safeguarding",
            "aadGroupId": "00000000-0000-4000-8000-0000000000a1",
            "channels": [{"id": ADMINISTRATORS, "name": "Administrators"}],
        },
    }


def _user(person_id: str, name: str) -> dict[str, str]:
    given, _, surname = name.partition(" ")
    address = f"{given}.{surname}@demo.example".lower()
    return {
        "id": f"demo-{person_id[:8]}",
        "name": name,
        "userPrincipleName": address,  # spelt so by the Playground
        "aadObjectId": person_id,
        "givenName": given,
        "surname": surname,
        "email": address,
    }
