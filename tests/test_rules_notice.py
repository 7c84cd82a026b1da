"""What the notice must say before it can be answered, and what a seller may take knowingly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appeal.messages import Severity
from appeal.model.case import Case
from appeal.model.finding import Finding, found
from appeal.rules.notice import judge_acceptances, judge_notice

TODAY = date(2026, 11, 22)
NOTICE: dict[str, Any] = {
    "subject": "要ご対応:出品キャンセルのご連絡",
    "received": "2026-11-20",
    "channel": "reply",
    "window": "6か月",
    "quantity_basis": "sales",
    "requirements": ["invoice", "supplier_contact"],
    "addressee": "Amazon.co.jp アカウントスペシャリスト",
    "genuine_checked_on": "2026-11-21",
}
LISTING = {"asin": "B0EXAMPLE1", "title": "架空ブランド ステンレスボトル"}


def judged(response: str | None = "authenticity", **notice: Any) -> dict[str, Finding]:
    stated = {name: value for name, value in (NOTICE | notice).items() if value is not None}
    return said(response=response, notice=stated, listing=[LISTING])


def said(**case: Any) -> dict[str, Finding]:
    return {finding.code: finding for finding in judge_notice(Case.model_validate(case), TODAY)}


def test_whole_notice_leaves_nothing_to_say() -> None:
    assert judged() == {}


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("received", "N101", Severity.ERROR),
        ("subject", "N103", Severity.WARNING),
        ("requirements", "N105", Severity.ERROR),
        ("channel", "N107", Severity.ERROR),
        ("window", "N108", Severity.ERROR),
        ("quantity_basis", "N111", Severity.WARNING),
        ("genuine_checked_on", "N114", Severity.WARNING),
        ("addressee", "N116", Severity.NOTE),
    ],
)
def test_what_is_missing_is_named(name: str, code: str, severity: Severity) -> None:
    findings = judged(**{name: None})
    assert set(findings) == {code}
    assert findings[code].severity is severity
    assert findings[code].where.field == f"notice.{name}"


def test_days_to_come_are_refused() -> None:
    assert judged(received="2026-11-23")["N102"].blocks
    assert judged(genuine_checked_on="2026-11-23")["N115"].blocks


def test_window_and_basis_are_asked_for_only_with_papers() -> None:
    assert judged("explanation", requirements=["root_cause"], window=None, quantity_basis=None) == {}
    assert judged("withdrawal", window=None, quantity_basis=None) == {}


def test_window_the_notice_does_not_hold_may_be_left_blank_knowingly() -> None:
    findings = judged(window=None, quantity_basis=None, confirmed_blank=["window", "quantity_basis"])
    assert set(findings) == {"N109"}
    assert not findings["N109"].blocks


def test_span_no_notice_can_mean() -> None:
    assert "9999年" in judged(window="9999年")["N110"].text


def test_empty_demands_are_legal_for_withdrawal_alone() -> None:
    assert judged("withdrawal", requirements=[]) == {}
    assert judged("withdrawal", requirements=None) == {}
    assert judged("explanation", requirements=[])["N106"].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("deadline", "code", "words"),
    [("2026-11-21", "N112", "過ぎて"), ("2026-11-22", "N113", "あと0日"), ("2026-11-29", "N113", "あと7日")],
)
def test_deadline(deadline: str, code: str, words: str) -> None:
    findings = judged(deadline=deadline)
    assert set(findings) == {code}
    assert words in findings[code].text


def test_blank_names_are_near_missed() -> None:
    assert "deadline" in judged(confirmed_blank=["dedline"])["N122"].hint
    assert judged(confirmed_blank=["deadline", "formats"]) == {}


def test_empty_case_is_told_everything_at_once() -> None:
    findings = said()
    assert {"N101", "N103", "N104", "N105", "N107", "N114", "N116", "N117"} == set(findings)
    assert "出品者パフォーマンス担当" in findings["N116"].text


def test_listing_without_a_title() -> None:
    assert said(listing=[{"asin": "B0EXAMPLE1"}])["N118"].where.field == "listing[0].title"


WARNING = found("Q304", "listing[0].opening_stock", asin="B0EXAMPLE1", opening=6)
SHORTFALL = found(
    "Q301",
    "listing[0].sales",
    asin="B0EXAMPLE1",
    first="2026年5月24日",
    last="2026年11月20日",
    demand="出荷数量",
    needed=9,
    supply="期首在庫と仕入の合計",
    covered=6,
    missing=3,
)
FATAL = found("N101", "notice.received")
FINDINGS = (WARNING, SHORTFALL, FATAL)


def accepted(*codes: str, findings: tuple[Finding, ...] = FINDINGS) -> tuple[Finding, ...]:
    accepts = [{"code": code, "reason": f"理由{place}"} for place, code in enumerate(codes, start=1)]
    return judge_acceptances(Case.model_validate({"accept": accepts}), findings)


def test_without_acceptances_nothing_changes() -> None:
    assert accepted() == FINDINGS


@pytest.mark.parametrize("typed", ["Q304", "ｑ３０４", " q304 "])
def test_warning_is_accepted_with_its_reason(typed: str) -> None:
    first, *others = accepted(typed)
    assert first.accepted == "理由1"
    assert others == [SHORTFALL, FATAL]


def test_acceptable_error_no_longer_blocks() -> None:
    result = accepted("Q301")
    assert SHORTFALL.blocks
    assert not result[1].blocks
    assert len(result) == 3


def test_error_that_is_not_the_sellers_to_accept() -> None:
    *_, fatal, own = accepted("N101")
    assert fatal.blocks
    assert (own.code, own.blocks, own.where.field) == ("N120", True, "accept[0].code")


def test_unknown_code_gets_the_nearest_one() -> None:
    *_, own = accepted("Q3O4")
    assert own.code == "N119"
    assert own.blocks
    assert "Q304" in own.hint


def test_acceptance_that_meets_nothing_is_a_note() -> None:
    *_, own = accepted("Q304", findings=(FATAL,))
    assert (own.code, own.severity) == ("N121", Severity.NOTE)
    *_, of_a_note = accepted("N116", findings=(found("N116", addressee="架空担当"),))
    assert of_a_note.code == "N121"


def of_papers(**more: str) -> tuple[Finding, ...]:
    """Two papers whose day differs from the case, and one acceptance of that."""
    case = Case.model_validate(
        {
            "evidence": [{"file": "a.pdf"}, {"file": "b.pdf"}],
            "accept": [{"code": "E314", "reason": "字が薄い", **more}],
        }
    )
    told = {"item": "発行日", "found": "2026年5月1日", "stated": "2026年5月2日", "page": 1}
    findings = [
        found("E314", f"evidence[{n}].issued", file=file, **told) for n, file in enumerate(("a.pdf", "b.pdf"))
    ]
    return judge_acceptances(case, tuple(findings))


def test_an_acceptance_for_one_paper_leaves_the_others() -> None:
    first, second = of_papers(file="a.pdf")
    assert (first.accepted, second.accepted) == ("字が薄い", None)
    assert second.blocks
    *_, own = of_papers(file="c.pdf")
    assert own.code == "N121"


def test_an_acceptance_that_takes_errors_of_several_papers_names_them() -> None:
    *others, own = of_papers()
    assert not any(one.blocks for one in others)
    assert (own.code, own.severity, own.where.field) == ("E319", Severity.WARNING, "accept[0].code")
    assert "a.pdf、b.pdf" in own.text


def test_two_reasons_for_one_code_are_both_kept() -> None:
    assert accepted("Q304", "Q304")[0].accepted == "理由1 / 理由2"
