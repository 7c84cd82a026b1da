"""What a session says before a listing is given up although the notice wants something by a day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from session_scripts import hold, one, prepare

from appeal.cli.session.decision import silence
from appeal.intake.casefile import read_case_file


@pytest.mark.parametrize(
    ("demands", "asked", "reply"),
    [
        (("invoice", "other"), "資料を求め", "資料の代わりに取り扱いを終了することを、返信に書きます。"),
        (
            ("preventive_action", "plan_of_action"),
            "改善計画を求め",
            "取り扱いを終了することと、入力する原因や行ったことを、返信に書きます。",
        ),
        (
            ("authenticity:supplier_contact", "other:root_cause"),
            "資料と原因や対策の説明を求め",
            "資料の代わりに取り扱いを終了することと、入力する原因や行ったことを、返信に書きます。",
        ),
    ],
    ids=["papers", "plan", "both"],
)
def test_a_withdrawal_is_warned_in_terms_of_what_the_notice_asks(
    demands: tuple[str, ...], asked: str, reply: str
) -> None:
    first, second = silence(demands)
    assert f"この通知は期限までに{asked}ています。" in first
    assert ("資料" in first) is ("資料" in reply)
    assert second == reply


def test_what_a_withdrawal_leaves_unsaid_is_told_when_it_is_chosen(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    notice = case.parent / "notice.txt"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(f"{text}\n再発防止のための改善計画を7日以内にご提出ください。\n", encoding="utf-8")
    _code, typist = hold(case, one("notice.txt", "", "1", "3"))
    chosen = typist.text.partition("どの返信を作成しますか？")
    assert "3　この商品は再出品しない" in chosen[0]
    assert "、改善計画" in re.sub(r"\n +", "", chosen[0].partition("3　この商品は再出品しない")[2])
    assert "改善計画を求めています" in "".join(chosen[2].split("\n")[:12]).replace(" ", "")


def test_a_deadline_without_its_year_is_quoted_and_offered_from_the_day_of_the_notice(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    notice = case.parent / "notice.txt"
    text = re.sub(r"(?m)^受信日.*\n", "", notice.read_text(encoding="utf-8"))
    assert "希望される場合は、" in text
    notice.write_text(
        text.replace("希望される場合は、", "希望される場合は、1月5日までに、"), encoding="utf-8"
    )
    _code, typist = hold(case, one("notice.txt", ""))
    assert "「出品の再開を希望される場合は、1月5日までに、" in re.sub(r"\n +", "", typist.text)
    hold(case, one("1", "", "2026/11/20", ""))
    stated = read_case_file(case).case
    assert stated is not None
    assert stated.notice.deadline == date(2027, 1, 5)
