"""A challenge in a real browser: the demo is started, and every button pressed in its page."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.demo.authority import TEAMS, Colleague, colleagues
from cards.standing import kind_title
from cards.words import opening
from resolution.policy import Policy, Stage
from resolution.policy_file import load_policy

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "var" / "screenshots"
STORY = Path(__file__).parent / "story.mjs"


@contextmanager
def demo(policy: str, data: Path) -> Iterator[str]:
    """The page's address while the demo runs; afterwards it must have stopped cleanly."""
    words = ["-m", "bot", "demo", "--policy", policy, "--port", "0", "--page", "0"]
    launcher = subprocess.Popen(
        [sys.executable, *words, "--data", str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    try:
        said = ""
        for line in launcher.stdout:
            said += line
            if found := re.search(r"http://localhost:\d+", line):
                yield found[0]
                break
        else:
            pytest.fail(f"The demo did not start: {said}")
    finally:
        launcher.send_signal(signal.SIGINT)
        rest, _ = launcher.communicate(timeout=30)
    assert launcher.returncode == 0
    assert "The demo has stopped." in rest


def cast(policy: Policy, *, whole: bool) -> dict[str, object]:
    """Who plays whom: the first formal stage and the two after it."""
    start = policy.position(policy.first_formal.key)
    here, second, third = policy.stages[start : start + 3]
    return {
        "prefix": policy.ref_prefix,
        "kind": opening(kind_title(policy, policy.kinds[0])),
        "raise": opening(policy.word("raise")),
        "themes": policy.themes[0].group or "What is it about",
        "stage": here.title,
        "manager": answers(policy, here).name,
        "managerPost": policy.post_title(answers(policy, here).post.key),
        "nextManager": answers(policy, second).name,
        "thirdManager": answers(policy, third).name,
        "whole": whole,
    }


def answers(policy: Policy, stage: Stage) -> Colleague:
    """Who answers at a stage for the first team."""
    here = (TEAMS[0].key, "")
    people = colleagues(policy)
    return next(p for p in people if p.post.key in stage.respond.posts and p.team in here)


def play(policy: Policy, address: str, *, whole: bool) -> Path:
    pictures = PICTURES / policy.key
    shutil.rmtree(pictures, ignore_errors=True)
    told = json.dumps(cast(policy, whole=whole))
    played = subprocess.run(
        ["node", str(STORY), address, str(pictures), told],
        cwd=ROOT,
        env={**os.environ, "CHROMIUM": shutil.which("chromium") or "chromium"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert played.returncode == 0, f"{played.stdout}\n{played.stderr}\nPictures: {pictures}"
    return pictures


def test_a_challenge_lives_from_raising_to_the_digest_in_the_page(tmp_path: Path) -> None:
    policy = load_policy("durham")

    with demo("durham", tmp_path) as address:
        pictures = play(policy, address, whole=True)

    assert [p.stem for p in sorted(pictures.glob("*-digest.png"))] != []


@pytest.mark.parametrize("key", ["bradford", "brighton-and-hove", "knowsley", "northamptonshire"])
def test_every_other_procedure_is_raised_acknowledged_lapsed_and_answered_late(
    key: str, tmp_path: Path
) -> None:
    policy = load_policy(key)

    with demo(key, tmp_path) as address:
        pictures = play(policy, address, whole=False)

    assert [p.stem for p in sorted(pictures.glob("*-responded.png"))] != []
