"""Compiles the Japanese for click's own sentences from .po to .mo; it needs no gettext tools and knows only what our file uses."""

from __future__ import annotations

import ast
import struct
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "appeal/cli/locale/ja/LC_MESSAGES/appeal.po"


def read_entries(text: str) -> dict[str, str]:
    """Return translations by msgid; a plural entry is keyed by both forms with a NUL between, as gettext wants it."""
    entries: dict[str, str] = {}
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                keyword, _, line = line.partition(" ")
            fields[keyword] = fields.get(keyword, "") + ast.literal_eval(line)
        key = fields["msgid"]
        if "msgid_plural" in fields:
            key += "\0" + fields["msgid_plural"]
        if key in entries:
            raise ValueError(f"stands twice: {key}")
        entries[key] = fields["msgstr[0]" if "msgid_plural" in fields else "msgstr"]
    return entries


def compiled(entries: dict[str, str]) -> bytes:
    """Return the bytes of a .mo file: header, two tables of length and offset, then the strings, sorted by msgid."""
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    count = len(pairs)
    keys_at = 7 * 4
    values_at = keys_at + count * 8
    offset = values_at + count * 8
    tables: list[bytes] = []
    strings = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), offset + len(strings)))
            strings += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, count, keys_at, values_at, 0, offset)
    return header + b"".join(tables) + strings


def main() -> None:
    """Write the .mo file beside the .po file, or with --check only say whether it is up to date."""
    target = SOURCE.with_suffix(".mo")
    fresh = compiled(read_entries(SOURCE.read_text(encoding="utf-8").strip()))
    if "--check" in sys.argv[1:]:
        sys.exit(
            0 if target.is_file() and target.read_bytes() == fresh else f"{target.name} is not up to date"
        )
    target.write_bytes(fresh)


if __name__ == "__main__":
    main()
