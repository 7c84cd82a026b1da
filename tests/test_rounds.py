"""What was sent is kept, a refusal is read, and the next round is compared with the last."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from appeal.build import build
from appeal.check import Checked, check
from appeal.cli.boundary import run
from appeal.errors import CaseFileError, PackageError
from appeal.intake.rounds import freeze, keep_refusal, latest_package, read_rounds
from appeal.notice.refusal import read_refusal

DAY = date(2026, 11, 22)
LATER = date(2026, 11, 30)
REFUSAL = (
    "改善計画をご提出いただきましたが、内容に不備がありました。\n"
    "今後、同じ問題が起こらないようにする方法を、各出品商品について記載してください。\n"
    "資料3の書類は不鮮明で、内容を読み取ることができませんでした。\n"
)


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "案件"
    shutil.copytree(root / "examples" / "explanation", folder)
    return folder / "case.toml"


def send(case: Path, day: date = DAY) -> Path:
    package = build(check(case, day), force=True).folder
    freeze(case.parent, package, day, "reply")
    return package


def codes(checked: Checked) -> set[str]:
    return {finding.code for finding in checked.findings if finding.code.startswith("A8")}


def answered(case: Path, text: str = REFUSAL) -> None:
    keep_refusal(case.parent, read_rounds(case.parent)[-1].number, read_refusal(text))


def add_measure(case: Path) -> None:
    measure = (
        '\n[[preventive]]\nwhat = "B0EXAMPLE2の入数を、毎月1日に手元の商品と照合する。"\n'
        'starts_on = 2026-12-01\nowner = "架空 花子"\nrecord = "照合表"\n'
    )
    case.write_text(case.read_text(encoding="utf-8") + measure, encoding="utf-8")


def test_a_round_keeps_hashes_and_words_and_no_paper(case: Path) -> None:
    package = send(case)
    kept = case.parent / "rounds" / "1"
    assert sorted(path.name for path in kept.iterdir()) == ["manifest.json", "sent.json", "trace.json"]
    assert (kept / "manifest.json").read_bytes() == (package / "manifest.json").read_bytes()
    (one,) = read_rounds(case.parent)
    assert [file.label for file in one.files] == ["資料1", "資料2", "資料3"]
    assert one.sent_on == DAY


def test_a_package_that_was_changed_or_is_a_draft_is_not_kept(case: Path) -> None:
    package = build(check(case, DAY)).folder
    with (package / "reply-body.txt").open("a", encoding="utf-8") as file:
        file.write("あとから")
    with pytest.raises(CaseFileError) as caught:
        freeze(case.parent, package, DAY, "reply")
    assert caught.value.code == "A805"
    draft = build(check(case, DAY), out=case.parent / "out" / "draft", draft=True).folder
    with pytest.raises(CaseFileError) as caught:
        freeze(case.parent, draft, DAY, "reply")
    assert caught.value.code == "A806"
    assert not (case.parent / "rounds").exists()


def test_one_package_is_kept_once_and_the_latest_is_found(case: Path) -> None:
    package = send(case)
    assert latest_package(case.parent) == package
    with pytest.raises(CaseFileError) as caught:
        freeze(case.parent, package, DAY, "reply")
    assert caught.value.code == "A810"


def test_without_an_answer_sending_again_is_warned_of(case: Path) -> None:
    assert codes(check(case, DAY)) == set()
    send(case)
    assert codes(check(case, LATER)) == {"A811"}


def test_a_round_without_material_change_and_with_the_same_file_warns(case: Path) -> None:
    send(case)
    answered(case)
    checked = check(case, LATER)
    assert codes(checked) == {"A812", "A813", "A817"}
    assert [f.where.field for f in checked.findings if f.code == "A813"] == ["evidence[2].file"]


def test_a_demand_that_is_not_answered_anew_is_named(case: Path) -> None:
    send(case)
    answered(case)
    text = case.read_text(encoding="utf-8").replace("2件で、2026", "2件だけで、2026")
    case.write_text(text, encoding="utf-8")
    assert codes(check(case, LATER)) == {"A813", "A814", "A817"}


def test_the_new_letter_tells_what_changed_and_only_that(case: Path) -> None:
    send(case)
    answered(case)
    add_measure(case)
    checked = check(case, LATER)
    assert codes(checked) == {"A813", "A817"}
    folder = build(checked).folder
    trace = json.loads((folder / "trace.json").read_text(encoding="utf-8"))
    told = [one["text"] for one in trace["letter"]]
    start = told.index("前回の回答からの変更点")
    page = told[start : told.index("「要ご対応:出品キャンセルのご連絡」に対する回答")]
    assert "2026年11月22日の回答（第1回）へのご連絡を受け、次のとおり改めました。" in page
    rows = [one for one in trace["letter"] if "再発防止策を1件加えました。" in one["text"]]
    assert rows
    assert all("preventive[4]" in one["sources"] for one in rows)
    assert not any("是正措置1件を" in text or "新たに提出" in text for text in page)


def test_a_new_paper_is_told_and_one_left_out_too(case: Path) -> None:
    send(case)
    answered(case)
    picture = case.parent / "evidence" / "検品写真_3個入り.jpg"
    other = case.parent / "evidence" / "検品写真_4個セット.jpg"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("検品写真_4個セット.jpg", "新しい写真.jpg"), encoding="utf-8")
    (case.parent / "evidence" / "新しい写真.jpg").write_bytes(picture.read_bytes() + b"\0")
    other.unlink()
    changes = check(case, LATER).submission
    assert changes is not None
    assert changes.changes is not None
    assert changes.changes.new_papers == (1,)
    assert changes.changes.left_out == ("資料2",)


def test_a_final_refusal_and_a_third_round_are_warned_of(case: Path) -> None:
    send(case)
    answered(case, "これは最終的な決定です。根本原因の説明が不足しています。")
    assert "A815" in codes(check(case, LATER))
    add_measure(case)
    send(case, LATER)
    answered(case)
    assert {"A816", "A812"} <= codes(check(case, LATER))


@pytest.mark.parametrize(
    ("text", "points", "final"),
    [
        (
            "改善計画をご提出いただきましたが、内容に不備がありました。各出品商品について、今後、詳細ページに誤った商品を掲載しないようにする方法を記載してください。",
            [("demand", "preventive_action")],
            False,
        ),
        ("問題の根本原因について、さらに詳しく説明してください。", [("demand", "root_cause")], False),
        ("問題を解決するために実施した措置の説明が不足しています。", [("demand", "corrective_action")], None),
        ("ご提出いただいた書類の仕入先を確認できませんでした。", [("doubt", "unverified")], None),
        ("資料2の請求書の発行日が365日以内ではありません。", [("doubt", "window")], None),
        ("請求書の数量が販売数を満たしていません。", [("doubt", "quantity")], None),
        ("書類が改ざんされていると判断しました。", [("doubt", "altered")], None),
        ("請求書の宛名がアカウント情報と一致しません。", [("doubt", "identity")], None),
        ("過去365日以内に発行された請求書を再度ご提出ください。", [("demand", "invoice")], False),
        ("これは最終的な決定です。今後、この件には返信いたしかねます。", [], True),
        ("平素よりAmazon.co.jpをご利用いただき、ありがとうございます。", [], None),
    ],
)
def test_a_refusal_is_read_for_demands_doubts_and_whether_it_is_final(
    text: str, points: list[tuple[str, str]], final: bool | None
) -> None:
    read = read_refusal(text)
    assert [(one.kind, one.code) for one in read.points] == points
    assert read.final is final
    assert all(one.quote in text for one in read.points)


def test_a_doubt_names_the_exhibit_it_is_about() -> None:
    (point,) = read_refusal("資料 2の請求書は不鮮明です。").points
    assert point.labels == ("資料2",)


def test_sent_and_answer_on_the_command_line(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = case.parent / "refusal.txt"
    reply.write_text(REFUSAL, encoding="cp932")
    assert run(["answer", str(case), str(reply)]) == 3
    assert run(["sent", str(case), "--on", "2026-11-22", "--today", "2026-11-22"]) == 3
    assert run(["build", str(case), "--today", "2026-11-22"]) == 0
    assert run(["sent", str(case), "--on", "2026-11-22", "--today", "2026-11-22"]) == 0
    capsys.readouterr()
    assert run(["answer", str(case), str(reply), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["next_round"] == 2
    assert document["final"] is False
    assert [point["redo"] for point in document["points"]] == [["preventive"], ["資料3"]]
    assert all(one["source"] and one["standing"] for one in document["advice"])
    assert run(["answer", str(case), str(reply)]) == 0
    said = capsys.readouterr().out
    assert "求められていること: 再発防止策の説明" in said
    said.encode("cp932")


def test_a_reply_that_refuses_nothing_is_no_answer(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    send(case)
    reply = case.parent / "reply.txt"
    for text, told in (
        ("ご返信を受け付けました。内容を審査しております。", "審査中"),
        ("該当商品の出品を再開いたしました。", "出品の再開"),
    ):
        reply.write_text(text, encoding="utf-8")
        assert run(["answer", str(case), str(reply)]) == 0
        assert told in capsys.readouterr().out
    assert read_rounds(case.parent)[-1].refusal is None


def test_a_round_is_sent_on_a_day_that_can_be(case: Path) -> None:
    package = build(check(case, LATER)).folder
    with pytest.raises(CaseFileError) as caught:
        freeze(case.parent, package, DAY, "reply")
    assert caught.value.code == "A819"
    assert run(["sent", str(case), "--on", "2026-12-02", "--today", "2026-12-01"]) == 3
    assert not (case.parent / "rounds").exists()


def test_a_torn_record_is_an_error_and_no_traceback(case: Path) -> None:
    send(case)
    (case.parent / "rounds" / "1" / "sent.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        check(case, LATER)
    assert caught.value.code == "A808"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_was_sent_is_never_replaced(case: Path) -> None:
    package = build(check(case, DAY), archive=True).folder
    freeze(case.parent, package, DAY, "reply")
    before = tree(package.parent)
    add_measure(case)
    for force in (True, False):
        with pytest.raises(PackageError) as caught:
            build(check(case, DAY), out=package, force=force)
        assert caught.value.code == "P705"
    later = build(check(case, DAY), force=True, archive=True).folder
    assert later.name == f"{package.name}_2"
    assert {name: before[name] for name in before} == {name: tree(package.parent)[name] for name in before}
    # What was not sent is replaced as ever, and does not add up.
    assert build(check(case, DAY), force=True).folder == later
    shutil.rmtree(package)
    with pytest.raises(PackageError) as caught:
        build(check(case, DAY), force=True, archive=True)
    assert caught.value.code == "P705"


def test_sending_again_on_the_same_day_by_command(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = ["--today", "2026-11-22"]
    assert run(["build", str(case), *day]) == 0
    assert run(["sent", str(case), *day]) == 0
    add_measure(case)
    assert run(["build", str(case), "--force", *day]) == 0
    assert run(["sent", str(case), *day]) == 0
    assert [one.number for one in read_rounds(case.parent)] == [1, 2]
    capsys.readouterr()
    (package,) = (path for path in (case.parent / "out").iterdir() if not path.name.endswith("_2"))
    assert run(["build", str(case), "--force", "--out", str(package), *day]) == 5
    assert "P705" in capsys.readouterr().err


@pytest.fixture
def papers(root: Path, tmp_path: Path) -> Path:
    """A case about papers, suppliers and quantities."""
    folder = tmp_path / "書類"
    shutil.copytree(root / "examples" / "authenticity", folder)
    return folder / "case.toml"


def replace_in(case: Path, before: str, after: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert before in text
    case.write_text(text.replace(before, after, 1), encoding="utf-8")


def page_rows(case: Path) -> list[str]:
    trace = json.loads(
        (build(check(case, LATER), draft=True).folder / "trace.json").read_text(encoding="utf-8")
    )
    told = [one["text"] for one in trace["letter"]]
    if "前回の回答からの変更点" not in told:
        return []
    start = told.index("前回の回答からの変更点")
    return told[start : next(n for n in range(start + 1, len(told)) if "に対する回答" in told[n])]


def first(case: Path, key: str) -> str:
    return next(line for line in case.read_text(encoding="utf-8").splitlines() if line.startswith(key))


def test_a_doubted_paper_is_not_answered_by_a_contact(papers: Path) -> None:
    send(papers)
    answered(
        papers,
        "・請求書のうち1通は文字が不鮮明で、内容を確認できませんでした。\n"
        "・仕入先のウェブサイトと担当者名をお知らせください。",
    )
    replace_in(papers, first(papers, "website"), 'website = "https://example.com/new"')
    rows = page_rows(papers)
    assert not any("不鮮明" in row for row in rows)
    (row,) = (row for row in rows if "担当者名をお知らせください" in row)
    assert "のウェブサイトを改めました。" in row
    assert "・仕入先" not in row
    assert "A820" in codes(check(papers, LATER))
    assert "A813" not in codes(check(papers, LATER))


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("opening_stock", "opening_stock = 1", "の期首在庫を改めました。"),
        ("number", 'number = "第9号"', "資料1の番号を改めました。"),
        ("proves", 'proves = "新しい説明"', "の示す内容を"),
    ],
)
def test_a_value_that_changed_is_told(papers: Path, key: str, value: str, told: str) -> None:
    send(papers)
    answered(papers, "内容が不十分です。再度ご提出ください。")
    assert "A812" in codes(check(papers, LATER))
    replace_in(papers, first(papers, key), value)
    assert "A812" not in codes(check(papers, LATER))
    assert any(told in row for row in page_rows(papers))


def test_a_quantity_of_a_paper_answers_a_doubt_about_quantities(papers: Path) -> None:
    send(papers)
    answered(papers, "請求書の数量が販売数を満たしていません。\n請求書の1通は不鮮明です。")
    text = papers.read_text(encoding="utf-8")
    papers.write_text(
        re.sub(r"quantity = (\d+)", lambda one: f"quantity = {int(one[1]) + 1}", text, count=1), "utf-8"
    )
    rows = page_rows(papers)
    (row,) = (row for row in rows if "数量が販売数" in row)
    assert "資料1の仕入明細を改めました。" in row
    assert not any("不鮮明" in row for row in rows)


def test_a_measure_that_takes_the_place_of_another_is_not_called_added(case: Path) -> None:
    send(case)
    answered(case)
    replace_in(case, '[[preventive]]\nwhat = "', '[[preventive]]\nwhat = "改めて、')
    assert any("再発防止策の記載1件を改めました。" in row for row in page_rows(case))


def test_the_deadline_of_the_reply_takes_the_place_of_the_first(case: Path) -> None:
    send(case)
    mail = "Date: Tue, 24 Nov 2026 10:00:00 +0900\nFrom: notice@example.com\nSubject: 回答\n\n"
    text = "再発防止策の説明が不足しています。\nこの通知から7日以内にご返信ください。\n"
    keep_refusal(case.parent, 1, read_refusal(mail + text, "reply.eml"))
    add_measure(case)
    folder = build(check(case, LATER)).folder
    assert "DTSTART;VALUE=DATE:20261201" in (folder / "deadline.ics").read_text(encoding="utf-8")
    assert "2026年12月1日" in (folder / "00_start-here.html").read_text(encoding="utf-8")
    keep_refusal(case.parent, 1, read_refusal(text, "reply.txt"))
    assert "A822" in codes(check(case, LATER))
    assert not (build(check(case, LATER), force=True).folder / "deadline.ics").exists()


def test_an_answer_says_deadline_places_and_what_it_did_not_read(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(case)
    reply = case.parent / "reply.eml"
    reply.write_text(
        "Date: Tue, 24 Nov 2026 10:00:00 +0900\nFrom: notice@example.com\nSubject: re\n\n"
        "問題の根本原因について、さらに詳しく説明してください。\n倉庫の温度記録をお見せください。\n"
        "この通知から7日以内にご返信ください。\n",
        encoding="utf-8",
    )
    assert run(["answer", str(case), str(reply), "--today", "2026-11-23"]) == 3
    assert "A821" in capsys.readouterr().err
    assert read_rounds(case.parent)[-1].refusal is None
    assert run(["answer", str(case), str(reply), "--today", "2026-11-25"]) == 0
    said = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "期限:2026年12月1日(返事の日付2026年11月24日から7日以内)" in said
    assert "「倉庫の温度記録をお見せください。」" in said
    assert "withdrawal.cause" not in said
    (unread,) = (read_rounds(case.parent)[-1].refusal or pytest.fail("none kept")).unread
    assert unread.text == "倉庫の温度記録をお見せください。"
