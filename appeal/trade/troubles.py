"""Collects what is odd in a report, row by row, into one finding for each kind of oddity; it judges nothing itself."""

from __future__ import annotations

from appeal.model.finding import Finding, Place, found


class Troubles:
    """Gathers rows by code, file and value: the first line and how many there are."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, tuple[tuple[str, str], ...]], tuple[int, int]] = {}

    def tell(self, code: str, file: str, line: int, rows: int = 1, **values: str) -> None:
        """Note a row; `values` fill the message besides file, line and rows."""
        key = code, file, tuple(sorted(values.items()))
        first, count = self._rows.get(key, (line, 0))
        self._rows[key] = min(first, line), count + rows

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each, sorted by file, line and code."""
        return tuple(
            found(
                code,
                place=Place(file=file, line=line or None),
                file=file,
                line=line,
                rows=rows,
                **dict(values),
            )
            for (code, file, values), (line, rows) in sorted(
                self._rows.items(), key=lambda item: (item[0][1], item[1][0], item[0])
            )
        )

    def rows(self, code: str) -> int:
        """Return how many rows were told with a code."""
        return sum(rows for (told, _, _), (_, rows) in self._rows.items() if told == code)

    def absorb(self, other: Troubles) -> None:
        """Take over what another holds."""
        for (code, file, values), (line, rows) in other._rows.items():
            self.tell(code, file, line, rows, **dict(values))
