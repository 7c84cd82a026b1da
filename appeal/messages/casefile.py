"""Messages (C) about the case file as text and as data; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
