"""An invented council's procedure, so that golden cards change only when cards do."""

from resolution.policy import (
    Anchor,
    CaseKind,
    Clock,
    Condition,
    Limit,
    Meeting,
    Must,
    Notified,
    Policy,
    Post,
    Responders,
    Span,
    Stage,
    Theme,
    Total,
)

CITE = "Anyshire §1"


def _clock(must: Must, days: int) -> Clock:
    return Clock(must.value, must, Limit(Span.WORKING_DAYS, days), Anchor.STAGE_OPENED, CITE)


INFORMAL = Stage(
    "informal",
    "Informal talk",
    formal=False,
    raised_by=("iro",),
    respond=Responders(("social_worker",)),
    cite=CITE,
    clocks=(Clock("respond", Must.RESPOND, Limit(Span.NEGOTIATED), Anchor.STAGE_OPENED, CITE),),
)
FIRST = Stage(
    "level-1",
    "Level 1",
    formal=True,
    raised_by=("iro",),
    respond=Responders(("team_manager",)),
    cite=CITE,
    clocks=(_clock(Must.ACKNOWLEDGE, 1), _clock(Must.RESPOND, 5)),
    notify=(Notified("iro_manager", CITE),),
    met_by=(Must.RESPOND, Must.CONFIRM_COMPLETION),
)
SECOND = Stage(
    "level-2",
    "Level 2",
    formal=True,
    raised_by=("iro_manager",),
    respond=Responders(("head_of_service", "director")),
    cite=CITE,
    clocks=(_clock(Must.CONFIRM_MEETING_DATE, 5),),
    consult=(Notified("iro_manager", CITE),),
    meeting=Meeting("Level 2 meeting", ("iro",), ("head_of_service", "iro"), CITE),
)
ANYSHIRE = Policy(
    key="anyshire",
    title="Resolution Process",
    authority="Anyshire Council",
    version="1",
    source="Invented",
    ref_prefix="TST",
    record_system="the case system",
    kinds=(CaseKind.LOOKED_AFTER, CaseKind.CHILD_PROTECTION),
    owners={CaseKind.LOOKED_AFTER: "iro", CaseKind.CHILD_PROTECTION: "iro"},
    owner_managers={"iro": "iro_manager"},
    posts=(
        Post("iro", "Independent Reviewing Officer", aliases=("IRO",)),
        Post("iro_manager", "IRO Manager"),
        Post("social_worker", "Social Worker"),
        Post("team_manager", "Team Manager"),
        Post("head_of_service", "Head of Service"),
        Post("director", "Director"),
    ),
    stages=(INFORMAL, FIRST, SECOND),
    themes=(
        Theme("drift", "Drift and delay", CITE),
        Theme("contact", "Time with family", CITE, kinds=(CaseKind.LOOKED_AFTER,)),
    ),
    totals=(Total("all", "Both levels", Limit(Span.WORKING_DAYS, 20), ("level-1",), CITE),),
    conditions=(Condition("court", "Is the child's case before a court?"),),
    words={"raise": "raise a concern"},
)
