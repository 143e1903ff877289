"""However impatiently the demo is stopped, it leaves no program behind."""

import os
import sys
from pathlib import Path

import pytest

from bot.demo.processes import Processes

#: Ends slowly when it is asked to, and presses Ctrl-C a second time on the way.
SLOW = """
import os, signal, sys, time

def end(number, frame):
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(0.5)
    open("ended", "w").close()
    sys.exit()

signal.signal(signal.SIGTERM, end)
open("ready", "w").close()
time.sleep(60)
"""


def test_a_second_ctrl_c_does_not_cut_the_stopping_short(tmp_path: Path) -> None:
    try:
        with Processes() as processes:
            words = [sys.executable, "-c", SLOW]
            processes.start("The bot", words, tmp_path, os.environ, tmp_path / "log")
            while not (tmp_path / "ready").exists():
                processes.check()
    except KeyboardInterrupt:
        pytest.fail("the second Ctrl-C was not ignored")

    assert (tmp_path / "ended").exists()
