"""What a session says before a listing is given up although the notice wants something by a day."""

from __future__ import annotations

import pytest

from appeal.cli.session.decision import silence


@pytest.mark.parametrize(
    ("demands", "asked", "reply"),
    [
        (("invoice", "other"), "資料を求め", "資料の代わりに取り扱いを終了することを、返信に書きます。"),
        (
            ("preventive_action", "plan_of_action"),
            "改善計画を求め",
            "取り扱いを終了することと、入力した原因や行ったことを、返信に書きます。",
        ),
        (
            ("authenticity:supplier_contact", "other:root_cause"),
            "資料と原因や対策の説明を求め",
            "資料の代わりに取り扱いを終了することと、入力した原因や行ったことを、返信に書きます。",
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
