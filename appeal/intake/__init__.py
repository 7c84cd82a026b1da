"""From a case file or a person to a `Case`; nothing is judged here beyond its shape."""
