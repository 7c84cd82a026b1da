"""Messages (E) about the evidence files; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
