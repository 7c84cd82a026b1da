"""Messages (W) about the seller's own sentences; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
