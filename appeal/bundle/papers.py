"""Takes the pages of a seller's PDF over into the reading copy as they look, without what acts or tells of its maker."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject

_PAGE_KEYS = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")
# Marks of a foreign structure tree would be read as places in ours; the rest tells of programs and people.
_LEFT_OUT = ("/StructParents", "/StructParent", "/Metadata", "/PieceInfo", "/AF", "/OPI", "/Ref")
_ANNOTATION_KEYS = (
    *(
        "/Rect",
        "/F",
        "/C",
        "/CA",
        "/ca",
        "/BM",
        "/Border",
        "/BS",
        "/BE",
        "/QuadPoints",
        "/L",
        "/LE",
        "/Vertices",
    ),
    *("/InkList", "/IC", "/RD", "/CL", "/OC"),
)
_TEXT_KEYS = ("/Contents", "/DA", "/DS", "/Q")
_HIDDEN = 0b100010
_LETTER = (0, 0, 612, 792)
_END_MARK = b"%%EOF"


def insert_papers(writer: PdfWriter, data: bytes, at: int) -> int:
    """Insert the pages of a PDF before page `at`; return how many. Restrictions of its owner bind the original only.

    Raises what pypdf raises, which for damaged files is not only its own errors.
    """
    from pypdf import PdfReader

    # The reader gives up where the end mark is missing after the last object; it is added to the copy in memory alone.
    ended = data.rfind(_END_MARK) > data.rfind(b"endobj")
    reader = PdfReader(BytesIO(data if ended else data + b"\n" + _END_MARK + b"\n"))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("locked")
    count = 0
    for page in reader.pages:
        _insert_page(writer, page, at + count)
        count += 1
    _keep_layers(writer, reader)
    return count


def insert_blank(writer: PdfWriter, wide: float, high: float, at: int) -> PageObject:
    """Insert an empty page before page `at` and return it as it stands in the document."""
    from pypdf import PageObject

    # The writer's own method for this returns a page that is not the one it inserted.
    return writer.insert_page(PageObject.create_blank_page(None, wide, high), at)


def _insert_page(writer: PdfWriter, source: PageObject, at: int) -> None:
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    page = insert_blank(writer, _LETTER[2], _LETTER[3], at)
    # What a viewer takes where the paper names no size.
    page[NameObject("/MediaBox")] = ArrayObject(NumberObject(number) for number in _LETTER)
    for key in _PAGE_KEYS:
        if key in source:
            page[NameObject(key)] = _copy(writer, source.raw_get(key))
    annotations = ArrayObject()
    for annotation in _annotations(source):
        if (drawn := _drawn(writer, annotation)) is not None:
            annotations.append(writer._add_object(drawn))
    if annotations:
        page[NameObject("/Annots")] = annotations


def _copy(writer: PdfWriter, value: Any) -> Any:
    return value.clone(writer, False, _LEFT_OUT)


def _annotations(page: PageObject) -> list[DictionaryObject]:
    from pypdf.generic import ArrayObject, DictionaryObject

    entries = page.get("/Annots")
    entries = entries.get_object() if entries is not None else None
    if not isinstance(entries, ArrayObject):
        return []
    found = [entry.get_object() for entry in entries]
    return [one for one in found if isinstance(one, DictionaryObject) and "/Rect" in one]


def _drawn(writer: PdfWriter, annotation: DictionaryObject) -> DictionaryObject | None:
    """Return an annotation as a dead picture of itself, or None where nothing of it is seen.

    A form field becomes a stamp: without the form it belongs to, viewers would leave its answer blank.
    """
    from pypdf.generic import DictionaryObject, NameObject

    kind = annotation.get("/Subtype")
    appearance = _appearance(annotation)
    flags = annotation.get("/F", 0)
    # Viewers show nothing of an annotation that does not say what it is.
    if not isinstance(kind, NameObject) or kind == "/Popup" or (isinstance(flags, int) and flags & _HIDDEN):
        return None
    if kind == "/Widget" and appearance is None:
        return None
    drawn = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
    drawn[NameObject("/Subtype")] = NameObject("/Stamp" if kind == "/Widget" else kind)
    texts = _TEXT_KEYS if kind == "/FreeText" else ()
    for key in (*_ANNOTATION_KEYS, *texts):
        if key in annotation:
            drawn[NameObject(key)] = _copy(writer, annotation.raw_get(key))
    if appearance is not None:
        drawn[NameObject("/AP")] = DictionaryObject({NameObject("/N"): _copy(writer, appearance)})
    return drawn


def _appearance(annotation: DictionaryObject) -> Any:
    """Return the stream that shows an annotation in its present state, or None."""
    from pypdf.generic import DictionaryObject, StreamObject

    appearances = annotation.get("/AP")
    appearances = appearances.get_object() if appearances is not None else None
    if not isinstance(appearances, DictionaryObject) or "/N" not in appearances:
        return None
    raw, normal = appearances.raw_get("/N"), appearances["/N"]
    if isinstance(normal, StreamObject):
        return raw
    state = annotation.get("/AS")
    if not isinstance(normal, DictionaryObject) or state not in normal:
        return None
    return normal.raw_get(state) if isinstance(normal[state], StreamObject) else None


def _keep_layers(writer: PdfWriter, reader: PdfReader) -> None:
    """Keep hidden what the paper keeps hidden: without this list every layer would be drawn."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    layers = reader.root_object.get("/OCProperties")
    layers = layers.get_object() if layers is not None else None
    if not isinstance(layers, DictionaryObject):
        return
    view = layers.get("/D", DictionaryObject()).get_object()
    groups = list(layers.get("/OCGs", ArrayObject()).get_object())
    shown = list(view.get("/ON", ArrayObject()).get_object())
    hidden = list(view.get("/OFF", ArrayObject()).get_object())
    if view.get("/BaseState") == "/OFF":
        hidden = [group for group in groups if group not in shown]
    ours = writer.root_object.setdefault(
        NameObject("/OCProperties"),
        DictionaryObject(
            {
                NameObject("/OCGs"): ArrayObject(),
                NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject()}),
            }
        ),
    ).get_object()
    ours["/OCGs"].extend(_copy(writer, group) for group in groups)
    ours["/D"]["/OFF"].extend(_copy(writer, group) for group in hidden)
