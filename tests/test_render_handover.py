"""The text to paste and the start page: what a seller reads last before sending."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from appeal.messages import Severity
from appeal.model.case import Case, Listing, Response, Seller, Supplier
from appeal.model.evidence import EvidenceItem, EvidenceKind, EvidenceLine, FileFacts, FileState
from appeal.model.finding import Finding, Place, found
from appeal.model.notice import Channel, NoticeFields, QuantityBasis, Requirement
from appeal.model.plan import Corrective, Disposition, Plan, Preventive, Withdrawal
from appeal.model.submission import CoverageRow, CoverageState, Exhibit, Submission, attachment_name
from appeal.model.trade import EvidenceWindow, Reconciliation
from appeal.render.handover import Attachment, reply_body, start_page
from appeal.render.trace import strip
from appeal.rules.channels import guide, size_guideline

WINDOW = EvidenceWindow(date(2026, 5, 24), date(2026, 11, 20), "6か月")
SELLER = Seller(
    company="株式会社架空商店",
    store="架空商店 Amazon店",
    merchant_id="A0EXAMPLE00000",
    phone="03-0000-0000",
    email="owner@example.com",
    contact="架空 花子",
)
PLAN: dict[str, object] = {
    "plan": Plan(root_cause="入荷時に型番を見る工程がありませんでした。詳しくは次のとおりです。"),
    "corrective": (
        Corrective(what="旧型番の4個を除きました。", done_on=date(2026, 11, 21)),
        Corrective(what="倉庫を点検する。"),
    ),
    "preventive": (Preventive(what="全数の型番を見る。", starts_on=date(2026, 11, 25), owner="検品担当"),),
}


def exhibits(count: int) -> tuple[Exhibit, ...]:
    found = []
    for place in range(count):
        line = EvidenceLine(asin="B0EXAMPLE1", quantity=40)
        item = EvidenceItem(
            file=f"{place}.pdf",
            kind=EvidenceKind.INVOICE,
            issued=date(2026, 6 + place, 2),
            supplier="m",
            lines=(line,),
        )
        facts = FileFacts(item.file, None, FileState.USABLE, "pdf", "pdf", 412_000, "0" * 64, 1)
        found.append(
            Exhibit(place + 1, place, item, facts, attachment_name(place + 1, item.kind, item.issued, "pdf"))
        )
    return tuple(found)


def reconciled(purchased: int, shortfall: int) -> Reconciliation:
    return Reconciliation(
        "B0EXAMPLE1", QuantityBasis.SALES, WINDOW, 6, purchased, 125, 0, 125, None, None, None, None, 125, 6 + purchased, shortfall, 0, (), (), None, True
    )  # fmt: skip


def submission(
    demands: tuple[Requirement, ...],
    response: Response = Response.AUTHENTICITY,
    papers: int = 0,
    state: CoverageState = CoverageState.COVERED,
    shortfall: int = 0,
    draft: bool = False,
    findings: tuple[Finding, ...] = (),
    **case: object,
) -> Submission:
    shown = exhibits(papers)
    labels = tuple(one.label for one in shown)
    rows = tuple(
        CoverageRow(
            demand,
            "B0EXAMPLE1",
            state,
            labels if demand is Requirement.INVOICE and state is not CoverageState.MISSING else (),
        )
        for demand in demands
    )
    values: dict[str, object] = {
        "response": response,
        "notice": NoticeFields(
            subject="要ご対応:出品キャンセルのご連絡", received=date(2026, 11, 20), requirements=demands
        ),
        "seller": SELLER,
        "listing": (Listing(asin="B0EXAMPLE1", sku="KKU-500"),),
        "supplier": (Supplier(id="m", name="株式会社見本物産"),),
        "evidence": tuple(one.item for one in shown),
    }
    return Submission(
        Case(**(values | case)),  # type: ignore[arg-type]
        date(2026, 11, 22),
        WINDOW,
        shown,
        rows,
        (reconciled(40 * papers, shortfall),) if papers else (),
        findings,
        draft,
    )


PAPERS = (Requirement.INVOICE, Requirement.SUPPLIER_CONTACT)
MEASURES = (Requirement.ROOT_CAUSE, Requirement.CORRECTIVE_ACTION, Requirement.PREVENTIVE_ACTION)
GIVEN_UP = Withdrawal(
    listing_removed_on=date(2026, 11, 20), stock=Disposition.RETURN, stock_units=9, similar_checked_on=date(2026, 11, 21), similar_count=6
)  # fmt: skip


def text(**values: object) -> str:
    demands = values.pop("demands", PAPERS)
    return reply_body(submission(demands, **values))[0]  # type: ignore[arg-type]


def test_identity_comes_first_and_the_signature_last() -> None:
    lines = text(papers=3).splitlines()
    assert lines[0] == "Amazon.co.jp 出品者パフォーマンス担当 御中"
    assert "A0EXAMPLE00000" in lines[2]
    assert all(
        part in lines[3] for part in ("2026年11月20日", "要ご対応:出品キャンセルのご連絡", "B0EXAMPLE1")
    )
    assert lines[-2:] == ["株式会社架空商店 架空 花子", "電話 03-0000-0000 / メール owner@example.com"]


@pytest.mark.parametrize("demands", [PAPERS, PAPERS[::-1], (*MEASURES, *PAPERS), (*PAPERS, *MEASURES)])
def test_demands_are_answered_in_the_order_of_the_notice(demands: tuple[Requirement, ...]) -> None:
    words = {
        "invoice": "請求書",
        "supplier_contact": "仕入先",
        "root_cause": "根本原因",
        "corrective_action": "是正措置",
        "preventive_action": "再発防止策",
    }
    numbered = [
        line for line in text(demands=demands, papers=2, **PLAN).splitlines() if re.match(r"\d+\. ", line)
    ]
    assert len(numbered) == len(demands)
    for place, (line, demand) in enumerate(zip(numbered, demands, strict=True), start=1):
        assert line.startswith(f"{place}. {words[demand.value]}")


def test_one_paper_and_many_papers_read_right() -> None:
    one, many = text(papers=1), text(papers=3)
    assert "請求書1通の写し" in one
    assert "添付は、回答書と資料1です。" in one
    assert "請求書3通の写し" in many
    assert "資料1、資料2、資料3" in many
    assert "添付は、回答書と資料1から資料3です。" in many


def test_quantities_name_the_window_and_a_shortfall_is_said() -> None:
    fine, short = text(papers=3), text(papers=3, shortfall=79)
    assert (
        "対象期間（2026年5月24日から2026年11月20日まで）の出荷数量125個に対し、仕入数量120個と期首在庫6個です。"
        in fine
    )
    assert "不足" not in fine
    assert "です。残る79個は、提出する書類で示せていません。" in short


def test_a_planned_deed_is_not_told_as_done() -> None:
    body = text(demands=MEASURES, response=Response.EXPLANATION, **PLAN)
    assert "1件を2026年11月21日に実施しました。実施日の記入がないものが1件あります。" in body
    assert "根本原因（回答書の2）：入荷時に型番を見る工程がありませんでした。\n" in body
    assert "1件。開始日は2026年11月25日です。" in body
    assert "添付は、回答書です。" in body


def test_a_plan_that_is_not_asked_for_stays_out() -> None:
    assert not re.search("原因|措置|防止", text(papers=1, **PLAN))


def test_a_long_cause_is_told_in_the_letter_alone() -> None:
    body = text(
        demands=MEASURES, response=Response.EXPLANATION, **(PLAN | {"plan": Plan(root_cause="あ" * 200)})
    )
    assert "あああ" not in body
    assert "根本原因（回答書の" in body


def test_a_withdrawal_stands_by_itself() -> None:
    body = text(
        demands=(),
        response=Response.WITHDRAWAL,
        withdrawal=GIVEN_UP,
        corrective=(Corrective(what="返金を確認しました。", done_on=date(2026, 11, 21)),),
    )
    assert body.index("1. 2026年11月20日 出品とSKU（KKU-500）を削除しました。") < body.index(
        "2. 2026年11月21日 返金を確認しました。"
    )
    assert "3. 2026年11月21日 似た商品6件を点検しました。" in body
    assert "4. 在庫9個は、返送により引き取ります。" in body
    assert "添付" not in body
    assert "審査" not in body
    assert len(body) <= 500


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stock": Disposition.NONE, "stock_units": None}, "4. 在庫はありません。"),
        ({"stock": Disposition.DISPOSE}, "4. 在庫9個は、所有権を放棄します。"),
        ({"similar_count": 0}, "似た商品を出品していないことを確かめました。"),
    ],
)
def test_what_became_of_stock_and_like_listings(changes: dict[str, object], said: str) -> None:
    given_up = GIVEN_UP.model_copy(update=changes)
    deed = Corrective(what="返金を確認しました。", done_on=date(2026, 11, 21))
    assert said in text(demands=(), response=Response.WITHDRAWAL, withdrawal=given_up, corrective=(deed,))


def test_an_unanswered_demand_is_visible_in_a_draft_only() -> None:
    assert "【未回答】" in text(state=CoverageState.MISSING, draft=True)
    assert "下書き" in text(draft=True, papers=1).splitlines()[0]
    assert "【" not in text(papers=1)


def test_a_silent_case_leaves_no_holes() -> None:
    bare = Submission(Case(), date(2026, 11, 22), None, (), (), (), (), draft=True)
    body, _ = reply_body(bare)
    assert "None" not in body
    assert "（）" not in body
    assert "「」" not in body


@pytest.mark.parametrize("papers", [0, 1, 3])
@pytest.mark.parametrize("response", list(Response))
def test_the_text_is_plain_and_of_bearable_length(response: Response, papers: int) -> None:
    body = text(demands=(*PAPERS, *MEASURES), response=response, papers=papers, withdrawal=GIVEN_UP, **PLAN)
    assert not re.search(r"[*#`<>{}\ue000-\uf8ff]|\n{3}|[ \t]\n", body)
    assert body.encode("cp932")
    assert len(body) <= 700


def test_every_value_is_traced_to_its_field() -> None:
    body, trace = reply_body(submission(PAPERS, papers=3))
    assert [strip(one.text) == one.text for one in trace].count(False) == 0
    sources = {source for one in trace for source in one.sources}
    assert {
        "notice.received",
        "notice.subject",
        "listing[0].asin",
        "seller.merchant_id",
        "supplier[0].name",
    } <= sources
    assert [one.text for one in trace][-1] in body.replace("\u3000", " ")


class Page(HTMLParser):
    """What a browser would load, and what a person would read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def page(
    given: Submission | None = None,
    attachments: tuple[Attachment, ...] = (Attachment("01_reply-letter.pdf", "回答書", "回答書", 93_000, 2),),
    channel: Channel | None = Channel.REPLY,
    body: str = "本文",
    **values: object,
) -> str:
    given = given or submission(PAPERS, papers=1)
    return start_page(
        given,
        attachments,
        body,
        2_700_000,
        given.draft,
        guide=guide(channel),
        guideline=size_guideline(),
        **values,
    )  # type: ignore[arg-type]


def test_the_page_loads_nothing_and_runs_its_own_script_only() -> None:
    html = page(body="<img src=x onerror=alert(1)></pre><script>alert(1)</script>")
    tags = Page(html).tags
    assert not [
        attributes
        for _, attributes in tags
        if "src" in attributes or any(name.startswith("on") for name in attributes)
    ]
    assert not [1 for tag, _ in tags if tag in ("link", "img", "iframe", "form", "base")]
    assert all(not re.match("[a-z]+:", attributes["href"] or "") for tag, attributes in tags if tag == "a")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = next(
        attributes["content"]
        for tag, attributes in tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert f"script-src 'sha256-{digest}'" in (policy or "")
    assert (policy or "").startswith("default-src 'none'")


def test_the_page_says_first_that_nothing_was_sent() -> None:
    read = Page(page()).text
    first = read[read.index("送信はまだ") :]
    assert first.startswith("送信はまだ終わっていません。")
    assert "この画面の内容は外部に送信されません。" in first[:80]


def test_open_warnings_stand_before_the_steps_and_accepted_ones_do_not() -> None:
    given = submission(PAPERS, papers=1)
    warning = found("E269", "evidence[0].addressee", file="請求書<1>.pdf", addressee="別の店")
    taken = replace(found("E238", "evidence[0].file", file="b.jpg", dpi=90), accepted="原本も小さい")
    note = found("E260", "evidence[0].file", file="c.jpg")
    read = Page(page(replace(given, findings=(warning, taken, note)))).text
    listed = read[read.index("送る前に確かめる指摘") : read.index("通知が本物か確かめる")]
    assert f"{warning.text}（E269）" in listed
    unlike = found(
        "E249", "evidence[0].issued", file="a.pdf", page=1, item="発行日", found="1日", stated="2日"
    )
    told = Page(page(replace(given, findings=(unlike,)))).text
    assert "a.pdf の1頁の発行日は「1日」で、入力した「2日」と違います。（E249）" in told
    assert "case.toml" not in told
    assert "E238" not in listed
    assert "E260" not in read
    assert "送る前に確かめる指摘" not in Page(page(replace(given, findings=(taken, note)))).text


def test_the_text_to_paste_is_on_the_page_to_the_letter() -> None:
    body = "1行目 & <2>\n\n   3行目"
    parser = Page(page(body=body + "\n"))
    assert "".join(parser.words).count(body) == 1


@pytest.mark.parametrize("channel", [*Channel, None])
def test_only_the_steps_of_the_channel_are_shown(channel: Channel | None) -> None:
    read = Page(page(channel=channel)).text
    for other in (*Channel, None):
        steps = set(guide(other).paste) - set(guide(channel).paste)
        assert other is channel or not [step for step in steps if step in read]
    assert all(
        step in read for step in (*guide(channel).check, *guide(channel).paste, *guide(channel).attach)
    )
    assert "2026年11月22日に参照" in read


def test_attachments_stand_in_order_with_size_and_no_break_in_the_ending() -> None:
    names = ("01_reply-letter.pdf", "02_exhibit1_invoice_2026-06-02.pdf")
    html = page(
        attachments=(
            Attachment(names[0], "回答書", "回答書", 93_000, 2),
            Attachment(names[1], "資料1", "請求書", 1_200_000, 1),
        )
    )
    read = Page(html).text
    assert read.index(names[0]) < read.index(names[1])
    assert "93 kB" in read
    assert "1.2 MB" in read
    assert "<span>2026-06-02.pdf</span>" in html


def test_sizes_warn_and_are_named_as_ours() -> None:
    large = Attachment("02_exhibit1_photo.jpg", "資料1", "写真", 8_000_000, 1)
    read = Page(page(attachments=(large,) * 11)).text
    assert all(
        note in read
        for note in (
            "5 MBを超えて",
            "7 MBを超えて",
            "10件を超えて",
            "当方の目安で、Amazonの決まりではありません",
        )
    )
    assert "超えて" not in Page(page()).text
    assert "1,500文字を超えて" in Page(page(body="あ" * 1501)).text


def with_notice(given: Submission, **values: object) -> Submission:
    notice = given.case.notice.model_copy(update=values)
    return dataclasses.replace(given, case=given.case.model_copy(update={"notice": notice}))


def test_a_notice_without_pdf_is_said_plainly() -> None:
    given = submission(PAPERS, papers=1)
    assert "PDFがありません" in Page(page(with_notice(given, formats=("jpg", "PNG")))).text
    for formats in (None, (), (".PDF", "jpg"), ("pdf",)):
        assert "PDFがありません" not in Page(page(with_notice(given, formats=formats))).text


def test_jpg_and_jpeg_are_one_format() -> None:
    photo = Attachment("02_exhibit1_photo.jpg", "資料1", "写真", 10_000, 1)
    assert (
        "形式にないファイル"
        not in Page(page(with_notice(submission(PAPERS), formats=("jpeg",)), (photo,))).text
    )
    assert (
        "形式にないファイル"
        in Page(page(with_notice(submission(PAPERS), formats=("png", "pdf")), (photo,))).text
    )


def test_accepted_findings_are_printed_with_their_reason() -> None:
    taken = Finding(
        "Q304", Severity.ERROR, "B0EXAMPLE1: 不足があります。", "", Place(), accepted="資料2で示します。"
    )
    read = Page(page(submission(PAPERS, papers=1, findings=(taken,)))).text
    assert "B0EXAMPLE1: 不足があります。（Q304）" in read
    assert "理由：資料2で示します。" in read


def test_a_draft_cannot_be_taken_for_the_real_thing() -> None:
    missing = Finding("S401", Severity.ERROR, "電話番号がありません。", "記入してください。", Place())
    html = page(submission(PAPERS, draft=True, findings=(missing,)))
    read = Page(html).text
    assert "これは下書きです" in read
    assert "電話番号がありません。" in read
    assert 'id="copy"' not in html


def test_the_page_says_what_the_program_never_does_and_promises_nothing() -> None:
    read = Page(page()).text
    assert "仕入先の書類を作ること、書き足すこと、書き換えることはしません" in read
    assert "約束するものでも" in read
    assert page() == page()
