"""A meeting as a calendar file: opened by a secret link, so it says when and where, and no more."""

import asyncio
import hmac
import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import Settings, is_loopback
from resolution.case import Case, Visit
from resolution.policy import Policy
from resolution.ports import Clock, Rulebook

_REFERENCE = re.compile(r"[A-Z]{1,8}-[A-Z0-9]{1,12}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class MeetingFiles:
    """Answers whoever has the link: calendars fetch files without a login."""

    def __init__(
        self,
        settings: Settings,
        case: Callable[[str], Case],
        rulebook: Callable[[str], Rulebook],
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._case = case
        self._rulebook = rulebook
        self._clock = clock

    def routes(self) -> tuple[web.RouteDef, ...]:
        """Where the files are."""
        return (web.get("/calendar/{ref}/{token}.ics", self.file),)

    async def file(self, request: web.Request) -> web.Response:
        """The meeting's file; 404 for whatever is not exactly a link that was drawn."""
        ref, token = request.match_info["ref"], request.match_info["token"]
        if self._is_elsewhere(request) or not (
            _REFERENCE.fullmatch(ref) and _TOKEN.fullmatch(token)
        ):
            return web.Response(status=404, headers=_HEADERS)
        body = await asyncio.to_thread(self._body, ref, token)
        if body is None:
            return web.Response(status=404, headers=_HEADERS)
        named = {"Content-Disposition": f'attachment; filename="{ref}.ics"'}
        return web.Response(
            body=body, content_type="text/calendar", charset="utf-8", headers={**_HEADERS, **named}
        )

    def _is_elsewhere(self, request: web.Request) -> bool:
        """Whether the demo is asked by a web page that points its own name at this machine."""
        host = urlsplit(f"//{request.host}").hostname or ""
        return self._settings.local and not is_loopback(host)

    def _body(self, ref: str, token: str) -> bytes | None:
        case = self._case(ref)
        visit = meeting_of(case, token)
        if visit is None:
            return None
        policy = self._rulebook(case.policy_id).policy
        return meeting_file(case, visit, policy, self._clock.now())


def meeting_of(case: Case, token: str) -> Visit | None:
    """The stage whose confirmed meeting this token opens; each token is looked at alike."""
    found: Visit | None = None
    for visit in case.visits:
        same = hmac.compare_digest(visit.meeting_token.encode(), token.encode())
        if same and visit.meeting_token and visit.meeting_confirmed:
            found = visit
    return found


def meeting_file(case: Case, visit: Visit, policy: Policy, now: datetime) -> bytes:
    """The meeting for calendars: title, reference, place and start; nothing of a child."""
    # Here: the package is wanted by this page alone, and the service starts without it.
    from icalendar import Calendar, Event

    meeting = policy.stage(visit.stage_key).meeting
    title = meeting.title if meeting else policy.stage(visit.stage_key).title
    assert visit.meeting_at is not None, "a confirmed meeting has its moment"
    event = Event()
    # One meeting of one stage stays one entry of a calendar, wherever it moves to.
    again = f".{len(visit.meetings) + 1}" if visit.meetings else ""
    event.add("uid", f"{case.ref}.{visit.number}{again}@iro-resolution")
    event.add("sequence", case.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", visit.meeting_at.astimezone(UTC))
    event.add("summary", f"{title[:1].upper()}{title[1:]} ({case.ref})")
    if visit.meeting_off:
        event.add("status", "CANCELLED")
    if visit.meeting_place:
        event.add("location", visit.meeting_place)
    calendar = Calendar()
    calendar.add("prodid", "-//IRO resolution//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
