"""Draws the made-up evidence of the examples, each page marked 見本 SAMPLE; it is for the examples only.

Run from anywhere: `python examples/make_evidence.py`. The same fonts and libraries give the same bytes.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"
A4 = (1654, 2339)
INK, FAINT, MARK = (34, 34, 34), (150, 150, 150), (226, 176, 176)


@dataclass(frozen=True)
class Invoice:
    file: str
    number: str
    issued: str
    delivered: str
    quantity: int
    also: tuple[str, str, str, int]


INVOICES = (
    Invoice(
        "請求書_2026-05-26.pdf",
        "MB-2605-018",
        "2026年5月26日",
        "2026年5月25日",
        40,
        ("架空ブランド 保温カップ 300ml", "KC-300", "4901234500013", 12),
    ),
    Invoice(
        "請求書_2026-07-10.jpg",
        "MB-2607-006",
        "2026年7月10日",
        "2026年7月9日",
        60,
        ("架空ブランド 洗浄ブラシ", "KW-01", "4901234500020", 30),
    ),
    Invoice(
        "請求書_2026-09-04.pdf",
        "MB-2609-003",
        "2026年9月4日",
        "2026年9月3日",
        40,
        ("架空ブランド 替え用パッキン", "KP-500", "4901234500037", 50),
    ),
)
SUPPLIER = (
    "株式会社見本物産",
    "〒530-0000 大阪府大阪市北区見本1-1-1",
    "電話 06-0000-0000",
    "sales@example.jp  https://example.jp/",
    "登録番号 T7123456789012",
)


def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"BIZUDPGothic-{'Bold' if bold else 'Regular'}.ttf", size)


def marked(image: Image.Image, size: int) -> Image.Image:
    """Lay a large diagonal 見本 SAMPLE over the whole picture."""
    text = "見本 SAMPLE"
    stamp = Image.new("L", image.size, 0)
    draw = ImageDraw.Draw(stamp)
    draw.text((image.width // 2, image.height // 2), text, font=font(size, bold=True), fill=150, anchor="mm")
    stamp = stamp.rotate(32, resample=Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", image.size, MARK), image, stamp)


# --- invoices ---------------------------------------------------------------------------------------------------


def rows(invoice: Invoice) -> list[tuple[str, str, str, str]]:
    name, model, jan, quantity = invoice.also
    return [
        ("架空ブランド ステンレスボトル 500ml", "KB-500", "4901234567894", f"{invoice.quantity} 個"),
        (name, model, jan, f"{quantity} 個"),
    ]


def invoice_html(invoice: Invoice) -> str:
    faces = "".join(
        f"@font-face{{font-family:BIZ;font-weight:{weight};src:url('{(FONTS / f'BIZUDPGothic-{name}.ttf').as_uri()}')}}"
        for name, weight in (("Regular", 400), ("Bold", 700))
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in (str(place), *row)) + "</tr>"
        for place, row in enumerate(rows(invoice), start=1)
    )
    sender = "<br>".join(html.escape(line) for line in SUPPLIER)
    return f"""<!doctype html><html lang="ja"><head><title>請求書(見本)</title><style>{faces}
@page{{size:A4;margin:22mm 20mm}} body{{font:10pt/1.7 BIZ;color:#222}}
h1{{font-size:20pt;letter-spacing:.5em;text-align:center;margin:0 0 12mm}}
.to{{font-size:13pt;border-bottom:1px solid #222;width:85mm}} .from{{float:right;font-size:9pt;margin-top:-14mm}}
.meta{{margin:16mm 0 6mm}} table{{width:100%;border-collapse:collapse}}
th,td{{border:1px solid #666;padding:1.6mm 2mm;font-size:9pt;text-align:left}} th{{background:#eee}}
td:last-child,th:last-child{{text-align:right}} .foot{{margin-top:8mm;font-size:9pt}}
.mark{{position:fixed;top:105mm;left:0;width:170mm;text-align:center;white-space:nowrap;font-size:62pt;font-weight:700;color:#e2b0b0;
transform:rotate(-32deg);opacity:.62}}</style></head><body>
<div class="mark">見本 SAMPLE</div><h1>請求書</h1>
<div class="to">株式会社架空商店 御中</div><div class="from">{sender}</div>
<div class="meta">請求書番号 {invoice.number}<br>発行日 {invoice.issued}<br>納品日 {invoice.delivered}</div>
<table><tr><th>行</th><th>品名</th><th>型番</th><th>JAN</th><th>数量</th></tr>{body}</table>
<p class="foot">上記のとおりご請求申し上げます。金額は別紙明細のとおりです。<br>お支払期限:発行日の翌月末日</p>
<p class="foot">※この書類は、実在しない会社と商品による見本です。</p></body></html>"""


def invoice_pdf(invoice: Invoice, path: Path) -> None:
    from weasyprint import HTML

    HTML(string=invoice_html(invoice)).write_pdf(path)


def invoice_page(invoice: Invoice) -> Image.Image:
    page = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(page)
    draw.text((827, 190), "請 求 書", font=font(66, bold=True), fill=INK, anchor="mm")
    draw.text((160, 330), "株式会社架空商店 御中", font=font(40), fill=INK)
    draw.line((160, 392, 820, 392), fill=INK, width=2)
    for place, line in enumerate(SUPPLIER):
        draw.text((960, 330 + place * 46), line, font=font(27), fill=INK)
    for place, line in enumerate(
        (f"請求書番号 {invoice.number}", f"発行日 {invoice.issued}", f"納品日 {invoice.delivered}")
    ):
        draw.text((160, 640 + place * 52), line, font=font(32), fill=INK)
    table(
        draw,
        860,
        ("行", "品名", "型番", "JAN", "数量"),
        [(str(n), *row) for n, row in enumerate(rows(invoice), 1)],
    )
    draw.text(
        (160, 1180), "上記のとおりご請求申し上げます。金額は別紙明細のとおりです。", font=font(29), fill=INK
    )
    draw.text((160, 1230), "お支払期限:発行日の翌月末日", font=font(29), fill=INK)
    draw.text((160, 2190), "※この書類は、実在しない会社と商品による見本です。", font=font(25), fill=FAINT)
    return marked(page, 250)


def table(draw: ImageDraw.ImageDraw, top: int, head: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    edges = (160, 230, 860, 1040, 1340, 1494)
    for place, cells in enumerate((head, *lines)):
        y = top + place * 76
        if place == 0:
            draw.rectangle((edges[0], y, edges[-1], y + 76), fill=(238, 238, 238))
        for column, cell in enumerate(cells):
            draw.rectangle((edges[column], y, edges[column + 1], y + 76), outline=(102, 102, 102), width=2)
            draw.text((edges[column] + 16, y + 38), cell, font=font(28), fill=INK, anchor="lm")


def scanned(page: Image.Image) -> Image.Image:
    """Return a page as an office scanner gives it: grey, a little askew."""
    return page.convert("L").rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=246)


# --- other papers -----------------------------------------------------------------------------------------------


def dealer_letter() -> Image.Image:
    page = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((90, 90, 1564, 2249), outline=(110, 120, 150), width=4)
    draw.text((827, 300), "正規取扱店証明書", font=font(72, bold=True), fill=INK, anchor="mm")
    draw.text((200, 470), "株式会社架空商店 御中", font=font(44), fill=INK)
    text = (
        "当社は、架空ブランドの国内正規代理店として、貴社に次の商品を",
        "継続して販売していることを証明します。",
        "",
        "商品  架空ブランド ステンレスボトル 500ml",
        "型番  KB-500    JAN  4901234567894",
        "取引の開始  2025年10月1日",
    )
    for place, line in enumerate(text):
        draw.text((200, 660 + place * 78), line, font=font(38), fill=INK)
    draw.text((200, 1300), "発行日  2026年8月20日", font=font(38), fill=INK)
    for place, line in enumerate(SUPPLIER[:4]):
        draw.text((740, 1480 + place * 62), line, font=font(34), fill=INK)
    draw.text((160, 2170), "※この書類は、実在しない会社と商品による見本です。", font=font(26), fill=FAINT)
    return marked(page, 250)


def inspection_photo(title: str, boxes: int, lids: int, date: str) -> Image.Image:
    """Draw storage containers on a table: `boxes` bodies, `lids` lids, and a card with the result."""
    photo = Image.new("RGB", (2400, 1700), (205, 198, 186))
    draw = ImageDraw.Draw(photo)
    draw.rectangle((0, 0, 2400, 620), fill=(226, 229, 231))
    for place in range(boxes):
        x = 120 + place * 400
        draw.rounded_rectangle(
            (x, 700, x + 340, 960), 36, fill=(212, 230, 236), outline=(110, 140, 150), width=6
        )
        draw.rectangle((x + 40, 770, x + 300, 890), outline=(160, 186, 194), width=4)
    for place in range(lids):
        x = 120 + place * 400
        draw.rounded_rectangle(
            (x, 1030, x + 340, 1130), 30, fill=(92, 120, 132), outline=(60, 80, 90), width=6
        )
    draw.rectangle((1500, 1230, 2320, 1620), fill="white", outline=INK, width=4)
    for place, line in enumerate(
        (title, f"本体 {boxes}個  ふた {lids}個", f"撮影 {date}", "架空商店 検品担当")
    ):
        draw.text((1540, 1265 + place * 86), line, font=font(50, bold=place == 0), fill=INK)
    return marked(photo, 330)


def message_screen() -> Image.Image:
    screen = Image.new("RGB", (1700, 2400), (245, 246, 248))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, 1700, 150), fill=(70, 84, 104))
    draw.text((60, 75), "受信トレイ  (見本の画面)", font=font(44, bold=True), fill="white", anchor="lm")
    head = (
        "件名  Re: 外箱の表示についてのお願い",
        "差出人  株式会社見本容器 営業部 <sales@example.jp>",
        "宛先  架空商店 <owner@example.com>",
        "日時  2026年11月17日 14:20",
    )
    for place, line in enumerate(head):
        draw.text((60, 210 + place * 70), line, font=font(38), fill=INK)
    draw.line((60, 510, 1640, 510), fill=FAINT, width=3)
    body = (
        "株式会社架空商店",
        "架空 花子 様",
        "",
        "お問い合わせありがとうございます。",
        "角型のガラス保存容器は、2026年10月の出荷分から、",
        "3個入りと4個入りの外箱の色を共通にしております。",
        "",
        "ご依頼のとおり、2026年12月の出荷分より、外箱の",
        "4つの面すべてに入数とJANを印刷いたします。",
        "",
        "株式会社見本容器 営業部",
    )
    for place, line in enumerate(body):
        draw.text((60, 580 + place * 76), line, font=font(42), fill=INK)
    return marked(screen, 250)


def main() -> None:
    authenticity, explanation = HERE / "authenticity" / "evidence", HERE / "explanation" / "evidence"
    for invoice in INVOICES:
        path = authenticity / invoice.file
        if path.suffix == ".pdf":
            invoice_pdf(invoice, path)
        else:
            scanned(invoice_page(invoice)).save(path, quality=55, dpi=(200, 200))
    paletted(dealer_letter()).save(authenticity / "正規取扱店証明書.png", optimize=True, dpi=(200, 200))
    inspection_photo("3個入りだったセット", 3, 3, "2026年11月16日").save(
        explanation / "検品写真_3個入り.jpg", quality=60
    )
    inspection_photo("正しい4個セット", 4, 4, "2026年11月16日").save(
        explanation / "検品写真_4個セット.jpg", quality=60
    )
    paletted(message_screen()).save(explanation / "仕入先からの返信.gif")


def paletted(image: Image.Image) -> Image.Image:
    return image.quantize(16, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
