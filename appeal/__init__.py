"""Prepares a reply to a cancelled Amazon.co.jp listing; it states facts it was given and invents none."""

__version__ = "0.1.0"
