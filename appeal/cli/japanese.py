"""Lets click speak Japanese whatever the language of the machine; it holds no sentence, those are in locale/."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_DOMAIN = "appeal"


def install() -> None:
    """Make gettext answer with our Japanese for the rest of the process.

    Call it before click's objects are made: some of them translate their names when they are created.
    """
    # gettext reads no other switch than the environment, and this one goes before LANG and LC_ALL, even where they are C.
    os.environ["LANGUAGE"] = "ja"
    gettext.bindtextdomain(_DOMAIN, str(Path(__file__).with_name("locale")))
    gettext.textdomain(_DOMAIN)
