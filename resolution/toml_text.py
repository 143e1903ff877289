"""TOML as people write it: the tables of a file, or the line that cannot be read and why."""

import re
import tomllib
from typing import Any

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_CURLED = re.compile("[“”„‟\u2018\u2019]")
#: What somebody who is no programmer most likely did, by how tomllib begins its complaint.
_LIKELY = (
    ("Illegal character '\\n'", "a text in quotation marks does not end on its line"),
    ("Cannot", "it is there twice, or a heading that begins one more needs [[double brackets]]"),
    ("Invalid date", "there is no such day or time"),
    ("Expected '='", "a setting is written as name = value, and a remark begins with #"),
    ("Unclosed", "a bracket that was opened is not closed"),
    ("Expected ']", "a bracket that was opened is not closed"),
    ("Invalid value", "a text stands in quotation marks, and true or false in small letters"),
)


class NotToml(Exception):
    """A text that cannot be read as TOML; one sentence without its full stop."""


def read_toml(text: str) -> dict[str, Any]:
    """The tables of the text; NotToml with the line and what is likely wrong there."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise NotToml("is not TOML: its brackets are nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise NotToml(_told(str(error), text)) from None


def _told(complaint: str, text: str) -> str:
    place = _PLACE.search(complaint)
    lines = text.split("\n")
    number = int(place[1]) if place and place[1] else len(text.rstrip().split("\n"))
    what = _PLACE.sub("", complaint)
    return f"line {number}: is not TOML: {_likely(what, lines[number - 1])}{what}"


def _likely(what: str, line: str) -> str:
    if _CURLED.search(line.partition("#")[0]) and what.startswith(("Invalid", "Expected")):
        return 'quotation marks must be straight ("), not curled; '
    if "\r" in line:
        return "its lines end in a way that is no longer used; save it as plain text; "
    found = (why for begins, why in _LIKELY if what.startswith(begins))
    return "".join(f"{why}; " for why in found)
