"""The peer: botbuilder's own BotFrameworkAdapter as its samples host it, answering with one card.

No authentication, no storage, no logic: `python -m benchmarks.echo PORT CARD_FILE [MODULE …]`; the
modules are loaded only to be weighed.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from aiohttp import web
from botbuilder.core import (
    ActivityHandler,
    BotFrameworkAdapter,
    BotFrameworkAdapterSettings,
    TurnContext,
)
from botbuilder.schema import Activity, AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue


class Echo(ActivityHandler):  # type: ignore[misc]  # botbuilder has no types
    """Answers every Action.Execute with the same card."""

    def __init__(self, card: dict[str, Any]) -> None:
        self.card = card

    async def on_adaptive_card_invoke(
        self, turn_context: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        return AdaptiveCardInvokeResponse(
            status_code=200, type="application/vnd.microsoft.card.adaptive", value=self.card
        )


def application(card: dict[str, Any]) -> web.Application:
    """The echo behind `/api/messages`."""
    adapter = BotFrameworkAdapter(BotFrameworkAdapterSettings("", ""))
    bot = Echo(card)

    async def messages(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        header = request.headers.get("Authorization", "")
        answer = await adapter.process_activity(activity, header, bot.on_turn)
        return web.json_response(data=answer.body, status=answer.status)

    async def ready(request: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    app.router.add_get("/readyz", ready)
    return app


if __name__ == "__main__":
    for module in sys.argv[3:]:
        importlib.import_module(module)
    drawn = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    web.run_app(application(drawn), host="127.0.0.1", port=int(sys.argv[1]), print=None)
