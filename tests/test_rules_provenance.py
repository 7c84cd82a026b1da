"""What a file tells of its making and how it looks: neutral words, always the same advice, limits that hold."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import evidence_maker
import pikepdf
import pytest
import scan_maker
from PIL import Image, ImageDraw

from appeal.examine.files import examine
from appeal.examine.legibility import measure
from appeal.messages import find
from appeal.model.case import Case
from appeal.model.evidence import FileFacts, FileState
from appeal.model.finding import Finding
from appeal.model.traits import Trait, TraitName
from appeal.rules.documents import judge_documents

FAULTS = {
    "blurred": {"E296"},
    "faint": {"E297"},
    "dark": {"E297"},
    "glare": {"E297"},
    "skewed": {"E298"},
    "cut_edge": {"E298"},
}
SEEDS = range(20, 26)


def judged(*facts: FileFacts, kind: str = "invoice") -> list[Finding]:
    evidence = [{"file": fact.file, "kind": kind, "number": str(n)} for n, fact in enumerate(facts)]
    case = Case.model_validate({"evidence": evidence})
    return list(judge_documents(case, facts, None, date(2026, 11, 22)))


def codes(*facts: FileFacts, kind: str = "invoice") -> set[str]:
    return {one.code for one in judged(*facts, kind=kind)} - {"E251", "E252", "E265", "E268"}


def fact(*traits: Trait, name: str = "a.pdf", **more: object) -> FileFacts:
    values = {"sha256": name, "bytes": 9, "pages": 1, "suffix": "pdf", "type": "pdf"} | more
    return FileFacts(name, name, FileState.USABLE, traits=traits, **values)  # type: ignore[arg-type]


def made_by(program: str) -> FileFacts:
    return fact(Trait(TraitName.MADE_BY, detail=program))


@pytest.mark.parametrize(
    "program", ["Adobe Photoshop 25", "PDFelement", "GIMP 2.10", "Microsoft® Word 2019、iLovePDF", "Canva"]
)
def test_a_program_that_edits_is_named(program: str) -> None:
    (finding,) = judged(made_by(program), kind="contract")
    assert finding.code == "E291"
    assert program in finding.text


@pytest.mark.parametrize(
    "program",
    [
        *(
            "WeasyPrint 70.0",
            "iText 7",
            "SVF for Java",
            "Skia/PDF m120",
            "EPSON Scan",
            "Acrobat Distiller 21",
        ),
        *(
            "Microsoft: Print To PDF",
            "弥生販売、Microsoft: Print To PDF",
            "PScript5.dll Version 5.2.2、CubePDF",
        ),
        *("Microsoft Reporting Services PDF Rendering Extension", "Foxit Reader PDF Printer", "freee、Prawn"),
    ],
)
def test_a_program_that_issues_or_scans_papers_is_not(program: str) -> None:
    assert codes(made_by(program)) == set()


@pytest.mark.parametrize(
    "program",
    ["Microsoft® Excel® 2021", "Microsoft® Word for Microsoft 365", "Calc、LibreOffice 7.4", "Google Sheets"],
)
def test_an_invoice_out_of_an_office_program_is_at_most_a_note(program: str) -> None:
    (finding,) = judged(made_by(program), kind="contract")
    assert (finding.code, finding.severity.value) == ("E313", "note")
    assert program in finding.text


def test_a_scanner_on_a_telephone_is_a_note_even_where_its_maker_edits() -> None:
    (finding,) = judged(made_by("Microsoft Lens"), kind="contract")
    assert (finding.code, finding.severity.value) == ("E200", "note")


def test_saving_again_days_later_is_told_with_both_days() -> None:
    traits = (Trait(TraitName.MADE_ON, detail="2026-05-26"), Trait(TraitName.CHANGED_ON, detail="2026-06-02"))
    (finding,) = judged(fact(*traits), kind="contract")
    assert finding.code == "E292"
    assert "2026年6月2日" in finding.text
    assert "2026年5月26日" in finding.text
    assert codes(fact(traits[0], Trait(TraitName.CHANGED_ON, detail="2026-05-26"))) == set()


def test_revisions_of_a_signature_are_no_reproach() -> None:
    twice = Trait(TraitName.REVISIONS, 2)
    assert codes(fact(twice)) == {"E293"}
    assert "E293" not in codes(fact(twice, Trait(TraitName.SIGNATURE)))


@pytest.mark.parametrize(
    "code", ["E200", "E313", "E291", "E292", "E293", "E294", "E295", "E287", "E288", "E289"]
)
def test_the_advice_is_never_to_clean_a_file(code: str) -> None:
    message = find(code)
    assert not re.search("消して|削除|取り除|除いて|変換して|保存し直して", message.hint)


def test_a_photograph_may_come_out_of_any_program() -> None:
    assert codes(made_by("Adobe Photoshop"), kind="photo") == set()
    assert codes(fact(Trait(TraitName.POSITION)), kind="photo") == {"E287"}


def test_what_a_pdf_tells_of_its_making_is_read(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(evidence_maker.pdf())) as document:
        info = document.make_indirect(
            pikepdf.Dictionary(
                Creator=pikepdf.String("Microsoft® Excel"),
                Author=pikepdf.String("架空 花子"),
                CreationDate=pikepdf.String("D:20260526101112+09'00'"),
                ModDate=pikepdf.String("D:20260602101112+09'00'"),
            )
        )
        document.trailer.Info = info
        document.save(tmp_path / "a.pdf")
    (found,) = examine(["a.pdf"], tmp_path)
    assert codes(found) >= {"E313", "E292", "E289"}


def test_a_number_in_two_fonts_is_seen_and_a_line_in_two_fonts_is_not(tmp_path: Path) -> None:
    def page(orders: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(evidence_maker.pdf())) as document:
            fonts = {
                name: pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{base}")
                )
                for name, base in (("F1", "Helvetica"), ("F2", "Courier"))
            }
            document.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(**fonts))
            document.pages[0].obj.Contents = document.make_stream(orders)
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()

    mixed = b"BT 72 700 Td /F1 20 Tf (SAMPLE 12) Tj /F2 20 Tf (34) Tj ET"
    beside = b"BT 72 700 Td /F1 20 Tf (SAMPLE ) Tj /F2 20 Tf (1234 pcs) Tj ET"
    (tmp_path / "mixed.pdf").write_bytes(page(mixed))
    (tmp_path / "beside.pdf").write_bytes(page(beside))
    first, second = examine(["mixed.pdf", "beside.pdf"], tmp_path)
    assert first.trait(TraitName.FONTS_MIXED) == Trait(TraitName.FONTS_MIXED, 1, "1234", (1,))
    assert second.trait(TraitName.FONTS_MIXED) is None


def _scanned(folder: Path, scans: list[scan_maker.Scan]) -> dict[str, set[str]]:
    for scan in scans:
        scan.image.save(folder / f"{scan.name}.jpg", quality=80)
    facts = examine([f"{scan.name}.jpg" for scan in scans], folder)
    return {one.file.removesuffix(".jpg"): codes(one) & {"E296", "E297", "E298"} for one in facts}


def test_good_scans_are_left_alone(tmp_path: Path) -> None:
    scans = scan_maker.good_scans(SEEDS)
    found = _scanned(tmp_path, scans)
    alarms = {name: told for name, told in found.items() if told}
    assert len(scans) >= 40
    assert len(alarms) <= len(scans) * 0.05, alarms


def test_each_fault_is_found_and_called_by_its_name(tmp_path: Path) -> None:
    scans = scan_maker.bad_scans(SEEDS)
    found = _scanned(tmp_path, scans)
    missed = [scan.name for scan in scans if not FAULTS[scan.fault] <= found[scan.name]]
    assert len(scans) >= 40
    assert len(missed) <= len(scans) * 0.05, missed


def test_an_empty_page_is_not_measured() -> None:
    empty = measure(Image.new("L", (1000, 1400), 250))
    assert (empty.sharpness, empty.ink, empty.turn) == (None, None, None)


def test_one_paper_saved_twice_looks_the_same_and_two_papers_of_one_form_do_not(tmp_path: Path) -> None:
    page, other = scan_maker.paper(1), scan_maker.paper(2)
    page.save(tmp_path / "a.png")
    page.save(tmp_path / "b.jpg", quality=75)
    page.resize((1240, 1754)).save(tmp_path / "c.jpg", quality=85)
    other.save(tmp_path / "d.png")
    next_month = page.copy()
    ImageDraw.Draw(next_month).text((1200, 2000), "2026年6月26日", fill=30, font_size=28)
    next_month.save(tmp_path / "e.png")
    facts = examine(["a.png", "b.jpg", "c.jpg", "d.png", "e.png"], tmp_path)
    twice = [one for one in judged(*facts) if one.code == "E299"]
    assert [one.text.split(" ")[0] for one in twice] == ["b.jpg", "c.jpg"]


def test_a_scan_inside_a_pdf_is_measured_like_a_picture(tmp_path: Path) -> None:
    blurred = scan_maker.bad_scans(range(1))[0]
    blurred.image.save(tmp_path / "scan.pdf", resolution=200.0)
    scan_maker.paper(3).resize((700, 990)).save(tmp_path / "small.pdf", resolution=84.6)
    scan, small = examine(["scan.pdf", "small.pdf"], tmp_path)
    assert "E296" in codes(scan)
    assert "E260" in codes(scan)
    assert "E238" in codes(small)
