"""The walk through each procedure names what exists, and leaves nothing of its policy out."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cards.buttons import ACTS
from dialogs.router import COMMANDS
from resolution import events
from resolution.policy import Policy
from resolution.policy_file import load_policy
from resolution.policy_text import bundled

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "procedures"
COLUMNS = ["§", "What is asked", "In the bot", "Button or command", "Clock", "Trail", "Told"]
PLACES = ("**Done**", "**Prompted**", "**Recorded**", "**Left to people**")
MARK = re.compile(r"\b([a-z]+):`([^`]+)`")

Row = list[str]
Marks = list[tuple[str, str]]


def text(page: str) -> str:
    return (PAGES / f"{page}.md").read_text(encoding="utf-8")


def tables(page: str) -> Iterator[tuple[Row, list[Row]]]:
    """Each table of a page: its heading and its rows."""
    found: list[Row] = []
    for line in [*text(page).splitlines(), ""]:
        if line.startswith("|"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
        elif found:
            yield found[0], found[2:]
            found = []


@cache
def duties(page: str) -> list[Row]:
    """The rows of the tables of duties."""
    return [row for heading, rows in tables(page) if heading[0] == "§" for row in rows]


def routes() -> list[Row]:
    return [row for heading, rows in tables("README") if heading[0] == "#" for row in rows]


def marks(words: str, kind: str = "") -> Marks:
    """What a piece of text names: kind and name."""
    return [found for found in MARK.findall(words) if kind in ("", found[0])]


def named(words: str, kind: str) -> set[str]:
    return {name for _, name in marks(words, kind)}


def clocks(policy: Policy) -> set[str]:
    """Every clock: of its stage, or of the step of a route."""
    staged = {f"{stage.key}/{clock.key}" for stage in policy.stages for clock in stage.clocks}
    return staged | {
        f"{route.key}/{step.key}" for route in policy.routes for step in route.steps if step.clock
    }


def steps(policy: Policy) -> set[str]:
    """Every step of a route, and every route that has none."""
    found = {f"{route.key}/{step.key}" for route in policy.routes for step in route.steps}
    return found | {route.key for route in policy.routes if not route.steps}


def known(policy: Policy) -> dict[str, set[str]]:
    """Everything that a page about this policy may name."""
    posts = {post.key for post in policy.posts}
    tests = {name for page in bundled() for name in named(text(page), "test") if is_a_test(name)}
    return {
        "command": set(COMMANDS),
        "button": set(ACTS.values()),
        "event": set(events.__all__) - {"Event", "Assignment"},
        "clock": clocks(policy),
        "route": steps(policy),
        "stage": {stage.key for stage in policy.stages},
        "meeting": {stage.key for stage in policy.stages if stage.meeting},
        "total": {total.key for total in policy.totals},
        "condition": {condition.key for condition in policy.conditions},
        "post": posts,
        "told": posts,
        "test": tests,
        "themes": {str(len([theme for theme in policy.themes if not theme.local]))},
    }


def test_every_bundled_policy_has_its_page_and_the_overview_leads_to_it() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}

    assert pages == set(bundled())
    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", text("README"))) == pages


@pytest.mark.parametrize("page", [*bundled(), "README"])
def test_every_duty_has_a_place_and_what_is_left_to_people_a_reason(page: str) -> None:
    assert duties(page)
    assert all(heading == COLUMNS for heading, _ in tables(page) if heading[0] == "§")
    for row in duties(page):
        assert len(row) == len(COLUMNS), row
        assert row[2].startswith(PLACES), row
        if row[2].startswith("**Left to people**"):
            assert len(row[2].partition(": ")[2]) > 20, f"no reason: {row}"


@pytest.mark.parametrize("page", bundled())
def test_everything_that_a_page_names_exists(page: str) -> None:
    allowed = known(load_policy(page))
    wrong = [
        f"{kind}:`{name}`" for kind, name in marks(text(page)) if name not in allowed.get(kind, ())
    ]

    assert wrong == []


def test_everything_that_the_overview_names_exists() -> None:
    allowed = {
        "command": set(COMMANDS),
        "button": set(ACTS.values()),
        "event": set(events.__all__),
        "policy": set(bundled()),
        "kind": {route.kind for key in bundled() for route in load_policy(key).routes},
        "test": {name for _, name in marks(text("README"), "test") if is_a_test(name)},
    }
    wrong = [
        f"{kind}:`{name}`"
        for kind, name in marks(text("README"))
        if name not in allowed.get(kind, ())
    ]

    assert wrong == []


def is_a_test(name: str) -> bool:
    """Whether FILE::FUNCTION is there."""
    file, _, function = name.partition("::")
    path = ROOT / file
    return path.is_file() and f"def {function}(" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", bundled())
@pytest.mark.parametrize(
    "kind", ["stage", "clock", "route", "meeting", "total", "condition", "themes"]
)
def test_nothing_of_a_policy_is_left_out(page: str, kind: str) -> None:
    words = "\n".join(" | ".join(row) for row in duties(page))

    assert known(load_policy(page))[kind] - named(words, kind) == set()


@pytest.mark.parametrize("page", bundled())
def test_whom_a_stage_tells_stands_beside_it(page: str) -> None:
    for stage in load_policy(page).stages:
        rows = [" ".join(row) for row in duties(page) if stage.key in named(row[2], "stage")]
        assert len(rows) == 1, stage.key
        assert named(rows[0], "told") == {row.post for row in stage.notify}, stage.key


@pytest.mark.parametrize("page", bundled())
def test_whoever_gets_a_copy_of_the_response_stands_beside_its_clock(page: str) -> None:
    for stage in load_policy(page).stages:
        rows = [row for row in duties(page) if f"{stage.key}/respond" in named(row[4], "clock")]
        beside = set().union(*(named(row[2], "post") for row in rows))
        assert set(stage.copy_response) <= beside, stage.key


@pytest.mark.parametrize("page", bundled())
def test_whom_a_step_tells_stands_beside_it(page: str) -> None:
    for route in load_policy(page).routes:
        for step in route.steps:
            name = f"{route.key}/{step.key}"
            told = {row.post for row in step.notify}
            rows = [" ".join(row) for row in duties(page) if name in named(row[3], "route")]
            assert any(told <= named(row, "told") for row in rows), name


@pytest.mark.parametrize("page", bundled())
def test_nobody_is_said_to_be_told_by_what_tells_them_not(page: str) -> None:
    policy = load_policy(page)
    told = {stage.key: {row.post for row in stage.notify} for stage in policy.stages}
    told |= {
        f"{route.key}/{step.key}": {row.post for row in step.notify}
        for route in policy.routes
        for step in route.steps
    }
    for row in duties(page):
        causes = named(row[2], "stage") | named(row[3], "route")
        reached = set().union(*(told.get(cause, set()) for cause in causes))
        assert named(row[6], "told") <= reached, row


@pytest.mark.parametrize("page", bundled())
def test_who_takes_part_in_a_meeting_stands_beside_it(page: str) -> None:
    for stage in load_policy(page).stages:
        if stage.meeting is None:
            continue
        rows = [row[2] for row in duties(page) if stage.key in named(row[2], "meeting")]
        assert len(rows) == 1, stage.key
        meeting = stage.meeting
        posts = {*meeting.arrange, *meeting.attend, *meeting.chair, *meeting.record}
        posts |= {*meeting.further}
        assert named(rows[0], "post") == posts, stage.key
        assert ("optional" in rows[0]) is not meeting.required, stage.key


@pytest.mark.parametrize("page", bundled())
def test_the_words_of_the_record_system_stand_on_the_page(page: str) -> None:
    policy = load_policy(page)
    written = {
        (name, row[1])
        for heading, rows in tables(page)
        if heading == ["Step", "Called"]
        for row in rows
        for _, name in marks(row[0])
    }
    expected = {(stage.key, entry.title) for stage in policy.stages for entry in stage.on_file}
    expected |= {
        (f"{route.key}/{step.key}", entry.title)
        for route in policy.routes
        for step in route.steps
        for entry in step.on_file
    }

    assert written == expected


def test_every_command_button_and_event_has_its_place_somewhere() -> None:
    words = "\n".join(text(page) for page in [*bundled(), "README"])

    assert set(COMMANDS) - named(words, "command") == set()
    assert set(ACTS.values()) - named(words, "button") == set()
    assert set(events.__all__) - {"Event", "Assignment"} - named(words, "event") == set()


def test_the_routes_are_numbered_and_each_is_shown_by_a_test() -> None:
    assert [row[0] for row in routes()] == [str(number) for number in range(1, 26)]
    for row in routes():
        assert named(row[3], "policy"), row
        assert named(row[4], "test"), row


def test_a_route_names_exactly_the_policies_that_have_it() -> None:
    having: dict[str, set[str]] = {}
    for key in bundled():
        for route in load_policy(key).routes:
            having.setdefault(route.kind, set()).add(key)
    for row in routes():
        for kind in named(row[2], "kind"):
            assert named(row[3], "policy") == having[kind], row[0]
