"""The letter to a supplier: offered by check, written by build, for exactly what the words of a paper do not show."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper_table import Paper, issuer, sheet, table
from test_road import hashes
from test_rules_paper_words import PAPER, a_case, a_fact

from appeal.build import build
from appeal.check import Checked, check
from appeal.cli.boundary import run
from appeal.errors import LetterError
from appeal.model.case import Case, Response
from appeal.model.evidence import FileFacts
from appeal.model.submission import Submission
from appeal.model.traits import Trait, TraitName
from appeal.render.supplier_request import DrawnRequest, supplier_requests
from appeal.rules.documents import judge_documents
from appeal.rules.exhibits import close

DAY = date(2026, 11, 22)
SPARE = PAPER.replace("発行日 令和8年5月26日\n", "").replace("TEL 06-0000-0000 ", "")


def decided(case: Case, *facts: FileFacts) -> Submission:
    return close(case, DAY, None, facts, (), (), ())


def letters(text: str, case: Case | None = None, **changes: Any) -> tuple[DrawnRequest, ...]:
    return supplier_requests(decided(case or a_case(**changes), a_fact(text)))


def asked(text: str) -> list[str]:
    return [line.split("：")[1] for line in text.splitlines() if "確かめられない項目：" in line]


def test_the_letter_asks_for_what_is_missing_and_for_nothing_else() -> None:
    (letter,) = letters(SPARE)
    assert asked(letter.text) == ["発行日、電話番号"]
    for wanted in (
        "株式会社見本物産 御中",
        "番号 MB-2605-018",
        "再発行",
        "確認するメール",
        "ご連絡先をAmazonに",
    ):
        assert wanted in letter.text
    assert "2026年5月26日" not in letter.text, "a day that cannot be found is no name for the paper"
    assert "お電話やメールが入ることがあります" in letter.text
    letter.text.encode("cp932")


def test_a_paper_without_number_and_day_is_called_by_the_name_of_its_file() -> None:
    (letter,) = letters(SPARE, number=None, file="evidence/7月分\u202e.pdf")
    assert "1. 請求書（ファイル名 7月分.pdf）\n" in letter.text
    (named,) = letters(SPARE, file="evidence/7月分.pdf")
    assert "ファイル名" not in named.text


@pytest.mark.parametrize("text", [SPARE, PAPER.replace("40 個", "4 個").replace("㈱見本物産\n", "")])
def test_no_letter_asks_to_change_a_day_a_name_or_a_number(text: str) -> None:
    (letter,) = letters(text)
    assert not re.search("変更して|直して|修正して|書き換え|合わせて(?:ください|いただ)", letter.text)
    assert "実際のお取引のとおり" in letter.text
    assert "数量" not in asked(letter.text)[0], "another quantity is a difference, not something missing"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("令和8年5月26日", "令和8年6月26日"),
        ("株式会社　架空商店 御中", "有限会社別の店 御中"),
        ("40 個", "4 個"),
    ],
)
def test_what_differs_is_never_asked_about(old: str, new: str) -> None:
    assert letters(PAPER.replace(old, new)) == ()


@pytest.mark.parametrize("changes", [{}, {"issued": None}, {"addressee": None}, {"lines": []}])
def test_of_a_paper_without_words_nothing_is_called_missing(changes: dict[str, Any]) -> None:
    for kind in ("invoice", "receipt"):
        case = a_case(**changes, kind=kind)
        scan = a_fact(traits=(Trait(TraitName.NO_TEXT),))
        read = a_fact(SPARE, by_ocr=True)
        for fact in (scan, read):
            assert decided(case, fact).requests == ()
            assert not [
                one for one in judge_documents(case, (fact,), None, DAY) if one.code in ("E259", "S428")
            ]


@pytest.mark.parametrize("change", [{"issued": None}, {"addressee": None}])
def test_what_stands_on_the_paper_and_not_in_the_case_is_not_asked_of_the_supplier(
    change: dict[str, Any],
) -> None:
    assert letters(PAPER, **change) == ()


def test_a_phone_that_neither_case_nor_paper_has_is_asked_for() -> None:
    case = a_case()
    silent = case.model_copy(update={"supplier": (case.supplier[0].model_copy(update={"phone": None}),)})
    assert letters(PAPER, silent) == ()
    (letter,) = letters(PAPER.replace("TEL 06-0000-0000 ", "TEL 03-0000-0000 "), silent)
    assert asked(letter.text) == ["電話番号"]


def test_one_letter_names_every_paper_of_its_supplier() -> None:
    case = a_case()
    second = case.evidence[0].model_copy(
        update={"file": "b.pdf", "number": "MB-2607-006", "issued": date(2026, 7, 2)}
    )
    both = case.model_copy(update={"evidence": (case.evidence[0], second)})
    later = a_fact(PAPER.replace("株式会社　架空商店 御中\n", "").replace("令和8年5月26日", "令和8年7月2日"))
    (letter,) = supplier_requests(decided(both, a_fact(SPARE), replace(later, file="b.pdf")))
    assert asked(letter.text) == ["発行日、電話番号", "宛名"]
    assert "2. 請求書（番号 MB-2607-006）、2026年7月2日付" in letter.text
    (offer,) = [one for one in judge_documents(both, (a_fact(SPARE), later), None, DAY) if one.code == "S428"]
    assert offer.text.startswith("株式会社見本物産: 書類2点に、発行日、宛名、電話番号が")
    assert offer.severity.value == "note"


def test_a_supplier_without_mail_address_or_a_seller_of_few_words_gets_a_whole_letter() -> None:
    case = a_case()
    (plain,) = letters(SPARE, case)
    assert plain.text.startswith("件名：")
    mailed = case.model_copy(
        update={"supplier": (case.supplier[0].model_copy(update={"email": "a@example.jp"}),)}
    )
    (with_mail,) = letters(SPARE, mailed)
    assert with_mail.text.startswith("宛先：a@example.jp\n件名：")
    assert with_mail.text.split("\n", 1)[1] == plain.text
    bare = case.model_copy(
        update={"seller": case.seller.model_copy(update=dict.fromkeys(("company", "contact", "phone")))}
    )
    (short,) = letters(SPARE, bare)
    assert "None" not in short.text
    assert "\n\n\n\n" not in short.text


@pytest.mark.parametrize("changes", [{"supplier": None}, {"kind": "photo"}, {"kind": "delivery_note"}])
def test_without_a_supplier_or_an_invoice_there_is_nobody_to_ask(changes: dict[str, Any]) -> None:
    assert letters(SPARE, **changes) == ()


def test_one_who_gives_the_listing_up_asks_nobody() -> None:
    assert letters(SPARE, a_case().model_copy(update={"response": Response.WITHDRAWAL})) == ()


def test_every_sentence_of_the_letter_is_traced() -> None:
    (letter,) = letters(SPARE)
    sources = {sentence.text: sentence.sources for sentence in letter.trace}
    assert sources["確かめられない項目：発行日、電話番号"] == ("evidence[0].file",)
    assert any("supplier[0].name" in paths for paths in sources.values())
    assert re.sub(r"\s", "", "".join(sources)) == re.sub(r"\s", "", letter.text)


@pytest.fixture(scope="module")
def lacking(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example, with an invoice that shows neither day nor phone."""
    folder = tmp_path_factory.mktemp("lacking") / "case"
    shutil.copytree(root / "examples" / "authenticity", folder)
    rows = table([("1", "架空ブランド KB-500", "4901234567894", "40", "1,200", "48,000")])
    paper = Paper("spare", sheet(day="", s=issuer(tel="FAX 06-0000-9999"), t=rows))
    paper.draw(folder / "evidence" / "請求書_2026-05-26.pdf")
    return folder


def checked(folder: Path) -> Checked:
    return check(folder / "case.toml", DAY)


def test_check_offers_the_letter_and_names_supplier_and_items(
    lacking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashes(lacking)
    assert run(["check", str(lacking / "case.toml"), "--today", "2026-11-22"]) == 0
    told = re.sub(r"\s", "", capsys.readouterr().out)
    assert "[記録]S428株式会社見本物産:書類1点に、発行日、電話番号が見つからない" in told
    assert hashes(lacking) == before


@pytest.mark.parametrize("draft", [False, True])
def test_build_writes_the_letter_for_windows_and_names_it(lacking: Path, tmp_path: Path, draft: bool) -> None:
    built = build(checked(lacking), out=tmp_path / "package", draft=draft, archive=True)
    assert built.requests == ("株式会社見本物産",)
    (path,) = (built.folder / "drafts").iterdir()
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 20
    place = f"drafts/{path.name}"
    assert place.isascii()
    page = (built.folder / "00_start-here.html").read_text(encoding="utf-8")
    assert f'href="{place}"' in page
    assert "Amazonに送るものではありません" in page
    manifest = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    assert place in {one["path"] for one in manifest["files"]}
    trace = json.loads((built.folder / "trace.json").read_text(encoding="utf-8"))
    told = re.sub(r"\s", "", "".join(one["text"] for one in trace["drafts"][path.name]))
    assert told == re.sub(r"\s", "", data.decode("utf-8-sig"))
    assert built.archive is not None
    with zipfile.ZipFile(built.archive) as archive:
        assert f"package/{place}" in archive.namelist()


def test_a_package_without_anything_missing_has_no_drafts(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "examples" / "authenticity", tmp_path / "case")
    built = build(checked(tmp_path / "case"), out=tmp_path / "package")
    assert built.requests == ()
    assert not (built.folder / "drafts").exists()
    assert "仕入先に頼めること" not in (built.folder / "00_start-here.html").read_text(encoding="utf-8")


def test_the_command_tells_of_the_letter_at_its_end(
    lacking: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(lacking / "case.toml")
    assert run(["build", case, "--out", str(tmp_path / "package"), "--today", "2026-11-22"]) == 0
    told = capsys.readouterr().out
    told.encode("cp932")
    assert "仕入先への依頼の文1件(株式会社見本物産)" in told
    assert "drafts フォルダー" in told


def test_an_own_template_of_the_letter_is_used_and_a_broken_one_is_named(
    lacking: Path, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    shutil.copytree(lacking, case)
    assert run(["templates", "export", str(case / "templates")]) == 0
    own = case / "templates" / "supplier-request.txt.j2"
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("いつもお世話になっております。", "見本の挨拶です。"), encoding="utf-8")
    built = build(checked(case), out=tmp_path / "package")
    (path,) = (built.folder / "drafts").iterdir()
    assert "見本の挨拶です。" in path.read_text(encoding="utf-8-sig")
    own.write_text(text + "{{ nobody }}", encoding="utf-8")
    with pytest.raises(LetterError) as caught:
        build(checked(case), out=tmp_path / "other")
    assert "supplier-request.txt.j2" in caught.value.text
    assert not (tmp_path / "other").exists()
