"""Every value from outside says where it comes from, when that was looked at and how much it weighs."""

from __future__ import annotations

import re
from datetime import date

import pytest

from appeal.model.evidence import PURCHASE_KINDS, TRADE_KINDS
from appeal.rules import policy
from appeal.rules.policy import ENTRIES, PolicyEntry, Standing

# What only Amazon could say; folklore must not borrow it.
OFFICIAL_CLAIM = re.compile(
    "公式|規約|規則|ルール|義務|必須|Amazonの(?:決まり|定め|基準)|Amazonが(?:決め|定め)"
)


def test_all_entries_are_listed() -> None:
    standing = [value for value in vars(policy).values() if isinstance(value, PolicyEntry)]
    assert len(standing) >= 15
    assert {entry.name for entry in standing} == {entry.name for entry in ENTRIES}
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_entry_has_source_and_day(entry: PolicyEntry[int]) -> None:
    assert entry.source.strip()
    assert date(2026, 1, 1) <= entry.seen_on


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_only_official_values_speak_for_amazon(entry: PolicyEntry[int]) -> None:
    if entry.standing is Standing.OFFICIAL:
        assert "https://" in entry.source or "通知の本文" in entry.source
    else:
        assert not OFFICIAL_CLAIM.search(entry.name + entry.source)


def test_the_papers_of_a_purchase_are_those_amazon_names() -> None:
    assert policy.PURCHASE_KINDS.value == tuple(kind.value for kind in PURCHASE_KINDS)
    assert set(policy.WEAK_KINDS.value) < {kind.value for kind in TRADE_KINDS} - set(
        policy.PURCHASE_KINDS.value
    )


def test_sizes_and_lengths_are_called_ours() -> None:
    own = (
        policy.FILE_BYTES,
        policy.PACKAGE_BYTES,
        policy.FILE_COUNT,
        policy.BODY_LIMIT,
        policy.RESOLUTION_DPI,
    )
    assert all(entry.standing is Standing.OURS for entry in own)
    assert policy.MONTH_DAYS.value * 6 == 180
