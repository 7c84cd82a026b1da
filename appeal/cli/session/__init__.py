"""The session: asks what a case still lacks, line by line; it calls `check` and `build` and decides nothing."""
