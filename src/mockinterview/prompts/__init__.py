"""Prompts as checked data: one Markdown file a use, the user's own copy first, and data that stays data.

A file has a front matter (name, version, language, variables) and the headings `# system` and `# user`.
`$variables` are `string.Template`'s, since prompts hold braces. What a candidate, a rubric or a document says
is put between `<<name tag>>` and `<</name tag>>`, where the tag is drawn anew for every prompt: nobody who
writes an answer can know it. Hidden characters are taken out of it and reported.
"""

from __future__ import annotations

from mockinterview.prompts.library import Prompt, PromptLibrary, Rendered
from mockinterview.prompts.neutral import hidden_signs, is_hidden, speaks, tame, visible
from mockinterview.prompts.uses import LANGUAGE_NAMES, USES

__all__ = [
    "LANGUAGE_NAMES",
    "USES",
    "Prompt",
    "PromptLibrary",
    "Rendered",
    "hidden_signs",
    "is_hidden",
    "speaks",
    "tame",
    "visible",
]
