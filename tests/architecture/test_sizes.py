"""Modules that fit a head: at most 300 lines, and a name that says what they are for."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "cards", "dialogs", "manifest", "resolution", "storage", "tests", "benchmarks")
MODULES = [module for room in ROOMS for module in sorted((ROOT / room).rglob("*.py"))]
HOMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def test_no_module_is_longer_than_300_lines() -> None:
    long = {
        str(module.relative_to(ROOT)): lines
        for module in MODULES
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > 300
    }

    assert long == {}


def test_every_module_is_named_after_what_it_is_for() -> None:
    assert [str(module) for module in MODULES if module.stem in HOMELESS] == []


def test_every_room_is_looked_at() -> None:
    rooms = {module.relative_to(ROOT).parts[0] for module in MODULES}

    assert rooms >= {"bot", "cards", "dialogs", "manifest", "resolution", "storage", "tests"}
