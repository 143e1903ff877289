"""A notice to somebody who may not read the case holds nothing that was written on it."""

import pytest

from cards.asks import ask_for
from cards.viewer import Viewer
from resolution.notices import NoticeKind
from tests.cards.samples import raised


@pytest.mark.parametrize(
    "kind",
    [
        NoticeKind.REMINDER,
        NoticeKind.LAPSED_ASSIGNEE,
        NoticeKind.LAPSED_OWNER,
        NoticeKind.ACTION_DUE,
    ],
)
def test_an_agreed_action_is_named_by_its_number_to_whoever_may_not_read_it(
    kind: NoticeKind,
) -> None:
    shown = raised(answered=True).facts
    wanted = shown.case.actions[0].action.what
    seen = [
        " ".join(ask_for(kind, shown, {"number": "1"}, who).lines)
        for who in (Viewer("x"), Viewer("y", is_party=True))
    ]
    assert wanted not in seen[0]
    assert "Action 1" in seen[0]
    assert wanted in seen[1]
