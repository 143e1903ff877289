"""What is wrong with a card: its schema, what a screen reader would miss, what Teams refuses."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

LARGEST = 20_000
MOST_ACTIONS = 6
WORDS_FIRST = frozenset(
    "Acknowledge Add Arrange Ask Change Check Confirm Escalate Extend Fewer Give Go Hand Keep List "
    "Mark More Next Open Propose Raise Reassign Record Reopen Reply Resolve Respond Save Say See "
    "Send Set Show Take Tell Tick Withdraw".split()
)
MARKED = frozenset({"good", "warning", "attention"})
_LIVE = re.compile(r"(?<!\\)\]\(|<\s*/?\s*at\b|\{\{|(?i:https?://|www\.\w|mailto:\w)")


def problems(card: Mapping[str, Any]) -> list[str]:
    """Every problem of a card, each in a sentence; none is what a test wants to see."""
    return [*_schema(card), *_envelope(card), *_parts(card), *_actions(card)]


def _schema(card: Mapping[str, Any]) -> Iterator[str]:
    """Against Microsoft's schema: judged by the quick validator, explained by the wordy one."""
    bare = _without_msteams(card)
    if not _quick().is_valid(bare):
        error = best_match(Draft6Validator(_schemas()).iter_errors(bare))
        yield f"schema: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


@cache
def _quick() -> jsonschema_rs.Draft6Validator:
    return jsonschema_rs.Draft6Validator(_schemas())


@cache
def _schemas() -> dict[str, Any]:
    path = Path(__file__).with_name("schema") / "adaptive-card-1.5.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _without_msteams(node: Any) -> Any:
    """The card without Teams' own extension, which the schema does not know."""
    if isinstance(node, Mapping):
        return {key: _without_msteams(value) for key, value in node.items() if key != "msteams"}
    if isinstance(node, list):
        return [_without_msteams(value) for value in node]
    return node


def _envelope(card: Mapping[str, Any]) -> Iterator[str]:
    size = len(json.dumps(card).encode())
    if size >= LARGEST:
        yield f"the card has {size} bytes"
    if card.get("version") != "1.5":
        yield "the version is not 1.5"
    for key in ("fallbackText", "speak", "lang"):
        if not card.get(key):
            yield f"{key} is missing"
    body = card.get("body") or [{}]
    if body[0].get("style") != "heading" and not _is_banner(body[0]):
        yield "the first block is not a heading"


def _is_banner(block: Mapping[str, Any]) -> bool:
    return block.get("type") == "Container" and bool(block.get("style"))


def elements(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every typed element of a card, its actions and their fallbacks included."""
    if isinstance(node, Mapping):
        if "type" in node:
            yield node
        for value in node.values():
            yield from elements(value)
    elif isinstance(node, list):
        for value in node:
            yield from elements(value)


def _parts(card: Mapping[str, Any]) -> Iterator[str]:
    ids: list[str] = []
    for element in elements(card):
        kind = element["type"]
        if kind.startswith("Input."):
            ids.append(element.get("id", ""))
            yield from _input(element)
        elif kind == "TextBlock":
            yield from _text_block(element)
        elif kind == "Image" and not element.get("altText"):
            yield "an image has no altText"
        elif kind == "FactSet":
            yield from _facts(element)
        elif kind == "Container" and element.get("style") in MARKED and not texts(element):
            yield "a coloured container says nothing in words"
    if len(ids) != len(set(ids)):
        yield f"input ids repeat: {sorted(key for key in set(ids) if ids.count(key) > 1)}"


def _input(element: Mapping[str, Any]) -> Iterator[str]:
    name = element.get("id") or "an input"
    if not element.get("id") or not element.get("label"):
        yield f"{name} has no id or no label"
    if element.get("isRequired") and not element.get("errorMessage"):
        yield f"{name} is required and has no errorMessage"
    if element["type"] == "Input.ChoiceSet" and not element.get("choices"):
        yield f"{name} offers no choice"
    if element["type"] in {"Input.ChoiceSet", "Input.Toggle"} and not element.get("wrap"):
        yield f"{name} does not wrap"


def _text_block(element: Mapping[str, Any]) -> Iterator[str]:
    text = element.get("text", "")
    if not text.strip():
        yield "a text block is empty"
    if not element.get("wrap"):
        yield f"a text does not wrap: {text[:60]!r}"
    if _LIVE.search(text):
        yield f"a text could become a link, mention or call: {text[:80]!r}"


def _facts(element: Mapping[str, Any]) -> Iterator[str]:
    if not element["facts"]:
        yield "a fact set is empty"
    for fact in element["facts"]:
        if not fact["title"].strip() or not fact["value"].strip():
            yield f"a fact has no title or no value: {fact}"
        if _LIVE.search(fact["value"]):
            yield f"a fact could become a link, mention or call: {fact['value'][:80]!r}"


def _actions(card: Mapping[str, Any]) -> Iterator[str]:
    shown = list(buttons(card))
    if len(shown) > MOST_ACTIONS:
        yield f"{len(shown)} actions"
    titles = [action.get("title", "") for action in shown]
    if len(titles) != len(set(titles)):
        yield f"button titles repeat: {titles}"
    for title in titles:
        if title.split(maxsplit=1)[:1] and title.split()[0] not in WORDS_FIRST:
            yield f"a button does not begin with what it does: {title!r}"
    for action in shown:
        if action["type"] == "Action.Execute":
            fallback = action.get("fallback", {})
            if fallback.get("type") != "Action.Submit" or fallback["data"] != action["data"]:
                yield f"{action['title']} has no equal fallback for older clients"


def buttons(card: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every button that a person sees, without the fallbacks behind them."""
    yield from card.get("actions", ())
    for element in elements(card.get("body", [])):
        if element["type"] == "ActionSet":
            yield from element["actions"]


def texts(node: Any) -> list[str]:
    """Every piece of text that a person can read on a card, its inputs' labels included."""
    found: list[str] = []
    for element in elements(node):
        found += [str(element[key]) for key in ("text", "label", "title") if element.get(key)]
        if element["type"] == "FactSet":
            found += [f"{fact['title']}: {fact['value']}" for fact in element["facts"]]
        if element["type"] == "Input.ChoiceSet":
            found += [choice["title"] for choice in element["choices"]]
    return found
