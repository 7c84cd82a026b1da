"""Every number and list that comes from outside, with source, day seen and standing; it judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

Value = TypeVar("Value", int, str, tuple[str, ...])


class Standing(StrEnum):
    """How much a value weighs: said by Amazon or an authority, told by sellers, or chosen by this project."""

    OFFICIAL = "公式"
    EXPERIENCE = "体験談"
    OURS = "当方の目安"


@dataclass(frozen=True, slots=True)
class PolicyEntry(Generic[Value]):
    """One value with the page or the reasoning it rests on and the day that was last looked at."""

    name: str
    value: Value
    source: str
    seen_on: date
    standing: Standing


_SEEN = date(2026, 11, 22)
_INVOICE_REQUIREMENTS = (
    "https://sellercentral.amazon.com.tr/seller-forums/discussions/t/8be798a9-e758-4afc-8e47-cc6aa63b8fdf"
)


def _ours(name: str, value: Value, source: str) -> PolicyEntry[Value]:
    return PolicyEntry(name, value, source, _SEEN, Standing.OURS)


WINDOW_ANCHOR = PolicyEntry(
    "対象期間を数え始める日", "通知日", _INVOICE_REQUIREMENTS, _SEEN, Standing.OFFICIAL
)
MONTH_DAYS = _ours("1か月の日数", 30, "6か月を180日とする安全側の読み方。英語の通知の同じ箇所は180日")
YEAR_DAYS = _ours("1年の日数", 365, "1年を365日とする安全側の読み方。通知の多くは365日と書く")
LONGEST_WINDOW_DAYS = _ours(
    "対象期間の長さの上限", 3650, "確認できた通知は90日から365日。10年を超えるものは書き間違いとみる"
)

ACCEPTED_FORMATS = PolicyEntry(
    "受け付けられる形式",
    ("pdf", "jpg", "png", "gif"),
    _INVOICE_REQUIREMENTS,
    _SEEN,
    Standing.OFFICIAL,
)
FILE_BYTES = _ours(
    "1ファイルの大きさ", 5 * 1024 * 1024, "セラーセントラルの上限は確認できていない。送りやすさの目安"
)
PACKAGE_BYTES = _ours("添付全体の大きさ", 7 * 1024 * 1024, "10 MBのメールから符号化で増える分を引いた目安")
FILE_COUNT = _ours("添付の数", 10, "上限は確認できていない。読む人の手間を考えた目安")
RESOLUTION_DPI = _ours("画像の解像度", 200, "A4で小さな文字まで読める目安")
_MEASURED = "合成したスキャンで測った、良い画像と悪い画像の間の値。docs/legibility.md"
LEAST_SHARPNESS = _ours("鮮明さの下限(百分率)", 25, _MEASURED)
LEAST_CONTRAST = _ours("紙と文字の明るさの差の下限", 65, _MEASURED)
LEAST_PAPER = _ours("紙の明るさの下限", 110, _MEASURED)
MOST_GLARE = _ours("白く抜けた部分の上限(百分率)", 3, _MEASURED)
MOST_TURN = _ours("傾きの上限(度)", 3, _MEASURED)
MOST_EDGE = _ours("端の帯に文字が掛かる割合の上限(百分率)", 5, _MEASURED)
_PROGRAMS = "ファイルの記録に残る名前。編集のできるソフトで作られた書類が改変とみなされたという体験談による"
EDITING_PROGRAMS = _ours(
    "編集のできるソフトの名前",
    (
        *("photoshop", "illustrator", "indesign", "gimp", "paint", "pixelmator", "canva", "affinity"),
        *("inkscape", "coreldraw", "snapseed", "picsart", "lightroom", "clip studio", "acrobat pro"),
        *("pdfelement", "foxit", "phantompdf", "sejda", "ilovepdf", "smallpdf", "pdf24", "pdf-xchange"),
        *(
            "nitro",
            "pdfescape",
            "pdfsam",
            "pdffiller",
            "dochub",
            "xodo",
            "preview",
            "just pdf",
            "いきなりpdf",
        ),
        *("pdfaid", "瞬簡pdf", "cubepdf utility"),
    ),
    _PROGRAMS,
)
OFFICE_PROGRAMS = _ours(
    "文書や表を作るソフトの名前",
    (
        *(
            "microsoft® word",
            "microsoft word",
            "word for",
            "excel",
            "powerpoint",
            "libreoffice",
            "openoffice",
        ),
        *(
            "google docs",
            "google sheets",
            "iwork",
            "wps office",
            "wps 文字",
            "wps 表格",
            "一太郎",
            "キングソフト",
        ),
    ),
    "小さな仕入先の多くは請求書を表計算で作る。そのことだけでは注意にしない",
)
PRINTING_PROGRAMS = _ours(
    "印刷の代わりにPDFを作る部品の名前",
    ("print to pdf", "pdf printer", "printer driver", "reporting services"),
    "どのソフトの画面からもPDFを作れる部品で、編集をしたことを示さない",
)
SCANNING_PROGRAMS = _ours(
    "携帯電話のスキャンのアプリの名前",
    (
        "camscanner",
        "adobe scan",
        "microsoft lens",
        "office lens",
        "genius scan",
        "scanbot",
        "tiny scanner",
        "vflat",
    ),
    _PROGRAMS,
)
LETTER_PAGES = _ours("回答書の頁数", 2, "読む人の手間を考えた目安")
WORD_LENGTH = _ours("短い項目の文字数", 300, "表の1つの欄に収まり、組版に時間がかからない長さ")
DEED_LENGTH = _ours("行ったことと理由の文字数", 1000, "1つの項目として読める長さ")
ACCOUNT_LENGTH = _ours("起きたことと原因の文字数", 5000, "回答書が数頁に収まる長さ")
BODY_TARGET = _ours("本文の文字数の目標", 500, "画面で一度に読める長さの目安")
BODY_LIMIT = _ours("本文の文字数の上限", 1500, "入力欄の上限は確認できていない。安全側の目安")

PURCHASE_KINDS = PolicyEntry(
    "仕入を示す証憑の種類",
    ("invoice", "receipt"),
    "出品キャンセルの通知の本文「請求書または領収書」",
    _SEEN,
    Standing.OFFICIAL,
)
WEAK_KINDS = PolicyEntry(
    "単独では認められにくいという証憑の種類",
    ("delivery_note",),
    "https://syokuhin-sedori.com/receipt/",
    _SEEN,
    Standing.EXPERIENCE,
)
SUPPLIER_FIELDS = PolicyEntry(
    "仕入先について書類に必要な項目",
    ("name", "phone", "address", "website"),
    _INVOICE_REQUIREMENTS,
    _SEEN,
    Standing.OFFICIAL,
)
SUPPLIER_EMAIL = PolicyEntry(
    "仕入先のメールも求められたという報告",
    ("email",),
    "https://syokuhin-sedori.com/amazon-receipt",
    _SEEN,
    Standing.EXPERIENCE,
)
MOBILE_PREFIXES = _ours(
    "携帯電話の番号の始まり",
    ("060", "070", "080", "090"),
    "携帯電話だけの仕入先は確かめにくいとみて注意にする",
)
ADDRESSEE = _ours(
    "通知に署名がないときの宛名",
    "Amazon.co.jp 出品者パフォーマンス担当",
    "通知に宛先がないときの仮の宛名。設定で変えられる",
)

ENTRIES: tuple[PolicyEntry[int] | PolicyEntry[str] | PolicyEntry[tuple[str, ...]], ...] = (
    WINDOW_ANCHOR,
    MONTH_DAYS,
    YEAR_DAYS,
    LONGEST_WINDOW_DAYS,
    ACCEPTED_FORMATS,
    FILE_BYTES,
    PACKAGE_BYTES,
    FILE_COUNT,
    RESOLUTION_DPI,
    LEAST_SHARPNESS,
    LEAST_CONTRAST,
    LEAST_PAPER,
    MOST_GLARE,
    MOST_TURN,
    MOST_EDGE,
    EDITING_PROGRAMS,
    OFFICE_PROGRAMS,
    PRINTING_PROGRAMS,
    SCANNING_PROGRAMS,
    LETTER_PAGES,
    WORD_LENGTH,
    DEED_LENGTH,
    ACCOUNT_LENGTH,
    BODY_TARGET,
    BODY_LIMIT,
    PURCHASE_KINDS,
    WEAK_KINDS,
    SUPPLIER_FIELDS,
    SUPPLIER_EMAIL,
    MOBILE_PREFIXES,
    ADDRESSEE,
)
