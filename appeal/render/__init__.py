"""From a `Submission` to strings, HTML and PDF; it decides nothing and fetches nothing."""
