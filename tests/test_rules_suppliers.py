"""Contacts and check digits: what the notice demands is asked for, forms are judged, registers never."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.messages import Severity
from appeal.model.case import Case
from appeal.model.finding import Finding
from appeal.rules.contacts import PhoneForm, mail_fits, phone_form, postal_code_fits, url_fits
from appeal.rules.suppliers import is_corporation, judge_suppliers

TODAY = date(2026, 11, 22)
SELLER = {
    "company": "株式会社架空商店",
    "store": "架空商店 Amazon店",
    "merchant_id": "A0EXAMPLE00000",
    "address": "〒100-0000 東京都千代田区架空町1-2-3",
    "phone": "03-0000-0000",
    "email": "owner@example.com",
    "contact": "架空 花子",
}
SUPPLIER: dict[str, Any] = {
    "id": "mihon",
    "name": "株式会社見本物産",
    "address": "〒530-0000 大阪府大阪市北区見本1-1-1",
    "phone": "06-0000-0000",
    "email": "sales@example.jp",
    "website": "https://example.jp/",
}


def supplier(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (SUPPLIER | changes).items() if value is not None}


def judged(
    *suppliers: dict[str, Any], demanded: bool = True, response: str = "authenticity", **more: Any
) -> dict[str, Finding]:
    stated: dict[str, Any] = {
        "response": response,
        "notice": {"requirements": ["supplier_contact"] if demanded else ["root_cause"]},
        "seller": SELLER,
        "supplier": list(suppliers),
        "evidence": [
            {"file": f"見本{place}.pdf", "supplier": one["id"]} for place, one in enumerate(suppliers)
        ],
    }
    case = Case.model_validate(stated | more)
    return {finding.code: finding for finding in judge_suppliers(case, TODAY)}


def test_whole_supplier_and_seller_leave_nothing_to_say() -> None:
    assert judged(SUPPLIER) == {}


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("name", "S402", Severity.ERROR),
        ("address", "S403", Severity.ERROR),
        ("phone", "S404", Severity.ERROR),
        ("website", "S405", Severity.WARNING),
        ("email", "S406", Severity.WARNING),
    ],
)
def test_what_the_notice_demands_is_asked_for(name: str, code: str, severity: Severity) -> None:
    said = judged(supplier(**{name: None}))
    assert set(said) == {code}
    assert said[code].severity is severity
    assert said[code].where.field == f"supplier[0].{name}"
    assert judged(supplier(**{name: None}), demanded=False) == {}
    assert judged(supplier(**{name: None}), response="withdrawal") == {}


@pytest.mark.parametrize(
    "text",
    [
        "03-0000-0000",
        "０６－００００－００００",
        "06ー0000ー0000",
        "(03)0000-0000",
        "03(0000)0000",
        "+81 3 0000 0000",
        "+81(0)3-0000-0000",
        "050-0000-0000",
        "０１２０－０００－０００",
        "0800-000-0000",
        "0570-000-000",
        "03-0000-0000(代表)",
        "03-0000-0000 内線12",
        "+86 10 1234 5678",
    ],
)
def test_phone_forms_that_pass(text: str) -> None:
    assert phone_form(text) is PhoneForm.PLAIN


@pytest.mark.parametrize("text", ["090-0000-0000", "０８０ー１０００ー００００", "+81 70 0000 0000"])
def test_mobile_only_is_a_warning(text: str) -> None:
    assert phone_form(text) is PhoneForm.MOBILE
    assert judged(supplier(phone=text))["S408"].severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "03-0000-000",
        "03-00000-00000",
        "090-0000-000",
        "3-0000-0000",
        "123",
        "03-ABCD-0000",
        "なし",
        "0" * 400,
        "+1 2",
    ],
)
def test_phone_forms_that_do_not_pass(text: str) -> None:
    assert phone_form(text) is PhoneForm.MALFORMED
    assert judged(supplier(phone=text))["S407"].blocks
    assert judged(SUPPLIER, seller=SELLER | {"phone": text})["S427"].where.field == "seller.phone"


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_forms_answer_to_any_text(text: str) -> None:
    assert phone_form(text) in PhoneForm
    assert {type(form(text)) for form in (postal_code_fits, url_fits, mail_fits)} == {bool}


@pytest.mark.parametrize(
    "address",
    [
        "〒100-0000 東京都",
        "１００－０００１ 東京都",
        "〒1000000 東京都",
        "東京都千代田区1-2-3",
        "12 Mihon Street",
    ],
)
def test_postal_codes_that_pass(address: str) -> None:
    assert postal_code_fits(address)


@pytest.mark.parametrize(
    "address", ["〒100-000 東京都", "100-001 東京都", "〒東京都", "東京都 〒1000-000", "100-00001 東京都"]
)
def test_postal_codes_that_do_not_pass(address: str) -> None:
    assert judged(supplier(address=address))["S409"].severity is Severity.WARNING


@pytest.mark.parametrize(
    "website",
    ["example.jp", "https://", "https://example", "ftp://example.jp", "https://example.jp /", "なし"],
)
def test_websites_that_do_not_pass(website: str) -> None:
    assert judged(supplier(website=website))["S410"].severity is Severity.WARNING


@pytest.mark.parametrize(
    "website",
    ["http://example.jp", "https://shop.example.co.jp:8080/a?b=c#d", "https://見本.example.jp/会社"],
)
def test_websites_that_pass(website: str) -> None:
    assert url_fits(website)


@pytest.mark.parametrize(
    "email", ["sales＠example.jp", "sales@example", "@example.jp", "sales@@example.jp", "sales example.jp"]
)
def test_mail_addresses_that_do_not_pass(email: str) -> None:
    assert judged(supplier(email=email))["S411"].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("name", "registration", "code"),
    [
        ("株式会社見本物産", "T7123456789012", "S415"),
        ("株式会社見本物産", "Ｔ－７１２３４５６７８９０１２", "S415"),
        ("株式会社見本物産", "T1234567890123", "S413"),
        ("㈱見本物産", "T1234567890123", "S413"),
        ("見本物産（有）", "T1234567890123", "S413"),
        ("見本 太郎", "T1234567890123", "S414"),
        ("株式会社見本物産", "T123", "S412"),
        ("見本 太郎", "1234567890123", "S412"),
    ],
)
def test_registration_number(name: str, registration: str, code: str) -> None:
    said = judged(supplier(name=name, registration=registration))
    assert set(said) == {code}
    assert said[code].blocks == (code in {"S412", "S413"})


def test_well_formed_is_not_called_registered() -> None:
    finding = judged(supplier(registration="T7123456789012"))["S415"]
    assert finding.severity is Severity.NOTE
    assert "登録の有無は確かめていません" in finding.text


def test_corporation_is_seen_in_the_name() -> None:
    assert is_corporation("一般社団法人見本会")
    assert is_corporation("㍿見本物産")
    assert not is_corporation("見本商店")
    assert not is_corporation(None)


@pytest.mark.parametrize(
    ("jan", "code"),
    [
        ("4901234567894", None),
        ("４９０１２３４５６７８９４", None),
        ("4901234567895", "S417"),
        ("49012345", "S417"),
        ("490123", "S416"),
    ],
)
def test_jan_of_a_listing(jan: str, code: str | None) -> None:
    said = judged(SUPPLIER, listing=[{"asin": "B0EXAMPLE1", "jan": jan}])
    assert set(said) == ({code} if code else set())
    assert all(finding.blocks and finding.where.field == "listing[0].jan" for finding in said.values())


def test_ids_days_and_references_of_suppliers() -> None:
    assert judged(SUPPLIER, supplier(name="見本商会"))["S418"].where.field == "supplier[1].id"
    assert judged(supplier(reachable_on="2026-11-23"))["S419"].blocks
    assert judged(supplier(reachable_on="2026-11-22")) == {}
    assert judged(SUPPLIER, evidence=[])["S420"].severity is Severity.NOTE


def test_seller_must_be_named() -> None:
    said = judged(SUPPLIER, seller={})
    assert said["S421"].blocks
    assert {"S422", "S423", "S424", "S425", "S426"} < set(said)
    assert judged(SUPPLIER, seller=SELLER | {"company": ""}) == {}


def test_a_contact_person_is_asked_for_only_where_the_notice_does() -> None:
    case = Case.model_validate(
        {
            "response": "authenticity",
            "notice": {"requirements": ["supplier_contact"]},
            "seller": SELLER,
            "supplier": [SUPPLIER, SUPPLIER | {"id": "b", "name": "合同会社架空", "contact": "見本 花子"}],
            "evidence": [{"file": "a.pdf", "supplier": "mihon"}, {"file": "b.pdf", "supplier": "b"}],
        }
    )
    assert not judge_suppliers(case, TODAY)
    (told,) = judge_suppliers(case, TODAY, ("name", "contact"))
    assert (told.code, told.where.field) == ("S431", "supplier[0].contact")
    assert "株式会社見本物産" in told.text
