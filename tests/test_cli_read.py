"""`appeal read` as a person meets it: one sheet, quoted demands, nothing guessed, a case file begun from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTICE = """件名: 要ご対応:出品キャンセルのご連絡
架空商店 様

このたび、購入者様から商品の真贋に関するご連絡があり、出品者様の出品をキャンセルいたしました。
ASIN: B0EXAMPLE1
商品名: 架空ブランド ステンレスボトル

出品の再開をご希望の場合は、本メールの受領から14日以内に、このメールに返信して次の資料をお送りください。
・過去365日以内に仕入先が発行した請求書または領収書の写し。数量が同じ期間の販売数と対応していること。
・仕入先の連絡先(名称、電話番号、住所)
資料は pdf、jpg、png のいずれかの形式に限ります。
"""


def appeal(
    *arguments: str | Path, given: str | None = None, width: str = "80"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "appeal", *map(str, arguments)],
        input=given,
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": width},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_the_sheet_tells_what_is_asked_by_when_and_how(notice: Path) -> None:
    told = appeal("read", notice, "--received", "2026-11-20", "--today", "2026-11-24").stdout
    assert "出品がキャンセルされたという通知です。" in told
    assert "B0EXAMPLE1 架空ブランド ステンレスボトル" in told
    assert "要求1 請求書・領収書" in told
    assert "要求2 仕入先の連絡先" in told
    assert "9行目「・過去365日以内に仕入先が発行した" in told
    assert "365日: 2025年11月20日から2026年11月20日まで" in told
    assert "2026年12月4日まで（あと10日）" in told
    assert "送り先: 届いた通知のメールに返信" in told
    assert "形式: pdf、jpg、png" in told
    assert told.count("https://") <= 12, "each source stands once, at the end"


def test_working_days_are_told_and_not_counted(notice: Path) -> None:
    notice.write_text(NOTICE.replace("14日以内", "3営業日以内"), encoding="utf-8")
    told = appeal("read", notice, "--received", "2026-11-20", "--today", "2026-11-21").stdout
    deadline = told.partition("■ 回答期限")[2].partition("■")[0]
    assert "営業日で書かれているため、日付は数えていません。" in deadline
    assert "2026年" not in deadline
    assert "8行目" in deadline


def test_without_a_notice_date_nothing_is_counted(notice: Path) -> None:
    told = appeal("read", notice).stdout
    assert "--received" in told
    assert "まで（" not in told


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_lines_fit_the_screen(notice: Path, width: str) -> None:
    from appeal.cli.blocks import display_width

    told = appeal("read", notice, "--received", "2026-11-20", width=width).stdout
    assert max(display_width(line) for line in told.splitlines()) <= int(width)
    assert not [line for line in told.splitlines() if line.lstrip()[:1] in "、。」）" and line.strip()]
    told.encode("cp932", errors="strict")


def test_json_holds_every_fact_with_its_quote(notice: Path) -> None:
    ended = appeal("read", notice, "--json")
    document = json.loads(ended.stdout)
    assert document["kind"] == "listing_cancelled"
    assert document["requirements"] == ["invoice", "supplier_contact"]
    assert document["deadline_days"] == 14
    assert document["window_days"] == 365
    assert document["asins"] == ["B0EXAMPLE1"]
    text = NOTICE.split("\n")
    for fact in document["facts"]:
        assert fact["line"] >= 1
        assert "".join(fact["quote"].split())[:6] in "".join("".join(text).split()) or fact["quote"] == ""


def test_a_notice_comes_from_standard_input_as_well(notice: Path) -> None:
    assert json.loads(appeal("read", "-", "--json", given=NOTICE).stdout) == json.loads(
        appeal("read", notice, "--json").stdout
    )


def test_a_case_file_is_begun_from_the_notice_and_never_overwritten(notice: Path) -> None:
    case = notice.with_name("case.toml")
    first = appeal("read", notice, "--received", "2026-11-20", "--write", case)
    assert first.returncode == 0, first.stderr
    written = case.read_text(encoding="utf-8")
    for line in (
        'window = "',
        "received = 2026-11-20",
        "deadline = 2026-12-04",
        'asin = "B0EXAMPLE1"',
        'file = "notice.txt"',
    ):
        assert line in written
    edited = written.replace("deadline = 2026-12-04", "deadline = 2026-12-01  # 自分で決めた日")
    case.write_text(edited, encoding="utf-8")
    appeal("read", notice, "--received", "2026-11-20", "--write", case)
    assert case.read_text(encoding="utf-8") == edited


def test_check_takes_what_the_case_leaves_open_from_the_notice(notice: Path) -> None:
    case = notice.with_name("case.toml")
    case.write_text(
        'response = "authenticity"\n[notice]\nfile = "notice.txt"\nreceived = 2026-11-20\nwindow = "180日"\n'
        '[[listing]]\nasin = "B0EXAMPLE1"\n',
        encoding="utf-8",
    )
    document = json.loads(appeal("check", case, "--json", "--today", "2026-11-22").stdout)
    assert [row["requirement"] for row in document["coverage"]] == ["invoice", "supplier_contact"]
    assert document["quantities"][0]["from"] == "2026-05-24", "what the case states wins"
    assert any(finding["code"] == "N131" for finding in document["findings"])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "お客様のアカウントの支払い方法に問題があります。24時間以内に下のリンクからカード番号をご入力ください。",
            "リンクは開かないでください",
        ),
        ("", "読み取れませんでした"),
    ],
)
def test_what_is_no_case_is_said_to_be_none(text: str, word: str) -> None:
    ended = appeal("read", "-", given=text)
    assert ended.returncode == 0
    assert word in ended.stdout.replace("\n  ", "")
    assert "出す・出さないの判断" not in ended.stdout


def test_a_notice_that_is_not_there_is_a_coded_error(tmp_path: Path) -> None:
    ended = appeal("read", tmp_path / "ない.txt")
    assert ended.returncode == 3
    assert "N141" in ended.stderr
    assert appeal("read", tmp_path).returncode == 3
