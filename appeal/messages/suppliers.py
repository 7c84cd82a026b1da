"""Messages (S) about suppliers, phone numbers and check digits; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
