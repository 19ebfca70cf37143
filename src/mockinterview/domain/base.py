"""What every value of the domain has in common."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["ko", "en"]


class Value(BaseModel):
    """Frozen, and strict about keys it does not know: a misspelt key must never pass in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Localized(Value):
    """One text in both languages; English falls back to Korean and the other way round."""

    ko: str = ""
    en: str = ""

    def text(self, language: Language) -> str:
        first, second = (self.en, self.ko) if language == "en" else (self.ko, self.en)
        return first or second
