"""The floor: aiohttp alone, reading the JSON and answering with bytes that are ready.

No bot, no rule, no storage: `python -m benchmarks.bare PORT CARD_FILE`.
"""

import sys
from pathlib import Path

import orjson
from aiohttp import web


def application(answer: bytes) -> web.Application:
    """The same bytes for everybody."""

    async def messages(request: web.Request) -> web.Response:
        orjson.loads(await request.read())
        return web.Response(body=answer, content_type="application/json")

    async def ready(request: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    app.router.add_get("/readyz", ready)
    return app


if __name__ == "__main__":
    web.run_app(
        application(Path(sys.argv[2]).read_bytes()),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        print=None,
    )
