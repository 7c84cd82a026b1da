"""The Japanese nouns for codes (kinds of evidence, demands); it holds no sentence."""

from __future__ import annotations

from appeal.model.evidence import EvidenceKind
from appeal.model.notice import Requirement

KIND_NAMES: dict[EvidenceKind | None, str] = {
    EvidenceKind.INVOICE: "請求書",
    EvidenceKind.RECEIPT: "領収書",
    EvidenceKind.PURCHASE_ORDER: "注文書",
    EvidenceKind.DELIVERY_NOTE: "納品書",
    EvidenceKind.CONTRACT: "契約書",
    EvidenceKind.AUTHORIZATION: "販売許可書",
    EvidenceKind.PHOTO: "写真",
    EvidenceKind.CORRESPONDENCE: "やり取りの記録",
    EvidenceKind.OTHER: "その他の資料",
    None: "資料",
}

REQUIREMENT_NAMES: dict[Requirement, str] = {
    Requirement.INVOICE: "請求書・領収書",
    Requirement.SUPPLIER_CONTACT: "仕入先の連絡先",
    Requirement.ROOT_CAUSE: "根本原因の説明",
    Requirement.CORRECTIVE_ACTION: "是正措置の説明",
    Requirement.PREVENTIVE_ACTION: "再発防止策の説明",
    Requirement.PLAN_OF_ACTION: "改善計画",
    Requirement.AUTHORIZATION_LETTER: "販売許可書",
    Requirement.SAFETY_DOCUMENT: "安全性に関する書類",
    Requirement.OTHER: "その他の情報",
}
