"""Stock and sales of a listing set against each other on the spot; it shows the difference and never mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appeal.cli.session.sitting import Sitting

_LOOK_FOR_LESS = "漏れた請求書、破損・廃棄、他の販路での販売がないか確かめてください。"
_LOOK_FOR_MORE = "漏れた請求書、返品、数え間違いがないか確かめてください。"


def show_reconciliation(talk: Sitting, place: int) -> int:
    """Show opening stock, purchases and sales of one listing against what was counted; return what is left unexplained."""
    from appeal.cli.session.advice import reconciled

    asin = talk.case.listing[place].asin
    row = next((one for one in reconciled(talk.desk.counted(talk.case)) if one.asin == asin), None)
    if row is None or row.closing is None or row.expected_closing is None:
        return 0
    others = f"＋ほかの増加{row.came_otherwise}" if row.came_otherwise else ""
    others += f"－ほかの減少{row.left_otherwise}" if row.left_otherwise else ""
    talk.voice.say(
        f"期首{row.opening}＋仕入{row.purchased}－販売{row.shipped}＋返品{row.returned_to_stock}{others}＝{row.expected_closing}"
    )
    if row.after_window:
        talk.voice.say(f"対象期間のあと数えた日までの増減 {row.after_window:+d}")
    difference = row.closing - row.expected_closing - row.after_window
    if not difference:
        talk.voice.say(f"いまの在庫{row.closing}　[OK] 一致")
        return 0
    word = "足りません" if difference < 0 else "多くなっています"
    missed = _LOOK_FOR_LESS if difference < 0 else _LOOK_FOR_MORE
    talk.voice.say(f"いまの在庫{row.closing}　[注意] {abs(difference)}個{word}。{missed}", "  ")
    return difference
