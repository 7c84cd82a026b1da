"""What a notice names beside its demands: the items of the supplier it wants, and the team that signs."""

from __future__ import annotations

import pytest

from appeal.notice.read import read_notice
from appeal.rules.merging import stated_fields

HEAD = "件名: 出品キャンセルのご連絡\n\n出品者様\n\n商品の真贋に関する懸念があるため、出品をキャンセルいたしました。ASIN: B0EXAMPLE1\n"
ASKING = "出品を再開するには、以下の情報をご提出ください。\n1. 仕入先が発行した請求書の写し\n"


def items(entry: str) -> tuple[str, ...]:
    return read_notice(HEAD + ASKING + entry + "\n\nこのメールにご返信ください。\n").contact_items


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "2. 仕入先の連絡先（会社名、住所、電話番号、メールアドレス、ウェブサイト、担当者名）",
            ("name", "address", "phone", "email", "website", "contact"),
        ),
        ("2. 仕入先の連絡先（名称・所在地・電話・ホームページ）", ("name", "address", "phone", "website")),
        ("2. 仕入先の連絡先。担当者の氏名とURLを含みます。", ("website", "contact")),
        ("2. 仕入れ先の連絡先:\n・社名\n・電話番号\n・ご担当者のお名前", ("name", "phone", "contact")),
        ("2. 仕入先の連絡先", ()),
        ("2. 仕入先の連絡先\n3. ご担当者名を記した改善計画", ()),
    ],
)
def test_the_items_of_the_supplier_are_those_the_notice_names(entry: str, expected: tuple[str, ...]) -> None:
    assert items(entry) == expected


def test_an_english_notice_names_its_items_too() -> None:
    text = (
        "Subject: Listing removed\n\nHello,\n\nWe removed your listing B0EXAMPLE1 over authenticity concerns.\n"
        "To reinstate it, please send the following:\n-- Copies of invoices from your supplier.\n"
        "-- Contact information for your supplier, including name, phone number, address, website and contact person.\n"
    )
    assert read_notice(text).contact_items == ("name", "address", "phone", "website", "contact")


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("Amazon.co.jp 出品者パフォーマンスチーム", "Amazon.co.jp 出品者パフォーマンスチーム"),
        ("Amazon 真贋調査部門", "Amazon 真贋調査部門"),
        ("アカウントスペシャリスト\nAmazon.co.jp", "Amazon.co.jp アカウントスペシャリスト"),
        ("Amazon Seller Performance Team", "Amazon Seller Performance Team"),
        ("Amazonの担当チームが内容を確認します。", None),
        ("ご利用ありがとうございます。", None),
    ],
)
def test_a_closing_line_of_an_amazon_team_is_whom_the_letter_goes_to(
    closing: str, expected: str | None
) -> None:
    for header in ("", "差出人: Amazon.co.jp <seller-performance@example.com>\n"):
        reading = read_notice(f"{header}{HEAD}{ASKING}\nよろしくお願いいたします。\n\n{closing}\n")
        assert reading.addressee == expected
        assert stated_fields(reading, None).get("addressee") == expected
        if expected:
            told = [one.text for one in reading.unclaimed]
            assert not [line for line in closing.split("\n") if line in told]
