"""Every key of every test mail is read as its ground truth says, and what is read can be shown to the seller."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from notice_mails import Mail, found, mail, mails

from appeal.notice.document import reading_document
from appeal.notice.read import read_notice

GIVEN, OWN, HELD = mails("given"), mails("own"), mails("held")
PROBED, ADDED = mails("probed"), mails("added")
FRESH, SECOND, THIRD = mails("fresh"), mails("second"), mails("third")
FOURTH, FIFTH, SIXTH = mails("fourth"), mails("fifth"), mails("sixth")
LATER = [
    case
    for folder in ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth")
    for case in mails(folder)
]
ALL = [*GIVEN, *OWN, *HELD, *PROBED, *ADDED, *FRESH, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH, *LATER]


def test_there_are_mails_to_read() -> None:
    assert len(GIVEN) == 29
    assert len(OWN) + len(HELD) >= 60
    assert len(FRESH) + len(SECOND) >= 75


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_every_key_is_read(case: Mail) -> None:
    document = reading_document(read_notice(case.text))
    assert {key: found(key, document) for key in case.keys} == {key: case.expected(key) for key in case.keys}


@pytest.mark.parametrize("case", [case for case in ALL if case.named], ids=lambda case: case.name)
def test_what_a_truth_names_besides_is_read(case: Mail) -> None:
    reading = read_notice(case.text)
    read = {
        "addressee": reading.addressee,
        "contact_items": ", ".join(reading.contact_items),
        "deadline_date": str(reading.deadline_date),
    }
    assert {key: read[key] for key in case.named} == case.named


@pytest.mark.parametrize("case", mails("sent"), ids=lambda case: case.name)
def test_every_key_of_a_saved_mail_is_read(case: Mail) -> None:
    document = reading_document(read_notice(case.saved, name="notice.eml"))
    assert {key: found(key, document) for key in case.keys} == {key: case.expected(key) for key in case.keys}


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.name)
def test_a_subject_pasted_without_its_label_changes_nothing(case: Mail) -> None:
    if case.truth["subject"] == "none":
        pytest.skip("no subject")
    document = reading_document(read_notice(f"{case.truth['subject']}\n{case.body}"))
    assert {key: found(key, document) for key in case.keys} == {key: case.expected(key) for key in case.keys}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_every_quote_stands_in_its_line_of_the_text(case: Mail) -> None:
    reading = read_notice(case.text)
    lines = reading.text.split("\n")
    assert reading.facts
    for fact in reading.facts:
        rest = "\n".join(line for line in lines[fact.line - 1 :] if line.strip())
        around = "\n".join(line for line in lines[max(fact.line - 6, 0) :] if line.strip())
        first = fact.quote.split("\n")[0]
        assert first in around, fact
        assert any(piece.strip() in rest for piece in fact.quote.split("\n")), fact


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_no_line_is_silently_ignored(case: Mail) -> None:
    reading = read_notice(case.text)
    unclaimed = {line.line for line in reading.unclaimed}
    for line in reading.unclaimed:
        assert reading.text.split("\n")[line.line - 1].startswith(line.text)
    if not case.truth["kind"].startswith("negative"):
        # What a fact rests on is claimed.
        assert all(fact.line not in unclaimed for fact in reading.facts)


def test_a_line_no_rule_knows_is_listed() -> None:
    reading = read_notice(mail("given", "07").text + "\n倉庫の入口の色は青です。\n")
    assert "倉庫の入口の色は青です。" in [line.text for line in reading.unclaimed]


def test_what_the_text_does_not_hold_is_null() -> None:
    document = reading_document(read_notice("こんにちは。今日は晴れです。"))
    for key in (
        "kind",
        "pattern",
        "subject",
        "sender",
        "received",
        "window_days",
        "window_text",
        "quantity_basis",
    ):
        assert document[key] is None
    for key in ("deadline_days", "channel", "threat", "relisting"):
        assert document[key] in (None, "unknown")
    for key in ("asins", "products", "problem_types", "formats", "requirements", "flags", "facts"):
        assert document[key] == []


def test_a_mail_that_is_not_our_case_names_the_line_that_decided() -> None:
    reading = read_notice(mail("given", "38").text)
    decided = reading.facts_of("kind")
    assert decided[0].value == "negative_amazon"
    assert "身分証明書" in decided[0].quote or "確認して" in decided[0].quote


def test_phishing_puts_no_deadline_on_the_seller() -> None:
    reading = read_notice(mail("own", "24-phish-card").text)
    assert (reading.deadline_days, reading.requirements, reading.channel) == (None, (), ())


def test_the_problem_row_chooses_between_two_lists() -> None:
    chosen = read_notice(mail("own", "02-row-authenticity").text)
    assert chosen.branch == "authenticity"
    assert chosen.demanded == ("invoice", "supplier_contact")
    both = read_notice(mail("given", "02").text)
    assert both.branch is None
    assert set(both.demanded) >= {"invoice", "supplier_contact", "root_cause", "preventive_action"}


def test_requirements_follow_the_order_of_the_notice() -> None:
    assert read_notice(mail("own", "04-plan-365").text).requirements == (
        "plan_of_action",
        "invoice",
        "supplier_contact",
    )


def test_a_printed_date_is_the_deadline_and_no_number_of_days() -> None:
    reading = read_notice(mail("own", "11-safety-dated").text)
    assert reading.deadline_days == "unknown"
    assert reading.deadline_date == date(2026, 12, 10)


def test_products_keep_title_and_asin_together() -> None:
    reading = read_notice(mail("own", "02-row-authenticity").text)
    assert [(product.asin, product.title) for product in reading.products] == [
        ("B0TEST0002", "架空ブランド からくり箱")
    ]


@pytest.mark.parametrize(
    ("line", "asins"),
    [
        ("ASIN: B0EXAMPLE1", ("B0EXAMPLE1",)),
        ("ASIN:Ｂ０ＥＸＡＭＰＬＥ１", ("B0EXAMPLE1",)),
        ("ASIN: 4101010013", ("4101010013",)),
        ("ASIN: 4101010014", ()),
        ("電話 0312345678", ()),
        ("ASIN: B00XXXXXXX", ("masked",)),
        ("ASIN: ＊＊＊＊", ("masked",)),
        ("ASIN: B08●●●●●●●●●", ("masked",)),
        ("https://www.amazon.co.jp/dp/B0EXAMPLE1?ref=x", ("B0EXAMPLE1",)),
        ("help.html?itemID=9RA9LYBJ3QP27M6", ()),
    ],
)
def test_asins_and_their_traps(line: str, asins: tuple[str, ...]) -> None:
    assert read_notice(f"以下の商品です。\n{line}\n").asins == asins


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("本日から７日以内に請求書をご提出ください。", 7),
        ("1週間以内に請求書をご返信ください。", 7),
        ("十四日以内に請求書をお送りください。", 14),
        ("72時間以内に請求書をご提出ください。", 3),
        ("Please send the invoice within fourteen (14) days.", 14),
        ("審査結果は3日以内にご連絡いたします。", None),
        ("90日以内にお振込みいたします。", None),
        ("30日以内に返送または所有権の放棄を依頼してください。", None),
        ("7日以内にご返信をお願いしておりましたが、まだ届いておりません。", None),
        ("過去365日以内に発行された請求書をご提出ください。", None),
        ("期限までに請求書をご提出ください。", "unknown"),
        # Which day a number of working days ends on, no notice tells.
        ("3営業日以内に請求書をご提出ください。", "unknown"),
        ("5 営 業 日 以内に請求書をご返信ください。", "unknown"),
        ("Please send the invoice within five business days.", "unknown"),
        ("Please send the invoice within ten (10) calendar days.", 10),
        ("Please reply within twenty-one days with the invoice.", 21),
        ("審査の結果は3営業日以内にお知らせします。", None),
    ],
)
def test_only_days_of_the_seller_are_a_deadline(sentence: str, days: int | str | None) -> None:
    assert read_notice(sentence).deadline_days == days


@pytest.mark.parametrize(
    ("sentence", "days", "text"),
    [
        ("過去180日間に発行された請求書をご提出ください。", (180,), ("過去180日間",)),
        ("6か月以内に発行された請求書をご提出ください。", (), ("6か月以内に発行",)),
        ("直近1年間の請求書をご提出ください。", (), ("直近1年間",)),
        ("請求書は発行日から90日以内のものに限ります。", (90,), ("発行日から90日以内",)),
        ("Send invoices dated within the last 180 days.", (180,), ("last 180 days",)),
        ("過去90日間の注文不良率をご確認ください。", (), ()),
    ],
)
def test_only_days_of_the_papers_are_a_window(
    sentence: str, days: tuple[int, ...], text: tuple[str, ...]
) -> None:
    reading = read_notice(sentence)
    assert (reading.window_days, reading.window_text) == (days, text)


@pytest.mark.parametrize(
    "line",
    [
        "Within two weeks, e-mail the following to brand-check@amazon.co.jp:",
        "14日以内に、以下を shinsa-mihon@amazon.co.jp までお送りください:",
    ],
)
def test_a_sentence_with_an_address_and_a_colon_carries_no_other_mail(line: str) -> None:
    reading = read_notice(
        f"出品者様\n真贋に関する苦情のため、出品を停止しました。\nASIN: B0EXAMPLE1\n{line}\n- 請求書の写し\n"
    )
    assert (reading.kind, reading.asins, reading.deadline_days) == (
        "listing_cancelled",
        ("B0EXAMPLE1",),
        14,
    )
    assert reading.requirements == ("invoice",)


def test_the_number_of_an_entry_ends_no_sentence() -> None:
    reading = read_notice(
        "Hello,\n\nWe removed your listing B0EXAMPLE1 over an authenticity complaint. Please send:\n\n"
        "1. Supplier invoices of the last 90 days.\n2. The address of your supplier.\n"
    )
    assert reading.requirements == ("invoice", "supplier_contact")


def test_the_same_text_in_another_normal_form_reads_the_same() -> None:
    case = mail("given", "10")
    decomposed = unicodedata.normalize("NFD", case.text)
    assert reading_document(read_notice(decomposed)) == reading_document(read_notice(case.text))


def test_a_supplier_behind_a_deadline_does_not_unsay_it() -> None:
    reading = read_notice("出品をキャンセルしました。3日以内に仕入先の連絡先をお知らせください。".encode())
    assert reading.deadline_days == 3
    bought = read_notice(
        "出品をキャンセルしました。180日以内に仕入れた商品の請求書をお送りください。".encode()
    )
    assert bought.deadline_days is None
