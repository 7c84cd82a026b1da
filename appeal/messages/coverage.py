"""Messages (R) about demands of the notice that are not answered; text only."""

from appeal.messages.message import Message

MESSAGES: tuple[Message, ...] = ()
