"""What reaches a terminal: text from outside, made harmless, in the reader's language."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

KEEP = {"\n", "\t"}


def clean(text: object) -> str:
    """Text without control and format characters, so that no name can steer a terminal.

    Removes Unicode categories Cc (except newline and tab), Cf, Cs and Co: escape sequences,
    bidirectional overrides, zero-width characters.
    """
    return "".join(
        character
        for character in str(text)
        if character in KEEP or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}
    )


def language(locale: str | None = None) -> str:
    """Language we speak: ``de`` or ``en``, from a locale or else from the environment."""
    if locale is None:
        for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
            if os.environ.get(variable):
                locale = os.environ[variable]
                break
    return "de" if (locale or "").lower().startswith("de") else "en"


def say(said: Mapping[str, Mapping[str, str]], key: str, **values: object) -> str:
    """A sentence of a command's own, in the language of the environment."""
    return said[language()][key].format(**{name: clean(value) for name, value in values.items()})


def either(english: str, german: str) -> str:
    """The one of two wordings that the language of the environment asks for."""
    return german if language() == "de" else english
