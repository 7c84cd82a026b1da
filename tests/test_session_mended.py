"""What a fresh user stumbled over: settings without a place, a count of nothing, marks of a keyboard, blocked reviews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from session_scripts import Answer, Typist, case_of, hold, one, prepare, sit, without_build

from appeal.errors import CallError
from appeal.intake import answers
from appeal.intake.paper_lines import paper_lines


def place_of(script: list[Answer], text: str) -> int:
    return next(place for place, answer in enumerate(script) if answer.text == text)


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("listing.asin", "listing[0].asin"),
        ("supplier.phone", "supplier[0].phone"),
        ("evidence.file", "evidence[0].file"),
        ("corrective.what", "corrective[0].what"),
        ("listing[0].supplier[0].phone", ""),
        ("seller[0].phone", "seller.phone"),
        ("evidence[0].lines.asin", "evidence[0].lines[0].asin"),
    ],
)
def test_a_setting_without_its_place_is_refused_whole(key: str, nearest: str, tmp_path: Path) -> None:
    case = tmp_path / "c" / "case.toml"
    with pytest.raises(CallError) as caught:
        hold(case, [], settings=("seller.company=架空商店", f"{key}=B0TESTAB12"), no_input=True)
    assert caught.value.code == "I122"
    assert nearest in caught.value.hint
    assert not case.exists()


def test_a_count_of_nothing_is_asked_back_once(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "6")
    case = prepare("withdrawal", tmp_path / "sure")
    _code, typist = hold(case, [*script[:place], *one("0", "1"), *script[place + 1 :]])
    assert "0 は「似た商品の出品がなかった」という意味です" in typist.text
    withdrawal = case_of(case).withdrawal
    assert withdrawal is not None
    assert withdrawal.similar_count == 0


def test_what_was_not_checked_leaves_day_and_count_empty(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "6")
    case = prepare("withdrawal", tmp_path / "unsure")
    hold(case, [*script[:place], *one("0", "2"), *script[place + 1 :]])
    withdrawal = case_of(case).withdrawal
    assert withdrawal is not None
    assert (withdrawal.similar_checked_on, withdrawal.similar_count) == (None, None)


def test_only_what_blocks_is_marked_missing(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    script[place_of(script, "11/20")] = Answer("")
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, script)
    review = typist.text.partition("入力内容の確認")[2]
    assert "[未入力]" not in typist.text
    assert "[注意] 出品とSKUを削除した日" in review


def test_a_blocked_enter_names_the_items_and_prints_nothing_else(tmp_path: Path) -> None:
    script = without_build("explanation")
    cause = next(place for place, answer in enumerate(script) if answer.text.startswith("10月8日の納品"))
    script[cause : cause + 3] = one("")
    case = prepare("explanation", tmp_path / "x")
    _code, typist = hold(case, [*script, *one("", "")])
    assert typist.text.count("入力内容の確認") == 1
    review = typist.text.partition("入力内容の確認")[2]
    blocked = next(line for line in review.split("\n") if "[未入力]" in line)
    assert f"（番号 {blocked.split()[0]}）" in review


def test_an_answer_with_an_error_of_its_own_is_asked_again(tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, "06-0000-0000")
    case = prepare("authenticity", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], *one("12", "06-0000-0000"), *script[place + 1 :]])
    assert "いまの値（Enter でそのまま）: 12" in typist.text
    supplier = case_of(case).supplier[0]
    assert (supplier.phone, supplier.website) == ("06-0000-0000", "https://example.jp/")


@pytest.mark.parametrize("mark", "ー―−‐－")
def test_marks_between_digits_are_hyphens(mark: str, tmp_path: Path) -> None:
    case = tmp_path / "c" / "case.toml"
    settings = (
        f"seller.phone=03{mark}0000{mark}0000",
        f"seller.address=〒100{mark}0000 架空県センター町",
    )
    _code, typist = hold(case, [], settings=settings, no_input=True)
    assert case_of(case).seller.phone == "03-0000-0000"
    assert case_of(case).seller.address == "〒100-0000 架空県センター町"
    assert "03-0000-0000" in typist.text
    assert answers.months(f"2026{mark}05 12", date(2026, 11, 22)) == {"2026-05": 12}


def test_a_day_that_would_be_ahead_is_confirmed(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "11/20")
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], *one("11/25", "11/20"), *script[place + 1 :]])
    assert "[注意] 2025年11月25日として読みました" in typist.text
    withdrawal = case_of(case).withdrawal
    assert withdrawal is not None
    assert withdrawal.listing_removed_on == date(2026, 11, 20)
    case = prepare("withdrawal", tmp_path / "y")
    hold(case, [*script[:place], *one("11/25", ""), *script[place + 1 :]])
    withdrawal = case_of(case).withdrawal
    assert withdrawal is not None
    assert withdrawal.listing_removed_on == date(2025, 11, 25)
    assert withdrawal.stock is not None


def test_good_lines_of_months_stay_and_every_bad_one_is_named(tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = next(place for place, answer in enumerate(script) if answer.text.startswith("2026-05 12"))
    case = prepare("authenticity", tmp_path / "x")
    wrong = Answer("2026-05 12\n六月たくさん\n2026-07 21\n2026-13 4", several=True)
    _code, typist = hold(case, [*script[:place], wrong, Answer("6月 18", several=True)])
    assert "「六月たくさん」" in typist.text
    assert "「2026-13 4」" in typist.text
    assert case_of(case).listing[0].sales == {"2026-05": 12, "2026-06": 18, "2026-07": 21}


@pytest.mark.parametrize("unit", ["個", "こ", "コ", "ｺ", "点", "本", "枚", "冊", "台"])
@pytest.mark.parametrize("blank", ["", " ", "　"])
def test_units_behind_a_number(unit: str, blank: str) -> None:
    assert answers.quantity(f"１２{blank}{unit}") == 12
    assert answers.months(f"5月 12{blank}{unit}", date(2026, 11, 22)) == {"2026-05": 12}
    (line,) = paper_lines(f"12{blank}{unit} 明細1行目", ["B0EXAMPLE1"])
    assert (line.quantity, line.row) == (12, "明細1行目")


def test_the_seller_of_another_case_needs_a_yes_and_names_the_file(tmp_path: Path) -> None:
    first = prepare("withdrawal", tmp_path / "first")
    assert hold(first, without_build("withdrawal"))[0] == 0
    second = tmp_path / "first" / "second" / "case.toml"
    second.parent.mkdir()
    begin = one("", "1", "3", "11/20", "", "1", "B0EXAMPLE3", "折りたたみ傘", "", "")
    _code, typist = sit(second, [*begin, Answer("")])
    assert case_of(second).seller.company is None
    assert "case/case.toml" in typist.text.replace("\\", "/")


def test_what_was_turned_down_is_told_and_not_offered_again(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    _code, first = hold(case, one("notice.txt", "1"), stop_before=2)
    assert "あとでお聞きします" in first.text
    _code, second = hold(case, [])
    assert "通知から次のことを読み取りました" not in second.text


def test_fix_asks_nothing_about_days_that_are_right(root: Path, tmp_path: Path) -> None:
    import shutil

    from appeal.cli.session.start import Wishes, run_session

    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    typist = Typist([])
    run_session(folder / "case.toml", date(2026, 12, 20), Wishes(fix=True), typist)
    asked = typist.text.partition("入力内容の確認")[0]
    assert "E264" in asked
    assert "発行日（書類に" not in asked


def test_fix_asks_only_what_an_answer_can_change(root: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "withdrawal", folder)
    case = folder / "case.toml"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("listing_removed_on = 2026-11-20", ""), encoding="utf-8")
    _code, typist = hold(case, one("11/20"), fix=True)
    asked = typist.text.partition("入力内容の確認")[0]
    assert asked.count("\n>") == 1
    assert "任意" not in asked
