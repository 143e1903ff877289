"""One message where one will do: what a single act owes the same person is put together."""

from collections.abc import Sequence

from msgspec.structs import replace

from resolution.notices import Notice, NoticeKind

_BEGINS = (NoticeKind.FOR_INFORMATION, NoticeKind.ASKED_TO_ARRANGE, NoticeKind.ASKED_TO_RESPOND)
#: A kind of message, and those that say it along with their own.
_SAID_BY = {
    NoticeKind.ACKNOWLEDGED: (NoticeKind.RESPONSE_RECEIVED,),
    NoticeKind.CONSULTED: _BEGINS,
    NoticeKind.REFERRED_TO_CAFCASS: (NoticeKind.STEP_RECORDED,),
}


def put_together(owed: Sequence[Notice]) -> tuple[Notice, ...]:
    """The notices of one act, without those that another one to the same person carries."""
    if len(owed) < 2:
        return tuple(owed)
    kept: list[Notice] = []
    said: dict[str, dict[str, str]] = {}  # by the key of a notice: what it says beside its own
    prompted: set[str] = set()
    for notice in owed:
        carrier = _carrier(notice, owed)
        if carrier is None:
            kept.append(notice)
        elif notice.kind is NoticeKind.CONSULTED:
            said[carrier.key] = {"consulted": "without" if notice.facts.get("without") else "yes"}
        # What the procedure asks for after a lapse is asked once, though two dates passed at once.
        if notice.kind is NoticeKind.LAPSED_OWNER:
            if notice.to.person_id in prompted:
                said[notice.key] = {"prompted": "before"}
            prompted.add(notice.to.person_id)
    return tuple(
        replace(notice, facts={**notice.facts, **said[notice.key]})
        if notice.key in said
        else notice
        for notice in kept
    )


def _carrier(notice: Notice, owed: Sequence[Notice]) -> Notice | None:
    """The notice to the same person that says this one too."""
    kinds = _SAID_BY.get(notice.kind, ())
    return next((other for other in owed if other.kind in kinds and other.to == notice.to), None)
