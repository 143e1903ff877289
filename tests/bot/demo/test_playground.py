"""What the Playground needs: its own program, and a seat for each of six."""

import json
import shutil
import subprocess
from pathlib import Path

from bot.demo.authority import colleagues
from bot.demo.playground import CONFIG, SEATS, write_config
from resolution.policy_file import load_policy

ROOT = Path(__file__).parents[3]


def test_guests_take_the_seats_that_a_small_authority_leaves_free(tmp_path: Path) -> None:
    few = colleagues(load_policy("durham"))[:3]

    write_config(tmp_path, few)

    config = json.loads((tmp_path / CONFIG).read_text(encoding="utf-8"))
    seated = [config["currentUser"], *config["users"]]
    assert [user["name"] for user in seated[:3]] == [person.name for person in few]
    assert len({user["id"] for user in seated}) == SEATS


def test_without_node_make_says_what_is_missing_and_where_it_is(tmp_path: Path) -> None:
    for name in ("Makefile", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sh").symlink_to("/bin/sh")

    made = subprocess.run(
        [str(shutil.which("make")), "node_modules/.installed"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
    )

    assert made.returncode == 2
    assert made.stdout.startswith("Node 20 is not installed")
