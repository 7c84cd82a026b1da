"""The verdict is the worst row, and a seller who is not ready is always told why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from appeal.check import check
from appeal.model.notice import Requirement

DAY = date(2026, 11, 22)
CODES = ("Q301", "Q302", "Q303", "Q314", "R101", "R102", "R104", "R106", "R121", "R126", "S404", "W502")

cases = some.fixed_dictionaries(
    {
        "response": some.sampled_from(["authenticity", "explanation", "withdrawal"]),
        "requirements": some.lists(some.sampled_from([one.value for one in Requirement]), unique=True),
        "basis": some.sampled_from(["sales", "stock"]),
        "opening": some.none() | some.integers(0, 50),
        "closing": some.none() | some.integers(0, 50),
        "sold": some.none() | some.integers(0, 90),
        "phone": some.booleans(),
        "supplier": some.booleans(),
        "cause": some.booleans(),
        "deed": some.sampled_from([None, False, True]),
        "measure": some.booleans(),
        "accept": some.lists(some.sampled_from(CODES), unique=True, max_size=4),
    }
)


def case_text(told: dict[str, Any]) -> str:
    notice = {
        "subject": "要ご対応:出品キャンセルのご連絡",
        "received": date(2026, 11, 20),
        "channel": "reply",
        "window": "30日",
        "quantity_basis": told["basis"],
        "requirements": told["requirements"],
    }
    document: dict[str, Any] = {"response": told["response"], "notice": notice, "listing": [listing_of(told)]}
    document["seller"] = {"company": "株式会社架空商店"}
    document |= answers_of(told)
    document["accept"] = [{"code": code, "reason": "記録で確かめました。"} for code in told["accept"]]
    return tomlkit.dumps(document)


def listing_of(told: dict[str, Any]) -> dict[str, Any]:
    listing: dict[str, Any] = {"asin": "B0EXAMPLE1", "title": "架空ブランド ボトル"}
    listing |= {f"{key}_stock": told[key] for key in ("opening", "closing") if told[key] is not None}
    return listing if told["sold"] is None else listing | {"sales": {"2026-10": told["sold"], "2026-11": 1}}


def answers_of(told: dict[str, Any]) -> dict[str, Any]:
    phone = {"phone": "06-0000-0000"} if told["phone"] else {}
    dated = {"done_on": date(2026, 11, 21)} if told["deed"] else {}
    answers = {
        "supplier": [{"id": "mihon", "name": "株式会社見本物産", "address": "大阪府大阪市", **phone}],
        "plan": {"root_cause": "入荷時の照合工程がありませんでした。"},
        "corrective": [{"what": "出品を止めました。", **dated}],
        "preventive": [{"what": "入荷時に照合する。"}],
        "withdrawal": {"listing_removed_on": date(2026, 11, 20), "stock": "none"},
    }
    there = {
        "supplier": told["supplier"],
        "plan": told["cause"],
        "corrective": told["deed"] is not None,
        "preventive": told["measure"],
        "withdrawal": told["response"] == "withdrawal",
    }
    return {name: answer for name, answer in answers.items() if there[name]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=cases)
def test_who_is_not_ready_is_told_why(told: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(case_text(told), encoding="utf-8")
    checked = check(file, DAY)
    blocking = [finding for finding in checked.findings if finding.blocks]
    assert checked.ready == (not blocking), list(checked.coverage)
    for row in checked.reconciliations:
        if row.shortfall:
            assert any(finding.code in ("Q301", "Q302", "Q303", "Q323") for finding in checked.findings)
