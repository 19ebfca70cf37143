"""Technical terms and every way they are written: Korean, English, abbreviated, and as speech-to-text hears them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from mockinterview.domain.base import Value
from mockinterview.domain.rubric import Text, Words


class Term(Value):
    term: Text
    """Canonical English, lower case."""
    ko: Words = ()
    en: Words = ()
    hangul: Words = ()
    abbr: Words = ()

    def forms(self) -> Iterator[str]:
        yield self.term
        yield from (*self.ko, *self.en, *self.hangul, *self.abbr)


class Glossary(Value):
    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    terms: tuple[Term, ...] = ()
