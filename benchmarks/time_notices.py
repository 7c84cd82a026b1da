"""Times the reading of hostile notices of 1 MB each; prints the slowest. Run: python benchmarks/time_notices.py"""

import random
import time
from pathlib import Path

from appeal.notice.read import read_notice

SIZE = 1_000_000
NOTICE = (Path(__file__).parent.parent / "tests/notices/given/03.txt").read_text(encoding="utf-8")
CHANCE = random.Random(1)
_MAIL = "MIME-Version: 1.0\n"
_HTML = _MAIL + "Content-Type: text/html\n\n"


def hostile() -> dict[str, str | bytes]:
    """Floods of what the rules look for, and noise."""
    return {
        "one letter": "a" * SIZE,
        "spaces": " " * SIZE,
        "newlines": "\n" * SIZE,
        "space-newline": " \n" * (SIZE // 2),
        "digits": "1" * SIZE,
        "periods": ". " * (SIZE // 2),
        "maru": "。" * (SIZE // 3),
        "quote": "> " * (SIZE // 2),
        "quote lines": "> a\n" * (SIZE // 4),
        "dash": "-" * SIZE,
        "dashlines": "-\n" * (SIZE // 2),
        "url": "https://" * (SIZE // 8),
        "url2": "https://a.b/c " * (SIZE // 14),
        "h": "h" * SIZE,
        "x days within": "within 7 days " * (SIZE // 14),
        "7日以内に": "7日以内に" * (SIZE // 13),
        "account": "アカウント" * (SIZE // 15),
        "mix": "出品アカウント真贋請求書仕入先ご提出365日以内に" * (SIZE // 70),
        "ASIN": "ASIN: " * (SIZE // 6),
        "BBB": "B0" * (SIZE // 2),
        "asins": "B0ABCDEF12 " * (SIZE // 11),
        "emails": "a@b.c:\n" * (SIZE // 7),
        "From": "From: x\nDate: y\n" * (SIZE // 16),
        "fwd": "Begin forwarded message:\n" * (SIZE // 25),
        "title": "商品名: x\n" * (SIZE // 13),
        "braces": "${" * (SIZE // 2),
        "{{": "{{" * (SIZE // 2),
        "lt": "<" * SIZE,
        "html eml": "MIME-Version: 1.0\nContent-Type: text/html\n\n" + "<div>" * (SIZE // 5 - 10),
        "multipart": "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
        + "--a\n" * (SIZE // 4 - 20),
        "headers": "A: b\n" * (SIZE // 5),
        "nested": "Content-Type: message/rfc822\nA: b\n\n" * (SIZE // 36),
        "kanji num": "一二三四五" * (SIZE // 15),
        "branch": "真贋の場合\n" * (SIZE // 16),
        "problem rows": "問題の種類:\n" * (SIZE // 18),
        "column heads": "問題の種類 ASIN 商品名\n" * (SIZE // 32),
        "items": "・請求書の写し\n" * (SIZE // 22),
        "asks": "以下の請求書をご提出ください。" * (SIZE // 45),
        "notice": NOTICE * (SIZE // len(NOTICE.encode())),
        "greek": "Amαzon " * (SIZE // 8),
        "random ja": "".join(chr(CHANCE.randint(0x3040, 0x30FF)) for _ in range(SIZE // 3)),
        "random ascii": "".join(chr(CHANCE.randint(32, 126)) for _ in range(SIZE)),
        "random uni": "".join(chr(CHANCE.randint(1, 0xD7FF)) for _ in range(SIZE // 3)),
        "zero width": "\u200b" * (SIZE // 3),
        "combining": "か\u3099" * (SIZE // 6),
        "hangul": "ﷺ" * (SIZE // 3),
        "bytes": bytes(CHANCE.getrandbits(8) for _ in range(SIZE)),
        "nul": b"\0" * SIZE,
        "esc": b"\x1b$B!!" * (SIZE // 5),
        "utf16": ("出品" * (SIZE // 4)).encode("utf-16"),
        "tabs": "\t>" * (SIZE // 2),
        "paren": "(" * SIZE,
        "you have sent": "you have sent " * (SIZE // 14),
        "submit": "submit " * (SIZE // 7),
        "listing": "listing " * (SIZE // 8),
        "pdf": ".pdf " * (SIZE // 5),
        "商品の真": "商品の" * (SIZE // 9),
        "権利者から": "権利者から" * (SIZE // 15),
        "商品ページ": "商品ページと" * (SIZE // 18),
        "brackets": "「" * (SIZE // 3),
        "kangxi": "⽇以内にご提出⽤⼀⾒⽌ " * (SIZE // 33),
        "日 日 日": "日 " * (SIZE // 4),
        "different asins": "".join(f"B0{number:08d}\n" for number in range(SIZE // 11)),
        "list entries": "・仕入先の連絡先\n" * (SIZE // 25),
        "boundaries": _MAIL + "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\n" * (SIZE // 5),
        "nested boundaries": _MAIL
        + "".join(
            f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
            for number in range(SIZE // 60)
        ),
        "mail headers": _MAIL + "From: a@b\n" + "A: b\n" * (SIZE // 5) + "\nx",
        "coded words": "Subject: " + "=?ISO-2022-JP?B?GyRCJCIbKEI=?= " * (SIZE // 32) + "\n" + _MAIL + "\nx",
        "open tags": _HTML + "<" * SIZE,
        "open comments": _HTML + "<!--" * (SIZE // 4),
        "open values": _HTML + "<a b='" * (SIZE // 6),
        "open ends": _HTML + "</" * (SIZE // 2),
    }


def main() -> None:
    """Print seconds and name, slowest first."""
    read_notice("x")
    taken = []
    for name, text in hostile().items():
        start = time.perf_counter()
        read_notice(text)
        taken.append((time.perf_counter() - start, name))
    for seconds, name in sorted(taken, reverse=True):
        print(f"{seconds:.2f} {name}")


if __name__ == "__main__":
    main()
