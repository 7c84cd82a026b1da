"""The data of the reader: expressions with sources, kinds that can be added without code, advice with standing, the calendar."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from notice_mails import mail

from appeal.model.reading import NoticeReading
from appeal.notice.advice import advise
from appeal.notice.deadline import deadline_day, deadline_ics
from appeal.notice.document import reading_document
from appeal.notice.phrases import phrase_book, read_phrases
from appeal.notice.read import read_notice

PHRASES = files("appeal.notice").joinpath("phrases.toml").read_text(encoding="utf-8")
COMPUTED = {"demand", "asking", "branch", "look_alike"}


def test_every_expression_has_a_source_with_its_day() -> None:
    table = tomllib.loads(PHRASES)
    phrases = [phrase for role in table["role"].values() for phrase in role["phrases"]]
    assert len(phrases) >= 100
    for source in table["source"].values():
        assert source["from"]
        assert isinstance(source["seen"], date)
    assert {phrase["source"] for phrase in phrases} <= set(table["source"])
    assert {phrase["source"] for phrase in phrases} >= {"N01", "N05", "N10", "N34"}


def test_every_role_named_by_a_rule_exists() -> None:
    table = tomllib.loads(PHRASES)
    roles = set(table["role"])
    assert len(table["kind"]) >= 10
    named = {role for entry in table["role"].values() for role in entry.get("unless", ())}
    for kind in table["kind"]:
        named |= {signal for group in kind["when"] for signal in group} | set(kind.get("unless", ()))
    assert not {name for name in named if name not in roles | COMPUTED and not name.startswith("asked.")}


def test_no_expression_has_an_open_gap() -> None:
    # An unbounded repetition inside a pattern is how reading time comes to grow with the square of the text.
    phrases = phrase_book().phrases
    assert len(phrases) >= 100
    for phrase in phrases:
        without_classes = re.sub(r"\[(?:\\.|[^\]\\])*\]", "C", phrase.pattern.pattern)
        assert not re.search(r"(?<!\\)[*+]", without_classes), phrase.pattern.pattern


def test_a_new_kind_is_added_by_data_alone() -> None:
    text = "件名: 倉庫見学のご案内\n\n出品者様\n架空倉庫の見学会にご招待いたします。"
    assert read_notice(text).kind == "negative_amazon"
    head, mark, tail = PHRASES.partition("# --- Kinds,")
    added = (
        head
        + '[role."event.warehouse_visit"]\nphrases = [{ pattern = "見学会", source = "own" }]\n'
        + '[[kind]]\ncode = "warehouse_visit"\nwhen = [["event.warehouse_visit"]]\n'
        + mark
        + tail
    )
    reading = read_notice(text, book=read_phrases(added))
    assert reading.kind == "warehouse_visit"
    assert reading.facts_of("kind")[0].quote == "架空倉庫の見学会にご招待いたします。"


def test_an_expression_without_a_known_source_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        read_phrases(
            '[words]\n[source]\n[role.x]\nphrases = [{ pattern = "a", source = "nowhere" }]\n[[kind]]\ncode = "x"\nwhen = []\n'
        )


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = reading_document(read_notice(mail("given", "07").text))
    assert list(document) == [
        "kind", "pattern", "subject", "sender", "received", "asins", "products", "problem_types", "window_days", "window_text",
        "quantity_basis", "deadline_days", "formats", "requirements", "relisting", "channel", "threat", "language", "flags",
        "facts", "unclaimed", "advice",
    ]  # fmt: skip
    assert set(document["facts"][0]) == {"key", "value", "quote", "line"}
    assert set(document["unclaimed"][0]) == {"line", "text"} if document["unclaimed"] else True


@pytest.mark.parametrize("name", ["01", "02", "07", "18", "20", "26", "10", "42", "25", "38", "35"])
def test_advice_names_its_source_and_standing_and_prints_anywhere(name: str) -> None:
    advice = advise(read_notice(mail("given", name).text))
    assert {"calm", "do_now", "do_not"} <= {entry.slot for entry in advice} | (
        {"do_not"} if name == "38" else set()
    )
    for entry in advice:
        assert entry.source
        assert entry.standing in ("公式", "体験談", "当方の目安")
        entry.text.encode("cp932")
        assert "！" not in entry.text
        assert "必ず再開" not in entry.text


def test_advice_follows_what_was_read() -> None:
    texts = [entry.text for entry in advise(read_notice(mail("given", "02").text))]
    assert any("問題の種類" in text for text in texts)
    assert not any("予定表" in text for text in texts)
    assert any("予定表" in entry.text for entry in advise(read_notice(mail("given", "07").text)))
    assert not any(
        "アカウントが停止されたとは" in entry.text for entry in advise(read_notice(mail("given", "10").text))
    )


def test_the_deadline_counts_from_the_notice_date() -> None:
    reading = read_notice(mail("given", "07").text)
    assert deadline_day(reading) is None
    assert deadline_day(reading, date(2026, 11, 20)) == date(2026, 11, 27)
    assert deadline_day(NoticeReading(deadline_date=date(2026, 12, 10)), date(2026, 11, 20)) == date(
        2026, 12, 10
    )


def test_the_calendar_entry_is_well_formed_and_always_the_same() -> None:
    told = {
        "subject": "要ご対応:出品調査のご連絡、とても長い件名; カンマ, と改行\nつき" * 3,
        "asins": ("B0TEST0001",),
    }
    text = deadline_ics(date(2026, 11, 27), date(2026, 11, 20), **told)
    assert text == deadline_ics(date(2026, 11, 27), date(2026, 11, 20), **told)
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20261127" in unfolded
    assert "DTEND;VALUE=DATE:20261128" in unfolded
    assert "DTSTAMP:20261120T000000Z" in unfolded
    assert any(
        line.startswith("DESCRIPTION:通知: 要ご対応") and "\\;" in line and "\\," in line for line in unfolded
    )
    assert [line for line in unfolded if line.startswith("BEGIN:")].count("BEGIN:VALARM") == 2
