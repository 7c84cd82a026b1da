"""A notice reads the same whatever it is wrapped in: encodings, mail formats, forwarding, quoting."""

from __future__ import annotations

import random
from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_mails import Mail, mail, mails

from appeal.notice.document import reading_document
from appeal.notice.html_text import text_of_html
from appeal.notice.read import read_notice

READ_KEYS = (
    "kind", "pattern", "asins", "problem_types", "window_days", "window_text", "quantity_basis", "deadline_days", "formats",
    "requirements", "relisting", "channel", "threat", "language",
)  # fmt: skip
SPREAD = [mail("given", name) for name in ("02", "05", "07", "10", "23", "34", "53")]


def told(data: bytes | str, name: str = "") -> dict[str, Any]:
    document = reading_document(read_notice(data, name=name))
    return {key: document[key] for key in READ_KEYS}


def plain(case: Mail) -> dict[str, Any]:
    return told(case.text)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp", "iso2022_jp_ext"]
)
@pytest.mark.parametrize(
    "case", [mail("given", "07"), mail("own", "04-plan-365")], ids=lambda case: case.name
)
def test_text_files_in_any_japanese_encoding(case: Mail, encoding: str) -> None:
    text = case.text.replace("–", "-").replace("~", "-")
    assert told(text.encode(encoding)) == told(text)


def built(case: Mail, charset: str, cte: str, *, html: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = case.truth.get("subject", "お知らせ")
    message["From"] = "Amazon Services <seller-mihon@amazon.co.jp>"
    message["Date"] = "Fri, 20 Nov 2026 23:30:00 +0000"
    message["Message-ID"] = "<mihon@amazon.co.jp>"
    message["Authentication-Results"] = "mx.example.jp; spf=pass; dkim=pass; dmarc=fail"
    if html:
        rows = "".join(f"<p>{line}</p>" for line in case.body.split("\n"))
        page = f"<html><head><style>p {{color: red}}</style></head><body>{rows}<a href='https://phish.example/x'>here</a></body></html>"
        message.set_content(page, subtype="html", charset=charset, cte=cte)
    else:
        message.set_content(case.body, charset=charset, cte=cte)
    return message


@pytest.mark.parametrize("html", [False, True], ids=["plain", "html"])
@pytest.mark.parametrize(
    ("charset", "cte"), [("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-2022-jp", "7bit")]
)
@pytest.mark.parametrize("case", [mail("given", "03"), mail("own", "30-negated")], ids=lambda case: case.name)
def test_saved_mails(case: Mail, charset: str, cte: str, html: bool) -> None:
    message = built(case, charset, cte, html=html)
    reading = read_notice(message.as_bytes(), name="notice.eml")
    assert told(message.as_bytes()) == plain(case)
    assert reading.received == date(2026, 11, 21)
    assert reading.sender == "Amazon Services"
    assert [fact.value for fact in reading.facts_of("sender_domain")] == ["amazon.co.jp"]
    assert [fact.value for fact in reading.facts_of("authentication")] == [
        "spf=pass",
        "dkim=pass",
        "dmarc=fail",
    ]
    assert ("phish.example" in [fact.value for fact in reading.facts_of("link_domain")]) is html


def test_a_plain_part_that_only_points_to_html_is_passed_over() -> None:
    case = mail("given", "07")
    message = built(case, "utf-8", "base64")
    message.set_content("HTML形式でご覧ください。")
    message.add_alternative("".join(f"<div>{line}</div>" for line in case.body.split("\n")), subtype="html")
    assert told(message.as_bytes()) == plain(case)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>出品を<b>停止</b>しました。<!-- <p>広告</p> --></p>", ["出品を停止しました。"]),
        ("<style>p > b {x}</style><p title='a>b'>請求書&amp;領収書", ["請求書&領収書"]),
        (
            "<ul><li>請求書<li>連絡先</ul><table><tr><td>ASIN<td>B0</table>",
            ["- 請求書", "- 連絡先", "ASIN B0"],
        ),
        ("<p>7日以内に<!-- 終わりのない注釈<p>請求書", ["7日以内に<!-- 終わりのない注釈", "請求書"]),
        ("<a href='https://a.example/?x=1&amp;y=2'>1 < 2</a>", ["1 < 2"]),
        ("<head><title>題</title></head><body><script>1<2</script>本文", ["本文"]),
    ],
)
def test_text_is_taken_out_of_html_as_a_browser_shows_it(page: str, shown: list[str]) -> None:
    text, links = text_of_html(page)
    assert text.split("\n") == shown
    assert links == (("https://a.example/?x=1&y=2",) if "href" in page else ())


def test_a_mail_of_very_many_parts_is_read_as_far_as_it_goes_and_says_so() -> None:
    case = mail("given", "07")
    parts = "".join(
        f"\n--a\nContent-Type: text/plain; charset=utf-8\n\n{text}" for text in [case.body, *["x"] * 5000]
    )
    head = f"MIME-Version: 1.0\nSubject: {case.truth['subject']}\nContent-Type: multipart/mixed; boundary=a\n"
    reading = read_notice((head + parts).encode(), name="x.eml")
    assert reading.requirements == ("invoice", "supplier_contact")
    assert reading.facts_of("limit")


def test_a_mail_attached_to_a_mail_is_opened() -> None:
    case = mail("given", "07")
    outer = EmailMessage()
    outer["Subject"] = "Fwd: ご相談"
    outer["From"] = "owner@example.com"
    outer.set_content("この通知です。90日以内に返信すればよいですか。")
    outer.add_attachment(built(case, "utf-8", "base64"))
    reading = read_notice(outer.as_bytes(), name="x.eml")
    assert told(outer.as_bytes()) == plain(case)
    assert reading.subject == case.truth["subject"]


@pytest.mark.parametrize("case", SPREAD, ids=lambda case: case.name)
@pytest.mark.parametrize(
    "marker",
    [
        "---------- Forwarded message ---------",
        "-----Original Message-----",
        "2026年11月18日(水) 9:30 Amazon <mihon@amazon.co.jp>:",
        "On Wed, Nov 18, 2026 at 9:30 AM Amazon <mihon@amazon.co.jp> wrote:",
    ],
)
def test_forwarded_and_answered_mails(case: Mail, marker: str) -> None:
    own_words = "店長へ\nアカウントを停止されたら困ります。60日以内に請求書をご提出ください。\n\n"
    quoted = "\n".join(f"> {line}" for line in case.text.split("\n"))
    assert told(f"{own_words}{marker}\n\n{case.text}") == plain(case)
    assert told(f"{own_words}{marker}\n\n{quoted}\n\n期限は45日以内にご返信、で合っていますか。\n") == plain(
        case
    )
    outside = read_notice(f"{own_words}{marker}\n\n{case.text}").unclaimed
    assert "店長へ" in [line.text for line in outside]


def test_sender_and_day_of_a_pasted_header_block() -> None:
    body = mail("given", "07").body
    reading = read_notice(
        f"差出人: Amazonアカウントスペシャリスト\n送信日時: 2026年11月20日 10:15\n件名: 要ご対応:出品調査のご連絡\n\n{body}"
    )
    assert reading.sender == "Amazonアカウントスペシャリスト"
    assert reading.received == date(2026, 11, 20)
    assert reading.subject == "要ご対応:出品調査のご連絡"


def test_the_signature_is_the_sender() -> None:
    assert read_notice(mail("given", "56").body).sender == "Seller Support"


def facts(text: str) -> list[tuple[str, Any]]:
    """What is read, apart from the damage a changed text may show."""
    reading = read_notice(text)
    return sorted(
        (fact.key, str(fact.value))
        for fact in reading.facts
        if (fact.key, fact.value) != ("flags", "text_damage")
    )


ALL = [
    *mails("given"),
    *mails("own"),
    *mails("held"),
    *mails("probed"),
    *mails("fresh"),
    *mails("second"),
    *mails("third"),
    *mails("fourth"),
    *mails("fifth"),
    *mails("sixth"),
]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_blank_lines_quote_marks_and_wide_digits_change_no_fact(case: Mail) -> None:
    as_read = facts(case.text)
    lines = case.text.split("\n")
    chance = random.Random(len(case.text))
    assert facts("\n\n".join(lines)) == as_read
    assert facts("\n".join(line + "\n" * chance.randrange(3) for line in lines)) == as_read
    if not any(
        sign in case.text for sign in ("Forwarded", "forwarded", "Original Message", "@amazon.co.jp>:")
    ):
        assert facts("\n".join(f"> {line}" for line in lines)) == as_read
        assert facts("\n".join(f">> {line}" if chance.random() < 0.5 else line for line in lines)) == as_read
    wide = case.text.translate({ord("0") + digit: "０１２３４５６７８９"[digit] for digit in range(10)})
    if "http" not in case.text:
        assert facts(wide) == as_read


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=400), st.binary(max_size=400)))
def test_reading_never_raises(data: str | bytes) -> None:
    document = reading_document(read_notice(data, name="notice.eml"))
    assert isinstance(document["facts"], list)


PIECES = st.sampled_from(
    ["From: x\n", "MIME-Version: 1.0\n", "Content-Type: multipart/mixed; boundary=a\n", "--a\n", "Content-Type: text/html; charset=utf-7\n",
     "Content-Transfer-Encoding: base64\n", "\n", "> ", "\x1b$B", "\ud800", "<![CDATA[", "&#x110000;", "7日以内に", "請求書", "ご提出ください。",
     "真贋の場合\n", "ASIN: ●●\n", "問題の種類", "wrote:\n", "-----Original Message-----\n", "2026年99月99日までにご提出", "©\u200b", "=?utf-8?b?////?="]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_reading_never_raises_on_torn_mails(text: str) -> None:
    assert reading_document(read_notice(text, name="notice.eml"))["facts"] is not None
    assert read_notice(text.encode("utf-8", "surrogatepass")).text is not None


def test_a_text_beyond_the_limit_is_answered_with_the_limit() -> None:
    case = mail("given", "07")
    reading = read_notice(case.text + "\n" + "雑談です。\n" * 120_000)
    assert reading.requirements == ("invoice", "supplier_contact")
    assert reading.facts_of("limit")


def test_a_notice_far_down_in_a_long_thread_is_found() -> None:
    case = mail("given", "07")
    assert told("雑談です。\n" * 40_000 + case.body)["requirements"] == ["invoice", "supplier_contact"]
