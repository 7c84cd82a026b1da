"""Every message is whole, printable on a Windows console, used by the program and documented."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from appeal.messages import Message, Severity, catalogue, find_or_none
from appeal.messages.page import messages_page

MESSAGES = list(catalogue().values())
TEMPTING = re.compile("消して|隠して|書き換え|書き直|加工して|修正して|塗りつぶ")


def test_there_are_messages() -> None:
    assert len(MESSAGES) >= 100


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_message_is_one_fact_and_one_action(message: Message) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", message.code)
    assert message.text.endswith(("。", "。」"))
    assert message.hint.endswith("ください。")
    assert message.about.strip()
    for sentence in (message.text, message.hint, message.about):
        sentence.encode("cp932")
        assert "！" not in sentence
        assert "!" not in sentence
        assert "\n" not in sentence
    assert not TEMPTING.search(message.hint), "a hint must not suggest altering a document"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_no_english_leaks(message: Message) -> None:
    told = "".join(literal for literal, *_ in string.Formatter().parse(message.text))
    words = re.findall(r"[A-Za-z]{4,}", told)
    assert not [
        word for word in words if word.lower() in {"error", "file", "invalid", "missing", "expected", "found"}
    ]


def test_each_message_is_used(root: Path) -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / "appeal").rglob("*.py")
        if path.parent.name != "messages"
    )
    unused = [message.code for message in MESSAGES if f'"{message.code}"' not in code]
    assert unused == []


def test_only_errors_are_called_acceptable() -> None:
    assert all(message.severity is Severity.ERROR for message in MESSAGES if message.acceptable)


def test_the_page_of_messages_is_up_to_date(root: Path) -> None:
    assert (root / "docs" / "messages.md").read_text(encoding="utf-8") == messages_page()


def test_a_code_is_found_in_any_width_and_case() -> None:
    message = find_or_none(" ｅ２０３ ")
    assert message is not None
    assert message.code == "E203"
    assert find_or_none("X999") is None
