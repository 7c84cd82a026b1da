"""Manifest, text file and mail draft, and the headers the draft needs from a saved notice."""

from __future__ import annotations

import json
from datetime import date
from email import message_from_bytes
from email.policy import default
from hashlib import sha256

import pytest

from appeal.bundle.handover import entry, json_bytes, mail_draft, manifest, text_bytes
from appeal.notice.mail import read_mail_headers

BODY = "架空アカウント担当 御中\n\n次のとおり回答します。髙﨑①\n"
FILES = (("01_reply-letter.pdf", b"%PDF-1.7 letter"), ("02_exhibit1_photo.jpg", b"\xff\xd8\xff photo"))


def draft(**values: str | None) -> bytes:
    told: dict[str, str | None] = {
        "original_message_id": "<kaku-1@example.jp>",
        "subject": "要ご対応:出品キャンセルのご連絡",
        "recipient": "seller@example.jp",
    }
    return mail_draft(BODY, attachments=FILES, **(told | values))


def test_the_manifest_says_what_the_interface_promises() -> None:
    entries = [
        entry("reply-body.txt", b"x"),
        entry("attach/02.pdf", b"yy", pages=2, source="evidence/請求書.pdf", label="資料1"),
    ]
    told = manifest("9.9.9", date(2026, 11, 22), "case.toml", "ab" * 32, entries)
    assert told == {
        "version": "9.9.9",
        "made_by": "appeal 9.9.9",
        "today": "2026-11-22",
        "case": {"file": "case.toml", "sha256": "ab" * 32},
        "files": [
            {
                "path": "attach/02.pdf",
                "sha256": sha256(b"yy").hexdigest(),
                "bytes": 2,
                "pages": 2,
                "source": "evidence/請求書.pdf",
                "label": "資料1",
            },
            {
                "path": "reply-body.txt",
                "sha256": sha256(b"x").hexdigest(),
                "bytes": 1,
                "pages": None,
                "source": None,
                "label": None,
            },
        ],
    }
    assert json.loads(json_bytes(told)) == told
    assert "請求書".encode() in json_bytes(told)


def test_the_text_file_opens_in_old_editors() -> None:
    data = text_bytes(BODY)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    assert data.endswith("髙﨑①\r\n".encode())


def test_the_draft_answers_the_notice_and_is_not_sent() -> None:
    mail = message_from_bytes(draft(), policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "seller@example.jp"
    assert mail["Subject"] == "Re: 要ご対応:出品キャンセルのご連絡"
    assert mail["In-Reply-To"] == mail["References"] == "<kaku-1@example.jp>"
    assert mail["Date"] is None
    assert mail["From"] is None
    assert mail.get_body().get_content().replace("\r\n", "\n") == BODY
    assert [
        (part.get_filename(), part.get_content(), part.get_content_type()) for part in mail.iter_attachments()
    ] == [
        (*FILES[0], "application/pdf"),
        (*FILES[1], "image/jpeg"),
    ]


def test_the_same_draft_has_the_same_bytes_and_mail_line_ends() -> None:
    assert draft() == draft()
    assert draft().count(b"\n") == draft().count(b"\r\n")
    assert draft() != draft(subject="別の件名")


def test_what_the_notice_does_not_tell_is_left_out() -> None:
    mail = message_from_bytes(draft(original_message_id=None, subject=None, recipient=None), policy=default)
    assert mail["In-Reply-To"] is None
    assert mail["To"] is None


@pytest.mark.parametrize(
    "evil", ["a@example.jp\r\nBcc: b@example.jp", "x\nBcc: b@example.jp", "<a@b>\r\nBcc: b@example.jp"]
)
def test_a_hostile_header_adds_no_header(evil: str) -> None:
    for field in ("recipient", "subject", "original_message_id"):
        mail = message_from_bytes(draft(**{field: evil}), policy=default)
        assert mail["Bcc"] is None


def test_earlier_mails_stay_in_the_thread() -> None:
    mail = message_from_bytes(draft(references="<a@example.jp> <b@example.jp>"), policy=default)
    assert mail["References"] == "<a@example.jp> <b@example.jp> <kaku-1@example.jp>"
    assert mail["In-Reply-To"] == "<kaku-1@example.jp>"


def coded(text: str, charset: str, name: str | None = None) -> bytes:
    from base64 import b64encode

    return b"=?" + (name or charset).encode() + b"?B?" + b64encode(text.encode(charset)) + b"?="


@pytest.mark.parametrize("charset", ["iso-2022-jp", "utf-8", "shift_jis", "euc-jp"])
def test_headers_are_read_in_every_japanese_encoding(charset: str) -> None:
    subject = "要ご対応:出品キャンセル"
    data = (
        b"Message-ID: <kaku-1@example.jp>\r\nFrom: "
        + coded("架空担当", charset)
        + b" <notice@example.jp>\r\n"
        b"Reply-To: answer@example.jp\r\nDate: Fri, 20 Nov 2026 20:30:00 +0000\r\n"
        b"Subject: " + coded(subject, charset) + b"\r\n " + coded("のご連絡", charset) + b"\r\n\r\nbody"
    )
    headers = read_mail_headers(data)
    assert headers.message_id == "<kaku-1@example.jp>"
    assert headers.subject == subject + "のご連絡"
    assert (headers.sender, headers.answer_to) == ("notice@example.jp", "answer@example.jp")
    assert headers.date == date(2026, 11, 21), "the day in Japan"


def test_letters_of_windows_are_read_under_the_old_name() -> None:
    headers = read_mail_headers(b"Subject: " + coded("①㈱髙﨑", "cp932", "Shift_JIS") + b"\n\n")
    assert headers.subject == "①㈱髙﨑"


@pytest.mark.parametrize(
    "raw", ["要ご対応".encode(), "要ご対応".encode("cp932"), "要ご対応".encode("iso-2022-jp")]
)
def test_a_subject_saved_without_coding_is_read(raw: bytes) -> None:
    assert read_mail_headers(b"Subject: " + raw + b"\n\n").subject == "要ご対応"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"Date: x\nSubject: =?x?B?!!?=\nFrom: <\n\n",
        b"Subject: =?utf-8?B?/w==?=\n\n",
        b"From: a@b, c@d\nDate: Fri, 99 Nov 99999 99:99\n\n",
    ],
)
def test_broken_headers_are_none_and_never_raise(data: bytes) -> None:
    headers = read_mail_headers(data)
    assert headers.message_id is None
    assert headers.date is None
