"""Writes the pages of the documentation that come out of the program: the messages and the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

from appeal.intake.schema import case_schema
from appeal.messages.page import messages_page

DOCS = Path(__file__).resolve().parent.parent / "docs"

if __name__ == "__main__":
    (DOCS / "messages.md").write_text(messages_page(), encoding="utf-8")
    schema = json.dumps(case_schema(), ensure_ascii=False, indent=2) + "\n"
    (DOCS / "case.schema.json").write_text(schema, encoding="utf-8")
