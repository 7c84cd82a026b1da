"""Messages (L) about drawing the letter; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
