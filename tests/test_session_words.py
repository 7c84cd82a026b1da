"""A session speaks to a person: no words of the file format, how far one is and how to stop, and answers typed at the wrong place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from session_scripts import Answer, case_of, hold, many, one, place_of, prepare, without_build

from appeal import messages
from appeal.cli.session.spoken import in_words
from appeal.intake.entries import entries
from appeal.intake.no_answer import says_nothing
from appeal.intake.question import Kind
from appeal.messages.session_spoken import SPOKEN

# What the file itself, its places, a call or a report of the tool is about is never said behind an answer.
NOT_SAID = re.compile(r"[CAIPM]|N12[0-2]|N119|E2(?:01|26)")
KEYS = {entry.key for entry in entries() if len(entry.key) > 2}


@pytest.mark.parametrize("code", [code for code in messages.catalogue() if not NOT_SAID.match(code)])
def test_no_hint_of_a_conversation_speaks_of_the_case_file(code: str) -> None:
    message = messages.find(code)
    hint = in_words(SPOKEN.get(code, message.hint))
    bare = re.sub(r"\{\w+\}", "", hint)
    words = set(re.findall(r"[a-z_]{3,}", re.sub(r"https?://|\.\w+|[A-Za-z]+ [a-z]+", "", bare)))
    assert not words & KEYS, hint
    assert "toml" not in bare.lower()
    assert not re.search(r"\[\[?[a-z]", bare)
    assert hint.endswith("ください。")
    hint.encode("cp932")


def test_every_spoken_hint_belongs_to_a_message() -> None:
    assert set(SPOKEN) <= set(messages.catalogue())
    assert all(hint.endswith("ください。") and "！" not in hint for hint in SPOKEN.values())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("電話番号を市外局番から phone に書いてください。", "電話番号を市外局番から入力してください。"),
        (
            "その月の出荷数量を sales に書き、なければ0と書いてください。",
            "その月の出荷数量を入力し、なければ0と書いてください。",
        ),
        (
            "plan.what_happened 2文目: 「plan.cause」は推測です。",
            "起きたこと2文目: 「plan.cause」は推測です。",
        ),
        ("corrective[1].by を確かめてください。", "是正措置2の担当を確かめてください。"),
        ("請求書を [[evidence]] に加えてください。", "請求書を資料に加えてください。"),
    ],
)
def test_an_action_on_the_file_becomes_one_at_the_question(written: str, said: str) -> None:
    assert in_words(written) == said


def test_what_the_seller_typed_stays_as_it_is() -> None:
    said = "Sample store: 電話番号「store name」の桁数が合いません。"
    assert in_words(said, bare=False) == said


@pytest.mark.parametrize("name", ["authenticity", "explanation", "withdrawal"])
def test_every_question_says_how_far_one_is_and_how_to_stop(name: str, tmp_path: Path) -> None:
    _code, typist = hold(prepare(name, tmp_path / "x"), without_build(name))
    asked = typist.text.partition("■ 返信の種類")[2].partition("入力内容の確認")[0]
    answers = without_build(name)[4:]
    heads = [line for line in asked.split("\n") if re.match(r"■ \d+/\d+ ", line)]
    assert len(heads) == len(answers)
    assert all("中断" in head for head in heads)


def test_a_narrow_window_and_a_screen_reader_get_the_same_in_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _code, narrow = hold(prepare("withdrawal", tmp_path / "x"), without_build("withdrawal"))
    assert "■ 5/6 出品者（? < = 中断）" in narrow.said
    _code, heard = hold(prepare("withdrawal", tmp_path / "y"), without_build("withdrawal"), plain=True)
    assert "5/6 出品者（やめるときは 中断）" in heard.said


def test_the_comparison_is_short_until_it_is_asked_for(tmp_path: Path) -> None:
    begin = without_build("authenticity")[:3]
    _code, short = hold(prepare("authenticity", tmp_path / "x"), begin)
    shown = short.text.partition("■ 返信の種類")[2].partition("どの返信を作成しますか")[0]
    assert 4 <= shown.count("\n") <= 10
    assert "この商品は再出品しない: " in shown
    _code, whole = hold(prepare("authenticity", tmp_path / "y"), [*begin, Answer("?")])
    explained = whole.text.partition("> ?")[2]
    assert "  | 注意: 再開したあとに苦情がもう一度あると" in explained
    assert "体験談" in explained


def test_lines_of_the_notice_that_were_not_used_are_shown_on_demand(tmp_path: Path) -> None:
    _code, typist = hold(prepare("withdrawal", tmp_path / "x"), one("notice.txt", "?"))
    assert re.search(r"読み取りに使わなかった行が(\d+)行あります（\? で表示）", typist.text)
    assert "  | 5行目: 株式会社架空商店 様" in typist.text.partition("> ?")[2]


@pytest.mark.parametrize(
    ("right", "wrong", "code", "mark"),
    [
        ("０３－００００－００００", "03000", "S427", "[注意]"),
        ("〒100-0000 東京都", "〒10-00 東京都千代田区", "S409", "[注意]"),
        ("owner@example.com", "owner.example.com", "S411", "[NG]"),
    ],
)
def test_an_answer_whose_form_is_wrong_is_asked_back(
    right: str, wrong: str, code: str, mark: str, tmp_path: Path
) -> None:
    script = without_build("withdrawal")
    place = place_of(script, right)
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], Answer(wrong), *script[place:]])
    assert f"{mark} {code}" in typist.text
    assert f"いまの値（Enter でそのまま）: {wrong}" in typist.text
    straight = prepare("withdrawal", tmp_path / "straight")
    hold(straight, script)
    assert case.read_bytes() == straight.read_bytes()


def test_a_shortfall_does_not_ask_for_other_numbers(tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, "60 明細1行目")
    script[place] = Answer("6 明細1行目")
    case = prepare("authenticity", tmp_path / "x")
    _code, typist = hold(case, [*script[: place_of(script, "23")], *one("23", "1", "昨日", "")])
    assert "[NG] Q301" in typist.text
    assert typist.text.count("月別の販売数量（レポートを") == 1
    review = typist.text.partition("入力内容の確認")[2]
    blocked = next(line for line in review.split("\n") if "[NG]" in line)
    _code, again = hold(case, one("", blocked.split()[0], "1"))
    assert "請求書・領収書などを、この画面にドラッグ" in again.text or "ほかにもあれば続けて" in again.text
    assert "月別の販売数量（レポートを" not in again.text.partition("[NG] Q301")[2]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINES, Kind.ADDED_LINES, Kind.DAY, Kind.RETURNS])
@pytest.mark.parametrize("words", ["なし", "特になし", "ありません。", "わかりません", "ー", "N/A", "まだ"])
def test_words_for_nothing_are_no_answer(words: str, kind: Kind) -> None:
    assert says_nothing(words, kind)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("なし", Kind.QUANTITY),
        ("なし", Kind.MONTHS),
        ("-", Kind.FILES),
        ("なしの木", Kind.TEXT),
        ("無印", Kind.TEXT),
    ],
)
def test_words_that_may_mean_something_are_not_taken_for_nothing(words: str, kind: Kind) -> None:
    assert not says_nothing(words, kind)


def test_nothing_typed_in_words_never_reaches_the_letter(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    cause = place_of(script, "現行品のページに")
    store = place_of(script, "架空商店 Amazon店")
    script[cause], script[store] = Answer("特にありません", several=True), Answer("なし")
    case = prepare("withdrawal", tmp_path / "x")
    code, _typist = hold(case, script)
    assert code == 0
    written = case_of(case)
    assert written.withdrawal is not None
    assert (written.withdrawal.cause, written.seller.store) == (None, None)


def test_a_stock_that_is_not_settled_is_left_out_of_the_reply(tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, "9個")
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, [*script[: place - 1], Answer("４"), *script[place + 1 :]])
    assert "  4 その他（まだ決まっていない）" in typist.said
    assert "残った在庫の扱いは、返信に書かれません。" in typist.text
    written = case_of(case).withdrawal
    assert written is not None
    assert (written.stock, written.similar_count) == (None, 6)


def mail() -> str:
    return (Path(__file__).parent.parent / "examples" / "explanation" / "notice.txt").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("before", ["株式会社架空商店", "owner@example.com"])
def test_a_mail_pasted_at_a_short_question_is_put_back(before: str, tmp_path: Path) -> None:
    script = without_build("explanation")
    place = place_of(script, before)
    case = prepare("explanation", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], Answer(mail()), *script[place:]])
    assert "この質問の答えには長すぎます" in typist.text
    straight = prepare("explanation", tmp_path / "straight")
    hold(straight, script)
    assert case.read_bytes() == straight.read_bytes()


def test_a_mail_pasted_for_a_paper_is_one_trouble(tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, "'請求書")
    case = prepare("authenticity", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], Answer(mail())])
    assert typist.text.partition("■ 6/9 資料")[2].count("[NG]") == 1
    assert case_of(case).evidence == ()


def test_a_mail_is_not_taken_for_what_happened_unasked(tmp_path: Path) -> None:
    script = without_build("explanation")
    place = place_of(script, "10月20日と")
    case = prepare("explanation", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], *many(mail()), *one("1"), *script[place:]])
    assert "通知の本文のようです" in typist.text
    told = case_of(case).plan.what_happened
    assert told is not None
    assert told.startswith("10月20日と")


def test_two_numbers_are_not_one(tmp_path: Path) -> None:
    script = without_build("authenticity")
    place = place_of(script, "6")
    case = prepare("authenticity", tmp_path / "x")
    hold(case, [*script[:place], Answer("6 7"), *script[place:]])
    assert case_of(case).listing[0].opening_stock == 6


def test_the_command_to_go_on_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    monkeypatch.chdir(case.parent)
    _code, typist = hold(Path(case.name), one("notice.txt"), stop_before=1, plain=True)
    assert f"続けるには: appeal new {case} --plain" in typist.said


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("架空 花子", "11月10日"), ("架空 花子", "mihon@example.com"), ("Ａ0EXAMPLE00000", "架空商店")],
)
def test_an_answer_to_another_question_is_put_back_once(right: str, wrong: str, tmp_path: Path) -> None:
    script = without_build("withdrawal")
    place = place_of(script, right)
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, [*script[:place], Answer(wrong), *script[place:]])
    assert "この質問の答えに見えません" in typist.text
    meant = prepare("withdrawal", tmp_path / "meant")
    hold(meant, [*script[:place], *one(wrong, wrong), *script[place + 1 :]])
    assert f'"{wrong}"' in meant.read_text(encoding="utf-8")
    assert f'"{wrong}"' not in case.read_text(encoding="utf-8")


def test_another_notice_opens_what_followed_from_the_first(tmp_path: Path) -> None:
    case = prepare("withdrawal", tmp_path / "x")
    _code, typist = hold(case, [*one("", "1", "1", "<", "<", "<", "notice.txt", "", "3")])
    assert typist.text.count("どの返信を作成しますか？") >= 3
    written = case_of(case)
    assert str(written.response) == "withdrawal"
    assert written.listing[0].asin == "B0EXAMPLE3"
