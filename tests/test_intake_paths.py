"""Every form in which a terminal or a person names a file is found, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from appeal.intake.paths import Dropped, looks_dropped, read_dropped

PLAIN = "/Users/mihon/請求書 2026年6月.pdf"
WINDOWS = r"C:\Users\mihon\請求書 6月.pdf"

FORMS = [
    pytest.param('"/Users/mihon/請求書 2026年6月.pdf"', PLAIN, id="double quotes"),
    pytest.param("'/Users/mihon/請求書 2026年6月.pdf'", PLAIN, id="single quotes"),
    pytest.param("/Users/mihon/請求書\\ 2026年6月.pdf ", PLAIN, id="backslash and trailing blank"),
    pytest.param("/Users/mihon/請求書 2026年6月.pdf\u3000", PLAIN, id="full-width blank behind"),
    pytest.param("\u202a/Users/mihon/請求書 2026年6月.pdf\u202c", PLAIN, id="invisible marks"),
    pytest.param("\ufeff\u200b/Users/mihon/請求書 2026年6月.pdf", PLAIN, id="byte order mark"),
    pytest.param("「/Users/mihon/請求書 2026年6月.pdf」", PLAIN, id="corner brackets"),
    pytest.param("“/Users/mihon/請求書 2026年6月.pdf”", PLAIN, id="curly quotes"),
    pytest.param(
        "file:///Users/mihon/%E8%AB%8B%E6%B1%82%E6%9B%B8%202026%E5%B9%B46%E6%9C%88.pdf", PLAIN, id="file url"
    ),
    pytest.param(f"& '{WINDOWS}'", WINDOWS, id="powershell"),
    pytest.param(f'"{WINDOWS}"', WINDOWS, id="windows quotes"),
    pytest.param("C:¥Users¥mihon¥請求書 6月.pdf", WINDOWS, id="yen sign"),
    pytest.param("Ｃ:￥Users￥mihon￥請求書 6月.pdf".replace("Ｃ", "C"), WINDOWS, id="wide yen sign"),
    pytest.param("file:///C:/Users/mihon/a.pdf", "C:/Users/mihon/a.pdf", id="file url with a drive"),
    pytest.param("file://server/share/a.pdf", "//server/share/a.pdf", id="file url with a server"),
    pytest.param(r"\\server\share\請求書.pdf", r"\\server\share\請求書.pdf", id="unc"),
    pytest.param(WINDOWS, "/mnt/c/Users/mihon/請求書 6月.pdf", id="windows path seen from wsl"),
    pytest.param("~/請求書.pdf", "/home/mihon/請求書.pdf", id="home"),
    pytest.param("evidence/請求書.pdf", "/case/evidence/請求書.pdf", id="relative to the case"),
    pytest.param(r"evidence\請求書.pdf", "/case/evidence/請求書.pdf", id="relative with backslash"),
    pytest.param(r"'/x/shop\'s paper.pdf'", "/x/shop's paper.pdf", id="macos quote with escaped apostrophe"),
    pytest.param("/x/shop's (1) [2].pdf", "/x/shop's (1) [2].pdf", id="apostrophe and brackets"),
    pytest.param("/x/#5 100%.pdf", "/x/#5 100%.pdf", id="number sign and percent"),
    pytest.param("/x/a\u3000b.pdf", "/x/a b.pdf", id="full-width blank for a blank"),
]


@pytest.mark.parametrize(("typed", "there"), FORMS)
def test_a_form_is_found(typed: str, there: str) -> None:
    found = read_dropped(typed, {there}.__contains__, folder="/case", home="/home/mihon")
    assert found == Dropped((there,))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_composed_the_other_way_is_found(form: str) -> None:
    there = unicodedata.normalize(form, "/x/パンフレット.pdf")
    other = unicodedata.normalize("NFD" if form == "NFC" else "NFC", there)
    assert read_dropped(other, {there}.__contains__) == Dropped((there,))


SEVERAL = [
    "/x/a.pdf /x/b\\ c.jpg",
    "'/x/a.pdf' '/x/b c.jpg'",
    '"/x/a.pdf" "/x/b c.jpg"',
    "/x/a.pdf\n/x/b c.jpg\n",
    "/x/a.pdf\t/x/b c.jpg",
    "/x/a.pdf\u3000'/x/b c.jpg'",
]


@pytest.mark.parametrize("typed", SEVERAL)
def test_several_at_once_are_found(typed: str) -> None:
    there = ("/x/a.pdf", "/x/b c.jpg")
    assert read_dropped(typed, set(there).__contains__) == Dropped(there)


def test_several_windows_paths_are_found() -> None:
    there = (r"C:\a\b 1.pdf", r"D:\c.jpg")
    assert read_dropped(r'"C:\a\b 1.pdf" D:\c.jpg', set(there).__contains__) == Dropped(there)


def test_one_missing_among_two_is_named() -> None:
    found = read_dropped("'/x/a.pdf' '/x/gone.pdf'", {"/x/a.pdf"}.__contains__)
    assert found == Dropped(("/x/a.pdf",), ("/x/gone.pdf",))


def test_a_name_with_a_blank_is_one_file_where_it_exists() -> None:
    there = {"/x/a b.pdf", "/x/a", "b.pdf"}
    assert read_dropped("/x/a b.pdf", there.__contains__).files == ("/x/a b.pdf",)


@pytest.mark.parametrize("typed", ["", "  \u3000 ", "\x00", "a" * 40_000, "file://%zz/%ff", "'", '"', "\\"])
def test_nothing_usable_finds_nothing_and_does_not_fail(typed: str) -> None:
    assert read_dropped(typed, lambda _path: False, "/case", "/home").files == ()


def test_a_system_that_refuses_a_name_is_no_bug() -> None:
    def refuse(_path: str) -> bool:
        raise OSError(36, "name too long")

    assert read_dropped("/x/a.pdf", refuse).missing == ("/x/a.pdf",)


@pytest.mark.parametrize(
    "typed", ["/Users/mihon/a.pdf", r"C:\a.pdf", "file:///a", "'/x/a'", "~/a", "\\\\server\\a", "C:¥a"]
)
def test_what_looks_like_a_path(typed: str) -> None:
    assert looks_dropped(typed)


@pytest.mark.parametrize("typed", ["株式会社架空商店", "11/20", "https://example.jp/", "〒100-0000", "a\n/b"])
def test_what_does_not_look_like_a_path(typed: str) -> None:
    assert not looks_dropped(typed)
