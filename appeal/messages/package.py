"""Messages (P) about drawing the letter and writing the package; text only."""

from appeal.messages.message import Message, Severity

MESSAGES: tuple[Message, ...] = ()
