"""The process that listens: from the first connection until it is told to stop."""

import asyncio
import gc
import logging
import signal

from aiohttp import web

from bot.app import running
from bot.settings import Settings
from resolution.errors import Refused

log = logging.getLogger(__name__)

_PATIENCE = 5.0  # seconds for requests under way when the process is told to stop
_SETTLES_AFTER = 0.5  # seconds


async def serve(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(settings) as service:
        runner = web.AppRunner(service.http, access_log=None, shutdown_timeout=_PATIENCE)
        await runner.setup()
        try:
            await _listen(runner, settings)
            host, port = runner.addresses[0][:2]
            # Not before it is asked for the first time: this takes longer than an answer.
            settling = loop.call_later(_SETTLES_AFTER, _settle_memory)
            log.info("serving", extra={"host": host, "port": port, "local": settings.local})
            await stop.wait()
            log.info("stopping")
            settling.cancel()
        finally:
            await runner.cleanup()


def _settle_memory() -> None:
    """What the start made stays for good: the collector need not look through it again."""
    gc.collect()
    gc.freeze()
    # A request makes a thousand short-lived values and no cycle: look for those now and then.
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        raise Refused(
            f"The bot cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
            "choose another with IRO_HOST or IRO_PORT."
        ) from error
