"""Every sentence said about a case: code, severity, one fact, one action; this room knows nothing else of the program."""

from appeal.messages.catalogue import catalogue, find, find_or_none
from appeal.messages.message import Message, Severity

__all__ = ["Message", "Severity", "catalogue", "find", "find_or_none"]
