"""Finds what a PDF holds besides its pages: forms, layers, scripts, files, signatures, comments; it runs none of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from appeal.examine import pdf_objects as pdf
from appeal.examine.reading import Notes
from appeal.model.traits import TraitName

_MOST_FIELDS = 5_000
_MOST_NAMES = 1_000
_MOST_DEPTH = 40
_NEXT_ACTIONS = 10
# ISO 32000 12.5.3: the flags Hidden and NoView of an annotation.
_HIDDEN = 0b100010
_ACTIONS = {
    "JavaScript": TraitName.SCRIPT,
    "Rendition": TraitName.MEDIA,
    "Launch": TraitName.PROGRAM_START,
    "SubmitForm": TraitName.SENDING,
    "ImportData": TraitName.SENDING,
    "GoToR": TraitName.OTHER_FILE,
    "GoToE": TraitName.OTHER_FILE,
}
_MEDIA = frozenset({"Movie", "Screen", "RichMedia", "Sound", "3D"})
# Parts of the page that are no remark of a person.
_SILENT = frozenset({"Link", "Widget", "Popup", "PrinterMark", "TrapNet", "Watermark", "FileAttachment", ""})


def note_active(document: Any, content_size: int, notes: Notes) -> None:
    """Note everything of the file that moves, hides or could be changed; `content_size` is that of the file in bytes."""
    root = document.Root
    _note_action(pdf.dictionary(root, "/OpenAction"), None, notes)
    _note_all_actions(root, None, notes)
    names = pdf.dictionary(root, "/Names")
    for _, action in _tree(pdf.dictionary(names, "/JavaScript")):
        _note_action(action, None, notes)
    for name, file in _tree(pdf.dictionary(names, "/EmbeddedFiles")):
        notes.add(TraitName.ATTACHMENT, pdf.text(file, "/UF") or pdf.text(file, "/F") or name)
    _note_layers(pdf.dictionary(root, "/OCProperties"), notes)
    for place, page in enumerate(document.pages, start=1):
        _note_all_actions(page.obj, place, notes)
        for annotation in pdf.entries(page.obj, "/Annots"):
            _note_annotation(annotation, place, notes)
    _note_form(pdf.dictionary(root, "/AcroForm"), content_size, notes)


def _tree(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the pairs of a name tree, a bounded number of them; a branch that comes again is passed over."""
    waiting, seen = [root], set()
    for _ in range(_MOST_NAMES):
        if not waiting:
            return
        node = waiting.pop()
        known = pdf.same(node)
        if known is not None and known in seen:
            continue
        seen.add(known)
        pairs = pdf.entries(node, "/Names")[: 2 * _MOST_NAMES]
        yield from ((str(name), value) for name, value in zip(pairs[::2], pairs[1::2], strict=False))
        waiting += reversed(pdf.entries(node, "/Kids")[:_MOST_NAMES])


def _note_all_actions(holder: Any, place: int | None, notes: Notes) -> None:
    _note_action(pdf.dictionary(holder, "/A"), place, notes)
    for _, action in pdf.items(holder, "/AA"):
        _note_action(action, place, notes)


def _note_action(action: Any, place: int | None, notes: Notes) -> None:
    for _ in range(_NEXT_ACTIONS):
        name = _ACTIONS.get(pdf.text(action, "/S"))
        if name is not None:
            notes.add(name, _target(action), place)
        following = pdf.entries(action, "/Next")
        if not following:
            return
        action = following[0]


def _target(action: Any) -> str:
    file = pdf.dictionary(action, "/F")
    return pdf.text(action, "/F") or pdf.text(file, "/UF") or pdf.text(file, "/F")


def _note_layers(layers: Any, notes: Notes) -> None:
    groups = pdf.entries(layers, "/OCGs")
    if not groups:
        return
    notes.add(TraitName.LAYERS, count=len(groups))
    view = pdf.dictionary(layers, "/D")
    off = pdf.entries(view, "/OFF")
    if pdf.text(view, "/BaseState") == "OFF":
        shown = {pdf.same(group) for group in pdf.entries(view, "/ON")}
        off = [group for group in groups if pdf.same(group) not in shown]
    for group in off:
        notes.add(TraitName.LAYERS_OFF, pdf.text(group, "/Name"))


def _note_annotation(annotation: Any, place: int, notes: Notes) -> None:
    kind = pdf.text(annotation, "/Subtype")
    _note_all_actions(annotation, place, notes)
    if kind in _MEDIA:
        notes.add(TraitName.MEDIA, page=place)
    elif kind == "Redact":
        notes.add(TraitName.REDACTION, page=place)
    elif kind == "FileAttachment":
        file = pdf.dictionary(annotation, "/FS")
        notes.add(TraitName.ATTACHMENT, pdf.text(file, "/UF") or pdf.text(file, "/F"), place)
    elif kind not in _SILENT:
        notes.add(TraitName.COMMENT, pdf.text(annotation, "/T"), place)


def _note_form(form: Any, content_size: int, notes: Notes) -> None:
    if form is None:
        return
    fields = list(_fields(form))
    for kind, field in fields:
        if kind == "Sig":
            _note_signature(pdf.dictionary(field, "/V"), content_size, notes)
        else:
            _note_field(kind, field, notes)
    if pdf.truth(form, "/NeedAppearances") and any(_answered(field) for _, field in fields):
        notes.add(TraitName.FORM_UNDRAWN)


def _fields(form: Any) -> Iterator[tuple[str, Any]]:
    """Yield kind and dictionary of every field that has no fields below it; what a parent says holds for its kids."""
    waiting = [(field, "", 0) for field in reversed(pdf.entries(form, "/Fields"))]
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return
        field, kind, depth = waiting.pop()
        kind = pdf.text(field, "/FT") or kind
        kids = [kid for kid in pdf.entries(field, "/Kids") if pdf.has(kid, "/T")]
        if kids and depth < _MOST_DEPTH:
            waiting += [(kid, kind, depth + 1) for kid in reversed(kids)]
        else:
            yield kind, field


def _note_signature(value: Any, content_size: int, notes: Notes) -> None:
    if value is None:
        return
    notes.add(TraitName.SIGNATURE, pdf.text(value, "/Name"))
    numbers = [pdf.as_number(one) for one in pdf.entries(value, "/ByteRange")]
    signed = sum(one or 0 for one in numbers[-2:])
    if len(numbers) >= 2 and signed < content_size:
        notes.add(TraitName.SIGNATURE_EXTENDED)


def _note_field(kind: str, field: Any, notes: Notes) -> None:
    notes.add(TraitName.FORM)
    if not _answered(field):
        return
    widgets = pdf.entries(field, "/Kids") or [field]
    if all(int(pdf.number(widget, "/F") or 0) & _HIDDEN for widget in widgets):
        notes.add(TraitName.FORM_HIDDEN, pdf.text(field, "/T"))
    elif kind in ("Tx", "Ch") and not any(_drawn(widget) for widget in widgets):
        notes.add(TraitName.FORM_UNDRAWN, pdf.text(field, "/T"))


def _answered(field: Any) -> bool:
    answer = pdf.text(field, "/V")
    return bool(answer) and answer != "Off"


def _drawn(widget: Any) -> bool:
    return pdf.has(pdf.dictionary(widget, "/AP"), "/N")
