"""The policy table as files: row, name, maker, verdict, code; it makes nothing itself."""

from __future__ import annotations

import evidence_maker as plain
from hostile_maker import (
    ACCEPTED,
    ERROR,
    NOTE,
    WARNING,
    Hostile,
    _pillow,
    annotated,
    attached,
    bare_png,
    boxed,
    changed,
    chunk,
    circular_outline,
    deep,
    drawn,
    elsewhere,
    exif,
    field,
    filed,
    flate_bomb,
    ink,
    layered,
    locked_by,
    looping,
    many_orders,
    moving_png,
    named_scripts,
    nested_arrays,
    opening,
    out_of_step,
    painted,
    placed,
    png_with,
    revised,
    sheet,
    signed,
    strange_font,
    wide_jpeg_header,
)
from pikepdf import Array, Dictionary, Name, String

_JS = {"S": Name.JavaScript, "JS": String("app.alert('SAMPLE')")}
_ACTIVE, _FORM, _NOTES = "scripts, launches, sending, other files", "form", "comments, highlights, stamps"
_AREA, _BOXES = "page too large or too small", "boxes and turns"
_OVER = b"BT /F1 24 Tf 72 700 Td (SAMPLE 123) Tj ET\n"
_BLACK = b"0 g 60 690 300 40 re f\n"
_LAUNCH = opening(S=Name.Launch, F=String("a.exe"))
_CHAIN = opening(S=Name.GoTo, D=String("a"), Next=Dictionary(**_JS))

PDFS: tuple[Hostile, ...] = (
    Hostile(_ACTIVE, "js-open.pdf", changed(opening(**_JS)), WARNING, "E273"),
    Hostile(_ACTIVE, "js-names.pdf", changed(named_scripts), WARNING, "E273"),
    Hostile(_ACTIVE, "js-page.pdf", changed(boxed(AA=Dictionary(O=Dictionary(**_JS)))), WARNING, "E273"),
    Hostile(
        _ACTIVE, "js-link.pdf", changed(annotated(Subtype=Name.Link, A=Dictionary(**_JS))), WARNING, "E273"
    ),
    Hostile(_ACTIVE, "js-next.pdf", changed(_CHAIN), WARNING, "E273"),
    Hostile(_ACTIVE, "launch.pdf", changed(_LAUNCH), WARNING, "E273"),
    Hostile(_ACTIVE, "submit.pdf", changed(opening(S=Name.SubmitForm, F=String("x"))), WARNING, "E273"),
    Hostile(_ACTIVE, "import.pdf", changed(opening(S=Name.ImportData, F=String("x"))), WARNING, "E273"),
    Hostile(_ACTIVE, "other-file.pdf", changed(opening(S=Name.GoToR, F=String("b.pdf"))), WARNING, "E273"),
    Hostile(_ACTIVE, "inner-file.pdf", changed(opening(S=Name.GoToE, F=String("b.pdf"))), WARNING, "E273"),
    Hostile(
        "web links",
        "web-link.pdf",
        changed(annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.com/")))),
        ACCEPTED,
    ),
    Hostile("embedded files", "attached.pdf", changed(attached), WARNING, "E274"),
    Hostile(
        "embedded files",
        "attached-mark.pdf",
        changed(annotated(Subtype=Name.FileAttachment, FS=Dictionary(UF=String("a.xlsx")))),
        WARNING,
        "E274",
    ),
    Hostile("media", "movie.pdf", changed(annotated(Subtype=Name.Movie)), WARNING, "E275"),
    Hostile("media", "rich.pdf", changed(annotated(Subtype=Name.RichMedia)), WARNING, "E275"),
    Hostile(_FORM, "form-drawn.pdf", changed(drawn()), WARNING, "E270"),
    Hostile(_FORM, "form-undrawn.pdf", changed(filed()(field())), WARNING, "E271"),
    Hostile(_FORM, "form-needs.pdf", changed(filed(NeedAppearances=True)(field())), WARNING, "E271"),
    Hostile(_FORM, "form-hidden.pdf", changed(filed()(field(F=2))), WARNING, "E272"),
    Hostile(_FORM, "form-empty.pdf", changed(filed()(field(""))), WARNING, "E270"),
    Hostile("XFA", "xfa-dynamic.pdf", changed(filed(XFA=String("SAMPLE"))()), ERROR, "E244"),
    Hostile("XFA", "xfa-static.pdf", changed(filed(XFA=String("SAMPLE"))(field())), WARNING, "E270"),
    Hostile(
        "portfolio; external content",
        "portfolio.pdf",
        changed(lambda document: setattr(document.Root, "Collection", Dictionary())),
        ERROR,
        "E245",
    ),
    Hostile("portfolio; external content", "elsewhere.pdf", changed(elsewhere), ERROR, "E245"),
    Hostile("layers", "layers.pdf", changed(layered()), WARNING, "E283"),
    Hostile("layers", "layers-off.pdf", changed(layered(OFF="layer")), WARNING, "E283"),
    Hostile("layers", "layers-base.pdf", changed(layered(BaseState=Name.OFF)), WARNING, "E283"),
    Hostile("signature", "signed.pdf", changed(signed), NOTE, "E276"),
    Hostile("signature", "signed-more.pdf", changed(lambda document: signed(document, 30)), WARNING, "E277"),
    Hostile(_NOTES, "highlight.pdf", changed(annotated(Subtype=Name.Highlight)), WARNING, "E278"),
    Hostile(
        _NOTES, "note.pdf", changed(annotated(Subtype=Name.Text, T=String("架空 花子"))), WARNING, "E278"
    ),
    Hostile(_NOTES, "stamp.pdf", changed(annotated(Subtype=Name.Stamp)), WARNING, "E278"),
    Hostile(_NOTES, "typed.pdf", changed(annotated(Subtype=Name.FreeText)), WARNING, "E278"),
    Hostile(_NOTES, "popup.pdf", changed(annotated(Subtype=Name.Popup)), ACCEPTED),
    Hostile("redaction", "redact.pdf", changed(annotated(Subtype=Name.Redact)), WARNING, "E279"),
    Hostile("redaction", "black-over.pdf", changed(painted(_OVER + _BLACK)), WARNING, "E280"),
    Hostile("redaction", "black-under.pdf", changed(painted(_BLACK + b"1 g " + _OVER)), ACCEPTED),
    Hostile("font not embedded", "font.pdf", changed(strange_font), WARNING, "E281"),
    Hostile(_AREA, "large.pdf", changed(boxed(MediaBox=Array([0, 0, 15_000, 15_000]))), WARNING, "E282"),
    Hostile(_AREA, "small.pdf", changed(boxed(MediaBox=Array([0, 0, 2, 2]))), WARNING, "E282"),
    Hostile(_AREA, "flat.pdf", changed(boxed(MediaBox=Array([0, 0, 0, 800]))), ERROR, "E246"),
    Hostile(_AREA, "endless.pdf", changed(boxed(MediaBox=Array([0, 0, 10**9, 10**9]))), ERROR, "E246"),
    Hostile(_AREA, "unit.pdf", changed(boxed(UserUnit=30)), WARNING, "E282"),
    Hostile(_BOXES, "inverted.pdf", changed(boxed(MediaBox=Array([595, 842, 0, 0]))), ACCEPTED),
    Hostile(_BOXES, "shifted.pdf", changed(boxed(MediaBox=Array([-90, -90, 505, 752]))), ACCEPTED),
    Hostile(_BOXES, "cropped.pdf", changed(boxed(CropBox=Array([50, 50, 500, 700]))), ACCEPTED),
    Hostile(_BOXES, "crop-outside.pdf", changed(boxed(CropBox=Array([900, 900, 999, 999]))), WARNING, "E284"),
    Hostile(_BOXES, "turned-90.pdf", changed(boxed(Rotate=90)), ACCEPTED),
    Hostile(_BOXES, "turned-minus.pdf", changed(boxed(Rotate=-90)), ACCEPTED),
    Hostile(_BOXES, "turned-450.pdf", changed(boxed(Rotate=450)), ACCEPTED),
    Hostile(_BOXES, "turned-45.pdf", changed(boxed(Rotate=45)), WARNING, "E284"),
    Hostile("pages", "pages-301.pdf", lambda: plain.pdf(301), WARNING, "E239"),
    Hostile("no page; tree looping, deep", "looping.pdf", changed(looping), ERROR),
    Hostile("no page; tree looping, deep", "deep.pdf", changed(deep), ERROR),
    Hostile("no page; tree looping, deep", "outline.pdf", changed(circular_outline), ACCEPTED),
    Hostile("bombs", "flate-bomb.pdf", flate_bomb, ERROR, "E227"),
    Hostile("bombs", "nested.pdf", nested_arrays, ERROR),
    Hostile("bombs, milder", "orders.pdf", many_orders, WARNING, "E285"),
    Hostile("PDF header", "junk.pdf", lambda: b"SAMPLE junk\n" + plain.pdf(1), WARNING, "E247"),
    Hostile("PDF header", "buried.pdf", lambda: b"\x01\x02" * 900 + plain.pdf(1), ERROR, "E230"),
    Hostile("PDF header", "bom.pdf", lambda: b"\xef\xbb\xbf" + plain.pdf(1), ACCEPTED),
    Hostile(
        "bytes after the end", "zip-after.pdf", lambda: plain.pdf(1) + plain.archive("a"), WARNING, "E247"
    ),
    Hostile("bytes after the end", "joined.pdf", lambda: plain.pdf(1) + plain.pdf(2), WARNING, "E247"),
    Hostile("bytes after the end", "noise-after.pdf", lambda: plain.pdf(1) + b"\x01" * 99, WARNING, "E236"),
    Hostile("older revisions", "revised.pdf", revised(2), WARNING, "E293"),
    Hostile("locks", "certificate.pdf", locked_by(b"Adobe.PubSec"), ERROR, "E218"),
    Hostile("locks", "copy-protection.pdf", locked_by(b"FOPN_fLock"), ERROR, "E218"),
    Hostile("repairable", "crlf.pdf", lambda: plain.pdf(2).replace(b"\n", b"\r\n"), WARNING, "E235"),
    Hostile(
        "repairable",
        "no-xref.pdf",
        lambda: (
            plain.pdf(2)[: plain.pdf(2).rindex(b"xref\n", 0, plain.pdf(2).rindex(b"startxref"))]
            + plain.pdf(2)[plain.pdf(2).rindex(b"trailer") :]
        ),
        WARNING,
        "E235",
    ),
    Hostile(
        "cut, rotten, unreadable",
        "rotten.pdf",
        lambda: plain.pdf(2).replace(b"/Type /Page\n", b"/Type /Pxge\n").replace(b"obj\n<<", b"ob?\n<<"),
        ERROR,
    ),
)

_TURN = "EXIF orientation"
_ACCEPTED_FORMS = "16-bit; alpha; interlaced PNG"

IMAGES: tuple[Hostile, ...] = (
    *(Hostile(_TURN, f"turn-{turn}.jpg", exif(0x0112, turn), ACCEPTED) for turn in range(1, 9)),
    *(Hostile(_TURN, f"turn-{turn}.jpg", exif(0x0112, turn), WARNING, "E284") for turn in (0, 9)),
    Hostile("GPS; comments", "placed.jpg", placed, WARNING, "E287"),
    Hostile("GPS; comments", "remark.jpg", lambda: plain.jpg(comment=b"SAMPLE"), WARNING, "E288"),
    Hostile("GPS; comments", "remark.gif", lambda: plain.picture("GIF", comment=b"SAMPLE"), WARNING, "E288"),
    Hostile(
        "GPS; comments", "remark.png", lambda: png_with(chunk(b"tEXt", b"Comment\0SAMPLE")), WARNING, "E288"
    ),
    Hostile("CMYK JPEG", "ink.jpg", ink(marked=True), ACCEPTED),
    Hostile("CMYK JPEG", "ink-unmarked.jpg", ink(marked=False), WARNING, "E284"),
    Hostile(_ACCEPTED_FORMS, "alpha.png", lambda: _pillow(sheet("RGBA"), "PNG"), ACCEPTED),
    Hostile(_ACCEPTED_FORMS, "grey-alpha.png", lambda: _pillow(sheet("LA"), "PNG"), ACCEPTED),
    Hostile(_ACCEPTED_FORMS, "deep.png", lambda: _pillow(sheet("I;16"), "PNG"), ACCEPTED),
    Hostile(_ACCEPTED_FORMS, "one-bit.png", lambda: _pillow(sheet("1"), "PNG"), ACCEPTED),
    Hostile(_ACCEPTED_FORMS, "palette.png", lambda: _pillow(sheet("P"), "PNG"), ACCEPTED),
    Hostile("1x1; longer than 20:1", "dot.png", lambda: plain.picture("PNG", (1, 1)), WARNING, "E286"),
    Hostile("1x1; longer than 20:1", "strip.png", lambda: plain.picture("PNG", (4200, 200)), WARNING, "E286"),
    Hostile("GIF animation; APNG; MPO", "moving.png", moving_png, WARNING, "E237"),
    Hostile("GIF animation; APNG; MPO", "moving.gif", plain.animation, WARNING, "E237"),
    Hostile("GIF animation; APNG; MPO", "two-shots.jpg", plain.two_shots, WARNING, "E237"),
    Hostile("only the end marker missing; middle spoilt", "step.jpg", out_of_step, WARNING, "E290"),
    Hostile(
        "only the end marker missing; middle spoilt", "end.jpg", lambda: plain.jpg()[:-2], WARNING, "E235"
    ),
    Hostile("image > 60 / > 100 MP", "wide.jpg", wide_jpeg_header, ERROR, "E223"),
    Hostile("image > 60 / > 100 MP", "wide.png", plain.huge_png_header, ERROR, "E223"),
    Hostile("image > 60 / > 100 MP", "many.png", lambda: plain._plain(8000, 8000), WARNING, "E240"),
    Hostile("PNG, GIF cut or CRC wrong", "no-size.png", lambda: bare_png(0, 0), ERROR),
    Hostile("PNG, GIF cut or CRC wrong", "no-rows.png", lambda: bare_png(300, 300), ERROR),
    Hostile("PNG, GIF cut or CRC wrong", "crc.png", plain.png_with_wrong_checksum, ERROR, "E220"),
    Hostile("PNG, GIF cut or CRC wrong", "block.gif", lambda: plain.gif()[:800] + b"\x99" * 50, ERROR),
    Hostile("two documents in one", "paper-in.jpg", lambda: plain.jpg() + plain.pdf(1), ERROR, "E217"),
    Hostile("two documents in one", "script-in.gif", lambda: plain.gif() + b"<script>", ERROR, "E217"),
    Hostile("bytes after the end", "after.png", lambda: plain.png() + b"\x01" * 40, WARNING, "E236"),
    Hostile("PDF named as picture or the reverse", "paper.jpg", lambda: plain.pdf(1), ERROR, "E203"),
    Hostile("PDF named as picture or the reverse", "picture.pdf", plain.png, ERROR, "E203"),
    Hostile("JPEG as PNG", "photo.png", plain.jpg, WARNING, "E233"),
    Hostile("screen", "screen.png", lambda: plain.picture("PNG", (1170, 2532)), WARNING, "E295"),
)
