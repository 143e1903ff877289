"""Which way imports point, as `pyproject.toml` writes it down."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parents[2]


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((ROOT / room).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_import_contract_is_kept() -> None:
    # In a process of its own, for it silences every logger of the one that it runs in.
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_the_procedure_needs_nothing_but_the_standard_library_holidays_and_msgspec() -> None:
    allowed = {"resolution", "holidays", "msgspec", *sys.stdlib_module_names}

    foreign = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules("resolution")
        for name in imported(module)
        if name.partition(".")[0] not in allowed
    }

    assert foreign == set()


def test_exactly_one_module_imports_botbuilder() -> None:
    found = [
        str(module.relative_to(ROOT))
        for module in modules("bot", "cards", "dialogs", "manifest", "resolution", "storage")
        if any(
            name.partition(".")[0] in ("botbuilder", "botframework") for name in imported(module)
        )
    ]

    assert found == ["bot/teams.py"]


def test_the_package_brings_its_command_line() -> None:
    scripts = {script.name: script.value for script in distribution("iro-resolution").entry_points}

    assert scripts == {"resolution": "bot.__main__:main"}
