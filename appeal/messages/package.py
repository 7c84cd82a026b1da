"""Messages (P) about writing the package; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
