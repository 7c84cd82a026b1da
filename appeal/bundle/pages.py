"""Places evidence in the reading copy, one file after the other; it changes no pixel and no file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from appeal.bundle.papers import insert_blank, insert_papers
from appeal.bundle.streams import bare_jpeg, coded_png

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject

_A4 = (595.276, 841.89)
_MARGIN = 28.35
# A pixel is drawn at most as large as at 96 dpi: more would only show its squares.
_POINTS_A_PIXEL = 0.75
_ORIENTATION = 0x0112
_ADOBE_CMYK_DECODE = (1, 0) * 4
_DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}

# Where the first row and column of the stored picture lie, by EXIF orientation: the matrix on a unit square.
_MATRICES = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class _Picture:
    """One image as a PDF holds it: pixels, coded data and how to read it; `alpha` is coded 8-bit opacity."""

    width: int
    height: int
    bits: int
    components: int
    coded: bytes
    filter: str
    palette: bytes | None = None
    predicted: bool = False
    inverted: bool = False
    orientation: int = 1
    alpha: bytes | None = None


def insert_evidence(writer: PdfWriter, data: bytes, kind: str, at: int) -> int:
    """Insert the pages of one evidence file (`kind`: pdf, jpg, png, gif) before page `at`; return how many.

    Raises what the libraries raise on a broken file; the caller knows its name.
    """
    if kind == "pdf":
        return insert_papers(writer, data, at)
    picture = {"jpg": _read_jpeg, "png": _read_png, "gif": _read_decoded}[kind](data)
    _insert_picture(writer, picture, at)
    return 1


def _open(data: bytes) -> Image:
    from PIL import Image

    return Image.open(BytesIO(data), formats=("JPEG", "PNG", "GIF"))


def _read_jpeg(data: bytes) -> _Picture:
    with _open(data) as image:
        orientation = image.getexif().get(_ORIENTATION, 1)
        components = len(image.getbands())
        inverted = components == 4 and "adobe" in image.info
        width, height = image.size
    return _Picture(
        width,
        height,
        8,
        components,
        bare_jpeg(data),
        "/DCTDecode",
        inverted=inverted,
        orientation=orientation if orientation in _MATRICES else 1,
    )


def _read_png(data: bytes) -> _Picture:
    coded = coded_png(data)
    if coded is None:
        return _read_decoded(data)
    return _Picture(
        coded.width,
        coded.height,
        coded.bits,
        coded.components,
        coded.rows,
        "/FlateDecode",
        palette=coded.palette,
        predicted=True,
    )


def _read_decoded(data: bytes) -> _Picture:
    """Decode the first picture; opacity becomes a mask, so that it lies on the white of the page."""
    with _open(data) as image:
        image.load()
        if image.has_transparency_data:
            return _deflated(image.convert("RGBA"))
        if image.mode.startswith("I"):
            return _deflated(image, bits=16)
        if image.mode in ("L", "P"):
            return _deflated(image)
        return _deflated(image.convert("RGB"))


def _deflated(image: Image, bits: int = 8) -> _Picture:
    alpha = palette = None
    if image.mode == "RGBA":
        alpha = zlib.compress(image.getchannel("A").tobytes())
        image = image.convert("RGB")
    elif image.mode == "P":
        palette = bytes(image.getpalette() or ())
    pixels = image.tobytes("raw", "I;16B") if bits == 16 else image.tobytes()
    return _Picture(
        *image.size,
        bits,
        3 if image.mode == "RGB" else 1,
        zlib.compress(pixels),
        "/FlateDecode",
        palette=palette,
        alpha=alpha,
    )


def _insert_picture(writer: PdfWriter, picture: _Picture, at: int) -> None:
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    turned = picture.orientation > 4
    wide, high = (picture.height, picture.width) if turned else (picture.width, picture.height)
    page_wide, page_high = (_A4[1], _A4[0]) if wide > high else _A4
    scale = min((page_wide - 2 * _MARGIN) / wide, (page_high - 2 * _MARGIN) / high, _POINTS_A_PIXEL)
    page = insert_blank(writer, page_wide, page_high, at)
    box = (page_wide - wide * scale) / 2, (page_high - high * scale) / 2, wide * scale, high * scale
    stream = DecodedStreamObject()
    stream.set_data(_drawing(_MATRICES[picture.orientation], *box))
    images = DictionaryObject({NameObject("/Im0"): _add_image(writer, picture)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
    page[NameObject("/Contents")] = writer._add_object(stream)


def _drawing(
    matrix: tuple[int, int, int, int, int, int], left: float, foot: float, wide: float, high: float
) -> bytes:
    a, b, c, d, e, f = matrix
    numbers = (a * wide, b * high, c * wide, d * high, left + e * wide, foot + f * high)
    return ("q " + " ".join(f"{number:.3f}" for number in numbers) + " cm /Im0 Do Q").encode("ascii")


def _add_image(writer: PdfWriter, picture: _Picture) -> IndirectObject:
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    image = _stream(picture.coded, picture.filter)
    _describe(image, picture.width, picture.height, picture.bits)
    image[NameObject("/ColorSpace")] = _colour_space(writer, picture)
    if picture.inverted:
        image[NameObject("/Decode")] = ArrayObject(NumberObject(number) for number in _ADOBE_CMYK_DECODE)
    if picture.predicted:
        image[NameObject("/DecodeParms")] = _prediction(picture)
    if picture.alpha is not None:
        mask = _stream(picture.alpha, "/FlateDecode")
        _describe(mask, picture.width, picture.height, 8)
        mask[NameObject("/ColorSpace")] = NameObject("/DeviceGray")
        image[NameObject("/SMask")] = writer._add_object(mask)
    return writer._add_object(image)


def _stream(coded: bytes, filter: str) -> Any:
    """Return a stream of data that is coded already; pypdf writes it as it stands."""
    from pypdf.generic import EncodedStreamObject, NameObject

    stream = EncodedStreamObject()
    stream._data = coded
    stream[NameObject("/Filter")] = NameObject(filter)
    return stream


def _describe(image: DictionaryObject, width: int, height: int, bits: int) -> None:
    from pypdf.generic import NameObject, NumberObject

    image[NameObject("/Type")] = NameObject("/XObject")
    image[NameObject("/Subtype")] = NameObject("/Image")
    image[NameObject("/Width")] = NumberObject(width)
    image[NameObject("/Height")] = NumberObject(height)
    image[NameObject("/BitsPerComponent")] = NumberObject(bits)


def _colour_space(writer: PdfWriter, picture: _Picture) -> Any:
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    if picture.palette is None:
        return NameObject(_DEVICES[picture.components])
    last = NumberObject(len(picture.palette) // 3 - 1)
    table = writer._add_object(_stream(zlib.compress(picture.palette), "/FlateDecode"))
    return ArrayObject((NameObject("/Indexed"), NameObject("/DeviceRGB"), last, table))


def _prediction(picture: _Picture) -> DictionaryObject:
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    return DictionaryObject(
        {
            NameObject("/Predictor"): NumberObject(15),
            NameObject("/Colors"): NumberObject(picture.components),
            NameObject("/BitsPerComponent"): NumberObject(picture.bits),
            NameObject("/Columns"): NumberObject(picture.width),
        }
    )
