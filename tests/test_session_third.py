"""What a third fresh user stumbled over: wrong answers left behind, plans of a withdrawal, answers that shift, lone commands."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from session_scripts import (
    DAY,
    Answer,
    Typist,
    as_pipe,
    case_of,
    hold,
    many,
    one,
    place_of,
    prepare,
    sit,
    without_build,
)

from appeal.cli.session.review import is_told
from appeal.cli.session.start import Wishes, run_session
from appeal.cli.session.terminal import LineReader
from appeal.intake.suggested_codes import suggested_jan, suggested_model

MAIL = "出品者のメールアドレス"


def test_a_wrong_mail_address_that_was_left_is_asked_for_again(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "owner@example.com")
    case = prepare("withdrawal", tmp_path / "x")
    left = [*script[:place], *one("clear", "<", "<", ""), *script[place:]]
    code, typist = hold(case, left)
    assert code == 0
    assert typist.text.count("[NG] S411") == 2
    assert case_of(case).seller.email == "owner@example.com"


def test_the_same_wrong_answer_twice_is_left_to_the_review_and_blocks(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "owner@example.com")
    case = prepare("withdrawal", tmp_path / "x")
    code, typist = hold(case, [*script[:place], *one("clear", "clear"), *script[place + 1 :], *one("")])
    assert code == 2
    assert typist.text.count(f"{MAIL}\n") == 2
    assert "[NG] 出品者" in typist.text.partition("入力内容の確認")[2]
    assert "まだ作成できません" in typist.text


def test_a_wrong_mail_address_is_asked_for_when_somebody_comes_back(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "owner@example.com")
    case = prepare("withdrawal", tmp_path / "x")
    hold(case, [*script[:place], *one("clear", "clear"), *script[place + 1 :]])
    _code, typist = hold(case, one("owner@example.com"))
    assert f"{MAIL}\n" in typist.text
    assert case_of(case).seller.email == "owner@example.com"


def neighbour(case: Path, text: str) -> None:
    other = case.parent.parent / "earlier"
    other.mkdir()
    (other / "case.toml").write_text(text, encoding="utf-8")


def test_what_is_wrong_in_an_earlier_case_is_left_out_and_told(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "株式会社架空商店")
    case = prepare("withdrawal", tmp_path / "x")
    neighbour(case, '[seller]\ncompany = "架空商会"\nemail = "clear"\nphone = "12"\ncontact = "架空 次郎"\n')
    person = sit(case, [*script[:place], *one("1")])[1]
    offered = person.text.partition("ほかの案件")[2]
    assert "会社名・屋号: 架空商会" in offered
    assert "clear" not in offered
    assert "電話番号、メール は形が正しくないので使いません" in offered
    seller = case_of(case).seller
    assert (seller.company, seller.contact) == ("架空商会", "架空 次郎")
    assert (seller.email, seller.phone) == (None, None)


def test_prepared_answers_never_meet_the_offer_of_an_earlier_case(tmp_path: Path) -> None:
    alone = prepare("withdrawal", tmp_path / "alone")
    beside = prepare("withdrawal", tmp_path / "beside")
    neighbour(beside, '[seller]\ncompany = "架空商会"\n')
    for case in (alone, beside):
        code, typist = hold(case, without_build("withdrawal"))
        assert code == 0
        assert "ほかの案件" not in typist.text
    assert alone.read_bytes() == beside.read_bytes()


PLAN = "再開には改善計画の提出が必要です。"


def demanding(tmp_path: Path, *demands: str) -> Path:
    """A whole withdrawal whose notice also asks for a plan."""
    case = prepare("withdrawal", tmp_path / "x")
    hold(case, without_build("withdrawal"))
    hold(case, [], settings=(f"notice.requirements={' '.join(demands)}", "withdrawal.cause="), no_input=True)
    return case


def numbered(typist: Typist, text: str) -> str:
    """The number of the row of the last review that holds a text, in its title or below it."""
    before = typist.text.rpartition("入力内容の確認")[2].partition(text)[0]
    return re.findall(r"^ *(\d+) ", before, re.M)[-1]


def test_a_plan_that_a_withdrawal_lacks_is_asked_for(tmp_path: Path) -> None:
    case = demanding(tmp_path, "plan_of_action")
    _code, seen = hold(case, one(""))
    assert "改善計画」への回答がまだ何も入力" in seen.text
    assert "一部だけ" not in seen.text
    told = [
        *one("", numbered(seen, "改善計画"), "1"),
        *many("検品の手順に、型番の照合がなかったためです。"),
        *one("在庫9個の型番をすべて確かめました。", "11/20", "架空 花子"),
        *one("入荷時に全数の型番を照合する。", "11/25", "架空 花子", "入荷記録"),
        *one("", "", "", "2"),
    ]
    code, typist = hold(case, told)
    assert code == 0, typist.text
    whole = case_of(case)
    assert whole.withdrawal is not None
    assert whole.withdrawal.cause == "検品の手順に、型番の照合がなかったためです。"
    assert whole.corrective[0].done_on is not None
    assert whole.preventive[0].record == "入荷記録"


@pytest.mark.parametrize(("demand", "title"), [("corrective_action", "是正措置"), ("root_cause", "根本原因")])
def test_every_part_of_a_plan_that_blocks_a_withdrawal_can_be_mended(
    demand: str, title: str, tmp_path: Path
) -> None:
    case = demanding(tmp_path, demand)
    hold(case, [], settings=("withdrawal.listing_removed_on=",), no_input=True)
    _code, seen = hold(case, one("", ""))
    _code, typist = hold(case, one("", "", numbered(seen, f"要求事項「{title}」"), "1", "試し"))
    asked = typist.text.rpartition(f"要求事項「{title}」")[2]
    assert "■" in asked


def test_a_measure_that_was_asked_for_can_be_added_to_a_withdrawal(tmp_path: Path) -> None:
    case = demanding(tmp_path, "preventive_action")
    _code, seen = hold(case, one(""))
    number = numbered(seen, "再発防止策を求めていますが")
    hold(case, one(number, "入荷時に全数の型番を照合する。", "11/25", "架空 花子", "入荷記録", ""))
    assert case_of(case).preventive[0].what == "入荷時に全数の型番を照合する。"


def test_a_row_that_no_answer_changes_says_so(tmp_path: Path) -> None:
    case = demanding(tmp_path, "invoice")
    _code, seen = hold(case, one(""))
    _code, typist = hold(case, one(numbered(seen, "資料を添えません")))
    assert "この画面で入力して直せる項目はありません" in typist.text


def papered(tmp_path: Path) -> Path:
    """A whole reply with papers, whose suppliers carry ids of this program."""
    case = prepare("authenticity", tmp_path / "x")
    hold(case, without_build("authenticity"))
    assert case_of(case).supplier[0].id == "s1"
    return case


def test_an_id_of_the_case_is_taken_without_a_question(tmp_path: Path) -> None:
    case = papered(tmp_path)
    hold(case, [], settings=("evidence[2].supplier=",), no_input=True)
    assert case_of(case).evidence[2].supplier is None
    code, typist = hold(case, [], settings=("evidence[2].supplier=s1",), no_input=True)
    assert code == 0, typist.text
    assert case_of(case).evidence[2].supplier == "s1"


def test_a_setting_that_would_be_asked_is_listed_and_the_others_are_kept(tmp_path: Path) -> None:
    case = papered(tmp_path)
    settings = ("seller.contact=架空 次郎", "evidence[2].supplier=別の見本商会", "seller.store=見本ストア")
    code, typist = hold(case, [], settings=settings, no_input=True)
    assert code == 2
    assert typist.taken == 0
    listed = typist.text.partition("確かめる項目")[2]
    assert "evidence[2].supplier  「別の見本商会」" in listed
    assert "新しい仕入先として登録しますか" in listed
    whole = case_of(case)
    assert (whole.seller.contact, whole.seller.store) == ("架空 次郎", "見本ストア")
    assert (whole.evidence[2].supplier, len(whole.supplier)) == ("s1", 1)


def test_enter_takes_the_first_way_only_where_the_line_says_so(tmp_path: Path) -> None:
    case = papered(tmp_path)
    _code, typist = hold(case, one("", "", "x", "", "2"))
    asked = [line for line in typist.said if line.startswith("[注意] があります。このまま作成しますか？")]
    # The wrong answer is followed by the whole question, so that Enter means what stands right above it.
    assert len(asked) == 2
    assert all(line.endswith("（Enter で1）") for line in asked)
    assert "  -> 1 直す" in typist.text


def test_a_way_that_enter_does_not_take_is_not_offered_to_it(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "6")
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], *one("0", "", "1"), *script[place + 1 :]])
    asked = [line for line in typist.said if line.startswith("0 は「似た商品の出品がなかった」")]
    assert len(asked) == 2
    assert not any("Enter" in line for line in asked)
    assert "[NG] 選ぶ番号として読めません。" in typist.text


def piped(case: Path, text: str) -> tuple[int, str]:
    """Hold a session over prepared lines and return its code and what was said."""
    said: list[str] = []

    class Piped(LineReader):
        def say(self, line: str = "") -> None:
            said.append(line)

    code = run_session(case, date.fromisoformat(DAY), Wishes(), Piped(iter(text.split("\n"))))
    return code, "\n".join(said)


def before_what_happened(name: str = "explanation") -> str:
    script = without_build(name)
    return as_pipe(script[: place_of(script, "10月20日と10月27日の注文")])


def test_a_command_on_a_line_of_its_own_stops_and_keeps_what_was_typed(tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    code, said = piped(case, before_what_happened() + "10月20日の注文に不足がありました。\n中断\n残り\n")
    assert code == 130
    assert "書きかけの文章も保存しました。" in said
    assert case_of(case).plan.what_happened == "10月20日の注文に不足がありました。"


def test_a_question_inside_an_answer_is_answered_and_the_answer_goes_on(tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    _code, said = piped(case, before_what_happened() + "一行目です。\n?\n二行目です。\n=\n\n三行目です。\n\n")
    assert "よい例：" in said
    assert "入力内容の確認" in said
    assert said.count("ここまでに入力した行は、そのままです。") == 2
    assert case_of(case).plan.what_happened == "一行目です。\n二行目です。\n三行目です。"


def test_going_back_out_of_an_answer_keeps_it_and_comes_again(tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    _code, said = piped(case, before_what_happened() + "一行目です。\n<\n架空 次郎\n")
    assert case_of(case).seller.contact == "架空 次郎"
    assert case_of(case).plan.what_happened == "一行目です。"
    again = said.rpartition("何が起きましたか")[2]
    assert "いまの値（Enter でそのまま）: 一行目です。" in again


@pytest.mark.parametrize("name", ["authenticity", "by_hand", "withdrawal"])
def test_what_was_passed_over_is_not_asked_again(name: str, tmp_path: Path) -> None:
    script = without_build(name)
    whole, parted = prepare(name, tmp_path / "whole"), prepare(name, tmp_path / "parted")
    company = place_of(script, "株式会社架空商店")
    # SKU and condition are passed over, and nothing is answered behind them.
    emptied = [Answer("") if answer.text in ("KKU-500", "新品") else answer for answer in script]
    hold(whole, emptied)
    hold(parted, emptied[:company])
    assert case_of(parted).listing[0].sku is None
    _code, typist = hold(parted, emptied[company:])
    assert "SKU（任意" not in typist.text
    assert parted.read_bytes() == whole.read_bytes()


def test_an_empty_entry_can_still_be_filled(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    case = prepare("withdrawal", tmp_path / "x")
    hold(case, script[: place_of(script, "株式会社架空商店")])
    _code, typist = hold(case, one("="))
    number = numbered(typist, "商品名:")
    hold(case, one("=", number, "", "KKU-500"))
    assert case_of(case).listing[0].sku == "KKU-500"


@pytest.mark.parametrize("line", ["「中断」", "配送を中断しました。", "> ?", "1 < 2"])
def test_a_command_that_is_quoted_or_inside_a_sentence_is_text(line: str, tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    piped(case, before_what_happened() + f"一行目です。\n{line}\n\n")
    assert case_of(case).plan.what_happened == f"一行目です。\n{line}"


def test_a_word_of_a_mail_is_no_command(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    text = "\n".join(
        line for line in (case.parent / "notice.txt").read_text("utf-8").split("\n") if line.strip()
    )
    piped(case, f"{text}\nヘルプ\n最後の行です。\n\n")
    assert (case.parent / case_of(case).notice.file).read_text("utf-8").endswith("\nヘルプ\n最後の行です。\n")  # type: ignore[operator]


def test_months_before_a_command_are_kept(tmp_path: Path) -> None:
    script = without_build("authenticity")
    case = prepare("authenticity", tmp_path / "x")
    months = place_of(script, "2026-05 12")
    code, _said = piped(case, as_pipe(script[:months]) + "2026-05 12\n2026-06 18\n中断\n")
    assert code == 130
    assert case_of(case).listing[0].sales == {"2026-05": 12, "2026-06": 18}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("KKU-500", "株式会社架空商店"),
        ("KKU-500", "49012345678901"),
        ("KKU-500", "新品"),
        ("新品", "株式会社架空商店"),
        ("新品", "KKU-500"),
        ("株式会社架空商店", "KKU-500"),
        ("架空商店 Amazon店", "新品"),
        ("架空商店 Amazon店", "B0EXAMPLE1"),
        ("架空 花子", "03-0000-0000"),
        ("架空 花子", "owner@example.com"),
    ],
)
def test_an_answer_of_another_entry_is_asked_back_once(right: str, wrong: str, tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, right)
    case, straight = prepare("authenticity", tmp_path / "x"), prepare("authenticity", tmp_path / "y")
    _code, typist = hold(case, [*script[:place], Answer(wrong), script[place]])
    hold(straight, script[: place + 1])
    assert typist.text.count("この質問の答えに見えません") == 1
    assert case.read_bytes() == straight.read_bytes()


def test_an_answer_of_another_entry_that_is_meant_is_taken(tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, "KKU-500")
    case = prepare("authenticity", tmp_path / "x")
    hold(case, [*script[:place], *one("4901234567894", "4901234567894")])
    assert case_of(case).listing[0].sku == "4901234567894"


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("架空商店 Amazon店", "株式会社架空商店"),
        ("架空 花子", "株式会社架空商店"),
        ("架空商店 Amazon店", "SHOP2026"),
        ("新品", "中古 - 非常に良い"),
        ("KKU-500", "A-100"),
    ],
)
def test_what_may_well_be_meant_is_not_asked_back(right: str, other: str, tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, right)
    case = prepare("authenticity", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], Answer(other)])
    assert "この質問の答えに見えません" not in typist.text


def test_ways_and_numbers_correspond(tmp_path: Path) -> None:
    _code, typist = hold(prepare("authenticity", tmp_path / "x"), without_build("authenticity")[:3])
    shown = typist.text.partition("進め方と必要なもの")[2].partition("どの返信を作成しますか")
    lines = [line for line in shown[0].split("\n")[1:] if line[:1].isdecimal()]
    assert [line.partition("　")[0] for line in lines] == ["1 か 2", "1 か 2", "3"]
    assert "再出品しない" in lines[2]
    assert "  3 この商品は再出品しない" in shown[2]
    assert "・" not in shown[0]


def test_the_review_has_short_titles_and_names_of_files(tmp_path: Path) -> None:
    _code, typist = hold(prepare("authenticity", tmp_path / "x"), without_build("authenticity"))
    review = typist.text.rpartition("入力内容の確認")[2]
    for title in ("通知の本文", "返信の種類", "通知日", "件名", "数量の基準", "資料1 請求書_2026-05-26.pdf"):
        assert re.search(rf"^ *\d+ \[OK\] {re.escape(title)}$", review, re.M), title
    assert "貼り付けてください" not in review
    assert "ますか？" not in review.partition("直したい項目は")[0]


REPORT = "reports/sales.csv"


def reported(tmp_path: Path) -> Path:
    """A whole reply whose sales are counted from a report."""
    case = papered(tmp_path)
    days = ("2026-05-24", "2026-06-10", "2026-07-10", "2026-08-10", "2026-09-10", "2026-10-10", "2026-11-20")
    rows = "".join(f"B0EXAMPLE1,{day},10\n" for day in days)
    (case.parent / "reports").mkdir()
    (case.parent / REPORT).write_text(f"ASIN,出荷日,数量\n{rows}", encoding="utf-8")
    named = ("asin=ASIN", "day=出荷日", "quantity=数量")
    emptied = ("listing[0].sales=", "listing[0].returned_to_stock=")
    settings = (f"sales_report[0].file={REPORT}", *(f"columns.{one}" for one in named), *emptied)
    hold(case, [], settings=settings, no_input=True)
    return case


def test_reports_have_a_row_and_can_be_taken_back(tmp_path: Path) -> None:
    case = reported(tmp_path)
    _code, seen = hold(case, one(""))
    review = seen.text.rpartition("入力内容の確認")[2]
    assert "月別の販売数量: 販売レポートから数えます" in review
    assert "1 sales.csv" in review.partition("販売レポート\n")[2].split("\n")[0]
    number = numbered(seen, "1 sales.csv")
    _code, kept = hold(case, one("", number, ""))
    assert "いまの販売レポート" in kept.text
    assert len(case_of(case).sales_report) == 1
    _code, typist = hold(case, one("", number, "-2", "-1"))
    assert "販売レポート2 はありません" in typist.text
    assert case_of(case).sales_report == ()
    assert (case.parent / REPORT).exists()


def test_jan_and_model_of_the_papers_are_offered(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    script = without_build("authenticity")
    _code, typist = hold(case, script)
    assert "読み取り（合っていれば Enter）: 4901234567894" in typist.text
    assert "読み取り（合っていれば Enter）: KB-500" in typist.text
    listing = case_of(case).listing[0]
    assert (listing.jan, listing.model) == ("4901234567894", "KB-500")


def test_a_check_digit_that_does_not_fit_is_told_at_once(tmp_path: Path) -> None:
    script = without_build("explanation")
    place = place_of(script, "4901234500044")
    case = prepare("explanation", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], *one("4901234500045", "12345"), *script[place:]])
    assert "[NG] S417" in typist.text
    assert "[NG] S416" in typist.text
    assert case_of(case).listing[0].jan == "4901234500044"


PAGE = "品名 型番 JAN 数量\n1 見本ボトル KB-1 4901234567894 4 個\n2 見本カップ 4901234500044 2 個"


def test_codes_are_suggested_only_where_one_row_says_them() -> None:
    assert suggested_jan([PAGE], "見本ボトル", alone=False) == "4901234567894"
    assert suggested_model([PAGE], "見本ボトル") == "KB-1"
    assert suggested_jan([PAGE], "見本カップ", alone=False) == "4901234500044"
    assert suggested_model([PAGE], "見本カップ") is None
    assert suggested_jan([PAGE], "別の品", alone=False) is None
    assert suggested_jan([PAGE.replace("JAN", "コード")], "見本ボトル", alone=False) is None
    assert suggested_jan(["JANコード：4901234567894"], None, alone=True) == "4901234567894"
    assert suggested_jan(["JANコード：4901234567895"], None, alone=True) is None
    assert suggested_model(["見本ボトル 品番：KB-2 3個"], "見本ボトル") == "KB-2"


def answered_with_the_reason(case: Path) -> bool:
    """Whether the letter gives a reason of the seller as the answer to a demand."""
    from appeal.check import check
    from appeal.render.demands import view_demands

    submission = check(case, date.fromisoformat(DAY)).submission
    assert submission is not None
    return any(view.reason is not None for view in view_demands(submission, {}))


@pytest.mark.parametrize(
    ("settings", "code", "told"),
    [
        (("notice.requirements=root_cause",), "R103", True),
        (("notice.requirements=plan_of_action",), "R106", True),
        (("notice.requirements=plan_of_action", "plan.root_cause=手順に照合がなかった。"), "R126", True),
        (("notice.requirements=authorization_letter",), "R107", True),
        (("notice.requirements=invoice supplier_contact", "supplier[0].phone="), "S404", True),
        (("evidence[0].lines=1",), "Q301", False),
        (
            (
                "evidence[0].issued=2020-01-01",
                "evidence[1].issued=2020-01-01",
                "evidence[2].issued=2020-01-01",
            ),
            "R121",
            False,
        ),
    ],
)
def test_what_is_said_of_a_reason_is_what_the_letter_does(
    settings: tuple[str, ...], code: str, told: bool, tmp_path: Path
) -> None:
    case = papered(tmp_path)
    hold(case, [], settings=settings, no_input=True)
    with case.open("a", encoding="utf-8") as file:
        file.write(f'\n[[accept]]\ncode = "{code}"\nreason = "別の書類を取り寄せています。"\n')
    assert answered_with_the_reason(case) is told
    assert is_told(code, case_of(case)) is told


def test_the_reason_of_a_withdrawal_is_never_sent(tmp_path: Path) -> None:
    case = demanding(tmp_path, "plan_of_action")
    _code, seen = hold(case, one(""))
    _code, typist = hold(case, one("", numbered(seen, "改善計画"), "2", "別の書面で回答済みです。"))
    assert "相手には送られません" in typist.text
    assert case_of(case).accept[0].code == "R126"
    assert not answered_with_the_reason(case)


def test_a_table_that_lacks_as_a_whole_is_asked_for_from_its_row(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    script = without_build("withdrawal")
    removed = place_of(script, "11/20")
    _code, seen = hold(case, [*script[:removed], Answer("=")])
    number = numbered(seen, "出品取下げの内容がありません")
    _code, typist = hold(case, one("=", number, "11/20"))
    assert "出品とSKUを削除した日" in typist.text.rpartition(f"> {number}\n")[2]
    withdrawal = case_of(case).withdrawal
    assert withdrawal is not None
    assert withdrawal.listing_removed_on == date(2026, 11, 20)


def test_an_error_of_one_paper_is_taken_knowingly_for_that_paper_alone(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    case = folder / "case.toml"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace('number = "MB-2605-018"', 'number = "MB-2605-081"', 1), encoding="utf-8")
    _code, seen = hold(case, one("", "="), fix=True)
    assert "E314" in seen.text
    _code, typist = hold(
        case, one("", "", numbered(seen, "資料1 "), "2", "番号は控えと照合しました。"), fix=True
    )
    taken = [one for one in case_of(case).accept if one.code == "E314"]
    assert [one.file for one in taken] == ["evidence/請求書_2026-05-26.pdf"], typist.text
