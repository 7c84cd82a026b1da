"""Messages (Q) about purchases, sales and stock; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
