"""How a step is put: its text, choices, the value it has; and what is shown before and after it. It takes no answer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from appeal.cli.session.balance import show_reconciliation
from appeal.cli.session.notice_taken import windows_named
from appeal.cli.session.paper_answers import is_unused_supplier
from appeal.cli.session.shown import current, shown
from appeal.intake.question import Kind, Question, Step
from appeal.intake.questions import heads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appeal.cli.session.neighbours import SellerBefore
    from appeal.cli.session.sitting import Sitting

# Leads a choice; what does not fit on its line goes on below its words.
CHOICE = "  "
_COMMAND_HELP = (
    "? 説明　< 前の質問　= 一覧　中断 または Ctrl+C 保存して終わる",
    "Enter だけを押すと、表示されている値のままです。- を入力すると、その値を消します。",
)


def title_of(talk: Sitting, step: Step) -> str:
    """Return the title with its place; how many there are is not known before the response is."""
    case, head = talk.desk.case, step.question.head
    if case is None or case.response is None:
        return head
    every = heads(case)
    return f"{every.index(head) + 1}/{len(every)} {head}" if head in every else head


def ask_lines(talk: Sitting, step: Step) -> Iterator[str]:
    """Yield the lines of a question: what it is about, its text, its choices, the value it has or may have."""
    if step.about:
        yield f"（{step.about}）"
    yield _more(step) or _of_several(talk, step) or step.question.text
    yield from _choices(talk, step)
    value = current(talk, step)
    if value is not None:
        yield f"いまの値（Enter でそのまま）: {_named(talk, step, value)}"
        if step.question.key == "supplier.name" and is_unused_supplier(talk.case, step.path):
            yield "（どの資料にも使われていません。- を入力すると、この仕入先を消します）"
    elif (offered := suggestion(talk, step)) is not None:
        yield f"読み取り（合っていれば Enter）: {_offered(step.question, offered)}"


def _named(talk: Sitting, step: Step, value: Any) -> str:
    """A supplier is known by its name; what the case file calls it is of no use to anybody here."""
    if step.question.kind is Kind.SUPPLIER:
        return next((one.name or one.id for one in talk.case.supplier if one.id == value), str(value))
    return shown(step.question, value)


def _offered(question: Question, value: Any) -> str:
    """A choice that stands right above is named by its number and the first of its words."""
    number = next((place for place, (code, _) in enumerate(question.choices, start=1) if code == value), None)
    if number is None:
        return shown(question, value)
    return f"{number} {re.split('[（、]', shown(question, value))[0]}"


def _more(step: Step) -> str:
    """Once a paper is there, the long sentence has been read; measures that nobody asked for may be left out."""
    if step.path == "preventive[0].what" and step.again:
        return "今後の確認体制（任意。1つだけ。何を、どの工程で行うか。なければ Enter）"
    if step.question.kind is Kind.FILES and not step.path.startswith("evidence[0]"):
        return "ほかにもあれば続けてください（終わったら何も書かずに Enter。取り消しは -番号）"
    return ""


def _of_several(talk: Sitting, step: Step) -> str:
    """With several listings the number alone does not say whose it is: the example names one."""
    if step.question.kind is not Kind.PAPER_LINES or not talk.takes_several(step):
        return ""
    asin = talk.case.listing[0].asin
    return (
        "この書類にある対象商品の数量（1行に1つ「ASIN 数量 行」。"
        f"例：{asin} 40 明細1行目。終わったら何も書かずに Enter）"
    )


def _choices(talk: Sitting, step: Step) -> Iterator[str]:
    words = [*(word for _, word in step.question.choices), *filter(None, [step.question.other])]
    if step.question.kind is Kind.SUPPLIER:
        words = [supplier.name or supplier.id for supplier in talk.case.supplier]
    if step.question.kind is Kind.SPAN:
        words = list(windows_named(talk))
    for number, word in enumerate(words, start=1):
        yield f"{CHOICE}{number} {word}"
    if step.question.kind is Kind.SUPPLIER and words:
        yield "（番号を選ぶか、新しい仕入先の名称を入力）"


def suggestion(talk: Sitting, step: Step) -> Any:
    """Return what was read for a step and is still to be confirmed, or None."""
    key = step.question.key
    if key == "response":
        from appeal.cli.session.notice_answers import suggested_response

        return suggested_response(talk)
    if step.path.startswith("evidence["):
        from appeal.cli.session.paper_answers import suggested

        return suggested(talk, step)
    if step.path.startswith("supplier["):
        from appeal.cli.session.paper_answers import suggested_contact

        return suggested_contact(talk, step)
    if key in ("seller.company", "plan.orders"):
        from appeal.cli.session.notice_answers import suggested_name, suggested_orders

        return suggested_name(talk) if key == "seller.company" else suggested_orders(talk)
    if key in ("listing.jan", "listing.model"):
        from appeal.cli.session.paper_answers import suggested_code

        return suggested_code(talk, step)
    if key == "notice.deadline":
        from appeal.cli.session.notice_taken import suggested_deadline

        return suggested_deadline(talk)
    if key == "listing.sales" and talk.reports:
        return "、".join(path.name for path in talk.reports)
    return None


def explain(talk: Sitting, step: Step) -> None:
    """Say all there is to say of a question, and what may be typed at any."""
    talk.voice.help(step.question.help)
    if step.question.key == "response":
        from appeal.cli.session.decision import show_options

        show_options(talk)
    if step.question.kind is Kind.READING:
        from appeal.cli.session.notice_answers import unclaimed_lines

        talk.voice.help(unclaimed_lines(talk))
    talk.voice.help(_COMMAND_HELP)


def before(talk: Sitting, step: Step) -> None:
    """Show what somebody needs to see before this question."""
    kind, key = step.question.kind, step.question.key
    if kind is Kind.READING:
        from appeal.cli.session.notice_answers import show_reading

        show_reading(talk)
    elif key == "response":
        from appeal.cli.session.decision import show_decision

        show_decision(talk)
    elif kind is Kind.SELLER_BEFORE and talk.seller_before is not None:
        _show_seller(talk, talk.seller_before)
    elif key in ("listing.opening_stock", "listing.sales"):
        _show_window(talk)
        if key == "listing.sales":
            from appeal.cli.session.report_answers import show_reports

            show_reports(talk)


def _show_seller(talk: Sitting, before: SellerBefore) -> None:
    titles = {name: entry.title for name, entry in type(before.seller).model_fields.items()}
    talk.voice.say(f"ほかの案件 {'/'.join(before.file.parts[-2:])} にある出品者の情報です。", "  ")
    for name, value in before.seller:
        if value is not None:
            talk.voice.say(f"  {titles[name]}: {value}", "    ")
    if before.left_out:
        wrong = "、".join(str(titles[name]) for name in before.left_out)
        talk.voice.say(f"（{wrong} は形が正しくないので使いません。このあとお聞きします）", "  ")


def _show_window(talk: Sitting) -> None:
    from appeal.cli.session.advice import window_of
    from appeal.model.dates import japanese

    window = window_of(talk.case)
    if window is not None:
        talk.voice.say(f"対象期間は {japanese(window.first)}から {japanese(window.last)}までです。")


def after(talk: Sitting, step: Step) -> None:
    """Show what an answer brought about: a day as it was understood, stock and sales compared."""
    from appeal.model.dates import japanese

    value = current(talk, step)
    if isinstance(value, date):
        told = "確かめた日: " if step.question.kind is Kind.GENUINE else ""
        talk.voice.say(f"  -> {told}{japanese(value)}")
    if step.question.key == "response" and value == "withdrawal":
        from appeal.cli.session.decision import show_silence

        show_silence(talk)
    if step.question.kind is Kind.ADDED_LINES:
        told = "根本原因" if step.question.key == "plan.why" else "起きたこと"
        talk.voice.say(f"  -> {told}の後に加えました。")
    if step.question.key in ("listing.closing_stock", "listing.returned_to_stock") and value is not None:
        place = int(re.findall(r"\[(\d+)\]", step.path)[0])
        difference = show_reconciliation(talk, place)
        if step.question.key == "listing.closing_stock":
            from appeal.cli.session.movement_answers import offer_movements

            offer_movements(talk, place, difference)


def command_line(name: str, path: Path, *, plain: bool = False) -> str:
    """Return a command as it can be typed again, from whatever folder."""
    text = str(path.absolute())
    quoted = f'"{text}"' if re.search(r"[\s()&']", text) else text
    return f"appeal {name} {quoted}{' --plain' if plain else ''}"
