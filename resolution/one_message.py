"""One message where one will do: what a single act owes the same person is put together."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from resolution.notices import Notice, NoticeKind

_BEGINS = (NoticeKind.ASKED_TO_RESPOND, NoticeKind.ASKED_TO_ARRANGE, NoticeKind.FOR_INFORMATION)
#: A kind of message, and those that say it along with their own, the first that there is.
_SAID_BY: Mapping[NoticeKind, tuple[NoticeKind, ...]] = {
    NoticeKind.ACKNOWLEDGED: (NoticeKind.RESPONSE_RECEIVED,),
    NoticeKind.CONSULTED: (*_BEGINS, NoticeKind.HANDED_OVER),
    NoticeKind.REFERRED_TO_CAFCASS: (NoticeKind.STEP_RECORDED,),
    NoticeKind.ACTION_DUE: (*_BEGINS, NoticeKind.MEETING_RECORDED, NoticeKind.ACTION_DUE),
}


def put_together(owed: Sequence[Notice]) -> tuple[Notice, ...]:
    """The notices of one act, without those that another one to the same person carries."""
    kept: dict[str, Notice] = {}
    carried: list[tuple[Notice, str]] = []
    prompted: set[str] = set()
    for notice in owed:
        carrier = _carrier(notice, owed)
        if carrier is not notice:
            carried.append((notice, carrier.key))
            continue
        # What the procedure asks for after a lapse is asked once, though two dates passed at once.
        again = notice.kind is NoticeKind.LAPSED_OWNER and notice.to.person_id in prompted
        kept[notice.key] = _with(notice, {"prompted": "before"}) if again else notice
        if notice.kind is NoticeKind.LAPSED_OWNER:
            prompted.add(notice.to.person_id)
    for notice, key in carried:
        kept[key] = _with(kept[key], _along(notice, kept[key]))
    return tuple(kept.values())


def _carrier(notice: Notice, owed: Sequence[Notice]) -> Notice:
    """The notice to the same person that says this one too: itself, where no other does."""
    kinds = _SAID_BY.get(notice.kind, ())
    same = [other for other in owed if other.to == notice.to] if kinds else []
    return next((other for kind in kinds for other in same if other.kind is kind), notice)


def _along(notice: Notice, carrier: Notice) -> Mapping[str, str]:
    """What the message that carries another one says of it."""
    if notice.kind is NoticeKind.CONSULTED:
        return {"consulted": "without" if notice.facts.get("without") else "yes"}
    if notice.kind is NoticeKind.ACTION_DUE:
        given = (carrier.facts.get("given", ""), notice.facts.get("given", ""))
        return {"given": ",".join(filter(None, given))}
    return {}


def _with(notice: Notice, facts: Mapping[str, str]) -> Notice:
    return replace(notice, facts={**notice.facts, **facts}) if facts else notice
