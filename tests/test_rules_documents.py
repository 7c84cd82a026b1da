from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from appeal import messages
from appeal.messages import Severity
from appeal.messages.evidence import MESSAGES
from appeal.model.case import Case
from appeal.model.evidence import FileFacts, FileState
from appeal.model.finding import Finding
from appeal.model.trade import EvidenceWindow
from appeal.rules.documents import judge_documents

TODAY = date(2026, 11, 22)
WINDOW = EvidenceWindow(date(2026, 5, 24), date(2026, 11, 20), "6か月")
ASIN = "B0EXAMPLE1"


def line(asin: str = ASIN, quantity: int = 40) -> dict[str, Any]:
    return {"asin": asin, "quantity": quantity}


def invoice(**changes: Any) -> dict[str, Any]:
    entry = {
        "file": "evidence/請求書.pdf",
        "kind": "invoice",
        "number": "1",
        "issued": date(2026, 7, 10),
        "supplier": "mihon",
        "addressee": "株式会社架空商店",
        "lines": [line()],
    }
    return {key: value for key, value in (entry | changes).items() if value is not None}


def a_case(*evidence: dict[str, Any], **notice: Any) -> Case:
    return Case.model_validate(
        {
            "notice": {"received": date(2026, 11, 20), "requirements": ["invoice"], **notice},
            "seller": {"company": "株式会社架空商店", "store": "架空商店 Amazon店"},
            "listing": [{"asin": ASIN}, {"asin": "B0EXAMPLE2"}],
            "supplier": [{"id": "mihon", "name": "株式会社見本物産"}],
            "evidence": list(evidence),
        }
    )


def fact(file: str = "evidence/請求書.pdf", **changes: Any) -> FileFacts:
    entry: dict[str, Any] = {
        "file": file,
        "path": f"/case/{file}",
        "state": FileState.USABLE,
        "type": "pdf",
        "suffix": file.rpartition(".")[2],
        "bytes": 1000,
        "sha256": file,
        "pages": 1,
    }
    return FileFacts(**(entry | changes))


def judged(case: Case, *facts: FileFacts, today: date = TODAY) -> tuple[Finding, ...]:
    given = facts or tuple(fact(item.file, sha256=str(place)) for place, item in enumerate(case.evidence))
    # That a picture holds no words is tested beside the words of papers.
    return tuple(one for one in judge_documents(case, given, WINDOW, today) if one.code != "E260")


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_sound_invoice_says_nothing() -> None:
    assert judged(a_case(invoice())) == ()


STATES = {
    FileState.MISSING: "E201",
    FileState.EMPTY: "E202",
    FileState.OUTSIDE: "E204",
    FileState.NO_ORDINARY_FILE: "E205",
    FileState.NOT_PERMITTED: "E206",
    FileState.TOO_LARGE: "E207",
    FileState.OTHER_TYPE: "E208",
    FileState.LOCKED: "E218",
    FileState.TRUNCATED: "E219",
    FileState.DAMAGED: "E220",
    FileState.NO_PAGES: "E221",
    FileState.TOO_MANY_PAGES: "E222",
    FileState.TOO_MANY_PIXELS: "E223",
    FileState.TOO_HEAVY: "E227",
    FileState.CRASHED: "E228",
    FileState.DISAGREED: "E229",
    FileState.BURIED: "E230",
    FileState.WAITING_FORM: "E244",
    FileState.ELSEWHERE: "E245",
    FileState.NO_AREA: "E246",
}


@pytest.mark.parametrize("state", [state for state in FileState if state is not FileState.USABLE])
def test_each_bad_state_is_an_error_of_its_own_that_names_file_and_next_step(state: FileState) -> None:
    (finding,) = judged(a_case(invoice()), fact(state=state, type="unknown", pages=None))
    assert finding.code == STATES[state]
    assert finding.severity is Severity.ERROR
    assert finding.text.startswith("evidence/請求書.pdf ")
    assert finding.hint.endswith("ください。")
    assert finding.where.field == "evidence[0].file"


@pytest.mark.parametrize(
    ("kind", "code", "word"),
    [
        ("heic", "E209", "HEIC"),
        ("docx", "E210", "Word"),
        ("xls", "E210", "Excel"),
        ("html", "E211", "ウェブページ"),
        ("text", "E212", "文字"),
        ("msg", "E213", "メール"),
        ("zip", "E214", "ZIP"),
        ("appledouble", "E215", "Mac"),
        ("zeros", "E216", "中身"),
        ("mixed", "E217", "もう1つの文書"),
        ("video", "E208", "PDF"),
    ],
)
def test_another_format_is_named_with_its_own_way_to_an_accepted_one(kind: str, code: str, word: str) -> None:
    (finding,) = judged(a_case(invoice()), fact(state=FileState.OTHER_TYPE, type=kind))
    assert finding.code == code
    assert word in finding.text
    assert "変換" not in finding.hint


@pytest.mark.parametrize("ending", ["csv", "tsv", "txt"])
def test_a_table_given_as_a_paper_is_led_to_the_reports_of_sales(ending: str) -> None:
    table = fact(state=FileState.OTHER_TYPE, type="text", suffix=ending)
    (finding,) = judged(a_case(invoice()), table)
    assert (finding.code, finding.severity) == ("E317", Severity.ERROR)
    assert "[[sales_report]]" in finding.hint


def test_a_missing_file_with_a_similar_name_beside_it_names_that_one() -> None:
    (finding,) = judged(a_case(invoice()), fact(state=FileState.MISSING, nearest="evidence/請求書1.pdf"))
    assert (finding.code, "evidence/請求書1.pdf" in finding.hint) == ("E226", True)


@pytest.mark.parametrize(
    ("file", "kind", "code"),
    [
        ("a.pdf", "png", "E203"),
        ("a.jpg", "pdf", "E203"),
        ("a.docx", "pdf", "E203"),
        ("a.heic", "jpg", "E203"),
        ("a.png", "jpg", "E233"),
        ("a.gif", "png", "E233"),
        ("a", "pdf", "E232"),
        ("請求書 2026.5", "pdf", "E232"),
    ],
)
def test_a_name_that_does_not_fit_the_content(file: str, kind: str, code: str) -> None:
    suffix = file.rpartition(".")[2] if "." in file else ""
    (finding,) = judged(a_case(invoice(file=file)), fact(file, type=kind, suffix=suffix))
    assert finding.code == code
    assert f".{kind}" in finding.hint
    expected = Severity.ERROR if code == "E203" else Severity.WARNING
    assert finding.severity is expected


@pytest.mark.parametrize("suffix", ["jpg", "jpeg", "jfif"])
def test_every_usual_ending_of_a_jpeg_fits(suffix: str) -> None:
    file = f"a.{suffix}"
    assert judged(a_case(invoice(file=file)), fact(file, type="jpg", width=1700, height=2400)) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"owner_locked": True}, "E234"),
        ({"repaired": True}, "E235"),
        ({"trailing": 12}, "E236"),
        ({"frames": 3}, "E237"),
        ({"width": 800, "height": 1100}, "E238"),
        ({"pages": 301}, "E239"),
        ({"width": 8000, "height": 8000}, "E240"),
        ({"bytes": 6 * 1024 * 1024}, "E241"),
    ],
)
def test_a_doubtful_file_is_a_warning(changes: dict[str, Any], code: str) -> None:
    (finding,) = judged(a_case(invoice()), fact(**changes))
    assert (finding.code, finding.severity) == (code, Severity.WARNING)


def test_a_photograph_of_goods_is_not_held_to_the_resolution_of_print() -> None:
    small = fact(width=800, height=1100)
    assert judged(a_case(invoice(kind="photo")), small) == ()
    huge = fact(width=8000, height=8000)
    assert [one.code for one in judged(a_case(invoice(kind="photo")), huge)] == ["E240"]


def test_a_picture_across_is_held_to_the_same_resolution_as_one_upright() -> None:
    for size in ((1654, 2339), (2339, 1654)):
        assert judged(a_case(invoice()), fact(width=size[0], height=size[1])) == ()


def test_the_notice_decides_which_formats_are_accepted() -> None:
    case = a_case(invoice(), formats=["JPEG", ".png"])
    (finding,) = judged(case)
    assert finding.code == "E224"
    assert "JPG、PNG" in finding.text
    picture = fact("evidence/請求書.jpg", type="jpg", width=1700, height=2400)
    assert judged(a_case(invoice(file="evidence/請求書.jpg"), formats=["JPEG", ".png"]), picture) == ()


def test_the_same_bytes_under_two_names_are_a_warning_that_names_both() -> None:
    case = a_case(invoice(file="a.pdf"), invoice(file="b.pdf"))
    (finding,) = judged(case, fact("a.pdf", sha256="x"), fact("b.pdf", sha256="x"))
    assert (finding.code, finding.severity, finding.where.field) == (
        "E231",
        Severity.WARNING,
        "evidence[1].file",
    )
    assert "a.pdf" in finding.text
    assert "b.pdf" in finding.text


def test_one_entry_twice_is_an_error_and_two_papers_in_one_file_are_not() -> None:
    twice = fact("a.pdf", sha256="x"), fact("a.pdf", sha256="x")
    assert codes(judged(a_case(invoice(file="a.pdf"), invoice(file="a.pdf")), *twice)) == ["E225"]
    assert codes(judged(a_case(invoice(file="a.pdf"), invoice(file="a.pdf", number="2")), *twice)) == ["E231"]


def test_all_files_together_are_held_to_our_own_guide_values() -> None:
    many = [invoice(file=f"{place}.pdf", number=str(place)) for place in range(11)]
    facts = [fact(f"{place}.pdf", bytes=1024 * 1024) for place in range(11)]
    findings = judged(a_case(*many), *facts)
    assert codes(findings) == ["E242", "E243"]
    assert all("当方の目安" in finding.text for finding in findings)


@pytest.mark.parametrize(
    ("entry", "expected", "part"),
    [
        (invoice(kind=None), ["E251"], "kind"),
        (invoice(issued=None), ["E252"], "issued"),
        (invoice(kind="receipt", issued=None), ["E252"], "issued"),
        (invoice(supplier="mihom"), ["E253"], "supplier"),
        (invoice(lines=[line("B0EXAMPLE9")]), ["E254"], "lines[0].asin"),
        (invoice(lines=[]), ["E255"], "lines"),
        (invoice(issued=date(2026, 11, 23)), ["E257"], "issued"),
        (invoice(issued=date(2026, 5, 19)), ["E256"], "issued"),
        (invoice(issued=date(2026, 5, 20)), ["E262"], "issued"),
        (invoice(issued=date(2026, 5, 23)), ["E262"], "issued"),
        (invoice(issued=date(2026, 5, 24)), ["E264"], "issued"),
        (invoice(issued=date(2026, 5, 26)), [], ""),
        (invoice(issued=date(2026, 11, 20)), [], ""),
        (invoice(issued=date(2026, 11, 21)), ["E263"], "issued"),
        (invoice(supplier=None), ["E265"], "supplier"),
        (invoice(kind="purchase_order"), ["E266"], "kind"),
        (invoice(kind="delivery_note"), ["E267"], "kind"),
        (invoice(kind="receipt", addressee=None), ["E268"], "addressee"),
        (invoice(addressee="架空ストア"), ["E269"], "addressee"),
        (invoice(kind="photo", issued=date(2020, 1, 1), addressee=None, lines=[]), [], ""),
    ],
)
def test_what_the_case_says_of_a_paper(entry: dict[str, Any], expected: list[str], part: str) -> None:
    findings = judged(a_case(entry))
    assert codes(findings) == expected
    for finding in findings:
        assert finding.where.field == f"evidence[0].{part}"
        assert finding.text.startswith("evidence/請求書.pdf ")


def test_a_near_id_and_a_near_asin_are_offered() -> None:
    unknown, strange = judged(a_case(invoice(supplier="mihom", lines=[line("B0EXAMPLE9")])))
    assert "mihon" in unknown.hint
    assert "B0EXAMPLE" in strange.hint


def test_an_old_paper_is_only_a_warning_where_another_one_covers_its_listing() -> None:
    old = invoice(file="old.pdf", number="0", issued=date(2026, 1, 5))
    assert codes(judged(a_case(old, invoice()))) == ["E261"]
    other = invoice(lines=[line("B0EXAMPLE2")])
    (finding,) = judged(a_case(old, other))
    assert (finding.code, ASIN in finding.text) == ("E256", True)


def test_a_paper_whose_file_cannot_be_used_covers_nothing() -> None:
    case = a_case(invoice(file="old.pdf", number="0", issued=date(2026, 1, 5)), invoice())
    findings = judged(case, fact("old.pdf"), fact(state=FileState.DAMAGED))
    assert sorted(codes(findings)) == ["E220", "E256"]


def test_an_order_beside_an_invoice_of_the_same_goods_is_no_trouble() -> None:
    order = invoice(file="order.pdf", kind="purchase_order", number="9")
    assert judged(a_case(order, invoice())) == ()
    assert codes(judged(a_case(order, invoice(lines=[line("B0EXAMPLE2")])))) == ["E266"]


@pytest.mark.parametrize(
    "addressee",
    [
        "(株)架空商店",
        "㈱架空商店",
        "株式会社 架空商店",
        "株式会社架空商店 御中",
        "架空商店 AMAZON店",
        "架空商店Amazon店様",
    ],
)
def test_an_addressee_is_compared_without_width_blanks_and_forms(addressee: str) -> None:
    assert judged(a_case(invoice(addressee=addressee))) == ()


def test_without_a_window_no_issue_date_is_outside() -> None:
    case = a_case(invoice(issued=date(2020, 1, 1)), window=None)
    assert judge_documents(case, (fact(),), None, TODAY) == ()


def test_a_name_that_turns_text_around_is_shown_with_its_code() -> None:
    file = "evidence/\u202efdp.pdf"
    (finding,) = judged(a_case(invoice(file=file)), fact(file, state=FileState.DAMAGED))
    assert "\u202e" not in finding.text
    assert "<U+202E>" in finding.text


def _texts() -> Iterator[tuple[str, str]]:
    for message in MESSAGES:
        for text in (message.text, message.hint, message.about):
            yield message.code, text


def test_every_message_is_fit_for_a_japanese_console_and_asks_for_one_thing() -> None:
    assert len(MESSAGES) >= 40
    for code, text in _texts():
        assert text.encode("cp932"), code
        assert not any(mark in text for mark in "！!〜✓"), code
    for message in MESSAGES:
        assert message.code.startswith("E")
        assert message.hint.endswith("ください。"), message.code


def test_the_code_for_name_and_content_is_settled() -> None:
    assert messages.find("E203").severity is Severity.ERROR
