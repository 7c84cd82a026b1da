"""Papers as they are dropped: examined before they are taken, copied in where they lie elsewhere, never touched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appeal.cli.session.dropping import dropped_files
from appeal.intake.answers import AnswerError, ToldError, one_line
from appeal.intake.demanded import wants_quantities
from appeal.intake.paper_lines import PaperLine, purchase_lines
from appeal.intake.question import Step

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Changes, Sitting
    from appeal.intake.suggestions import Suggested
    from appeal.model.case import Case
    from appeal.model.evidence import FileFacts

_FOLDER = "evidence"
_OFFERED = ("kind", "issued", "number", "supplier", "addressee", "lines")
# Tables that programs write; no supplier issues an invoice so.
_REPORTS = (".csv", ".tsv", ".txt")
_CONTACTS = ("address", "phone", "email", "website")


def take_files(talk: Sitting, step: Step, text: str) -> Changes:
    """Return the entries of the papers that were dropped; each answers in place. Raises AnswerError where none is taken."""
    count = len(talk.case.evidence)
    if match := re.fullmatch(r"-\s*(\d{1,3})", unicodedata.normalize("NFKC", text).strip()):
        return _taken_back(talk, int(match[1]), count)
    files, missing = dropped_files(text, talk.desk.folder)
    for piece in missing:
        talk.voice.trouble(AnswerError("I114", piece=" / ".join(piece.split("\n"))[:60]))
    place = int(re.findall(r"\d+", step.path)[0])
    if place < count and len(files) > 1:
        raise AnswerError("I135")
    changes: dict[str, object] = {}
    for source in files:
        if _is_left_out(talk, source, changes):
            continue
        file = _taken_in(talk, source, place, changes)
        if file is not None:
            changes[f"evidence[{place}].file"] = file
            place += 1
    if not changes:
        raise ToldError
    return changes


def _is_left_out(talk: Sitting, source: Path, changes: Changes) -> bool:
    """Say of a file why it is not taken: it is there already, or it is a report that is asked for later."""
    files = [*(item.file for item in talk.case.evidence), *(str(file) for file in changes.values())]
    known = [(talk.desk.folder / file).resolve() for file in files]
    if source.resolve() in known:
        number = known.index(source.resolve()) + 1
        talk.voice.say(f"{source.name} は、資料{number}としてもう入っています。", "  ")
        return True
    if source.suffix.lower() in _REPORTS:
        later = "販売レポートはあとでお聞きします。" if wants_quantities(talk.case) else ""
        talk.voice.say(f"{source.name} は、資料に加えませんでした。{later}", "  ")
        return True
    return False


def _taken_back(talk: Sitting, number: int, count: int) -> Changes:
    if not 1 <= number <= count:
        raise AnswerError("I133", number=number, most=count)
    talk.voice.say(f"資料{number}を取り消しました。ファイルはそのままです。")
    return {f"evidence[{number - 1}]": None}


def _taken_in(talk: Sitting, source: Path, place: int, before: dict[str, object]) -> str | None:
    """Look at a file where it lies and bring it into the case, or say why not."""
    from appeal.examine.files import examine

    (fact,) = examine([source.name], source.parent)
    if not _stands(talk, replace(fact, file=source.name), place, before):
        return None
    file = talk.desk.brought_in(source, _FOLDER)
    talk.desk.know(file, replace(fact, file=file, path=str(talk.desk.folder / file)))
    talk.voice.say(f"[OK] {source.name} {described(fact)}（資料{place + 1}）", "  ")
    return file


def _stands(talk: Sitting, fact: FileFacts, place: int, before: dict[str, object]) -> bool:
    """Say what the rules find in a file; an error means that it is not taken."""
    from appeal.cli.session.advice import findings_at

    path = f"evidence[{place}].file"
    talk.desk.know(fact.file, fact)
    case = talk.desk.candidate({**before, path: fact.file})
    said = findings_at(talk.desk.counted(case), talk.facts(case, [path]), [path], talk.today)
    talk.desk.forget(fact.file)
    for finding in said:
        talk.voice.finding(finding)
    return not any(finding.severity.value == "error" for finding in said)


def described(fact: FileFacts) -> str:
    """Return type, pages and size of a usable file: `PDF 2頁 412 KB`."""
    size = max(round((fact.bytes or 0) / 1000), 1)
    return f"{(fact.type or '').upper()} {fact.pages or 1}頁 {size:,} KB"


def take_supplier(talk: Sitting, step: Step, text: str) -> Changes:
    """Return the issuer of a paper: one known by number or name, or a new one."""
    name = one_line(text)
    known = talk.case.supplier
    plain = unicodedata.normalize("NFKC", name)
    if plain.isdecimal():
        if not 1 <= int(plain) <= len(known):
            raise AnswerError("I102", most=max(len(known), 1))
        return {step.path: known[int(plain) - 1].id}
    for supplier in known:
        if unicodedata.normalize("NFKC", supplier.name or "") == plain:
            return {step.path: supplier.id}
    if name in {supplier.id for supplier in known}:
        return {step.path: name}
    place = len(known)
    identity = _free_id(talk.case)
    if not _is_meant(talk, step, name):
        talk.voice.say("登録しませんでした。発行者を入力してください。", "  ")
        raise ToldError
    return {
        f"supplier[{place}].id": identity,
        f"supplier[{place}].name": name,
        step.path: identity,
    }


def _is_meant(talk: Sitting, step: Step, name: str) -> bool:
    """Ask before a name becomes a supplier that the paper does not print, or that looks like a number."""
    place = int(re.findall(r"\d+", step.path)[0])
    item = talk.case.evidence[place] if place < len(talk.case.evidence) else None
    texts = getattr(talk.desk.examined(item.file), "texts", None) if item else None
    printed = _bare(" ".join(texts or ()))
    if _bare(name) in printed and _bare(name) != _bare((item and item.number) or ""):
        return True
    if not printed and not re.fullmatch(r"(?=.*\d)[!-~ ]+", unicodedata.normalize("NFKC", name)):
        return True
    told = "書類の文字に見つかりません" if printed else "番号のように見えます"
    return talk.confirm(
        f"「{name}」は{told}。新しい仕入先として登録しますか？", ("登録する", "登録しない"), enter=False
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def is_unused_supplier(case: Case, path: str) -> bool:
    """Return whether a path is of a supplier that no paper names as its issuer."""
    match = re.match(r"supplier\[(\d+)\]", path)
    if match is None or int(match[1]) >= len(case.supplier):
        return False
    return all(item.supplier != case.supplier[int(match[1])].id for item in case.evidence)


def _free_id(case: Case) -> str:
    taken = {supplier.id for supplier in case.supplier}
    number = len(taken) + 1
    while f"s{number}" in taken:
        number += 1
    return f"s{number}"


def take_paper_lines(talk: Sitting, step: Step, text: str) -> Changes:
    """Return the quantities of a paper; good lines are kept while the others are asked for. Raises AnswerError for those."""
    listings = talk.case.listing
    codes = {
        code: one.asin
        for one in reversed(listings)
        for code in (one.title, one.jan, one.model, one.sku)
        if code
    }
    found, wrong = purchase_lines(text, [one.asin for one in listings], codes)
    kept = [*talk.kept_lines.pop(step.path, []), *(_entry(line) for line in found)]
    if not wrong:
        return {step.path: kept}
    for error in wrong:
        talk.voice.trouble(error)
    if kept:
        talk.kept_lines[step.path] = kept
        talk.voice.say(
            f"ほかの{len(kept)}行は読めました。上の行だけを入力してください（なければ何も書かずに Enter）。"
        )
    raise ToldError


def _entry(line: PaperLine) -> dict[str, object]:
    entry: dict[str, object] = {"asin": line.asin, "quantity": line.quantity}
    if line.row:
        entry["row"] = line.row
    if line.pack > 1:
        entry["pack"] = line.pack
    return entry


def suggested(talk: Sitting, step: Step) -> Any:
    """Return what the text of a paper seems to say for a step, to be confirmed; None where it says nothing plain."""
    name = step.path.rpartition(".")[2]
    place = int(re.findall(r"\d+", step.path)[0])
    if name not in _OFFERED or place >= len(talk.case.evidence):
        return None
    listings = talk.case.listing
    found = _said_by(talk, talk.case.evidence[place].file)
    if name == "lines":
        if found.quantity is None or len(listings) != 1:
            return None
        return [{"asin": listings[0].asin, "quantity": found.quantity}]
    if name == "supplier":
        return _issuer(talk, found.issuer)
    return getattr(found, name)


def _said_by(talk: Sitting, file: str) -> Suggested:
    from appeal.intake.suggestions import suggest

    seller, listings = talk.case.seller, talk.case.listing
    names = [name for one in listings for name in (one.jan, one.model, one.asin, one.title) if name]
    own = (seller.phone, seller.email, seller.address)
    return suggest(getattr(talk.desk.examined(file), "texts", None), names, own)


def suggested_contact(talk: Sitting, step: Step) -> str | None:
    """Return what the papers of a supplier say of him, where they say the same; only papers that name one company do."""
    name = step.path.rpartition(".")[2]
    place = int(re.findall(r"\d+", step.path)[0])
    if name not in _CONTACTS or place >= len(talk.case.supplier):
        return None
    identity = talk.case.supplier[place].id
    said = [_said_by(talk, item.file) for item in talk.case.evidence if item.supplier == identity]
    values = {getattr(one, name) for one in said if one.issuer is not None} - {None}
    return str(values.pop()) if len(values) == 1 else None


def suggested_code(talk: Sitting, step: Step) -> str | None:
    """Return the JAN or the model that the papers name for a listing, to be confirmed."""
    from appeal.intake.suggested_codes import suggested_jan, suggested_model

    listings = talk.case.listing
    place = int(re.findall(r"\d+", step.path)[0])
    files = [talk.desk.examined(item.file) for item in talk.case.evidence]
    texts = [page for fact in files for page in getattr(fact, "texts", None) or ()]
    title = listings[place].title
    if step.question.key == "listing.model":
        return suggested_model(texts, title)
    return suggested_jan(texts, title, alone=len(listings) == 1)


def _issuer(talk: Sitting, name: str | None) -> str | None:
    """A paper's company that is the seller's own did not issue it."""
    own = {talk.case.seller.company, talk.case.seller.store}
    return None if name in own else name
