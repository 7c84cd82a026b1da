"""Quantities in the letter: every number adds up, every listing, report, movement and row of a paper is found."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from render_cases import ALL, LISTING, in_mincho, make_case, many_listings, submit

from appeal.model.case import Case
from appeal.model.notice import Requirement
from appeal.model.reading import Fact, NoticeReading
from appeal.model.reports import ReportFacts, ReportKind
from appeal.model.submission import Submission
from appeal.render.letter import compose_html, draw_letter
from appeal.render.quotes import quotes
from appeal.render.trace import strip, trace_sentences


def lines_of(submission: Submission) -> list[str]:
    return [sentence.text for sentence in trace_sentences(compose_html(submission))]


def numbers(line: str) -> list[int]:
    return [
        int(one.replace(",", "").replace("−", "-")) for one in re.findall(r"(?<=\s)[−\d,]+(?=\s|$)", line)
    ]


def pages_of(pdf: bytes) -> list[str]:
    return [
        re.sub(r"\s", "", page.extract_text().translate({0x2F00: None}))
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


def test_six_listings_stand_in_the_letter_and_the_others_behind_its_end() -> None:
    page = strip(compose_html(many_listings(8)))
    letter, annex = page.split("以上</p>", 1)
    assert [letter.count(word) for word in ("<svg", ">表6　", ">表7　")] == [6, 1, 0]
    assert [annex.count(word) for word in ("<svg", ">表7　", ">表8　")] == [2, 1, 1]
    assert "付表2 表7" in letter
    for place in range(8):
        assert f"({place + 1}) B0EXMPL00{place}" in letter


def test_six_listings_need_no_annex() -> None:
    page = compose_html(many_listings(6))
    assert "付表" not in page
    assert page.count("<svg") == 6


def test_each_row_of_an_invoice_is_named_at_its_listing_where_the_index_has_no_room() -> None:
    told = [line for line in lines_of(many_listings(8)) if line.startswith("仕入の内訳")]
    assert len(told) == 8
    assert told[2] == "仕入の内訳：資料1 明細3行目 40個、資料2 明細3行目 60個、資料3 明細3行目 40個"
    assert any("対象商品8点、計320個" in line for line in lines_of(many_listings(8)))


@pytest.mark.parametrize("count", [8, 60, 90])
def test_a_cover_sheet_keeps_to_one_page_however_many_lines_its_paper_has(count: int) -> None:
    submission = many_listings(count)
    one = replace(submission, reconciliations=(), window=None)
    drawn = draw_letter(one)
    assert drawn.cover_pages == tuple(range(drawn.letter_pages, drawn.letter_pages + 3))
    assert len(pages_of(drawn.base)) == drawn.letter_pages + 3


def test_the_annex_has_page_numbers_of_its_own() -> None:
    drawn = draw_letter(many_listings(8))
    pages = pages_of(drawn.letter)
    assert "1/3" in pages[0]
    assert "付表1/1" in pages[3]
    assert len(pages) == drawn.letter_pages == 4


def test_what_moved_otherwise_is_printed_and_every_row_and_sum_adds_up() -> None:
    told = lines_of(ALL["moved"]())
    assert "仕入140個と仕入のほかに増えた1個を加え、出荷125個と出荷のほかに減った5個を差し引き" in "".join(
        told
    )
    head = next(line for line in told if line.startswith("月 仕入"))
    assert head == "月 仕入 出荷 返品戻し ほかの増 ほかの減 月末在庫"
    rows = [numbers(line) for line in told if re.match(r"(?:2026年)?\d+月", line) and len(numbers(line)) == 6]
    assert len(rows) == 7
    stock = 6
    for bought, sold, back, came, left, end in rows:
        stock += bought - sold + back + came - left
        assert stock == end
    total = numbers(next(line for line in told if line.startswith("合計")))
    assert total[:5] == [sum(row[place] for row in rows) for place in range(5)]
    assert total[5] == stock


def test_each_movement_has_its_reason_and_exhibit() -> None:
    told = lines_of(ALL["moved"]())
    assert "2026年7月20日 仕入先への返品 3 外箱の破損（資料4）" in told
    assert any(line.startswith("2026年8月1日から 2026年8月12日まで マルチチャネルの出荷 2") for line in told)


def test_nothing_of_movements_is_printed_where_nothing_moved() -> None:
    text = "".join(lines_of(ALL["authenticity"]()))
    assert "ほかの" not in text
    assert "集計に用いた" not in text


def test_the_opening_stock_names_the_paper_that_shows_it_and_no_paper_counts_twice() -> None:
    text = "".join(lines_of(ALL["moved"]()))
    assert "期首在庫6個の仕入は、資料4（2026年4月10日発行、明細2行目、10個）で示します。" in text
    assert "請求書4通（対象期間の仕入数量の合計140個）" in text


def test_a_report_is_named_with_its_period_and_file() -> None:
    text = "".join(lines_of(ALL["moved"]()))
    assert "全注文レポート 行の日付は2026年5月24日から2026年11月20日まで（orders-2026.txt）" in text
    assert "セラーセントラルのレポートを注文日で集計しています。" in text


def test_many_reports_are_counted_in_the_letter_and_listed_behind_it() -> None:
    submission = ALL["moved"]()
    reports = tuple(
        ReportFacts(
            f"o-{month:02d}.txt",
            ReportKind.ALL_ORDERS,
            "cp932",
            9,
            date(2026, month, 1),
            date(2026, month, 28),
        )
        for month in range(1, 13)
    )
    row = replace(submission.reconciliations[0], reports=reports)
    page = strip(compose_html(replace(submission, reconciliations=(row,))))
    letter, annex = page.split("以上</p>", 1)
    assert "全注文レポート12件です（付表）" in letter
    assert "o-07.txt" not in letter
    assert all(f"o-{month:02d}.txt" in annex for month in range(1, 13))


def test_two_listings_keep_to_two_pages_in_either_theme_and_with_the_era() -> None:
    plain = ALL["two_listings"]()
    assert draw_letter(plain).letter_pages == 2
    assert draw_letter(in_mincho(plain)).letter_pages == 2
    era = Case.model_validate({**plain.case.model_dump(), "letter": {"era": True}})
    assert draw_letter(replace(plain, case=era)).letter_pages == 2


def test_a_year_of_large_numbers_still_stands_beside_its_chart() -> None:
    assert 'class="figures tight beside"' in re.sub(r" +", " ", compose_html(ALL["whole_year"]())).replace(
        "figures beside tight", "figures tight beside"
    )


def test_the_day_of_counting_is_told_once_or_at_each_listing() -> None:
    other = {**LISTING, "asin": "B0EXAMPLE2", "counted_on": date(2026, 11, 19)}
    text = "".join(lines_of(submit(make_case(listing=[LISTING, other]))))
    assert "2026年11月21日に数えた在庫は23個" in text
    assert "2026年11月19日に数えた在庫は23個" in text
    assert "".join(lines_of(ALL["two_listings"]())).count("2026年11月21日に数えた") == 1


def test_the_changes_stand_on_the_first_page_alone_and_answer_each_sentence_of_the_refusal() -> None:
    pages = pages_of(draw_letter(ALL["second_round"]()).letter)
    assert "前回の回答からの変更点" in pages[0]
    assert "回答の要旨" not in pages[0]
    assert "回答の要旨" in pages[1]
    told = lines_of(ALL["second_round"]())
    assert "「請求書の仕入先を確認できませんでした。」 資料3を新たに提出します。 資料3" in told
    assert any(
        line.startswith("「根本原因の説明が不足しています。」 根本原因の説明を改めました。") for line in told
    )
    assert "再発防止策の記載1件を更新しました。 本書の7" in told
    assert "資料1、資料2は、前回と同じ資料です。" in told


def reading(*facts: tuple[str, str, int]) -> NoticeReading:
    return NoticeReading(facts=tuple(Fact("requirements", *fact) for fact in facts))


def test_a_demand_is_quoted_as_the_notice_has_it() -> None:
    told = lines_of(ALL["moved"]())
    assert "要求1 請求書・領収書 「発行から6か月以内の請求書または領収書の写し」" in told


def test_without_a_notice_demands_are_numbered_and_not_quoted() -> None:
    assert quotes(None, (Requirement.INVOICE, Requirement.OTHER)) == (("1", None), ("2", None))


def test_two_demands_of_one_entry_share_its_number_and_its_words() -> None:
    both = "問題を解決し、今後発生させないために取った手順の説明"
    found = reading(
        ("root_cause", "原因の説明", 3), ("corrective_action", both, 4), ("preventive_action", both, 4)
    )
    demands = (Requirement.ROOT_CAUSE, Requirement.CORRECTIVE_ACTION, Requirement.PREVENTIVE_ACTION)
    assert quotes(found, demands) == (("1", "原因の説明"), ("2(1)", both), ("2(2)", None))


def test_numbers_that_the_notice_prints_are_kept() -> None:
    found = reading(("invoice", "2. 請求書の写し", 4), ("supplier_contact", "3. 仕入先の連絡先", 5))
    assert quotes(found, (Requirement.INVOICE, Requirement.SUPPLIER_CONTACT)) == (
        ("2", "請求書の写し"),
        ("3", "仕入先の連絡先"),
    )


@pytest.mark.parametrize("quote", ["長" * 81, "ASIN:●●の請求書", "請求書🙂", "一行目\n二行目"])
def test_what_is_long_blank_unprintable_or_torn_is_not_quoted(quote: str) -> None:
    assert quotes(reading(("invoice", quote, 1)), (Requirement.INVOICE,)) == (("1", None),)


def test_stock_below_zero_is_told_and_not_left_to_the_table() -> None:
    submission = ALL["authenticity"]()
    told = "仕入を発行日で数えると、2026年5月31日の計算上の在庫は、0個を4個下回ります。"
    assert told not in lines_of(submission)
    (row,) = submission.reconciliations
    below = replace(row, first_negative=date(2026, 5, 31), negative_units=4)
    assert told in lines_of(replace(submission, reconciliations=(below,)))
