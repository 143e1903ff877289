"""What the service logs while a journey runs."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.logs import JsonLines


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile, as it would be written."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
