"""What another fresh user stumbled over: one window in two spellings, a warning that could not be mended, papers dropped twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from session_scripts import Answer, case_of, hold, many, one, place_of, prepare, without_build

from appeal.intake import answers
from appeal.intake.paper_lines import paper_lines
from appeal.model.case import Case


def spell(case: Path, words: str) -> None:
    """Name the window of the notice a second time, in other words."""
    notice = case.parent / "notice.txt"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(f"{text}\n{words}の請求書をご提出ください。\n", encoding="utf-8")


def windowed(tmp_path: Path, first: str, second: str) -> Path:
    case = prepare("authenticity", tmp_path / "x")
    notice = case.parent / "notice.txt"
    text = notice.read_text(encoding="utf-8")
    assert "発行から6か月以内の" in text
    notice.write_text(text.replace("発行から6か月以内の", f"{first}の"), encoding="utf-8")
    spell(case, second)
    return case


def test_one_window_in_two_spellings_is_one_window(tmp_path: Path) -> None:
    case = windowed(tmp_path, "過去6か月以内", "過去6ヶ月間")
    _code, typist = hold(case, one("notice.txt", ""))
    assert "対象期間: 書かれていません" not in typist.text
    notice = case_of(case).notice
    assert "window" not in notice.confirmed_blank
    assert notice.window is not None
    assert answers.span(notice.window) == notice.window
    assert "2つ以上" not in typist.text


def test_two_windows_are_a_choice_and_never_a_blank(tmp_path: Path) -> None:
    case = windowed(tmp_path, "過去6か月以内", "過去365日間")
    script = one("notice.txt", "", "1", "")
    _code, typist = hold(case, script)
    assert "対象期間: 書かれていません" not in typist.text
    assert "window" not in case_of(case).notice.confirmed_blank
    asked = typist.text.partition("資料の対象期間（")[2]
    assert "  1 過去6か月以内" in asked
    assert "  2 過去365日間" in asked
    hold(case, one(""))
    assert "window" not in case_of(case).notice.confirmed_blank
    hold(case, one("２"))
    assert case_of(case).notice.window == "過去365日間"


def test_going_back_to_the_reading_shows_what_was_taken(tmp_path: Path) -> None:
    case = prepare("authenticity", tmp_path / "x")
    _code, typist = hold(case, one("notice.txt", "", "<"))
    again = typist.text.rpartition("> <")[2]
    assert "  1 件名: " in again or "  1 " in again.partition("読み取りました")[2]
    assert "1 から 0 まで" not in again
    before = case_of(case)
    _code, typist = hold(case, one("notice.txt", "", "<", ""))
    assert case_of(case) == before


OFFER = "このまま使うなら Enter、書き直すならもう一度入力してください。"


def warned(tmp_path: Path, *then: Answer) -> tuple[Case, str]:
    """Type a measure that says nothing, then what follows; the rest of the script goes on behind it."""
    case = prepare("explanation", tmp_path / "x")
    script = without_build("explanation")
    what = place_of(script, "入荷時に全数")
    _code, typist = hold(case, [*script[:what], Answer("今後は気を付けます。"), *then, *script[what + 1 :]])
    return case_of(case), typist.text


def test_a_text_that_is_warned_of_may_be_written_again_at_once(tmp_path: Path) -> None:
    better = "出荷のたびに、箱の個数を2人で数える。"
    case, said = warned(tmp_path, Answer(better))
    assert OFFER in said
    assert [one.what for one in case.preventive] == [better]
    assert case.preventive[0].starts_on is not None
    assert case.preventive[0].owner == "見本 次郎"


def test_a_text_that_is_warned_of_stays_with_enter(tmp_path: Path) -> None:
    case, said = warned(tmp_path, Answer(""))
    assert said.count(OFFER) == 1
    assert [one.what for one in case.preventive] == ["今後は気を付けます。"]
    assert case.preventive[0].owner == "見本 次郎"


def test_an_added_text_that_is_written_again_replaces_only_what_was_added(tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    script = without_build("explanation")
    why = place_of(script, "外箱の色だけで")
    weak, better = many("担当者の不注意でした。"), many("外箱の色だけで入数を区別する手順でした。")
    _code, typist = hold(case, [*script[:why], *weak, *better, *script[why + 1 :]])
    assert OFFER in typist.text
    cause = case_of(case).plan.root_cause
    assert (
        cause
        == "10月8日の納品48セットに、3個入りの箱が含まれていたためです。\n外箱の色だけで入数を区別する手順でした。"
    )
    assert "根本原因" in typist.text.rpartition("後に加えました")[0].rpartition("\n")[2]


def test_a_sentence_is_no_order_number(tmp_path: Path) -> None:
    case = prepare("explanation", tmp_path / "x")
    script = without_build("explanation")
    orders = place_of(script, "250-1234567")
    wrong = many("箱の表示を直したので、もう起きていません。")
    _code, typist = hold(case, [*script[:orders], *wrong, *script[orders:]])
    happened = case_of(case).plan.what_happened or ""
    assert "箱の表示" not in happened
    assert "注文番号 250-1234567-1234567" in happened
    assert "この質問の答えに見えません" in re.sub(r"\n +", "", typist.text)


def papers(tmp_path: Path) -> tuple[Path, list[Answer], int]:
    """A case with its script, and where the first paper is dropped."""
    case = prepare("authenticity", tmp_path / "x")
    script = without_build("authenticity")
    return case, script, next(place for place, answer in enumerate(script) if ".jpg" in answer.text)


def test_a_number_at_the_supplier_makes_no_supplier_unasked(tmp_path: Path) -> None:
    case, script, _start = papers(tmp_path)
    issuer = place_of(script, "株式会社見本物産")
    _code, typist = hold(case, [*script[:issuer], *one("MB-2605-018", "2"), *script[issuer:]])
    assert "新しい仕入先として登録しますか" in re.sub(r"\n +", "", typist.text)
    assert [one.name for one in case_of(case).supplier] == ["株式会社見本物産"]


def test_a_supplier_is_shown_by_its_name_and_goes_when_no_paper_uses_it(tmp_path: Path) -> None:
    case, script, _start = papers(tmp_path)
    issuer = place_of(script, "株式会社見本物産")
    taken = [*script[:issuer], *one("見知らぬ商事", "1", "株式会社見本物産")]
    _code, typist = hold(case, [*taken, Answer("=")])
    assert "いまの値（Enter でそのまま）: 見知らぬ商事" in typist.text
    row = re.search(r"(\d+) (?:\[\S+\] )?仕入先1\n", typist.text)
    assert row is not None
    _code, typist = hold(case, one("=", row[1], "-"))
    assert "どの資料にも使われていません" in typist.text
    assert [one.name for one in case_of(case).supplier] == ["株式会社見本物産"]


def test_a_supplier_that_the_text_of_a_paper_does_not_name_is_asked_about(tmp_path: Path) -> None:
    case, script, start = papers(tmp_path)
    dropped = one("請求書_2026-05-26.pdf", "", "", "", "1", "2026/5/26", "MB-2605-018")
    _code, typist = hold(case, [*script[:start], *dropped, *one("株式会社見木物産", "2", "株式会社見本物産")])
    assert "書類の文字に見つかりません" in re.sub(r"\n +", "", typist.text)
    assert [one.name for one in case_of(case).supplier] == ["株式会社見本物産"]


def test_the_same_file_is_taken_once(tmp_path: Path) -> None:
    case, script, start = papers(tmp_path)
    _code, typist = hold(
        case, [*script[: start + 1], Answer("請求書_2026-05-26.pdf"), Answer(str(case.parent))]
    )
    files = [item.file for item in case_of(case).evidence]
    assert len(files) == len(set(files))
    assert files[:2] == ["請求書_2026-05-26.pdf", "請求書_2026-07-10.jpg"]
    assert "請求書_2026-05-26.pdf は、資料1としてもう入っています" in typist.text
    assert "（資料2）" in typist.text


def test_a_report_among_the_papers_is_left_for_later(tmp_path: Path) -> None:
    case, script, start = papers(tmp_path)
    (case.parent / "全注文.csv").write_text("sku,quantity\nA,1\n", encoding="utf-8")
    _code, typist = hold(case, [*script[:start], Answer("全注文.csv")])
    assert case_of(case).evidence == ()
    assert "販売レポートはあとでお聞きします" in re.sub(r"\n +", "", typist.text)


def test_taking_a_paper_back_is_no_answer_elsewhere(tmp_path: Path) -> None:
    case, script, _start = papers(tmp_path)
    number = place_of(script, "MB-2605-018")
    _code, typist = hold(case, [*script[:number], *one("-5", "－６"), *script[number:]])
    assert case_of(case).evidence[0].number == "MB-2605-018"
    assert "資料を取り消すときの書き方です" in typist.text


def two_goods(tmp_path: Path) -> tuple[Path, list[Answer], int]:
    """A case of two listings with its script, and where the quantities of the paper are asked."""
    case = prepare("by_hand", tmp_path / "x")
    script = without_build("by_hand")
    return case, script, place_of(script, "B0EXAMPLE1 40")


def test_a_code_of_the_seller_names_the_listing(tmp_path: Path) -> None:
    case, script, place = two_goods(tmp_path)
    hold(case, [*script[:place], *many("kku-500 40 明細1行目\nB0EXAMPLE2 30")])
    lines = case_of(case).evidence[0].lines
    assert [(line.asin, line.quantity, line.row) for line in lines] == [
        ("B0EXAMPLE1", 40, "明細1行目"),
        ("B0EXAMPLE2", 30, None),
    ]


def test_good_lines_of_a_paper_stay_while_a_bad_one_is_asked_again(tmp_path: Path) -> None:
    case, script, place = two_goods(tmp_path)
    wrong, right = many("B0EXAMPLE1 40 明細1行目\n30"), many("B0EXAMPLE2 30")
    _code, typist = hold(case, [*script[:place], *wrong, *right])
    assert [(line.asin, line.quantity) for line in case_of(case).evidence[0].lines] == [
        ("B0EXAMPLE1", 40),
        ("B0EXAMPLE2", 30),
    ]
    asked = typist.text.partition("この書類にある対象商品の数量")[2].partition("\n>")[0]
    example = re.search(r"例：(.+? \d+)", asked)
    assert example is not None
    assert paper_lines(example[1], ["B0EXAMPLE1", "B0EXAMPLE2"])


def test_good_lines_of_a_paper_are_kept_with_enter(tmp_path: Path) -> None:
    case, script, place = two_goods(tmp_path)
    hold(case, [*script[:place], *many("B0EXAMPLE1 40\nたくさん"), Answer("")])
    assert [line.quantity for line in case_of(case).evidence[0].lines] == [40]


def test_a_span_in_kanji_is_a_span() -> None:
    assert answers.span("六か月") == "6か月"
    assert answers.span("過去三百六十五日") == "過去365日"
    assert answers.span("十二ヶ月") == "12ヶ月"


def test_fix_asks_for_what_others_follow_from_first(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    case = folder / "case.toml"
    written = re.sub(r"(?ms)^lines = \[.*?^\]\n", "", case.read_text(encoding="utf-8"))
    case.write_text(re.sub(r"(?m)^lines = .*\n", "", written), encoding="utf-8")
    assert not any(item.lines for item in case_of(case).evidence)
    _code, typist = hold(case, [], fix=True)
    asked = typist.text.partition("■ ")[2]
    assert "この書類にある対象商品の数量" in asked
    assert "ほかにもあれば続けてください" not in asked.partition("入力がここで")[0]


def test_fix_asks_for_the_day_that_a_plan_lacks(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(root / "examples" / "explanation", folder)
    case = folder / "case.toml"
    text = case.read_text(encoding="utf-8")
    case.write_text(re.sub(r"(?m)^done_on = .*\n", "", text), encoding="utf-8")
    assert all(one.done_on is None for one in case_of(case).corrective)
    _code, typist = hold(case, [], fix=True)
    first = typist.text.partition("■ ")[2].partition("\n\n")[0]
    assert "それを行った日" in first
