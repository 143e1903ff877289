"""What the README promises exists."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from dialogs.router import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def options(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit) as leaving:
        main([*command, "--help"])
    assert leaving.value.code == 0
    return capsys.readouterr().out


def test_the_two_commands_are_make_targets_and_so_is_every_other_that_is_named() -> None:
    targets = set(re.findall(r"^([a-z]+):", words(ROOT / "Makefile"), re.MULTILINE))
    named = {target for page in PAGES for target in re.findall(r"`?make ([a-z]+)", words(page))}

    assert {"demo", "test"} == set(
        re.findall(r"^make ([a-z]+)", section("Two commands"), re.MULTILINE)
    )
    assert {"demo", "test", "check", "bench", "setup"} <= targets
    assert {name for name in named if f"`make {name}" in "".join(map(words, PAGES))} <= targets


def test_the_configuration_table_names_exactly_the_settings() -> None:
    rows = re.findall(r"^\| `(IRO_[A-Z_]+)` \|", section("Configuration"), re.MULTILINE)
    settings = re.findall(r'"(IRO_[A-Z_]+)"', words(ROOT / "bot" / "settings.py"))

    assert len(rows) == len(set(rows))
    assert set(rows) == set(settings)


def test_every_subcommand_that_is_shown_exists_with_its_options(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = {
        command
        for page in PAGES
        for command in re.findall(r"(?:^|`)resolution ([a-z][^`\n]*)", words(page), re.MULTILINE)
    }

    assert shown
    for command in sorted(shown):
        parts = command.split()
        verbs = [part for part in parts[:2] if re.fullmatch(r"[a-z]+", part)]
        helped = options(capsys, verbs[0])
        if len(verbs) == 2 and "positional arguments:\n  ACTION" in helped:
            helped = options(capsys, *verbs)
        for option in (part for part in parts if part.startswith("--")):
            assert option in helped, f"resolution {command}"


def test_the_words_that_the_bot_understands_are_the_routers() -> None:
    rows = re.findall(r"^\| `([a-z]+)[^`]*` \|", section("What it does"), re.MULTILINE)

    assert sorted(rows) == sorted(COMMANDS)


def test_every_link_and_picture_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)\)", words(page))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_included_council_is_named() -> None:
    from resolution.policy_file import load_policy

    for file in sorted((ROOT / "resolution" / "policies").glob("*.toml")):
        council = load_policy(file.stem).authority.replace(" and ", " & ")
        name = re.sub(
            r"^City of | (City|County|Council|Metropolitan|Borough|District)\b", "", council
        )
        assert name.split()[0] in README
