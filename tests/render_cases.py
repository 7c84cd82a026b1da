"""Invented submissions for the tests of the letter; every name is impossible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from appeal.model.case import Case
from appeal.model.evidence import FileFacts, FileState
from appeal.model.movement import MovementKind
from appeal.model.notice import QuantityBasis
from appeal.model.reading import Fact, NoticeReading
from appeal.model.reports import ReportFacts, ReportKind
from appeal.model.round import AnsweredPoint, Changes, RefusalPoint
from appeal.model.submission import CoverageRow, CoverageState, Exhibit, Submission
from appeal.model.trade import (
    EvidenceWindow,
    MonthRow,
    MoveSource,
    PurchaseLine,
    Reconciliation,
    StockMove,
)

TODAY = date(2026, 11, 22)
WINDOW = EvidenceWindow(date(2026, 5, 24), date(2026, 11, 20), "6か月")
YEAR = EvidenceWindow(date(2025, 11, 21), date(2026, 11, 20), "過去365日")

SELLER = {
    "company": "株式会社架空商店",
    "store": "架空商店 Amazon店",
    "merchant_id": "A0EXAMPLE00000",
    "address": "〒100-0000 東京都千代田区架空町1-2-3",
    "phone": "03-0000-0000",
    "email": "owner@example.com",
    "contact": "架空 花子",
}
NOTICE: dict[str, Any] = {
    "subject": "要ご対応:出品キャンセルのご連絡",
    "received": date(2026, 11, 20),
    "channel": "reply",
    "window": "6か月",
    "quantity_basis": "sales",
    "requirements": ["invoice", "supplier_contact"],
    "addressee": "Amazon.co.jp アカウントスペシャリスト",
}
LISTING: dict[str, Any] = {
    "asin": "B0EXAMPLE1",
    "sku": "KKU-500",
    "title": "架空ブランド ステンレスボトル 500ml",
    "model": "KB-500",
    "jan": "4901234567894",
    "condition": "新品",
    "opening_stock": 6,
    "closing_stock": 23,
    "counted_on": date(2026, 11, 21),
    "sales": {
        "2026-05": 12,
        "2026-06": 18,
        "2026-07": 21,
        "2026-08": 24,
        "2026-09": 19,
        "2026-10": 22,
        "2026-11": 9,
    },
    "returned_to_stock": {"2026-07": 1, "2026-10": 1},
}
SUPPLIER = {
    "id": "mihon",
    "name": "株式会社見本物産",
    "relation": "国内正規代理店",
    "address": "〒530-0000 大阪府大阪市北区見本1-1-1",
    "phone": "06-0000-0000",
    "email": "sales@example.jp",
    "website": "https://example.jp/",
    "reachable_on": date(2026, 11, 21),
}


def invoice(
    number: str, issued: date, quantity: int, row: str = "明細1行目", asin: str = "B0EXAMPLE1", **more: Any
) -> dict[str, Any]:
    return {
        "file": f"evidence/請求書 {issued.year}年{issued.month}月.pdf",
        "kind": "invoice",
        "number": number,
        "issued": issued,
        "supplier": "mihon",
        "addressee": "株式会社架空商店",
        "proves": f"KB-500を{quantity}個仕入れたこと",
        "lines": [{"asin": asin, "quantity": quantity, "row": row}],
        **more,
    }


INVOICES = [
    invoice("2605-018", date(2026, 5, 26), 40),
    invoice("2607-044", date(2026, 7, 10), 60, "2頁 明細5行目"),
    invoice("2609-007", date(2026, 9, 4), 40),
]
EXPLANATION_PARTS: dict[str, Any] = {
    "plan": {
        "what_happened": "2026年10月2日と10月19日に出荷した2件で、旧型番KB-490の商品をお届けしました。同じ期間の出荷は125個です。",
        "root_cause": "入荷時にJANを照合する工程がありませんでした。\n仕入先の9月納品分に旧型番の4個が混在していましたが、当店は個数だけを検品し、箱の型番を見ていませんでした。",
    },
    "corrective": [
        {
            "what": "旧型番の4個を販売対象から除きました。",
            "done_on": date(2026, 11, 21),
            "by": "架空 花子",
            "evidence": "資料1",
        },
        {"what": "在庫27個の型番を全数確認しました。", "done_on": date(2026, 11, 20), "by": "検品担当"},
        {
            "what": "該当する2名の購入者様への返金が完了していることを確認しました。",
            "done_on": date(2026, 11, 21),
            "by": "架空 花子",
        },
    ],
    "preventive": [
        {
            "what": "入荷時に全数のJANを読み取り、発注と照合する。",
            "starts_on": date(2026, 11, 25),
            "owner": "検品担当",
            "record": "入荷ログ",
        },
        {
            "what": "納品前に、貼付者と別の者が箱ごとに2個を抜き取り、ラベルと型番を照合する。",
            "starts_on": date(2026, 11, 25),
            "owner": "出荷担当",
            "record": "納品票の署名",
        },
        {
            "what": "返品理由と購入者メッセージを毎週月曜に確認する。",
            "starts_on": date(2026, 11, 30),
            "owner": "架空 花子",
            "record": "週次記録",
        },
    ],
}


def make_case(**changes: Any) -> Case:
    values: dict[str, Any] = {
        "response": "authenticity",
        "notice": NOTICE,
        "seller": SELLER,
        "listing": [LISTING],
        "supplier": [SUPPLIER],
        "evidence": INVOICES,
    }
    return Case.model_validate({**values, **changes})


def month_rows(case: Case, place: int, window: EvidenceWindow) -> tuple[MonthRow, ...]:
    listing = case.listing[place]
    rows = []
    stock = listing.opening_stock
    first = window.first
    while first <= window.last:
        turn = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        last = min(turn - timedelta(days=1), window.last)
        month = f"{first:%Y-%m}"
        bought = sum(
            line.units
            for item in case.evidence
            for line in item.lines
            if line.asin == listing.asin and item.issued and first <= item.issued <= last
        )
        sold = (listing.sales or {}).get(month)
        back = listing.returned_to_stock.get(month, 0)
        stock = None if stock is None or sold is None else stock + bought - sold + back
        rows.append(MonthRow(month, first, last, bought, sold, back, stock))
        first = turn
    return tuple(rows)


def reconcile(case: Case, place: int, window: EvidenceWindow) -> Reconciliation:
    listing = case.listing[place]
    rows = month_rows(case, place, window)
    complete = all(row.sold is not None for row in rows) and listing.opening_stock is not None
    bought = sum(row.purchased for row in rows)
    shipped = sum(row.sold for row in rows if row.sold is not None) if complete else None
    back = sum(row.returned for row in rows)
    expected = rows[-1].stock
    basis = case.notice.quantity_basis or QuantityBasis.SALES
    by_sales = basis is QuantityBasis.SALES
    needed = shipped if by_sales else listing.closing_stock
    covered = (listing.opening_stock or 0) + bought if by_sales else bought
    known = needed is not None and complete
    gap = (needed or 0) - covered
    return Reconciliation(
        asin=listing.asin,
        basis=basis,
        window=window,
        opening=listing.opening_stock,
        purchased=bought,
        shipped=shipped,
        returned_to_stock=back,
        sold_net=None if shipped is None else shipped - back,
        closing=listing.closing_stock,
        counted_on=listing.counted_on,
        expected_closing=expected,
        difference=None
        if expected is None or listing.closing_stock is None
        else listing.closing_stock - expected,
        needed=needed,
        covered=covered,
        shortfall=max(gap, 0) if known else None,
        surplus=max(-gap, 0) if known else None,
        months=rows,
        purchases=tuple(
            PurchaseLine(line.asin, line.units, item.issued or TODAY, index, line.row)
            for index, item in enumerate(case.evidence)
            for line in item.lines
            if line.asin == listing.asin
        ),
        first_negative=None,
        complete=complete,
    )


SECTION_WORDS = {
    "supplier_contact": ("仕入先の連絡先",),
    "root_cause": ("根本原因",),
    "corrective_action": ("是正措置",),
    "preventive_action": ("再発防止策",),
    "plan_of_action": ("根本原因", "是正措置", "再発防止策"),
}


def submit(case: Case, window: EvidenceWindow | None = WINDOW, **changes: Any) -> Submission:
    exhibits = tuple(
        Exhibit(
            number=place + 1,
            index=place,
            item=item,
            name=f"{place + 2:02d}_exhibit{place + 1}.pdf",
            facts=FileFacts(
                file=item.file,
                path=None,
                state=FileState.USABLE,
                type="pdf",
                suffix="pdf",
                bytes=412_000 + place,
                sha256="0" * 64,
                pages=1 + place % 2,
            ),
        )
        for place, item in enumerate(case.evidence)
    )
    rows = []
    for requirement in case.notice.requirements or ():
        labels = tuple(
            one.label
            for one in exhibits
            if requirement == "invoice" and one.item.kind in ("invoice", "receipt")
        )
        labels += tuple(
            one.label
            for one in exhibits
            if requirement == "authorization_letter" and one.item.kind == "authorization"
        )
        by = labels or SECTION_WORDS.get(requirement, ())
        state = CoverageState.COVERED if by else CoverageState.MISSING
        if case.response == "withdrawal" and not by:
            state = CoverageState.WAIVED
        rows += [CoverageRow(requirement, listing.asin, state, by) for listing in case.listing]
    made = Submission(
        case=case,
        today=TODAY,
        window=window,
        exhibits=exhibits,
        coverage=tuple(rows),
        reconciliations=tuple(reconcile(case, place, window) for place in range(len(case.listing)))
        if window
        else (),
        findings=(),
    )
    return replace(made, **changes)


def authenticity() -> Submission:
    return submit(make_case())


def explanation() -> Submission:
    notice = {
        **NOTICE,
        "requirements": ["root_cause", "corrective_action", "preventive_action"],
        "window": None,
        "quantity_basis": None,
    }
    photo = {
        "file": "evidence/検品写真.jpg",
        "kind": "photo",
        "proves": "旧型番の4個を分けて保管していること",
    }
    return submit(
        make_case(response="explanation", notice=notice, supplier=[], evidence=[photo], **EXPLANATION_PARTS),
        None,
    )


def withdrawal() -> Submission:
    given_up = {
        "listing_removed_on": date(2026, 11, 20),
        "stock": "return",
        "stock_units": 9,
        "similar_checked_on": date(2026, 11, 21),
        "similar_count": 6,
        "cause": "仕様変更前の在庫を、現行品の商品詳細ページに出品したことが原因です。",
    }
    notice = {**NOTICE, "requirements": [], "window": None, "quantity_basis": None}
    return submit(
        make_case(response="withdrawal", notice=notice, supplier=[], evidence=[], withdrawal=given_up), None
    )


def mixture() -> Submission:
    notice = {**NOTICE, "requirements": ["plan_of_action", "invoice", "supplier_contact"]}
    return submit(make_case(notice=notice, **EXPLANATION_PARTS))


def two_listings() -> Submission:
    other = {
        **LISTING,
        "asin": "B0EXAMPLE2",
        "sku": "KKU-750",
        "title": "架空ブランド ステンレスボトル 750ml",
        "model": "KB-750",
        "jan": None,
        "opening_stock": 0,
        "closing_stock": 11,
        "sales": {
            "2026-05": 0,
            "2026-06": 3,
            "2026-07": 5,
            "2026-08": 8,
            "2026-09": 1,
            "2026-10": 2,
            "2026-11": 0,
        },
        "returned_to_stock": {},
    }
    second = invoice(
        "2606-031", date(2026, 6, 1), 30, "明細4行目", "B0EXAMPLE2", proves="KB-750を30個仕入れたこと"
    )
    return submit(make_case(listing=[LISTING, other], evidence=[*INVOICES, second]))


def shortfall() -> Submission:
    return submit(
        make_case(evidence=INVOICES[1:], listing=[{**LISTING, "closing_stock": None, "counted_on": None}])
    )


def incomplete() -> Submission:
    sales = {month: count for month, count in LISTING["sales"].items() if month != "2026-08"}
    return submit(make_case(listing=[{**LISTING, "sales": sales}]))


def whole_year() -> Submission:
    sales = {
        f"{2025 + (place + 10) // 12}-{(place + 10) % 12 + 1:02d}": 1000 + 37 * place for place in range(13)
    }
    notice = {**NOTICE, "window": "365日"}
    bulk = [
        invoice(
            "2511-001",
            date(2025, 11, 25),
            1000,
            lines=[{"asin": "B0EXAMPLE1", "quantity": 900, "pack": 12, "row": "明細3行目"}],
        ),
        *INVOICES,
    ]
    listing = {**LISTING, "sales": sales, "opening_stock": 8000, "closing_stock": None}
    return submit(make_case(notice=notice, listing=[listing], evidence=bulk), YEAR)


def long_names() -> Submission:
    seller = {
        **SELLER,
        "company": "株式会社架空商店ホールディングス東日本インターネット通信販売事業本部",
        "address": "〒100-0000 東京都千代田区架空町一丁目2番3号 とても長い名前の架空ビルディング別館 地下1階 101号室の奥",
        "email": "a-very-long-name.of-an-owner@subdomain.example.com",
    }
    supplier = {
        **SUPPLIER,
        "name": "株式会社見本物産グローバルトレーディングインターナショナルジャパン",
        "website": "https://example.jp/a/very/long/path/that/does/not/end/soon/and/goes/on/index.html?with=query",
    }
    listing = {
        **LISTING,
        "title": "架空ブランド 真空断熱ステンレスボトル 500ml 保温保冷 直飲み ワンタッチ 食洗機対応 ミッドナイトブルー 2026年モデル 箱入り",
    }
    return submit(make_case(seller=seller, supplier=[supplier], listing=[listing]))


def no_exhibits() -> Submission:
    return submit(make_case(evidence=[], notice={**NOTICE, "requirements": ["supplier_contact"]}), None)


def twelve_exhibits() -> Submission:
    many = [
        invoice(f"26{place:02d}-001", date(2026, 6, 1 + place), 10 + place, f"明細{place + 1}行目")
        for place in range(12)
    ]
    return submit(make_case(evidence=many))


def many_listings(count: int) -> Submission:
    listings = [
        {
            **LISTING,
            "asin": f"B0EXMPL{place:03d}",
            "sku": f"KKU-{place}",
            "title": f"架空ブランド ボトル {place}番",
            "model": f"KB-{place}",
            "jan": None,
        }
        for place in range(count)
    ]
    papers = [
        {
            **paper,
            "proves": "各商品を仕入れたこと",
            "lines": [
                {
                    "asin": one["asin"],
                    "quantity": paper["lines"][0]["quantity"],
                    "row": f"明細{place + 1}行目",
                }
                for place, one in enumerate(listings)
            ],
        }
        for paper in INVOICES
    ]
    return submit(make_case(listing=listings, evidence=papers))


def eight_listings() -> Submission:
    return many_listings(8)


def moved() -> Submission:
    """One paper of the opening stock, movements of the case and of a report, sales out of reports, the notice at hand."""
    older = invoice("2604-002", date(2026, 4, 10), 10, "明細2行目", proves="期首在庫の仕入")
    movement = [
        {
            "asin": "B0EXAMPLE1",
            "kind": "returned_to_supplier",
            "on": date(2026, 7, 20),
            "quantity": 3,
            "reason": "外箱の破損",
            "evidence": "資料4",
        },
        {
            "asin": "B0EXAMPLE1",
            "kind": "sample_received",
            "on": date(2026, 9, 4),
            "quantity": 1,
            "reason": "新色の見本",
        },
    ]
    notice = {**NOTICE, "file": "notice.txt"}
    made = submit(make_case(notice=notice, evidence=[*INVOICES, older], movement=movement))
    row = made.reconciliations[0]
    came, left = {"2026-09": 1}, {"2026-07": 3, "2026-08": 2}
    months, stock = [], row.opening or 0
    for month in row.months:
        more, less = came.get(month.month, 0), left.get(month.month, 0)
        stock += month.purchased - (month.sold or 0) + month.returned + more - less
        months.append(replace(month, came=more, left=less, stock=stock))
    asin, orders = "B0EXAMPLE1", MoveSource.ORDERS
    row = replace(
        row,
        months=tuple(months),
        moves=(
            StockMove(
                asin,
                MovementKind.RETURNED_TO_SUPPLIER,
                date(2026, 7, 20),
                3,
                MoveSource.CASE,
                "外箱の破損",
                3,
                0,
            ),
            StockMove(asin, MovementKind.MULTI_CHANNEL, date(2026, 8, 1), 1, orders),
            StockMove(asin, MovementKind.MULTI_CHANNEL, date(2026, 8, 12), 1, orders),
            StockMove(
                asin,
                MovementKind.SAMPLE_RECEIVED,
                date(2026, 9, 4),
                1,
                MoveSource.CASE,
                "新色の見本",
                None,
                1,
            ),
        ),
        came_otherwise=1,
        left_otherwise=5,
        expected_closing=stock,
        closing=stock,
        difference=0,
        needed=127,
        covered=144,
        purchases=row.purchases[:3],
        opening_papers=(PurchaseLine(asin, 10, date(2026, 4, 10), 3, "明細2行目"),),
        reports=(
            ReportFacts(
                "reports/orders-2026.txt", ReportKind.ALL_ORDERS, "cp932", 130, WINDOW.first, WINDOW.last
            ),
        ),
    )
    quotes = ("・発行から6か月以内の請求書または領収書の写し", "・仕入れ先の連絡先(名称、電話番号、住所)")
    facts = tuple(
        Fact("requirements", code, quote, line)
        for line, (code, quote) in enumerate(
            zip(("invoice", "supplier_contact"), quotes, strict=True), start=5
        )
    )
    return replace(made, reconciliations=(row,), reading=NoticeReading(facts=facts))


def second_round() -> Submission:
    doubt = RefusalPoint("doubt", "unverified", "請求書の仕入先を確認できませんでした。", 6)
    cause = RefusalPoint("demand", "root_cause", "根本原因の説明が不足しています。", 7)
    changes = Changes(
        since=date(2026, 10, 30),
        number=1,
        rewritten=("plan.root_cause",),
        added=("preventive[0]",),
        new_papers=(2,),
        same_papers=(0, 1),
        left_out=("資料4",),
        answered=(AnsweredPoint(doubt, (), (2,)), AnsweredPoint(cause, ("plan.root_cause",), ())),
    )
    return replace(mixture(), changes=changes)


ALL = {
    one.__name__: one
    for one in (
        authenticity,
        explanation,
        withdrawal,
        mixture,
        two_listings,
        shortfall,
        incomplete,
        whole_year,
        long_names,
        no_exhibits,
        twelve_exhibits,
        eight_listings,
        moved,
        second_round,
    )
}


def in_mincho(submission: Submission) -> Submission:
    case = Case.model_validate({**submission.case.model_dump(), "letter": {"theme": "mincho", "era": True}})
    return replace(submission, case=case)
