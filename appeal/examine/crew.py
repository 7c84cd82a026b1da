"""Lets workers look at many files: a file that ends its worker costs only itself; it opens nothing itself."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from appeal.examine.limits import Restraint
from appeal.examine.processes import Company, Worker, was_too_heavy
from appeal.examine.replies import LONGEST_LINE, decode_reply, encode_request
from appeal.model.evidence import FileState

Values = dict[str, object]
# How many files a worker is asked for ahead, so that it never waits: all at once for one worker, few for several.
_AHEAD_ALONE, _AHEAD_TOGETHER = 32, 4
# A request line must never fill the pipe: the program would wait for a worker that waits for it.
_MOST_WAITING = 12_000
_GRACE_SECONDS = 5.0
_PROGRESS_AFTER_SECONDS, _PROGRESS_SECONDS = 1.0, 0.5

_BLANK_STATES = {True: FileState.TOO_HEAVY, False: FileState.CRASHED}


@dataclass(slots=True)
class Crew:
    """The work on one set of `paths`; `found` fills with what is known of each, by its place.

    A value that grows: it lives for one run only and is never handed on.
    """

    paths: Sequence[str]
    company: Company
    restraint: Restraint
    size: int
    progress: Callable[[int, int], None]
    found: list[Values] = field(default_factory=list)
    _open: deque[int] = field(default_factory=deque)
    _workers: list[Worker] = field(default_factory=list)
    _done: int = 0
    _started: float = 0.0

    def begin(self) -> None:
        """Start the workers and hand over the first files."""
        self._started = time.monotonic()
        self.found = [{} for _ in self.paths]
        self._open = deque(range(len(self.paths)))
        for _ in range(min(self.size, len(self.paths))):
            self._hire()

    def finish(self) -> None:
        """Hear the workers until every file is done."""
        told = 0.0
        while self._workers:
            for worker, block in self.company.hear(self._workers, 0.2):
                self._take(worker, block)
            self._lose_patience()
            now = time.monotonic()
            if now - self._started > _PROGRESS_AFTER_SECONDS and now - told > _PROGRESS_SECONDS:
                told = now
                self.progress(self._done, len(self.paths))
        if told:
            self.progress(self._done, len(self.paths))

    def end(self) -> None:
        """Stop whoever still works, whatever happened above."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _hire(self) -> None:
        if not self._open:
            return
        try:
            worker = self.company.start()
        except OSError as trouble:
            if not self._workers:
                self._give_up(trouble)
            return
        worker.heard = time.monotonic()
        self._workers.append(worker)
        self._ask(worker)

    def _give_up(self, trouble: OSError) -> None:
        """Without a worker no file is opened: that is said of each, and none of them is called good."""
        while self._open:
            self._settle(self._open.popleft(), FileState.CRASHED, str(trouble))

    def _ask(self, worker: Worker) -> None:
        ahead = _AHEAD_ALONE if self.size == 1 else _AHEAD_TOGETHER
        waiting = sum(len(self.paths[index]) * 6 for index in worker.assigned)
        while (
            self._open and len(worker.assigned) < ahead and (waiting < _MOST_WAITING or not worker.assigned)
        ):
            index = self._open.popleft()
            waiting += len(self.paths[index]) * 6
            worker.assigned.append(index)
            worker.ask(encode_request(index, self.paths[index]))

    def _take(self, worker: Worker, block: bytes) -> None:
        if not block:
            self._dismiss(worker)
            return
        worker.heard = time.monotonic()
        *lines, worker.waiting = (worker.waiting + block).split(b"\n")
        try:
            if len(worker.waiting) > LONGEST_LINE:
                raise ValueError("reply too long")
            for line in lines:
                self._believe(worker, line)
        except (ValueError, TypeError):
            self._dismiss(worker, lied=True)

    def _believe(self, worker: Worker, line: bytes) -> None:
        reply = decode_reply(line)
        if not worker.assigned or reply.index != worker.assigned[0]:
            raise ValueError("a reply nobody asked for")
        self.found[reply.index] |= reply.values
        if reply.finished:
            worker.assigned.popleft()
            worker.served += 1
            self._done += 1
            if self._open:
                self._ask(worker)
            elif not worker.assigned:
                self._workers.remove(worker)
                worker.stop()

    def _lose_patience(self) -> None:
        latest = time.monotonic() - self.restraint.wall_seconds - _GRACE_SECONDS
        for worker in [one for one in self._workers if one.heard < latest]:
            self._dismiss(worker, late=True)

    def _dismiss(self, worker: Worker, *, late: bool = False, lied: bool = False) -> None:
        """Judge the file a worker ended at, and let a fresh one go on with the rest."""
        self._workers.remove(worker)
        code = worker.stop()
        heavy = late or (was_too_heavy(code) and not lied)
        if worker.assigned:
            # Files before this one may have used the worker up: only a fresh one is a fair trial.
            if worker.served and not late:
                self._open.extendleft(reversed(worker.assigned))
            else:
                blamed = worker.assigned.popleft()
                self._open.extendleft(reversed(worker.assigned))
                self._settle(blamed, _BLANK_STATES[heavy], f"worker ended with {code}")
        self._hire()

    def _settle(self, index: int, state: FileState, detail: str) -> None:
        """Close a file its worker did not finish; what was found of it before stays."""
        self.found[index].setdefault("state", state)
        self.found[index].setdefault("detail", detail)
        self._done += 1
