"""What a refusal asks is held against the case, and each of its points is answered by changes of its own kind only."""

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
from appeal.intake.rounds import freeze, keep_refusal, read_rounds
from appeal.model.finding import Finding
from appeal.notice.refusal import read_refusal

DAY = date(2026, 11, 22)
LATER = date(2026, 11, 30)
LONGER = "再審査をご希望の場合は、10日以内に、過去365日間の請求書と、仕入先の連絡先を再度ご提出ください。"
UNREACHED = "仕入先に電話で連絡がつきませんでした。"
HEAD = (
    "Message-ID: <answer-1@example.com>\nDate: Mon, 23 Nov 2026 10:00:00 +0900\n"
    "From: notice@example.com\nSubject: =?utf-8?b?44GK6L+U5LqL?=\n\n"
)


@pytest.fixture(scope="module")
def sent(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case about papers, suppliers and quantities, sent once."""
    folder = tmp_path_factory.mktemp("sent") / "書類"
    shutil.copytree(root / "examples" / "authenticity", folder)
    freeze(folder, build(check(folder / "case.toml", DAY)).folder, DAY, "reply")
    return folder


@pytest.fixture
def papers(sent: Path, tmp_path: Path) -> Path:
    """The same case for a test of its own."""
    shutil.copytree(sent, tmp_path / "書類")
    return tmp_path / "書類" / "case.toml"


def answered(case: Path, text: str, name: str = "") -> None:
    keep_refusal(case.parent, read_rounds(case.parent)[-1].number, read_refusal(text, name))


def change(case: Path, before: str, after: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert before in text
    case.write_text(text.replace(before, after, 1), encoding="utf-8")


def replace_paper(case: Path, name: str, new: str) -> None:
    """Take another copy of a paper, as its issuer would send it."""
    folder = case.parent / "evidence"
    old = folder / name
    (folder / new).write_bytes(old.read_bytes() + b"\n")
    old.unlink()
    change(case, name, new)


def add_invoice(case: Path) -> None:
    folder = case.parent / "evidence"
    (folder / "新しい請求書.pdf").write_bytes((folder / "請求書_2026-09-04.pdf").read_bytes() + b"\n")
    paper = (
        '\n[[evidence]]\nfile = "evidence/新しい請求書.pdf"\nkind = "invoice"\nnumber = "MB-2610-001"\n'
        'issued = 2026-10-02\nsupplier = "mihon"\naddressee = "株式会社架空商店"\nproves = "仕入れたこと"\n'
        'lines = [{ asin = "B0EXAMPLE1", quantity = 20, row = "明細1行目" }]\n'
    )
    change(case, "\n[[accept]]", paper + "\n[[accept]]")


def of(checked: Checked, code: str) -> list[Finding]:
    return [finding for finding in checked.findings if finding.code == code]


def doubted(case: Path) -> list[str | None]:
    return [finding.where.field for finding in of(check(case, LATER), "A813")]


def rows(case: Path) -> dict[str, str]:
    """Return each row of the page of changes: what was said -> all that is set against it."""
    package = build(check(case, LATER), draft=True, force=True).folder
    told = [one["text"] for one in json.loads((package / "trace.json").read_text("utf-8"))["letter"]]
    start = told.index("前回の回答からの変更点")
    end = next(n for n in range(start + 1, len(told)) if "に対する回答" in told[n])
    found: dict[str, str] = {}
    row = ""
    for text in told[start:end]:
        if text.startswith("「") or text in ("そのほかの変更", "変更した内容"):
            row = text.partition("」")[0]
        found[row] = found.get(row, "") + text.removeprefix(row)
    return found


def test_the_window_of_a_refusal_is_told_kept_and_held_against_the_case(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = papers.parent / "reply.txt"
    reply.write_text(LONGER, encoding="utf-8")
    assert run(["answer", str(papers), str(reply), "--today", "2026-11-25"]) == 0
    said = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "対象期間:過去365日間(case.tomlは6か月)" in said
    assert run(["answer", str(papers), str(reply), "--json", "--today", "2026-11-25"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["window"] == {"asked": ["過去365日間"], "days": [365], "case": "6か月"}
    assert (read_rounds(papers.parent)[-1].refusal or pytest.fail("none kept")).window_text == (
        "過去365日間",
    )
    (finding,) = of(check(papers, LATER), "A823")
    assert "過去365日間" in finding.text
    assert "6か月" in finding.text
    assert finding.blocks
    assert finding.where.field == "notice.window"
    change(papers, 'window = "6か月"', 'window = "1年"')
    assert not of(check(papers, LATER), "A823")


def test_a_window_that_differs_may_be_taken_knowingly(papers: Path) -> None:
    answered(papers, LONGER)
    change(papers, "[[accept]]", '[[accept]]\ncode = "A823"\nreason = "通知は6か月のため。"\n\n[[accept]]')
    (finding,) = of(check(papers, LATER), "A823")
    assert not finding.blocks


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        (LONGER, "365日"),
        ("ご提出の請求書は過去180日間のものでしたが、過去365日間の請求書が必要です。", "過去365日間"),
        ("過去180日間の請求書をお送りいただきましたが、過去365日間の請求書が必要です。", "過去365日間"),
        ("過去一年分の仕入れの請求書を再度ご送付ください。", "過去一年分"),
        ("Please provide invoices issued in the last 365 days.", "365"),
        ("対象となる期間は365日です。請求書を再度ご提出ください。", "365日"),
        ("請求書の日付は、365日以内である必要があります。", "365日"),
        ("We need invoices covering the past 365 days, not only the last ones.", "365"),
    ],
)
def test_the_window_is_read_in_many_wordings_and_not_the_one_that_was_sent(
    papers: Path, text: str, windows: str
) -> None:
    answered(papers, text)
    change(papers, 'window = "6か月"', 'window = "180日"')
    (finding,) = of(check(papers, LATER), "A823")
    assert windows in finding.text
    assert "過去180" not in finding.text
    change(papers, 'window = "180日"', 'window = "365日"')
    assert not of(check(papers, LATER), "A823")


@pytest.mark.parametrize(
    "text", ["仕入先の連絡先をお知らせください。", "直近6ヶ月間の請求書をご提出ください。"]
)
def test_a_refusal_without_another_window_holds_nothing_against_the_case(papers: Path, text: str) -> None:
    answered(papers, text)
    assert not of(check(papers, LATER), "A823")


def test_the_basis_and_the_formats_of_a_refusal_are_told(papers: Path) -> None:
    answered(papers, "在庫数量に見合う数量の請求書を、PDF形式またはTIFF形式でご提出ください。")
    texts = " ".join(finding.text for finding in of(check(papers, LATER), "A824"))
    assert "在庫数量" in texts
    assert "tiff" in texts


def test_a_contact_complaint_is_not_answered_by_a_paper(papers: Path) -> None:
    answered(papers, UNREACHED + "\n" + LONGER)
    add_invoice(papers)
    change(papers, 'email = "sales@example.jp"', 'email = "new@example.jp"')
    told = rows(papers)
    contact = told[f"「{UNREACHED}"]
    assert "株式会社見本物産のメールを改めました。" in contact
    assert "新たに提出" not in contact
    asked = told[f"「{LONGER}"]
    assert re.search(r"請求書・領収書[^。]*資料\d+を新たに提出します。", asked)
    assert re.search(r"仕入先の連絡先[^。]*株式会社見本物産のメールを改めました。", asked)


def test_a_sentence_that_asks_two_things_says_which_of_them_is_answered(papers: Path) -> None:
    answered(papers, LONGER)
    add_invoice(papers)
    asked = rows(papers)[f"「{LONGER}"]
    assert "資料5を新たに提出します" in asked
    assert "請求書・領収書" in asked
    assert "仕入先の連絡先" not in asked


def test_a_doubted_paper_is_answered_by_its_replacement_and_not_by_any_paper(papers: Path) -> None:
    quote = "資料4の書類は不鮮明で、読み取ることができませんでした。"
    answered(papers, quote)
    add_invoice(papers)
    told = rows(papers)
    assert f"「{quote}" not in told
    assert "新たに提出します" in told["変更した内容"]
    replace_paper(papers, "正規取扱店証明書.png", "正規取扱店証明書_再発行.png")
    assert "新たに提出します" in rows(papers)[f"「{quote}"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('sku = "KKU-500"', 'sku = "KKU-501"', "B0EXAMPLE1のSKUを改めました。"),
        (
            "reachable_on = 2026-11-21",
            "reachable_on = 2026-11-24",
            "株式会社見本物産の連絡がつくと確かめた日を改めました。",
        ),
        ('condition = "新品"', 'condition = "中古"', "B0EXAMPLE1のコンディションを改めました。"),
        ('merchant_id = "A0EXAMPLE00000"', 'merchant_id = "A0EXAMPLE00001"', "出品者IDを改めました。"),
        ('window = "6か月"', 'window = "5か月"', "対象期間を改めました。"),
        (
            "[[accept]]",
            '[[movement]]\nasin = "B0EXAMPLE1"\nkind = "lost"\non = 2026-09-01\nquantity = 1\n\n[[accept]]',
            "B0EXAMPLE1の在庫の増減を加えました。",
        ),
    ],
)
def test_every_printed_value_that_changed_is_told(papers: Path, before: str, after: str, told: str) -> None:
    answered(papers, "再発防止策の説明が不足しています。")
    change(papers, before, after)
    assert told in rows(papers)["変更した内容"]


def test_a_value_that_an_older_record_did_not_keep_is_not_called_changed(papers: Path) -> None:
    kept = papers.parent / "rounds" / "1" / "trace.json"
    trace = json.loads(kept.read_text("utf-8"))
    trace["fields"] = {key: value for key, value in trace["fields"].items() if not key.endswith(".sku")}
    kept.write_text(json.dumps(trace), encoding="utf-8")
    answered(papers, "再発防止策の説明が不足しています。")
    assert of(check(papers, LATER), "A812")


def test_a_phone_that_the_papers_contradict_blocks_where_the_supplier_was_not_reached(papers: Path) -> None:
    change(papers, 'phone = "06-0000-0000"', 'phone = "06-0000-1111"')
    answered(papers, "再発防止策の説明が不足しています。")
    assert of(check(papers, LATER), "E249")
    assert not of(check(papers, LATER), "A825")
    answered(papers, UNREACHED)
    (finding,) = of(check(papers, LATER), "A825")
    assert finding.blocks
    assert "06-0000-0000" in finding.text
    assert "06-0000-1111" in finding.text
    change(papers, 'phone = "06-0000-1111"', 'phone = "06-0000-0000"')
    assert not of(check(papers, LATER), "A825")


@pytest.mark.parametrize(
    "text",
    [
        "請求書(2026年9月4日付)は不鮮明で、内容を確認できませんでした。",
        "2026/09/04発行の請求書は不鮮明です。",
        "9月4日付けの請求書の文字が判読できません。",
        "請求書番号 MB-2609-003 の書類は改ざんされていると判断しました。",
        "請求書_2026-09-04.pdf は不鮮明です。",
        "3通目の請求書は不鮮明で、読み取れません。",
        "三枚目の請求書の真正性を確認できませんでした。",
        "資料３の書類は不鮮明です。",
        "添付の 04_exhibit3_invoice_2026-09-04.pdf は判読できませんでした。",
        "請求書(2026年9月4日付)についてお知らせいたします。\n文字が不鮮明で、読み取ることができませんでした。",
        "2026年9月4日付の請求書をご提出いただきましたが、不鮮明で読み取れませんでした。",
        "The invoice dated September 4, 2026 is illegible.",
        "令和8年9月4日の請求書は不鮮明です。",
        "2026年9月発行の請求書は不鮮明です。",
        "請求書③は不鮮明です。",
        "最新の請求書は不鮮明です。",
        "The third invoice could not be verified.",
        "仕入先から請求書(2026年9月4日付)を発行していないとの回答を得ました。",
    ],
)
def test_only_the_paper_that_a_refusal_means_is_doubted(papers: Path, text: str) -> None:
    answered(papers, text)
    assert doubted(papers) == ["evidence[2].file"]
    replace_paper(papers, "請求書_2026-09-04.pdf", "請求書_2026-09-04_再発行.pdf")
    assert doubted(papers) == []
    assert not of(check(papers, LATER), "A820")


def test_an_answer_names_the_exhibit_that_is_meant(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reply = papers.parent / "reply.txt"
    reply.write_text("請求書(2026年9月4日付)は不鮮明です。", encoding="utf-8")
    assert run(["answer", str(papers), str(reply)]) == 0
    assert "直すところ: 資料3" in capsys.readouterr().out


def test_two_papers_that_are_doubted_alike_are_both_meant(papers: Path) -> None:
    answered(papers, "資料1は不鮮明です。\n2通目の請求書も不鮮明です。")
    assert doubted(papers) == ["evidence[0].file", "evidence[1].file"]
    answered(papers, "資料1から3までの書類は不鮮明です。")
    assert len(doubted(papers)) == 3
    answered(papers, "資料1および3の書類は不鮮明です。")
    assert doubted(papers) == ["evidence[0].file", "evidence[2].file"]


@pytest.mark.parametrize(
    "text",
    [
        "請求書(2026年9月12日付)は不鮮明です。",
        "請求書のうち1通は不鮮明です。",
        "株式会社見本物産の請求書(2026年9月12日付)は不鮮明です。",
    ],
)
def test_a_paper_that_cannot_be_told_accuses_none(papers: Path, text: str) -> None:
    answered(papers, text)
    assert doubted(papers) == []
    assert of(check(papers, LATER), "A820")


def test_a_doubt_about_a_supplier_accuses_no_paper(papers: Path) -> None:
    answered(papers, UNREACHED)
    assert doubted(papers) == []
    answered(papers, "ご提出の請求書は不鮮明です。")
    assert doubted(papers) == ["evidence[0].file", "evidence[1].file", "evidence[2].file"]


@pytest.mark.parametrize(
    ("text", "forged"),
    [
        ("ご提出いただいた請求書の真正性を確認できませんでした。", False),
        ("書類の信憑性に疑いがあります。", False),
        ("請求書が本物であると確認できませんでした。", False),
        ("書類が改ざんされていると判断しました。", True),
        ("請求書が偽造されたものであると判断しました。", True),
    ],
)
def test_what_could_not_be_confirmed_is_not_called_forged(
    papers: Path, capsys: pytest.CaptureFixture[str], text: str, forged: bool
) -> None:
    reply = papers.parent / "reply.txt"
    reply.write_text(text, encoding="utf-8")
    assert run(["answer", str(papers), str(reply)]) == 0
    said = capsys.readouterr().out
    assert ("偽造を" in said) is forged
    assert ("本物" in said) is not forged


def start_page(case: Path) -> tuple[str, Path]:
    package = build(check(case, LATER), draft=True, force=True).folder
    html = (package / "00_start-here.html").read_text("utf-8")
    return re.sub(r"<[^>]+>|\s+", " ", html.partition("<main>")[2]), package


def test_the_second_round_answers_the_mail_of_the_answer(papers: Path) -> None:
    answered(papers, HEAD + LONGER, "reply.eml")
    add_invoice(papers)
    words, package = start_page(papers)
    assert "2026年11月23日付の返事" in words
    assert "返事のメール(2026年11月23日付)に返信" in words
    assert "返事のメール(2026年11月23日付)を開き" in words
    assert "届いた通知のメールに返信" not in words
    ics = (package / "deadline.ics").read_text("utf-8").replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261203" in ics
    assert "SUMMARY:Amazonの返事(第1回の回答へのもの)への回答期限" in ics
    assert "返事の日付: 2026-11-23" in ics
    trace = (package / "trace.json").read_text("utf-8")
    assert "2026年11月22日の回答（第1回）へのご連絡（2026年11月23日付）を受け" in trace
    draft = (package / "reply-draft.eml").read_text("utf-8")
    assert "In-Reply-To: <answer-1@example.com>" in draft


def test_an_answer_without_a_day_is_still_the_one_to_reply_to(papers: Path) -> None:
    answered(papers, LONGER)
    add_invoice(papers)
    words, package = start_page(papers)
    assert "返事のメールに返信" in words
    assert "届いた通知のメールに返信" not in words
    assert "（第1回）へのご連絡を受け" in (package / "trace.json").read_text("utf-8")
    assert not (package / "reply-draft.eml").exists()
