"""Draws invented invoices, receipts, quotations and orders as PDFs with words, each with what must be found in it.

Every paper is of 株式会社見本物産 and says 見本. `want` holds the codes of the findings about its words, `differ` and
`lack` the items they name; a paper without any is an honest one and must be left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

_FONT = (Path(__file__).resolve().parent.parent / "fonts" / "BIZUDPGothic-Regular.ttf").as_uri()
_STYLE = f"""<style>@font-face{{font-family:G;src:url("{_FONT}")}}@page{{size:A4;margin:15mm}}
body{{font:10pt G}}table{{border-collapse:collapse}}td,th{{border:1px solid;padding:2px 6px}}h1{{font-size:18pt;text-align:center}}
.abs{{position:absolute}}.two{{display:flex;justify-content:space-between}}</style>"""


@dataclass(frozen=True)
class Paper:
    """One paper: its body as HTML, what the case says of it beyond the usual, what must be found."""

    name: str
    body: str
    item: dict[str, Any] = field(default_factory=dict)
    supplier: dict[str, Any] = field(default_factory=dict)
    want: frozenset[str] = frozenset()
    differ: frozenset[str] = frozenset()
    lack: tuple[str, ...] = ()

    def draw(self, path: Path) -> None:
        """Write the paper as a PDF."""
        import weasyprint

        weasyprint.HTML(string=_STYLE + self.body).write_pdf(path)


PAPERS: list[Paper] = []


def add(
    name: str,
    body: str,
    item: dict[str, Any] | None = None,
    supplier: dict[str, Any] | None = None,
    want: tuple[str, ...] | list[str] = (),
    differ: tuple[str, ...] | list[str] = (),
    lack: tuple[str, ...] | list[str] = (),
) -> None:
    PAPERS.append(
        Paper(name, body, item or {}, supplier or {}, frozenset(want), frozenset(differ), tuple(lack))
    )


A = "株式会社架空商店"
S = "株式会社見本物産"
ADDR = "〒530-0000 大阪府大阪市北区見本1-1-1"
TEL = "06-0000-0000"
T = "T7123456789012"
ITEM = "架空ブランド ステンレスボトル KB-500"
JAN = "4901234567894"


def issuer(name=S, addr=ADDR, tel="TEL " + TEL + " FAX 06-0000-9999", t="登録番号 " + T):
    return f"<div>{name}<br>{addr}<br>{tel}<br>{t}</div>"


def table(rows=None, head=("No", "品名", "JAN", "数量", "単価", "金額")):
    rows = rows or [("1", ITEM, JAN, "40", "1,200", "48,000")]
    return (
        "<table><tr>"
        + "".join(f"<th>{h}</th>" for h in head)
        + "</tr>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows)
        + "</table>"
    )


def sheet(
    title="請求書",
    to=A + " 御中",
    no="請求書番号 MB-2605-018",
    day="発行日 2026年5月26日",
    s=None,
    t=None,
    extra="",
):
    return f"<h1>{title}</h1><div class=two><div>{to}</div><div>{no}<br>{day}</div></div>{s or issuer()}{t or table()}{extra}"


# --- ordinary invoices that must give no complaint
add("plain", sheet())
add("reiwa", sheet(day="発行日 令和8年5月26日"))
add("R8dots", sheet(day="発行日: R8.5.26"))
add("R8slash", sheet(day="請求日：Ｒ８／５／２６"))
add(
    "fullwidth",
    sheet(
        day="発行日　２０２６年０５月２６日",
        no="請求書番号　ＭＢ－２６０５－０１８",
        s=issuer(
            tel="ＴＥＬ　０６（００００）００００　ＦＡＸ　０６（００００）９９９９",
            addr="〒５３０－００００　大阪府大阪市北区見本１－１－１",
            t="登録番号　Ｔ７１２３４５６７８９０１２",
        ),
    ),
)
add("kabu", sheet(to="㈱架空商店　御中", s=issuer("㈱見本物産")))
add("kabu2", sheet(to="（株）架空商店 御中", s=issuer("(株)見本物産")))
add("kumimoji", sheet(to="㍿架空商店 御中", s=issuer("㍿見本物産")))
add(
    "spaces",
    sheet(title="御 請 求 書", to="株 式 会 社　架 空 商 店　　御 中", s=issuer("株式会社　見 本 物 産")),
)
add(
    "hyphens",
    sheet(
        no="請求書番号 MB‐2605‐018",
        s=issuer(tel="TEL 06−0000−0000 FAX 06−0000−9999", addr="〒530ー0000 大阪府大阪市北区見本1ー1ー1"),
    ),
)
add("telparen", sheet(s=issuer(tel="電話(06)0000-0000 / FAX(06)0000-9999")))
add("telnohyphen", sheet(s=issuer(tel="電話番号：0600000000")))
add("tel81", sheet(s=issuer(tel="Tel: +81-6-0000-0000")))
add("teltwolines", sheet(s=issuer(tel="TEL<br>06-0000-0000<br>FAX<br>06-0000-9999")))
add("telseconds", sheet(s=issuer(tel="本社 TEL 03-5555-0001 大阪営業所 TEL 06-0000-0000")))
add("mitsumorino", sheet(extra="<p>見積番号 Q-1234 見積日 2026年5月1日</p>"))
add("mitsumorino2", sheet(no="見積書番号：Q-2605<br>請求書番号：MB-2605-018"))
add("chumonno", sheet(no="注文書番号 PO-8891<br>注文日 2026年5月10日<br>請求書番号 MB-2605-018"))
add("oyaku", "<p>下記のとおりご請求申し上げます。</p><p>（お見積書 No.Q-88 に基づくご請求）</p>" + sheet())
add("quote-line-first", "<p>見積書No. Q-88</p><p>注文書 PO-11 による</p>" + sheet())
add(
    "noted-mitsumori-in-short-line",
    sheet(t=table([("1", ITEM, JAN, "40", "1,200", "48,000"), ("2", "お見積書どおり", "", "", "", "0")])),
)
add(
    "issuer-first",
    f"{issuer()}<h1>請求書</h1><div>{A} 御中</div><div>請求日 2026/05/26</div><div>No. MB-2605-018</div>"
    + table(),
)
add(
    "columns odd",
    sheet(
        t=table(
            [("40", "個", "1,200", JAN, "48,000", ITEM)],
            ("数量", "単位", "単価", "JANコード", "金額", "商品名"),
        )
    ),
)
add(
    "qty unit split",
    sheet(
        t=table(
            [("1", ITEM, JAN, "40", "個", "1,200", "48,000")],
            ("No", "品名", "JAN", "数量", "単位", "単価", "金額"),
        )
    ),
)
add(
    "qty in carton",
    sheet(
        t=table(
            [("1", ITEM, JAN, "入数 20", "2 箱", "40 個", "48,000")],
            ("No", "品名", "JAN", "入数", "箱数", "数量", "金額"),
        )
    ),
)
add(
    "name with number unit",
    sheet(
        t=table([("1", "架空ブランド ステンレスボトル 500ml 6個セット KB-500", JAN, "40", "1,200", "48,000")])
    ),
)
add(
    "multi line cell",
    sheet(t=table([("1", "架空ブランド<br>ステンレスボトル<br>KB-500", JAN, "40", "1,200", "48,000")])),
)
add(
    "JAN under name",
    sheet(
        t=table(
            [("1", "架空ブランド ステンレスボトル KB-500<br>JAN " + JAN, "40", "1,200", "48,000")],
            ("No", "品名", "数量", "単価", "金額"),
        )
    ),
)
add("jan spaced", sheet(t=table([("1", "ステンレスボトル", "4 901234 567894", "40", "1,200", "48,000")])))
add("model spaced", sheet(t=table([("1", "ステンレスボトル ＫＢ－５００", "", "40", "1,200", "48,000")])))
add(
    "only title",
    sheet(t=table([("1", "架空ブランド　ステンレスボトル　５００ｍｌ", "", "40", "1,200", "48,000")])),
)
add(
    "many lines same qty",
    sheet(
        t=table(
            [(str(n), f"架空商品 XX-{n}", f"49012345{n:05d}", "40", "100", "4,000") for n in range(1, 30)]
            + [("30", ITEM, JAN, "40", "1,200", "48,000")]
        )
    ),
)
add(
    "two pages",
    sheet(
        t=table(
            [(str(n), f"架空商品 XX-{n}", f"49012345{n:05d}", str(n), "100", "4,000") for n in range(1, 60)]
            + [("60", ITEM, JAN, "40", "1,200", "48,000")]
        )
    ),
)
add(
    "two lines same product",
    sheet(
        t=table(
            [
                ("1", ITEM, JAN, "20", "1,200", "24,000"),
                ("2", "別の品", "", "5", "1", "5"),
                ("3", ITEM + "(追加)", JAN, "20", "1,200", "24,000"),
            ]
        )
    ),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 40}]},
)
add(
    "two case lines",
    sheet(t=table([("1", ITEM, JAN, "20", "1,200", "24,000"), ("3", ITEM, JAN, "15", "1,200", "24,000")])),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 20}, {"asin": "B0EXAMPLE1", "quantity": 15}]},
)
add("qty with decimals", sheet(t=table([("1", ITEM, JAN, "40.00", "1,200.00", "48,000.00")])))
add("qty fullwidth", sheet(t=table([("１", ITEM, JAN, "４０", "１，２００", "４８，０００")])))
add(
    "qty big",
    sheet(t=table([("1", ITEM, JAN, "1,200", "100", "120,000")])),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 1200}]},
)
add(
    "cases x pack",
    sheet(t=table([("1", ITEM, JAN, "5 ケース", "9,600", "48,000")])),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 5, "pack": 8}]},
)
add(
    "date above label",
    "<h1>請求書</h1><table><tr><th>発行日</th><th>請求書番号</th><th>お支払期限</th></tr><tr><td>2026年5月26日</td><td>MB-2605-018</td><td>2026年6月30日</td></tr></table>"
    + f"<div>{A} 御中</div>"
    + issuer()
    + table(),
)
add(
    "due first",
    f"<h1>請求書</h1><div>お支払期限 2026年6月30日</div><div>納品日 2026年5月20日</div><div>発行日 2026年5月26日</div><div>{A} 御中</div><div>MB-2605-018</div>"
    + issuer()
    + table(),
)
add("date no label", sheet(day="2026年5月26日"))
add("date no label with due", sheet(day="2026年5月26日", extra="<p>お支払期限 2026年6月30日</p>"))
add("date short year", sheet(day="発行日 26/05/26"))
add("date eng", sheet(day="発行日 May 26, 2026"))
add(
    "billing date other close",
    sheet(day="発行日 2026年5月26日", extra="<p>締日 2026年5月20日 請求日付 2026年5月26日</p>"),
)
add("invoice+hakko", sheet(day="請求日 2026年5月31日<br>発行日 2026年5月26日"))
add("print date", sheet(day="発行日 2026年5月26日", extra="<p>印刷日 2026年6月3日</p>"))
add(
    "addressee split lines",
    sheet(to="〒100-0000<br>東京都千代田区架空町1-2-3<br>株式会社架空商店<br>代表取締役 架空 花子 様"),
)
add("addressee label", sheet(to="宛名：株式会社架空商店 御中"))
add("addressee no honorific", sheet(to="ご請求先 株式会社架空商店"))
add("addressee ontyu apart", sheet(to="株式会社架空商店<br>御中"))
add("addressee dept", sheet(to="株式会社架空商店 仕入部 御中"))
add("addressee store", sheet(to="架空商店 Amazon店 様"), item={"addressee": "架空商店 Amazon店"})
add("contact sama", "<p>山田 様 いつもお世話になっております</p>" + sheet())
add("otsu", "<h1>適格請求書</h1>" + sheet(title="請求書兼領収書"))
add("teikaku", sheet(title="適格請求書"))
add("nouhin ken seikyu", sheet(title="納品書 兼 請求書"))
add("seikyu ken nouhin", sheet(title="請求書（兼納品書）"))
add("seikyu meisai", sheet(title="御請求明細書"))
add("ryoshu", sheet(title="領 収 証", day="2026年5月26日", no="No. MB-2605-018"), item={"kind": "receipt"})
add(
    "ryoshu2",
    sheet(title="領収書", day="領収日 2026/5/26", no="領収No. MB-2605-018"),
    item={"kind": "receipt"},
)
add("uriage", sheet(title="売上伝票"))
add("copy", sheet(title="請求書（控）"))
add("long title", sheet(title="2026年5月分 ご請求書 株式会社架空商店様"))
add("tate", "".join(f"<div>{c}</div>" for c in "請求書") + sheet(title="　"))
add(
    "english",
    """<h1>INVOICE</h1><p>Bill To: Kakuu Shoten Co., Ltd.</p><p>Invoice No: MB-2605-018</p><p>Invoice Date: 2026-05-26</p><p>Due Date: 2026-06-30</p><p>Mihon Bussan Co., Ltd.<br>1-1-1 Mihon, Kita-ku, Osaka 530-0000<br>Tel: +81 6-0000-0000</p>"""
    + table(
        [("1", "Stainless Bottle KB-500", JAN, "40", "1,200", "48,000")],
        ("No", "Description", "JAN", "Qty", "Unit price", "Amount"),
    ),
    item={"addressee": "Kakuu Shoten Co., Ltd."},
    supplier={"name": "Mihon Bussan Co., Ltd."},
)
add(
    "english-dmy",
    """<h1>TAX INVOICE</h1><p>Kakuu Shoten Co., Ltd.</p><p>Invoice # MB-2605-018</p><p>Date: 26 May 2026</p><p>P.O. Number: 777 Quotation No: Q-1</p><p>MIHON BUSSAN CO., LTD.<br>Tel 06-0000-0000</p>"""
    + table(
        [("1", "Stainless Bottle KB-500", JAN, "40 pcs", "1,200", "48,000")],
        ("No", "Description", "JAN", "Qty", "Unit price", "Amount"),
    ),
    item={"addressee": "Kakuu Shoten Co., Ltd."},
    supplier={"name": "Mihon Bussan Co., Ltd."},
)
add(
    "english-us",
    """<h1>Commercial Invoice</h1><p>Sold to: Kakuu Shoten Co.,Ltd</p><p>Invoice MB-2605-018</p><p>Invoice date May 26, 2026</p><p>Order Confirmation No. OC-11</p><p>Mihon Bussan Co.,Ltd<br>Phone 06-0000-0000</p>"""
    + table([("KB-500", "40", "1,200", "48,000")], ("Item", "Qty", "Unit price", "Amount")),
    item={"addressee": "Kakuu Shoten Co., Ltd."},
    supplier={"name": "Mihon Bussan Co., Ltd."},
)
add("estimate word", """<p>Estimated delivery: 3 days</p>""" + sheet(title="INVOICE / 請求書"))
add("quotation ref short line", sheet(extra="<p>Quotation: Q-100</p><p>Estimate ref 5</p>"))
add("quotation ref before", "<p>Quotation Q-100</p>" + sheet(title="INVOICE"))
add("osewa chumon", "<p>ご注文内容</p>" + sheet())
add(
    "thanks",
    "<p>ご注文ありがとうございます</p><p>ご注文内容の明細</p>" + sheet(title="領収書"),
    item={"kind": "receipt"},
)
add("own tel twice", sheet(to=A + " 御中<br>TEL 03-0000-0000"))
add("bank", sheet(extra="<p>お振込先 見本銀行 架空支店 普通 0123456</p><p>お問い合わせ 0120-000-000</p>"))
add("registration spaced", sheet(s=issuer(t="登録番号：T7 1234 5678 9012")))
add("registration hyphen", sheet(s=issuer(t="登録番号 T7-1234-5678-9012")))
add("hojin", sheet(s=issuer(t="法人番号 7123456789012 登録番号 T7123456789012")))
add("postal none", sheet(s=issuer(addr="大阪府大阪市北区見本1-1-1")))
add("postal nomark", sheet(s=issuer(addr="530-0000 大阪府大阪市北区見本1-1-1")))
add("seller address on top", "<div>〒100-0000 東京都千代田区架空町1-2-3</div>" + sheet())
add("warehouse postal", sheet(extra="<p>納品先 〒272-0000 千葉県市川市見本2</p>"))
add(
    "abs order",
    f"""<div class=abs style="top:400px">{table()}</div><div class=abs style="top:100px;left:380px">{S}<br>{ADDR}<br>TEL {TEL}<br>{T}</div><div class=abs style="top:100px">{A} 御中</div><div class=abs style="top:60px;left:380px">発行日 2026年5月26日<br>MB-2605-018</div><div class=abs style="top:10px;left:250px;font-size:20pt">請求書</div>""",
)


def bycols(cols):
    return (
        '<div style="display:flex">'
        + "".join(
            "<div>" + "".join(f'<div style="padding:0 8px">{c}</div>' for c in col) + "</div>" for col in cols
        )
        + "</div>"
    )


add(
    "col order",
    sheet(
        t=bycols(
            [
                ("品名", ITEM, "別の品 ZZ-1"),
                ("JAN", JAN, "4909999999996"),
                ("数量", "40", "7"),
                ("単価", "1,200", "300"),
                ("金額", "48,000", "2,100"),
            ]
        )
    ),
)


def chars(s, x, y):
    return "".join(
        f'<span class=abs style="top:{y}px;left:{x + i * 26}px">{c}</span>' for i, c in enumerate(s)
    )


add("title spaced abs", chars("御請求書", 200, 0) + '<div style="height:40px"></div>' + sheet(title="　"))
add(
    "tate real",
    '<div style="width:12pt;line-height:1.2">'
    + "<br>".join("株式会社架空商店御中")
    + "</div>"
    + sheet(to=""),
)
# --- papers that are no completed transaction
for t in (
    "見積書",
    "御見積書",
    "お見積り",
    "御 見 積 書",
    "概算見積書",
    "見積明細書",
    "QUOTATION",
    "Quotation Sheet",
    "Estimate",
    "PROFORMA INVOICE",
    "Pro-forma Invoice",
    "PRO FORMA INVOICE",
    "注文書",
    "発注書",
    "ご注文確認書",
    "注文請書",
    "Order Confirmation",
    "Purchase Order",
    "PURCHASE ORDER",
    "仮請求書",
    "購入申込書",
    "ご注文内容の確認",
):
    add("BLOCK " + t, sheet(title=t), want=["E250"])
add(
    "BLOCK mail order",
    "<p>ご注文ありがとうございました</p><h1>ご注文内容</h1>"
    + sheet(title="　", no="注文番号 MB-2605-018", day="注文日 2026年5月26日"),
    want=["E250"],
)
add(
    "BLOCK quote no title but label",
    sheet(title="お見積書", no="見積番号 MB-2605-018", day="見積日 2026年5月26日"),
    want=["E250"],
)
for t in (
    "納品書",
    "納 品 書",
    "納品書（控）",
    "納品伝票",
    "Delivery Note",
    "Packing List",
    "PACKING SLIP",
    "出荷明細書",
    "レシート",
    "物品受領書",
):
    add("WEAK " + t, sheet(title=t, no="納品番号 MB-2605-018", day="発行日 2026年5月26日"), want=["E258"])
# --- real differences that must be told
add("DIFF date", sheet(day="発行日 2026年6月26日"), want=["E314"], differ=["発行日"])
add("DIFF date reiwa", sheet(day="発行日 令和7年5月26日"), want=["E314"], differ=["発行日"])
add(
    "DIFF date english",
    sheet(day="Invoice Date: June 26, 2026", title="INVOICE"),
    want=["E314"],
    differ=["発行日"],
)
add("DIFF addressee", sheet(to="有限会社別の店 御中"), want=["E249"], differ=["宛名"])
add("DIFF addressee sp", sheet(to="株式会社 見 知 ら ぬ 商 会　御中"), want=["E249"], differ=["宛名"])
add("DIFF phone", sheet(s=issuer(tel="TEL 06-1111-1111")), want=["E249"], differ=["電話番号"])
add("DIFF reg", sheet(s=issuer(t="登録番号 T1180301018771")), want=["E249"], differ=["登録番号"])
add(
    "DIFF qty unit",
    sheet(t=table([("1", ITEM, JAN, "4 個", "1,200", "4,800")])),
    want=["E314"],
    differ=["数量"],
)
add(
    "DIFF qty plain",
    sheet(t=table([("1", ITEM, JAN, "4", "1,200", "4,800")])),
    want=["E314"],
    differ=["数量"],
)
add("DIFF title", sheet(title="領収書"), want=["E249"], differ=["書類の種類"])
add("DIFF postal", sheet(s=issuer(addr="〒540-0000 大阪府")), want=["E249"], differ=["郵便番号"])
# --- missing
add("LACK date", sheet(day=""), want=["E259"], lack=["発行日"])
add("LACK addressee", sheet(to=""), want=["E259"], lack=["宛名"])
add("LACK issuer", sheet(s="<div>TEL " + TEL + "</div>"), want=["E259"], lack=["発行者"])
add("LACK phone", sheet(s=issuer(tel="")), want=["E259"], lack=["電話番号"])
add(
    "LACK product",
    sheet(t=table([("1", "雑貨一式", "", "40", "1,200", "48,000")])),
    want=["E259"],
    lack=["商品を示す番号"],
)
add("LACK only due", sheet(day="お支払期限 2026年6月30日"), want=["E259"], lack=["発行日"])
R = {"kind": "receipt"}


def chars2(s, x, y, step=30, size=14):
    return "".join(
        f'<span class=abs style="top:{y}px;left:{x + i * step}px;font-size:{size}pt">{c}</span>'
        for i, c in enumerate(s)
    )


add("letterspacing title", '<h1 style="letter-spacing:1em">請求書</h1>' + sheet(title="　"))
add(
    "letterspacing quote",
    '<h1 style="letter-spacing:1em">御見積書</h1>' + sheet(title="　", no="見積番号 1"),
    want=["E250"],
)
add(
    "letterspacing names",
    sheet(
        to='<span style="letter-spacing:.6em">株式会社架空商店</span> 御中',
        s=f'<div style="letter-spacing:.5em">{S}</div><div>{ADDR} TEL {TEL}</div>',
    ),
)
add("chars title abs", chars2("請求書", 250, 0) + '<div style="height:60px"></div>' + sheet(title="　"))
add(
    "chars quote abs",
    chars2("御見積書", 250, 0) + '<div style="height:60px"></div>' + sheet(title="　", no="No 12"),
    want=["E250"],
)
add(
    "amazon ryoshu",
    f"<h1>領収書 / 購入明細書</h1><p>架空商店 Amazon店 様</p><p>注文日: 2026年5月24日</p><p>発行日: 2026年5月26日</p><p>注文番号： 250-0000000-0000000</p><p>適格請求書発行事業者 登録番号 {T}</p>{issuer()}"
    + table([("1", ITEM, JAN, "40", "1,200", "48,000")]),
    item=R | {"addressee": "架空商店 Amazon店", "number": "250-0000000-0000000"},
)
add(
    "rakuten ryoshu",
    f"<h1>領収書</h1><p>株式会社架空商店 様</p><p>￥48,000 -</p><p>但し、{ITEM} 40点 代として</p><p>上記正に領収いたしました</p><p>2026年05月26日</p><p>ご注文内容</p>{issuer()}<p>注文番号 123456-20260524-00001</p>",
    item=R | {"number": None},
)
add(
    "misoca",
    f"<div class=two><div>{A} 御中</div><div>請求日 2026年05月26日<br>請求番号 20260526-001<br>登録番号 {T}</div></div><h1>請求書</h1><p>件名：5月分</p>{issuer(t='')}"
    + table(head=("品番", "品名", "JAN", "数量", "単価", "金額")),
    item={"number": "20260526-001"},
)
add(
    "freee",
    "<div class=two><h1>請求書</h1><div>請求日 2026-05-26<br>請求書番号 INV-0000001</div></div>"
    + f"<p>{A} 御中</p><p>件名 ボトル</p><table><tr><th>小計</th><th>消費税</th><th>請求金額</th></tr><tr><td>48,000円</td><td>4,800円</td><td>52,800円</td></tr></table>{issuer()}"
    + table(
        [("05/20", f"{ITEM} {JAN}", "40 個", "1,200", "48,000")], ("日付", "摘要", "数量", "単価", "明細金額")
    ),
    item={"number": "INV-0000001"},
)
add(
    "mf",
    f"<h1>請求書</h1><p>請求日: 2026/05/26</p><p>お支払期限: 2026/06/30</p><p>請求番号: 1024</p><p>{A}御中</p>{issuer()}"
    + table([(f"{ITEM}<br>JAN:{JAN}", "1,200", "40個", "48,000")], ("品目", "単価", "数量", "価格")),
    item={"number": "1024"},
)
add(
    "price before qty",
    sheet(t=table([(f"{ITEM} {JAN}", "1,200", "40", "48,000")], ("品名", "単価", "数量", "金額"))),
)
add(
    "DIFF price before qty",
    sheet(t=table([(f"{ITEM} {JAN}", "1,200", "30", "36,000")], ("品名", "単価", "数量", "金額"))),
    want=["E314"],
    differ=["数量"],
)
add(
    "tax col",
    sheet(
        t=table(
            [("1", ITEM, JAN, "10%", "40", "1,200", "48,000")],
            ("No", "品名", "JAN", "税率", "数量", "単価", "金額"),
        )
    ),
)
add("no amounts", sheet(t=table([("1", ITEM, JAN, "40")], ("No", "品名", "JAN", "数量"))))
add("qty x", sheet(t="<p>" + ITEM + " " + JAN + " ×40 @1,200 ￥48,000</p>"))
add("qty label", sheet(t="<p>" + ITEM + "<br>" + JAN + "<br>数量：40<br>単価：1,200</p>"))
add(
    "name units", sheet(t=table([("1", "ステンレスボトル 6 個 セット KB-500", JAN, "40", "1,200", "48,000")]))
)
add(
    "model similar",
    sheet(
        t=table(
            [
                ("1", "ボトル KB-5000", "", "7", "1,200", "8,400"),
                ("2", "ボトル KB-500", "", "40", "1,200", "48,000"),
            ]
        )
    ),
)
add(
    "LACK model similar",
    sheet(t=table([("1", "ボトル KB-5000", "", "40", "1,200", "48,000")])),
    want=["E259"],
    lack=["商品を示す番号"],
)
add("date compact", sheet(day="発行日 20260526"))
add("date weekday", sheet(day="発行日：2026年5月26日（火）"))
add("date spaced", sheet(day="令和　８ 年　５ 月 ２６ 日"))
add("date R08", sheet(day="発行年月日 R08.05.26"))
add("date 8.5.26", sheet(day="発行日 8.5.26"))
add("date dash mon", sheet(day="Date: 26-May-2026", title="INVOICE"))
add("date mon yy", sheet(day="Issue Date 26-May-26", title="INVOICE"))
add("date us", sheet(day="Invoice Date 05/26/2026", title="INVOICE"))
add("date uk", sheet(day="Invoice date: 26/05/2026", title="INVOICE"))
add("date ordinal", sheet(day="Date of issue: 26th May, 2026", title="INVOICE"))
add("DIFF us", sheet(day="Invoice Date 06/26/2026", title="INVOICE"), want=["E314"], differ=["発行日"])
add(
    "due beside",
    sheet(day="Due Date: 2026-06-30<br>Order Date 2026-05-20<br>Date 2026-05-26", title="INVOICE"),
)
add(
    "labels column",
    sheet(day="").replace(
        "<table>",
        '<div style="display:flex"><div>お支払期限<br>請求番号<br>発行日</div><div>2026年6月30日<br>MB-2605-018<br>2026年5月26日</div></div><table>',
        1,
    ),
)
add(
    "labels row",
    sheet(day="").replace(
        "<table>",
        "<table><tr><th>納品日</th><th>発行日</th></tr><tr><td>2026/05/20</td><td>2026/05/26</td></tr></table><table>",
        1,
    ),
)
add(
    "delivery dates in rows",
    sheet(
        t=table(
            [("5/20", ITEM, JAN, "40", "1,200", "48,000")], ("納品日", "品名", "JAN", "数量", "単価", "金額")
        )
    ),
)
add(
    "row dates full",
    sheet(
        t=table(
            [("2026/05/20", ITEM, JAN, "40", "1,200", "48,000")],
            ("納品日", "品名", "JAN", "数量", "単価", "金額"),
        )
    ),
)
add("period", sheet(extra="<p>ご請求期間 2026年5月1日から2026年5月31日</p>"))
add("okaisha", sheet(to="〒100-0000 東京都千代田区架空町1-2-3<br>株式会社 架空商店 様"))
add("dept person", sheet(to="株式会社架空商店<br>仕入部 架空 花子 様"))
add("vendor sama only", sheet(extra="<p>お客様コード 1234</p><p>お客様各位 いつもありがとうございます</p>"))
add("shiyo", sheet(extra="<p>ボトル 仕様</p><p>同 様</p>"))
add("LACK addr shiyo", sheet(to="", extra="<p>ボトル 仕様</p><p>お客様</p>"), want=["E259"], lack=["宛名"])
add("kana width", sheet(to="株式会社カクウショウテン 御中"), item={"addressee": "株式会社ｶｸｳｼｮｳﾃﾝ"})
add("case", sheet(to="KAKUU SHOTEN CO., LTD. 御中"), item={"addressee": "Kakuu Shoten Co.,Ltd"})
add("takagi same", sheet(to="髙橋商店 御中"), item={"addressee": "髙橋商店"})
add("takagi other letter", sheet(to="髙橋商店 御中"), item={"addressee": "高橋商店"})
add("yugen", sheet(s=issuer("㈲見本物産")), supplier={"name": "有限会社見本物産"})
add("godo", sheet(s=issuer("(同)見本物産")), supplier={"name": "合同会社見本物産"})
add(
    "issuer broken",
    "<p></p>" + sheet(s=f'<div style="width:6em">株式会社<br>見本物産</div><div>TEL {TEL}</div>'),
)
add("issuer branch", sheet(s=issuer("株式会社見本物産 大阪支店")))
add("stamp overlay", sheet(s=issuer() + "<div>見本物産之印</div>"))
add("tel dots", sheet(s=issuer(tel="T. 06.0000.0000")))
add("tel spaced", sheet(s=issuer(tel="Tel 06 0000 0000")))
add("tel slash", sheet(s=issuer(tel="TEL/FAX 06-0000-0000")))
add("tel with ext", sheet(s=issuer(tel="TEL 06-0000-0000(代)")))
add(
    "LACK tel wh",
    sheet(s=issuer(tel=""), extra="<p>納品先</p><p>市川倉庫</p><p>TEL 047-000-0000</p>"),
    want=["E259"],
    lack=["電話番号"],
)
add(
    "customer no like tel",
    sheet(s=issuer(tel="TEL " + TEL), extra="<p>お客様番号 0012-3456-7890</p><p>口座 0123456789</p>"),
)
add(
    "LACK tel customer no",
    sheet(s=issuer(tel=""), extra="<p>お客様番号 0012-3456-7890</p><p>口座番号 0123456789</p>"),
    want=["E259"],
    lack=["電話番号"],
)
add(
    "warehouse postal only",
    sheet(
        s=issuer(addr="大阪府大阪市北区見本1-1-1"), extra="<p>納品先</p><p>〒272-0000 千葉県市川市見本2</p>"
    ),
)
add("toll free support", sheet(extra="<p>お問い合わせ: 0120-000-000 受付 9:00-17:00</p>"))
add("seller twice", sheet(extra="<p>納品先 株式会社架空商店 〒999-0000 TEL 090-0000-0000</p>"))
add("T buyer", sheet(extra="<p>貴社登録番号 T1180301018771</p>"))
add("set of forms", "<h1>納品書</h1>" + sheet(title="　") + "<h1>請求書</h1><p>上記のとおり</p>")
add("two docs pages", '<h1>注文書</h1><p>PO-1</p><p style="break-after:page">株式会社架空商店</p>' + sheet())
add("two docs pages 2", sheet() + '<h1 style="break-before:page">納品書</h1><p>以下納品</p>')
add(
    "quote then terms",
    sheet(title="見積書", no="見積番号 7", day="2026年5月26日", extra="<p>お支払条件</p><p>請求書</p>"),
    want=["E250"],
)
add(
    "quote with number beside",
    '<div class=two><div style="font-size:16pt">御見積書</div><div>No. 2605-9</div></div>'
    + sheet(title="　", no="", day="作成日 2026年5月26日"),
    want=["E250"],
)
add(
    "order conf beside",
    '<div class=two><div style="font-size:16pt">ORDER CONFIRMATION</div><div>#55123</div></div>'
    + sheet(title="　", no="", day="2026年5月26日"),
    want=["E250"],
)
add(
    "proforma beside",
    '<div class=two><div style="font-size:16pt">PROFORMA INVOICE</div><div>No. PI-77</div></div>'
    + sheet(title="　", no="PI MB-2605-018", day="2026年5月26日"),
    want=["E250"],
)
add(
    "mail printed",
    "<p>【見本ショップ】ご注文の確認</p><p>架空商店 様 ご注文ありがとうございます。</p>"
    + sheet(title="　", no="注文番号 MB-2605-018"),
    want=["E250"],
)
add(
    "mail printed 2",
    "<p>件名: ご注文確認メール</p><p>株式会社架空商店 様</p>" + sheet(title="　", no="注文番号 MB-2605-018"),
    want=["E250"],
)
add(
    "invoice about proforma",
    sheet(extra="<p>Ref. Proforma Invoice PI-77 dated 2026-05-01</p>", title="COMMERCIAL INVOICE"),
)
add("ref line short PI", "<p>Proforma Invoice No. PI-77</p>" + sheet(title="INVOICE"))
add("estimate in footer", sheet(extra="<p>見積書</p><p>発行のご依頼はこちら</p>"))
add("validity", sheet(extra="<p>本見積書の有効期限は1か月です。</p>"))
add("chumonsho attached", sheet(extra="<p>注文書番号</p><p>PO-1</p>"))
add("shiharai tsuchi", sheet(title="支払明細書"))
add("goods slip", sheet(title="出荷案内書", no=""), want=["E258"])
add("nouhin receipt", sheet(title="納品書 兼 領収書"), item=R)
add("seikyu ken ryoshu", sheet(title="請求書兼領収書"), item=R)
add("receipt english", sheet(title="RECEIPT", day="Date: May 26, 2026"), item=R)
add("sales receipt", sheet(title="Sales Receipt", day="Date: May 26, 2026"), item=R)
add(
    "till",
    f"<p>見本ストア 架空店</p><p>TEL {TEL}</p><p>2026年5月26日(火) 14:02</p><h1>レシート</h1><p>ボトル KB-500 40点 ¥48,000</p><p>{S}</p><p>株式会社架空商店 様</p>",
    item=R | {"number": None},
    want=["E258"],
)
add("kangxi", sheet(to="株式会社架空商店 御中", day="発⾏⽇ 2026年5⽉26⽇", title="請求書"))
add("rotated", "<style>@page{size:A4 landscape}</style>" + sheet())
add(
    "many pages total last",
    sheet(
        t=table(
            [
                (str(n), f"商品 XX-{n}", "", str(n % 7 + 1), "100", str(100 * (n % 7 + 1)))
                for n in range(1, 200)
            ]
        )
    )
    + table([("200", ITEM, JAN, "40", "1,200", "48,000")]),
)
add("DIFF number", sheet(no="請求書番号 MB-2605-081"), want=["E314"], differ=["番号"])
add("number with No only", sheet(no="No. 2605018"), item={"number": "2605018"})
add("other numbers", sheet(no="請求番号 MB-2605-018<br>注文番号 99887<br>お客様番号 5512"))
add("title img", sheet(title="　"))
add(
    "issuer logo",
    sheet(s="<div>大阪府大阪市北区見本1-1-1<br>TEL 06-0000-0000</div>"),
    want=["E259"],
    lack=["発行者"],
)
add("title with company", "<h1>請求書（株式会社架空商店様）</h1>" + sheet(title="　"))
add(
    "quote with company",
    "<h1>御見積書　株式会社架空商店様</h1>" + sheet(title="　", no="No. 9", day="2026年5月26日"),
    want=["E250"],
)
add(
    "hacchu sho with seller",
    "<h1>発注書 2026年5月26日</h1>" + sheet(title="　", no="発注番号 MB-2605-018", day=""),
    want=["E250"],
)
# --- days, quantities, numbers and companies that stand on honest papers for something else
for n, more in enumerate(
    (
        "備考 売上日:2026/5/20 出荷分",
        "計上日 2026/5/20",
        "カード決済 領収日 2026/6/27",
        "Receipt date: June 1, 2026",
        "Order Date: April 1, 2026",
        "Order<br>Date: April 1, 2026",
        "ご注文 日付 2026/5/20",
        "注文 作成日 2026年5月2日",
        "見積No. Q-1 発行日 2026年4月26日",
        "納品書 No. D-1<br>発行日 2026年5月24日",
        "古物商許可証 第123号 発行日 2019年4月1日",
        "カタログ発行日 2025年10月1日",
    )
):
    add(f"other day {n}", sheet(day="2026年5月26日", extra=f"<p>{more}</p>"))
add("day of two figures", sheet(day="発行日 26年5月26日"))
add("day apart", sheet(day="2026 5 26"))
COLUMNS = ("No", "品名", "数量", "単価", "金額")
VARIANT_ROWS = [("1", "KB-500 黒", "15", "1,200", "18,000"), ("2", "KB-500 白", "25", "1,200", "30,000")]
add("variants", sheet(t=table(VARIANT_ROWS, COLUMNS)))
add("variants padded", "<style>td,th{padding:6px 8px}</style>" + sheet(t=table(VARIANT_ROWS, COLUMNS)))
add(
    "DIFF variants",
    sheet(t=table(VARIANT_ROWS, COLUMNS)),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 50}]},
    want=["E314"],
    differ=["数量"],
)
add("variants ditto", sheet(t=table([VARIANT_ROWS[0], ("2", "〃 白", "25", "1,200", "30,000")], COLUMNS)))
for n, (first, second) in enumerate(
    (
        ("38", (" (無償サンプル)", "2", "0", "0")),
        ("45", (" 返品", "-5", "1,200", "-6,000")),
        ("45", (" 返品", "▲5", "1,200", "▲6,000")),
        ("45", (" 返品", "(5)", "1,200", "(6,000)")),
        ("45", (" 返品", "5", "-1,200", "-6,000")),
        ("40", (" 値引", "1", "-800", "-800")),
    )
):
    amount = f"{int(first) * 1200:,}"
    rows = [("1", ITEM, first, "1,200", amount), ("2", ITEM + second[0], *second[1:])]
    add(f"row beside {n}", sheet(t=table(rows, COLUMNS)))
for sign in ("-", "▲", "△", "−"):
    add(
        "DIFF credit " + sign,
        sheet(t=table([("1", ITEM, sign + "40", "1,200", sign + "48,000")], COLUMNS)),
        want=["E314"],
        differ=["数量"],
    )
add(
    "dozens",
    sheet(t=table([("1", ITEM, "5ダース", "14,400", "72,000")], COLUMNS)),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 60}]},
)
add("boxes with pieces", sheet(t=table([("1", ITEM + " 20個入", "2", "24,000", "48,000")], COLUMNS)))
for name, wrong in {"price": 1200, "amount": 48000, "row": 1}.items():
    add(
        "DIFF quantity is the " + name,
        sheet(t=table([("1", ITEM, "40", "1,200", "48,000")], COLUMNS)),
        item={"lines": [{"asin": "B0EXAMPLE1", "quantity": wrong}]},
        want=["E249"],
        differ=["数量"],
    )
add(
    "DIFF packs nowhere",
    sheet(t=table([("1", ITEM, "40", "1,200", "48,000")], COLUMNS)),
    item={"lines": [{"asin": "B0EXAMPLE1", "quantity": 40, "pack": 12}]},
    want=["E249"],
    differ=["数量"],
)
add("two numbers", sheet(no="請求書番号 MB-2605-018/019"))
add(
    "number asked for",
    sheet(no="MB-2605-018", extra="<p>お振込の際は請求書番号4桁 0181 をご記入ください</p>"),
)
for label, other in (
    ("注文番号", "250-1234567-1234567"),
    ("お客様番号", "1002345"),
    ("見積番号", "Q-26051"),
):
    add(
        "NAMED " + label,
        sheet(no=f"請求書番号 MB-2605-018<br>{label} {other}"),
        item={"number": other},
        want=["E318"],
        differ=["番号"],
    )
for other in (TEL, T, JAN):
    add("NAMED " + other, sheet(), item={"number": other}, want=["E318"], differ=["番号"])
add(
    "NAMED due",
    sheet(day="2026年5月26日<br>お支払期限 2026年6月30日"),
    item={"issued": date(2026, 6, 30)},
    want=["E318"],
    differ=["発行日"],
)
NAMELESS = f"<div>{ADDR}<br>TEL {TEL}</div>"
for n, more in enumerate(
    (
        "株式会社架空エクスプレス<br>TEL 03-1111-2222",
        "製品のお問い合わせ<br>株式会社架空製作所<br>TEL 03-7777-0000",
        "本請求書は<br>株式会社掛払保証<br>が発行します TEL 03-1234-5678",
        "株式会社クラウド帳票<br>TEL 03-7777-0000",
        "発売元 株式会社架空製作所 TEL 03-7777-0000",
        "お届け先 株式会社架空倉庫 TEL 03-7777-0000",
    )
):
    add(
        f"LACK issuer beside others {n}",
        sheet(s=NAMELESS, extra=f"<p>{more}</p>"),
        want=["E259"],
        lack=["発行者"],
    )
for printed, stated in (
    ("株式会社髙﨑物産", "株式会社高崎物産"),
    ("株式会社渡邊物産", "株式会社渡辺物産"),
    ("株式会社ミホンブッサン", "株式会社ミホンブツサン"),
    ("株式会社ヱビス商会", "株式会社エビス商会"),
    ("株式会社スーパ−卸", "株式会社スーパー卸"),
):
    add("same name " + printed, sheet(s=issuer(printed)), supplier={"name": stated})
APART = {"name": "見本問屋オンライン", "phone": "050-0000-0001", "registration": None}
add(
    "DOUBT trade name",
    sheet(s=issuer("株式会社ミホン商事")),
    supplier=APART,
    want=["E249"],
    differ=["発行者"],
)
add(
    "DIFF issuer",
    sheet(s=issuer("株式会社別会社", tel="TEL 06-1234-0000", t="登録番号 T1111111111111")),
    want=["E315"],
)
OWN = "<div>株式会社架空商店<br>〒100-0000 東京都千代田区架空町1-2-3<br>TEL 03-0000-0000</div>"
add("DIFF issued by the seller", sheet(s=OWN), want=["E249"], differ=["発行者"])
add("DIFF sold by the seller", sheet(to=S + " 御中", s=OWN), want=["E249"], differ=["発行者"])
for n, title in enumerate(("請求書(案)", "請求書 DRAFT", "請求書(取消)")):
    add(f"BLOCK withdrawn {n}", sheet(title=title), want=["E250"])
for stamp in ("取消", "VOID", "キャンセル済"):
    add("BLOCK stamped " + stamp, sheet(extra=f"<p>{stamp}</p>"), want=["E250"])
add("button", sheet(extra="<p>キャンセル</p><p>ご案内</p>"))
add("sample", sheet(title="請求書(見本)"))
