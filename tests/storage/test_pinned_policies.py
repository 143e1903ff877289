"""A case goes by the text that it began under, whatever a later release would find fault with."""

from datetime import UTC, datetime

import pytest

from resolution.errors import PolicyInvalid
from resolution.policy_file import parse_policy
from resolution.policy_text import read_text
from storage.documents import POLICY
from storage.engine import Store

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
AFTER_CLOSING = f'digest_at = "23:00"\n{read_text("knowsley")}'


def test_a_text_that_was_taken_once_is_still_read(store: Store) -> None:
    with pytest.raises(PolicyInvalid, match="before the office closes"):
        parse_policy(AFTER_CLOSING, "a file of today")

    store.documents.put(POLICY, "knowsley@old", AFTER_CLOSING, NOW)

    assert store.rulebooks.get("knowsley@old").policy.key == "knowsley"


def test_what_cannot_be_read_at_all_is_refused_all_the_same(store: Store) -> None:
    store.documents.put(POLICY, "knowsley@broken", AFTER_CLOSING + "stages = 3\n", NOW)

    with pytest.raises(PolicyInvalid):
        store.rulebooks.get("knowsley@broken")
