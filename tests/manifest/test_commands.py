"""The commands that Teams suggests are those that the router hears."""

from dialogs.router import COMMANDS
from manifest import package

GROUPS = package.template()["bots"][0]["commandLists"]
ALONE = next(group for group in GROUPS if group["scopes"] == ["personal"])
SHARED = next(group for group in GROUPS if "team" in group["scopes"])


def titles(group: dict[str, list[dict[str, str]]]) -> list[str]:
    return [command["title"] for command in group["commands"]]


def test_every_command_of_the_router_is_suggested_somewhere_and_no_other() -> None:
    suggested = {title for group in GROUPS for title in titles(group)}
    assert suggested == set(COMMANDS)


def test_they_are_explained_in_the_routers_words_and_order() -> None:
    order = list(COMMANDS)
    for group in GROUPS:
        assert titles(group) == sorted(titles(group), key=order.index)
        for command in group["commands"]:
            assert command["description"] == COMMANDS[command["title"]].about


def test_what_a_place_would_refuse_is_not_suggested_there() -> None:
    # A list, and figures, are for one person alone; a digest is for a channel.
    assert set(COMMANDS) - set(titles(ALONE)) == {"digest"}
    assert set(COMMANDS) - set(titles(SHARED)) == {"mine", "figures"}
