"""Messages (M) about this machine and the program itself; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
