"""The rest of the policy table as files; it makes nothing itself."""

from __future__ import annotations

import evidence_maker as plain
import hostile_more as more
from hostile_maker import (
    ACCEPTED,
    ERROR,
    NOTE,
    WARNING,
    Hostile,
    _pillow,
    boxed,
    changed,
    chunk,
    exif,
    png_with,
    sheet,
)
from pikepdf import Array

_BOXES, _LOCKS, _BOMBS = "boxes and turns", "locks", "bombs"
_REPAIR, _TREE, _ROTTEN = "repairable", "no page; tree looping, deep", "cut, rotten, unreadable"
_SOUND, _TWO, _FORMS = "sound but unusual", "two documents in one", "16-bit; alpha; interlaced PNG"
_CUT_PICTURE = "PNG, GIF cut or CRC wrong; half a JPEG"
_STRANGERS = "HEIC, TIFF, WebP, BMP, SVG, EPS, ZIP under any name"
_ALGORITHMS = ("RC4-40", "RC4-128", "AES-128", "AES-256")

MORE_PDFS: tuple[Hostile, ...] = (
    Hostile(_BOXES, "no-box.pdf", changed(more.without("/MediaBox")), WARNING, "E284"),
    Hostile(_BOXES, "odd-box.pdf", changed(boxed(MediaBox=Array([0, 0, 595]))), WARNING, "E284"),
    Hostile(_BOXES, "turned-180.pdf", changed(boxed(Rotate=180)), ACCEPTED),
    Hostile(_BOXES, "turned-270.pdf", changed(boxed(Rotate=270)), ACCEPTED),
    Hostile(_BOXES, "turned-360.pdf", changed(boxed(Rotate=360)), ACCEPTED),
    Hostile(_BOXES, "crop-partly.pdf", changed(boxed(CropBox=Array([-50, -50, 300, 900]))), ACCEPTED),
    Hostile(_BOXES, "crop-odd.pdf", changed(boxed(CropBox=Array([]))), WARNING, "E284"),
    Hostile(
        "page too large or too small",
        "three.pdf",
        changed(boxed(MediaBox=Array([0, 0, 3, 3]))),
        WARNING,
        "E282",
    ),
    *(Hostile(_LOCKS, f"user-{one}.pdf", more.locked(one, "x", "y"), ERROR, "E218") for one in _ALGORITHMS),
    *(Hostile(_LOCKS, f"free-{one}.pdf", more.locked(one, "", ""), NOTE, "E300") for one in _ALGORITHMS),
    Hostile(_TREE, "endless-tree.pdf", changed(more.endless_tree()), ERROR),
    Hostile(_TREE, "false-branch.pdf", more.false_branch, WARNING, "E248"),
    Hostile(_TREE, "looping-names.pdf", changed(more.looping_names), ACCEPTED),
    Hostile(_TREE, "looping-fields.pdf", changed(more.looping_fields), WARNING, "E270"),
    Hostile(_TREE, "looping-action.pdf", changed(more.looping_action), ACCEPTED),
    Hostile(_TREE, "own-form.pdf", changed(more.own_form), ACCEPTED),
    Hostile(_BOMBS, "forms-1e8.pdf", changed(more.nested_forms(8, 10)), ERROR, "E227"),
    Hostile("bombs, milder", "forms-1e3.pdf", changed(more.nested_forms(3, 10)), ACCEPTED),
    Hostile(_BOMBS, "packed-thrice.pdf", more.kept(more.packed(2**30, 3)), ERROR, "E227"),
    Hostile("bombs, milder", "packed-50.pdf", more.kept(more.packed(50_000_000, 1)), WARNING, "E285"),
    Hostile(_BOMBS, "pixels.pdf", more.kept(more.pictured(b"SAMPLE", 65_000, 65_000)), ERROR, "E227"),
    Hostile(_BOMBS, "nested-orders.pdf", changed(lambda d: more.filled(d, b"q " * 100_000)), ACCEPTED),
    Hostile(_BOMBS, "nested-in-page.pdf", changed(lambda d: more.filled(d, b"[" * 100_000)), ACCEPTED),
    Hostile(_BOMBS, "filters.pdf", more.kept(more.filtered(*["FlateDecode"] * 200)), ERROR),
    Hostile(_ROTTEN, "unpacked.pdf", more.kept(more.filtered("FlateDecode")), ERROR),
    Hostile(_ROTTEN, "cut-stream.pdf", more.kept(more.cut_stream(0.5)), ERROR, "E220"),
    Hostile(_ROTTEN, "astray.pdf", more.kept(more.cut_stream(0.5, b"\xee" * 300)), ERROR, "E220"),
    Hostile(_REPAIR, "no-sum.pdf", more.kept(more.without_sum), WARNING, "E235"),
    Hostile(_ROTTEN, "no-such-filter.pdf", more.kept(more.filtered("Mihon")), ERROR),
    Hostile(_ROTTEN, "broken-scan.pdf", more.kept(more.broken_scan), ERROR),
    Hostile(_ROTTEN, "no-root.pdf", more.replaced(rb"/Root \d+ 0 R", b""), ERROR),
    Hostile(_ROTTEN, "no-tree.pdf", more.replaced(rb"/Pages \d+ 0 R", b"/Pages 99 0 R"), ERROR),
    Hostile(_ROTTEN, "kid-missing.pdf", more.replaced(rb"/Kids \[ \d+ 0 R", b"/Kids [ 99 0 R", 2), ERROR),
    Hostile(
        _REPAIR, "far-start.pdf", more.replaced(rb"startxref\n\d+", b"startxref\n999999999"), WARNING, "E235"
    ),
    Hostile(_REPAIR, "no-start.pdf", more.replaced(rb"startxref\n\d+\n", b"", 2), ERROR),
    Hostile(_REPAIR, "looping-xref.pdf", more.looping_xref, WARNING, "E235"),
    Hostile(_REPAIR, "long-length.pdf", more.replaced(rb"/Length \d+", b"/Length 99999"), WARNING, "E235"),
    Hostile(_REPAIR, "short-length.pdf", more.replaced(rb"/Length \d+", b"/Length 3"), WARNING, "E235"),
    Hostile("comments, highlights, stamps", "marks-5000.pdf", changed(more.many_marks), WARNING, "E278"),
    Hostile(_SOUND, "streams.pdf", more.objects_in_streams(), ACCEPTED),
    Hostile(_SOUND, "fast-web.pdf", more.objects_in_streams(linearize=True), ACCEPTED),
    Hostile(_SOUND, "scan.pdf", more.kept(more.scanned), ACCEPTED),
    Hostile(_SOUND, "blank.pdf", changed(more.without("/Contents")), ACCEPTED),
    Hostile(_SOUND, "version.pdf", more.replaced(rb"%PDF-1\.\d", b"%PDF-2.0"), ACCEPTED),
    Hostile("bytes after the end", "page-after.pdf", lambda: plain.pdf(1) + b"<html><script>SAMPLE", WARNING),
    Hostile("PDF header", "request.pdf", lambda: b"POST / HTTP/1.1\r\n\r\n" + plain.pdf(1), WARNING, "E247"),
    Hostile("PDF header", "blank-lines.pdf", lambda: b"\r\n\r\n" + plain.pdf(1), ACCEPTED),
)
MORE_IMAGES: tuple[Hostile, ...] = (
    Hostile(_TWO, "paper-in-comment.jpg", more.inside_comment("JPEG"), ERROR, "E217"),
    Hostile(_TWO, "paper-in-comment.gif", more.inside_comment("GIF"), ERROR, "E217"),
    Hostile(_TWO, "paper-in.png", lambda: png_with(chunk(b"tEXt", b"a\0%PDF-1.4\nSAMPLE")), ERROR, "E217"),
    Hostile(_TWO, "paper-after.png", lambda: plain.png() + plain.pdf(1), ERROR, "E217"),
    Hostile(_TWO, "archive-after.jpg", lambda: plain.jpg() + plain.archive("a"), WARNING, "E236"),
    Hostile(_FORMS, "interlaced.png", more.interlaced, ACCEPTED),
    Hostile(_FORMS, "deep-colour.png", more.colour_of_sixteen_bits, ACCEPTED),
    Hostile(_FORMS, "clear-palette.png", lambda: _pillow(sheet("P"), "PNG", transparency=3), ACCEPTED),
    Hostile("bombs, milder", "text-bomb.png", more.text_bomb, WARNING, "E285"),
    Hostile("bombs, milder", "text-bomb-2.png", lambda: more.text_bomb(b"iTXt"), WARNING, "E285"),
    Hostile("bombs, milder", "colour-bomb.png", lambda: more.text_bomb(b"iCCP"), WARNING, "E285"),
    Hostile(_BOMBS, "deep-64.png", more.heavy_png, WARNING, "E240"),
    Hostile("GPS; comments", "placed.png", more.placed_png, WARNING, "E287"),
    Hostile(_CUT_PICTURE, "closed-half.jpg", more.ended(plain.jpg, 0.5), ERROR, "E219"),
    Hostile(_CUT_PICTURE, "closed-most.jpg", more.ended(more.grey_jpg, 0.9), ERROR, "E219"),
    Hostile(
        _CUT_PICTURE, "closed-steps.jpg", more.ended(lambda: plain.jpg(progressive=True), 0.1), ERROR, "E219"
    ),
    Hostile(_CUT_PICTURE, "no-height.jpg", more.no_height, ERROR),
    Hostile(_CUT_PICTURE, "text-sum.png", more.spoilt_text_sum, ERROR, "E220"),
    Hostile("GIF animation; APNG; MPO", "frames-1001.gif", more.many_frames, ERROR),
    Hostile("EXIF orientation", "strange-exif.jpg", more.strange_exif, ACCEPTED),
    Hostile("EXIF orientation", "far-turn.jpg", exif(0x0112, 65535), WARNING, "E284"),
    Hostile("1x1; longer than 20:1", "line.gif", lambda: plain.picture("GIF", (1, 900)), WARNING, "E286"),
    Hostile(
        "1x1; longer than 20:1", "strip.jpg", lambda: plain.picture("JPEG", (101, 2200)), WARNING, "E286"
    ),
    Hostile("image > 60 / > 100 MP", "wide.gif", lambda: more.wide_gif(), ERROR, "E223"),
    Hostile(_STRANGERS, "photo.jp2", lambda: b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(90), ERROR, "E209"),
    Hostile(_STRANGERS, "moving.webp", lambda: _pillow(sheet(), "WEBP"), ERROR, "E209"),
    Hostile(_STRANGERS, "icon.png", lambda: b"\x00\x00\x01\x00\x01\x00" + bytes(90), ERROR),
)
