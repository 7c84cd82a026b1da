"""Do cause and measures answer each other, is every listing named, and is anything said that nobody asked for?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from appeal.model.case import Case, Listing, Response
from appeal.model.dates import normalised
from appeal.model.finding import Finding, found
from appeal.model.notice import Requirement
from appeal.rules.sentences import Item, Part

_PLAN_DEMANDS = frozenset(
    {
        Requirement.ROOT_CAUSE,
        Requirement.CORRECTIVE_ACTION,
        Requirement.PREVENTIVE_ACTION,
        Requirement.PLAN_OF_ACTION,
    }
)
_WORD = re.compile(r"[一-龯々]{2,}|[ァ-ヴー]{2,}|[A-Za-z][A-Za-z0-9]+")
# Words that stand in nearly every plan and tie nothing together.
_EMPTY_WORDS = frozenset(
    re.findall(
        r"\S+",
        "当店 弊社 当社 対象 商品 購入者 購入 原因 根本 再発 防止 今後 必要 場合 以上 当日 毎日 毎週 毎月 担当 責任 責任者 工程"
        " 手順 確認 実施 問題 発生 以下 全数 全て 開始 対応 業務 作業",
    )
)
# One kanji by itself is a word as well (棚, 札, 戻す), but not where it says nothing of the matter.
_LONE_WORD = re.compile(r"(?<![一-龯々])[一-龯](?![一-龯々])")
_EMPTY_LONE = frozenset(
    "当行見出入上下前後中時日月年者方物品数個件名回同全確取使書決無有用付作置持分受合何他別各毎約今際度点"
)
# What is called by several names in one plan.
_SAME = tuple(
    re.compile(words)
    for words in (
        r"緩衝材|クッション|気泡|エアキャップ|プチプチ|詰め物",
        r"賞味|消費期限|期限|日付の近い",
        r"照合|突き合わせ|突合|読み合わせ|見比べ|一致",
        r"型番|品番|JAN|バーコード|製品番号",
        r"請求書|領収書|納品書|証憑|仕入れ?の?書類",
        r"返品|戻った商品|戻り品",
        r"梱包|包装|箱詰め|袋詰め|外箱|段ボール",
        r"入数|セット|枚数|本数|内容量",
        r"ラベル|シール|値札|棚札|札",
        r"商品ページ|商品詳細ページ|カタログ|掲載",
        r"付属品|説明書|同梱",
        r"温度|湿度|気温|冷蔵|保冷|高温",
    )
)
_APOLOGY = re.compile(
    r"申し?訳(?:ござい|あり|なく)|[お御]?詫び(?:申|いた|し)|おわび(?:申|いた|し)|陳謝|謝罪(?:いた|し|申)"
    r"|恐縮|失礼(?:いたし|致し|しま)|ご(?:迷惑|不便|心配|不快|面倒)(?:を|な思いを)?(?:お?かけ|させ)(?:[^。、]{0,8}(?:ました|ます)。?$|てしまい)"
)
_EVERY_LISTING = re.compile(
    r"(?:対象|該当|通知)の?(?:全|すべて|各|いずれ)|(?:全|各)(?:ての)?(?:対象|ASIN|商品)|対象(?:の)?\d+(?:商品|点|ASIN|件)"
    r"|\d+(?:商品|点|ASIN|つ)(?:の|と|すべて|とも|いずれ)|(?:すべて|全て|いずれ)の(?:対象|商品|ASIN)|対象商品"
)


def judge_answers(case: Case, texts: Sequence[Item]) -> tuple[Finding, ...]:
    """Return causes without a measure, measures without a cause, listings the plan passes over, and what is said in vain."""
    return (
        *_causes(texts),
        *_listings(case, texts),
        *_apologies(case, texts),
        *_unasked(case),
    )


def _causes(texts: Sequence[Item]) -> Iterator[Finding]:
    """Compare words only: a cause and a measure that share none of them are worth a second look, no more."""
    cause = _words(item for item in texts if item.part is Part.CAUSE)
    measures = [item for item in texts if item.part is Part.MEASURE]
    if not cause or not measures:
        return
    known = cause | _words(item for item in texts if item.part in (Part.HAPPENED, Part.DEED))
    answering = [item for item in measures if _words([item]) & cause]
    if not answering:
        yield found("W614", "preventive")
        return
    for item in measures:
        if not _words([item]) & known:
            yield found("W615", item.field, entry=item.field)


def _words(texts: Iterable[Item]) -> set[str]:
    """Return what a text speaks of: pairs of kanji, kanji by themselves, whole katakana and Latin words, things of many names."""
    words: set[str] = set()
    for item in texts:
        for word in _WORD.findall(item.text):
            if word in _EMPTY_WORDS:
                continue
            pairs = {word[place : place + 2] for place in range(len(word) - 1)}
            words |= pairs - _EMPTY_WORDS if "一" <= word[0] <= "龯" else {word.upper()}
        words |= {word for word in _LONE_WORD.findall(item.text) if word not in _EMPTY_LONE}
        words |= {same.pattern for same in _SAME if same.search(item.text)}
    return words


def _listings(case: Case, texts: Sequence[Item]) -> Iterator[Finding]:
    """Where a notice names several listings, a plan that speaks of one only leaves the others unanswered."""
    plan = [item.text for item in texts if item.part not in (Part.PROVES, Part.REASON)]
    told = normalised("".join(plan)).upper()
    if len(case.listing) < 2 or not plan or _EVERY_LISTING.search("".join(plan)):
        return
    for place, listing in enumerate(case.listing):
        if not any(name and normalised(name).upper() in told for name in _listing_names(listing)):
            yield found("W616", f"listing[{place}].asin", asin=listing.asin)


def _listing_names(listing: Listing) -> tuple[str | None, ...]:
    return listing.asin, listing.model, listing.sku, listing.jan, listing.title


def _apologies(case: Case, texts: Sequence[Item]) -> Iterator[Finding]:
    said = [
        (item, sentence.number)
        for item in texts
        for sentence in item.sentences
        if _APOLOGY.search(sentence.bare)
    ]
    if len(said) > 1:
        item, number = said[1]
        yield found("W618", item.field, entry=item.field, number=number)
    elif said and case.response in (Response.EXPLANATION, Response.WITHDRAWAL):
        item, number = said[0]
        yield found("W621", item.field, entry=item.field, number=number)


def _unasked(case: Case) -> Iterator[Finding]:
    """Source of the rule: an unrequested confession can only harm (standing: 当方の目安)."""
    demands = case.notice.requirements
    if case.response is not Response.AUTHENTICITY or not demands or _PLAN_DEMANDS & set(demands):
        return
    for name, stated in (
        ("plan.what_happened", case.plan.what_happened),
        ("plan.root_cause", case.plan.root_cause),
        ("corrective", case.corrective),
        ("preventive", case.preventive),
    ):
        if stated:
            yield found("W620", name)
            return
