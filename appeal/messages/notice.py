"""Messages (N) about the notice and what it asks for; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
