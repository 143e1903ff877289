"""One JSON object per line: a past-tense event and references, never names or what people wrote."""

import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

import orjson

_OWN_FIELDS = frozenset(
    vars(logging.LogRecord("", 0, "", 0, "", None, None)) | {"message": "", "asctime": ""}
)


class JsonLines(logging.Formatter):
    """Formats a record as one line: time, level, event, and whatever came in `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = _where(record.exc_info[1])
        return orjson.dumps(line, default=str).decode()


def _where(error: BaseException) -> dict[str, object]:
    """Type and place of a fault; not its message, which may quote what somebody wrote."""
    frames: list[str] = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{step.tb_lineno}:{code.co_name}")
        step = step.tb_next
    return {"type": type(error).__name__, "where": frames[-8:]}


def start_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every log record to one stream as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    # What no line says need not be found out for each (as logging's own documentation advises).
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    vars(logging)["_srcfile"] = None
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("aiohttp.access", "msal", "msrest", "urllib3", "asyncio", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
