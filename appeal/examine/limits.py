"""How much of a distrusted file is looked at; technical limits of this program, none of them Amazon's."""

# Measured on public and generated files: above these a reader needs minutes or more memory than a small machine has.
# They protect the seller's machine. 当方の目安, seen 2026-11.
MOST_BYTES = 512 * 1024 * 1024
MOST_PAGES = 2_000
MOST_PIXELS = 100_000_000
MOST_FRAMES = 1_000
BLOCK = 1024 * 1024

# A PDF may begin with foreign bytes; readers look for its header in the first 1,024 (ISO 32000, implementation notes).
HEADER_REACH = 1_024
