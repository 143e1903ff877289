"""The main cards, word for word. After a wanted change: GOLDEN=write pytest tests/cards."""

import json
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cards.case_card import base_card, case_card
from cards.history import history_card
from cards.judging_forms import escalate_form
from cards.lists import DigestRow, digest_card
from cards.notice import notice_card, summary
from cards.raise_form import raise_details, raise_form
from cards.response_form import response_form
from resolution.notices import NoticeKind
from tests.builders import REF, london
from tests.cards.anyshire import ANYSHIRE
from tests.cards.samples import OUTSIDER, raised

GOLDEN = Path(__file__).with_name("golden")
CHOSEN = {"kind": "looked_after", "team": "north", "stage": "level-1", "conditions": "court"}


def drawn() -> dict[str, Any]:
    fresh, late = raised("anyshire"), raised("anyshire", "2026-12-02T10:00")
    met = raised("anyshire", answered=True)
    row = DigestRow("TST-23456", 4, "Level 1", ("Team Manager",), london("2026-11-30T17:00"), -2)
    kinds = NoticeKind
    asked = {"stage": "level-1"}
    lapsed = {"clock": "1.respond", "stage": "level-1"}
    judge = {"post": "team_manager"}
    return {
        "case_for_everybody": base_card(fresh.facts),
        "case_for_owner": case_card(fresh.facts, fresh.owner),
        "case_for_assignee": case_card(fresh.facts, fresh.assignee, dialogs=True),
        "case_for_outsider": case_card(fresh.facts, OUTSIDER),
        "asked_to_respond": notice_card(kinds.ASKED_TO_RESPOND, fresh.facts, fresh.assignee, asked),
        "lapsed_owner": notice_card(kinds.LAPSED_OWNER, late.facts, late.owner, lapsed),
        "response_received": notice_card(kinds.RESPONSE_RECEIVED, met.facts, met.owner, judge),
        "previews": {
            "asked_to_respond": summary(kinds.ASKED_TO_RESPOND, fresh.facts, asked),
            "lapsed_owner": summary(kinds.LAPSED_OWNER, late.facts, lapsed),
            "response_received": summary(kinds.RESPONSE_RECEIVED, met.facts, judge),
        },
        "raise_step_1": raise_form(ANYSHIRE, REF, teams=[("North team", "north")]),
        "raise_step_2": raise_details(ANYSHIRE, REF, values=CHOSEN, team="North team"),
        "respond": response_form(fresh.facts),
        "respond_dialog": response_form(fresh.facts, dialog=True),
        "escalate": escalate_form(late.facts),
        "history": history_card(met.facts, met.trail),
        "digest": digest_card(date(2026, 12, 2), [row], []),
    }


DRAWN = cache(drawn)
NAMES = sorted(
    "asked_to_respond case_for_assignee case_for_everybody case_for_outsider case_for_owner digest "
    "escalate history lapsed_owner previews raise_step_1 raise_step_2 respond respond_dialog "
    "response_received".split()
)


@pytest.mark.parametrize("name", NAMES)
def test_a_main_card_reads_as_it_did(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    card = DRAWN()[name]
    if os.environ.get("GOLDEN") == "write":
        path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert card == json.loads(path.read_text(encoding="utf-8"))


def test_every_golden_card_is_still_drawn() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(DRAWN())
