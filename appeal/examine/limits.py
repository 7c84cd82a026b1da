"""How much of a distrusted file is looked at; technical limits of this program, none of them Amazon's."""

from __future__ import annotations

from dataclasses import dataclass

# Measured on public and generated files: above these a reader needs minutes or more memory than a small machine has.
# They protect the seller's machine. 当方の目安, seen 2026-11.
MOST_BYTES = 512 * 1024 * 1024
MOST_PAGES = 2_000
MOST_PIXELS = 100_000_000
MOST_FRAMES = 1_000

# A PDF may begin with foreign bytes; readers look for its header in the first 1,024 (ISO 32000, implementation notes).
HEADER_REACH = 1_024


@dataclass(frozen=True, slots=True)
class Restraint:
    """What a worker may use: CPU and wall seconds for one file, bytes of memory beyond those the process began with.

    Where the system knows no such limits only the wall seconds hold, kept by the parent.
    """

    cpu_seconds: int = 20
    wall_seconds: float = 60.0
    memory_bytes: int = 1_536 * 1024 * 1024
    # A worker that has grown by this ends after its file, so that the next ones have their memory to themselves.
    tired_bytes: int = 512 * 1024 * 1024
